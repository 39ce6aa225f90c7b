"""What a time away means: what falls due in it, who may have a question, what waits on the owner before it begins.

A handoff is looked at when it is out with its contractor. Days are the owner's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Handoff, Span, Task
from delegator_tui.model.states import OUT, OWED, UNDER_WAY
from delegator_tui.rules.away.span import back_on, days_of
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import DAY, SANE
from delegator_tui.rules.reminders.ladder import Step, all_steps
from delegator_tui.rules.reminders.summary import ORDER
from delegator_tui.rules.tasks import plate

"""States of a handoff in which a question may come."""
NOT_BEFORE_LEAVING = frozenset({"today", "third", "inbox", "undated", "week", "task today", "task late"})
"""Steps of the owner's that need nothing done before they leave, or are told as what falls due."""
WAITING = frozenset({"question", "review", "yours"})
"""Steps of what waits on the owner already, whenever it is to be said next."""
LONG_OVER = 31 * DAY
"""What has been overdue for longer is not a matter of leaving."""


class Falls(NamedTuple):
    """One thing that falls due: of a contractor, or with an empty ``who`` the owner's own. ``uid`` is the record's."""

    due: str
    title: str
    who: str
    uid: str


class Plan(NamedTuple):
    """What a time away means.

    ``before`` are the owner's own tasks that are due until then or overdue, ``checks`` the handoffs whose next check
    falls into it.
    """

    span: Span
    back: dt.date
    before: tuple[Falls, ...]
    due: tuple[Falls, ...]
    questions: tuple[Handoff, ...]
    waits: tuple[Step, ...]
    checks: tuple[Handoff, ...]


def plan(span: Span, book: Book) -> Plan:
    """Return what a time away means, as the book is now."""
    first, last = days_of(span)
    before = tuple(each for each in falls_due(book.today - LONG_OVER, first - DAY, book) if not each.who)
    asks = tuple(handoff for handoff in book.open_handoffs if may_ask(handoff, book))
    due = falls_due(first, last, book)
    return Plan(span, back_on(span, book), before, due, asks, _waits(last, book), tuple(checks_in(span, book)))


def falls_due(first: dt.date, last: dt.date, book: Book) -> tuple[Falls, ...]:
    """Return what is owed and falls due from one day to another, and the owner's own tasks that do; earliest first."""
    found = [each for handoff in book.open_handoffs if handoff.state in OUT for each in _owed(handoff, book)]
    found += [Falls(task.due, task.title, "", task.uid) for task in own_tasks(book) if task.due]
    within = [each for each in found if first <= Due.of(each.due).date_in(book.now) <= last]
    return tuple(sorted(within, key=lambda each: sort_key(each.due, book.now)))


def own_tasks(book: Book) -> Iterable[Task]:
    """Go through the tasks that are the owner's to do or to decide on."""
    return plate.own(book)


def _owed(handoff: Handoff, book: Book) -> list[Falls]:
    """Return what is owed in a handoff, by date: what is agreed, or promised when that is later."""
    owed = [d for d in book.owed_in(handoff) if d.state in OWED]
    pairs = [(d.title, d.due or handoff.due, d.promised or handoff.promised) for d in owed]
    title, who = book.title(handoff), book.name(handoff.contractor)
    parts: dict[str, list[str]] = {}
    for part, due, promised in pairs or [("", handoff.due, handoff.promised)]:
        if due:
            later = promised and Due.of(promised).is_after(due, book.now)
            parts.setdefault(promised if promised and later else due, []).append(part)
    whole = len(parts) == 1
    return [
        Falls(due, title if whole else f"{title}: {', '.join(names)}", who, handoff.uid) for due, names in parts.items()
    ]


def may_ask(handoff: Handoff, book: Book) -> bool:
    """Tell whether a question may come: the work is under way, or it is out with somebody who has asked before."""
    if handoff.state not in OUT or handoff.next_move != "contractor":
        return False
    return handoff.state in UNDER_WAY or handoff.contractor in book.once(_askers)


def _askers(book: Book) -> frozenset[str | None]:
    handoffs = (book.handoffs.get(question.handoff) for question in book.questions.all())
    return frozenset(handoff.contractor for handoff in handoffs if handoff)


def _waits(last: dt.date, book: Book) -> tuple[Step, ...]:
    """Return what the owner should do before a time away for others: what waits, and what comes until its end."""
    ends = hours.of_owner(book).instant(last + DAY, 0)
    steps = (step for step in all_steps(book) if step.to == "owner" and step.step not in NOT_BEFORE_LEAVING)
    return tuple(sorted((step for step in steps if step.step in WAITING or step.at < ends), key=_weight(ORDER)))


def _weight(order: tuple[str, ...]) -> Callable[[Step], tuple[int, dt.datetime]]:
    return lambda step: (order.index(step.step) if step.step in order else len(order), step.at)


def checks_in(span: Span, book: Book) -> list[Handoff]:
    """Return the open handoffs whose next check falls into a time away."""
    first, last = days_of(span)
    checked = ((handoff, handoff.next_check) for handoff in book.open_handoffs if handoff.next_check)
    found = ((handoff, Due.of(check).date_in(book.now)) for handoff, check in checked)
    return [handoff for handoff, day in found if first <= day <= last and day.year in SANE]
