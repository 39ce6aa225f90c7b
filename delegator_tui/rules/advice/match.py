"""Who fits a task: the contractors in order, each with what speaks for and against. Nobody is ever chosen by itself.

Who has not the skill is not looked at; who is away until the due is left out, and it is said why. Without a skill to
look for there is no advice. What is known of each makes the order, never their places on the roster.
"""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Task
from delegator_tui.rules.advice import cost
from delegator_tui.rules.advice.cost import Missing, Own
from delegator_tui.rules.advice.fit import Fit, away_until, fit, level_of, speaks_against, speaks_for
from delegator_tui.rules.advice.forecast import Forecast, forecast
from delegator_tui.rules.advice.guess import Guess, guess, is_about
from delegator_tui.rules.contractors.levels import named_in
from delegator_tui.rules.handoffs import money

FIRST = 3
"""Contractors that a card shows."""


class Candidate(NamedTuple):
    """One contractor in the order of who fits, ``rank`` from 1 on, with what speaks for and against.

    ``comes``: when the work is likely to be there, by what they did before; None where nobody knows.
    """

    rank: int
    fit: Fit
    comes: Forecast | None
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]

    @property
    def contractor(self) -> Contractor:
        """Who it is."""
        return self.fit.contractor


class LeftOut(NamedTuple):
    """Somebody with the skill who cannot have the task now, and why."""

    contractor: Contractor
    because: str


class Match(NamedTuple):
    """Who fits a task. ``skill`` is what it takes, told from the task, its activity, or the words; empty for none.

    ``fits`` are all who could have it, the best first: ``candidates`` tells of the first of them what speaks for and
    against. ``missing`` is what would make the advice better, with the command that fills it in.
    """

    task: Task
    activity: Guess | None
    skill: str
    own: Own
    fits: tuple[Fit, ...]
    out: tuple[LeftOut, ...]
    missing: tuple[Missing, ...]

    @property
    def alone(self) -> bool:
        """Whether only one of the roster has the skill: what hangs on them hangs on nobody else."""
        return len(self.fits) + len(self.out) == 1

    def candidates(self, book: Book, most: int | None = FIRST) -> list[Candidate]:
        """Return the first contractors with what speaks for and against each; all of them where ``most`` is None."""
        return [_candidate(rank, it, self.task, book) for rank, it in enumerate(self.fits[:most], 1)]


def match(task: Task, book: Book) -> Match:
    """Return who fits a task, worked out once for a book."""
    return book.once_on(_match, task, task.uid)


def _match(task: Task, book: Book) -> Match:
    mine, like, seems = cost.own(task, book), cost.like(task, book), guess(task)
    skill = _skill(task, seems, book)
    able = [
        each
        for each in book.contractors.open.values()
        if each.uid in like.by_contractor or (skill and level_of(each, skill))
    ]
    out = [LeftOut(each, why) for each in able if each.away and (why := away_until(each, task.due, book))]
    gone = {each.contractor.uid for each in out}
    fits = [
        fit(each, cost.way(task, each, mine, like, book), skill, like, book) for each in able if each.uid not in gone
    ]
    out.sort(key=lambda each: _by_name(each.contractor))
    missing = [*(() if skill or fits else (_no_skill(task),)), *mine.missing]
    return Match(task, seems, skill, mine, tuple(_in_order(fits, mine, book)), tuple(out), tuple(missing))


def _candidate(rank: int, it: Fit, task: Task, book: Book) -> Candidate:
    comes = forecast(it.jobs, task.due, book)
    return Candidate(rank, it, comes, tuple(speaks_for(it)), tuple(speaks_against(it, comes, book)))


def _in_order(fits: list[Fit], mine: Own, book: Book) -> list[Fit]:
    """Return fits, the best first. Prices are compared in one currency: of those in another it is as if unknown.

    Who is equal in all respects stands by the last job, the latest first, and then by name.
    """
    currency = mine.cost.currency if mine.cost else book.settings.home_currency
    prices = [price for it in fits if (price := it.price_in(currency)) is not None]
    middle = float(money.stored(mine.cost.amount)) if mine.cost else median(prices) if prices else None
    by_name = sorted(fits, key=lambda it: _by_name(it.contractor))
    by_last = sorted(by_name, key=lambda it: it.last, reverse=True)
    return sorted(by_last, key=lambda it: it.key(middle, currency))


def _by_name(contractor: Contractor) -> tuple[str, str, str]:
    return contractor.name.casefold(), contractor.name, contractor.uid


def _skill(task: Task, seems: Guess | None, book: Book) -> str:
    """Return the skill that a task takes: as the owner said, of its activity, else a skill of the roster it names."""
    if task.skill or seems:
        return task.skill or (seems.activity.skill if seems else "")
    if is_about(task.title):
        return ""
    known = sorted({skill for each in book.contractors.open.values() for skill in each.skills})
    return next((skill for skill in known if named_in(skill, task.title)), "")


def _no_skill(task: Task) -> Missing:
    text = "Nothing says which skill this takes: no words of the catalogue, and no such job before."
    return Missing("skill", text, "edit", task.uid)
