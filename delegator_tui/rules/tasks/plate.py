"""The owner's own plate: on which list each open task stands. Every view, count and reminder asks here.

- *to triage*: captured and not decided on, or put away until a day that has begun.
- *yours*: the owner keeps it to do it.
- *later*: put away until a day that is still to come; without a day, until the owner says one.
- *delegated*: handed off, drafts too. It has no standing of its own: it has that of its handoff.

What is finished or dropped is on no list. What is due today or over is due wherever it stands: a task put away past
its due, too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal, NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import ZONES_APART, Due, first_text, sort_key
from delegator_tui.model.records import Handoff, Task
from delegator_tui.model.states import OPEN_TASK
from delegator_tui.rules.dates.due import has_begun
from delegator_tui.rules.tasks.put_off import is_away_when_due

Place = Literal["triage", "yours", "later", "delegated"]
PLACES: tuple[Place, ...] = ("triage", "yours", "later", "delegated")

WEEK = 7
"""Calendar days within which triage takes a due task before older ones."""


class Plate(NamedTuple):
    """The open tasks by list, in the order they were made; of what is to triage, ``pressing`` is due within a week."""

    pressing: list[Task]
    rest: list[Task]
    yours: list[Task]
    later: list[Task]
    delegated: list[Task]


class Counts(NamedTuple):
    """How many tasks stand on each of the owner's lists."""

    triage: int
    yours: int
    later: int


class Pressing(NamedTuple):
    """How many tasks are overdue, and how many others are due until this week ends, with its Sunday."""

    overdue: int
    this_week: int

    @property
    def words(self) -> list[str]:
        """The counts as people read them, without those that are none: ``18 due this week``, ``4 overdue``."""
        counted = ((self.this_week, "due this week"), (self.overdue, "overdue"))
        return [f"{count} {said}" for count, said in counted if count]


# ---- one task


def place(task: Task, book: Book) -> Place | None:
    """Return the list on which a task stands; None when it is finished or dropped."""
    if task.state not in OPEN_TASK:
        return None
    if task.state == "delegated" or task.uid in book.handoffs_by_task:
        return "delegated"
    if task.state == "mine":
        return "yours"
    return "later" if task.state == "later" and not _is_back(task, book) else "triage"


def is_to_triage(task: Task, book: Book) -> bool:
    """Tell whether a task waits for a verdict."""
    return place(task, book) == "triage"


def is_own(task: Task, book: Book) -> bool:
    """Tell whether a task is the owner's to do or to decide on: on any of the three lists."""
    return place(task, book) in ("triage", "yours", "later")


def handoff_of(task: Task, book: Book) -> Handoff | None:
    """Return the live handoff that carries a task, by which it stands; None without one."""
    return book.handoffs_by_task.get(task.uid)


def _is_back(task: Task, book: Book) -> bool:
    """Tell whether what was put away is back: its day has begun. Without a day it waits for the owner to say one."""
    return bool(task.defer_until) and has_begun(task.defer_until, book.now)


def is_away_on_due_day(task: Task, book: Book) -> bool:
    """Tell whether a task is put away until its due is over."""
    return bool(task.due and task.defer_until) and is_away_when_due(task.defer_until or "", task.due or "", book.now)


def age(task: Task, book: Book) -> int:
    """Return for how many calendar days a task has been on the plate; 0 when nobody knows, or the clock is behind."""
    return max(0, (book.today - instants.date_of(task.created, book.now)).days) if task.created else 0


# ---- the lists


def triage(book: Book) -> list[Task]:
    """Return what waits for a verdict as triage takes it: overdue first, then due within a week, then the oldest."""
    return book.once(_triage)


def _triage(book: Book) -> list[Task]:
    found = plate(book)
    return _by_due(found.pressing, book) + found.rest


def yours(book: Book) -> list[Task]:
    """Return what the owner does themselves: by date, then what has none, the oldest first."""
    return book.once(_yours)


def _yours(book: Book) -> list[Task]:
    return _by_due(plate(book).yours, book)


def later(book: Book) -> list[Task]:
    """Return what is put away, by the day on which each comes back; what has none last."""
    return book.once(_later)


def _later(book: Book) -> list[Task]:
    return sorted(plate(book).later, key=lambda task: sort_key(task.defer_until, book.now))


def _by_due(tasks: Iterable[Task], book: Book) -> list[Task]:
    """Return tasks by their due, those without one last; of equals the one that was made first."""
    return sorted(tasks, key=lambda task: sort_key(task.due, book.now))


