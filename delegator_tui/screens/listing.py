"""A view with one list: filter, order, groups, marks, and a detail pane where the terminal is wide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.book import Book
from delegator_tui.model.records import TABLES, Contractor, Handoff, Record, Task
from delegator_tui.model.text import shown
from delegator_tui.rules.filters import Haystack, narrow, read_filter
from delegator_tui.rules.story import story
from delegator_tui.screens.actions import ActingScreen
from delegator_tui.screens.base import bindings_of
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.record import RecordScreen
from delegator_tui.widgets.detail import Detail
from delegator_tui.widgets.filter_bar import FilterBar
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Blank, Heading, Line
from delegator_tui.widgets.record_list import RecordList

WIDE = 100
"""Cells from which on the detail pane stands beside the list."""
Order = tuple[str, Callable[[Any], Any]]


class ListScreen(ActingScreen):
    """A headline over one list. Subclasses give the list, its records and how one is drawn."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")
    AUTO_FOCUS = "RecordList"
    DETAIL = True
    ORDERS: ClassVar[tuple[str, ...]] = ()
    """Words of the orders that ``o`` goes through; the first is the view's own."""
    GROUPS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, hands: Hands, book: Book) -> None:
        super().__init__(hands, book)
        self._haystack = Haystack()
        self._filter = read_filter("", book.now)
        self._with_closed = False
        self._order = 0
        self._group = 0
        self._kept: tuple[object, list[Record]] | None = None

    # ---- what a subclass says

    def make_list(self) -> RecordList:
        """Return the list with its columns."""
        raise NotImplementedError

    def headline(self, book: Book) -> str:
        """Return the text of the headline."""
        raise NotImplementedError

    def records(self, book: Book, *, with_closed: bool, order: str) -> Sequence[Record]:
        """Return the records of the view, in order."""
        raise NotImplementedError

    def group_of(self, record: Record, book: Book, group: str) -> str:
        """Return the heading under which a record stands."""
        return ""

    def record_of(self, key: str) -> Record | None:
        """Return the record that a row stands for."""
        raise NotImplementedError

    # ---- lines

    def lines(self, book: Book) -> Sequence[Line]:
        """Return the lines of the list: what the filter lets through, under its headings."""
        found = self.narrowed(self._ordered(book))
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

    def _ordered(self, book: Book) -> list[Record]:
        """Return the records in order; kept while nothing changes, for a filter asks on each key."""
        order = self.ORDERS[self._order] if self.ORDERS else ""
        key = (book.version, book.now.at, self._with_closed, order)
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, list(self.records(book, with_closed=self._with_closed, order=order)))
        return self._kept[1]

    def narrowed(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return the records that the filter lets through."""
        if self._filter.empty:
            return records
        searched = [record for record in records if isinstance(record, Task | Handoff | Contractor)]
        return narrow(searched, self._filter, self.the_book, self._haystack)

    # ---- how it is drawn

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        yield FilterBar(self._saved_filters)
        with Horizontal(classes="body"):
            yield self.make_list()
            if self.DETAIL:
                yield Detail(can_focus=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(RecordList).focus()

    def show_book(self, book: Book) -> None:
        if not self._filter.empty:
            self._filter = read_filter(self._filter.text, book.now, month_first=book.settings.month_first)
        self._show_list(book)

    def _show_list(self, book: Book) -> None:
        self.query_one(RecordList).set_lines(self.lines(book))
        self._show_headline(book)
        self.show_detail()

    def _show_headline(self, book: Book) -> None:
        left, right = self.headline(book), " · ".join(self._view_words())
        room = self.app.size.width - 2 - len(left) - len(right)
        parts = [(word, "bold $text-primary" if word.isdigit() else "bold") for word in re.split(r"(\d+)", shown(left))]
        if right and room > 1:
            parts.append((" " * room + shown(right), "not bold"))
        self.query_one(".headline", Static).update(Content.assemble(*parts))

    def _view_words(self) -> Iterable[str]:
        """Yield in words how the view differs from how it opens."""
        if not self._filter.empty:
            yield f"only {self._filter.text.strip()}"
        if self._order:
            yield f"by {self.ORDERS[self._order]}"
        if self._with_closed:
            yield "with closed ones"

    def record(self) -> Record | None:
        current = self.query_one(RecordList).current if self.is_mounted else None
        return self.record_of(current) if current else None

    def chosen(self) -> list[Record]:
        marked = self.query_one(RecordList).marked if self.is_mounted else ()
        found = [record for key in marked if (record := self.record_of(key))]
        return list({record.uid: record for record in found}.values()) or super().chosen()

    def unmark(self) -> None:
        self.query_one(RecordList).clear_marks()

    def show_detail(self) -> None:
        """Tell the record under the cursor whole, where there is room."""
        pane = self.query(Detail)
        if pane and self.app.size.width >= WIDE:
            pane.first(Detail).show(story(self.record(), self.the_book))

    def open_record(self) -> None:
        """Show the record under the cursor on a screen of its own."""
        record = self.record()
        if record is not None:
            self.show_record(record)

    def show_record(self, record: Record) -> None:
        table = next(name for name, kind in TABLES.items() if isinstance(record, kind))
        self.app.push_screen(RecordScreen(self.hands, self.the_book, table, record.uid))

    def on_record_list_moved(self, _: RecordList.Moved) -> None:
        self.show_detail()
        self.show_hints()

    def on_record_list_marked(self, _: RecordList.Marked) -> None:
        self.show_hints()

    def on_record_list_opened(self, _: RecordList.Opened) -> None:
        self.open_record()

    def on_resize(self) -> None:
        self._refresh()

    def more_hints(self, book: Book) -> Iterable[Hint]:
        yield self.hint("list.filter")
        yield self.hint("add")

    # ---- filter, order, groups, closed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sort":
            return len(self.ORDERS) > 1
        if action == "group":
            return len(self.GROUPS) > 1
        return super().check_action(action, parameters)

    def _saved_filters(self) -> dict[str, str]:
        return dict(self.the_book.settings.filters)

    def action_filter(self) -> None:
        """Open the filter."""
        self.query_one(FilterBar).open(self._filter.text)

    def on_filter_bar_typed(self, message: FilterBar.Typed) -> None:
        self.set_filter(message.text)

    def on_filter_bar_left(self, _: FilterBar.Left) -> None:
        self.query_one(RecordList).focus()

    def on_filter_bar_saved(self, message: FilterBar.Saved) -> None:
        filters = {**self.the_book.settings.filters, message.text: message.text}
        self.run_worker(self.hands.do(lambda desk: desk.keep(filters=filters)))
        self.say(f"Kept the filter {message.text}: up and down in the filter line find it.")

    def set_filter(self, text: str) -> None:
        """Narrow the list."""
        book = self.the_book
        self._filter = read_filter(text, book.now, month_first=book.settings.month_first)
        self.query_one(FilterBar).say(f"? {', '.join(self._filter.unclear)}" if self._filter.unclear else "")
        self._show_list(book)

    def action_sort(self) -> None:
        """Sort the list another way."""
        self._order = (self._order + 1) % len(self.ORDERS)
        self._show_list(self.the_book)

    def action_group(self) -> None:
        """Group the list another way."""
        self._group = (self._group + 1) % len(self.GROUPS)
        self._show_list(self.the_book)

    def action_closed(self) -> None:
        """Show closed records, too, or no more."""
        self._with_closed = not self._with_closed
        self._show_list(self.the_book)
