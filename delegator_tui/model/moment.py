"""One instant as the owner sees it: a point in time and the owner's zone. Cheap to import: capture needs it."""

from __future__ import annotations

import datetime as dt

FIRST = dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
LAST = dt.datetime(2999, 12, 31, tzinfo=dt.UTC)
"""Between these every zone has a day, and what counts days, months and years from one on stays in the calendar."""


def within(at: dt.datetime) -> dt.datetime:
    """Return an instant (aware), or the end of the time in which days can be counted where it lies outside."""
    return min(max(at, FIRST), LAST)


class Moment:
    """Now: the instant ``at`` (aware, UTC) and owner's ``zone``; ``local`` and ``today`` on the owner's clock."""

    __slots__ = ("at", "local", "today", "zone")

    def __init__(self, at: dt.datetime, zone: dt.tzinfo) -> None:
        self.at = at.astimezone(dt.UTC)
        self.zone = zone
        self.local = self.at.astimezone(zone)
        self.today = self.local.date()

    @property
    def zone_name(self) -> str:
        """The zone's IANA key, ``UTC`` when it has none."""
        return getattr(self.zone, "key", None) or "UTC"

    def __repr__(self) -> str:
        return f"Moment({self.at.isoformat()}, {self.zone_name})"
