"""Starts and ends of weeks, months, quarters and years, the weekend, and feasts that have a name."""

from __future__ import annotations

import datetime as dt

from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.month_phrases import year_of
from delegator_tui.rules.dates.number_phrases import in_year
from delegator_tui.rules.dates.view import LAST_DAY, MOVES, Named, View
from delegator_tui.rules.dates.vocabulary import AFTER_EASTER, FEASTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS = {"week": "w", "month": "m", "quarter": "q", "year": "y"}
_SATURDAY = 5


def read_period(words: Sequence[str], view: View) -> Named | None:
    """``eow``, ``end of the month``, ``end of next week``, ``som``, ``month end``, ``this weekend``, ``next month``."""
    if len(words) == 1:
        return _read_short(words[0], view)
    said = tuple(word for word in words if word not in ("the", "of"))
    if len(words) - len(said) > 3 or words[-1] in ("the", "of"):
        return None
    match said:
        case ("end", unit) | ("end", "this", unit) if unit in _UNITS:
            return _end(_UNITS[unit], view)
        case ("end", "next", unit) if unit in _UNITS:
            return _end_of_next(_UNITS[unit], view)
        case (unit, "end") if unit != "week" and unit.removesuffix("'s") in _UNITS:
            return _end(_UNITS[unit.removesuffix("'s")], view)
        case ("start" | "beginning", unit) | ("start" | "beginning", "next", unit) if unit in _UNITS:
            return _start(_UNITS[unit], view)
    return _read_near(said, view)


def _read_near(words: Sequence[str], view: View) -> Named | None:
    """``this weekend``; where a date is asked for ``next month``, which is its first day, ``this month``, its last."""
    match words:
        case ("this" | "next", "weekend"):
            return Named(_weekend(view, following=words[0] == "next"))
        case ("weekend",) if view.bare:
            return Named(_weekend(view, following=False))
        case ("this" | "next", unit) if view.bare and not view.past and unit in _UNITS:
            return _start(_UNITS[unit], view) if words[0] == "next" else _end(_UNITS[unit], view)
    return None


def _read_short(word: str, view: View) -> Named | None:
    """``eow eom eoq eoy`` (today counts), ``sow som soq soy`` (after today), ``eonw`` (the end of next week)."""
    if word == "eonw":
        return _end_of_next("w", view)
    if word == "eonm":
        return _end_of_next("m", view)
    if word == "weekend":
        return Named(_weekend(view, following=False)) if view.bare else None
    if len(word) != 3 or word[:2] not in ("so", "eo") or word[2] not in "wmqy":
        return None
    return _start(word[2], view) if word[0] == "s" else _end(word[2], view)


def _start(unit: str, view: View) -> Named:
    if view.past:
        return Named(calendar.period_start(view.today, unit))
    return Named(view.habits.next_week(view.today) if unit == "w" else calendar.next_period(view.today, unit))


def _end(unit: str, view: View) -> Named:
    """The end that is not past, today counts; looking back the latest end, today counts, too."""
    if unit == "w":
        if not view.past:
            return Named(view.habits.week_end(view.today))
        return Named(view.today - calendar.ONE_DAY * ((view.today.weekday() - view.habits.last_of_week) % 7))
    end = calendar.period_end(view.today, unit)
    if view.past and end != view.today:
        end = calendar.period_start(view.today, unit) - calendar.ONE_DAY
    return Named(end, LAST_DAY)


def _end_of_next(unit: str, view: View) -> Named:
    if unit == "w":
        return Named(view.habits.week_end(view.habits.next_week(view.today)))
    return Named(calendar.period_end(calendar.next_period(view.today, unit), unit), LAST_DAY)


def _weekend(view: View, *, following: bool) -> dt.date:
    """The first day of the rest after the working week, today counts; Saturday for who works all seven days."""
    habits, today = view.habits, view.today
    rest = (habits.first_of_week - habits.last_of_week - 1) % 7
    begins = (habits.last_of_week + 1) % 7 if rest else _SATURDAY
    if (today.weekday() - begins) % 7 < (rest or 2):
        return today + calendar.ONE_DAY * (((begins - today.weekday()) % 7 or 7) if following else 0)
    return today + calendar.ONE_DAY * ((begins - today.weekday()) % 7 + (7 if following else 0))


def read_feast(words: Sequence[str], view: View) -> Named | None:
    """``christmas``, ``new year's eve``, ``good friday``, where a date is asked for; the year may follow."""
    if not view.bare:
        return None
    year = year_of(words[-1]) if len(words) > 1 else None
    name = " ".join(words[:-1] if year else words)
    if name in FEASTS:
        month, day = FEASTS[name]
        return in_year(day, month, year, view)
    if name not in AFTER_EASTER:
        return None
    step = -1 if view.past else 1
    for near in (year,) if year else range(view.today.year, view.today.year + 2 * step, step):
        found = easter(near) + calendar.ONE_DAY * AFTER_EASTER[name]
        if year or view.fits(found):
            return Named(found, MOVES)
    return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
