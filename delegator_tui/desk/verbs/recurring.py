"""The next task of a recurring one, opened when one is finished."""

from __future__ import annotations

from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.book import Book
from delegator_tui.model.records import Task
from delegator_tui.rules.dates.due import say_long
from delegator_tui.rules.quickadd import recurrence

TASK_FIELDS = frozenset(Task.__struct_fields__) - {"uid", "created", "updated", "state", "same_as", "series"}
"""The fields of a task that the owner says."""


def open_next(tx: Transaction, task: Task) -> str | None:
    """Open the next task of a recurring one that was just finished; return its due."""
    if task.recurrence is None:
        return None
    rule = {"rule": task.recurrence.rule, "start": task.recurrence.start, "from": task.recurrence.since}
    due = recurrence.next_due(rule, task.due, tx.book.today)
    if due is None:
        return None
    names_kept = TASK_FIELDS - {"due", "defer_until"}
    fields = {name: getattr(task, name) for name in names_kept if getattr(task, name) not in (None, "", (), False)}
    state = "mine" if task.state == "mine" else "inbox"
    uid = tx.put("tasks", **fields, state=state, due=due, series=task.series or task.uid)
    tx.event("opened by recurrence", uid, by="system", after=task.uid)
    return due


def say_next(due: str | None, book: Book) -> str:
    """Say when the next one is due; nothing for none."""
    return f" Next one due {say_long(due, book.now)}." if due else ""
