"""The owner's own ladder: what waits on the owner, and when that is said. Days are the owner's working days.

A question is said after four working hours, again after a day and then every other day; a delivery after two days and
then every other day; a payment three days before its due, on it, a day after it and then week after week; access a day
after it should have ended; a draft when it has lain untouched. Critical work halves the gaps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Access, Event, Handoff, Question
from delegator_tui.model.states import ENDED, LIVE_HANDOFF, OUT
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import SANE
from delegator_tui.rules.followup.account import is_yours
from delegator_tui.rules.followup.parts import PartAccount, parts_to_review
from delegator_tui.rules.handoffs import leaks
from delegator_tui.rules.handoffs.happened import events_of, happened
from delegator_tui.rules.handoffs.history import read_instant
from delegator_tui.rules.handoffs.pay_due import Pay, next_pay
from delegator_tui.rules.reminders.schedule import Rung, again

QUESTION_HOURS = 4
QUESTION_AGAIN = 2
REVIEW = 2
YOURS = 2
ACCESS = 1
PAY_BEFORE = dt.timedelta(days=3)
ENDS = ("accepted", "closed", "taken back", "reassigned", "cancelled")
CAME = frozenset({"delivered", "delivered a part"})
MOVES = frozenset({"handed off", "delivered", "asks", "answered", "returned", "accepted"})


class OwnerDebt(NamedTuple):
    """What waits on the owner: ``kind`` is question, review, yours, third, draft, pay or access; its steps in order.

    ``since``: when it began to wait on them, None when nobody knows; what was put off before that was something else.
    """

    kind: str
    about: str
    handoff: Handoff | None
    contractor: str | None
    rungs: list[Rung]
    since: dt.datetime | None = None


def debts(book: Book) -> list[OwnerDebt]:
    """Return everything that waits on the owner, with the steps around now."""
    found = [debt for handoff in book.handoffs.open.values() for debt in of_handoff(handoff, book)]
    return found + [debt for grant in book.access.open.values() if (debt := of_access(grant, book))]


def of_handoff(handoff: Handoff, book: Book) -> list[OwnerDebt]:
    """Return what waits on the owner in one handoff; no question of work that is over."""
    asked = book.questions_by_handoff.get(handoff.uid, []) if handoff.state in LIVE_HANDOFF else []
    found = [
        _debt("question", handoff, _question(q, handoff, book), instants.read(q.asked.at), about=q.uid) for q in asked
    ]
    since = _moved(handoff, book)
    if handoff.state == "drafted":
        found.append(_debt("draft", handoff, _draft(handoff, book), since))
    elif handoff.state == "delivered":
        found.append(_debt("review", handoff, _since("review", handoff, book, REVIEW), since))
    else:
        found += [_part_review(part, handoff, book) for part in parts_to_review(handoff, book)]
    if handoff.state in OUT and handoff.next_move == "third":
        found.append(_debt("third", handoff, _third(handoff, book), since))
    elif is_yours(handoff, book):
        found.append(_debt("yours", handoff, _since("yours", handoff, book, YOURS), since))
    pay = next_pay(handoff, book)
    return [*found, _pay_debt(pay, handoff, book)] if pay else found


def _part_review(part: PartAccount, handoff: Handoff, book: Book) -> OwnerDebt:
    """Return the debt of one part that came while others are owed."""
    told = (event for event in reversed(events_of(handoff.uid, book)) if event.what in CAME)
    came = next((event for event in told if part.uid in _named(event)), None)
    record = book.deliverables.get(part.uid)
    since = happened(came, book) if came else read_instant(record.first_delivered if record else None)
    return _debt("review", handoff, _since("review", handoff, book, REVIEW, since), since, about=part.uid)


def _named(event: Event) -> Collection[object]:
    parts = event.details.get("deliverables")
    return parts if isinstance(parts, list | tuple) else ()


def _debt(kind: str, handoff: Handoff, rungs: list[Rung], since: dt.datetime | None, *, about: str = "") -> OwnerDebt:
    rungs.sort(key=lambda rung: rung.at)
    return OwnerDebt(kind, about or handoff.uid, handoff, handoff.contractor, rungs, since)


def _pay_debt(pay: Pay, handoff: Handoff, book: Book) -> OwnerDebt:
    """Return the debt of a payment: owed since the work was accepted, or else since it was first spoken of."""
    debt = _debt("pay", handoff, _pay(pay, book), read_instant(handoff.accepted))
    return debt._replace(since=debt.rungs[0].at) if debt.rungs and debt.since is None else debt


def _half(handoff: Handoff, days: int) -> int:
    return max(1, -(-days // 2)) if handoff.stakes == "critical" else days


def _question(question: Question, handoff: Handoff, book: Book) -> list[Rung]:
    yours, asked = hours.of_owner(book), instants.read(question.asked.at)
    first = yours.add_hours(asked, QUESTION_HOURS / (2 if handoff.stakes == "critical" else 1))
    second = max(first, yours.same_time(asked, 1))
    day = yours.add_days(yours.date_of(second), _half(handoff, QUESTION_AGAIN))
    return [
        Rung("question", first, "owner", "owner_late"),
        Rung("question", second, "owner", "owner_late", "day"),
        *again("question", day, yours, book, "owner_late", "", _half(handoff, QUESTION_AGAIN)),
    ]


def _since(step: str, handoff: Handoff, book: Book, days: int, at: dt.datetime | None = None) -> list[Rung]:
    """Return the steps of what is the owner's move since ``at``, or else since the last event that says so."""
    yours, since = hours.of_owner(book), at or moved(handoff, book)
    every = _half(handoff, days)
    day = yours.add_days(yours.date_of(since), every)
    return again(step, day, yours, book, "owner_late", instants.mark(since), every)


