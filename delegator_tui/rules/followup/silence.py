"""Silence: for how many working days of theirs nothing was heard. Days on which they are away do not count."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import SANE
from delegator_tui.rules.handoffs.happened import happened
from delegator_tui.rules.handoffs.history import REPLIES, SLIP

SILENT_AFTER, CRITICAL_AFTER = 5, 3
"""Working days of theirs without a word from which on it is silence: of most work, and of critical work."""
TO_THEM = frozenset({"handed off", "returned", "answered", "extended"})
"""What brings the work to them, or back to them."""


class Silence(NamedTuple):
    """``said``: when they last said anything; ``since``: the same, or when the work came to them if that was later.

    Both None when nobody knows. ``days``: working days of theirs since then.
    """

    said: dt.datetime | None
    since: dt.datetime | None
    days: int


def gap(handoff: Handoff) -> int:
    """Return how many working days of silence are let pass, before the first question and between two."""
    return CRITICAL_AFTER if handoff.stakes == "critical" else SILENT_AFTER


def silence(handoff: Handoff, book: Book) -> Silence:
    """Return for how long nothing was heard; reads the events.

    One a little ahead of the clock counts as just now; one far ahead of it, by a wrong clock, as not happened.
    """
    return book.once_on(_silence, handoff, handoff.uid)


def is_unconfirmed(handoff: Handoff, book: Book) -> bool:
    """Tell whether the brief went and nothing was heard since: who named a date, or answered, has it.

    While the events were not read only a date that they named tells.
    """
    if handoff.state != "sent" or handoff.promised or any(owed.promised for owed in book.owed_in(handoff)):
        return False
    return not book.events_at_hand or silence(handoff, book).said is None


def _silence(handoff: Handoff, book: Book) -> Silence:
    from delegator_tui.rules.followup.waiting import free_since

    events = [e for e in book.events_by_record.get(handoff.uid, []) if instants.read(e.at) <= book.now.at + SLIP]
    said = max((happened(e, book) for e in events if e.what in REPLIES), default=None)
    came = [happened(e, book) for e in events if e.what in TO_THEM]
    sent = [instants.read(handoff.sent.at)] if handoff.sent else []
    since = max(filter(None, [said, free_since(handoff, book), *(came or sent)]), default=None)
    theirs = hours.of_contractor(book.contractors.get(handoff.contractor), book)
    first, last = (theirs.date_of(at) for at in (since or book.now.at, book.now.at))
    days = theirs.days_between(first, last) if first.year in SANE and last.year in SANE else 0
    return Silence(said, since, days)