def delegated(book: Book) -> list[Task]:
    """Return what is handed off, in the order in which it was captured."""
    return plate(book).delegated


def on_list(name: Place, book: Book) -> list[Task]:
    """Return the tasks of a list in its order."""
    return {"triage": triage, "yours": yours, "later": later, "delegated": delegated}[name](book)


def own(book: Book) -> list[Task]:
    """Return every task of the three lists of the owner's: to triage, yours, later."""
    return [*triage(book), *yours(book), *later(book)]


def undated(book: Book) -> list[Task]:
    """Return what no day brings back to the owner: theirs without a due, put away without a day; the oldest first."""
    found = [task for task in yours(book) if not task.due]
    return found + [task for task in later(book) if not task.defer_until and not task.due]


def counts(book: Book) -> Counts:
    """Return how many tasks stand on each of the owner's lists. Puts nothing in order, so it is quick."""
    found = plate(book)
    return Counts(len(found.pressing) + len(found.rest), len(found.yours), len(found.later))


def plate(book: Book) -> Plate:
    """Return all open tasks by list."""
    return book.once(_plate)


def _plate(book: Book) -> Plate:
    """One loop that touches each task once: among ten thousand, reading them from memory takes longer than the rest."""
    found = Plate([], [], [], [], [])
    week, lent = book.today + dt.timedelta(days=WEEK), _lent(book)
    behind, not_yet = _behind(week), _behind(book.today)
    kept = {"mine": found.yours, "delegated": found.delegated}
    for task in book.tasks.open.values():
        state = task.state
        if state != "inbox" or (lent and task.uid in lent):
            where = found.delegated if task.uid in lent else kept.get(state)
            if where is None and ((task.defer_until or "9") >= not_yet or not _is_back(task, book)):
                where = found.later
            if where is not None:
                where.append(task)
                continue
        when = task.due
        if not when or when >= behind:
            found.rest.append(task)
        else:
            (found.pressing if Due.of(when).date_in(book.now) <= week else found.rest).append(task)
    return found


def _lent(book: Book) -> frozenset[str]:
    """Return the tasks that a handoff carries although they are not marked so: an import or an edit by hand."""
    tasks = (book.tasks.open.get(uid) for uid in book.handoffs_by_task)
    return frozenset(task.uid for task in tasks if task is not None and task.state != "delegated")


def _behind(last: dt.date) -> str:
    """Return the text at or behind which every due sorts that falls after a day, wherever its zone is."""
    return first_text(last + ZONES_APART + dt.timedelta(days=1))


# ---- what is due of them


def due_now(book: Book) -> list[Task]:
    """Return the owner's tasks that are overdue or due today, from each of the three lists: overdue first, then today.

    One that is put away past its due is there all the same.
    """
    return book.once(_due_now)


def _due_now(book: Book) -> list[Task]:
    found = _due_until(book.today, _of_owner(book), book)
    return sorted(found, key=lambda t: (sort_key(t.due, book.now), t.priority != "high", t.created))


def _of_owner(book: Book) -> Iterable[Task]:
    """Go through the tasks of the three lists that may have a due soon, in no order that matters."""
    found = plate(book)
    return (*found.pressing, *found.yours, *found.later)


def _due_until(last: dt.date, tasks: Iterable[Task], book: Book) -> list[Task]:
    """Return the tasks that are due on a day or before; most are told by the text of their dues, which is quick."""
    behind = _behind(last)
    near = (task for task in tasks if task.due and task.due < behind)
    return [task for task in near if Due.of(task.due or "").date_in(book.now) <= last]


def pressing(book: Book, *, only_triage: bool = False) -> Pressing:
    """Return how many of the owner's tasks press, on all three lists or only of those to triage."""
    return book.once(_pressing_triage if only_triage else _pressing)


def _pressing(book: Book) -> Pressing:
    return _count(_of_owner(book), book)


def _pressing_triage(book: Book) -> Pressing:
    return _count(plate(book).pressing, book)


def _count(tasks: Iterable[Task], book: Book) -> Pressing:
    sunday = book.today + dt.timedelta(days=6 - book.today.weekday())
    within = _due_until(sunday, tasks, book)
    late = sum(Due.of(task.due or "").is_over(book.now) for task in within)
    return Pressing(late, len(within) - late)
