"""The one virtual list of the program: it draws what is visible, so 100,000 rows cost what 20 do.

A screen gives lines (keys, headings, blanks) and a function that draws the cells of one key. The list knows where the
cursor is, what is marked and what is on screen; it knows nothing of records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from delegator_tui.widgets.list_layout import Line
from delegator_tui.widgets.list_lines import Lines
from delegator_tui.widgets.list_look import COMPONENTS, CSS
from delegator_tui.widgets.painted_list import PaintedList


@dataclass
class _Said(Message):
    """What a list tells its screen; ``control`` serves ``@on`` with a selector."""

    record_list: RecordList

    @property
    def control(self) -> RecordList:
        """The list that says it."""
        return self.record_list


class RecordList(PaintedList, can_focus=True, inherit_bindings=False):
    """Rows under headings, chosen by key and drawn only while visible.

    ``draw`` gives the cells of a key, ``columns`` their places; ``shapes`` are further sets of columns for rows that
    name one. ``empty`` is what stands there while there is no row.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next row", show=False, id="list.down"),
        Binding("up,k", "move(-1)", "Previous row", show=False, id="list.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page_up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="list.half_down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="list.half_up"),
        Binding("g,home", "first", "First row", show=False, id="list.first"),
        Binding("G,end", "last", "Last row", show=False, id="list.last"),
        Binding("enter", "open", "Open", show=False, id="list.open"),
        Binding("space", "mark", "Mark", show=False, id="list.mark"),
        Binding("v", "range", "Mark a range", show=False, id="list.range"),
        Binding("escape", "unmark", "Clear marks", show=False, id="list.unmark"),
    ]
    COMPONENT_CLASSES = COMPONENTS
    DEFAULT_CSS = CSS

    @dataclass
    class Moved(_Said):
        """Another key is under the cursor, or none is."""

        key: str | None

    @dataclass
    class Opened(_Said):
        """The owner wants to see the record with this key."""

        key: str

    @dataclass
    class Marked(_Said):
        """So many rows are marked now."""

        count: int

    class Fitted(_Said):
        """The list has another size, for instance beside the keys."""

    follows = False
    """Whether keys are ``words:uid``, and a row that is another one now is still about the same record."""

    # What a screen asks and says

    @property
    def current(self) -> str | None:
        """The key under the cursor."""
        return None if self._cursor is None else self._lines.key(self._cursor)

    @property
    def marked(self) -> tuple[str, ...]:
        """The marked keys, in the order of the list."""
        return self._lines.in_order(self._marks.keys)

    def set_lines(self, lines: Sequence[Line], left: Callable[[str], bool] | None = None) -> None:
        """Show these lines. Keys are unique, and the sequence is not changed afterwards.

        The cursor stays on its key and that row on its place of the screen; if the key is gone, the cursor goes to the
        row that took its place, or, where it ``follows`` records, first to another row of the same record. A view that
        was scrolled away from the cursor stays where it is. ``left`` tells of a key that its row went elsewhere and is
        not followed: then the cursor goes to the next that stays.
        """
        at, top = self._cursor or 0, self.scroll_offset.y
        before = self._lines.first_but(left, at) if left and self.current else self.current
        followed = self._cursor is None or self._in_view(self._cursor)
        gone = before is None or self._lines.without(at, lines)
        with self._telling():
            self._lines = Lines(lines)
            if self._marks:
                self._marks.keep(self._lines.index)
            place = None if gone or before is None else self._lines.place(before, at)
            if place is None and self.follows and before is not None and not gone:
                place = self._lines.of_record(before)
            self._cursor = self._lines.nearest_row(at, 1) if place is None else place
            self._stretch(0 if self._cursor is None else len(lines))
            self._scroll(top + place - at if place is not None and followed and top else top)
            if followed or place is None:
                self._reveal()

    def move_to(self, key: str) -> bool:
        """Put the cursor on a key; false if the list does not have it."""
        place = self._lines.place(key)
        if place is not None:
            self._put(place)
        return place is not None

    def clear_marks(self) -> None:
        """Take all marks away, for instance after a verb has done them all."""
        if self._marks or self._marks.start is not None:
            with self._telling():
                self._marks.clear()

    # Keys and mouse

    def action_move(self, rows: int) -> None:
        """Move the cursor to the next or the previous row."""
        self._go(self._here()[0] + rows, rows)

    def action_page(self, pages: float) -> None:
        """Move the cursor and the view by pages."""
        at = self._here()[0]
        lines = round(pages * max(2, self.scrollable_size.height - 1))
        self._scroll(self.scroll_offset.y + lines)
        self._go(at + lines, lines)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._go(0, 1)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._go(len(self._lines) - 1, -1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.post_message(self.Opened(self, self._here()[1]))

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go to the next."""
        key = self._here()[1]
        with self._telling():
            self._marks.toggle(key)
        self.action_move(1)

    def action_range(self) -> None:
        """Start marking a range, or end it."""
        key = self._here()[1]
        with self._telling():
            if self._marks.start is None:
                self._marks.begin_range(key)
            else:
                self._marks.end_range()

    def action_unmark(self) -> None:
        """End the range; without one, clear the marks; without marks, leave the key to the screen."""
        if self._marks.start is not None:
            self._marks.end_range()
        elif self._marks:
            self.clear_marks()
        else:
            raise SkipAction

    def on_resize(self) -> None:
        """Tell of another size; the half that paints keeps the cursor in view."""
        self.post_message(self.Fitted(self))

    def on_click(self, event: events.Click) -> None:
        """Choose the row; open it when it is chosen already, which a double click is."""
        offset = event.get_content_offset(self)
        line = -1 if offset is None else offset.y + self.scroll_offset.y
        if event.button != 1 or self._lines.key(line) is None:
            return
        event.stop()
        if line == self._cursor:
            self.action_open()
        else:
            self._put(line)

    # Where the cursor is

    def _here(self) -> tuple[int, str]:
        """Return the line and key of the cursor; without one, the key press is left to the screen."""
        key = self.current
        if self._cursor is None or key is None:
            raise SkipAction
        return self._cursor, key

    def _go(self, line: int, way: float) -> None:
        """Put the cursor on the row at a line or the nearest one beyond it, else the nearest before."""
        place = self._lines.nearest_row(line, 1 if way > 0 else -1)
        if place is not None:
            self._put(place)

    def _put(self, line: int) -> None:
        """Put the cursor on the row at this line, the range with it."""
        with self._telling(repaint=self._marks.start is not None):
            left, self._cursor = self._cursor, line
            if self._marks.start is not None:
                self._marks.stretch(self._lines.keys(self._lines.index[self._marks.start], line))
            for changed in (left, line):
                if changed is not None and self._in_view(changed):
                    self.refresh_line(changed)
            self._reveal()

    @contextmanager
    def _telling(self, *, repaint: bool = True) -> Iterator[None]:
        """Repaint, and post what is different afterwards."""
        key, marked = self.current, len(self._marks)
        yield
        if repaint:
            self.refresh()
        if self.current != key:
            self.post_message(self.Moved(self, self.current))
        if len(self._marks) != marked:
            self.post_message(self.Marked(self, len(self._marks)))
