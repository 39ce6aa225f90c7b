"""Time travel: which moment is meant when somebody names a day that is over."""

from __future__ import annotations

import datetime as dt

from delegator_tui.errors import Refused
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment


def past_moment(when: str, now: Moment) -> tuple[dt.datetime, str]:
    """Return the last instant of ``when`` (a stored due: a day of the owner's, or a time), and how it is said.

    Of today it is now. Raises Refused when it is still to come.
    """
    due = Due.of(when)
    end, said = due.ends(now), due.say(now)
    last = end if due.has_time else end - dt.timedelta(milliseconds=1)
    if last > now.at and (due.has_time or due.day != now.today):
        raise Refused(f"{said} is still to come: name a day that has begun.")
    return min(now.at, last), said
