"""One day as people say it, without its time: ``fri``, ``in 3 days``, ``3/12``, ``the last friday of november``.

A phrase without a year is read from the owner's day on: today or later, or, looking back, today or earlier. What
contradicts itself (``thu 4 dec`` when that is a Friday, ``31 feb``) names no day. Words come in lower case. Digits
are those of ASCII only. ``dates.py`` adds times and the little words.
"""

from __future__ import annotations

import datetime as dt

from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.month_phrases import read_month_day, read_month_part, read_nth_of_month, read_ordinal_day
from delegator_tui.rules.dates.number_phrases import read_figures, read_iso_week
from delegator_tui.rules.dates.period_phrases import read_feast, read_period
from delegator_tui.rules.dates.span_phrases import read_span
from delegator_tui.rules.dates.view import Named, View
from delegator_tui.rules.dates.vocabulary import MAX_WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Reader = Callable[[Sequence[str], View], Named | None]

_END_OF_DAY = ("eod", "cob", "eob")


def read_day(words: Sequence[str], view: View) -> Named | None:
    """The day that exactly these words name, or ``None``."""
    if not words or len(words) > MAX_WORDS:
        return None
    try:
        return _first_of(_READERS, words, view)
    except (ValueError, OverflowError):  # 31/2/2026, or past the calendar's end
        return None


def _first_of(readers: Sequence[Reader], words: Sequence[str], view: View) -> Named | None:
    for reader in readers if words else ():
        found = reader(words, view)
        if found is not None:
            return found
    return None


def _read_near(words: Sequence[str], view: View) -> Named | None:
    """``today``, ``tomorrow``, ``day after tomorrow``; looking back ``yesterday``."""
    match words:
        case ["today" | "tod" | "tonight"] | ["later", "today"]:
            return Named(view.today)
        case ["tomorrow" | "tom" | "tmrw" | "tmr"]:
            return Named(view.today + calendar.ONE_DAY)
        case ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"]:
            return Named(view.today + calendar.ONE_DAY * 2)
        case ["yesterday"] if view.past:
            return Named(view.today - calendar.ONE_DAY)
        case ["day", "before", "yesterday"] | ["the", "day", "before", "yesterday"] if view.past:
            return Named(view.today - calendar.ONE_DAY * 2)
    return None


def _read_weekday(words: Sequence[str], view: View) -> Named | None:
    """A day of the week, alone or of a week that is named: ``fri``, ``this fri``, ``next fri``, ``friday week``."""
    match words:
        case [day] if day in calendar.WEEKDAYS:
            return Named(_beside(calendar.WEEKDAYS[day], view))
        case ["coming", day] | ["the" | "this", "coming", day] if day in calendar.WEEKDAYS:
            return Named(_after(calendar.WEEKDAYS[day], view.today))
        case ["this", day] if day in calendar.WEEKDAYS:
            return Named(_this(calendar.WEEKDAYS[day], view))
        case [day, "this", "week"] | ["this", "week", day] | ["this", "week", "on", day] if day in calendar.WEEKDAYS:
            found = calendar.period_start(view.today, "w") + calendar.ONE_DAY * calendar.WEEKDAYS[day]
            return Named(found) if view.fits(found) else None
        case (
            ["next", day] | [day, "next", "week"] | [day, "of", "next", "week"] | ["next", "week", day]
            | ["next", "week", "on", day]
        ) if day in calendar.WEEKDAYS:  # fmt: skip
            return Named(calendar.next_period(view.today, "w") + calendar.ONE_DAY * calendar.WEEKDAYS[day])
        case [day, "after", "next"] | ["the", day, "after", "next"] if day in calendar.WEEKDAYS:
            return Named(_after(calendar.WEEKDAYS[day], view.today) + calendar.ONE_DAY * 7)
        case ["last" | "past", day] if view.past and day in calendar.WEEKDAYS:
            return Named(_beside(calendar.WEEKDAYS[day], view))
    return None


def _beside(day: int, view: View) -> dt.date:
    """The next such day after today; looking back, the latest before today."""
    if view.past:
        return view.today - calendar.ONE_DAY * ((view.today.weekday() - day - 1) % 7 + 1)
    return _after(day, view.today)


def _after(day: int, today: dt.date) -> dt.date:
    return today + calendar.ONE_DAY * ((day - today.weekday() - 1) % 7 + 1)


