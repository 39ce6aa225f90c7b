"""Rows of Today and of the review of the week: an item each, drawn in the shape of what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from delegator_tui.model.records import Record
from delegator_tui.model.table import Cell, Layout
from delegator_tui.rules.today.sections import Item

DUE = (
    Layout(1, gap=1), Layout(11), Layout(0, min_width=16, share=3), Layout(0, min_width=12, share=2, drop=1),
    Layout(9, align="right", gap=0),
)  # fmt: skip
LEAK = (
    Layout(24), Layout(0, min_width=5, share=3, less=11), Layout(0, min_width=12, share=2, drop=1), Layout(9, gap=0),
)  # fmt: skip
TASK = (Layout(1, gap=1), Layout(11), Layout(0, min_width=16), Layout(9, align="right", gap=0))
WIDE_LEAD = (Layout(1, gap=1), Layout(14), Layout(0, min_width=16), Layout(9, align="right", gap=0))
"""A task whose row begins with more than a date: ``no date, 12 d``."""


class Items:
    """The items of a list, by the keys of their rows."""

    def __init__(self) -> None:
        self._of: dict[str, Item] = {}

    def __len__(self) -> int:
        return len(self._of)

    def show(self, items: Iterable[Item]) -> None:
        """Have these items, and no others."""
        self._of = {item.key: item for item in items}

    def add(self, item: Item) -> None:
        """Have one more."""
        self._of[item.key] = item

    def record(self, key: str) -> Record | None:
        """Return the record that a row is about."""
        item = self._of.get(key)
        return item.record if item else None

    def draw(self, key: str) -> Sequence[Cell]:
        """Draw a row."""
        item = self._of[key]
        if _is_leak(item):
            return Cell(item.lead, "muted"), Cell(item.title), Cell(item.who, "muted")
        tone = item.tone or "muted"
        mark = Cell(item.mark, item.tone or "accent" if item.mark == "●" else tone)
        who = () if is_task(item) else (Cell(item.who, "muted"),)
        return mark, Cell(item.lead, tone), Cell(item.title, note=item.note), *who, Cell(item.amount)

    def note(self, key: str) -> Sequence[Cell]:
        """Draw a row that says something of the program itself."""
        item = self._of[key]
        return (Cell(item.lead, "muted", note=item.title),)


def _is_leak(item: Item) -> bool:
    return item.key.startswith("leak:")


def is_task(item: Item) -> bool:
    """Tell whether a row is a task of the owner's, which is with nobody else."""
    return item.table == "tasks" and not _is_leak(item)
