"""What a phrase of repetition says: the rule, which day it names first, and the time of day."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.due import Due
from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.dates import due_at, has_passed
from delegator_tui.rules.dates.day_phrases import read_day
from delegator_tui.rules.dates.habits import PLAIN, Habits
from delegator_tui.rules.dates.month_phrases import read_ordinal
from delegator_tui.rules.dates.view import View
from delegator_tui.rules.quickadd.rule_parts import kept, monthly_rule, rule_text, weekly_rule, yearly_rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from delegator_tui.model.moment import Moment
    from delegator_tui.rules.dates.view import Keeps

_FREQ = {"d": "DAILY", "w": "WEEKLY", "m": "MONTHLY", "q": "MONTHLY", "y": "YEARLY"}
_MONTH_ENDS = ("eom",)


class Plan:
    """What a phrase says: the rule, which day it names first when no date is given, and the time of day."""

    __slots__ = ("first", "habits", "origin", "rule", "time")

    def __init__(
        self, rule: str, first: Callable[[dt.date], dt.date | None], origin: str = "due", habits: Habits = PLAIN
    ) -> None:
        self.rule = rule
        self.first = first
        self.origin = origin
        self.habits = habits
        self.time: tuple[int, int] | None = None

    def settle(
        self, due: str | None, now: Moment, keeps: Keeps | None = None, until: str = ""
    ) -> tuple[dict[str, str], str] | None:
        """The recurrence and the first due, which is the date given or else the first day the rule names.

        ``keeps``: what the words of the date say beside it, such as that it is the last day of its month. ``None``
        when no rule can say that, and when the first day lies past the calendar's end. ``until``: the due after which
        it comes no more.
        """
        if due:
            given = Due.of(due)
            start = day_of_month = given.day
            due = due if given.has_time else due_at(start, self.time, now)
        else:
            day_of_month = now.today
            first = self._first(now)
            if first is None:
                return None
            start, due = first, due_at(first, self.time, now)
        rule = self.rule if self.origin == "completion" else kept(self.rule, day_of_month, keeps, self.habits.days)
        if until:
            last = Due.of(until).day
            rule = f"{rule};UNTIL={last.isoformat().replace('-', '')}" if rule and start <= last else ""
        return ({"rule": rule, "start": start.isoformat(), "from": self.origin}, due) if rule else None

    def _first(self, now: Moment) -> dt.date | None:
        try:
            day = self.first(now.today)
            if day and self.time and has_passed(day, self.time, now):
                day = self.first(now.today + calendar.ONE_DAY)
        except (ValueError, OverflowError):
            return None
        return day


def plain(interval: int, unit: str, origin: str = "due", habits: Habits = PLAIN) -> Plan:
    """A period without named days: starts one period from today; daily today."""
    count, span = (interval * 3, "m") if unit == "q" else (interval, unit)
    daily = (count, span) == (1, "d")

    def first(today: dt.date) -> dt.date:
        return today if daily else calendar.add_units(today, count, span)

    return Plan(rule_text(_FREQ[unit], count), first, origin, habits)


def weekly(days: Collection[int], interval: int) -> Plan:
    """These days of the week: starts with the first of them after today."""

    def first(today: dt.date) -> dt.date:
        return next(day for step in range(1, 8) if (day := today + calendar.ONE_DAY * step).weekday() in days)

    return Plan(weekly_rule(sorted(days), interval), first)


def on_days(items: Sequence[str], interval: int, habits: Habits) -> Plan | None:
    """``1st``, ``1st and 15th``, ``eom``. Of 29th to 31st only one alone: a rule can stand in for one day."""
    days = [31 if item in _MONTH_ENDS else read_ordinal(item) for item in items]
    named = sorted({day for day in days if day})
    if not named or None in days or (len(named) > 1 and named[-1] > 28):
        return None

    def first(today: dt.date) -> dt.date:
        view = View(today + calendar.ONE_DAY, habits, bare=True, past=False)
        return min(found.day for number in named if (found := read_day([f"{number}th"], view)))

    if len(named) == 1:
        return Plan(monthly_rule(named[0], interval), first)
    return Plan(rule_text("MONTHLY", interval, BYMONTHDAY=",".join(map(str, named))), first)


def yearly(month: int, day: int, interval: int) -> Plan:
    """A date of every year, from after today on; 29 February is the 28th where there is none."""

    def first(today: dt.date) -> dt.date:
        days = (calendar.day_of_month(today.year + step, month, day) for step in range(2))
        return next(found for found in days if found > today)

    return Plan(yearly_rule(month, day, interval), first)


def of_year(words: Sequence[str], interval: int, habits: Habits) -> Plan | None:
    """``last friday of november``, ``end of february``, ``year end``: such a day of every year."""

    def first(today: dt.date) -> dt.date | None:
        found = read_day(words, View(today + calendar.ONE_DAY, habits, bare=True, past=False))
        return found.day if found else None

    probe = read_day(words, View(dt.date(2027, 1, 1), habits, bare=True, past=False))
    named = any(word in calendar.MONTHS for word in words) or "year" in words or "eoy" in words
    if probe is None or probe.keeps is None or not named:
        return None
    return Plan(kept(rule_text("YEARLY", interval), probe.day, probe.keeps, habits.days), first)
