"""Time travel: which moment is meant when somebody names a day that is over."""

from __future__ import annotations

import datetime as dt

from delegator_tui.errors import Refused
from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates import due as due_rules


def past_moment(when: str, now: Moment) -> tuple[dt.datetime, str]:
    """Return the last instant of ``when`` (a stored due: a day of the owner's, or a time), and how it is said.

    Of today it is now. Raises Refused when it is still to come.
    """
    is_day = "T" not in when
    end, said = due_rules.due_end(when, now), due_rules.say_long(when, now)
    last = end - dt.timedelta(milliseconds=1) if is_day else end
    if last > now.at and not (is_day and due_rules.due_date(when, now) == now.today):
        raise Refused(f"{said} is still to come: name a day that has begun.")
    return min(now.at, last), said
