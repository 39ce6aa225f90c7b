"""When work is likely to come, told from how it came before; never from nothing.

A forecast is days from today, times how much longer than agreed the contractor's jobs took: in half of the cases,
and in 85 of 100. Fewer than three known cases make none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import ceil, floor
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.rules.advice.formulas import ENOUGH_CASES, percentile
from delegator_tui.rules.advice.jobs import Job

HALF, NEARLY_ALL = 0.5, 0.85
FURTHEST = 3650
"""Days ahead behind which nothing is forecast."""


class Forecast(NamedTuple):
    """When work that is due on ``due`` is likely to come, and for when to ask so that it is there by then.

    ``likely``: in half of ``cases`` it would have come by then; ``nearly_sure``: in 85 of 100.
    """

    due: dt.date
    likely: dt.date
    nearly_sure: dt.date
    ask_for: dt.date
    cases: int

    @property
    def is_late(self) -> bool:
        """Whether it is likely to come after its due."""
        return self.likely > self.due

    def say(self, today: dt.date) -> str:
        """Return what to expect, and what to do: ``likely by Mon 30 Nov; ask for Wed 25 Nov to have it Fri 27 Nov``."""
        said = f"likely by {say_day(self.likely, today)}"
        if self.ask_for < self.due:
            said += f"; ask for {say_day(self.ask_for, today)} to have it {say_day(self.due, today)}"
        return said


def forecast(jobs: Sequence[Job], due: str | None, book: Book) -> Forecast | None:
    """Return when work handed off today for ``due`` would come, by a contractor's jobs; None where nobody knows."""
    ratios = [job.ratio for job in jobs if job.ratio is not None]
    if not due or not Due.is_due(due) or len(ratios) < ENOUGH_CASES:
        return None
    day = Due.of(due).date_in(book.now)
    ahead = (day - book.today).days
    if not 0 < ahead < FURTHEST:
        return None
    half, nearly = percentile(ratios, HALF), percentile(ratios, NEARLY_ALL)
    likely = _after(book.today, ahead * half)
    ask_for = book.today + dt.timedelta(days=max(1, floor(ahead / half))) if half > 1 else day
    return Forecast(day, likely, _after(book.today, ahead * nearly), min(day, ask_for), len(ratios))


def _after(day: dt.date, days: float) -> dt.date:
    return day + dt.timedelta(days=ceil(min(days, FURTHEST) - 1e-9))
