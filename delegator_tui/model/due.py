"""When something is due: a day, or wall time with its zone. Cheap to import: capture needs it.

A due *date* ends with its day where the owner is; a due *time* is wall time in its own zone and ends at that minute.
Records keep the text, ``2026-11-27`` or ``2026-11-27T16:00[Europe/London]``; ``Due.of`` reads it once.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from delegator_tui.model.days import day_name, say_day, say_day_briefly, say_day_in_column, say_day_with_year

TYPE_CHECKING = False
if TYPE_CHECKING:
    from delegator_tui.model.moment import Moment

NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
"""The end of the calendar: where what has no due is sorted."""

_DAY = len("2026-11-27")
_CLOCK = len("16:00")
ZONES_APART = dt.timedelta(days=2)
"""A due's own day and the date on which it falls here are never further apart: 26 hours at most, in whole days."""


class Due:
    """A due as it was stored: its day and, where it has them, wall time and zone (no zone: the owner's). Frozen.

    Which of two is first depends on where the owner is, so dues have no order of their own: compare what they
    ``ends``. Two are equal when their texts are.
    """

    __slots__ = ("day", "text", "time", "zone")
    day: dt.date
    text: str
    time: dt.time | None
    zone: dt.tzinfo | None

    def __init__(self, text: str) -> None:
        wall, _, zone = text.partition("[")
        if wall[4:5] != "-" or wall[7:8] != "-":
            raise ValueError(text)
        day = dt.date.fromisoformat(wall[:_DAY])
        time, of = _clock(wall[_DAY + 1 :], zone.rstrip("]")) if len(wall) > _DAY else (None, None)
        fill = object.__setattr__  # one by one: a book of 100,000 tasks has many dues
        fill(self, "text", text)
        fill(self, "day", day)
        fill(self, "time", time)
        fill(self, "zone", of)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a due is frozen: {name}")

    @staticmethod
    def of(text: str) -> Due:
        """Return the due of a stored text. Raises ValueError for what is none; a zone unknown here is the owner's."""
        return _read(text)

    @staticmethod
    def is_due(text: object) -> bool:
        """Tell whether ``text`` is a stored due."""
        try:
            _read(str(text))
        except ValueError:
            return False
        return isinstance(text, str)

    @staticmethod
    def at(day: dt.date, time: tuple[int, int] | None, now: Moment) -> Due:
        """Return the due of a day and, when given, hour and minute on the owner's clock."""
        if time is None:
            return _read(day.isoformat())
        wall = dt.datetime(day.year, day.month, day.day, *time)  # noqa: DTZ001 - wall time
        if getattr(now.zone, "key", None) is None and now.zone is not dt.UTC:
            # A zone without a name cannot be kept by name: the same instant in UTC can.
            wall = wall.replace(tzinfo=now.zone).astimezone(dt.UTC).replace(tzinfo=None)
        return _read(f"{wall.isoformat(timespec='minutes')}[{now.zone_name}]")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Due) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Due({self.text!r})"

    def __str__(self) -> str:
        return self.text

    @property
    def has_time(self) -> bool:
        """Whether it ends at a minute rather than with its day."""
        return self.time is not None

    # ---- when

    def date_in(self, now: Moment) -> dt.date:
        """Return the date on which it falls where the owner is."""
        return self.day if self.time is None else self._local(now).date()

    def ends(self, now: Moment) -> dt.datetime:
        """Return the instant (UTC) at which it is over: its minute, or the end of its day where the owner is.

        Wall time that a zone's clocks skip or repeat is read as Python reads it with fold 0: the first of two, or
        the moment the skipped hour would have been.
        """
        return _end(self.text, now.zone)

    def begins(self, now: Moment) -> dt.datetime:
        """Return the instant (UTC) at which its day begins where the owner is, or its minute."""
        if self.time is not None:
            return _end(self.text, now.zone)
        return _as_seen(self.day, dt.time(), now.zone, dt.UTC)

    def is_over(self, now: Moment) -> bool:
        """Tell whether it is over."""
        return _end(self.text, now.zone) <= now.at

    def is_after(self, other: str | None, now: Moment) -> bool:
        """Tell whether it ends after another (a stored text); any does when there is no other."""
        return not other or self.ends(now) > _end(other, now.zone)

    def moved_to(self, day: dt.date) -> Due:
        """Return the due on another day: at the same time, in the same zone."""
        return _read(day.isoformat() + self.text[_DAY:])

    def _local(self, now: Moment) -> dt.datetime:
        return _as_seen(self.day, self.time or dt.time(), self.zone or now.zone, now.zone)

    # ---- as it is said

    def say(self, now: Moment) -> str:
        """Return it in a sentence: ``Fri 27 Nov``, ``Fri 27 Nov 16:00``, ``Fri 15 Jan 2027``; a time as here."""
        if self.time is None:
            return say_day(self.day, now.today)
        local = self._local(now)
        return f"{say_day(local.date(), now.today)} {local:%H:%M}"

    def say_in_column(self, now: Moment) -> str:
        """Return it in one width: ``Fri 27 Nov``, ``fri 16:00`` within a week, ``15 Jan 27`` far off."""
        if self.time is None:
            return say_day_in_column(self.day, now.today)
        local = self._local(now)
        if 0 <= (local.date() - now.today).days < 7:
            return f"{day_name(local).lower()} {local:%H:%M}"
        return say_day_in_column(local.date(), now.today)

    def say_briefly(self, now: Moment) -> str:
        """Return its day in as few letters as there are: ``Fri`` within a week, else ``3 Dec``."""
        return say_day_briefly(self.date_in(now), now.today)

    def typed(self, now: Moment) -> str:
        """Return it as the owner could have typed it, also when it is over: ``19 Nov 2026``, ``19 Nov 2026 16:00``."""
        if self.time is None:
            return say_day_with_year(self.day)
        local = self._local(now)
        return f"{say_day_with_year(local.date())} {local:%H:%M}"

    def iso(self) -> str:
        """Return it for JSON: a date as it is, a due time with its offset."""
        if self.time is None:
            return self.text
        return dt.datetime.combine(self.day, self.time, self.zone or dt.UTC).isoformat()


