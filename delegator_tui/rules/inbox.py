"""What is in the inbox, and in which order triage takes it."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.model.records import Task
from delegator_tui.rules.due import due_date, has_begun, sort_key, standing

WEEK = 7
"""Calendar days within which triage takes a due task before older ones."""


def is_in_inbox(task: Task, book: Book) -> bool:
    """Tell whether a task waits for triage: captured and not triaged, or put away until a day that has begun."""
    return task.state == "inbox" or (task.state == "later" and has_begun(task.defer_until or "9999-12-31", book.now))


def inbox(book: Book) -> list[Task]:
    """Return the inbox in the order of capture."""
    return [task for task in book.tasks.open.values() if is_in_inbox(task, book)]


def count(book: Book) -> int:
    """Return how many tasks wait for triage."""
    return sum(is_in_inbox(task, book) for task in book.tasks.open.values())


def triage_order(book: Book) -> list[Task]:
    """Return the inbox as triage takes it: overdue first, then due within seven days, then the oldest."""
    return sorted(inbox(book), key=lambda task: _triage_key(task, book))


def _triage_key(task: Task, book: Book) -> tuple[int, dt.datetime, str]:
    if task.due and standing(task.due, book.now).overdue:
        return (0, sort_key(task.due, book.now), task.created)
    if task.due and (due_date(task.due, book.now) - book.today).days <= WEEK:
        return (1, sort_key(task.due, book.now), task.created)
    return (2, dt.datetime.min.replace(tzinfo=dt.UTC), task.created)


def due_this_week(book: Book) -> int:
    """Return how many inbox tasks are overdue or due within seven days."""
    today = book.today
    return sum(1 for task in inbox(book) if task.due and (due_date(task.due, book.now) - today).days <= WEEK)
