"""Instants as text: how one is stored, read again, and written for scripts. Cheap to import: capture needs it.

A stored instant is UTC to the millisecond, ``2026-11-23T09:00:00.000Z``, so that texts sort as the instants do.
"""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.moment import within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from delegator_tui.model.moment import Moment


def stored(at: dt.datetime) -> str:
    """Return an instant (aware) as it is stored."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read(text: str) -> dt.datetime:
    """Return a stored instant as a UTC datetime; one that no clock can have told as the end of time it is beyond."""
    found = dt.datetime.fromisoformat(text)
    return within(found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


def is_instant(text: object) -> bool:
    """Tell whether ``text`` is a stored instant."""
    try:
        read(str(text))
    except ValueError:
        return False
    return isinstance(text, str)


def date_of(text: str, now: Moment) -> dt.date:
    """Return the owner's date of a stored instant."""
    return read(text).astimezone(now.zone).date()


def iso(text: str | None) -> str | None:
    """Return a stored instant for JSON: ISO with offset, all of its digits."""
    return read(text).isoformat() if text else None


def iso_to_the_second(at: dt.datetime) -> str:
    """Return a datetime for JSON: ISO with its own offset, to the second."""
    return at.isoformat(timespec="seconds")


def mark(at: dt.datetime) -> str:
    """Return an instant as part of a key that is stored: ``20261123T090000``, in its own zone."""
    return f"{at:%Y%m%dT%H%M%S}"


def say(at: dt.datetime) -> str:
    """Return an instant in a list, in its own zone: ``2026-11-23 09:00``."""
    return f"{at:%Y-%m-%d %H:%M}"


_NAME = "%Y%m%dT%H%M%SZ"


def for_name(at: dt.datetime) -> str:
    """Return an instant (aware) as part of the name of a file: ``20261123T090000Z``."""
    return at.astimezone(dt.UTC).strftime(_NAME)


def from_name(text: str) -> dt.datetime:
    """Return the instant (UTC) that a part of the name of a file says. Raises ValueError."""
    return dt.datetime.strptime(text, _NAME).replace(tzinfo=dt.UTC)
