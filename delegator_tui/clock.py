"""The only place that reads a clock or the machine's time zone. The front door hands both on."""

from __future__ import annotations

import datetime as dt
import os
import time
from functools import lru_cache
from io import BytesIO
from struct import error as struct_error
from zoneinfo import ZoneInfo

from delegator_tui.errors import WrongUsage
from delegator_tui.model.instants import say
from delegator_tui.model.moment import FIRST, LAST, Moment, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LOCALTIME = "/etc/localtime"
_NO_ZONE = b"TZif2" + bytes(15) + bytes(16) + b"\0\0\0\1" + b"\0\0\0\1" + bytes(7)
_ZONE_FILE = 2 * _NO_ZONE
"""A zone file (RFC 8536) that knows of no time but that of the rule which ends it."""


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
    """Return the owner's zone: ``TZ`` if set and known, else the setting, else the system's."""
    return zone_of_process(os.environ.get("TZ", "")) or _named_zone(setting) or _named_zone(_system_zone()) or _local()


def _local() -> dt.tzinfo:
    return dt.datetime.now().astimezone().tzinfo or dt.UTC


def _named_zone(name: str | None) -> dt.tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


@lru_cache(maxsize=8)
def zone_of_process(text: str) -> dt.tzinfo | None:
    """Return the zone that ``TZ`` says, as POSIX has it; None when it says none.

    That is a name (``Europe/London``), a file (``:/etc/localtime``), or a rule (``UTC-3``, ``CET-1CEST``), in which
    hours count to the west: ``UTC-3`` is three hours ahead of UTC.
    """
    name = text.strip().removeprefix(":")
    if name.startswith("/"):
        return _named_zone(os.path.realpath(name).partition("/zoneinfo/")[2]) or _zone_of_file(name)
    return _named_zone(name) or _zone_of_rule(name)


def _zone_of_file(path: str) -> dt.tzinfo | None:
    from pathlib import Path

    try:
        if not Path(path).is_file():  # a pipe would never answer
            return None
        with Path(path).open("rb") as file:
            return ZoneInfo.from_file(file)
    except (ValueError, OSError, struct_error):
        return None


def _zone_of_rule(rule: str) -> dt.tzinfo | None:
    """Return the zone of a POSIX rule: a zone file that has no more than that. No rule of summer is that of the USA."""
    for whole in (rule, f"{rule},M3.2.0,M11.1.0"):
        if not whole[:1].isalpha() and not whole.startswith("<"):
            return None
        try:
            return ZoneInfo.from_file(BytesIO(_ZONE_FILE + b"\n" + whole.encode("ascii") + b"\n"))
        except (ValueError, UnicodeError, IndexError, struct_error):
            continue
    return None


def unknown_zone() -> str:
    """Return the sentence on a ``TZ`` that says no zone, and is passed over; nothing for one that does."""
    text = os.environ.get("TZ", "")
    if not text.strip(" :") or zone_of_process(text) is not None:
        return ""
    return f"TZ is “{text}”, which is no time zone that this machine knows: set it to a name such as Europe/London."


def _system_zone() -> str:
    """Return the IANA name that the system's zone file stands for; empty where that cannot be told."""
    target = os.path.realpath(LOCALTIME)
    return target.partition("/zoneinfo/")[2]


def moments(clock: Callable[[], dt.datetime]) -> Callable[[str | None], Moment]:
    """Return what answers now in the owner's zone, given the zone that the settings name."""
    return lambda setting: Moment(clock(), owner_zone(setting))
