"""Dates in figures: ``2026-12-03``, ``2026/12/25``, ``25.12.2026``, ``3/12``, ``3-dec``, ``w48 fri``."""

from __future__ import annotations

import datetime as dt
import re

from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.view import Named, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Forms of one word; what the group is called says which one it is.
_FIGURES = (
    r"(?P<iso>[0-9]{4}([-/.])[0-9]{1,2}\2[0-9]{1,2})"
    r"|(?P<week>[0-9]{4}-?w[0-9]{1,2}(?:-?[1-7])?)"
    r"|(?P<slash>[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?)"
    r"|(?P<dash>[0-9]{1,2}-[0-9]{1,2}-[0-9]{4})"
    r"|(?P<dot>[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})?)"
    r"|(?P<short>[0-9]{1,2}\.[0-9]{1,2})"
    r"|(?P<named>[0-9]{1,2}(?:st|nd|rd|th)?-?[a-z]{3,9}(?:-(?:[0-9]{4}))?)"
)
_CENTURY = 2000
_WEEK = r"(?:k?w)([0-9]{1,2})"


def read_figures(words: Sequence[str], view: View) -> Named | None:
    """A date of one word; a wrong one (``31/2/2026``) is a ``ValueError``."""
    if len(words) != 1 or words[0][0] not in "0123456789":
        return None
    found = re.fullmatch(_FIGURES, words[0])
    if found is None:
        return None
    parts = [int(part) for part in re.findall("[0-9]+", words[0])]
    match found.lastgroup:
        case "iso":
            return Named(dt.date(*parts))
        case "week":
            return _of_week(words[0])
        case "slash" | "dash":
            return _in_order(parts, view, month_first=view.habits.month_first)
        case "dot":
            return _in_order(parts, view, month_first=False)
        case "short":
            return _in_order(parts, view, month_first=False) if view.bare else None
    return _with_month(words[0], parts, view)


def _of_week(word: str) -> Named | None:
    """``2026-w48`` is the Friday of that week, ``2026-w48-5`` the day that it says."""
    year, week, day = re.fullmatch(r"([0-9]{4})-?w([0-9]{1,2})(?:-?([1-7]))?", word).groups()  # type: ignore[union-attr]
    return Named(dt.date.fromisocalendar(int(year), int(week), int(day or 5)))


def _in_order(parts: list[int], view: View, *, month_first: bool) -> Named | None:
    day, month = (parts[1], parts[0]) if month_first else (parts[0], parts[1])
    year = parts[2] if len(parts) > 2 else None
    return in_year(day, month, year + _CENTURY if year is not None and year < 100 else year, view)


def _with_month(word: str, parts: list[int], view: View) -> Named | None:
    """``3-dec``, ``3dec``, ``3-dec-2026``."""
    month = calendar.MONTHS.get(re.sub("^[0-9]+(?:st|nd|rd|th)?-?|-[0-9]+$", "", word))
    return in_year(parts[0], month, parts[1] if len(parts) > 1 else None, view) if month else None


def in_year(day: int, month: int, year: int | None, view: View) -> Named | None:
    """That date; without a year the nearest that there is: 29 February is in leap years only.

    A day that the month never has is a ``ValueError``.
    """
    if year is not None:
        return Named(dt.date(year, month, day))
    dt.date(2028, month, day)  # a leap year: has the month such a day at all?
    years = range(view.today.year, view.today.year + (-9 if view.past else 9), -1 if view.past else 1)
    for near in years:
        if day <= calendar.month_length(near, month) and view.fits(found := dt.date(near, month, day)):
            return Named(found)
    return None


def read_iso_week(words: Sequence[str], view: View) -> Named | None:
    """``w48`` and ``week 48``: its Friday, or the day that stands beside it (``w48 fri``); the year may follow."""
    rest, year = list(words), None
    if len(rest) > 1 and len(rest[-1]) == 4 and rest[-1].isascii() and rest[-1].isdigit():
        year = int(rest.pop())
    weekday = None
    for at in (0, -1):
        if len(rest) > 1 and rest[at] in calendar.WEEKDAYS:
            weekday = calendar.WEEKDAYS[rest.pop(at)]
            break
    if weekday is not None and len(rest) > 1 and rest[0] in ("in", "of", "on"):
        del rest[0]
    week = _week_of(rest)
    if week is None or (weekday is None and year is None and not view.bare):
        return None
    return _nearest_week(week, view.habits.last_of_week if weekday is None else weekday, year, view)


def _week_of(words: Sequence[str]) -> int | None:
    if len(words) == 1 and (found := re.fullmatch(_WEEK, words[0])):
        return int(found[1])
    if len(words) == 2 and words[0] == "week" and re.fullmatch("[0-9]{1,2}", words[1]):
        return int(words[1])
    return None


def _nearest_week(week: int, weekday: int, year: int | None, view: View) -> Named | None:
    if year is not None:
        return Named(dt.date.fromisocalendar(year, week, weekday + 1))
    step = -1 if view.past else 1
    for near in range(view.today.year - step, view.today.year + 8 * step, step):
        try:
            found = dt.date.fromisocalendar(near, week, weekday + 1)
        except ValueError:  # not every year has a week 53
            continue
        if view.fits(found):
            return Named(found)
    return None
