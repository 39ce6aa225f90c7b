"""Slips: dates that contractors named and that were after what was agreed then. Each is kept by its event."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, Event, Handoff
from delegator_tui.rules.handoffs.happened import events_of, happened, was_sent
from delegator_tui.rules.handoffs.history import REPLIES


def count(handoff: Handoff, book: Book) -> int:
    """Return how often a date after the agreed one was named for a handoff; reads the events."""
    agreed, found = handoff.original_due, 0
    for event in book.events_by_record.get(handoff.uid, []):
        told = event.details
        if event.what in ("extended", "returned") and Due.is_due(told.get("new")):
            agreed = str(told["new"])
        if event.what == "later":
            found += _slips(event, agreed, book)
    return found


TELLS = frozenset({"nudged", "wrote", "extended"}) | REPLIES
"""What comes after they were held to a date: then they know, or something else was agreed."""


def held_untold(handoff: Handoff, book: Book) -> dt.datetime | None:
    """Return when they were held to the agreed date, if they were not told so yet; reads the events."""
    events = reversed(events_of(handoff.uid, book))
    last = next((e for e in events if e.what == "held" or (e.what in TELLS and was_sent(e, book))), None)
    return happened(last, book) if last and last.what == "held" else None


def of_contractor(contractor: Contractor, book: Book) -> int:
    """Return how often a contractor named a date after the agreed one, in all their handoffs."""
    return sum(count(handoff, book) for handoff in book.handoffs.all() if handoff.contractor == contractor.uid)


def _slips(event: Event, agreed: str | None, book: Book) -> bool:
    """Tell whether a promise was a slip, by the date that was agreed when it was made; kept with it, or ``agreed``."""
    promised, then = event.details.get("promised"), event.details.get("agreed") or agreed
    return Due.is_due(promised) and Due.is_due(then) and Due.of(str(promised)).is_after(str(then), book.now)
