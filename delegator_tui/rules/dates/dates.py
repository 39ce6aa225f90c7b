"""Dates as people type them, read to what is stored of a due (``model/due.py``).

A phrase without a year is never past: what has passed today is read as if it were typed tomorrow, so
``16:00`` and ``today 16:00`` in the evening mean tomorrow and ``eow 16:00`` late on a Friday means the next one.
A date with a year is taken as written.
"""

from __future__ import annotations

import datetime as dt
import re

from delegator_tui.model.due import Due
from delegator_tui.rules.dates.day_phrases import MAX_WORDS, View, read_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from delegator_tui.model.moment import Moment

_LONGEST_TIME = 3
MOST_WORDS = MAX_WORDS + _LONGEST_TIME
"""No date phrase has more words: ``fri 15 jan 2027 at 4 pm``."""

_STAMP = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
_TIME = r"([0-9]{1,2})(?::([0-9]{2}))? ?(am|pm)?"
_DURATION = (
    r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))? ?(h|hrs?|hours?|m|mins?|minutes?)(?: ?([0-5]?[0-9]) ?(?:m|mins?|minutes?)?)?"
)


def read_date(
    text: str, now: Moment, *, month_first: bool = False, bare: bool = True, past: bool = False
) -> str | None:
    """The due that the whole ``text`` names, or ``None``.

    ``bare``: the place asks for a date, so ``3d``, ``1st`` and ``16:00`` count too. ``month_first``: ``3/12`` is
    12 March. ``past``, for commands that look back: a phrase without a year is the latest that is not to come
    (``fri``: before today; ``3 dec``, ``1st``, ``16:00``: today counts; ``3d`` is three days ago), and ``yesterday``,
    ``-3d``, ``3 days ago``, ``last fri`` are understood. What can only be to come (``+3d``, ``tomorrow``) stays so.
    """
    words = text[:200].split()
    found = _longest(words, now, View(now.today, month_first=month_first, bare=bare, past=past))
    return found[0] if found and found[1] == len(words) and len(text) <= 200 else None


def not_a_date(text: str, *, past: bool = False) -> str:
    """Return the sentence for a text that names no date, with what could be typed in its place."""
    tries = "yesterday, last fri or 3 nov" if past else "fri, 3 dec or in 2 weeks"
    return f"“{text.strip()}” is not a date. Try {tries}."


def longest_date(
    words: Sequence[str], now: Moment, *, month_first: bool = False, bare: bool = False
) -> tuple[str, int] | None:
    """The due that the longest possible beginning of ``words`` names, and of how many words; or ``None``.

    Unless ``bare``, the name ``Tom`` is nobody's tomorrow.
    """
    if not words or (words[0] == "Tom" and not bare):
        return None
    return _longest(words[:MOST_WORDS], now, View(now.today, month_first=month_first, bare=bare, past=False))


def read_duration_minutes(text: str) -> int | None:
    """``2h``, ``45m``, ``1h30``, ``1h30m``, ``1.5h`` as whole minutes (at least one), or ``None``."""
    match = re.fullmatch(_DURATION, text.strip().lower()) if len(text) <= 40 else None
    if not match:
        return None
    whole, part, unit, rest = match.groups()
    if part or unit[0] == "m":
        if rest or (part and unit[0] == "m"):
            return None
        hours = f"{whole}.{part or 0}"
        return round(float(hours) * (60 if unit[0] == "h" else 1)) or None
    return int(whole) * 60 + int(rest or 0) or None


def read_time(words: Sequence[str]) -> tuple[int, int] | None:
    """Exactly these words as a time of day: ``16:00``, ``4pm``, ``4:30 pm``, ``at 16:00``; or ``None``."""
    text = " ".join(words[1:] if words and words[0] == "at" else words)
    match = re.fullmatch(_TIME, text) if text[:1].isdigit() else None
    if not match or (match[2] is None and match[3] is None):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def due_at(day: dt.date, time: tuple[int, int] | None, now: Moment) -> str:
    """What is stored of a due on that day and, when given, at hour and minute of the owner's zone."""
    return Due.at(day, time, now).text


def has_passed(day: dt.date, time: tuple[int, int], now: Moment) -> bool:
    """Whether that wall time of the owner's zone lies before now."""
    return dt.datetime(day.year, day.month, day.day, *time, tzinfo=now.zone).astimezone(dt.UTC) < now.at


def _longest(words: Sequence[str], now: Moment, view: View) -> tuple[str, int] | None:
    stamp = _read_stamp(words[0], now) if words else None
    if stamp:
        return stamp, 1
    heads = [word.lower() for word in words[:MOST_WORDS]]
    for count in range(min(MAX_WORDS, len(heads)), -1 if view.bare else 0, -1):
        day = read_day(heads[:count], view)
        if day is None:
            continue
        time, used = _longest_time(heads[count:])
        if time is not None:
            return _timed(heads[:count], time, now, view), count + used
        if count:
            return day.isoformat(), count
    return None


def _timed(words: list[str], time: tuple[int, int], now: Moment, view: View) -> str:
    """The due of a day phrase at a time; a time of today on the wrong side of now is read from the day beside it."""
    day = read_day(words, view)
    if day == view.today and has_passed(day, time, now) != view.past:
        day = read_day(words, view.one_day_on())
    return due_at(day or view.today, time, now)


def _longest_time(words: list[str]) -> tuple[tuple[int, int] | None, int]:
    for count in range(min(_LONGEST_TIME, len(words)), 0, -1):
        time = read_time(words[:count])
        if time is not None:
            return time, count
    return None, 0


def _read_stamp(word: str, now: Moment) -> str | None:
    """``2026-12-03T15:00``; a zone in brackets is kept, an offset is turned into the owner's wall time."""
    match = re.match(_STAMP, word) if word[10:11] in ("T", "t") else None
    if not match:
        return None
    rest = word[match.end() :]
    try:
        wall = dt.datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}{'' if rest[:1] == '[' else rest}")
        if wall.tzinfo is not None:
            wall = wall.astimezone(now.zone)
        elif rest:
            return f"{match[1]}T{match[2]}:{match[3]}{rest}" if rest[-1] == "]" and _zone(rest[1:-1]) else None
        return due_at(wall.date(), (wall.hour, wall.minute), now)
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> dt.tzinfo:
    """The zone of that name; ``ValueError`` when there is none."""
    import zoneinfo

    try:
        return zoneinfo.ZoneInfo(name)
    except (OSError, zoneinfo.ZoneInfoNotFoundError):
        raise ValueError(name) from None
