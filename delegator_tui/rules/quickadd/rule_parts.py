"""The text of a recurrence rule (RFC 5545): building one, and its parts. Cheap to import: capture needs it."""

from __future__ import annotations

import datetime as dt

from delegator_tui.rules.dates.date_math import month_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from delegator_tui.rules.dates.view import Keeps

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {"DAILY": "d", "WEEKLY": "w", "MONTHLY": "m", "YEARLY": "y"}
"""Only whole days recur."""

_MOST = {"INTERVAL": 1000, "COUNT": 10_000}
_BY_DAY = frozenset(("BYDAY", "BYMONTH"))
_BY_DATE = _BY_DAY | {"BYMONTHDAY", "BYSETPOS"}
_NARROWED_BY = {
    "DAILY": _BY_DAY,
    "WEEKLY": _BY_DAY,
    "MONTHLY": _BY_DATE,
    "YEARLY": _BY_DATE | {"BYYEARDAY", "BYWEEKNO"},
}
_FARTHEST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYSETPOS": 366, "BYYEARDAY": 366, "BYWEEKNO": 53}


def read_parts(rule: str) -> dict[str, str]:
    """The parts of a rule by name, in upper case."""
    text = rule.strip().upper().removeprefix("RRULE:")
    pairs = (part.partition("=") for part in text.split(";") if part)
    return {key: value for key, _, value in pairs}


def join_parts(parts: Mapping[str, str]) -> str:
    """The rule that has these parts."""
    return ";".join(f"{key}={value}" for key, value in parts.items())


def check_parts(parts: Mapping[str, str]) -> None:
    """Raise ``ValueError`` for a rule that this program cannot follow.

    That is one of hours, with unknown parts or numbers out of range, or that names days only by chance or never
    (every 7th day if a Tuesday, 30 February): looking for its next day would take for ever.
    """
    freq = parts.get("FREQ", "")
    narrowed = {key for key in parts if key.startswith("BY")}
    if not narrowed <= _NARROWED_BY.get(freq, frozenset()):
        raise ValueError(f"not a rule of whole days: {freq} by {narrowed}")
    if not parts.keys() - narrowed <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"} or freq not in FREQUENCIES:
        raise ValueError(f"unknown parts in {join_parts(parts)}")
    for key, most in _MOST.items():
        if not 1 <= int(parts.get(key, "1")) <= most:
            raise ValueError(f"{key} is out of range")
    for key in narrowed & _FARTHEST.keys():
        _check_numbers(key, [int(number) for number in parts[key].split(",")])
    if freq == "DAILY" and narrowed and parts.get("INTERVAL", "1") != "1":
        raise ValueError("days by chance")
    _check_dates(parts.get("BYMONTH", "1"), parts.get("BYMONTHDAY", "1"))


def _check_numbers(key: str, numbers: list[int]) -> None:
    if any(not 1 <= abs(number) <= _FARTHEST[key] or (key == "BYMONTH" and number < 0) for number in numbers):
        raise ValueError(f"{key} is out of range")


def _check_dates(months: str, days: str) -> None:
    longest = max(month_length(2028, int(month)) for month in months.split(","))
    if min(abs(int(day)) for day in days.split(",")) > longest:
        raise ValueError("a day that these months lack")


def rule_text(freq: str, interval: int = 1, **parts: object) -> str:
    """An RFC 5545 rule: ``rule_text("WEEKLY", 2, BYDAY="MO")`` is ``FREQ=WEEKLY;INTERVAL=2;BYDAY=MO``."""
    every = f";INTERVAL={interval}" if interval > 1 else ""
    return f"FREQ={freq}{every}" + "".join(f";{key}={value}" for key, value in parts.items())


def weekly_rule(weekdays: Iterable[int], interval: int = 1) -> str:
    """Every so many weeks on these days of the week (Monday 0)."""
    return rule_text("WEEKLY", interval, BYDAY=",".join(DAY_CODES[day] for day in sorted(set(weekdays))))


def monthly_rule(day: int, interval: int = 1) -> str:
    """Every so many months on that day; on the last day of a month that lacks it."""
    if day <= 28:
        return rule_text("MONTHLY", interval, BYMONTHDAY=day)
    return rule_text("MONTHLY", interval, BYMONTHDAY=_from_28(day), BYSETPOS=-1)


def yearly_rule(month: int, day: int, interval: int = 1) -> str:
    """Every so many years on that date; 29 February is the 28th in other years."""
    if (month, day) == (2, 29):
        return rule_text("YEARLY", interval, BYMONTH=2, BYMONTHDAY="28,29", BYSETPOS=-1)
    return rule_text("YEARLY", interval, BYMONTH=month, BYMONTHDAY=day)


def anchored(rule: str, day: dt.date) -> str:
    """``rule``, made to name a day also in months and years that lack the one on which it starts."""
    parts = read_parts(rule)
    interval = int(parts.get("INTERVAL", "1"))
    by = {key for key in parts if key.startswith("BY")}
    if parts["FREQ"] == "MONTHLY" and (not by or by == {"BYMONTHDAY"}):
        number = parts.get("BYMONTHDAY", str(day.day))
        if number in ("29", "30", "31"):
            return _with_limits(monthly_rule(int(number), interval), parts)
    if parts["FREQ"] == "YEARLY" and not by and (day.month, day.day) == (2, 29):
        return _with_limits(yearly_rule(2, 29, interval), parts)
    return rule


def kept(rule: str, day: dt.date, keeps: Keeps | None, worked: Sequence[int] = ()) -> str:
    """``rule`` from ``day`` on, with what the words of that day say of it (``rules/dates/view.py``).

    ``worked``: the owner's working days. Empty when no rule says that.
    """
    parts = read_parts(rule)
    if keeps is None or parts["FREQ"] not in ("MONTHLY", "YEARLY") or any(key.startswith("BY") for key in parts):
        return anchored(rule, day)
    kind, number, weekday = keeps
    if kind == "moves":
        return ""
    freq, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    month = {} if freq == "MONTHLY" else {"BYMONTH": day.month}
    if kind == "nth":
        return rule_text(freq, interval, **month, BYDAY=f"{number}{DAY_CODES[weekday]}")
    if kind == "worked":
        days = ",".join(DAY_CODES[each] for each in worked)
        return rule_text(freq, interval, **month, BYDAY=days, BYSETPOS=number)
    if freq == "MONTHLY":
        return monthly_rule(31 if number < 0 else number, interval)
    return yearly_rule(day.month, month_length(2028, day.month) if number < 0 else day.day, interval)


def _with_limits(rule: str, parts: Mapping[str, str]) -> str:
    return rule + "".join(f";{key}={parts[key]}" for key in ("COUNT", "UNTIL") if key in parts)


def _from_28(day: int) -> str:
    return ",".join(str(number) for number in range(28, day + 1))


def last_day(until: str) -> dt.date:
    """The last day of an ``UNTIL``, which may carry a time."""
    return dt.date.fromisoformat(f"{until[:4]}-{until[4:6]}-{until[6:8]}")
