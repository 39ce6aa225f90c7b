"""One day as people say it, without its time: ``fri``, ``in 3 days``, ``3/12``, ``eow``. ``dates.py`` adds times.

A phrase without a year is read from the owner's day on: today or later, or, looking back, today or earlier. Words
come in lower case. Digits are those of ASCII only.
"""

from __future__ import annotations

import datetime as dt
import re

from delegator_tui.rules.dates import date_math as calendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_WORDS = 4
"""So many words has the longest phrase: ``fri 15 jan 2027``."""

# Numbered forms of one word; what the group is called says which one it is.
_NUMBERED = (
    r"(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})|(?P<slash>[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?)"
    r"|(?P<span>[+-]?[0-9]{1,5}[dwmyb])|(?P<nth>[0-9]{1,2}(?:st|nd|rd|th))"
)
_DIGITS = "0123456789"


class View:
    """From where a phrase is read: the owner's ``today``, how they write, and what is asked for.

    ``bare``: the place asks for a date, so ``3d``, ``1st`` count as well. ``past``: the place looks back.
    """

    __slots__ = ("bare", "month_first", "past", "today")

    def __init__(self, today: dt.date, *, month_first: bool, bare: bool, past: bool) -> None:
        self.today = today
        self.month_first = month_first
        self.bare = bare
        self.past = past

    def one_day_on(self) -> View:
        """The same view from the next day; from the day before when it looks back."""
        day = self.today + calendar.ONE_DAY * (-1 if self.past else 1)
        return View(day, month_first=self.month_first, bare=self.bare, past=self.past)


def read_day(words: list[str], view: View) -> dt.date | None:
    """The day that exactly these words name, or ``None``. No words: today."""
    reader = (_none, _one, _two, _three, _four)[len(words)] if len(words) <= MAX_WORDS else None
    try:
        return reader(words, view) if reader else None
    except (ValueError, OverflowError):  # 31/2/2026, or past the calendar's end
        return None


def read_month_and_day(first: str, second: str) -> tuple[int, int] | None:
    """``3 dec``, ``dec 3`` and ``3rd dec`` as (12, 3), or ``None``."""
    if first in calendar.MONTHS:
        first, second = second, first
    month, day = calendar.MONTHS.get(second), _day_number(first)
    return (month, day) if month and day else None


def read_ordinal(word: str) -> int | None:
    """``1st`` to ``31st`` as a number, or ``None``."""
    return _day_number(word) if word[-1:].isalpha() else None


def _none(_words: list[str], view: View) -> dt.date | None:
    return view.today


def _one(words: list[str], view: View) -> dt.date | None:
    word = words[0]
    if word[0] in "+-" or word[0] in _DIGITS:
        return _numbered(word, view)
    if word in calendar.WEEKDAYS:
        return _weekday(calendar.WEEKDAYS[word], view)
    if word in ("today", "tod", "eod"):
        return view.today
    if word in ("tomorrow", "tom"):
        return view.today + calendar.ONE_DAY
    if word == "yesterday" and view.past:
        return view.today - calendar.ONE_DAY
    return _period(word, view)


def _two(words: list[str], view: View) -> dt.date | None:
    first, second = words
    if second in calendar.WEEKDAYS and first in ("next", "last"):
        day = calendar.WEEKDAYS[second]
        if first == "next":
            return calendar.next_period(view.today, "w") + calendar.ONE_DAY * day
        return _weekday(day, view) if view.past else None
    found = read_month_and_day(first, second)
    return _yearless(*found, view) if found else None


def _three(words: list[str], view: View) -> dt.date | None:
    first, second, third = words
    if first == "in" and third in calendar.UNITS:
        return calendar.add_units(view.today, _count(second), calendar.UNITS[third])
    if third == "ago" and view.past and second in calendar.UNITS:
        return calendar.add_units(view.today, -_count(first), calendar.UNITS[second])
    if len(third) == 4 and _is_number(third):
        found = read_month_and_day(first, second.rstrip(","))
        return dt.date(int(third), *found) if found else None
    return _checked_weekday(words, view)


def _four(words: list[str], view: View) -> dt.date | None:
    return _checked_weekday(words, view) if len(words[3]) == 4 else None


