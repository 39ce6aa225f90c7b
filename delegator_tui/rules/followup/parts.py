"""The parts of a handoff, each by itself: in whose court it is, by when it was agreed, what was promised instead.

A handoff has the parts that it owes; one that lists none is its own one part. A part's *agreed date* is its own due, or
else the handoff's. Its *promise* is its own, or else the handoff's where no part has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import NOT_DELIVERED, OUT, OWED
from delegator_tui.rules.dates.due import Kind, standing

Court = Literal["theirs", "yours", "done"]


class PartAccount(NamedTuple):
    """One part. ``uid`` is the deliverable's; the handoff's own, and ``title`` empty, where it lists no parts.

    ``court``: *theirs* while it is owed, *yours* while it waits for review, *done* after that. ``due`` is the agreed
    date, ``promise`` the one they named. ``kind`` and ``days_late`` (calendar days) are by the agreed date alone: a
    promise never hides or shortens a delay. ``stands``: the promise is not over. ``slips``: it stands and is after the
    agreed date, by ``slip_days``. ``round`` counts from 1; ``is_back``: it was returned.
    """

    uid: str
    title: str
    court: Court
    due: str | None = None
    promise: str | None = None
    kind: Kind = "ahead"
    days_late: int = 0
    stands: bool = False
    slips: bool = False
    slip_days: int = 0
    round: int = 1
    is_back: bool = False

    @property
    def is_owed(self) -> bool:
        """Whether the contractor still has to deliver it."""
        return self.court == "theirs"

    @property
    def is_late(self) -> bool:
        """Whether it is owed and its agreed date is over."""
        return self.kind == "overdue"

    def is_late_promise(self, book: Book) -> bool:
        """Tell whether they named a date after the agreed one, be it over or not."""
        if not (self.is_owed and self.promise and self.due):
            return False
        return Due.of(self.promise).is_after(self.due, book.now)


def parts(handoff: Handoff, book: Book) -> tuple[PartAccount, ...]:
    """Return the parts of a handoff in their order; what was waived is none."""
    return book.once_on(_parts, handoff, handoff.uid)


def part(record: Deliverable, book: Book) -> PartAccount:
    """Return the account of one deliverable; of one whose handoff is gone, by its own dates."""
    handoff = book.handoffs.get(record.handoff)
    known = parts(handoff, book) if handoff is not None else ()
    return next((each for each in known if each.uid == record.uid), None) or _part(handoff, record, None, book)


def parts_to_review(handoff: Handoff, book: Book) -> list[PartAccount]:
    """Return the parts that came and wait for their review by themselves, because others are owed still."""
    known = parts(handoff, book)
    return [each for each in known if each.court == "yours"] if any(each.is_owed for each in known) else []


def late_in(handoff: Handoff, book: Book) -> list[Deliverable]:
    """Return the deliverables of a handoff that are owed and late."""
    late = {each.uid for each in parts(handoff, book) if each.is_late}
    return [owed for owed in book.owed_in(handoff) if owed.uid in late]


def expected(of: Sequence[PartAccount], book: Book) -> str | None:
    """Return the date on which the first thing is to be expected: what was agreed, or what they named if later.

    What is asked of them, and when, hangs on it; nothing that is said of a delay does.
    """
    dates = [_later(each.due, each.promise, book) for each in of if each.is_owed and each.due]
    return min(dates, key=lambda due: sort_key(due, book.now), default=None)


def agreed_date(handoff: Handoff, book: Book) -> str | None:
    """Return the agreed date of what is owed next; the handoff's own while nothing is owed."""
    dues = [each.due for each in parts(handoff, book) if each.is_owed and each.due]
    return min(dues, key=lambda due: sort_key(due, book.now), default=handoff.due)


def _later(due: str | None, promise: str | None, book: Book) -> str:
    return promise if promise and Due.of(promise).is_after(due, book.now) else due or ""


def _parts(handoff: Handoff, book: Book) -> tuple[PartAccount, ...]:
    owed = [each for each in book.owed_in(handoff) if each.state != "waived"]
    own = any(each.promised for each in owed)
    promise = None if own else handoff.promised
    if not owed:
        return (_whole(handoff, book),)
    return tuple(_part(handoff, each, each.promised or promise, book) for each in owed)


def _whole(handoff: Handoff, book: Book) -> PartAccount:
    court: Court = "done"
    if handoff.state in NOT_DELIVERED:
        court = "theirs"
    elif handoff.state == "delivered":
        court = "yours"
    back = handoff.state == "returned"
    return _made(
        PartAccount(handoff.uid, "", court, handoff.due, handoff.promised, round=1 + back, is_back=back), book
    )  # fmt: skip


def _part(handoff: Handoff | None, owed: Deliverable, promise: str | None, book: Book) -> PartAccount:
    due = owed.due or (handoff.due if handoff else None)
    court = _court(handoff, owed)
    back = owed.state == "returned"
    return _made(
        PartAccount(owed.uid, owed.title, court, due, promise, round=owed.rounds + 1, is_back=back), book
    )  # fmt: skip


def _court(handoff: Handoff | None, owed: Deliverable) -> Court:
    if handoff is not None and handoff.state not in OUT | {"delivered", "drafted"}:
        return "done"
    if owed.state in OWED:
        return "theirs"
    return "yours" if owed.state == "delivered" else "done"


def _made(made: PartAccount, book: Book) -> PartAccount:
    """Fill in what follows from the dates."""
    if not made.is_owed:
        return made._replace(kind="done")
    stand = standing(made.due, book.now, days=book.settings.working_days, country=book.settings.holidays)
    promise, due = (Due.of(each) if each else None for each in (made.promise, made.due))
    stands = promise is not None and not promise.is_over(book.now)
    slips, days = False, 0
    if promise and stands and due and promise.is_after(due.text, book.now):
        slips, days = True, (promise.date_in(book.now) - due.date_in(book.now)).days
    return made._replace(kind=stand.kind, days_late=stand.days_late, stands=stands, slips=slips, slip_days=days)