def moved(handoff: Handoff, book: Book) -> dt.datetime:
    """Return since when the next move is whose it is: the last event that moved the ball, else what the record says."""
    return _moved(handoff, book) or book.now.at


def _moved(handoff: Handoff, book: Book) -> dt.datetime | None:
    told = next((event for event in reversed(events_of(handoff.uid, book)) if event.what in MOVES), None)
    if told is not None:
        return happened(told, book)
    at = handoff.first_delivered or (handoff.sent.at if handoff.sent else handoff.created)
    return instants.read(at) if at else None


def _draft(handoff: Handoff, book: Book) -> list[Rung]:
    touched, since = handoff.updated or handoff.created, leaks.idle_since(handoff, book)
    if since is None:
        return []
    yours = hours.of_owner(book)
    day = yours.add_days(since, leaks.DRAFT_AFTER + 1)
    return again("draft", day, yours, book, "brief", instants.mark(instants.read(touched)))


def _third(handoff: Handoff, book: Book) -> list[Rung]:
    """Return the checks on what a third party has: at the next check, then every other day."""
    yours = hours.of_owner(book)
    day = Due.of(handoff.next_check).date_in(book.now) if handoff.next_check else yours.date_of(moved(handoff, book))
    if day.year not in SANE:
        return []
    return again("third", day, yours, book, "", handoff.next_check or "", _half(handoff, YOURS))


def _pay(pay: Pay, book: Book) -> list[Rung]:
    """Return the steps of a payment: ahead of its due and on it no later than the working day before, then after it."""
    yours, day = hours.of_owner(book), Due.of(pay.by).date_in(book.now)
    if day.year not in SANE:
        return []
    ahead, on_it = (yours.last_working(each) for each in (day - PAY_BEFORE, day))
    late = yours.date_of(yours.opening(day + dt.timedelta(days=1)))
    return [
        Rung("pay before", yours.opening(ahead), "owner", "", pay.mark),
        Rung("pay today", yours.opening(on_it), "owner", "", pay.mark),
        *again("pay late", late, yours, book, "paying_late", pay.mark),
    ]


def of_access(grant: Access, book: Book) -> OwnerDebt | None:
    """Return the debt of an access whose day or whose handoff ended, or will on a known day; None for another."""
    handoff = book.handoffs.get(grant.handoff)
    ends = [ended] if handoff and (ended := _ended(handoff, book)) else []
    if grant.revoke_by:
        ends.append((Due.of(grant.revoke_by).date_in(book.now), grant.revoke_by))
    ends = [each for each in ends if each[0].year in SANE]
    if not ends:
        return None
    yours, (day, mark) = hours.of_owner(book), min(ends)
    rungs = again("access", yours.add_days(day, ACCESS), yours, book, "ending", mark)
    ended_at = None if mark == grant.revoke_by else read_instant(mark)
    since = ended_at or yours.instant(day, 0)
    return OwnerDebt("access", grant.uid, handoff, grant.contractor, rungs, since)


def _ended(handoff: Handoff, book: Book) -> tuple[dt.date, str] | None:
    """Return the day on which a handoff ended, and what that follows from; None while it goes on."""
    if handoff.state not in ENDED:
        return None
    events = book.events_by_record.get(handoff.uid, [])
    at = next((e.at for e in events if e.what in ENDS), handoff.accepted or handoff.updated or None)
    return (instants.date_of(at, book.now), at) if at else (book.today, "ended")
