"""What due, soon and overdue mean, of a due (``model/due.py``) and of the records that have one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.due import iso as iso
from delegator_tui.model.due import sort_key as sort_key
from delegator_tui.model.instants import date_of as date_of
from delegator_tui.model.instants import is_instant as is_instant
from delegator_tui.model.instants import read
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Task
from delegator_tui.model.states import OPEN_TASK
from delegator_tui.rules.dates.workdays import MONDAY_TO_FRIDAY, add_working_days

SOON = 3
"""Working days within which a due is *soon*."""

Kind = Literal["done", "ahead", "soon", "today", "overdue"]
ORDER: dict[str, int] = {"overdue": 0, "today": 1, "soon": 2, "ahead": 3, "done": 4}


class Standing(NamedTuple):
    """How something stands with its due; ``days_late`` in calendar days, 0 unless overdue."""

    kind: Kind
    days_late: int = 0

    @property
    def overdue(self) -> bool:
        """Whether the due is over and the thing is still owed."""
        return self.kind == "overdue"


instant = read


def due_date(due: str, now: Moment) -> dt.date:
    """Return the date on which ``due`` falls where the owner is."""
    return Due.of(due).date_in(now)


def due_end(due: str, now: Moment) -> dt.datetime:
    """Return the instant (UTC) at which ``due`` is over: its minute, or the end of its day where the owner is."""
    return Due.of(due).ends(now)


def has_begun(when: str | None, now: Moment) -> bool:
    """Tell whether a day (or time) that something waits for has begun; nothing to wait for has."""
    return not when or now.at >= Due.of(when).begins(now)


def is_over(due: str, now: Moment) -> bool:
    """Tell whether a due is over."""
    return Due.of(due).is_over(now)


def is_later(due: str, other: str | None, now: Moment) -> bool:
    """Tell whether a due ends after another; any does when there is no other."""
    return Due.of(due).is_after(other, now)


def standing(due: str | None, now: Moment, *, done: bool = False, days: Sequence[int] = MONDAY_TO_FRIDAY) -> Standing:
    """Return how a due stands now. Without a due it is ahead; days late are calendar days."""
    if done:
        return Standing("done")
    if not due:
        return Standing("ahead")
    found, today = Due.of(due), now.today
    day = found.date_in(now)
    if found.is_over(now):
        return Standing("overdue", max(0, (today - day).days))
    if day <= today:
        return Standing("today")
    return Standing("ahead" if day > _soon_until(today, tuple(days)) else "soon")


@lru_cache(maxsize=64)
def _soon_until(today: dt.date, days: tuple[int, ...]) -> dt.date:
    """Return the last day that is soon: the one before the next working day after ``SOON`` of them."""
    return add_working_days(today, SOON + 1, days) - dt.timedelta(days=1)


def of_task(task: Task, book: Book) -> Standing:
    """Return how a task stands; one that is handed off has no standing of its own: it has its handoff's."""
    handoff = book.handoffs_by_task.get(task.uid)
    if handoff is not None and task.state in OPEN_TASK:
        from delegator_tui.rules.followup.account import at_hand  # which asks here what a date comes to

        known = at_hand(handoff, book)
        return Standing(known.kind, known.days_late)
    return standing(task.due, book.now, done=task.state not in OPEN_TASK, days=book.settings.working_days)


def say_date(due: str, now: Moment) -> str:
    """Return a due as people read it in one width: ``Fri 27 Nov``, ``fri 16:00``, ``15 Jan 27`` far off."""
    return Due.of(due).say_in_column(now)


def say_long(due: str, now: Moment) -> str:
    """Return a due in a sentence: ``Fri 27 Nov``, ``Fri 27 Nov 16:00``, ``Fri 15 Jan 2027``."""
    return Due.of(due).say(now)


def say_standing(stand: Standing, due: str | None, now: Moment) -> str:
    """Return a standing in one column: ``5 d late``, ``today``, or the date."""
    if stand.overdue:
        return f"{stand.days_late} d late" if stand.days_late else "late"
    if not due:
        return ""
    if stand.kind == "today":
        return Due.of(due).say_in_column(now) if Due.of(due).has_time else "today"
    return Due.of(due).say_in_column(now)


def is_due(text: object) -> bool:
    """Tell whether ``text`` is a stored due."""
    return Due.is_due(text)
