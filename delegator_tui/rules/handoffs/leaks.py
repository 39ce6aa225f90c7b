"""Leaks: what falls through the cracks unless somebody looks. Counted in working days of the owner."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Task
from delegator_tui.model.states import SENT_ON
from delegator_tui.rules.dates.workdays import working_days_between

SANE = range(1970, 9000)
"""Years in which days can be counted."""
UNCONFIRMED = "brief not confirmed"
READ_BACK_AFTER = 1
"""Working days that a sent handoff may be without a read-back."""
DRAFT_AFTER = 2
"""Working days that a draft may lie untouched."""


class Leak(NamedTuple):
    """One leak: which record, why, and for how many working days (None when days mean nothing)."""

    uid: str
    reason: str
    days: int | None = None

    @property
    def text(self) -> str:
        """The leak as home shows it: ``brief not confirmed, 3 d``."""
        return self.reason if self.days is None else f"{self.reason}, {self.days} d"


def of_handoff(handoff: Handoff, book: Book) -> list[Leak]:
    """Return a handoff's leaks; none once it is accepted or ended."""
    if handoff.state == "drafted":
        return _draft(handoff, book)
    if handoff.state not in SENT_ON:
        return []
    missing = [("no next move", handoff.next_move), ("no next check", handoff.next_check), ("no due date", handoff.due)]
    found = [Leak(handoff.uid, reason) for reason, value in missing if not value]
    if handoff.state == "sent" and handoff.sent:
        waited = _working_days_since(handoff.sent.at, book)
        if waited > READ_BACK_AFTER and _is_unconfirmed(handoff, book):
            found.append(Leak(handoff.uid, UNCONFIRMED, waited))
    return found


def _is_unconfirmed(handoff: Handoff, book: Book) -> bool:
    from delegator_tui.rules.followup.silence import is_unconfirmed  # read when a brief waits: it opens faster

    return is_unconfirmed(handoff, book)


def _draft(handoff: Handoff, book: Book) -> list[Leak]:
    since = idle_since(handoff, book)
    idle = working_days_between(since, book.today, *_week(book)) if since else 0
    return [Leak(handoff.uid, "draft untouched", idle)] if idle > DRAFT_AFTER else []


def idle_since(handoff: Handoff, book: Book) -> dt.date | None:
    """Return since when a draft waits to be touched: the day it last was, or the later one on which it is to go.

    The next one of a series is ready long before it goes. None when nobody knows.
    """
    at = handoff.updated or handoff.created
    return (_goes_on(handoff, book) or instants.date_of(at, book.now)) if at else None


def is_for_later(handoff: Handoff, book: Book) -> bool:
    """Tell whether a draft is to go on a later day only."""
    day = _goes_on(handoff, book)
    return day is not None and day > book.today


def _goes_on(handoff: Handoff, book: Book) -> dt.date | None:
    """Return the day on which a draft is to go, where it is set later than a draft would be asked about anyway."""
    at = handoff.updated or handoff.created
    if not at or not handoff.next_check:
        return None
    day = Due.of(handoff.next_check).date_in(book.now)
    wait = working_days_between(instants.date_of(at, book.now), day, *_week(book))
    return day if wait > DRAFT_AFTER and day.year in SANE else None


def _week(book: Book) -> tuple[tuple[int, ...], str]:
    """Return the owner's working days, and the country whose holidays they keep."""
    return book.settings.working_days, book.settings.holidays or ""


def _working_days_since(at: str, book: Book) -> int:
    return working_days_between(instants.date_of(at, book.now), book.today, *_week(book))


def of_task(task: Task, book: Book) -> list[Leak]:
    """Return a leak for a task marked delegated that no live handoff carries."""
    if task.state == "delegated" and task.uid not in book.handoffs_by_task:
        return [Leak(task.uid, "delegated without a handoff")]
    return []


def all_leaks(book: Book) -> list[Leak]:
    """Return every leak of the book, handoffs first."""
    found = [leak for handoff in book.open_handoffs for leak in of_handoff(handoff, book)]
    lent = (task for task in book.tasks.open.values() if task.state == "delegated")  # few: asked first, for speed
    return found + [leak for task in lent for leak in of_task(task, book)]
