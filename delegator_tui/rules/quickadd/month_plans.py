"""Rules that name a day of every month by its place in it: ``every last friday``, ``every month end``."""

from __future__ import annotations

import datetime as dt

from delegator_tui.rules.dates import date_math as calendar
from delegator_tui.rules.dates.day_phrases import read_day
from delegator_tui.rules.dates.view import View
from delegator_tui.rules.quickadd.plans import Plan
from delegator_tui.rules.quickadd.rule_parts import kept, rule_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from delegator_tui.rules.dates.habits import Habits

_ENDS = {
    ("month", "end"): "m", ("end", "of", "month"): "m", ("end", "of", "the", "month"): "m", ("last", "day"): "m",
    ("quarter", "end"): "q", ("end", "of", "quarter"): "q", ("end", "of", "the", "quarter"): "q", ("eoq",): "q",
}  # fmt: skip
_TAILS = (["of", "the", "month"], ["of", "month"], ["of", "each", "month"], ["of", "every", "month"])
_QUARTER = 3
_SURE = ("first", "1st", "last")
"""``every second friday`` may be every other one; of the others it must be said that they are of a month."""


def in_month(words: Sequence[str], interval: int, habits: Habits, *, alone: bool) -> Plan | None:
    """The day of a month that words name. ``alone``: no ``month`` was said before them."""
    rest = list(words[1:] if words[0] == "the" else words)
    tail = next((tail for tail in _TAILS if rest[-len(tail) :] == tail and len(rest) > len(tail)), None)
    if tail and rest[0] != "end":
        rest = rest[: -len(tail)]
    if rest == ["end"] and not alone:
        return _at_end("q" if interval == _QUARTER else "m", interval)
    if tuple(rest) in _ENDS:
        return _at_end(_ENDS[tuple(rest)], interval)
    if rest[0] not in _SURE and alone and not tail:
        return None
    said = [*rest, "of", "the", "month"]
    return _named(said, interval, habits)


def _at_end(unit: str, interval: int) -> Plan:
    def first(today: dt.date) -> dt.date:
        end = calendar.period_end(today, unit)
        return end if end > today else calendar.period_end(today + calendar.ONE_DAY, unit)

    rule = rule_text("MONTHLY", interval * (3 if unit == "q" and interval == 1 else 1))
    return Plan(kept(rule, dt.date(2027, 1, 31), ("day", -1, 0), ()), first)


def _named(said: Sequence[str], interval: int, habits: Habits) -> Plan | None:
    def first(today: dt.date) -> dt.date | None:
        found = read_day(said, View(today + calendar.ONE_DAY, habits, bare=True, past=False))
        return found.day if found else None

    probe = read_day(said, View(dt.date(2027, 1, 1), habits, bare=True, past=False))
    if probe is None or probe.keeps is None or probe.keeps[0] == "day":
        return None
    return Plan(kept(rule_text("MONTHLY", interval), probe.day, probe.keeps, habits.days), first)
