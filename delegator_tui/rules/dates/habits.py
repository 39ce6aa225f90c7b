"""How an owner writes dates and when they work: what reading a date needs to know of them. Cheap to import."""

from __future__ import annotations

import datetime as dt

from delegator_tui.rules.dates.date_math import add_units
from delegator_tui.rules.dates.workdays import MONDAY_TO_FRIDAY, add_working_days, is_working

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from delegator_tui.model.records import Settings

A_DAY = dt.timedelta(days=1)


class Habits:
    """``month_first``: ``3/12`` is 12 March. ``days``: the days of the week they work, Monday 0. ``country``: whose
    holidays they keep, none when empty.
    """

    __slots__ = ("country", "days", "month_first")

    def __init__(
        self, *, month_first: bool = False, days: Sequence[int] = MONDAY_TO_FRIDAY, country: str | None = ""
    ) -> None:
        self.month_first = month_first
        self.days = tuple(sorted({day for day in days if day in range(7)})) or MONDAY_TO_FRIDAY
        self.country = country or ""

    def works_on(self, day: dt.date) -> bool:
        """Tell whether a day is worked: one of the working week, and no holiday."""
        return is_working(day, self.days, self.country)

    def count(self, start: dt.date, count: int, unit: str) -> dt.date:
        """Return the day so many days, weeks, months, years or working days (``b``) from ``start``.

        No working days from one on is that day itself, or the next that is worked.
        """
        if unit != "b":
            return add_units(start, count, unit)
        if count == 0 and not self.works_on(start):
            count = 1
        return add_working_days(start, count, self.days, self.country)

    def week_end(self, day: dt.date) -> dt.date:
        """Return the end of the working week that ``day`` is in; from the rest after it, of the coming one.

        It is the day before when the last day of the week is a holiday.
        """
        end = day + A_DAY * ((self.last_of_week - day.weekday()) % 7)
        worked = end
        while worked > day and not self.works_on(worked):
            worked -= A_DAY
        return worked if self.works_on(worked) else end

    def next_week(self, day: dt.date) -> dt.date:
        """Return the first day of the working week after the one that ``day`` is in; from a rest, of the coming one."""
        return day + A_DAY * ((self.first_of_week - day.weekday() - 1) % 7 + 1)

    @property
    def last_of_week(self) -> int:
        """The day of the week with which the working week ends: the one before the longest rest."""
        return max(self.days, key=lambda day: (self._rest_after(day), day))

    @property
    def first_of_week(self) -> int:
        """The day of the week with which the working week begins."""
        last = self.last_of_week
        return (last + self._rest_after(last)) % 7

    def _rest_after(self, day: int) -> int:
        return min(((other - day - 1) % 7) + 1 for other in self.days)


PLAIN = Habits()
"""Those of an owner who has said nothing of it: the day before the month, Monday to Friday, no holidays."""


def of_settings(own: Settings) -> Habits:
    """Return the habits that the settings tell."""
    return Habits(month_first=own.month_first, days=own.working_days, country=own.holidays)


def of_capture(told: Mapping[str, Any]) -> Habits:
    """Return the habits that a line of the journal carries for a quick capture."""
    return Habits(
        month_first=bool(told.get("month_first")),
        days=told.get("working_days") or MONDAY_TO_FRIDAY,
        country=told.get("holidays"),
    )
