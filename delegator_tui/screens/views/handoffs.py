"""Handoffs: who has what, grouped by standing or by contractor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Record
from delegator_tui.rules.dates import due
from delegator_tui.rules.followup.account import at_hand
from delegator_tui.rules.followup.standing import GROUPS
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.today.sections import handoff_item
from delegator_tui.screens.views.listing import ListScreen
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Cell, Column
from delegator_tui.widgets.record_list import RecordList

COLUMNS = (
    Column(1, gap=1), Column(13), Column(0, min_width=16, share=3), Column(0, min_width=12, share=2, drop=1),
    Column(9, align="right", drop=2, gap=0),
)  # fmt: skip
EMPTY = (
    "Nothing is handed off.\n\n{task.hand_off} on a task in the inbox hands it to somebody, with a date and a price."
)
PLACES = {title: place for place, title in enumerate(GROUPS.values())}


class HandoffsScreen(ListScreen):
    """Every open handoff."""

    VIEW = "handoffs"
    ORDERS: ClassVar[tuple[str, ...]] = ("due", "title", "price", "newest")
    GROUPS: ClassVar[tuple[str, ...]] = ("standing", "contractor", "month due")

    def make_list(self) -> RecordList:
        return RecordList(self._draw, COLUMNS, empty=EMPTY)

    def headline(self, book: Book) -> str:
        return f"Handoffs   {len(book.open_handoffs)} open, by {self.GROUPS[self._group]}"

    def records(self, book: Book, *, with_closed: bool, order: str) -> Sequence[Record]:
        found = list(book.handoffs.all() if with_closed else book.handoffs.open.values())
        keys: dict[str, Callable[[Handoff], Any]] = {
            "due": lambda h: (due.sort_key(h.due, book.now), book.name(h.contractor)),
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
            return f"{due.due_date(record.due, book.now):%Y-%m}" if record.due else "No date"
        return GROUPS[at_hand(record, book).standing]

    def place_of(self, title: str) -> Any:  # noqa: ANN401
        return (PLACES.get(title, 0), title.casefold())

    def _draw(self, key: str) -> Sequence[Cell]:
        handoff = self.the_book.handoffs.get(key)
        if handoff is None:
            return ()
        item = handoff_item(handoff, self.the_book)
        tone = item.tone or ("accent" if item.mark == "●" else "muted")
        return (
            Cell(item.mark, tone), Cell(item.lead, tone), Cell(item.title, note=_note(handoff, self.the_book)),
            Cell(item.who, "muted"), Cell(_amount(handoff, item.amount, self.the_book)),
        )  # fmt: skip

    def record_of(self, key: str) -> Record | None:
        return self.the_book.handoffs.get(key)

    def more_hints(self, book: Book) -> Iterable[Hint]:
        yield self.hint("list.group", "group")
        yield from super().more_hints(book)


def _amount(handoff: Handoff, price: str, book: Book) -> str:
    """Return what is still to pay of accepted work, else the price."""
    return money.say_money(money.balance(handoff, book)) or price if handoff.state == "accepted" else price


def _note(handoff: Handoff, book: Book) -> str:
    if handoff.next_move == "owner" and book.events_at_hand:
        from delegator_tui.rules.handoffs.clocks import waits_on_you

        waits = waits_on_you(handoff, book)
        if waits:
            return f"waits {waits} d"
    return handoff_item(handoff, book).note