def _this(day: int, view: View) -> dt.date:
    """The nearest such day, today counts."""
    away = (view.today.weekday() - day) % 7 if view.past else (day - view.today.weekday()) % 7
    return view.today + calendar.ONE_DAY * (-away if view.past else away)


def _read_checked(words: Sequence[str], view: View) -> Named | None:
    """A day with its day of the week, as the program prints it: ``fri 27 nov``, ``4 dec friday``, ``w48 fri``.

    ``None`` when it falls on another.
    """
    if len(words) < 2:
        return None
    for weekday, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if weekday in calendar.WEEKDAYS:
            found = _first_of(_FIXED, rest, view.asked())
            if found is not None:
                return found if found.day.weekday() == calendar.WEEKDAYS[weekday] else None
    return None


def _read_end_of_day(words: Sequence[str], view: View) -> Named | None:
    """``eod``, ``close of business``, also of a day that is named: ``fri eod``, ``end of day tomorrow``."""
    if words[0] in _END_OF_DAY:
        return read_day(words[1:], view) if len(words) > 1 else Named(view.today)
    if words[-1] in _END_OF_DAY:
        return read_day(words[:-1], view)
    for said in (("end", "of", "day"), ("end", "of", "the", "day"), ("close", "of", "business")):
        size = len(said)
        if tuple(words) == said or tuple(words) == ("the", *said):
            return Named(view.today)
        if tuple(words[:size]) == said:
            return read_day(words[size + 1 :] if words[size] == "on" else words[size:], view)
        if tuple(words[-size:]) == said:
            return read_day(words[:-size], view)
    return None


def _read_from_day(words: Sequence[str], view: View) -> Named | None:
    """A span counted from a day that is named: ``a week on friday``, ``two weeks from tomorrow``, ``friday week``."""
    if len(words) == 2 and words[1] in ("week", "fortnight"):
        start = read_day(words[:1], view) if words[0] in _WEEK_OF else None
        return Named(start.day + calendar.ONE_DAY * (7 if words[1] == "week" else 14)) if start else None
    for at in range(1, min(len(words), 4)):
        span = read_span(words[:at])
        if span is None:
            continue
        rest = words[at:]
        if (rest[0] in ("from", "after") and len(rest) > 1) or (rest[0] == "on" and span[1] == "w"):
            rest = rest[1:]
        elif span[1] != "w" or at == 1 or len(rest) > 1:  # "a week friday"; "2w fri" is two things
            continue
        if list(rest) in (["now"], ["today"]):
            return Named(view.habits.count(view.today, *span))
        start = _first_of((_read_near, _read_weekday, *_FIXED), rest, view.asked()) if not view.past else None
        if start is not None:
            return Named(view.habits.count(start.day, *span))
    return None


def _read_span(words: Sequence[str], view: View) -> Named | None:
    """``in 3 days``, ``in a fortnight``, ``+2w``, ``3d`` where a date is asked for, ``3 days ago`` looking back."""
    match words:
        case ["next", "workday"] | ["next", "working" | "business", "day"]:
            return Named(view.habits.count(view.today, 1, "b"))
        case ["in" | "within", *said, "time"] | ["in" | "within", *said]:
            span = read_span(said)
            return Named(view.habits.count(view.today, *span)) if span and span[0] else None
        case [*said, "ago"]:
            span = read_span(said) if view.past else None
            return Named(view.habits.count(view.today, -span[0], span[1])) if span else None
    sign = words[0][0] if words[0][0] in "+-" else ""
    if (sign == "-" and not view.past) or (not sign and not view.bare):
        return None
    span = read_span([words[0][len(sign) :], *words[1:]]) if words[0] != sign else None
    if span is None:
        return None
    return Named(view.habits.count(view.today, -span[0] if view.past and sign != "+" else span[0], span[1]))


_WEEK_OF = frozenset((*calendar.WEEKDAYS, "today", "tomorrow"))
_FIXED: tuple[Reader, ...] = (
    read_figures, _read_near, read_month_day, read_ordinal_day, read_nth_of_month, read_month_part, read_iso_week,
)  # fmt: skip
_READERS: tuple[Reader, ...] = (
    _read_near, _read_weekday, read_figures, read_month_day, read_ordinal_day, read_nth_of_month, read_period,
    read_month_part, read_iso_week, _read_span, _read_from_day, _read_end_of_day, _read_checked, read_feast,
)  # fmt: skip