@lru_cache(maxsize=16384)
def _read(text: str) -> Due:
    return Due(text)


def _clock(time: str, zone: str) -> tuple[dt.time, dt.tzinfo | None]:
    try:
        return dt.time.fromisoformat(time), ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.time.fromisoformat(time[:_CLOCK]), None


@lru_cache(maxsize=16384)
def _end(text: str, own: dt.tzinfo) -> dt.datetime:
    due = _read(text)
    if due.time is not None:
        return _as_seen(due.day, due.time, due.zone or own, dt.UTC)
    if due.day == dt.date.max:
        return NEVER
    return _as_seen(due.day + dt.timedelta(days=1), dt.time(), own, dt.UTC)


def _as_seen(day: dt.date, time: dt.time, zone: dt.tzinfo, seen_in: dt.tzinfo) -> dt.datetime:
    """Return a wall time as a datetime of another zone; at the ends of the calendar as near as there is one."""
    try:
        return dt.datetime.combine(day, time, zone).astimezone(seen_in)
    except OverflowError:
        return dt.datetime.combine(day, time, seen_in)


def sort_key(text: str | None, now: Moment) -> dt.datetime:
    """Return what orders stored dues: the earliest end first, none last."""
    return _end(text, now.zone) if text else NEVER


def understood(text: str, now: Moment) -> str:
    """Return a stored due as what was understood of one just typed: ``Fri 27 Nov``; it says when it is over already."""
    due = _read(text)
    return f"{due.say(now)}, already over" if due.is_over(now) else due.say(now)


def iso(text: str | None) -> str | None:
    """Return a stored due for JSON; none is none."""
    return _read(text).iso() if text else text


def first_text(day: dt.date) -> str:
    """Return the text that every due whose own day is ``day`` or later sorts at or behind, and no other does.

    Stored texts sort as their days do: among ten thousand, comparing texts is what a walk can afford. Where it is
    asked on which date something falls here, add ``ZONES_APART``, and ask those that are left.
    """
    return day.isoformat()
