"""When somebody works and may be written to: days, hours, zone, quiet hours, days away; working time counted in them.

A *minute* is one of the day, 0 to 1440. Instants are aware datetimes in UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, Span
from delegator_tui.rules.dates.holidays_of import between
from delegator_tui.rules.dates.hour_words import WORK, Windows, read_hours, without
from delegator_tui.rules.dates.workdays import MONDAY_TO_FRIDAY, add_working_days, is_working, working_days_between

MOST_DAYS = 800
"""How many days ahead an open one is looked for; who is away for longer is taken to be there after that."""
SANE = range(1970, 9000)
"""Years in which days can be counted; a date outside has no reminders."""
DAY = dt.timedelta(days=1)
MIDNIGHT = 1440


class Hours(NamedTuple):
    """Somebody's week. ``windows``: minutes of a working day in which they may be written to, never none.

    ``away``: spans of dates, both ends within, apart from each other and in order. ``country``: whose holidays they
    keep.
    """

    zone: dt.tzinfo
    days: tuple[int, ...] = MONDAY_TO_FRIDAY
    windows: Windows = WORK
    quiet: Windows = ()
    away: tuple[tuple[dt.date, dt.date], ...] = ()
    country: str = ""

    def date_of(self, at: dt.datetime) -> dt.date:
        """Return the date of an instant where they are."""
        return at.astimezone(self.zone).date()

    def is_away(self, day: dt.date) -> bool:
        """Tell whether they are away on ``day``."""
        return any(first <= day <= last for first, last in self.away)

    def works_on(self, day: dt.date) -> bool:
        """Tell whether ``day`` is a working day of theirs and they are not away."""
        return is_working(day, self.days, self.country) and not self.is_away(day)

    def is_quiet(self, at: dt.datetime) -> bool:
        """Tell whether an instant is in their quiet hours."""
        return any(first <= minute_of(at, self.zone) < last for first, last in self.quiet)

    def is_open(self, at: dt.datetime) -> bool:
        """Tell whether they may be written to at an instant."""
        minute = minute_of(at, self.zone)
        return self.works_on(self.date_of(at)) and any(first <= minute < last for first, last in self.windows)

    def next_open(self, at: dt.datetime) -> dt.datetime:
        """Return the first instant, ``at`` or later, at which they may be written to."""
        if self.is_open(at):
            return at
        for begins, _ in self._spans(self.date_of(at)):
            if begins >= at:
                return begins
        return at

    def opening(self, day: dt.date) -> dt.datetime:
        """Return the first instant of ``day``, or else of the next working day, at which they may be written to."""
        return _opening(self, day)

    def instant(self, day: dt.date, minute: int) -> dt.datetime:
        """Return the instant of a minute of a day where they are; wall time that is skipped is the hour after."""
        wall = dt.datetime.combine(day, dt.time(), self.zone) + dt.timedelta(minutes=minute)
        return wall.astimezone(dt.UTC)

    def add_days(self, day: dt.date, count: int) -> dt.date:
        """Return the ``count``-th working day after ``day``; ``day`` itself for 0."""
        return _add_days(self, day, count)

    def last_working(self, day: dt.date) -> dt.date:
        """Return ``day``, or the working day before it; ``day`` when there was none for a month."""
        return next((before for n in range(31) if self.works_on(before := day - n * DAY)), day)

    def days_between(self, start: dt.date, end: dt.date) -> int:
        """Count the working days after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
        return _days_between(self, start, end)

    def same_time(self, at: dt.datetime, count: int) -> dt.datetime:
        """Return the same wall time ``count`` working days on, or when they are open after it."""
        local = at.astimezone(self.zone)
        day = self.add_days(local.date(), count)
        return self.next_open(self.instant(day, local.hour * 60 + local.minute))

    def add_hours(self, at: dt.datetime, count: float) -> dt.datetime:
        """Return the instant at which ``count`` hours of theirs have passed since ``at``, or the next open one."""
        left = dt.timedelta(hours=count)
        for begins, ends in self._spans(self.date_of(at)):
            begins = max(begins, at)
            if ends - begins > left:
                return begins + left
            left -= max(ends - begins, dt.timedelta())
        return at + left

    def _spans(self, day: dt.date) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """Go through the windows of every working day from ``day`` on, as instants."""
        for _ in range(MOST_DAYS):
            if self.works_on(day):
                for first, last in self.windows:
                    yield self.instant(day, first), self.instant(day, last)
            day += DAY
        yield from ((self.instant(day, first), self.instant(day, last)) for first, last in self.windows)


@lru_cache(maxsize=4096)  # asked of the same few days for every open handoff, at every look
def _opening(whose: Hours, day: dt.date) -> dt.datetime:
    return whose.next_open(whose.instant(day, 0))


