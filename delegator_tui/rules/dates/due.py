"""What due, soon and overdue mean, of a due (``model/due.py``) and of the records that have one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
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


def has_begun(when: str | None, now: Moment) -> bool:
    """Tell whether a day (or time) that something waits for has begun; nothing to wait for has."""
    return not when or now.at >= Due.of(when).begins(now)


def standing(
    due: str | None,
    now: Moment,
    *,
    done: bool = False,
    days: Sequence[int] = MONDAY_TO_FRIDAY,
    country: str | None = "",
) -> Standing:
    """Return how a due stands now. Without a due it is ahead; days late are calendar days.

    ``days``, ``country``: when the owner works, and whose holidays they keep.
    """
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
    return Standing("ahead" if day > _soon_until(today, tuple(days), country or "") else "soon")


@lru_cache(maxsize=64)
def _soon_until(today: dt.date, days: tuple[int, ...], country: str) -> dt.date:
    """Return the last day that is soon: the one before the next working day after ``SOON`` of them."""
    return add_working_days(today, SOON + 1, days, country) - dt.timedelta(days=1)


def of_task(task: Task, book: Book) -> Standing:
    """Return how a task stands; one that is handed off has no standing of its own: it has its handoff's."""
    handoff = book.handoffs_by_task.get(task.uid)
    if handoff is not None and task.state in OPEN_TASK:
        from delegator_tui.rules.followup.account import at_hand  # which asks here what a date comes to

        known = at_hand(handoff, book)
        return Standing(known.kind, known.days_late)
    own = book.settings
    return standing(task.due, book.now, done=task.state not in OPEN_TASK, days=own.working_days, country=own.holidays)


def say_standing(stand: Standing, due: str | None, now: Moment) -> str:
    """Return a standing in one column: ``5 d late``, ``today``, or the date."""
    if stand.overdue:
        return f"{stand.days_late} d late" if stand.days_late else "late"
    if not due:
        return ""
    if stand.kind == "today":
        return Due.of(due).say_in_column(now) if Due.of(due).has_time else "today"
    return Due.of(due).say_in_column(now)
