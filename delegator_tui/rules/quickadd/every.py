"""``every …`` and ``after 10d`` as people type them. Loaded only for a line that has such a word.

``every day|week|fortnight|month|quarter|year``, with a number (``2w``, ``3 months``, ``other week``), ``every mon and
thu``, ``every workday``, ``every 1st``, ``every eom``, ``every last friday``, ``every month on the first monday``,
``every 10 dec``, and a time at the end (``every mon 16:00``).
"""

from __future__ import annotations

import re

from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.habits import PLAIN
from delegator_tui.rules.dates.month_phrases import read_month_and_day, read_ordinal
from delegator_tui.rules.dates.span_phrases import read_number
from delegator_tui.rules.dates.times import read_time
from delegator_tui.rules.dates.vocabulary import MOST_TIME_WORDS, ORDINALS
from delegator_tui.rules.quickadd import plans
from delegator_tui.rules.quickadd.month_plans import in_month
from delegator_tui.rules.quickadd.plans import Plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from delegator_tui.rules.dates.habits import Habits

MOST_WORDS = 14
"""Longer phrases are not looked at."""

_UNITS = {**calendar.UNITS, "quarter": "q", "quarters": "q", "fortnight": "f", "fortnights": "f"}
_GLUED = r"([1-9][0-9]{0,2})([dwmqy])"
_WORKED = frozenset(["weekday", "weekdays", "workday", "workdays"])
_ADVERBS = {
    "daily": "day", "weekly": "week", "fortnightly": "fortnight", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year",
}  # fmt: skip
_HEADS = ("every", "after", "each")


def read_every(words: Sequence[str], habits: Habits = PLAIN) -> Plan | None:
    """The plan that exactly these words name, the first being ``every`` or ``after``; or ``None``."""
    heads = [word.lower().replace("’", "'") for word in words]
    if len(heads) < 2 or len(heads) > MOST_WORDS:
        return None
    if heads[0] == "after":
        return _after(heads[1:])
    for count in range(min(MOST_TIME_WORDS, len(heads) - 2), 0, -1):
        time = read_time(heads[-count:])
        plan = _every(heads[1:-count], habits) if time else None
        if plan:
            plan.time = time
            return plan
    return _every(heads[1:], habits)


def read_rule(text: str, habits: Habits = PLAIN) -> Plan | None:
    """The plan of a text where a rule is asked for: ``every`` may be left out, ``monthly`` and ``each mon`` count."""
    words = text.split()
    if words and words[0].lower() in _ADVERBS:
        words[0] = _ADVERBS[words[0].lower()]
    if words and words[0].lower() == "after" and len(words) == 3:
        unit = calendar.UNITS.get(words[2].lower())
        words = ["after", f"{read_number(words[1].lower()) or ''}{unit}"] if unit else words
    if words and words[0].lower() == "each":
        words[0] = "every"
    return read_every(words if words and words[0].lower() in _HEADS else ["every", *words], habits)


def _after(words: list[str]) -> Plan | None:
    match = re.fullmatch(_GLUED, words[0]) if len(words) == 1 else None
    if not match or match[2] == "q":
        return None
    return plans.plain(int(match[1]), match[2], "completion")


def _every(words: list[str], habits: Habits) -> Plan | None:
    interval, unit, rest = _period(words)
    if not rest:
        return plans.plain(interval, unit, habits=habits) if unit else None
    if unit and rest[0] == "on":
        rest = rest[1:]
    items = [item for word in rest for item in word.split(",") if item not in ("", "and", "&", "the")]
    if unit in ("", "w"):
        plan = _weekdays(items, interval, habits)
        if plan:
            return plan
    if unit in ("", "m", "q"):
        months = interval * (3 if unit == "q" else 1)
        return (
            plans.on_days(items, months, habits)
            or in_month(rest, months, habits, alone=not unit)
            or _yearly_date(rest, habits, unit)
        )
    return _yearly_date(rest, habits, unit, interval) if unit == "y" else None


def _period(words: list[str]) -> tuple[int, str, list[str]]:
    """How many of which unit (empty: none is said) and the words after it."""
    if not words:
        return 1, "", words
    match = re.fullmatch(_GLUED, words[0])
    if match:
        return int(match[1]), match[2], words[1:]
    number = 2 if words[0] == "other" else _count(words[0])
    if not number and len(words) > 1 and words[1] in _UNITS:  # "every second week", never a "second friday"
        number = ORDINALS.get(words[0]) or read_ordinal(words[0]) or 0
        number = number if number > 1 else 0
    named = words[1:] if number else words
    if named and named[0] in _UNITS:
        unit = _UNITS[named[0]]
        rest = named[1:]
        return (2 * (number or 1), "w", rest) if unit == "f" else (number or 1, unit, rest)
    if words[0] == "other":
        return 2, "", named
    return 1, "", words


def _count(word: str) -> int:
    if re.fullmatch("[1-9][0-9]{0,2}", word):
        return int(word)
    return calendar.NUMBERS.get(word, 0)


def _weekdays(items: list[str], interval: int, habits: Habits) -> Plan | None:
    if items in (["working", "day"], ["business", "day"], ["working", "days"], ["business", "days"]):
        items = ["workday"]
    found = [_named_days(item, habits) for item in items]
    if not found or not all(found):
        return None
    return plans.weekly({day for days in found for day in days}, interval)


def _named_days(item: str, habits: Habits) -> tuple[int, ...]:
    if item in _WORKED:
        return habits.days
    first, dash, last = item.partition("-")
    if dash and first in calendar.WEEKDAYS and last in calendar.WEEKDAYS:
        start = calendar.WEEKDAYS[first]
        return tuple((start + step) % 7 for step in range((calendar.WEEKDAYS[last] - start) % 7 + 1))
    number = calendar.WEEKDAYS.get(item, calendar.WEEKDAYS.get(item.removesuffix("s")))
    return () if number is None else (number,)


def _yearly_date(words: list[str], habits: Habits, unit: str, interval: int = 1) -> Plan | None:
    """``every 10 dec``, ``every year on the 25th of december``: that date of every year."""
    if unit not in ("", "y"):
        return None
    found = read_month_and_day(words)
    if found and found[1] <= calendar.month_length(2028, found[0]):
        return plans.yearly(*found, interval)
    return plans.of_year(words, interval, habits)
