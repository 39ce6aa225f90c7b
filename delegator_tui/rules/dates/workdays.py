"""Working days. Days of the week count from Monday = 0. Cheap to import: capture needs it.

``days`` are the days of the week that somebody works, ``country`` the one whose holidays they keep; none when empty.
"""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.days import DAY_NAMES
from delegator_tui.rules.dates.holidays_of import between, is_holiday

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
SEVEN = frozenset(range(7))
A_DAY = dt.timedelta(days=1)


def is_working(day: dt.date, days: Sequence[int] = MONDAY_TO_FRIDAY, country: str = "") -> bool:
    """Tell whether ``day`` is worked; without any working day that exists every day is, but for holidays."""
    return (day.weekday() in days or not SEVEN.intersection(days)) and not is_holiday(day, country)


def add_working_days(day: dt.date, count: int, days: Sequence[int] = MONDAY_TO_FRIDAY, country: str = "") -> dt.date:
    """Return the ``count``-th working day after ``day``, before it if negative; ``day`` itself for 0.

    Past the calendar's end: ``OverflowError``.
    """
    way = A_DAY if count > 0 else -A_DAY
    left = abs(count)
    a_week = len(SEVEN.intersection(days)) or 7
    if not country and left > 2 * a_week:  # whole weeks at a time
        weeks = left // a_week - 1
        day, left = day + 7 * weeks * way, left - a_week * weeks
    while left > 0:
        day += way
        left -= is_working(day, days, country)
    return day


def working_days_between(
    start: dt.date, end: dt.date, days: Sequence[int] = MONDAY_TO_FRIDAY, country: str = ""
) -> int:
    """Count the working days after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
    span = (end - start).days
    if span <= 0:
        return 0
    weeks, rest = divmod(span, 7)
    whole = weeks * (len(SEVEN.intersection(days)) or 7)
    tail = (start + dt.timedelta(days=weeks * 7 + offset) for offset in range(1, rest + 1))
    worked = whole + sum(is_working(day, days) for day in tail)
    return worked - sum(is_working(day, days) for day in between(start, end, country)) if country else worked


def say_days(days: Iterable[int]) -> str:
    """Return days of the week as the settings read them: ``mon tue wed``; what is no day is left out."""
    return " ".join(DAY_NAMES[day].lower() for day in days if day in SEVEN)