@lru_cache(maxsize=4096)
def _add_days(whose: Hours, day: dt.date, count: int) -> dt.date:
    found, left = day, count
    while left > 0:  # days away are counted again behind: never past the day that is looked for
        found = _plus(found, left, whose.days)
        left = count - whose.days_between(day, found)
    return found


@lru_cache(maxsize=4096)
def _days_between(whose: Hours, start: dt.date, end: dt.date) -> int:
    count = working_days_between(start, end, whose.days)
    for first, last in whose.away:
        count -= working_days_between(max(start, first - DAY), min(end, last), whose.days)
    if whose.country:
        off = between(start, end, whose.country)
        count -= sum(is_working(day, whose.days) and not whose.is_away(day) for day in off)
    return count


def _plus(day: dt.date, count: int, days: tuple[int, ...]) -> dt.date:
    """Return the ``count``-th working day after ``day``, whole weeks at a time."""
    a_week = len(set(days)) or 7
    weeks = max(0, count - a_week) // a_week
    return add_working_days(day + 7 * weeks * DAY, count - weeks * a_week, days)


@lru_cache(maxsize=4096)
def in_common(one: Hours, other: Hours, day: dt.date) -> float:
    """Return how many hours a working day two people can be reached at once, in the week from ``day`` on.

    The mean over the working days of ``one`` on which neither is away; 0 when there is no such day.
    """
    days = [here for n in range(7) if one.works_on(here := day + n * DAY) and not other.is_away(here)]
    shared = sum((_shared(one, other, here) for here in days), dt.timedelta())
    return shared / dt.timedelta(hours=1) / len(days) if days else 0.0


def _shared(one: Hours, other: Hours, day: dt.date) -> dt.timedelta:
    """Return how long both are open during one day of ``one``: the other's day may have another date."""
    mine = [(one.instant(day, first), one.instant(day, last)) for first, last in one.windows]
    near = (there for n in (-1, 0, 1) if other.works_on(there := day + n * DAY))
    theirs = [(other.instant(there, a), other.instant(there, b)) for there in near for a, b in other.windows]
    spans = ((max(a, c), min(b, d)) for a, b in mine for c, d in theirs)
    return sum((ends - begins for begins, ends in spans if ends > begins), dt.timedelta())


def minute_of(at: dt.datetime, zone: dt.tzinfo) -> int:
    """Return the minute of the day of an instant in a zone."""
    local = at.astimezone(zone)
    return local.hour * 60 + local.minute


def of_contractor(contractor: Contractor | None, book: Book) -> Hours:
    """Return a contractor's hours; what is not recorded is Monday to Friday, 9 to 17, in the owner's zone."""
    if contractor is None:
        return Hours(book.now.zone)
    days = MONDAY_TO_FRIDAY if contractor.working_days is None else tuple(contractor.working_days)
    zone = _zone(contractor.timezone) or book.now.zone
    return _hours(zone, days, contractor.working_hours, contractor.quiet_hours, contractor.away)


@lru_cache(maxsize=1024)
def _hours(zone: dt.tzinfo, days: tuple[int, ...], works: str, is_quiet: str, away: tuple[Span, ...]) -> Hours:
    quiet = _quiet(is_quiet)
    windows = _windows(read_hours(works, work=True) or WORK, quiet)
    return Hours(zone, days, windows, quiet, _apart(away))


def of_owner(book: Book) -> Hours:
    """Return the owner's hours: their working days, 9 to 17 less the quiet hours, where they are now."""
    return book.once(_of_owner)


def _of_owner(book: Book) -> Hours:
    own = book.settings
    quiet = _quiet(own.quiet_hours)
    return Hours(
        book.now.zone, tuple(own.working_days), _windows(WORK, quiet), quiet, _apart(own.away), own.holidays or ""
    )


@lru_cache(maxsize=512)
def _zone(name: str | None) -> dt.tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _quiet(text: str) -> Windows:
    """Return quiet hours as read; quiet all day long would mean never, and is none."""
    quiet = read_hours(text)
    return quiet if without(((0, MIDNIGHT),), quiet) else ()


def _windows(work: Windows, quiet: Windows) -> Windows:
    """Return working hours less quiet ones; when nothing is left, the whole day less them."""
    return without(work, quiet) or without(((0, MIDNIGHT),), quiet)


@lru_cache(maxsize=512)
def _apart(away: tuple[Span, ...]) -> tuple[tuple[dt.date, dt.date], ...]:
    """Return spans of dates in order, those that touch made one; what is no date is left out."""
    found: list[tuple[dt.date, dt.date]] = []
    for first, last in sorted(filter(None, map(days_of, away))):
        if found and first <= found[-1][1] + DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def days_of(span: Span) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a span; None for what is no span of dates."""
    try:
        first, last = Due.of(span.start).day, Due.of(span.end).day
    except ValueError:
        return None
    return (first, last) if dt.date.min < first <= last < dt.date.max else None
