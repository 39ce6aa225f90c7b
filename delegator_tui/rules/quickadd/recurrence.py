"""What recurs: rules of RFC 5545, the day each names next, and how to say one.

A recurrence is ``{"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "start": "2026-11-30", "from": "due"}``: ``from`` tells
whether the next one is counted from the due or from the day of completion. Only whole days recur. Monthly on the 29th
to 31st, and yearly on 29 February, means the last day where there is none; plain RFC 5545 skips those.
"""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.days import DAY_NAMES, MONTH_NAMES
from delegator_tui.model.due import Due
from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.quickadd.rule_parts import (
    DAY_CODES,
    FREQUENCIES,
    anchored,
    check_parts,
    join_parts,
    read_parts,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HORIZON_DAYS = 366 * 12
"""A rule that names no day within twelve of its intervals and twelve years (29 Feb can be eight apart) has ended."""


def is_rule(text: str) -> bool:
    """Whether ``text`` is a rule that this program can follow: whole days, an interval of at most 1000."""
    try:
        parts = read_parts(text)
        check_parts(parts)
        parts.pop("COUNT", "")
        if "UNTIL" in parts:
            _day_of(parts.pop("UNTIL"))
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
    return None if until and day > _day_of(until) else day


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
        last = min(last, _day_of(parts.pop("UNTIL")))
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


def _day_of(until: str) -> dt.date:
    """The last day of an ``UNTIL``, which may carry a time."""
    return dt.date.fromisoformat(f"{until[:4]}-{until[4:6]}-{until[6:8]}")


_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}


def say_rule(recurrence: Mapping[str, str]) -> str:
    """The recurrence as people say it: ``every 2 weeks on Mon``, or ``10 days after it is done``.

    A rule that has no short saying is shown as it is written.
    """
    try:
        parts = read_parts(recurrence["rule"])
        said = _say_completion(parts) if recurrence.get("from") == "completion" else _say_parts(parts)
    except (KeyError, ValueError, IndexError):
        said = ""
    return said + _say_end(parts) if said else f"by the rule {recurrence.get('rule', '')}"


def _say_completion(parts: Mapping[str, str]) -> str:
    if any(key.startswith("BY") for key in parts):
        return ""
    return f"{_count(parts)} after it is done"


def _say_parts(parts: Mapping[str, str]) -> str:
    freq, by = parts["FREQ"], {key for key in parts if key.startswith("BY")}
    interval = int(parts.get("INTERVAL", "1"))
    every = "every quarter" if (freq, interval) == ("MONTHLY", 3) else f"every {_count(parts, one='')}"
    if not by:
        return every
    if freq == "WEEKLY" and by == {"BYDAY"}:
        return _say_weekdays(parts["BYDAY"], "" if interval == 1 else every)
    if "BYDAY" in by and by <= {"BYDAY", "BYSETPOS", "BYMONTH"} and freq != "DAILY":
        return _say_nth(parts, every)
    if freq == "MONTHLY" and by <= {"BYMONTHDAY", "BYSETPOS"}:
        return _say_month_days(parts, every)
    if freq == "YEARLY" and "BYMONTH" in by and by <= {"BYMONTH", "BYMONTHDAY", "BYSETPOS"}:
        day, month = int(parts["BYMONTHDAY"].split(",")[-1]), MONTH_NAMES[int(parts["BYMONTH"]) - 1]
        return f"{every} on {day} {month}"
    return ""


def _say_weekdays(codes: str, every: str) -> str:
    if codes == "MO,TU,WE,TH,FR" and not every:
        return "every weekday"
    names = [DAY_NAMES[DAY_CODES.index(code)] for code in codes.split(",")]
    return f"{every} on {_listed(names)}" if every else f"every {_listed(names)}"


def _say_month_days(parts: Mapping[str, str], every: str) -> str:
    days = [int(day) for day in parts["BYMONTHDAY"].split(",")]
    if days == [-1] or (parts.get("BYSETPOS") == "-1" and days[-1] == 31):
        return f"{every}, last day"
    if parts.get("BYSETPOS") == "-1":
        return f"{every} on the {_nth(days[-1])} or the last day"
    return f"{every} on the {_listed([_nth(day) for day in days])}" if "BYSETPOS" not in parts and min(days) > 0 else ""


def _say_nth(parts: Mapping[str, str], every: str) -> str:
    """``every month on the last Fri``, ``every year on the first working day of Jan``."""
    code = parts["BYDAY"]
    if "BYSETPOS" in parts:
        number, noun = int(parts["BYSETPOS"]), "working day" if "," in code else DAY_NAMES[DAY_CODES.index(code)]
    else:
        number, noun = int(code[:-2]), DAY_NAMES[DAY_CODES.index(code[-2:])]
    if number not in _PLACES:
        return ""
    of = f" of {MONTH_NAMES[int(parts['BYMONTH']) - 1]}" if "BYMONTH" in parts else ""
    return f"{every} on the {_PLACES[number]} {noun}{of}"


def _say_end(parts: Mapping[str, str]) -> str:
    if "UNTIL" in parts:
        day = _day_of(parts["UNTIL"])
        return f", until {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    return f", {parts['COUNT']} times" if "COUNT" in parts else ""


def _count(parts: Mapping[str, str], one: str = "1 ") -> str:
    """``2 weeks``; of one, ``1 week``."""
    noun = {"d": "day", "w": "week", "m": "month", "y": "year"}[FREQUENCIES[parts["FREQ"]]]
    number = int(parts.get("INTERVAL", "1"))
    return f"{one}{noun}" if number == 1 else f"{number} {noun}s"


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _nth(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
