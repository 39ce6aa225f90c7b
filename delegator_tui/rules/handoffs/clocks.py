"""The two clocks of a handoff: how long it was in their court, how long in yours."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.records import Event, Handoff
from delegator_tui.model.states import SENT_ON
from delegator_tui.rules.dates import hours
from delegator_tui.rules.handoffs.happened import events_of, happened
from delegator_tui.rules.reminders.owner_ladder import moved

OVER = frozenset({"closed", "taken back", "reassigned", "cancelled"})
TO_THEM = frozenset({"handed off", "returned"})
TO_YOU = frozenset({"drafted", "delivered", "accepted"})
"""States in which the contractor cannot go on while the owner has the next move."""


class Clocks(NamedTuple):
    """Working days that a handoff was in their court (theirs) and in the owner's court (the owner's)."""

    theirs_days: int
    yours_days: int


def clocks(handoff: Handoff, book: Book) -> Clocks:
    """Return both clocks up to now, or to its end. What a third party has now is in neither court."""
    theirs = hours.of_contractor(book.contractors.get(handoff.contractor), book)
    yours = hours.of_owner(book)
    now = book.now.at
    moves = [(min(at, now), whose) for at, whose in _moves(handoff, book)]  # the clock may be behind the book
    days = {"contractor": 0, "owner": 0}
    for (since, whose), (until, _) in zip(moves, [*moves[1:], (now, "")][: len(moves)], strict=True):
        own = theirs if whose == "contractor" else yours
        if whose in days:
            days[whose] += own.days_between(own.date_of(since), own.date_of(until))
    return Clocks(days["contractor"], days["owner"])


def waits_on_you(handoff: Handoff, book: Book) -> int:
    """Return for how many working days of the owner's a handoff has waited on them; 0 while it does not."""
    if handoff.next_move != "owner" or handoff.state not in SENT_ON:
        return 0
    yours = hours.of_owner(book)
    return yours.days_between(yours.date_of(moved(handoff, book)), book.today)


def _moves(handoff: Handoff, book: Book) -> list[tuple[dt.datetime, str]]:
    """Return when the ball moved and to whom; whose it is now is what the record says."""
    events = events_of(handoff.uid, book)
    known = any(event.what in TO_THEM or event.what in TO_YOU for event in events)
    moves = _told(events, book) if known else _recorded(handoff)
    if moves and moves[-1][1] and handoff.next_move:
        moves[-1] = (moves[-1][0], handoff.next_move)
    return moves


def _told(events: list[Event], book: Book) -> list[tuple[dt.datetime, str]]:
    """Return the moves that events tell of, from the first one on; nobody has the ball of what is over."""
    moves: list[tuple[dt.datetime, str]] = []
    questions, ours = 0, False
    for event in events:
        questions = max(0, questions + (event.what == "asks") - (event.what == "answered"))
        ours = _is_ours(event, was=ours)
        whose = "" if event.what in OVER else "owner" if ours or questions else "contractor"
        begins = event.what in TO_THEM or event.what in TO_YOU
        if (moves or begins) and (not moves or moves[-1][1] != whose):
            moves.append((happened(event, book), whose))
    return moves


def _is_ours(event: Event, *, was: bool) -> bool:
    """Tell whether the owner has something to do with the work after an event, apart from answering."""
    if event.what in TO_THEM:
        return False
    state = event.details.get("state")
    if state:  # what was cut or changed has left it in another
        return state == "delivered"
    return True if event.what in TO_YOU else was


def _recorded(handoff: Handoff) -> list[tuple[dt.datetime, str]]:
    """Return the moves that the record itself knows, for a handoff that has no events."""
    sent = handoff.sent.at if handoff.sent else None
    known = [(sent, "contractor"), (handoff.first_delivered, "owner")]
    return [(instants.read(at), whose) for at, whose in known if at]
