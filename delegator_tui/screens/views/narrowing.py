"""How a list is narrowed and ordered: filter, order, groups, closed records. It knows of no screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.widgets.list_layout import Blank, Heading, Line

if TYPE_CHECKING:
    from delegator_tui.rules.search.filters import Filter, Haystack

Read = Callable[[Book, bool, str], Sequence[Record]]
"""Gives the records of a list, with closed ones or without, in an order."""


class Narrowing:
    """What the owner asks of one list. ``orders`` and ``groups`` are what it can be; the first is how it opens."""

    def __init__(self, orders: Sequence[str] = (), groups: Sequence[str] = ()) -> None:
        self.orders = orders
        self.groups = groups
        self.with_closed = False
        self._order = 0
        self._group = 0
        self._filter: Filter | None = None
        self._haystack: Haystack | None = None
        self._kept: tuple[object, Sequence[Record]] | None = None
        self._searched: tuple[Sequence[Record], list[Task | Handoff | Contractor]] | None = None

    # ---- order, groups, closed

    @property
    def order(self) -> str:
        """The order that the list is in; empty when it has one only."""
        return self.orders[self._order] if self.orders else ""

    @property
    def group(self) -> str:
        """What the list is grouped by; empty for nothing."""
        return self.groups[self._group] if self.groups else ""

    def next_order(self) -> None:
        """Go on to the next order."""
        self._order = (self._order + 1) % len(self.orders)

    def next_group(self) -> None:
        """Go on to the next groups."""
        self._group = (self._group + 1) % len(self.groups)

    def turn_closed(self) -> None:
        """Have closed records, too, or no more."""
        self.with_closed = not self.with_closed

    # ---- filter

    @property
    def text(self) -> str:
        """The filter as typed."""
        return self._filter.text if self._filter else ""

    @property
    def is_filtering(self) -> bool:
        """Whether the filter asks for anything."""
        return self._filter is not None and not self._filter.empty

    @property
    def unclear(self) -> Sequence[str]:
        """What of the filter was not understood."""
        return self._filter.unclear if self._filter else ()

    def set_filter(self, text: str, book: Book) -> None:
        """Ask for what fits a text."""
        from delegator_tui.rules.dates.habits import of_settings
        from delegator_tui.rules.search.filters import read_filter

        self._filter = read_filter(text, book.now, of_settings(book.settings))

    def read_again(self, book: Book) -> None:
        """Read the filter's dates anew: they move with the day."""
        if self.is_filtering:
            self.set_filter(self.text, book)

    # ---- records

    def ordered(self, book: Book, read: Read) -> Sequence[Record]:
        """Return the records in order; kept while nothing changes, for a filter asks on each key."""
        key = (book.version, book.now.at, self.with_closed, self.order)
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, read(book, self.with_closed, self.order))
        return self._kept[1]

    def through(self, records: Sequence[Record], book: Book) -> Sequence[Record]:
        """Return the records that the filter lets through."""
        if self._filter is None or self._filter.empty:
            return records
        searched = self._searchable(records)
        from delegator_tui.rules.search.filters import Haystack, narrow

        self._haystack = self._haystack or Haystack()
        return narrow(searched, self._filter, book, self._haystack)

    def _searchable(self, records: Sequence[Record]) -> list[Task | Handoff | Contractor]:
        """Return the records that have words to search; kept while the list is the same: a filter asks on each key."""
        if self._searched is None or self._searched[0] is not records:
            kinds = (Task, Handoff, Contractor)
            self._searched = (records, [record for record in records if isinstance(record, kinds)])
        return self._searched[1]

    def words(self, marked: int = 0) -> Iterator[str]:
        """Yield in words how the list differs from how it opens; ``marked``: how many of its rows are."""
        if self.is_filtering:
            yield f"only {self.text.strip()}"
        if self._order:
            yield f"by {self.order}"
        if self.with_closed:
            yield "with closed ones"
        if marked:
            yield f"{marked} marked"


def under_headings(
    records: Iterable[Record],
    heading: Callable[[Record], str],
    place: Callable[[str], Any],
    more: Callable[[Record], Iterable[tuple[str, str]]] = lambda _: (),
) -> list[Line]:
    """Return records as lines under their headings, with how many each has; ``place`` sorts the headings.

    ``more`` are further rows of a record: the heading and the key of each.
    """
    groups: dict[str, list[Line]] = {}
    for record in records:
        for title, key in ((heading(record), record.uid), *more(record)):
            groups.setdefault(title, []).append(key)
    lines: list[Line] = []
    for title, keys in sorted(groups.items(), key=lambda each: place(each[0])):
        lines += [*([Blank()] if lines else []), Heading(title, str(len(keys))), *keys]
    return lines
