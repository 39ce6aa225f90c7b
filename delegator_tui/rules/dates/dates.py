"""Dates as people type them, read to what is stored of a due (``model/due.py``). One grammar, wherever one is typed.

A phrase is a day, a time, or both in either order, behind a little word (``by friday``, ``4pm on fri``). A day that is
named is that day, also when its time has passed; only a time alone goes on to the next day. A day without a year is
never past, and one with a year is taken as written. What contradicts itself is no date.
"""

from __future__ import annotations

import datetime as dt
import re

from delegator_tui.model.due import Due
from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.day_phrases import read_day
from delegator_tui.rules.dates.habits import PLAIN, of_settings
from delegator_tui.rules.dates.month_phrases import read_ordinal
from delegator_tui.rules.dates.span_phrases import read_number
from delegator_tui.rules.dates.times import read_time
from delegator_tui.rules.dates.view import Named, Read, View
from delegator_tui.rules.dates.vocabulary import FEAST_WORDS, LITTLE, MIDNIGHT, MOST_WORDS, PARTS, run_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from delegator_tui.model.book import Book
    from delegator_tui.model.moment import Moment
    from delegator_tui.rules.dates.habits import Habits

_LONGEST = 200
_DIGITS = frozenset("0123456789")
_STAMP = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
_LAST = frozenset(("by", "before", "until"))
"""Of these, those that say until when."""
_AT_WHAT = ("the", "end", "start", "beginning")


def read_date(
    text: str,
    now: Moment,
    habits: Habits = PLAIN,
    *,
    bare: bool = True,
    past: bool = False,
    begins: bool = False,
) -> str | None:
    """The due that the whole ``text`` names, or ``None``.

    ``habits``: how the owner writes and works. ``bare``: the place asks for a date, so ``3d``, ``1st`` and ``16:00``
    count too. ``past``, for commands that look back: a phrase without a year is the latest that is not to come
    (``fri``: before today; ``3 dec``, ``1st``, ``16:00``: today counts; ``3d`` is three days ago), and ``yesterday``,
    ``-3d``, ``3 days ago``, ``last fri`` are understood. What can only be to come (``+3d``, ``tomorrow``) stays so.
    ``begins``: something waits for it, so ``fri afternoon`` is when that begins, not when it ends.
    """
    if len(text) > _LONGEST:
        return None
    found = read_exactly(text.split(), now, View(now.today, habits, bare=bare, past=past), begins=begins)
    return found.due if found else None


def read(text: str, book: Book, *, past: bool = False, begins: bool = False) -> str | None:
    """The due that a text names which was typed where a date is asked for, by the habits of the book's owner."""
    return read_date(text, book.now, of_settings(book.settings), past=past, begins=begins)


def longest_date(
    words: Sequence[str], now: Moment, habits: Habits = PLAIN, *, bare: bool = False, begins: bool = False
) -> tuple[Read, int] | None:
    """The date that the longest possible beginning of ``words`` names, and of how many words; or ``None``.

    Unless ``bare``, the name ``Tom`` is nobody's tomorrow.
    """
    view = View(now.today, habits, bare=bare, past=False)
    for count in range(run_length(words[:MOST_WORDS]), 0, -1):
        found = read_exactly(words[:count], now, view, begins=begins)
        if found is not None:
            return found, count
    return None


def _tokens(words: Sequence[str]) -> list[str]:
    found = []
    for at, word in enumerate(words):
        lower = word.lower().replace("’", "'")
        if lower.startswith("mid-"):
            found.append("mid")
            lower = lower[4:]
        if lower.endswith(",") and at < len(words) - 1:
            lower = lower[:-1]
        if lower.endswith(".") and lower not in ("a.m.", "p.m.") and not _is_dotted(lower):
            lower = lower[:-1]
        found.append(lower)
    return found if all(found) else []


def _is_dotted(word: str) -> bool:
    """Whether the full stop belongs to the date: ``25.12.``."""
    return word.count(".") > 1 and word[0] in _DIGITS


def read_exactly(words: Sequence[str], now: Moment, view: View, *, begins: bool = False) -> Read | None:
    """The date that exactly these words name, as they were typed; or ``None``."""
    if not words or len(words) > MOST_WORDS or ("Tom" in words and not view.bare):
        return None
    stamp = _read_stamp(words[0], now) if len(words) == 1 else None
    if stamp:
        return Read(stamp)
    said = _tokens(words)
    if not said:
        return None
    found = _behind_little(said, now, view, begins=begins)
    return found or _day_and_time(said, now, view, begins=begins)


