"""The arithmetic of advice, without a book: each formula with its units. What it is worth is money's to say.

Shrinkage and forecast are how few cases are told apart from many; nothing here makes a percentage of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from delegator_tui.model.records import Money
from delegator_tui.rules.handoffs import money

YEAR_OF_HOURS = 2000
"""Hours that a year has where an owner does not say how many they work."""
WANTED_RETURN = 4
"""How many times the buyback rate an hour of the owner's is to be worth."""
PRIOR, PRIOR_CASES = 0.8, 4
"""What is thought of somebody of whom nothing is known, and how many cases that thought weighs."""
USUAL_FACTOR, ENOUGH_CASES = 1.3, 3
"""How much longer than promised work takes while fewer than so many cases are known."""
TEACHING = 30
"""Most times its own minutes that it may take to teach a task."""
FEWEST_FOR_PERCENT = 5


def hour_value(take: Money, hours: float = YEAR_OF_HOURS) -> Money:
    """Return what an hour of the owner's is worth: a year's take (salary, profit, own expenses) by hours worked."""
    return money.money(Decimal(take.amount) / Decimal(str(hours)), take.currency)


def buyback_rate(an_hour: Money) -> Money:
    """Return the rate below which work is handed over without much thought: a guide line, never a gate."""
    return money.money(Decimal(an_hour.amount) / WANTED_RETURN, an_hour.currency)


def break_even(setup_minutes: float, an_hour: Money, gain: Money) -> float | None:
    """Return after how many times what it took to set work up has come back; None where it never does.

    ``gain`` is that of one time, in the currency of ``an_hour``.
    """
    if gain.currency != an_hour.currency or Decimal(gain.amount) <= 0:
        return None
    return float(Decimal(money.worth(setup_minutes, an_hour).amount) / Decimal(gain.amount))


def teaching_worth(minutes: float, times_a_year: float) -> float:
    """Return how many minutes it may take to teach a task of ``minutes``: 30 times them, or half a year's work."""
    return min(TEACHING, times_a_year / 2) * minutes


def return_on_teaching(minutes: float, times_a_year: float, teaching_minutes: float) -> float:
    """Return what a year brings back of the time that was spent on teaching, as a share of it: 7.33 is 733 %."""
    return (minutes * times_a_year - teaching_minutes) / teaching_minutes


def shrunk(hits: int, of: int) -> float:
    """Return how likely somebody is on time, 0 to 1: drawn to ``PRIOR`` where few cases are known."""
    return (PRIOR_CASES * PRIOR + hits) / (PRIOR_CASES + of)


def percentile(values: Sequence[float], part: float) -> float:
    """Return the least value that ``part`` of them (0 to 1) do not pass. Of at least one."""
    ordered = sorted(values)
    return ordered[max(0, ceil(part * len(ordered)) - 1)]


def delay_factor(ratios: Sequence[float], part: float = 0.5) -> float:
    """Return how many times the promised days work takes: what was so in ``part`` of the cases, or the usual."""
    return percentile(ratios, part) if len(ratios) >= ENOUGH_CASES else USUAL_FACTOR


def concentration(parts: Sequence[float]) -> float:
    """Return among how many equal contractors the work would be as spread as it is: 60, 25 and 15 make 2.25."""
    whole = sum(parts)
    return whole * whole / sum(part * part for part in parts) if whole else 0.0


def say_share(hits: int, of: int) -> str:
    """Return a share as people read it: ``3/4``, and with a percentage only from five cases on: ``7/10, 70%``."""
    return f"{hits}/{of}" + (f", {round(100 * hits / of)}%" if of >= FEWEST_FOR_PERCENT else "")
