"""The painted half of the list: what is in view, and how a visible line is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from delegator_tui.widgets.list_layout import Blank, Cell, Heading, Layout
from delegator_tui.widgets.list_lines import Lines
from delegator_tui.widgets.list_marks import Marks
from delegator_tui.widgets.list_paint import CURSOR, MARK, Drawn, Painter, joined, paint_empty

MOST_KEPT = 512
"""Painted rows that are kept: some screens full."""


class PaintedList(ScrollView):
    """Lines, a cursor and marks, painted only while visible."""

    def __init__(
        self,
        draw: Callable[[str], Sequence[Cell]],
        columns: Sequence[Layout],
        *,
        shapes: Mapping[str, Sequence[Layout]] | None = None,
        empty: str = "",
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self._painter = Painter(draw, {"": columns, **(shapes or {})})
        self._lines = Lines()
        self._cursor: int | None = None
        self._marks = Marks()
        self._strips: dict[tuple[Drawn, int, str], Strip] = {}
        """Rows as they were painted last: after a verb most of those in view say what they said, on another line."""
        self._plain: Style | None = None
        """The style of plain text, kept because Textual works it out through all ancestors each time it is asked."""

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal()

    def watch_show_vertical_scrollbar(self, is_shown: bool) -> None:
        """Put a scrollbar that appears where the view already is."""
        if is_shown:
            self.vertical_scrollbar.position = self.scroll_y

    # What is in view

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, force=True)

    def _in_view(self, line: int) -> bool:
        return 0 <= line - self.scroll_offset.y < self.scrollable_size.height

    def _reveal(self) -> None:
        """Scroll as little as shows the cursor, with the headings right above it."""
        height = self.scrollable_size.height
        if self._cursor is None or height < 1:
            return
        top = min(self.scroll_offset.y, self._lines.top_of_heading(self._cursor))
        self._scroll(max(top, self._cursor - height + 1))

    def _stretch(self, lines: int) -> None:
        """Be so many lines long; the screen is laid out anew only where the scrollbar comes or goes."""
        size, height = Size(1, lines), self.scrollable_size.height
        if min(lines, self.virtual_size.height) <= height or not height:
            self.virtual_size = size
        else:
            self.set_reactive(ScrollView.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = lines

    def render_line(self, y: int) -> Strip:
        """Paint one visible line."""
        width, at = self.scrollable_size.width, y + self.scroll_offset.y
        if self._cursor is None:
            return self._strip(paint_empty(self.empty, y, width, self.scrollable_size.height, self._style), width)
        line = self._lines[at] if at < len(self._lines) else Blank()
        if isinstance(line, Blank | Heading):
            return self._strip(self._painter.paint(line, width, self._style), width)
        here = at == self._cursor
        gutter = (MARK if self._lines.key(at) in self._marks else " ") + (CURSOR if here else " ")
        return self._painted(self._painter.row(line), width, gutter, here=here)

    def _painted(self, row: Drawn, width: int, gutter: str, *, here: bool) -> Strip:
        """Paint a row, or take it as it was painted when it said the same."""
        found = self._strips.get((row, width, gutter))
        if found is None:
            if len(self._strips) >= MOST_KEPT:
                self._strips.clear()
            style = self._cursor_style if here else self._style
            found = self._strip(self._painter.paint_row(row, width, style, gutter), width)
            self._strips[row, width, gutter] = found
        return found

    def _strip(self, segments: Sequence[Segment], width: int) -> Strip:
        return Strip(joined(segments)).adjust_cell_length(width, self._style(""))

    def _style(self, name: str) -> Style:
        if name:
            return self.get_component_rich_style(f"record-list--{name}")
        if self._plain is None:
            self._plain = self.rich_style
        return self._plain

    def notify_style_update(self) -> None:
        self._plain = None
        self._strips.clear()
        super().notify_style_update()

    def _cursor_style(self, name: str) -> Style:
        """Return a cell's style on the cursor row: its own on the row's ground, or the row's colour if it has one."""
        cursor = self.get_component_rich_style("record-list--cursor")
        if self.get_component_rich_style("record-list--cursor", partial=True).color is not None:
            return cursor
        return self._style(name) + Style(bgcolor=cursor.bgcolor)
