"""Working days. Days of the week count from Monday = 0."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from delegator_tui.model.days import DAY_NAMES

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
SEVEN = frozenset(range(7))


def is_working(day: dt.date, days: Sequence[int] = MONDAY_TO_FRIDAY) -> bool:
    """Tell whether ``day`` is worked; without any working day that exists every day is."""
    return day.weekday() in days or not SEVEN.intersection(days)


def add_working_days(day: dt.date, count: int, days: Sequence[int] = MONDAY_TO_FRIDAY) -> dt.date:
    """Return the ``count``-th working day after ``day``."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_working(day, days)
    return day


def working_days_between(start: dt.date, end: dt.date, days: Sequence[int] = MONDAY_TO_FRIDAY) -> int:
    """Count the working days after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
    span = (end - start).days
    if span <= 0:
        return 0
    weeks, rest = divmod(span, 7)
    whole = weeks * (len(SEVEN.intersection(days)) or 7)
    tail = (start + dt.timedelta(days=weeks * 7 + offset) for offset in range(1, rest + 1))
    return whole + sum(is_working(day, days) for day in tail)


def say_days(days: Iterable[int]) -> str:
    """Return days of the week as the settings read them: ``mon tue wed``; what is no day is left out."""
    return " ".join(DAY_NAMES[day].lower() for day in days if day in SEVEN)
