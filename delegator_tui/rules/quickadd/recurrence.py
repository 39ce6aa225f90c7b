"""What recurs: rules of RFC 5545, the day each names next, and how often it comes.

A recurrence is ``{"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "start": "2026-11-30", "from": "due"}``: ``from`` tells
whether the next one is counted from the due or from the day of completion. Only whole days recur. Monthly on the 29th
to 31st, and yearly on 29 February, means the last day where there is none; plain RFC 5545 skips those.
"""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.due import Due
from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.quickadd.rule_parts import (
    FREQUENCIES,
    anchored,
    check_parts,
    join_parts,
    last_day,
    read_parts,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_HORIZON_DAYS = 366 * 12
"""A rule that names no day within twelve of its intervals and twelve years (29 Feb can be eight apart) has ended."""


def is_rule(text: str) -> bool:
    """Whether ``text`` is a rule that this program can follow: whole days, an interval of at most 1000."""
    try:
        parts = read_parts(text)
        check_parts(parts)
        parts.pop("COUNT", "")
        if "UNTIL" in parts:
            last_day(parts.pop("UNTIL"))
        return _first(join_parts(parts), dt.date(2026, 1, 1), dt.date(2025, 12, 31)) is not None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return False


def occurrences_after(recurrence: Mapping[str, str], after: dt.date) -> dt.date | None:
    """The first day strictly after ``after`` that the rule names, counted from its start; ``None`` if it has ended."""
    start = Due.of(recurrence["start"]).day
    return _first(anchored(recurrence["rule"], start), start, after)


A_YEAR = {"DAILY": 365.0, "WEEKLY": 52.0, "MONTHLY": 12.0, "YEARLY": 1.0}
"""How often each frequency comes in a year."""


def times_a_year(rule: str) -> float:
    """How often a rule comes in a year, about: 52 for every week, 26 for every second, 104 for two days of each."""
    parts = read_parts(rule)
    listed = {"WEEKLY": "BYDAY", "MONTHLY": "BYMONTHDAY", "YEARLY": "BYMONTH"}.get(parts["FREQ"], "")
    days = len(parts.get(listed, "").split(",")) if parts.get(listed) and "BYSETPOS" not in parts else 1
    daily = len(parts["BYDAY"].split(",")) / 7 if parts["FREQ"] == "DAILY" and parts.get("BYDAY") else 1
    return A_YEAR[parts["FREQ"]] * days * daily / int(parts.get("INTERVAL", "1"))


def next_due(
    recurrence: Mapping[str, str], due: str | None, completed: dt.date, day: dt.date | None = None
) -> str | None:
    """The due of the next one, when this one with ``due`` is completed on a day; ``None`` when the rule has ended.

    ``day``: the one that the rule named for this one; without it, its due. From the due: the first day the rule names
    after both that day and the completion, so nothing piles up in an absence, and a due that was moved brings no day
    twice. From completion: one period later. A due time keeps its time of day and its zone.
    """
    if recurrence.get("from") == "completion":
        found = _after_completion(recurrence, completed)
    else:
        day = day or (Due.of(due).day if due else completed)
        found = occurrences_after(recurrence, max(completed, day))
    if found is None:
        return None
    return Due.of(due).moved_to(found).text if due else found.isoformat()


def _after_completion(recurrence: Mapping[str, str], completed: dt.date) -> dt.date | None:
    parts = read_parts(recurrence["rule"])
    if any(key.startswith("BY") for key in parts):
        return _first(recurrence["rule"], completed, completed)
    try:
        day = calendar.add_units(completed, int(parts.get("INTERVAL", "1")), FREQUENCIES[parts["FREQ"]])
    except (ValueError, OverflowError):  # past the calendar's end
        return None
    until = parts.get("UNTIL")
    return None if until and day > last_day(until) else day


def _first(rule: str, start: dt.date, after: dt.date) -> dt.date | None:
    """The first day after ``after`` of a rule that starts on a day. An unknown rule is a ``ValueError``."""
    from dateutil.rrule import rrulestr

    parts = read_parts(rule)
    check_parts(parts)
    if after >= start and "COUNT" not in parts:
        start = _closer(parts, start, after)
    horizon = dt.timedelta(days=_HORIZON_DAYS + int(parts.get("INTERVAL", "1")) * 366 * 12)
    since = max(start, after)
    last = dt.date.max if (dt.date.max - since) < horizon else since + horizon
    if "UNTIL" in parts:
        last = min(last, last_day(parts.pop("UNTIL")))
    if "COUNT" not in parts:
        parts["UNTIL"] = last.isoformat().replace("-", "")
    days = rrulestr(join_parts(parts), dtstart=_midnight(start))
    found: dt.datetime | None = days.after(_midnight(after))
    return found.date() if found and found.date() <= last else None


def _closer(parts: Mapping[str, str], start: dt.date, after: dt.date) -> dt.date:
    """A later start of the same rhythm: counting day by day from twenty years ago would take too long."""
    step = {"DAILY": 1, "WEEKLY": 7}.get(parts["FREQ"], 0) * int(parts.get("INTERVAL", "1"))
    return start + dt.timedelta(days=(after - start).days // step * step) if step else start


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - whole days have no zone
