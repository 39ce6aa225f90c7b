"""The days of the weekly review: which are to come, for which the last one counts, which was missed. The owner's dates.

A review that is finished up to three days before its day counts for that day. A missed one is spoken of only to an
owner who has the habit: one was finished before, or they set the day themselves; days before that are not missed.
"""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.model.records import Settings
from delegator_tui.rules.dates.date_math import FRIDAY, WEEKDAYS
from delegator_tui.rules.dates.hours import DAY, SANE
from delegator_tui.rules.handoffs.history import read_instant

NONE = "none"
"""The day of an owner who wants to hear of no review."""
WEEK = 7
EARLY = 3
"""Days before its day within which a review counts for it."""
AFTER = 2
"""Days after its day on which a review that was not finished is missed."""


def weekday(own: Settings) -> int | None:
    """Return the weekday of the review, Monday = 0; None for none. What is no day is the Friday of who set nothing."""
    return None if own.review_day == NONE else WEEKDAYS.get(own.review_day.casefold(), FRIDAY)


def last_done(book: Book) -> dt.date | None:
    """Return the date on which the last review was finished; None when none was."""
    return _date(book.settings.reviewed, book)


def _date(at: str | None, book: Book) -> dt.date | None:
    read = read_instant(at)
    return read.astimezone(book.now.zone).date() if read and read.year in SANE else None


def next_day(book: Book) -> dt.date | None:
    """Return the next day of a review, today for this day; None without one."""
    on, done = weekday(book.settings), last_done(book)
    if on is None or book.today.year not in SANE:
        return None
    first = max(book.today, done + (EARLY + 1) * DAY) if done else book.today
    return first + (on - first.weekday()) % WEEK * DAY


def missed(day: dt.date, book: Book) -> dt.date | None:
    """Return the day of the review that is missed as of ``day``; None when it is not, or nobody is used to one."""
    on, done, since = weekday(book.settings), last_done(book), _date(book.settings.review_since, book)
    if on is None or (done is None and since is None):
        return None
    last = day - AFTER * DAY
    last -= (last.weekday() - on) % WEEK * DAY
    counts = done is not None and done >= last - EARLY * DAY
    return None if counts or (since is not None and last < since) else last
