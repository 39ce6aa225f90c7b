"""When the owner looks at a handoff next: on a day of the owner's, not before today, not while they are away."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.rules.dates.due import due_date


def next_working_day(book: Book, count: int = 1) -> dt.date:
    """Return the owner's ``count``-th working day after today."""
    from delegator_tui.rules.dates import hours  # read when a check is set: the dashboard opens without

    return hours.of_owner(book).add_days(book.today, count)


def first_check(due: str | None, book: Book, chase_days: int | None = None) -> str:
    """Return the first check: ``chase_days`` after today, else the earlier of the due and the next working day."""
    if chase_days is not None:
        return _back(book.today + dt.timedelta(days=chase_days), book).isoformat()
    return _no_later_than(due, next_working_day(book), book)


def after_report(due: str | None, book: Book) -> str:
    """Return the check after good news: two working days on, or the due when that comes first."""
    return _no_later_than(due, next_working_day(book, 2), book)


def after_silence(book: Book) -> str:
    """Return the check after nobody answered: the next working day."""
    return next_working_day(book).isoformat()


def on_promise(promised: str, book: Book) -> str:
    """Return the check for a promised date: that day."""
    return _back(max(due_date(promised, book.now), book.today), book).isoformat()


def _no_later_than(due: str | None, day: dt.date, book: Book) -> str:
    last = due_date(due, book.now) if due else day
    return _back(max(book.today, min(day, last)), book).isoformat()


def _back(day: dt.date, book: Book) -> dt.date:
    """Return a day; the owner's first working day after it when they are away then."""
    from delegator_tui.rules.dates import hours

    yours = hours.of_owner(book)
    return yours.date_of(yours.opening(day)) if yours.is_away(day) else day
