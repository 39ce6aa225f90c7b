"""A view with one list: filter, order, groups, marks, and a detail pane where the terminal is wide."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingsMap, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from delegator_tui.model.book import Book
from delegator_tui.model.records import TABLES, Record
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import WIDE, BookScreen, bindings_of
from delegator_tui.screens.views.content import ListContent
from delegator_tui.screens.views.filter_line import FilterLine
from delegator_tui.screens.views.narrowing import Narrowing
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from delegator_tui.screens.views.row_commands import Do
    from delegator_tui.widgets.detail import Detail
    from delegator_tui.widgets.filter_bar import FilterBar

NO_MATCH = "Nothing here matches the filter.\n\n{list.filter} changes it, esc in its line takes it away."
WHILE_TYPED = (Hint("enter", "to the list", "to_list"), Hint("esc", "no filter", "no_filter"))
CHASED = frozenset({"today", "handoffs"})
"""Views with the chase list."""


class ListScreen(BookScreen):
    """A headline over one list of a content: its rows are narrowed, marked and acted on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")
    AUTO_FOCUS = "RecordList"

    def __init__(self, runner: VerbRunner, book: Book, content: ListContent) -> None:
        super().__init__(runner, book)
        self.content = content
        content.attach(self)
        self.narrowing = Narrowing(content.ORDERS, content.GROUPS)
        self._rows: RecordList | None = None
        self.filter_line = FilterLine(self)
        ways = {
            "list.sort": self.narrowing.next_order, "list.group": self.narrowing.next_group,
            "list.closed": self.narrowing.turn_closed,
        }  # fmt: skip
        again = {id_: partial(self._show_again, way) for id_, way in ways.items()}
        self._does: dict[str, Do] = {"list.filter": self.filter_line.open, **again, **content.does}
        self._bindings.key_to_bindings.update(BindingsMap(content.KEYS).key_to_bindings)

    @property
    def name_of_view(self) -> str:
        return self.content.NAME

    # ---- how it is drawn

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        with Horizontal(classes="body"):
            content = self.content
            self._rows = RecordList(content.draw, content.COLUMNS, shapes=content.SHAPES, empty=content.EMPTY)
            self._rows.follows = content.FOLLOWS
            yield self._rows
            if content.DETAIL:
                from delegator_tui.widgets.detail import Detail

                yield Detail(can_focus=False)

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> RecordList:
        """The list."""
        assert self._rows is not None
        return self._rows

    def show_book(self, book: Book) -> None:
        self.narrowing.read_again(book)
        self.show_list(book)

    def show_list(self, book: Book) -> None:
        """Draw the list as it is narrowed now."""
        rows = self.rows
        rows.empty = self.with_keys(NO_MATCH if self.narrowing.is_filtering else self.content.EMPTY)
        rows.set_lines(self.content.lines(book), self.content.has_moved)
        self.query("Detail").set_class(self.nothing_here, "-empty")
        self.show_headline()
        self.show_detail()
        self.content.shown(book)

    def show_headline(self) -> None:
        """Draw the headline, with how the list differs from how it opens."""
        line = self.query_one(".headline", Static)
        room = line.size.width or self.app.size.width - 2  # fewer than the terminal's while the keys stand beside it
        said = self.content.head(self.the_book, " · ".join(self.narrowing.words(len(self.rows.marked))), room)
        line.update(said, layout=line.size.height != 1 or said.cell_length > room)

    def show_detail(self) -> None:
        """Tell the record under the cursor whole, where there is room."""
        pane = self.query("Detail")
        if pane and self.app.size.width >= WIDE:
            from delegator_tui.rules.records.story import story

            cast("Detail", pane.first()).show(story(self.record(), self.the_book))

    # ---- the row under the cursor

    def record(self) -> Record | None:
        current = self.rows.current if self.is_mounted else None
        return self.content.record_of(current) if current else None

    def chosen(self) -> list[Record]:
        marked = self.rows.marked if self.is_mounted else ()
        found = [record for key in marked if (record := self.content.record_of(key))]
        return list({record.uid: record for record in found}.values()) or super().chosen()

    def pointed(self) -> tuple[str, ...]:
        rows = self._rows
        if rows is None or not self.is_mounted:
            return ()
        return rows.marked or ((rows.current,) if rows.current else ())

    def unmark(self) -> None:
        self.rows.clear_marks()

    @property
    def nothing_here(self) -> bool:
        """Whether the list has no row, and not for a filter."""
        return self._rows is not None and self._rows.current is None and not self.narrowing.is_filtering

    def open_record(self) -> None:
        """Show the record under the cursor on a screen of its own."""
        record = self.record()
        if not self.content.open_row(self.rows.current or "") and record is not None:
            self.show_record(record)

    def show_record(self, record: Record) -> None:
        table = next(name for name, kind in TABLES.items() if isinstance(record, kind))
        from delegator_tui.screens.views.record import RecordScreen

        self.app.push_screen(RecordScreen(self.runner, self.the_book, table, record.uid))

    def on_record_list_moved(self, _: RecordList.Moved) -> None:
        self.show_detail()
        self.show_hints()

    def on_record_list_marked(self, _: RecordList.Marked) -> None:
        self.show_headline()
        self.show_hints()

    def on_record_list_opened(self, _: RecordList.Opened) -> None:
        self.open_record()

    def on_record_list_fitted(self, _: RecordList.Fitted) -> None:
        self.show_headline()

    def on_resize(self) -> None:
        self.show_detail()

    # ---- keys

    def offers(self, id_: str) -> bool:
        """Tell whether a command works now: those of the list where there is something to narrow, sort or group."""
        if id_ in ("list.filter", "list.sort", "list.group") and self.nothing_here:
            return False
        if id_ == "chase":
            return self.content.NAME in CHASED and not self.runner.desk.read_only
        has = {"list.sort": len(self.narrowing.orders) > 1, "list.group": len(self.narrowing.groups) > 1}
        if id_ in self._does:
            return has.get(id_, True) and (id_ != "list.closed" or self.content.HAS_CLOSED)
        return super().offers(id_)

    def do(self, id_: str) -> Awaitable[None] | None:
        return self._does[id_]() if id_ in self._does else super().do(id_)

    def more_hints(self, book: Book) -> Iterable[Hint]:
        yield from self.content.hints(book)

    def show_hints(self) -> None:
        """While a filter is typed, name the keys of its line: those of the row would be typed into it."""
        if self.filter_line.has_focus:
            self.query_one(KeyBar).hints = WHILE_TYPED
            self.refresh_bindings()
        else:
            super().show_hints()
            bar = self.query_one(KeyBar)
            bar.hints = self.content.around(bar.hints)

    def _show_again(self, change: Callable[[], None]) -> None:
        change()
        self.show_list(self.the_book)

    # ---- the line of the filter

    def set_filter(self, text: str) -> None:
        """Narrow the list."""
        self.narrowing.set_filter(text, self.the_book)
        self.filter_line.say()
        self.show_list(self.the_book)

    def clear_filter(self) -> None:
        """Take the filter away, and its line."""
        if self.filter_line.clear():
            self.set_filter("")

    def on_filter_bar_typed(self, message: FilterBar.Typed) -> None:
        self.set_filter(message.text)

    def on_filter_bar_left(self, _: FilterBar.Left) -> None:
        self.action_to_list()

    def on_filter_bar_saved(self, message: FilterBar.Saved) -> None:
        self.filter_line.keep(message.text)

    def on_descendant_focus(self) -> None:
        """Name other keys where the focus comes to a text, or leaves it."""
        if self.is_ready:
            self.show_hints()

    def action_to_list(self) -> None:
        """Go on in the list, as the filter narrowed it."""
        self.rows.focus()

    def action_no_filter(self) -> None:
        """Take the filter away."""
        self.clear_filter()

    # ---- what happens to it

    def watch_book(self, old: Book | None, book: Book | None) -> None:
        super().watch_book(old, book)
        self.content.changed(old, book)

    def on_screen_resume(self) -> None:
        self.content.resumed()
