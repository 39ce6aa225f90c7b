"""Days of months as people say them: ``3 dec``, ``25th of december``, ``first monday of january``, ``mid march``."""

from __future__ import annotations

import datetime as dt
import re

from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.number_phrases import in_year
from delegator_tui.rules.dates.view import LAST_DAY, Named, View
from delegator_tui.rules.dates.vocabulary import ORDINALS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from delegator_tui.rules.dates.view import Keeps

_WORKED = ("workday", "weekday")
_ALWAYS = 28
"""Every month has that day."""
_A_DAY = r"([0-9]{1,2})(?:(st|nd|rd|th))?"


def day_number(word: str) -> int | None:
    """``3``, ``3rd`` as a day of a month, 1 to 31; or ``None``."""
    found = re.fullmatch(_A_DAY, word)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None


def read_ordinal(word: str) -> int | None:
    """``1st`` to ``31st`` as a number, or ``None``."""
    return day_number(word) if word[-1:].isalpha() else None


def read_month_and_day(words: Sequence[str], *, in_words: bool = True) -> tuple[int, int] | None:
    """``3 dec``, ``dec 3``, ``3rd of december``, ``december the 3rd`` as (12, 3), or ``None``.

    ``in_words``: ``first of december`` counts, too.
    """
    rest = [word for word in words if word not in ("the", "of")]
    if len(rest) != 2 or len(words) > 4:
        return None
    if "of" in words and (words[-2] != "of" or not (read_ordinal(rest[0]) or rest[0] in ORDINALS)):
        return None
    if "the" in words and not (words[0] == "the" or words[-2] == "the"):
        return None
    name, figure = (rest[0], rest[1]) if rest[0] in calendar.MONTHS else (rest[1], rest[0])
    month = calendar.MONTHS.get(name)
    day = day_number(figure) or (ORDINALS.get(figure, 0) if "of" in words and in_words else 0)
    return (month, day) if month and day and day > 0 else None


def read_month_day(words: Sequence[str], view: View) -> Named | None:
    """A day of a month that is named, with or without its year."""
    found = read_month_and_day(words, in_words=view.bare)
    if found:
        return in_year(found[1], found[0], None, view)
    year = year_of(words[-1]) if len(words) > 2 else None
    found = read_month_and_day([word.rstrip(",") for word in words[:-1]]) if year else None
    return in_year(found[1], found[0], year, view) if found else None


def year_of(word: str) -> int | None:
    """A year of four figures, or ``None``."""
    return int(word) if len(word) == 4 and word.isascii() and word.isdigit() else None


def read_ordinal_day(words: Sequence[str], view: View) -> Named | None:
    """``25th`` where a date is asked for, ``the 25th``, ``the 25th of next month``.

    A month that lacks a 29th to 31st has its last day in its place.
    """
    rest = words[1:] if words[0] == "the" else words
    number = read_ordinal(rest[0]) if rest else None
    if number is None:
        return None
    if len(rest) == 1:
        if not view.bare and len(words) == 1:
            return None
        keeps = ("day", number, 0) if number > _ALWAYS else None
        return _of_nearest_month(lambda year, month: calendar.day_of_month(year, month, number), view, keeps)
    return _of_month(rest[1:], lambda year, month: dt.date(year, month, number), view, None)


