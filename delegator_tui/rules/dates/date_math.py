"""Counting on the calendar: months that lack a day, the starts and ends of weeks, months, quarters and years."""

from __future__ import annotations

import datetime as dt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ONE_DAY = dt.timedelta(days=1)
FRIDAY = 4

_DAY_WORDS = "mon monday|tue tues tuesday|wed weds wednesday|thu thur thurs thursday|fri friday|sat saturday|sun sunday"
_MONTH_WORDS = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|oct october"
    "|nov november|dec december"
)

WEEKDAYS: Mapping[str, int] = {
    word: number for number, words in enumerate(_DAY_WORDS.split("|")) for word in words.split()
}
"""What people write for a day of the week, in lower case; Monday is 0."""

MONTHS: Mapping[str, int] = {
    word: number for number, words in enumerate(_MONTH_WORDS.split("|"), 1) for word in words.split()
}
"""What people write for a month, in lower case; January is 1."""

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS: Mapping[str, int] = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)}
"""Numbers that people write as words."""

UNITS: Mapping[str, str] = {
    f"{word}{plural}": word[0] for word in ("day", "week", "month", "year") for plural in ("", "s")
}
"""The words for a span of time and the letter of each."""


def month_length(year: int, month: int) -> int:
    """The number of days of a month, 28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_of_month(year: int, month: int, day: int) -> dt.date:
    """That day; the month's last one stands in for a day (29 to 31) that it lacks."""
    return dt.date(year, month, min(day, month_length(year, month)))


def add_months(start: dt.date, months: int) -> dt.date:
    """The same day so many months later (31 Jan and one month: 28 Feb). Out of the calendar: ``ValueError``."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return day_of_month(year, month + 1, start.day)


def add_units(start: dt.date, count: int, unit: str) -> dt.date:
    """``count`` days (``d``), weeks (``w``), months (``m``) or years (``y``) from ``start``."""
    if unit == "d":
        return start + dt.timedelta(days=count)
    if unit == "w":
        return start + dt.timedelta(weeks=count)
    return add_months(start, count * 12 if unit == "y" else count)


def period_start(day: dt.date, unit: str) -> dt.date:
    """The first day of the week (``w``, from Monday), month (``m``), quarter (``q``) or year (``y``) around ``day``."""
    if unit == "w":
        return day - ONE_DAY * day.weekday()
    if unit == "q":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(day=1) if unit == "m" else day.replace(month=1, day=1)


def next_period(day: dt.date, unit: str) -> dt.date:
    """The first day of the period after the one around ``day``."""
    start = period_start(day, unit)
    return start + ONE_DAY * 7 if unit == "w" else add_months(start, {"m": 1, "q": 3, "y": 12}[unit])


def period_end(day: dt.date, unit: str) -> dt.date:
    """The last day of the month (``m``), quarter (``q``) or year (``y``) around ``day``."""
    return next_period(day, unit) - ONE_DAY
