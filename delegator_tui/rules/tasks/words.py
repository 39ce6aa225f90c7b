"""How the lines of the owner's tasks begin, and what is noted beside their titles."""

from __future__ import annotations

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Task
from delegator_tui.rules.dates import due
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.tasks.put_off import is_away_when_due

SOME_DAY = "some day"
"""When that comes back which is put away without a day."""


def lead(task: Task, book: Book) -> str:
    """Return how a task stands in one column: ``2 d late``, ``today``, ``Fri 27 Nov``; without a due, what there is.

    Theirs without a date have their age, ``no date, 12 d``; what is put away the day on which it comes back.
    """
    if task.due:
        return due.say_standing(due.of_task(task, book), task.due, book.now)
    match plate.place(task, book):
        case "yours":
            return f"no date, {plate.age(task, book)} d"
        case "later":
            return back_on(task, book)
    return ""


def back_on(task: Task, book: Book) -> str:
    """Return when a task that is put away comes back: ``Mon  4 Jan``, ``some day``."""
    return Due.of(task.defer_until).say_in_column(book.now) if task.defer_until else SOME_DAY


def where(task: Task, book: Book) -> str:
    """Return what is noted beside a task's due: where it stands, unless it is the owner's to do."""
    match plate.place(task, book):
        case "triage":
            return "inbox"
        case "later" if task.due:
            return f"away until {Due.of(task.defer_until).say(book.now)}" if task.defer_until else "put away"
        case "later":
            return "put away until then" if task.defer_until else "put away"
        case "yours":
            return ""
    return task.state


PLACES = {"triage": "to triage", "yours": "yours", "later": "later", "delegated": "handed off"}
"""The lists as people call them."""


def say_place(task: Task, book: Book) -> str:
    """Return on which list a task stands, else how it ended."""
    return PLACES.get(plate.place(task, book) or "", task.state)


def due_while_away(task: Task, book: Book) -> str:
    """Return what is noted beside the day on which a task comes back: ``due Thu 31 Dec, while it is away``."""
    if not task.due:
        return ""
    said = f"due {Due.of(task.due).say(book.now)}"
    stand = due.of_task(task, book)
    if stand.overdue:
        return f"{due.say_standing(stand, task.due, book.now)}, {said}"
    return f"{said}, while it is away" if plate.is_away_on_due_day(task, book) else said


def say_back_after(task: Task, when: str | None, book: Book) -> str:
    """Return `` It comes back after that, Fri 15 Jan.`` for a due of a task that is put away for longer; or nothing."""
    back = task.defer_until
    if task.state != "later" or not when or not back or not is_away_when_due(back, when, book.now):
        return ""
    return f" It comes back after that, {Due.of(back).say(book.now)}."