def _checked_weekday(words: list[str], view: View) -> dt.date | None:
    """``fri 27 nov``, as the program prints it: a date whose day of the week is the one before it."""
    weekday = calendar.WEEKDAYS.get(words[0].rstrip(","))
    day = read_day(words[1:], view) if weekday is not None else None
    return day if day and day.weekday() == weekday else None


def _numbered(word: str, view: View) -> dt.date | None:
    match = re.fullmatch(_NUMBERED, word)
    if not match:
        return None
    if match["iso"]:
        year, month, day = map(int, word.split("-"))
        return dt.date(year, month, day)
    if match["slash"]:
        return _slash([int(part) for part in word.split("/")], view)
    if match["span"]:
        return _span(word, view)
    number = _day_number(word) if view.bare else None
    return _ordinal(number, view) if number else None


def _slash(parts: list[int], view: View) -> dt.date | None:
    day, month = (parts[1], parts[0]) if view.month_first else (parts[0], parts[1])
    if len(parts) == 3:
        return dt.date(parts[2], month, day)
    return _yearless(month, day, view) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _span(word: str, view: View) -> dt.date | None:
    """``+3d``; ``3d`` where a date is asked for; looking back, ``3d`` and ``-3d`` are days ago."""
    sign = word[0] if word[0] in "+-" else ""
    if (sign == "-" and not view.past) or (not sign and not view.bare):
        return None
    count = int(word[len(sign) : -1])
    return calendar.add_units(view.today, -count if view.past and sign != "+" else count, word[-1])


def _weekday(day: int, view: View) -> dt.date:
    """The next such day after today; looking back, the latest before today."""
    if view.past:
        return view.today - calendar.ONE_DAY * ((view.today.weekday() - day - 1) % 7 + 1)
    return view.today + calendar.ONE_DAY * ((day - view.today.weekday() - 1) % 7 + 1)


def _period(word: str, view: View) -> dt.date | None:
    """``eow eom eoq eoy`` (today counts), ``sow som soq soy`` (after today), ``eonw`` (Friday of next week)."""
    if word == "eonw":
        return calendar.next_period(view.today, "w") + calendar.ONE_DAY * calendar.FRIDAY
    if len(word) != 3 or word[:2] not in ("so", "eo") or word[2] not in "wmqy":
        return None
    unit = word[2]
    if word[0] == "s":
        return calendar.period_start(view.today, unit) if view.past else calendar.next_period(view.today, unit)
    return _last_period_end(unit, view.today) if view.past else calendar.period_end(view.today, unit)


def _last_period_end(unit: str, today: dt.date) -> dt.date:
    """The latest end of such a period; today counts."""
    if unit == "w":
        return today - calendar.ONE_DAY * ((today.weekday() - calendar.FRIDAY) % 7)
    ends_today = calendar.period_end(today, unit) == today
    return today if ends_today else calendar.period_start(today, unit) - calendar.ONE_DAY


def _yearless(month: int, day: int, view: View) -> dt.date | None:
    """That day of the nearest year in which it is not past (or, looking back, not to come)."""
    years = range(view.today.year - 1, view.today.year + 2)
    return _nearest((calendar.day_of_month(year, month, day) for year in years if 1 <= year <= dt.MAXYEAR), view)


def _ordinal(day: int, view: View) -> dt.date | None:
    """That day of the nearest month; today counts."""
    first = view.today.replace(day=1)
    months = (calendar.add_months(first, step) for step in (-1, 0, 1))
    return _nearest((calendar.day_of_month(at.year, at.month, day) for at in months), view)


def _nearest(days: Iterable[dt.date], view: View) -> dt.date | None:
    if view.past:
        return max((day for day in days if day <= view.today), default=None)
    return min((day for day in days if day >= view.today), default=None)


def _day_number(word: str) -> int | None:
    match = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th)?", word)
    return int(match[1]) if match and 1 <= int(match[1]) <= 31 else None


def _count(word: str) -> int:
    """``3``, ``a`` and ``one`` as a number; anything else is a ``ValueError``."""
    if word in ("a", "an", "one"):
        return 1
    if not _is_number(word):
        raise ValueError(word)
    return int(word)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 5