def read_nth_of_month(words: Sequence[str], view: View) -> Named | None:
    """``first monday of january``, ``the last friday of the month``, ``last working day of next month``."""
    rest = list(words[1:] if words[0] == "the" else words)
    nth = ORDINALS.get(rest[0]) or read_ordinal(rest[0]) if len(rest) > 2 else None
    if nth is None or nth > 5:
        return None
    noun, rest = rest[1], rest[2:]
    if noun in ("working", "business") and rest[0] == "day":
        return _of_month(rest[1:], lambda year, month: nth_worked(year, month, nth, view), view, ("worked", nth, 0))
    if noun in _WORKED:
        return _of_month(rest, lambda year, month: nth_worked(year, month, nth, view), view, ("worked", nth, 0))
    if noun == "day" and nth in (1, -1):
        keeps = LAST_DAY if nth < 0 else None
        return _of_month(
            rest, lambda year, month: calendar.day_of_month(year, month, 31 if nth < 0 else 1), view, keeps
        )
    if noun not in calendar.WEEKDAYS:
        return None
    weekday = calendar.WEEKDAYS[noun]
    return _of_month(rest, lambda year, month: nth_weekday(year, month, nth, weekday), view, ("nth", nth, weekday))


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date:
    """The ``nth`` such day of a month, from its end if negative. One that it lacks is a ``ValueError``."""
    if nth < 0:
        last = calendar.day_of_month(year, month, 31)
        return last - calendar.ONE_DAY * ((last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first.replace(day=1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))


def nth_worked(year: int, month: int, nth: int, view: View) -> dt.date:
    """The ``nth`` working day of the owner's of a month, from its end if negative."""
    first = dt.date(year, month, 1)
    if nth > 0:
        return view.habits.count(first - calendar.ONE_DAY, nth, "b")
    return view.habits.count(calendar.next_period(first, "m"), nth, "b")


def read_month_part(words: Sequence[str], view: View) -> Named | None:
    """``end of january``, ``mid january``, ``start of next month``, ``end of q1``."""
    rest = list(words[1:] if words[0] == "the" else words)
    days = {"end": 31, "mid": 15, "middle": 15, "start": 1, "beginning": 1}
    if len(rest) < 2 or rest[0] not in days:
        return None
    at, rest = days[rest[0]], rest[1:]
    if rest[0] == "of":
        rest = rest[1:]
    if rest and re.fullmatch("q[1-4]", rest[0]) and at != 15:
        month = int(rest[0][1]) * 3 - (0 if at == 31 else 2)
        rest = [_MONTH_NAMES[month], *rest[1:]]
    elif at != 15 and not (rest and rest[0] in calendar.MONTHS):
        return None  # ends and starts of what is near are periods
    return _of_month(
        rest, lambda year, month: calendar.day_of_month(year, month, at), view, LAST_DAY if at == 31 else None
    )


_MONTH_NAMES = {number: name for name, number in calendar.MONTHS.items()}


def _of_month(
    words: Sequence[str], day_in: Callable[[int, int], dt.date], view: View, keeps: Keeps | None
) -> Named | None:
    """A day of the month that words name: ``of january``, ``january 2027``, ``of the month``, ``of next month``."""
    rest = words[1:] if words and words[0] in ("of", "in") else words
    match rest:
        case ["month"] | ["the" | "this", "month"]:
            return _of_nearest_month(day_in, view, keeps, this=rest[0] == "this")
        case ["next", "month"]:
            following = calendar.next_period(view.today, "m")
            return Named(day_in(following.year, following.month), keeps)
        case [name] if name in calendar.MONTHS:
            return _of_nearest_year(calendar.MONTHS[name], day_in, view, keeps)
        case [name, year] if name in calendar.MONTHS and year_of(year):
            return Named(day_in(int(year), calendar.MONTHS[name]), keeps)
    return None


def _of_nearest_month(
    day_in: Callable[[int, int], dt.date], view: View, keeps: Keeps | None, *, this: bool = False
) -> Named | None:
    first = view.today.replace(day=1)
    for step in range(1 if this else 13):
        month = calendar.add_months(first, -step if view.past else step)
        try:
            found = day_in(month.year, month.month)
        except ValueError:  # a fifth Friday that this month lacks
            continue
        if view.fits(found):
            return Named(found, keeps)
    return None


def _of_nearest_year(
    month: int, day_in: Callable[[int, int], dt.date], view: View, keeps: Keeps | None
) -> Named | None:
    for step in range(12):
        try:
            found = day_in(view.today.year + (-step if view.past else step), month)
        except ValueError:
            continue
        if view.fits(found):
            return Named(found, keeps)
    return None
