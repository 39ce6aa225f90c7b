"""How one contractor fits one task: what is known of each respect, what it weighs, and what is said of it.

A respect that is better never weighs less, whatever the others are; what is not known weighs as if it were middling.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor
from delegator_tui.model.states import SKILL_LEVELS
from delegator_tui.rules.advice import formulas, jobs
from delegator_tui.rules.advice.catalogue import activities
from delegator_tui.rules.advice.cost import Like, Way
from delegator_tui.rules.advice.forecast import Forecast
from delegator_tui.rules.advice.jobs import Job
from delegator_tui.rules.contractors import people
from delegator_tui.rules.contractors.papers import wanting
from delegator_tui.rules.contractors.people import OnTime
from delegator_tui.rules.dates import hours
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.search.similar import words_in

WEIGHTS = {
    "done": 1.0, "level": 2.0, "on_time": 2.0, "price": 1.5, "free": 1.5, "common": 0.5, "rehire": 1.0,
    "papers": 0.5, "spread": 0.5, "status": 1.0,
}  # fmt: skip
"""What each respect weighs at its best, over what it weighs at its worst."""
REHIRE = {"yes": 1.0, "maybe": 0.5, "no": 0.0}
STATUS = {"active": 1.0, "trial": 0.8, "prospect": 0.5, "bench": 0.3}
STANDS = {"trial": "on trial", "prospect": "has not worked for you yet", "bench": "on the bench"}
DONE_ENOUGH = 3
"""Jobs like this one from which on more say no more."""
COMMON_ENOUGH = 4.0
"""Hours a working day in common from which on more say no more."""
PAPERS_AT_WORST = 4
MANY_OPEN, MOST_SHARE = 3, 0.5
"""Open handoffs from which on it is told that more than this share of them is with one contractor."""
WEEK = dt.timedelta(days=7)
MOST_DAYS = 120
"""Days ahead that are looked at for one on which somebody is there."""
NOT_KNOWN = 1e9
DEAREST = 2.0
"""Times the owner's own cost, or the middle price, from which on dearer weighs no less."""


class Fit(NamedTuple):
    """One contractor beside one task. ``None`` is what nobody knows.

    ``level`` is that of the skill; ``done`` are their jobs of the task's kind, ``jobs`` all of theirs; ``free`` hours
    this week, and ``needs`` by the estimate; ``common`` hours a working day; ``rehire`` as the owner said last;
    ``open`` handoffs are with them, of ``open_in_all``.
    """

    contractor: Contractor
    way: Way
    level: str | None
    done: list[Job]
    jobs: list[Job]
    free: float | None
    needs: float | None
    on_time: OnTime
    common: float
    rehire: str | None
    papers: list[str]
    open: int
    open_in_all: int

    def key(self, middle: float | None, currency: str) -> tuple[float, ...]:
        """Return by what fits are put in order, the best first; ``middle`` is the price that all are measured by.

        What weighs the same is told apart respect by respect, so that better in one and equal in all others goes first.
        """
        price = self.price_in(currency)
        on_time, rehire = formulas.shrunk(*self.on_time), REHIRE.get(self.rehire or "", 0.5)
        status = STATUS.get(self.contractor.status, 0.0)
        score = (
            WEIGHTS["done"] * min(len(self.done), DONE_ENOUGH) / DONE_ENOUGH
            + WEIGHTS["level"] * _level(self.level) / (len(SKILL_LEVELS) - 1)
            + WEIGHTS["on_time"] * on_time
            + WEIGHTS["price"] * _cheap(price, middle)
            + WEIGHTS["free"] * _free(self.free, self.needs)
            + WEIGHTS["common"] * min(self.common, COMMON_ENOUGH) / COMMON_ENOUGH
            + WEIGHTS["rehire"] * rehire
            + WEIGHTS["papers"] * (1 - min(len(self.papers), PAPERS_AT_WORST) / PAPERS_AT_WORST)
            + WEIGHTS["spread"] * (1 - (self.open / self.open_in_all if self.open_in_all >= MANY_OPEN else 0.0))
            + WEIGHTS["status"] * status
        )
        return (
            -round(score, 6), -len(self.done), -_level(self.level), -on_time, float("inf") if price is None else price,
            NOT_KNOWN if self.free is None else -self.free, -self.common, -rehire, len(self.papers), self.open, -status,
        )  # fmt: skip

    @property
    def last(self) -> str:
        """The instant at which their last job was accepted; empty for none."""
        return self.jobs[-1].accepted if self.jobs else ""

    def price_in(self, currency: str) -> float | None:
        """Return what they ask as a figure; None where it is in another currency, or not known."""
        asked = self.way.asked or self.way.price
        return _figure(asked.amount) if asked and asked.currency == currency else None


@lru_cache(maxsize=4096)
def _figure(amount: str) -> float:
    return float(money.stored(amount))


def _level(level: str | None) -> int:
    return SKILL_LEVELS.index(level) if level in SKILL_LEVELS else 0


def _cheap(price: float | None, middle: float | None) -> float:
    """Return 1 for nothing, 0 for the dearest; a half where nobody knows the price, or what to measure it by."""
    return 0.5 if price is None or not middle else 1 - min(price / middle, DEAREST) / DEAREST


