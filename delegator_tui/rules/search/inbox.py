"""What is in the inbox, and in which order triage takes it."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.model.due import ZONES_APART, Due, first_text, sort_key
from delegator_tui.model.records import Task
from delegator_tui.rules.dates.due import has_begun

WEEK = 7
"""Calendar days within which triage takes a due task before older ones."""


def is_in_inbox(task: Task, book: Book) -> bool:
    """Tell whether a task waits for triage: captured and not triaged, or put away until a day that has begun."""
    return task.state == "inbox" or (task.state == "later" and has_begun(task.defer_until or "9999-12-31", book.now))


def inbox(book: Book) -> list[Task]:
    """Return the inbox in the order of capture."""
    return book.once(_inbox)


def _inbox(book: Book) -> list[Task]:
    return [task for task in book.tasks.open.values() if task.state == "inbox" or is_in_inbox(task, book)]


def count(book: Book) -> int:
    """Return how many tasks wait for triage."""
    pressing, rest = book.once(_split)
    return len(pressing) + len(rest)


def triage_order(book: Book) -> list[Task]:
    """Return the inbox as triage takes it: overdue first, then due within seven days, then the oldest."""
    return book.once(_triage_order)


def _triage_order(book: Book) -> list[Task]:
    pressing, rest = book.once(_split)
    return sorted(pressing, key=lambda task: sort_key(task.due, book.now)) + rest


def _split(book: Book) -> tuple[list[Task], list[Task]]:
    """Return the inbox tasks that are overdue or due within seven days, and the others.

    One loop that touches each task once: among ten thousand, reading them from memory takes longer than the rest.
    """
    pressing: list[Task] = []
    rest: list[Task] = []
    week = book.today + dt.timedelta(days=WEEK)
    behind = first_text(week + ZONES_APART + dt.timedelta(days=1))
    for task in book.tasks.open.values():
        if task.state != "inbox" and not is_in_inbox(task, book):
            continue
        due = task.due
        if not due or due >= behind:
            rest.append(task)
        else:
            (pressing if Due.of(due).date_in(book.now) <= week else rest).append(task)
    return pressing, rest


def due_this_week(book: Book) -> int:
    """Return how many inbox tasks are overdue or due within seven days."""
    return len(book.once(_split)[0])
