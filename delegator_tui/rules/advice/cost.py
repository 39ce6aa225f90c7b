"""What a task costs: if the owner does it, and with a contractor. Currencies are never mixed, and nothing is made up.

A number that cannot be told is named (``Missing``) with the field that lacks it and the command that fills it in. The
owner's own history goes before all else: last prices, own minutes. Rates of the catalogue are hints, and are no cost.
"""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Money, Task
from delegator_tui.rules.advice import formulas, jobs
from delegator_tui.rules.advice.catalogue import RateHint
from delegator_tui.rules.advice.guess import guess
from delegator_tui.rules.advice.jobs import Job
from delegator_tui.rules.contractors.people import rate_now
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.quickadd.recurrence import is_rule, times_a_year

Source = Literal["your price", "last time", "rate", "nothing"]
USUAL_MINUTES = 30
"""Minutes of the owner's that a handoff takes, brief to payment, where none were ever logged."""
USUAL_SHARE = 8
"""Of work that comes again the owner's part is one in so many minutes: half an hour of review on four of work."""
SAME_SIZE = 1.34
"""Times another's estimate up to which a job is of the same size."""


class Missing(NamedTuple):
    """What is not known: the ``field``, a sentence, and the ``command`` (an id of the table) whose key fills it in.

    ``about`` is the uid of the record that lacks it; empty for the owner's profile.
    """

    field: str
    text: str
    command: str
    about: str = ""


class Own(NamedTuple):
    """What it takes if the owner does it: minutes, and what they are worth; None where that is not known.

    ``source`` says from where the minutes are: their estimate, what such tasks took, what such jobs were estimated at.
    """

    minutes: float | None
    source: Literal["estimate", "took", "such jobs", "nothing"]
    an_hour: Money | None
    missing: tuple[Missing, ...] = ()

    @property
    def cost(self) -> Money | None:
        """The minutes at the owner's hour value."""
        return money.worth(self.minutes, self.an_hour) if self.minutes is not None and self.an_hour else None


class Way(NamedTuple):
    """What it costs with one contractor.

    ``price`` is what it is expected to cost, ``source`` where that is from; ``asked`` is what they would ask, whatever
    the owner's own idea is. ``minutes`` are the owner's own beside it (brief, questions, review, payment), from
    ``cases`` jobs like it, or the usual where that is 0.
    """

    price: Money | None
    source: Source
    asked: Money | None
    minutes: float
    cases: int
    own: Own
    missing: tuple[Missing, ...] = ()

    @property
    def own_part(self) -> Money | None:
        """The owner's minutes at their hour value."""
        return money.worth(self.minutes, self.own.an_hour) if self.own.an_hour else None

    @property
    def total(self) -> Money | None:
        """Price and own minutes together; None where one is not known, or they are in two currencies."""
        return money.plus(self.price, self.own_part)

    @property
    def gain(self) -> Money | None:
        """What is left over against doing it: below zero where it costs more. None where that cannot be told."""
        return money.minus(self.own.cost, self.total)

    @property
    def freed(self) -> float | None:
        """The minutes that the owner gets back; below zero where it takes more of theirs than doing it."""
        return None if self.own.minutes is None else self.own.minutes - self.minutes

    @property
    def price_of_hour(self) -> Money | None:
        """What an hour that comes back is bought for: the price by the hours freed. None where none comes back."""
        if self.price is None or self.freed is None or self.freed <= 0:
            return None
        return money.money(money.stored(self.price.amount) * 60 / Decimal(str(self.freed)), self.price.currency)


class Like(NamedTuple):
    """The accepted jobs of a task's kind by contractor; the owner's median minutes on them, and on how many of them."""

    by_contractor: dict[str, list[Job]]
    minutes: tuple[float, int] | None


def like(task: Task, book: Book) -> Like:
    """Return the accepted jobs that were like a task."""
    found = jobs.like(task, book)
    groups: dict[str, list[Job]] = {}
    for job in found:
        groups.setdefault(job.contractor, []).append(job)
    return Like(groups, jobs.own_minutes(found, book))


def own(task: Task, book: Book) -> Own:
    """Return what a task takes if the owner does it."""
    minutes, source = _own_minutes(task, book)
    an_hour = book.settings.hour_value
    missing = []
    if minutes is None:
        text = "Say how long it would take you (~2h): then the hours that it frees are told."
        missing.append(Missing("estimate_minutes", text, "edit", task.uid))
    if an_hour is None:
        text = "Say what an hour of yours is worth (delegator settings hour_value 50): then costs are compared."
        missing.append(Missing("hour_value", text, "settings"))
    return Own(minutes, source, an_hour, tuple(missing))


