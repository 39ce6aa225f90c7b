"""Handoffs: who has what, grouped by standing or by contractor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Handoff, Record
from delegator_tui.model.table import Cell
from delegator_tui.rules.columns import handoffs as columns
from delegator_tui.rules.columns.column import cells, layouts
from delegator_tui.rules.followup.account import Standing, at_hand, out_count
from delegator_tui.rules.followup.standing import GROUPS
from delegator_tui.screens.views.content import ListContent
from delegator_tui.widgets.key_bar import Hint

EMPTY = (
    "Nothing is handed off.\n\n{task.hand_off} on a task in the inbox hands it to somebody, with a date and a price."
)
PART = "/"
"""Between the uid of a handoff and that of a part, in the key of a row of its own."""
APART: dict[Standing, str] = {"to_pay": "to pay", "to_settle": "to settle"}
"""Standings of what is not open any more and not over, each with its words in the headline."""
PLACES = {title: place for place, title in enumerate(GROUPS.values())}


class Handoffs(ListContent):
    """Every open handoff."""

    NAME = "handoffs"
    COLUMNS = layouts(columns.SCREEN)
    EMPTY = EMPTY
    ORDERS: ClassVar[tuple[str, ...]] = ("due", "title", "price", "newest")
    GROUPS: ClassVar[tuple[str, ...]] = ("standing", "contractor", "month due")

    def headline(self, book: Book) -> str:
        counts = Counter(at_hand(handoff, book).standing for handoff in book.handoffs.open.values())
        drafts = f"{counts['draft']} draft{'' if counts['draft'] == 1 else 's'}" if counts["draft"] else ""
        apart = [f"{counts[each]} {words}" for each, words in APART.items() if counts[each]]
        figures = " · ".join(filter(None, [f"{out_count(book)} open", *apart, drafts]))
        return f"Handoffs   {figures}, by {self.view.narrowing.group}"

    def records(self, book: Book, with_closed: bool, order: str) -> Sequence[Record]:
        found = list(book.handoffs.all() if with_closed else book.handoffs.open.values())
        keys: dict[str, Callable[[Handoff], Any]] = {
            "due": lambda h: (sort_key(h.due, book.now), book.name(h.contractor)),
            "title": lambda h: book.title(h).casefold(),
            "price": lambda h: -float(h.price.amount) if h.price else 0.0,
            "newest": lambda h: [-ord(char) for char in h.created],
        }
        return sorted(found, key=keys[order])

    def group_of(self, record: Record, book: Book, group: str) -> str:
        assert isinstance(record, Handoff)
        if group == "contractor":
            return book.name(record.contractor) or "Nobody yet"
        if group == "month due":
            return f"{Due.of(record.due).date_in(book.now):%Y-%m}" if record.due else "No date"
        return GROUPS[at_hand(record, book).standing]

    def more_rows(self, record: Record, book: Book, group: str) -> Iterable[tuple[str, str]]:
        """Have each part that came wait for its review under a row of its own, while others are owed."""
        assert isinstance(record, Handoff)
        known = at_hand(record, book)
        if group == "standing" and known.whose == "both":
            yield from ((GROUPS["yours"], f"{record.uid}{PART}{part.uid}") for part in known.to_review)

    def place_of(self, title: str) -> Any:  # noqa: ANN401
        return (PLACES.get(title, 0), title.casefold())

    def draw(self, key: str) -> Sequence[Cell]:
        book = self.view.the_book
        uid, _, part = key.partition(PART)
        handoff = book.handoffs.get(uid)
        return cells(columns.SCREEN, columns.Row(handoff, book, part)) if handoff else ()

    def record_of(self, key: str) -> Record | None:
        return self.view.the_book.handoffs.get(key.partition(PART)[0])

    def hints(self, book: Book) -> Iterable[Hint]:
        yield self.view.hint("list.group", "group")
        yield from super().hints(book)
