"""A column: its title, its room, and what it says of a row, on the screen, in the shell and in a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from delegator_tui.model.table import Cell, Layout

R = TypeVar("R")


class Column(NamedTuple, Generic[R]):
    """One column of rows of a kind. ``title`` heads it; in CSV it is its name.

    ``text`` is what it says; ``cell`` says it on a screen where that is more than plain words, in the room of
    ``layout``; ``value`` is what a CSV file has, where that is something else: None is an empty field, a list or tuple
    has its values parted by ``;``.
    """

    title: str
    text: Callable[[R], str] = lambda _: ""
    layout: Layout = Layout()
    cell: Callable[[R], Cell] | None = None
    value: Callable[[R], object] | None = None


def cells(columns: Sequence[Column[R]], row: R) -> tuple[Cell, ...]:
    """Return a row as a screen draws it."""
    return tuple(column.cell(row) if column.cell else Cell(column.text(row)) for column in columns)


def texts(columns: Sequence[Column[R]], row: R) -> tuple[str, ...]:
    """Return a row as the shell prints it."""
    return tuple(column.text(row) for column in columns)


def layouts(columns: Sequence[Column[R]]) -> tuple[Layout, ...]:
    """Return the room of each column."""
    return tuple(column.layout for column in columns)


def titles(columns: Sequence[Column[R]]) -> tuple[str, ...]:
    """Return what heads each column."""
    return tuple(column.title for column in columns)


def right(columns: Sequence[Column[R]]) -> tuple[int, ...]:
    """Return the places of the columns that stand at the right."""
    return tuple(place for place, column in enumerate(columns) if column.layout.align == "right")


def fields(columns: Sequence[Column[R]], row: R) -> list[str]:
    """Return a row as a CSV file has it."""
    return [_field(column.value(row) if column.value else column.text(row)) for column in columns]


def _field(value: object) -> str:
    if value is None:
        return ""
    return ";".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)
