"""The only place that reads a clock or the machine's time zone. The front door hands both on."""

from __future__ import annotations

import datetime as dt
import os
import time
from zoneinfo import ZoneInfo

from delegator_tui.errors import WrongUsage
from delegator_tui.model.instants import say
from delegator_tui.model.moment import FIRST, LAST, Moment, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOCALTIME = "/etc/localtime"


def make_clock(start: str | None) -> Callable[[], dt.datetime]:
    """Return a clock in UTC: the machine's, or one that begins at ``start`` (ISO instant) and runs at normal speed.

    Wall time, not the time since boot: after the machine slept the clock has gone on. Raises WrongUsage for a start
    that is no instant, and for a clock that stands outside of the years in which days can be counted; one that gets
    there later stands still at their end, so that a program that is open goes on.
    """
    clock = _started(start)
    if not FIRST <= clock() <= LAST:
        what = f"DELEGATOR_NOW is “{start}”" if start else f"The clock of this machine says {say(clock())}"
        raise WrongUsage(f"{what}: set it to a day between {FIRST.year} and {LAST.year}, then try again.")
    return lambda: within(clock())


def _started(start: str | None) -> Callable[[], dt.datetime]:
    if not start:
        return lambda: dt.datetime.now(dt.UTC)
    try:
        begin = dt.datetime.fromisoformat(start.strip())
    except ValueError as error:
        raise WrongUsage(f"DELEGATOR_NOW is “{start}”: write it as 2026-11-23T09:00:00+00:00.") from error
    if begin.tzinfo is None:
        begin = begin.replace(tzinfo=dt.UTC)
    try:
        begin = begin.astimezone(dt.UTC)
    except OverflowError:
        begin = begin.replace(tzinfo=dt.UTC)
    zero = time.time()
    return lambda: _later(begin, time.time() - zero)


def _later(begin: dt.datetime, seconds: float) -> dt.datetime:
    try:
        return begin + dt.timedelta(seconds=seconds)
    except OverflowError:
        return LAST if seconds > 0 else FIRST


def owner_zone(setting: str | None) -> dt.tzinfo:
    """Return the owner's zone: ``TZ`` if set, else the setting, else the system's."""
    for name in _zone_names(setting):
        if name:
            try:
                return ZoneInfo(name)
            except (KeyError, ValueError, OSError):
                continue
    return dt.datetime.now().astimezone().tzinfo or dt.UTC


def _zone_names(setting: str | None) -> Iterator[str | None]:
    """Yield the names in the order in which they count; the system's is looked up only when it is wanted."""
    yield os.environ.get("TZ", "").lstrip(":")
    yield setting
    yield _system_zone()


def _system_zone() -> str:
    """Return the IANA name that the system's zone file stands for; empty where that cannot be told."""
    target = os.path.realpath(LOCALTIME)
    return target.partition("/zoneinfo/")[2]


def moments(clock: Callable[[], dt.datetime]) -> Callable[[str | None], Moment]:
    """Return what answers now in the owner's zone, given the zone that the settings name."""
    return lambda setting: Moment(clock(), owner_zone(setting))
