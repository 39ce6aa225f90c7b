"""When what is logged happened: now, or on a day before, which is then kept beside it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.errors import Refused
from delegator_tui.model import instants
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs.happened import instant_on


class When(NamedTuple):
    """When something happened: ``on`` as it was said, None for now; ``at`` its instant, ``day`` the owner's day."""

    on: str | None
    at: dt.datetime
    day: dt.date

    @property
    def stamp(self) -> str:
        """The instant as it is stored."""
        return stamp(self.at)


def now(tx: Transaction) -> When:
    """Return this moment."""
    return When(None, tx.now.at, tx.now.today)


def when(
    tx: Transaction, on: str | None, handoff: Handoff, after: str | None = None, agreed: str | None = None
) -> When:
    """Read when something on a handoff happened; a day alone that is today means now.

    ``after``: the instant of what it comes after, besides the hand-off; ``agreed`` the date that it is held against.
    Raises Refused for what is no date, is to come, or lies before the work was handed off.
    """
    if on is None or on == tx.now.today.isoformat():
        return now(tx)
    if not Due.is_due(on):
        raise Refused(f"“{on}” is not a date.", field="on")
    told = Due.of(on)
    if told.begins(tx.now) > tx.now.at:
        raise Refused(f"{told.say(tx.now)} is still to come: say when it happened.", field="on")
    for before, words in ((handoff.sent.at if handoff.sent else None, "was sent"), (after, "came")):
        if before is not None and _is_before(tx, told, before):
            said = say_day(instants.date_of(before, tx.now), tx.now.today)
            raise Refused(f"{tx.book.title(handoff)} {words} on {said}: say a day from then on.", field="on")
    return When(on, instant_on(on, tx.now, agreed), told.date_in(tx.now))


def _is_before(tx: Transaction, told: Due, instant: str) -> bool:
    """Tell whether a day, or time to the minute, lies before an instant."""
    if told.has_time:
        return told.ends(tx.now) < instants.read(instant).replace(second=0, microsecond=0)
    return told.day < instants.date_of(instant, tx.now)
