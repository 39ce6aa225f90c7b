"""What the decision in a form rests on, in words: of a handoff, a task, a contractor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.model.states import OUT, OWED
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.history import times_put_off
from delegator_tui.screens.forms.opened import STATE, Matters, Opened

Fact = Callable[[Any, Book], str]


def opened_on(record: Record, book: Book, *names: str, only: Matters | None = None) -> Opened:
    """Return a record as its form showed it. ``names`` are of the facts below; none are all that a decision needs.

    ``only`` tells, of what is typed, which of them matter to it.
    """
    table, facts, needed = OF[type(record)]
    chosen = {name: facts[name] for name in names or needed}

    def told(now: Book) -> dict[str, str]:
        found = now.table(table).get(record.uid) or record
        return {name: say(found, now) for name, say in chosen.items()}

    return Opened(record, book, told, only=only)


def opened_on_each(tasks: Sequence[Task], book: Book) -> Opened:
    """Return tasks as a form about all of them showed them."""

    def told(now: Book) -> dict[str, str]:
        rows = [(task, now.tasks.get(task.uid)) for task in tasks]
        return {f"“{task.title}”": _task(found, now) if found else "gone" for task, found in rows}

    return Opened(None, book, told, title="These tasks")


def _date(due: str | None, book: Book) -> str:
    return Due.of(due).say(book.now) if due else ""


def _left(handoff: Handoff, book: Book, states: Collection[str]) -> str:
    return "; ".join(each.title for each in book.owed_in(handoff) if each.state in states)


def _state(handoff: Handoff, book: Book) -> str:
    state = handoff.state.replace("_", " ")
    several = len(book.owed_in(handoff)) > 1 and handoff.state in OUT
    return f"{state}, to come: {_left(handoff, book, OWED)}" if several else state


def _paid(handoff: Handoff, book: Book) -> str:
    sums = money.total(money.money(money.stored(each.amount), each.currency) for each in book.paid_for(handoff))
    return " + ".join(money.say(value, currency) for currency, value in sums.items())


def _invoices(handoff: Handoff, book: Book) -> str:
    lines = [(each, line) for each in book.invoices.all() for line in each.lines if line.handoff == handoff.uid]
    return "; ".join(f"{each.number} {money.say(line.amount, each.currency)}".strip() for each, line in lines)


def _questions(handoff: Handoff, book: Book) -> list[str]:
    return [each.asked.text for each in book.questions_by_handoff.get(handoff.uid, ())]


def _put_off(handoff: Handoff, book: Book) -> str:
    times = times_put_off(handoff, book)
    return f"put off {times} times" if times > 1 else "put off once" if times else "not put off"


OF_HANDOFF: dict[str, Fact] = {
    STATE: _state,
    "the contractor": lambda handoff, book: book.name(handoff.contractor),
    "the agreed date": lambda handoff, book: _date(handoff.due, book),
    "the promised date": lambda handoff, book: _date(handoff.promised, book),
    "the price": lambda handoff, book: money.say_price(handoff.price),
    "what was paid": _paid,
    "the invoices": _invoices,
    "open questions": lambda handoff, book: "; ".join(_questions(handoff, book)),
    "the question": lambda handoff, book: next(iter(_questions(handoff, book)), ""),
    "still owed": lambda handoff, book: _left(handoff, book, OWED),
    "sent back": lambda handoff, book: _left(handoff, book, ("returned",)),
    "what they said": lambda handoff, book: handoff.read_back,
    "the reminder": _put_off,
}
ALL = (STATE, "the contractor", "the agreed date", "the price", "what was paid", "open questions")
"""What a handoff is decided by."""


def _task(task: Task, book: Book) -> str:
    due = _date(task.due, book)
    return f"{_task_state(task, book)}, due {due}" if due else _task_state(task, book)


def _task_state(task: Task, book: Book) -> str:
    until = task.defer_until if task.state == "later" else None
    return f"later, back {_date(until, book)}" if until else task.state


def _with_whom(task: Task, book: Book) -> str:
    handoff = book.handoffs_by_task.get(task.uid)
    return f"{book.name(handoff.contractor) or 'nobody yet'}, {handoff.state}" if handoff else ""


OF_TASK: dict[str, Fact] = {
    STATE: _task_state,
    "due": lambda task, book: _date(task.due, book),
    "handed off to": _with_whom,
}


def _has(contractor: Contractor, book: Book) -> str:
    return "; ".join(book.title(each) for each in book.open_handoffs if each.contractor == contractor.uid)


OF_CONTRACTOR: dict[str, Fact] = {"the status": lambda contractor, book: contractor.status, "open handoffs": _has}

OF: dict[type[Record], tuple[str, Mapping[str, Fact], Sequence[str]]] = {
    Handoff: ("handoffs", OF_HANDOFF, ALL),
    Task: ("tasks", OF_TASK, tuple(OF_TASK)),
    Contractor: ("contractors", OF_CONTRACTOR, tuple(OF_CONTRACTOR)),
}
"""The table and the facts of each kind of record, and those that a form rests on when it names none."""
