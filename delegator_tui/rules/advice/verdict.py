"""One verdict on a task, with its reason: drop, hand off, later or mine, asked in that order. The owner decides.

Doing it is what is left over, not where one begins. Nothing is called cheaper that is not, and nobody is named of whom
nothing is known.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Task
from delegator_tui.rules.advice.fit import Fit
from delegator_tui.rules.advice.match import Candidate, Match, match
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.tasks import plate

Name = Literal["drop", "hand off", "later", "mine"]
COMMANDS: dict[Name, str] = {
    "drop": "task.drop", "hand off": "task.hand_off", "later": "task.later", "mine": "task.mine",
}  # fmt: skip
"""The command whose key gives each verdict."""
ADVISED: dict[Name, str] = {
    "drop": "Drop it", "hand off": "Hand it off", "later": "Put it away", "mine": "Do it yourself",
}  # fmt: skip
"""Each verdict as advice."""
SHORT = 5
"""Minutes up to which a task that comes once is done sooner than it is explained."""
OLD = 90
"""Days after which a task without a date that nobody missed may be dropped."""
MATTERS_WITHIN = 7
"""Days within which a task is not put away."""

LEAST_AWAY = 2
"""Days for which putting away is not worth the key."""

NOBODY = "nobody on your roster is known for it"


class Verdict(NamedTuple):
    """What to do with a task, and why. ``to`` is who fits best, ``until`` the day on which it is to come back."""

    name: Name
    because: str
    to: Candidate | None = None
    until: dt.date | None = None

    @property
    def command(self) -> str:
        """The id of the command that gives this verdict."""
        return COMMANDS[self.name]


def verdict(task: Task, book: Book) -> Verdict:
    """Return the verdict that is advised on a task."""
    found = match(task, book)
    return (
        _mine_for_sure(task) or _drop(task, book) or _hand_off(found, book) or _later(found, book) or _mine(found, book)
    )


def _mine_for_sure(task: Task) -> Verdict | None:
    if task.only_me:
        return Verdict("mine", "You said that only you can do it.")
    if task.estimate_minutes and task.estimate_minutes <= SHORT and not task.recurrence:
        return Verdict("mine", f"It takes {task.estimate_minutes} minutes: done sooner than explained.")
    return None


def _drop(task: Task, book: Book) -> Verdict | None:
    age = plate.age(task, book)
    if task.due or task.recurrence or task.priority == "high" or age < OLD:
        return None
    return Verdict("drop", f"It has no date and has waited for {age} days. What happens if nobody ever does it?")


def _hand_off(found: Match, book: Book) -> Verdict | None:
    best = next((each for each in found.candidates(book) if each.fit.rehire != "no"), None)
    if best is None or not _is_worth_it(best.fit):
        return None
    return Verdict("hand off", f"{best.contractor.name}: {say_gain(best.fit)}.", best)


def _is_worth_it(it: Fit) -> bool:
    """Tell whether it frees time, and costs no more than doing it; who did it before, or is proven, may cost more."""
    if it.way.freed is not None and it.way.freed <= 0:
        return False
    gain = it.way.gain
    costs_more = gain is not None and money.stored(gain.amount) < 0
    return not costs_more or bool(it.done) or it.level in ("proven", "trusted")


def say_gain(it: Fit) -> str:
    """Return what handing it to somebody frees and costs: ``frees about 4.5 h for $400, $175 more than your own time``.

    Where it cannot be compared, what is known; where nothing is, what speaks for them.
    """
    way = it.way
    said = f"frees about {say_hours(way.freed)}" if way.freed is not None else ""
    said += f" for {money.say_money(way.price)}" if said and way.price else ""
    if way.gain is None:
        return said or (f"asks {money.say_money(way.price)}" if way.price else "has the skill it takes")
    gain = money.stored(way.gain.amount)
    if gain < 0:
        return f"{said}, {money.say(-gain, way.gain.currency)} more than your own time"
    return f"{said}, {money.say(gain, way.gain.currency)} less than your own time" if gain else said


def say_hours(minutes: float) -> str:
    """Return a time in hours, or in minutes below one: ``4.5 h``, ``40 min``."""
    return f"{round(minutes)} min" if abs(minutes) < 60 else f"{round(minutes / 60, 1):g} h"


def _later(found: Match, book: Book) -> Verdict | None:
    task = found.task
    if task.priority == "high":
        return None
    if not task.due or not Due.is_due(task.due):
        who = f"{found.fits[0].contractor.name} is untried in it" if found.fits else NOBODY
        monday = book.today + dt.timedelta(days=7 - book.today.weekday())
        return Verdict("later", f"It has no date, and {who}.", until=monday)
    day = Due.of(task.due).date_in(book.now)
    ahead = (day - book.today).days
    if ahead <= MATTERS_WITHIN + LEAST_AWAY:
        return None
    return Verdict("later", f"It is due in {ahead} days.", until=day - dt.timedelta(days=MATTERS_WITHIN))


def _mine(found: Match, book: Book) -> Verdict:
    best = found.fits[0] if found.fits else None
    if best is not None and best.way.freed is not None and best.way.freed <= 0:
        hand = say_hours(best.way.minutes)
        return Verdict(
            "mine", f"To hand it off takes about {hand} of yours, to do it {say_hours(found.own.minutes or 0)}."
        )
    if best is not None and best.way.total is not None:
        own, total = money.say_money(found.own.cost), money.say_money(best.way.total)
        frees = say_hours(best.way.freed or 0)
        said = f"{own} of your time; with {best.contractor.name}, untried in this, {total}, which frees about {frees}."
        return Verdict("mine", said)
    if found.out:
        return Verdict("mine", f"{found.out[0].contractor.name} is {found.out[0].because}.")
    said = f"{_soon(found.task, book)}{NOBODY}."
    return Verdict("mine", said[:1].upper() + said[1:])


def _soon(task: Task, book: Book) -> str:
    if not task.due or not Due.is_due(task.due):
        return ""
    day = Due.of(task.due).date_in(book.now)
    near = (day - book.today).days <= MATTERS_WITHIN
    over = Due.of(task.due).is_over(book.now)
    return f"it {'was' if over else 'is'} due {say_day(day, book.today)}, and " if near else ""
