"""To move a date by days or weeks: which date of a record a step moves, and to where."""

from __future__ import annotations

import re
from typing import NamedTuple

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff, Record, Task
from delegator_tui.model.states import OUT
from delegator_tui.rules.dates.habits import of_settings
from delegator_tui.rules.tasks import plate

_STEP = re.compile(r"([+-]?)([0-9]{1,4}) ?([dwmyb])[a-z]*", re.IGNORECASE)


class Step(NamedTuple):
    """How far a date moves: ``by`` days (``d``), weeks, months, years or working days (``b``); back if negative."""

    by: int
    unit: str = "d"


class Dated(NamedTuple):
    """The date of a record that a step moves: in which table, of which record, in which field, and what it is now."""

    table: str
    uid: str
    field: str
    when: str


def read_step(text: str) -> Step | None:
    """Read a step as it is typed: ``+1d``, ``-2w``, ``3d``, ``+1m``, ``+5b``; None when it is none."""
    found = _STEP.fullmatch(text.strip())
    if found is None or not int(found[2]):
        return None
    return Step(int(found[2]) * (-1 if found[1] == "-" else 1), found[3].lower())


def date_of(record: Record | None, book: Book) -> Dated | None:
    """Return the date that a step moves: a task's due, else the day on which it comes back; a draft's due.

    A task that is handed off has its handoff's. None for what has no date, is over, or is out with a contractor: that
    date was agreed.
    """
    if isinstance(record, Task):
        handoff = plate.handoff_of(record, book)
        return _of_task(record, book) if handoff is None else _of_draft(handoff, book)
    return _of_draft(record, book) if isinstance(record, Handoff) else None


def _of_task(task: Task, book: Book) -> Dated | None:
    if plate.place(task, book) is None:
        return None
    if task.due:
        return Dated("tasks", task.uid, "due", task.due)
    if plate.place(task, book) == "later" and task.defer_until:
        return Dated("tasks", task.uid, "defer_until", task.defer_until)
    return None


def _of_draft(handoff: Handoff, book: Book) -> Dated | None:
    """Return the date in a draft's line: its own, else that of its task."""
    task = book.tasks.get(handoff.task)
    when = handoff.due or (task.due if task else None)
    return Dated("handoffs", handoff.uid, "due", when) if when and handoff.state == "drafted" else None


def agreed(record: Record | None, book: Book) -> Handoff | None:
    """Return the handoff of a record that is out with a contractor: its date moves when both agree; else None."""
    handoff = plate.handoff_of(record, book) if isinstance(record, Task) else record
    return handoff if isinstance(handoff, Handoff) and handoff.state in OUT else None


def has_date(record: Record | None, book: Book) -> bool:
    """Tell whether a record has a date that can be moved, alone or by agreement."""
    out = agreed(record, book)
    return bool(out.due) if out is not None else date_of(record, book) is not None


def moved(when: str, step: Step, book: Book) -> str:
    """Return a stored due so much later; its time and zone stay. Raises Refused outside of the calendar."""
    try:
        due = Due.of(when)
        return due.moved_to(of_settings(book.settings).count(due.day, step.by, step.unit)).text
    except (ValueError, OverflowError) as error:
        raise Refused("There is no such day on the calendar: say a smaller step.") from error


def to_agree(handoff: Handoff, step: Step, book: Book) -> str | None:
    """Return the date that a step asks a contractor to agree to, counted from today where the agreed one is over.

    None without an agreed date, and for a step back: an agreed date only moves on.
    """
    if not handoff.due or step.by < 0:
        return None
    found = moved(handoff.due, step, book)
    if not Due.of(found).is_over(book.now):
        return found
    return moved(Due.of(handoff.due).moved_to(book.today).text, step, book)
