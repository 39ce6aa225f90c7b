"""When the owner looks at a handoff next: on a day of the owner's, not before today, not while they are away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import OWED


def next_working_day(book: Book, count: int = 1, since: dt.date | None = None) -> dt.date:
    """Return the owner's ``count``-th working day after a day, today unless said; never one before today."""
    from delegator_tui.rules.dates import hours  # read when a check is set: the dashboard opens without

    return max(book.today, hours.of_owner(book).add_days(since or book.today, count))


def first_check(due: str | None, book: Book, chase_days: int | None = None) -> str:
    """Return the first check: ``chase_days`` after today, else the earlier of the due and the next working day."""
    if chase_days is not None:
        return _back(book.today + dt.timedelta(days=chase_days), book).isoformat()
    return _no_later_than(due, next_working_day(book), book)


def after_answer(handoff: Handoff, parts: Iterable[Deliverable], book: Book, since: dt.date | None = None) -> str:
    """Return the check after they said something on day ``since``, today unless told: the first that a part asks for.

    Of a part that is promised it is the promised day, of one that is late the next working day, of any other two
    working days on. It is never after the agreed date, unless that is over. ``parts`` are those of the handoff as it
    is from now on; one without any is its own part.
    """
    owed = [(part.due or handoff.due, part.promised) for part in parts if part.state in OWED]
    if not any(promised for _, promised in owed):
        owed = [(due, handoff.promised) for due, _ in owed] or [(handoff.due, handoff.promised)]
    return min(_check_of(due, promised, book, since) for due, promised in owed).isoformat()


def after_message(handoff: Handoff, book: Book, step: str = "") -> str:
    """Return the check after a message about ``step``: when they may be asked again, or the date to be expected."""
    from delegator_tui.rules.followup.parts import expected, parts
    from delegator_tui.rules.handoffs.history import Attempt
    from delegator_tui.rules.reminders.schedule import next_ask

    ask = next_ask(Attempt(book.now.at, step, ""), handoff, book).astimezone(book.now.zone).date()
    due = expected(parts(handoff, book), book)
    ahead = due if due and not Due.of(due).is_over(book.now) else None
    return _no_later_than(ahead, max(next_working_day(book), ask), book)


def after_silence(book: Book) -> str:
    """Return the check after nobody answered: the next working day."""
    return next_working_day(book).isoformat()


def _check_of(due: str | None, promised: str | None, book: Book, since: dt.date | None) -> dt.date:
    late = bool(due) and Due.of(due or "").is_over(book.now)
    if promised and not Due.of(promised).is_over(book.now):
        day = max(Due.of(promised).date_in(book.now), book.today)
    else:
        day = next_working_day(book, 1 if late else 2, since)
    if due and not late:
        day = min(day, Due.of(due).date_in(book.now))
    return _back(max(book.today, day), book)


def _no_later_than(due: str | None, day: dt.date, book: Book) -> str:
    last = Due.of(due).date_in(book.now) if due else day
    return _back(max(book.today, min(day, last)), book).isoformat()


def _back(day: dt.date, book: Book) -> dt.date:
    """Return a day; the owner's first working day after it when they are away then."""
    from delegator_tui.rules.dates import hours

    yours = hours.of_owner(book)
    return yours.date_of(yours.opening(day)) if yours.is_away(day) else day
