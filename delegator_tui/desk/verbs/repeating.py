"""Verbs on what comes again: say how often, leave one out, stop."""

from __future__ import annotations

import msgspec

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.recurring import on_day, open_next, say_next
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Recurrence, Task
from delegator_tui.model.states import OPEN_TASK
from delegator_tui.rules.handoffs import series


@verb("repeat")
def repeat(tx: Transaction, uid: str, rule: str) -> Done:
    """Have a task, or the work of a handoff, come again: ``every month``, ``2 weeks``, ``after 10d``.

    A rule it has is changed. What is done already opens the next one at once. Raises Refused for what is no rule, and
    for what was dropped.
    """
    task, handoff = _work(uid, tx.book)
    if task.state == "dropped":
        raise Refused(f"{task.title} was dropped: add it again, and say how often there.")
    day = series.day_of(task, handoff)
    read = series.read_rule(rule, day, tx.book)
    read = msgspec.structs.replace(read, skips=task.recurrence.skips if task.recurrence else ())
    line = task.series or task.uid
    tx.set("tasks", task.uid, recurrence=read, series=line, **({} if day else {"due": read.start}))
    tx.event("repeats", uid, text=series.say(read, tx.book))
    tx.label = f"repeat {task.title}"
    said = f"{task.title} comes again {series.say(read, tx.book)}."
    again = msgspec.structs.replace(task, recurrence=read, series=line, due=task.due if day else read.start)
    if task.state in OPEN_TASK:
        return tx.done(said + _say_following(again, handoff, tx.book), uid)
    return tx.done(said + say_next(open_next(tx, again, handoff), tx.book), uid)


@verb("skip")
def skip(tx: Transaction, uid: str) -> Done:
    """Leave one out. A task or draft that nobody has yet moves on to the next day; of work that is out, the next one.

    Raises Refused for what does not come again.
    """
    task, handoff = _recurring(uid, tx.book)
    day = series.day_of(task, handoff)
    after = Due.of(day).date_in(tx.now) if day else tx.book.today
    following = series.next_day(task, day, max(after, tx.book.today), tx.book.settings)
    if following is None:
        raise Refused(f"{task.title} does not come again after this one: there is nothing to leave out.")
    tx.label = f"skip one of {task.title}"
    if handoff is None or handoff.state == "drafted":
        return _move_on(tx, task, handoff, following, uid)
    return _leave_out(tx, task, handoff, following, uid)


@verb("stop")
def stop(tx: Transaction, uid: str) -> Done:
    """Have a task, or the work of a handoff, come no more; this one stays. Raises Refused for what comes once."""
    task, _ = _recurring(uid, tx.book)
    tx.set("tasks", task.uid, recurrence=None)
    tx.event("repeats no more", uid)
    tx.label = f"stop {task.title}"
    return tx.done(f"{task.title} will not come again.", uid)


def say_rule(uid: str, book: Book) -> str:
    """Return how often a task, or the work of a handoff, comes and when next, as a sentence. Raises Unknown."""
    task, handoff = _work(uid, book)
    if task.recurrence is None:
        return f"{task.title} comes once."
    in_a_row = series.streak(handoff, book) if handoff else 0
    said = f"{task.title} comes again {series.say(task.recurrence, book)}."
    said += _say_following(task, handoff, book)
    return said + (f" {in_a_row} on time in a row." if in_a_row > 1 else "")


def _move_on(tx: Transaction, task: Task, handoff: Handoff | None, day: str, uid: str) -> Done:
    tx.set("tasks", task.uid, due=day, recurrence=on_day(task.recurrence, day))
    if handoff is None:
        tx.event("skipped", uid, new=day)
    due = day if handoff is None else _move_draft(tx, handoff, series.next_of(task, handoff, day, tx.book))
    return tx.done(f"Left out: {task.title} is due {Due.of(due).say(tx.now)} now.", uid)


def _move_draft(tx: Transaction, handoff: Handoff, plan: series.Next) -> str:
    distances: dict[str, tuple[str, int]] = {series.WHOLE: (plan.due, plan.ahead)}
    for part, when, days in plan.parts:
        distances[part.uid] = (when, days)
        tx.set("deliverables", part.uid, due=when, original_due=when)
    tx.set("handoffs", handoff.uid, due=plan.due, original_due=plan.due, next_check=plan.send_on)
    tx.event("skipped", handoff.uid, new=plan.due, distances=distances)
    return plan.due


def _leave_out(tx: Transaction, task: Task, handoff: Handoff, day: str, uid: str) -> Done:
    rule = task.recurrence
    assert rule is not None
    if rule.since == "completion":
        raise Refused(
            f"{task.title} comes again {series.say(rule, tx.book)}: no day is set that could be left out. "
            "Leave it out when it is there."
        )
    out = Due.of(day).day
    less = msgspec.structs.replace(rule, skips=(*rule.skips, out.isoformat()))
    tx.set("tasks", task.uid, recurrence=less)
    tx.event("skipped", uid, left_out=day)
    then = _say_following(msgspec.structs.replace(task, recurrence=less), handoff, tx.book)
    return tx.done(f"{task.title} is left out on {say_day(out, tx.book.today)}.{then}", uid)


def _work(uid: str, book: Book) -> tuple[Task, Handoff | None]:
    """Return the task of what has this uid, and its handoff: the one named, else the live one. Raises Unknown."""
    handoff = book.handoffs.get(uid)
    if handoff is None and book.tasks.get(uid) is None:
        raise Unknown("There is no such task or handoff.")
    task = lookup.task(handoff.task if handoff else uid, book)
    return task, book.handoffs_by_task.get(task.uid) or handoff


def _recurring(uid: str, book: Book) -> tuple[Task, Handoff | None]:
    task, handoff = _work(uid, book)
    if task.recurrence is None:
        raise Refused(f"{task.title} comes once: say how often first.")
    if task.state not in OPEN_TASK:
        following = series.open_in(task.series, book)
        hint = f" The next one is open: {following.title}." if following else ""
        raise Refused(f"{task.title} is {task.state}: what comes again is the next one.{hint}")
    return task, handoff


def _say_following(task: Task, handoff: Handoff | None, book: Book) -> str:
    """Say the day of the one after this; nothing where it hangs on when this one is done."""
    rule: Recurrence | None = task.recurrence
    if rule is None or rule.since == "completion":
        return ""
    following = series.next_day(task, series.day_of(task, handoff), book.today, book.settings)
    return f" After this one: {Due.of(following).say(book.now)}." if following else " This is the last one."