def _behind_little(words: list[str], now: Moment, view: View, *, begins: bool) -> Read | None:
    if len(words) < 2:
        return None
    if words[0] in LITTLE:
        view = view.asked() if _asks(words[0], words[1:]) else view
        return _day_and_time(words[1:], now, view, begins=begins)
    if len(words) > 3 and words[0] in ("no", "not") and words[1:3] == ["later", "than"]:
        return _day_and_time(words[3:], now, view.asked(), begins=begins)
    if words[0] == "at" and words[1] in _AT_WHAT:
        return _day_and_time(words[1:], now, view, begins=begins)
    return None


def _asks(little: str, words: Sequence[str]) -> bool:
    """Whether a little word makes a date of what would be none alone: ``on 25th``, ``by next week``, ``by 4pm``."""
    if read_ordinal(words[0]):
        return little != "for"
    if little not in _LAST:
        return False
    if words[0] in ("next", "this") or words[0] in FEAST_WORDS:
        return True
    return little != "until" and read_time(words) is not None


def _day_and_time(words: list[str], now: Moment, view: View, *, begins: bool) -> Read | None:
    """A day, a day and a time in either order, a part of a day, or a time alone where a date is asked for."""
    day = read_day(words, view)
    if day is not None:
        return Read(day.day.isoformat(), day.keeps)
    for at in range(1, len(words)):
        found = _both(words[:at], words[at:], now, view)
        if found is not None:
            return found
    soon = _part_of_day(words, now, view, begins=begins) or _in_hours(words, now)
    if soon is not None or not view.bare:
        return soon
    time = read_time(words)
    return Read(_alone(time, now, view)) if time else None


def _both(first: list[str], second: list[str], now: Moment, view: View) -> Read | None:
    time, rest = read_time(second), first
    if time is None:
        time, rest = read_time(first), second[1:] if second[0] in ("on", "of") else second
    day = read_day(rest, view) if time is not None else None
    return Read(due_at(day.day, time, now), day.keeps) if day else None


def _part_of_day(words: list[str], now: Moment, view: View, *, begins: bool) -> Read | None:
    """``tomorrow morning``, ``this afternoon``: due when it ends; what waits for it comes back when it begins."""
    if words[-1] not in PARTS:
        return None
    day = Named(view.today) if words[:-1] == ["this"] else read_day(words[:-1], view)
    return Read(due_at(day.day, PARTS[words[-1]][begins], now), day.keeps) if day else None


def _in_hours(words: list[str], now: Moment) -> Read | None:
    """``in 2 hours``, ``in 45 minutes``, ``in half an hour``: that long from now, to the next full minute."""
    match words:
        case ["in" | "within", "half", "an", "hour"]:
            minutes = 30
        case ["in" | "within", number, unit] if unit.rstrip("s") in ("hour", "hr", "minute", "min"):
            minutes = (read_number(number) or 0) * (60 if unit[0] == "h" else 1)
        case ["in" | "within", glued] if re.fullmatch("[0-9]{1,4}(?:h|min)", glued):
            minutes = int(glued.rstrip("himn")) * (60 if glued[-1] == "h" else 1)
        case _:
            return None
    if not minutes:
        return None
    full = now.at.replace(second=0, microsecond=0)
    at = (full + dt.timedelta(minutes=minutes + (full < now.at))).astimezone(now.zone)
    return Read(due_at(at.date(), (at.hour, at.minute), now))


def _alone(time: tuple[int, int], now: Moment, view: View) -> str:
    """The due of a time without a day: of today, or of the day beside it when that is on the wrong side of now."""
    day = view.today
    if time != MIDNIGHT and has_passed(day, time, now) != view.past:
        day += calendar.ONE_DAY * (-1 if view.past else 1)
    return due_at(day, time, now)


def due_at(day: dt.date, time: tuple[int, int] | None, now: Moment) -> str:
    """What is stored of a due on that day and, when given, at hour and minute of the owner's zone."""
    return Due.at(day, None if time == MIDNIGHT else time, now).text


def has_passed(day: dt.date, time: tuple[int, int], now: Moment) -> bool:
    """Whether that wall time of the owner's zone lies before now."""
    if time == MIDNIGHT:
        return day < now.today
    return dt.datetime(day.year, day.month, day.day, *time, tzinfo=now.zone).astimezone(dt.UTC) < now.at


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
