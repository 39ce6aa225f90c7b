"""How a line of a list is made up: cells in columns, headings, and how columns share the width of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from delegator_tui.model.display import Align, fit
from delegator_tui.model.table import Cell as Cell
from delegator_tui.model.table import Layout as Layout
from delegator_tui.model.text import shown

StyleOf = Callable[[str], Style]
"""Gives the style of a name: ``""``, ``muted``, ``accent``, ``overdue``, ``soon``, ``good``, ``title``, ``heading``."""


_NOTE_GAP = 2
_LEAST_BESIDE_NOTE = 8


class Row(NamedTuple):
    """A row that can be chosen. ``shape`` names the columns it is drawn in, ``""`` the list's first ones."""

    key: str
    shape: str = ""


class Heading(NamedTuple):
    """A line that cannot be chosen: a title, and a count or hint at the right edge.

    With ``cells`` the line has column titles of ``shape`` instead.
    """

    title: str = ""
    right: str = ""
    cells: Sequence[Cell] = ()
    shape: str = ""


class Blank(NamedTuple):
    """An empty line between groups."""


Line = str | Row | Heading | Blank
"""A line of a list. A bare string is the key of a row with the first columns: 100,000 rows need no object each."""


class Slot(NamedTuple):
    """Where a visible column stands: its number, its width and the space after it, in cells."""

    column: int
    width: int
    gap: int


def key_of(line: Line) -> str | None:
    """Return the key of a row, or nothing for a line that cannot be chosen."""
    if isinstance(line, str):
        return line
    return line.key if isinstance(line, Row) else None


def lay_out(columns: Sequence[Layout], total: int) -> tuple[Slot, ...]:
    """Return the visible columns; their widths and gaps add up to exactly ``total`` cells."""
    shown_columns = list(enumerate(columns))
    for level in sorted({column.drop for column in columns if column.drop > 0}, reverse=True):
        if _needed([column for _, column in shown_columns]) <= total:
            break
        shown_columns = [(index, column) for index, column in shown_columns if column.drop != level]
    sizes = _shared([column for _, column in shown_columns], total)
    slots = []
    left = total
    for (index, column), size in zip(shown_columns, sizes, strict=True):
        width = min(size, left)
        gap = min(column.gap, left - width)
        left -= width + gap
        slots.append(Slot(index, width, gap))
    if slots:
        slots[-1] = slots[-1]._replace(gap=slots[-1].gap + left)
    return tuple(slots)


def _needed(columns: Sequence[Layout]) -> int:
    """Return the fewest cells in which these columns can stand."""
    return sum(column.width or column.min_width for column in columns) + _gaps(columns)


def _gaps(columns: Sequence[Layout]) -> int:
    return sum(column.gap for column in columns[:-1])


def _shared(columns: Sequence[Layout], total: int) -> list[int]:
    """Return the width of each column, the flexible ones sharing what is left to the last cell.

    One whose share is less than it needs gets what it needs, as long as there is enough for all.
    """
    room = max(0, total - _gaps(columns))
    firm = {index: column.width for index, column in enumerate(columns) if column.width}
    less = {index: column.less for index, column in enumerate(columns) if column.less}
    while True:
        left = max(0, room - sum(firm.values()))
        shares = {index: column.share for index, column in enumerate(columns) if index not in firm}
        sizes = _by_share(shares, left + sum(less.values()))
        sizes = {index: max(0, size - less.get(index, 0)) for index, size in sizes.items()}
        short = next((index for index, size in sizes.items() if size < columns[index].min_width), None)
        if short is None or sum(columns[index].min_width for index in sizes) > left:
            return [size for _, size in sorted((firm | sizes).items())]
        firm[short] = columns[short].min_width


def _by_share(shares: dict[int, int], left: int) -> dict[int, int]:
    """Return how much of ``left`` each one gets, to the last cell."""
    sizes = {}
    whole = sum(shares.values())
    for index, share in shares.items():
        sizes[index] = left * share // whole
        left, whole = left - sizes[index], whole - share
    return sizes


def row_segments(
    cells: Sequence[Cell], slots: Sequence[Slot], columns: Sequence[Layout], style: StyleOf
) -> list[Segment]:
    """Return the painted cells of one row, exactly as wide as ``slots``. Cells that are missing are empty."""
    segments = []
    for column, width, gap in slots:
        cell = cells[column] if column < len(cells) else Cell("")
        segments += _cell_segments(cell, width, columns[column].align, style)
        segments.append(Segment(" " * gap, style("")))
    return segments


def _cell_segments(cell: Cell, width: int, align: Align, style: StyleOf) -> list[Segment]:
    """Return one cell of ``width``; spaces before words are segments of their own, plain."""
    note = shown(cell.note)
    room = width - cell_len(note) - _NOTE_GAP
    if note and room >= _LEAST_BESIDE_NOTE:
        text = fit(cell.text, room).rstrip()
        rest = fit(note, width - cell_len(text) - _NOTE_GAP)
        return [Segment(text, style(cell.style)), Segment(" " * _NOTE_GAP, style("")), Segment(rest, style("muted"))]
    text = fit(cell.text, width, align)
    words = text.lstrip(" ")
    return [Segment(" " * (len(text) - len(words)), style("")), Segment(words, style(cell.style))]


def heading_segments(heading: Heading, total: int, style: StyleOf) -> list[Segment]:
    """Return a painted heading of ``total`` cells: the title one cell in, the count or hint at the right edge."""
    right_width = min(cell_len(shown(heading.right)), total // 2)
    title = fit(heading.title, total - 1 - right_width - (2 if right_width else 0))
    gap = total - 1 - cell_len(title) - right_width
    return [
        Segment(" ", style("")),
        Segment(title, style("heading")),
        Segment(" " * max(0, gap), style("")),
        Segment(fit(heading.right, right_width, "right"), style("muted")),
    ]
