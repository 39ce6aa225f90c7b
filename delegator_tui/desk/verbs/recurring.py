"""The next one of what recurs, opened when this one is finished: a task, or a handoff that is ready to send."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.ids import same_uid
from delegator_tui.model.records import Handoff, Recurrence, Task
from delegator_tui.rules.handoffs import series
from delegator_tui.rules.handoffs.series import Next

OF_ITS_OWN = frozenset({"uid", "created", "updated", "state", "same_as", "series", "depends_on"})
"""Fields of a task that only their verbs write."""
TASK_FIELDS = frozenset(Task.__struct_fields__) - OF_ITS_OWN
"""The fields of a task that the owner says."""
HANDOFF_FIELDS = ("activity", "brief", "stakes", "autonomy", "spend_limit", "price")
"""What the next handoff of a series takes from this one."""


class Opened(NamedTuple):
    """The next one: its due; of a handoff the ``draft``, whose it is to be, and why its due is another day.

    ``ended``: whose it was, if they can have it no more.
    """

    due: str
    draft: str = ""
    contractor: str = ""
    moved: str = ""
    ended: str = ""


def open_next(tx: Transaction, task: Task, handoff: Handoff | None = None) -> Opened | None:
    """Open the next one of a recurring task that was just finished; None when the rule has ended, or one is open.

    ``handoff``: the one that did it, else the task's live one. A handoff opens as a draft that says what this one
    said. The uids follow from series and day, so two machines that each finish it open one.
    """
    handoff = handoff or tx.book.handoffs_by_task.get(task.uid)
    day = series.next_day(task, series.day_of(task, handoff), tx.book.today, tx.book.settings)
    line = task.series or task.uid
    uid = same_uid("task", line, day or "")
    if day is None or series.open_in(task.series, tx.book, task.uid) or tx.book.tasks.get(uid):
        return None
    state = "delegated" if handoff else "mine" if task.state == "mine" else "inbox"
    names_kept = TASK_FIELDS - {"due", "defer_until"}
    fields = {name: getattr(task, name) for name in names_kept if getattr(task, name) not in (None, "", (), False)}
    fields["recurrence"] = on_day(task.recurrence, day)
    tx.put("tasks", uid=uid, **{**fields, "state": state, "due": day, "series": line})
    tx.event("opened by recurrence", uid, by="system", after=task.uid)
    if handoff is None:
        return Opened(day)
    return _open_draft(tx, uid, handoff, series.next_of(task, handoff, day, tx.book), line)


def on_day(rule: Recurrence | None, day: str) -> Recurrence | None:
    """Return a rule of which this one is the one on ``day`` (a due)."""
    return msgspec.structs.replace(rule, day=Due.of(day).day.isoformat()) if rule else None


def _open_draft(tx: Transaction, task: str, last: Handoff, plan: Next, line: str) -> Opened:
    known = tx.book.contractors.get(last.contractor)
    contractor = None if known is None or known.status == "ended" else known.uid
    uid = same_uid("handoff", line, plan.day)
    owed = []
    distances: dict[str, tuple[str, int]] = {series.WHOLE: (plan.due, plan.ahead)}
    for at, (part, when, days) in enumerate(plan.parts):
        own = same_uid("deliverable", uid, str(at))
        share = getattr(part, "share", None)
        distances[own] = (when, days)
        fields: dict[str, Any] = {"state": "owed", "due": when, "original_due": when, "share": share}
        owed.append(tx.put("deliverables", uid=own, handoff=uid, title=part.title, **fields))
    said = {name: getattr(last, name) for name in HANDOFF_FIELDS}
    tx.put(
        "handoffs", uid=uid, task=task, contractor=contractor, state="drafted", next_move="owner",
        next_check=plan.send_on, original_due=plan.due, due=plan.due, deliverables=owed, **said,
    )  # fmt: skip
    tx.set("tasks", task, contractor=contractor)
    tx.event("drafted", uid, by="system", contractor=contractor, after=last.uid, distances=distances)
    return Opened(plan.due, uid, contractor or "", plan.moved, "" if contractor or known is None else known.name)


def say_next(following: Opened | None, book: Book) -> str:
    """Say when the next one is due, and that it is ready; nothing for none."""
    if following is None:
        return ""
    when = f"due {Due.of(following.due).say(book.now)}" + (f" ({following.moved})" if following.moved else "")
    if not following.draft:
        return f" Next one {when}."
    if following.contractor:
        return f" The next one is ready to send to {book.name(following.contractor)}, {when}."
    why = f": {following.ended} has ended, so choose somebody else" if following.ended else ""
    return f" The next one is drafted, {when}{why}."


def say_streak(task: Task, uid: str, tx: Transaction) -> str:
    """Say how many of a series in a row were on time, from two on, with what was accepted in this transaction."""
    book = tx.book_after() if task.recurrence else tx.book
    handoff = book.handoffs.get(uid) if task.recurrence else None
    count = series.streak(handoff, book) if handoff else 0
    return f" {count} on time in a row." if count > 1 else ""
