"""What time changes by itself: when something next comes due, and what came due between two moments."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import ZONES_APART, Due, first_text
from delegator_tui.rules.today import agenda


class Changes(NamedTuple):
    """What came due: a title and one sentence for one toast; both empty when nothing did."""

    title: str
    said: str


def next_change(book: Book) -> dt.datetime:
    """Return the next instant at which a standing changes: a due that ends, or midnight where the owner is."""
    now = book.now
    midnight = dt.datetime.combine(now.today + dt.timedelta(days=1), dt.time(), now.zone).astimezone(dt.UTC)
    dues = (task.due for task in book.tasks.open.values()), (owed.due for owed in book.deliverables.open.values())
    first, behind = first_text(now.today - ZONES_APART), first_text(now.today + ZONES_APART)
    near = {due for part in dues for due in part if due and first <= due < behind}
    timed = (found for due in near if (found := Due.of(due)).has_time)
    return min([midnight, *(end for due in timed if (end := due.ends(now)) > now.at)])


def changes_between(before: Book, after: Book) -> Changes:
    """Return which handoffs came due or overdue from one book to a later one, as one summary.

    The owner's own tasks are said by steps of their own (rules/reminders/own_tasks.py).
    """
    old, new = agenda.agenda(before), agenda.agenda(after)
    late = [after.title(h) for h in new.overdue if h.uid not in {each.uid for each in old.overdue}]
    known = {each.uid for each in (*old.due_today, *old.overdue)}
    today = [after.title(h) for h in new.due_today if h.uid not in known]
    parts = [_say(late, "became overdue"), _say(today, "due today")]
    said = "\n".join(part for part in parts if part)
    return Changes("Overdue" if late else "Due today", said) if said else Changes("", "")


def _say(titles: list[str], words: str) -> str:
    if not titles:
        return ""
    more = f" and {len(titles) - 2} more" if len(titles) > 2 else ""
    return f"{len(titles)} {words}: {', '.join(titles[:2])}{more}"