def _own_minutes(task: Task, book: Book) -> tuple[float | None, Literal["estimate", "took", "such jobs", "nothing"]]:
    if task.estimate_minutes:
        return task.estimate_minutes, "estimate"
    took = book.once(_own_tasks).get(jobs.kind_of(task)) if jobs.minutes_by_record(book) else None
    if took:
        return median(took), "took"
    guessed = [job.minutes for job in jobs.like(task, book) if job.minutes]
    return (median(guessed), "such jobs") if guessed else (None, "nothing")


def _own_tasks(book: Book) -> dict[str, list[int]]:
    """Return the minutes that tasks took which the owner did and timed, by kind."""
    found: dict[str, list[int]] = {}
    for uid, minutes in jobs.minutes_by_record(book).items():
        task = book.tasks.get(uid) if minutes > 0 else None
        if task is not None and task.state == "done":
            found.setdefault(jobs.kind_of(task), []).append(minutes)
    return found


def way(task: Task, contractor: Contractor, mine: Own, like: Like, book: Book) -> Way:
    """Return what a task costs with a contractor; ``like`` are the jobs of its kind, theirs and others'."""
    theirs = like.by_contractor.get(contractor.uid, [])
    minutes, cases = jobs.own_minutes(theirs, book) or like.minutes or (_usual(task, mine), 0)
    asked, source = _asked(contractor, theirs, mine)
    price = task.price_idea or asked
    missing = () if price else (_what_lacks(contractor, mine, task),)
    return Way(price, "your price" if task.price_idea else source, asked, minutes, cases, mine, missing)


def _usual(task: Task, mine: Own) -> float:
    """Return the owner's minutes on a handoff of which none are logged: less each time on what comes again."""
    share = mine.minutes / USUAL_SHARE if task.recurrence and mine.minutes is not None else USUAL_MINUTES
    return min(USUAL_MINUTES, share)


def _asked(contractor: Contractor, theirs: list[Job], mine: Own) -> tuple[Money | None, Source]:
    """Return what they would ask: what the last such job of about this size was, else what their rate makes of it."""
    last = next((job for job in reversed(theirs) if job.fixed), None)
    if last and _is_as_big(last.minutes, mine.minutes):
        return last.fixed, "last time"
    price = money.at_rate(rate_now(contractor), mine.minutes)
    return price, "rate" if price else "nothing"


def _is_as_big(one: float | None, other: float | None) -> bool:
    """Tell whether two jobs are of about one size, as far as anybody knows."""
    return not one or not other or max(one, other) <= SAME_SIZE * min(one, other)


def _what_lacks(contractor: Contractor, mine: Own, task: Task) -> Missing:
    rate = rate_now(contractor)
    if rate is None:
        return Missing("rates", f"{contractor.name} has no rate yet.", "contractor.edit", contractor.uid)
    if rate.unit in ("hour", "day") and mine.minutes is None:
        return Missing("estimate_minutes", "Their rate needs an estimate (~2h).", "edit", task.uid)
    text = f"{contractor.name} is paid by the {rate.unit}: say a price ($300)."
    return Missing("price_idea", text, "edit", task.uid)


def hint(task: Task) -> RateHint | None:
    """Return what others pay an hour for work like this, a hint of the catalogue; None where no source is known."""
    found = guess(task)
    return found.activity.rate if found else None


class Repeated(NamedTuple):
    """Work that comes again: how often a year, and how many minutes it is worth at most to teach somebody."""

    times_a_year: float
    teach_at_most: float


def repeated(task: Task, mine: Own) -> Repeated | None:
    """Return what is to be known of work that comes again; None for what comes once, or whose minutes nobody knows."""
    if task.recurrence is None or mine.minutes is None or not is_rule(task.recurrence.rule):
        return None
    often = times_a_year(task.recurrence.rule)
    return Repeated(often, formulas.teaching_worth(mine.minutes, often))


def buyback(book: Book) -> Money | None:
    """Return the guide line: the rate below which nearly all work is worth handing over. None without an hour value."""
    value = book.settings.hour_value
    return formulas.buyback_rate(value) if value else None
