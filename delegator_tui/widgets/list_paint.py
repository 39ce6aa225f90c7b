"""Paints the lines of a list: the gutter with its marks, the cells, the text of an empty list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from delegator_tui.model.display import fit, wrapped
from delegator_tui.widgets.list_layout import (
    Blank,
    Cell,
    Heading,
    Layout,
    Row,
    Slot,
    StyleOf,
    heading_segments,
    lay_out,
    row_segments,
)

CURSOR, MARK = "▸", "*"
GUTTER = 3
"""Cells before the first column: mark, cursor, space."""

_MOST_LAYOUTS = 16


class Drawn(NamedTuple):
    """What a row says, and in which columns."""

    cells: tuple[Cell, ...]
    shape: str


class Painter:
    """Turns a line into segments of an exact width. Knows no cursor: it is told."""

    def __init__(self, draw: Callable[[str], Sequence[Cell]], shapes: Mapping[str, Sequence[Layout]]) -> None:
        self._draw = draw
        self._shapes = shapes
        self._layouts: dict[tuple[str, int], tuple[Slot, ...]] = {}

    def paint(self, line: str | Row | Heading | Blank, width: int, style: StyleOf, gutter: str = "  ") -> list[Segment]:
        """Return one line in ``width`` cells; ``gutter`` holds the mark and the cursor of a row."""
        if isinstance(line, Blank):
            return [Segment(" " * width, style(""))]
        if isinstance(line, Heading):
            if not line.cells:
                return heading_segments(line, width, style)
            titles = self._row(line.cells, line.shape, width, lambda name: style(name or "muted"))
            return [Segment(" " * GUTTER, style("")), *titles]
        return self.paint_row(self.row(line), width, style, gutter)

    def row(self, line: str | Row) -> Drawn:
        """Return what a row says."""
        key, shape = (line, "") if isinstance(line, str) else line
        return Drawn(tuple(self._draw(key)), shape)

    def paint_row(self, row: Drawn, width: int, style: StyleOf, gutter: str) -> list[Segment]:
        """Return a row in ``width`` cells; ``gutter`` holds its mark and the cursor."""
        start = [Segment(gutter[0], style("mark")), Segment(gutter[1], style("pointer")), Segment(" ", style(""))]
        return start + self._row(row.cells, row.shape, width, style)

    def _row(self, cells: Sequence[Cell], shape: str, width: int, style: StyleOf) -> list[Segment]:
        columns = self._shapes[shape]
        return row_segments(cells, self._slots(shape, width - GUTTER), columns, style)

    def _slots(self, shape: str, width: int) -> tuple[Slot, ...]:
        """Return where the columns stand, worked out once for each width."""
        slots = self._layouts.get((shape, width))
        if slots is None:
            if len(self._layouts) >= _MOST_LAYOUTS:
                self._layouts.clear()
            slots = self._layouts[shape, width] = lay_out(self._shapes[shape], width)
        return slots


def joined(segments: Sequence[Segment]) -> list[Segment]:
    """Return the same text in as few segments as its styles allow: each costs the terminal a line of codes."""
    made: list[Segment] = []
    for segment in segments:
        if made and made[-1].style is segment.style:
            made[-1] = Segment(made[-1].text + segment.text, segment.style)
        elif segment.text:
            made.append(segment)
    return made


def paint_empty(text: str, y: int, width: int, height: int, style: StyleOf) -> list[Segment]:
    """Return line ``y`` of the quiet, centred text of a list without rows."""
    lines = wrapped(text, max(1, width - 4))
    index = y - max(0, (height - len(lines)) // 3)
    line = lines[index] if 0 <= index < len(lines) else ""
    left = max(0, (width - cell_len(line)) // 2)
    return [Segment(fit(" " * left + line, width), style("muted"))]
