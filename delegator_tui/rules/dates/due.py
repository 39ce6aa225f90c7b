"""What due, soon and overdue mean. The only place that compares a due date.

A due *date* ends with its day where the owner is; a due *time* is wall time in its own zone and ends at that minute.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment, within
from delegator_tui.model.records import Deliverable, Handoff, Task
from delegator_tui.model.states import NOT_DELIVERED, OPEN_TASK, OWED
from delegator_tui.rules.dates.workdays import MONDAY_TO_FRIDAY, add_working_days

SOON = 3
"""Working days within which a due is *soon*."""

LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
"""The end of the calendar: where what has no due is sorted."""

Kind = Literal["done", "ahead", "soon", "today", "overdue"]
ORDER: dict[str, int] = {"overdue": 0, "today": 1, "soon": 2, "ahead": 3, "done": 4}


class Standing(NamedTuple):
    """How something stands with its due; ``days_late`` in calendar days, 0 unless overdue."""

    kind: Kind
    days_late: int = 0

    @property
    def overdue(self) -> bool:
        """Whether the due is over and the thing is still owed."""
        return self.kind == "overdue"


@lru_cache(maxsize=4096)
def _parts(due: str) -> tuple[dt.date, dt.time | None, dt.tzinfo | None]:
    wall, _, zone = due.partition("[")
    if wall[4:5] != "-" or wall[7:8] != "-":
        raise ValueError(due)
    day = dt.date.fromisoformat(wall[:10])
    if len(wall) <= 10:
        return day, None, None
    try:
        return day, dt.time.fromisoformat(wall[11:]), ZoneInfo(zone.rstrip("]") or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return day, dt.time.fromisoformat(wall[11:16]), None


def due_date(due: str, now: Moment) -> dt.date:
    """Return the date on which ``due`` falls where the owner is."""
    day, time, zone = _parts(due)
    if time is None:
        return day
    return _as_seen(day, time, zone or now.zone, now.zone).date()


def due_end(due: str, now: Moment) -> dt.datetime:
    """Return the instant (UTC) at which ``due`` is over: its minute, or the end of its day where the owner is.

    Wall time that a zone's clocks skip or repeat is read as Python reads it with fold 0: the first of two, or
    the moment the skipped hour would have been.
    """
    return _end(due, now.zone)


@lru_cache(maxsize=16384)
def _end(due: str, own: dt.tzinfo) -> dt.datetime:
    day, time, zone = _parts(due)
    if time is not None:
        return _as_seen(day, time, zone or own, dt.UTC)
    if day == dt.date.max:
        return LAST
    return _as_seen(day + dt.timedelta(days=1), dt.time(), own, dt.UTC)


def _as_seen(day: dt.date, time: dt.time, zone: dt.tzinfo, seen_in: dt.tzinfo) -> dt.datetime:
    """Return a wall time as a datetime of another zone; at the ends of the calendar as near as there is one."""
    try:
        return dt.datetime.combine(day, time, zone).astimezone(seen_in)
    except OverflowError:
        return dt.datetime.combine(day, time, seen_in)


def sort_key(due: str | None, now: Moment) -> dt.datetime:
    """Return what orders dues: earliest first, none last."""
    return due_end(due, now) if due else LAST


def has_begun(when: str | None, now: Moment) -> bool:
    """Tell whether a day (or time) that something waits for has begun; nothing to wait for has."""
    if not when:
        return True
    day, time, zone = _parts(when)
    return now.at >= _as_seen(day, time or dt.time(), (zone if time else None) or now.zone, dt.UTC)


def is_over(due: str, now: Moment) -> bool:
    """Tell whether a due is over."""
    return due_end(due, now) <= now.at


def is_later(due: str, other: str | None, now: Moment) -> bool:
    """Tell whether a due ends after another; any does when there is no other."""
    return not other or due_end(due, now) > due_end(other, now)


def standing(due: str | None, now: Moment, *, done: bool = False, days: Sequence[int] = MONDAY_TO_FRIDAY) -> Standing:
    """Return how a due stands now. Without a due it is ahead; days late are calendar days."""
    if done:
        return Standing("done")
    if not due:
        return Standing("ahead")
    day, today = due_date(due, now), now.today
    if is_over(due, now):
        return Standing("overdue", max(0, (today - day).days))
    if day <= today:
        return Standing("today")
    return Standing("ahead" if day > _soon_until(today, tuple(days)) else "soon")


@lru_cache(maxsize=64)
def _soon_until(today: dt.date, days: tuple[int, ...]) -> dt.date:
    """Return the last day that is soon: the one before the next working day after ``SOON`` of them."""
    return add_working_days(today, SOON + 1, days) - dt.timedelta(days=1)


def of_task(task: Task, book: Book) -> Standing:
    """Return how a task stands."""
    return standing(task.due, book.now, done=task.state not in OPEN_TASK, days=book.settings.working_days)


def of_deliverable(owed: Deliverable, book: Book) -> Standing:
    """Return how one deliverable stands; delivered counts as done until it is returned."""
    return standing(owed.due, book.now, done=owed.state not in OWED, days=book.settings.working_days)


def of_handoff(handoff: Handoff, book: Book) -> Standing:
    """Return how a handoff stands by the contractor: the worst of what is owed, else its own due."""
    return book.once_on(_of_handoff, handoff, handoff.uid)


def _of_handoff(handoff: Handoff, book: Book) -> Standing:
    if handoff.state not in NOT_DELIVERED:
        return Standing("done")
    days = book.settings.working_days
    owed = [d for d in book.owed_in(handoff) if d.state in OWED]
    dues = [d.due for d in owed] if owed else [handoff.due]
    stand = [standing(due or handoff.due, book.now, days=days) for due in dues]
    return min(stand, key=lambda each: (ORDER[each.kind], -each.days_late))


def is_late(handoff: Handoff, book: Book) -> bool:
    """Tell whether the contractor is late: sent, not delivered (or returned and not delivered again), due over."""
    return handoff.state != "drafted" and of_handoff(handoff, book).overdue


def late_in(handoff: Handoff, book: Book) -> list[Deliverable]:
    """Return the deliverables of a handoff that are owed and overdue."""
    return [d for d in book.owed_in(handoff) if of_deliverable(d, book).overdue]


def say_date(due: str, now: Moment) -> str:
    """Return a due as people read it in one width: ``Fri 27 Nov``, ``fri 16:00``, ``15 Jan 27`` far off."""
    day, time, zone = _parts(due)
    if time is not None:
        local = _as_seen(day, time, zone or now.zone, now.zone)
        if 0 <= (local.date() - now.today).days < 7:
            return f"{local:%a}".lower() + f" {local:%H:%M}"
        day = local.date()
    if abs((day - now.today).days) > 300:
        return f"{day.day:2} {day:%b} {day:%y}"
    return f"{day:%a} {day.day:2} {day:%b}"


def say_long(due: str, now: Moment) -> str:
    """Return a due in a sentence: ``Fri 27 Nov``, ``Fri 27 Nov 16:00``, ``Fri 15 Jan 2027``."""
    day, time, zone = _parts(due)
    clock = ""
    if time is not None:
        local = _as_seen(day, time, zone or now.zone, now.zone)
        day, clock = local.date(), f" {local:%H:%M}"
    year = f" {day.year}" if day.year != now.today.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}{clock}"


def say_standing(stand: Standing, due: str | None, now: Moment) -> str:
    """Return a standing in one column: ``5 d late``, ``today``, or the date."""
    if stand.overdue:
        return f"{stand.days_late} d late" if stand.days_late else "late"
    if not due:
        return ""
    if stand.kind == "today":
        return "today" if len(due) <= 10 else say_date(due, now)
    return say_date(due, now)


def iso(due: str | None) -> str | None:
    """Return a due for JSON: a date as it is, a due time with its offset."""
    if due is None or len(due) <= 10:
        return due
    day, time, zone = _parts(due)
    return dt.datetime.combine(day, time or dt.time(), zone or dt.UTC).isoformat()


def is_due(text: object) -> bool:
    """Tell whether ``text`` is a stored due."""
    try:
        _parts(str(text))
    except ValueError:
        return False
    return isinstance(text, str)


def is_instant(text: object) -> bool:
    """Tell whether ``text`` is a stored instant."""
    try:
        instant(str(text))
    except ValueError:
        return False
    return isinstance(text, str)


def instant(at: str) -> dt.datetime:
    """Return a stored instant as a UTC datetime; one that no clock can have told as the end of time it is beyond."""
    found = dt.datetime.fromisoformat(at)
    return within(found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


def date_of(at: str, now: Moment) -> dt.date:
    """Return the owner's date of a stored instant."""
    return instant(at).astimezone(now.zone).date()
