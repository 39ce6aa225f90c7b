"""``every …`` and ``after 10d`` as people type them. Loaded only for a line that has such a word.

``every day|week|month|quarter|year``, with a number (``2w``, ``3 months``, ``other week``), ``every mon and thu``,
``every weekday``, ``every 1st``, ``every eom``, ``every 10 dec``, and a time at the end (``every mon 16:00``).
"""

from __future__ import annotations

import datetime as dt
import re

from delegator_tui.model.due import Due
from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.dates import due_at, has_passed, read_time
from delegator_tui.rules.dates.day_phrases import View, read_day, read_month_and_day, read_ordinal
from delegator_tui.rules.quickadd.rule_parts import anchored, monthly_rule, rule_text, weekly_rule, yearly_rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from delegator_tui.model.moment import Moment

MOST_WORDS = 14
"""Longer phrases are not looked at."""

_FREQ = {"d": "DAILY", "w": "WEEKLY", "m": "MONTHLY", "q": "MONTHLY", "y": "YEARLY"}
_UNITS = {**calendar.UNITS, "quarter": "q", "quarters": "q"}
_GLUED = r"([1-9][0-9]{0,2})([dwmqy])"


class Plan:
    """What a phrase says: the rule, which day it names first when no date is given, and the time of day."""

    __slots__ = ("first", "origin", "rule", "time")

    def __init__(self, rule: str, first: Callable[[dt.date], dt.date | None], origin: str = "due") -> None:
        self.rule = rule
        self.first = first
        self.origin = origin
        self.time: tuple[int, int] | None = None

    def settle(self, due: str | None, now: Moment) -> tuple[dict[str, str], str] | None:
        """The recurrence and the first due, which is the date given or else the first day the rule names.

        ``None`` when that day lies past the calendar's end.
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
        rule = self.rule if self.origin == "completion" else anchored(self.rule, day_of_month)
        return {"rule": rule, "start": start.isoformat(), "from": self.origin}, due

    def _first(self, now: Moment) -> dt.date | None:
        try:
            day = self.first(now.today)
            if day and self.time and has_passed(day, self.time, now):
                day = self.first(now.today + calendar.ONE_DAY)
        except (ValueError, OverflowError):
            return None
        return day


def read_every(words: Sequence[str], *, month_first: bool = False) -> Plan | None:
    """The plan that exactly these words name, the first being ``every`` or ``after``; or ``None``."""
    heads = [word.lower() for word in words]
    if len(heads) < 2 or len(heads) > MOST_WORDS:
        return None
    if heads[0] == "after":
        return _after(heads[1:])
    for count in range(min(3, len(heads) - 2), 0, -1):
        time = read_time(heads[-count:])
        plan = _every(heads[1:-count], month_first) if time else None
        if plan:
            plan.time = time
            return plan
    return _every(heads[1:], month_first)


def _after(words: list[str]) -> Plan | None:
    match = re.fullmatch(_GLUED, words[0]) if len(words) == 1 else None
    if not match or match[2] == "q":
        return None
    return _plain(int(match[1]), match[2], "completion")


def _every(words: list[str], month_first: bool) -> Plan | None:
    interval, unit, rest = _period(words)
    if not rest:
        return _plain(interval, unit) if unit else None
    if unit and rest[0] == "on":
        rest = rest[1:]
    items = [item for word in rest for item in word.split(",") if item not in ("", "and", "&", "the")]
    if unit in ("", "w"):
        plan = _weekdays(items, interval)
        if plan:
            return plan
    if unit in ("", "m", "q"):
        return _month_days(items, interval * (3 if unit == "q" else 1)) or _yearly_date(items, month_first, unit)
    return _yearly_date(items, month_first, unit, interval) if unit == "y" else None


def _period(words: list[str]) -> tuple[int, str, list[str]]:
    """How many of which unit (empty: none is said) and the words after it."""
    if not words:
        return 1, "", words
    match = re.fullmatch(_GLUED, words[0])
    if match:
        return int(match[1]), match[2], words[1:]
    number = 2 if words[0] == "other" else int(words[0]) if re.fullmatch("[1-9][0-9]{0,2}", words[0]) else 0
    named = words[1:] if number else words
    if named and named[0] in _UNITS:
        return number or 1, _UNITS[named[0]], named[1:]
    if words[0] == "other":
        return 2, "", named
    return 1, "", words


def _plain(interval: int, unit: str, origin: str = "due") -> Plan:
    """A period without named days: starts one period from today; daily today."""
    count, span = (interval * 3, "m") if unit == "q" else (interval, unit)
    daily = (count, span) == (1, "d")

    def first(today: dt.date) -> dt.date:
        return today if daily else calendar.add_units(today, count, span)

    return Plan(rule_text(_FREQ[unit], count), first, origin)


def _weekdays(items: list[str], interval: int) -> Plan | None:
    days = {day for item in items for day in _named_days(item)}
    if not items or not all(_named_days(item) for item in items):
        return None

    def first(today: dt.date) -> dt.date:
        return next(day for day in _days_after(today) if day.weekday() in days)

    return Plan(weekly_rule(sorted(days), interval), first)


def _named_days(item: str) -> tuple[int, ...]:
    if item in ("weekday", "weekdays", "workday", "workdays"):
        return (0, 1, 2, 3, 4)
    number = calendar.WEEKDAYS.get(item, calendar.WEEKDAYS.get(item.removesuffix("s")))
    return () if number is None else (number,)


def _month_days(items: list[str], interval: int) -> Plan | None:
    """``1st``, ``1st and 15th``, ``eom``. Of 29th to 31st only one alone: a rule can stand in for one day."""
    days = [31 if item == "eom" else read_ordinal(item) for item in items]
    named = sorted({day for day in days if day})
    if not named or None in days or (len(named) > 1 and named[-1] > 28):
        return None

    def first(today: dt.date) -> dt.date:
        view = View(today + calendar.ONE_DAY, month_first=False, bare=True, past=False)
        return min(day for day in (read_day([f"{number}th"], view) for number in named) if day)

    if len(named) == 1:
        return Plan(monthly_rule(named[0], interval), first)
    return Plan(rule_text("MONTHLY", interval, BYMONTHDAY=",".join(map(str, named))), first)


def _yearly_date(items: list[str], month_first: bool, unit: str, interval: int = 1) -> Plan | None:
    """``every 10 dec``: that date of every year."""
    found = read_month_and_day(*items) if len(items) == 2 and unit in ("", "y") else None
    if not found:
        return None
    month, day = found[0], min(found[1], calendar.month_length(2028, found[0]))

    def first(today: dt.date) -> dt.date | None:
        view = View(today + calendar.ONE_DAY, month_first=month_first, bare=True, past=False)
        return read_day(items, view)

    return Plan(yearly_rule(month, day, interval), first)


def _days_after(today: dt.date) -> Iterator[dt.date]:
    return (today + calendar.ONE_DAY * step for step in range(1, 8))
