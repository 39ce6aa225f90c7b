"""The columns of the handoffs."""

from __future__ import annotations

from functools import cached_property

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Handoff
from delegator_tui.model.table import Cell, Layout
from delegator_tui.rules.columns.column import Column
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.today.sections import Item, handoff_item, review_item


class Row:
    """A handoff in a book; or ``part`` (a uid) of it alone, that waits for its review."""

    def __init__(self, handoff: Handoff, book: Book, part: str = "") -> None:
        self.handoff = handoff
        self.book = book
        self.part = part

    @cached_property
    def item(self) -> Item:
        """What its line on the home screen says."""
        return review_item(self.handoff, self.part, self.book) if self.part else handoff_item(self.handoff, self.book)


def _tone(row: Row) -> str:
    return row.item.tone or ("accent" if row.item.mark == "●" else "muted")


def note(row: Row) -> str:
    """Return what stands beside a title: how long it waits on the owner, else what its line says."""
    handoff, book = row.handoff, row.book
    if not row.part and handoff.next_move == "owner" and book.events_at_hand:
        from delegator_tui.rules.handoffs.clocks import waits_on_you

        waits = waits_on_you(handoff, book)
        if waits:
            return f"waits {waits} d"
    return row.item.note


def _amount(row: Row) -> Cell:
    """Return what is still to pay of accepted work, else the price."""
    handoff = row.handoff
    owing = money.say_money(money.balance(handoff, row.book)) if handoff.state == "accepted" else ""
    return Cell(owing or row.item.amount)


def _day(at: str | None, row: Row) -> str | None:
    return instants.date_of(at, row.book.now).isoformat() if at else None


def imported(state: str) -> str:
    """Return the state of a handoff as import knows it."""
    return "accepted" if state == "closed" else state


def _state(row: Row) -> str:
    handoff = row.handoff
    settled = handoff.state == "closed" and handoff.price is not None and money.is_settled(handoff, row.book)
    return "paid" if settled else imported(handoff.state)


def _minutes(row: Row) -> int | None:
    task = row.book.tasks.get(row.handoff.task)
    return task.estimate_minutes if task else None


ID = Column[Row]("", lambda row: short_id(row.handoff.uid))
MARK = Column[Row]("", lambda row: row.item.mark, Layout(1, gap=1), lambda row: Cell(row.item.mark, _tone(row)))
STANDING = Column[Row]("standing", lambda row: row.item.lead, Layout(13), lambda row: Cell(row.item.lead, _tone(row)))
TITLE = Column[Row](
    "title", lambda row: row.item.title, Layout(0, min_width=16, share=3),
    lambda row: Cell(row.item.title, note=note(row)),
)  # fmt: skip
NOTE = Column[Row]("state", lambda row: row.item.note or row.handoff.state, value=_state)
WHO = Column[Row](
    "contractor", lambda row: row.item.who, Layout(0, min_width=12, share=2, drop=1),
    lambda row: Cell(row.item.who, "muted"), lambda row: row.book.name(row.handoff.contractor),
)  # fmt: skip
PRICE = Column[Row](
    "price", lambda row: row.item.amount, Layout(9, "right", drop=2, gap=0), _amount,
    value=lambda row: row.handoff.price.amount if row.handoff.price else None,
)  # fmt: skip

SCREEN = (MARK, STANDING, TITLE, WHO, PRICE)
SHELL = (ID, MARK, STANDING, TITLE, NOTE, WHO, PRICE)
CSV = (
    TITLE,
    WHO,
    Column[Row]("handed_off", value=lambda row: _day(row.handoff.sent.at if row.handoff.sent else None, row)),
    Column[Row]("due", value=lambda row: row.handoff.original_due),
    Column[Row]("delivered", value=lambda row: _day(row.handoff.first_delivered, row)),
    Column[Row]("accepted", value=lambda row: _day(row.handoff.accepted, row)),
    PRICE,
    Column[Row]("currency", value=lambda row: row.handoff.price.currency if row.handoff.price else None),
    Column[Row]("estimate_minutes", value=_minutes),
    Column[Row]("rounds", value=lambda row: max((d.rounds for d in row.book.owed_in(row.handoff)), default=0)),
    Column[Row]("rating", value=lambda row: row.handoff.rating),
    NOTE,
    Column[Row]("deliverables", value=lambda row: [d.title for d in row.book.owed_in(row.handoff)]),
)
"""What import reads; their order is that of the file."""
