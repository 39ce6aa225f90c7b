"""How a rule of repetition is said. Cheap to import: capture needs it."""

from __future__ import annotations

from delegator_tui.model.days import DAY_NAMES, MONTH_NAMES
from delegator_tui.rules.quickadd.rule_parts import DAY_CODES, FREQUENCIES, last_day, read_parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        day = last_day(parts["UNTIL"])
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
