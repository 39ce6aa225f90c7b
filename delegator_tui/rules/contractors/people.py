"""What the book knows of a contractor: open handoffs, on time, hours free this week, the present rate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Rate
from delegator_tui.model.states import ACCEPTED, OUT
from delegator_tui.rules.followup.account import at_hand
from delegator_tui.rules.handoffs.happened import first_late


class OnTime(NamedTuple):
    """``hits`` of ``of`` handoffs were first delivered by their original due."""

    hits: int
    of: int


def handoffs_of(contractor: Contractor, book: Book) -> list[Handoff]:
    """Return every handoff a contractor ever had."""
    return [h for h in book.handoffs.all() if h.contractor == contractor.uid]


def open_handoffs_of(contractor: Contractor, book: Book) -> list[Handoff]:
    """Return a contractor's handoffs from drafted to returned. Not to be changed."""
    return book.once(_open_by_contractor).get(contractor.uid, [])


def _open_by_contractor(book: Book) -> dict[str, list[Handoff]]:
    found: dict[str, list[Handoff]] = {}
    for handoff in book.open_handoffs:
        if handoff.contractor:
            found.setdefault(handoff.contractor, []).append(handoff)
    return found


def on_time(handoffs: list[Handoff], book: Book) -> OnTime:
    """Count on time: of = accepted, first delivered late, or late and not delivered; hits = accepted and in time.

    Of which nobody knows when it was due or delivered, that counts nowhere.
    """
    hits = of = 0
    for handoff in handoffs:
        late = _first_delivered_late(handoff, book)
        known = bool(handoff.first_delivered and handoff.original_due)
        accepted = known and handoff.state in ACCEPTED
        if accepted or late or is_late(handoff, book):
            of += 1
            hits += accepted and not late
    return OnTime(hits, of)


def is_late(handoff: Handoff, book: Book) -> bool:
    """Tell whether the contractor is late: something that they have is owed, and its agreed date is over."""
    return handoff.state in OUT and at_hand(handoff, book).is_late


def _first_delivered_late(handoff: Handoff, book: Book) -> bool:
    return first_late(handoff.first_delivered, handoff.original_due, book) > 0


def on_time_by_contractor(book: Book) -> dict[str, OnTime]:
    """Count on time for every contractor who ever had a handoff.

    What is closed is counted once and kept; only what was changed since is counted for each book.
    """
    key = ("on time", book.now.zone)
    counted = dict(book.handoffs.settled(key, lambda closed: _counted(closed, book)))
    for sign, handoffs in ((-1, book.handoffs.outdated()), (1, book.handoffs.unsettled())):
        for uid, more in _counted(handoffs, book).items():
            known = counted.get(uid, OnTime(0, 0))
            counted[uid] = OnTime(known.hits + sign * more.hits, known.of + sign * more.of)
    return counted


def _counted(handoffs: Iterable[Handoff], book: Book) -> dict[str, OnTime]:
    groups: dict[str, list[Handoff]] = {}
    for handoff in handoffs:
        if handoff.contractor:
            groups.setdefault(handoff.contractor, []).append(handoff)
    return {uid: on_time(found, book) for uid, found in groups.items()}


def free_hours(contractor: Contractor, book: Book) -> float | None:
    """Return capacity less the estimates of open handoffs whose next move is theirs, in hours."""
    if contractor.capacity_hours_week is None:
        return None
    theirs = (h for h in open_handoffs_of(contractor, book) if h.next_move == "contractor")
    minutes = sum(task.estimate_minutes or 0 for h in theirs if (task := book.tasks.get(h.task)))
    return contractor.capacity_hours_week - minutes / 60


def rate_now(contractor: Contractor) -> Rate | None:
    """Return the rate that holds now: the last one of the history."""
    return contractor.rates[-1] if contractor.rates else None
