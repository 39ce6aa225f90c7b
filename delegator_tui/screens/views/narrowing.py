"""How a view narrows its list: filter, order, groups, closed records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.views.nudging import NudgingScreen
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from delegator_tui.rules.search.filters import Filter, Haystack
    from delegator_tui.widgets.filter_bar import FilterBar


WHILE_TYPED = (Hint("enter", "to the list", "to_list"), Hint("esc", "no filter", "no_filter"))


class NarrowingScreen(NudgingScreen):
    """A view whose list is narrowed and ordered by key."""

    ORDERS: ClassVar[tuple[str, ...]] = ()
    """Words of the orders that ``o`` goes through; the first is the view's own."""
    GROUPS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, hands: Hands, book: Book) -> None:
        super().__init__(hands, book)
        self._haystack: Haystack | None = None
        self._filter: Filter | None = None
        self._with_closed = False
        self._order = 0
        self._group = 0
        self._kept: tuple[object, Sequence[Record]] | None = None
        self._searched: tuple[Sequence[Record], list[Task | Handoff | Contractor]] | None = None

    def records(self, book: Book, *, with_closed: bool, order: str) -> Sequence[Record]:
        """Return the records of the view, in order."""
        raise NotImplementedError

    def show_list(self, book: Book) -> None:
        """Draw the list."""

    def ordered(self, book: Book) -> Sequence[Record]:
        """Return the records in order; kept while nothing changes, for a filter asks on each key."""
        order = self.ORDERS[self._order] if self.ORDERS else ""
        key = (book.version, book.now.at, self._with_closed, order)
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self.records(book, with_closed=self._with_closed, order=order))
        return self._kept[1]

    def narrowed(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return the records that the filter lets through."""
        if self._filter is None or self._filter.empty:
            return records
        searched = self._searchable(records)
        from delegator_tui.rules.search.filters import Haystack, narrow

        self._haystack = self._haystack or Haystack()
        return narrow(searched, self._filter, self.the_book, self._haystack)

    def _searchable(self, records: Sequence[Record]) -> list[Task | Handoff | Contractor]:
        """Return the records that have words to search; kept while the list is the same: a filter asks on each key."""
        if self._searched is None or self._searched[0] is not records:
            kinds = (Task, Handoff, Contractor)
            self._searched = (records, [record for record in records if isinstance(record, kinds)])
        return self._searched[1]

    def view_words(self) -> Iterable[str]:
        """Yield in words how the view differs from how it opens."""
        if self.filtering:
            yield f"only {self.filter_text.strip()}"
        if self._order:
            yield f"by {self.ORDERS[self._order]}"
        if self._with_closed:
            yield "with closed ones"

    # ---- filter, order, groups, closed

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sort":
            return len(self.ORDERS) > 1
        if action == "group":
            return len(self.GROUPS) > 1
        return super().check_action(action, parameters)

    def read_again(self, book: Book) -> None:
        """Read the filter's dates anew: they move with the day."""
        if self.filtering:
            self._filter = self._read(self.filter_text, book)

    @property
    def filter_text(self) -> str:
        """The filter as typed."""
        return self._filter.text if self._filter else ""

    @property
    def filtering(self) -> bool:
        """Whether the filter asks for anything."""
        return self._filter is not None and not self._filter.empty

    def _read(self, text: str, book: Book) -> Filter:
        from delegator_tui.rules.search.filters import read_filter

        return read_filter(text, book.now, month_first=book.settings.month_first)

    def saved_filters(self) -> dict[str, str]:
        return dict(self.the_book.settings.filters)

    async def action_filter(self) -> None:
        """Open the filter; it is there, and has the focus, before the next key comes."""
        from delegator_tui.widgets.filter_bar import FilterBar

        if not self.query(FilterBar):
            await self.mount(FilterBar(self.saved_filters), after=".headline")
        self.query_one(FilterBar).open(self.filter_text)

    def on_filter_bar_typed(self, message: FilterBar.Typed) -> None:
        self.set_filter(message.text)

    def on_filter_bar_left(self, _: FilterBar.Left) -> None:
        self.action_to_list()

    def action_to_list(self) -> None:
        """Go on in the list, as the filter narrowed it."""
        self.query_one(RecordList).focus()

    def on_descendant_focus(self) -> None:
        """Name other keys where the focus comes to a text, or leaves it."""
        if self.stands:
            self.show_hints()

    @property
    def typing(self) -> bool:
        """Whether what is typed goes into the line of the filter."""
        return self.focused is not None and self.focused.parent in set(self.query("FilterBar"))

    def action_no_filter(self) -> None:
        """Take the filter away."""
        self.clear_filter()

    def show_hints(self) -> None:
        """While a filter is typed, name the keys of its line: those of the row would be typed into it."""
        if self.typing:
            self.query_one(KeyBar).hints = WHILE_TYPED
            self.refresh_bindings()
        else:
            super().show_hints()

    def on_filter_bar_saved(self, message: FilterBar.Saved) -> None:
        filters = {**self.the_book.settings.filters, message.text: message.text}
        self.run_worker(self.hands.do(lambda desk: desk.settings.keep(filters=filters)))
        self.say(f"Kept the filter {message.text}: up and down in the filter line find it.")

    def set_filter(self, text: str) -> None:
        """Narrow the list."""
        book = self.the_book
        self._filter = self._read(text, book)
        for bar in self.query("FilterBar"):
            cast("FilterBar", bar).say(f"? {', '.join(self._filter.unclear)}" if self._filter.unclear else "")
        self.show_list(book)

    def clear_filter(self) -> None:
        """Take the filter away, and its line."""
        if self.filtering or self.query("FilterBar.-open"):
            for bar in self.query("FilterBar"):
                cast("FilterBar", bar).action_clear()
            self.set_filter("")

    def action_sort(self) -> None:
        """Sort the list another way."""
        self._order = (self._order + 1) % len(self.ORDERS)
        self.show_list(self.the_book)

    def action_group(self) -> None:
        """Group the list another way."""
        self._group = (self._group + 1) % len(self.GROUPS)
        self.show_list(self.the_book)

    def action_closed(self) -> None:
        """Show closed records, too, or no more."""
        self._with_closed = not self._with_closed
        self.show_list(self.the_book)
