"""The verb that moves a date of the owner's by days or weeks."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Task
from delegator_tui.rules.dates.due import has_begun
from delegator_tui.rules.tasks import bump as rule
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.tasks.bump import Dated, Step
from delegator_tui.rules.tasks.words import say_back_after


@verb("bump")
def bump(tx: Transaction, uid: str, step: Step) -> Done:
    """Move the date of a task or a draft: its due, else the day on which a task that is put away comes back.

    Raises Refused for what has no date, for what is out with a contractor, and for a day back that has begun.
    """
    record = tx.book.tasks.get(uid) or tx.book.handoffs.get(uid)
    if record is None:
        raise Unknown("There is no such task or handoff.")
    dated = rule.date_of(record, tx.book)
    title = record.title if isinstance(record, Task) else tx.book.title(record)
    if dated is None:
        raise Refused(_why_not(record, title, tx.book))
    when = rule.moved(dated.when, step, tx.book)
    if dated.field == "defer_until" and has_begun(when, tx.now):
        raise Refused(f"{Due.of(when).say(tx.now)} has begun already: decide on {title} now, or say a later date.")
    fields: dict[str, Any] = {dated.field: when}
    if dated.table == "handoffs":
        fields["original_due"] = when
        _move_parts(tx, dated.uid, step)
    tx.set(dated.table, dated.uid, **fields)
    tx.event("bumped", dated.uid, old=dated.when, new=when, field=dated.field)
    tx.label = f"move {title} to {Due.of(when).say(tx.now)}"
    return tx.done(_said(record, dated, when, title, tx.book), uid)


def _move_parts(tx: Transaction, uid: str, step: Step) -> None:
    """Move what a draft will owe with it."""
    handoff = tx.book.handoffs.get(uid)
    for owed in tx.book.owed_in(handoff) if handoff else ():
        if owed.due and owed.state != "waived":
            when = rule.moved(owed.due, step, tx.book)
            tx.set("deliverables", owed.uid, due=when, original_due=when)


def _why_not(record: Task | Handoff, title: str, book: Book) -> str:
    out = rule.agreed(record, book)
    if out is not None:
        return f"{title} is out with {book.name(out.contractor)}: its date moves when you agree a later one with them."
    if isinstance(record, Task) and plate.place(record, book) is None:
        return f"{title} is {record.state} already: its date stays."
    if isinstance(record, Handoff) and record.state != "drafted":
        return f"{title} is {record.state.replace('_', ' ')}: its date stays."
    return f"{title} has no date to move: give it one first."


def _said(record: Task | Handoff, dated: Dated, when: str, title: str, book: Book) -> str:
    """Say the date that it has now; of a due, that the task is away then."""
    if dated.field == "defer_until":
        return f"Back on {Due.of(when).say(book.now)}: {title}."
    away = say_back_after(record, when, book) if isinstance(record, Task) else ""
    return f"Due {Due.of(when).say(book.now)}: {title}.{away}"