def _free(free: float | None, needs: float | None) -> float:
    if free is None:
        return 0.5
    return 1.0 if free >= (needs or 0) and free > 0 else max(0.0, free) / (needs or 1) if free > 0 else 0.0


# ---- how it is found out


def fit(contractor: Contractor, way: Way, skill: str, like: Like, book: Book) -> Fit:
    """Return how a contractor fits a task of which ``way`` is the cost with them; ``skill`` is what it takes."""
    theirs = jobs.of_contractor(contractor.uid, book)
    return Fit(
        contractor, way, level_of(contractor, skill), like.by_contractor.get(contractor.uid, []), theirs,
        people.free_hours(contractor, book), way.own.minutes / 60 if way.own.minutes is not None else None,
        book.once(people.on_time_by_contractor).get(contractor.uid, OnTime(0, 0)),
        hours.in_common(hours.of_owner(book), hours.of_contractor(contractor, book), book.today),
        jobs.rehire(contractor.uid, theirs, book),
        wanting(contractor, book.today.isoformat()),
        len(people.open_handoffs_of(contractor, book)), len(book.open_handoffs),
    )  # fmt: skip


def level_of(contractor: Contractor, skill: str) -> str | None:
    """Return the best level that a contractor has in a skill, also by a wider or a narrower name; None for none."""
    levels = [level for have, level in contractor.skills.items() if is_skill(have, skill)]
    return max(levels, key=_level, default=None)


@lru_cache(maxsize=1 << 14)
def is_skill(have: str, needed: str) -> bool:
    """Tell whether one skill is the other, or all words of the one are in the other: ``photo``, ``product photos``.

    Two of the catalogue's own are two: ``video-edit`` is not ``editing``.
    """
    one, other = (" ".join(each.casefold().replace("-", " ").split()) for each in (have, needed))
    if one == other or {one, other} <= _of_catalogue():
        return one == other
    first, second = frozenset(words_in(one)), frozenset(words_in(other))
    return bool(first and second) and (first <= second or second <= first)


@lru_cache(maxsize=1)
def _of_catalogue() -> frozenset[str]:
    return frozenset(each.skill.replace("-", " ") for each in activities())


def away_until(contractor: Contractor, due: str | None, book: Book) -> str:
    """Return that a contractor has no working day until a due, or for a week without one, since they are away."""
    theirs = hours.of_contractor(contractor, book)
    if not theirs.away:
        return ""
    last = Due.of(due).date_in(book.now) if due and Due.is_due(due) else book.today + WEEK
    span = max(0, min((last - book.today).days, MOST_DAYS))
    days = [book.today + dt.timedelta(days=n) for n in range(span + 1)]
    ends = next((end for start, end in theirs.away if start <= days[-1] and end >= days[0]), None)
    if ends is None or any(theirs.works_on(day) for day in days):
        return ""
    return f"away until {say_day(ends, book.today)}"


# ---- what is said


def speaks_for(it: Fit) -> Iterator[str]:
    """Go through what speaks for a contractor, the weightiest first."""
    if it.done:
        count = len(it.done)
        yield f"did {'one' if count == 1 else count} like it" + (
            f", the last {it.done[-1].rating}/5" if it.done[-1].rating else ""
        )
    if it.level and it.level != "untried":
        yield it.level
    if it.on_time.of and it.on_time.hits * 2 > it.on_time.of:
        yield f"on time {formulas.say_share(*it.on_time)}"
    if it.free is not None and it.needs is not None and it.free >= it.needs and it.free > 0:
        yield f"{it.free:.3g} h free this week"
    if it.rehire == "yes":
        yield "you would have them again"


def speaks_against(it: Fit, comes: Forecast | None, book: Book) -> Iterator[str]:
    """Go through what speaks against a contractor, the weightiest first. ``comes``: when the work is likely to."""
    if it.rehire == "no":
        yield "you would not have them again"
    if it.contractor.status in STANDS:
        yield STANDS[it.contractor.status]
    yield from _of_their_time(it)
    if comes and comes.is_late:
        yield comes.say(book.today)
    if it.level in (None, "untried") and not it.done:
        yield "untried in this"
    if it.on_time.of and it.on_time.hits * 2 <= it.on_time.of:
        yield f"on time {formulas.say_share(*it.on_time)}"
    if it.papers:
        yield f"no {', '.join(it.papers)}"
    if it.open_in_all >= MANY_OPEN and it.open / it.open_in_all > MOST_SHARE:
        yield f"{it.open} of {it.open_in_all} open handoffs are with them"
    yield from _of_their_price(it)


def _of_their_price(it: Fit) -> Iterator[str]:
    over = money.minus(it.way.asked, it.way.price)
    if over is not None and money.stored(over.amount) > 0:
        yield f"would ask {money.say_money(it.way.asked)}, {money.say_money(over)} over your price"
    more = money.minus(it.way.total, it.way.own.cost)
    if more is not None and money.stored(more.amount) > 0:
        yield f"{money.say_money(more)} more than doing it yourself"


def _of_their_time(it: Fit) -> Iterator[str]:
    if it.free is not None and it.free <= 0:
        yield "no hours free this week"
    elif it.free is not None and it.needs is not None and it.free < it.needs:
        yield f"only {it.free:.3g} h free this week, it takes {it.needs:.3g} h"
    if not it.common:
        yield "no working hours in common"
