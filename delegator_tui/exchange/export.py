"""Export: everything as one JSON document, or one kind of record as CSV with the columns that import reads."""

from __future__ import annotations

import msgspec
from msgspec import structs

from delegator_tui.exchange import objects
from delegator_tui.exchange.csv_in import HANDOFF_STATES, TASK_STATES
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Task
from delegator_tui.rules.contractors.people import rate_now
from delegator_tui.rules.dates import due
from delegator_tui.rules.handoffs import money

COLUMNS: dict[str, tuple[str, ...]] = {
    "tasks": (
        "title", "notes", "state", "due", "defer_until", "estimate_minutes", "project", "labels", "priority",
    ),
    "contractors": (
        "name", "email", "phone", "skills", "rate", "currency", "unit", "timezone", "capacity_hours_week", "status",
        "source", "notes",
    ),
    "handoffs": (
        "title", "contractor", "handed_off", "due", "delivered", "accepted", "price", "currency", "estimate_minutes",
        "rounds", "rating", "state", "deliverables",
    ),
}  # fmt: skip


def export_json(book: Book) -> objects.Json:
    """Return the whole book: the objects of tasks, contractors and handoffs, and every table as it is kept."""
    tables: dict[str, list[object]] = {}
    for table, record in book.everything():
        tables.setdefault(table, []).append(msgspec.to_builtins(record))
    return {
        "now": objects.now_text(book),
        "version": book.version,
        "tasks": [objects.task(task, book) for task in book.tasks.all()],
        "contractors": [objects.contractor(contractor, book) for contractor in book.contractors.all()],
        "handoffs": [objects.handoff(handoff, book) for handoff in book.handoffs.all()],
        "tables": tables,
    }


def csv_rows(kind: str, book: Book) -> list[list[str]]:
    """Return header and rows of one kind. A task that a row of handoffs brings along is no row of tasks."""
    columns = COLUMNS[kind]
    rows = [handoff for handoff in book.handoffs.all() if _fits(handoff)]
    if kind == "handoffs":
        records = [_handoff(handoff, book) for handoff in rows]
    elif kind == "contractors":
        records = [_contractor(structs.asdict(each), rate_now(each)) for each in book.contractors.all()]
    else:
        carried = {handoff.task for handoff in rows}
        records = [structs.asdict(task) for task in book.tasks.all() if _is_task_row(task) and task.uid not in carried]
    return [list(columns), *([_cell(record.get(column)) for column in columns] for record in records)]


def left_out(kind: str, book: Book) -> int:
    """Return how many handoffs have no row, because import could not read it: ended, or without contractor or due."""
    return sum(not _fits(handoff) for handoff in book.handoffs.all()) if kind == "handoffs" else 0


def _fits(handoff: Handoff) -> bool:
    return _imported(handoff.state) in HANDOFF_STATES and bool(
        handoff.contractor and (handoff.original_due or handoff.state == "drafted")
    )


def _is_task_row(task: Task) -> bool:
    return task.state in TASK_STATES


def _contractor(fields: dict[str, object], rate: object) -> dict[str, object]:
    unit = {"unit": getattr(rate, "unit", None), "currency": getattr(rate, "currency", None)}
    skills = fields.get("skills")
    named = list(skills) if isinstance(skills, dict) else []
    return {**fields, "rate": getattr(rate, "amount", None), **unit, "skills": named}


def _handoff(handoff: Handoff, book: Book) -> dict[str, object]:
    task = book.tasks.get(handoff.task)
    owed = book.owed_in(handoff)
    price = handoff.price
    settled = handoff.state == "closed" and price is not None and money.is_settled(handoff, book)
    return {
        "title": book.title(handoff),
        "contractor": book.name(handoff.contractor),
        "handed_off": _day(handoff.sent.at if handoff.sent else None, book),
        "due": handoff.original_due,
        "delivered": _day(handoff.first_delivered, book),
        "accepted": _day(handoff.accepted, book),
        "price": price.amount if price else None,
        "currency": price.currency if price else None,
        "estimate_minutes": task.estimate_minutes if task else None,
        "rounds": max((d.rounds for d in owed), default=0),
        "rating": handoff.rating,
        "state": "paid" if settled else _imported(handoff.state),
        "deliverables": [d.title for d in owed],
    }


def _imported(state: str) -> str:
    return "accepted" if state == "closed" else state


def _day(at: str | None, book: Book) -> str | None:
    return due.date_of(at, book.now).isoformat() if at else None


def _cell(value: object) -> str:
    if value is None:
        return ""
    return ";".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)
