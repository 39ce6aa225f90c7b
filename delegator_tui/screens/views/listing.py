"""A view with one list: filter, order, groups, marks, and a detail pane where the terminal is wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.book import Book
from delegator_tui.model.records import TABLES, Record
from delegator_tui.model.text import shown
from delegator_tui.screens.views.base import WIDE, BookScreen, bindings_of
from delegator_tui.screens.views.narrowing import NarrowingScreen
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Blank, Heading, Line
from delegator_tui.widgets.list_look import headline
from delegator_tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from delegator_tui.widgets.detail import Detail

NO_MATCH = "Nothing here matches the filter.\n\n{list.filter} changes it, esc in its line takes it away."


class ListScreen(NarrowingScreen, BookScreen):
    """A headline over one list. Subclasses give the list, its records and how one is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")
    AUTO_FOCUS = "RecordList"
    DETAIL = True
    _rows: RecordList | None = None
    # ---- what a subclass says

    def make_list(self) -> RecordList:
        """Return the list with its columns."""
        raise NotImplementedError

    def headline(self, book: Book) -> str:
        """Return the text of the headline."""
        raise NotImplementedError

    def group_of(self, record: Record, book: Book, group: str) -> str:
        """Return the heading under which a record stands."""
        return ""

    def has_moved(self, key: str) -> bool:
        """Tell whether a row went elsewhere in the list, and the cursor is not to follow it there."""
        return False

    def record_of(self, key: str) -> Record | None:
        """Return the record that a row stands for."""
        raise NotImplementedError

    # ---- lines

    def lines(self, book: Book) -> Sequence[Line]:
        """Return the lines of the list: what the filter lets through, under its headings."""
        found = self.narrowed(self.ordered(book))
        group = self.GROUPS[self._group] if self.GROUPS else ""
        if not group:
            return [record.uid for record in found]
        groups: dict[str, list[Line]] = {}
        for record in found:
            groups.setdefault(self.group_of(record, book, group), []).append(record.uid)
        lines: list[Line] = []
        for title, keys in sorted(groups.items(), key=lambda each: self.place_of(each[0])):
            lines += [*([Blank()] if lines else []), Heading(title, str(len(keys))), *keys]
        return lines

    def place_of(self, title: str) -> Any:  # noqa: ANN401 - anything that sorts
        """Return where a heading stands among the others."""
        return title.casefold()

    # ---- how it is drawn

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        with Horizontal(classes="body"):
            self._rows = rows = self.make_list()
            self._empty = rows.empty
            yield rows
            if self.DETAIL:
                from delegator_tui.widgets.detail import Detail

                yield Detail(can_focus=False)

    def on_mount(self) -> None:
        self.query_one(RecordList).focus()

    def show_book(self, book: Book) -> None:
        self.read_again(book)
        self.show_list(book)

    def show_list(self, book: Book) -> None:
        rows = self.query_one(RecordList)
        rows.empty = self.with_keys(NO_MATCH if self.filtering else self._empty)
        rows.set_lines(self.lines(book), self.has_moved)
        self.query("Detail").set_class(self.nothing_here, "-empty")
        self._show_headline(book)
        self.show_detail()

    def _show_headline(self, book: Book) -> None:
        left, right = self.headline(book), " · ".join(self.view_words())
        line, width = self.query_one(".headline", Static), self.headline_room
        room = width - len(left) - len(right)
        parts = headline(shown(left))
        if right:
            parts.append(((" " * room if room > 1 else " · ") + shown(right), "not bold"))
        words = Content.assemble(*parts)
        line.update(words, layout=line.size.height != 1 or words.cell_length > width)

    @property
    def headline_room(self) -> int:
        """How many cells a line of the headline has: fewer than the terminal while the keys stand beside it."""
        return self.query_one(".headline").size.width or self.app.size.width - 2

    def record(self) -> Record | None:
        current = self.query_one(RecordList).current if self.is_mounted else None
        return self.record_of(current) if current else None

    def chosen(self) -> list[Record]:
        marked = self.query_one(RecordList).marked if self.is_mounted else ()
        found = [record for key in marked if (record := self.record_of(key))]
        return list({record.uid: record for record in found}.values()) or super().chosen()

    def pointed(self) -> tuple[str, ...]:
        rows = self._rows
        if rows is None or not self.is_mounted:
            return ()
        return rows.marked or ((rows.current,) if rows.current else ())

    def unmark(self) -> None:
        self.query_one(RecordList).clear_marks()

    @property
    def nothing_here(self) -> bool:
        """Whether the list has no row, and not for a filter."""
        return self._rows is not None and self._rows.current is None and not self.filtering

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("filter", "sort", "group") and self.nothing_here:
            return False
        return super().check_action(action, parameters)

    def view_words(self) -> Iterable[str]:
        yield from super().view_words()
        count = len(self.query_one(RecordList).marked)
        if count:
            yield f"{count} marked"

    def show_detail(self) -> None:
        """Tell the record under the cursor whole, where there is room."""
        pane = self.query("Detail")
        if pane and self.app.size.width >= WIDE:
            from delegator_tui.rules.records.story import story

            cast("Detail", pane.first()).show(story(self.record(), self.the_book))

    def open_record(self) -> None:
        """Show the record under the cursor on a screen of its own."""
        record = self.record()
        if record is not None:
            self.show_record(record)

    def show_record(self, record: Record) -> None:
        table = next(name for name, kind in TABLES.items() if isinstance(record, kind))
        from delegator_tui.screens.views.record import RecordScreen

        self.app.push_screen(RecordScreen(self.hands, self.the_book, table, record.uid))

    def on_record_list_moved(self, _: RecordList.Moved) -> None:
        self.show_detail()
        self.show_hints()

    def on_record_list_marked(self, _: RecordList.Marked) -> None:
        self._show_headline(self.the_book)
        self.show_hints()

    def on_record_list_opened(self, _: RecordList.Opened) -> None:
        self.open_record()

    def on_record_list_fitted(self, _: RecordList.Fitted) -> None:
        self._show_headline(self.the_book)

    def on_resize(self) -> None:
        self.show_detail()

    def more_hints(self, book: Book) -> Iterable[Hint]:
        yield self.hint("list.filter")
        yield self.hint("add")
