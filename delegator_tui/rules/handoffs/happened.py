"""When something happened: an event is written down at an instant, and may tell of a day before that."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.instants import date_of, read
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Event

LAST_OF_DAY = dt.timedelta(milliseconds=1)
"""How long before midnight something happened of which only the day is known: after all else on that day."""


def happened(event: Event, book: Book) -> dt.datetime:
    """Return the instant at which what an event tells happened: when it was written down, unless it says ``on``."""
    written = read(event.at)
    return min(written, instant_on(event.on, book.now)) if event.on and Due.is_due(event.on) else written


def instant_on(on: str, now: Moment, agreed: str | None = None) -> dt.datetime:
    """Return the instant of a day, or due time, on which something happened; never one to come.

    Of a day alone it is the last of that day, but that of ``agreed`` where it is a time on that day: who came on the
    day came in time.
    """
    told = Due.of(on)
    ends = told.ends(now) if told.has_time else told.ends(now) - LAST_OF_DAY
    if agreed and not told.has_time and Due.of(agreed).date_in(now) == told.day:
        ends = min(ends, Due.of(agreed).ends(now))
    return min(ends, now.at)


def was_sent(event: Event, book: Book) -> bool:
    """Tell whether the message that an event logs went, or may go yet: not one that was refused, or given up."""
    mail = book.messages.get(str(event.details.get("message") or ""))
    return mail is None or (mail.state != "refused" and (mail.state != "sent" or mail.sent is not None))


def day_of(event: Event, book: Book) -> dt.date:
    """Return the owner's day on which what an event tells happened."""
    return happened(event, book).astimezone(book.now.zone).date()


def events_of(record: str, book: Book) -> list[Event]:
    """Return what stands of a record's events, in the order in which it happened."""
    events = book.events_by_record.get(record, [])
    if not any(event.on for event in events):
        return events
    return sorted(events, key=lambda event: happened(event, book))


def first_late(delivered: str | None, agreed: str | None, book: Book) -> int:
    """Return how many calendar days after the date first agreed something was first delivered; 0 when in time.

    By a due time that was over by less than a day it is 1. 0, too, of what was not delivered or has no date.
    """
    if not delivered or not agreed:
        return 0
    due = Due.of(agreed)
    days = (date_of(delivered, book.now) - due.date_in(book.now)).days
    return max(1, days) if due.has_time and read(delivered) > due.ends(book.now) else max(0, days)
