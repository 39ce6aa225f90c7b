"""While you were away: what came due, what waits on the owner longest, what came round again; each thing once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Span, Task
from delegator_tui.rules.away.plan import Falls, falls_due, own_tasks
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import DAY
from delegator_tui.rules.handoffs.pay_due import pay_due
from delegator_tui.rules.quickadd.recurrence import occurrences_after
from delegator_tui.rules.reminders.ladder import Step
from delegator_tui.rules.reminders.owner_ladder import OwnerDebt, debts, moved
from delegator_tui.rules.reminders.summary import say_step

FRESH = 31 * DAY
"""How long after it a time away is still worth a report."""


class Waits(NamedTuple):
    """What waits on the owner: in words, since when, and for how many of their working days."""

    said: str
    since: dt.date
    days: int
    uid: str


class Report(NamedTuple):
    """What there is to know after a time away, each thing once: the longest wait first, else the earliest due."""

    first: dt.date
    last: dt.date
    due: tuple[Falls, ...]
    waits: tuple[Waits, ...]
    recurs: tuple[Falls, ...]


def last_away(book: Book) -> Span | None:
    """Return the owner's last time away that is over, not long ago; spans that touch are one. None while away."""
    yours = hours.of_owner(book)
    over = [(first, last) for first, last in yours.away if book.today - FRESH <= last < book.today]
    if not over or yours.is_away(book.today):
        return None
    return Span(start=over[-1][0].isoformat(), end=over[-1][1].isoformat())


def untold(book: Book) -> Span | None:
    """Return the time away of which the owner is still to be told; None when there is none."""
    span, told = last_away(book), book.settings.away_told
    return span if span and (told is None or told < span.end) else None


def report(span: Span, book: Book) -> Report:
    """Return what there is to know of a time away that is over, as the book is now."""
    first, last = dt.date.fromisoformat(span.start), dt.date.fromisoformat(span.end)
    waits = sorted(_waits(book), key=lambda each: (each.since, each.said))
    recurs = [task for task in own_tasks(book) if task.recurrence and _came_round(task, first, last, book)]
    again = {task.uid for task in recurs} | {each.uid for each in waits}
    due = _once(each for each in falls_due(first, last, book) if each.uid not in again)
    rounds = sorted((Falls(t.due or "", t.title, "", t.uid) for t in recurs), key=_by_due(book))
    return Report(first, last, due, tuple(waits), tuple(rounds))


def _by_due(book: Book) -> Callable[[Falls], dt.datetime]:
    return lambda each: sort_key(each.due or None, book.now)


def _once(found: Iterable[Falls]) -> tuple[Falls, ...]:
    """Return what fell due, each record with the first of its dates."""
    kept: dict[str, Falls] = {}
    for each in found:
        kept.setdefault(each.uid, each)
    return tuple(kept.values())


def _came_round(task: Task, first: dt.date, last: dt.date, book: Book) -> bool:
    """Tell whether a recurring task was due from one day to another, or would have been once it was done."""
    if task.due and first <= Due.of(task.due).date_in(book.now) <= last:
        return True
    rule = task.recurrence
    if rule is None or rule.since == "completion" or (task.due and Due.of(task.due).date_in(book.now) > last):
        return False
    found = occurrences_after({"rule": rule.rule, "start": rule.start, "from": rule.since}, first - DAY)
    return found is not None and found <= last


def _waits(book: Book) -> list[Waits]:
    """Return what waits on the owner now; of a payment, from its due on."""
    yours, found = hours.of_owner(book), []
    for debt in debts(book):
        since = _since(debt, book)
        if since is not None and since <= book.today and debt.kind != "third":
            name = "pay late" if debt.kind == "pay" else debt.kind
            handoff = debt.handoff.uid if debt.handoff else None
            step = Step("", handoff, name, book.now.at, "owner", about=debt.about, contractor=debt.contractor)
            found.append(Waits(say_step(step, book), since, yours.days_between(since, book.today), handoff or ""))
    return found


def _since(debt: OwnerDebt, book: Book) -> dt.date | None:
    question, handoff = book.questions.get(debt.about), debt.handoff
    if question is not None:
        return hours.of_owner(book).date_of(instants.read(question.asked.at))
    if debt.kind == "access" or handoff is None:
        return min((rung.at.astimezone(book.now.zone).date() for rung in debt.rungs), default=None)
    if debt.kind == "pay":
        by = pay_due(handoff, book)
        return Due.of(by).date_in(book.now) if by else None
    return hours.of_owner(book).date_of(moved(handoff, book))
