"""Export: everything as one JSON document, or one kind of record as CSV with the columns that import reads."""

from __future__ import annotations

import msgspec

from delegator_tui.exchange import objects
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.rules import due, money
from delegator_tui.rules.people import rate_now

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
    """Return header and rows of one kind; delegated tasks come with their handoffs, so they are left out of tasks."""
    columns = COLUMNS[kind]
    if kind == "handoffs":
        records = [_handoff(handoff, book) for handoff in book.handoffs.all()]
    elif kind == "contractors":
        records = [_contractor(msgspec.to_builtins(each), rate_now(each)) for each in book.contractors.all()]
    else:
        records = [msgspec.to_builtins(task) for task in book.tasks.all() if task.state != "delegated"]
    return [list(columns), *([_cell(record.get(column)) for column in columns] for record in records)]


def _contractor(fields: dict[str, object], rate: object) -> dict[str, object]:
    unit = {"unit": getattr(rate, "unit", None), "currency": getattr(rate, "currency", None)}
    skills = fields.get("skills")
    named = list(skills) if isinstance(skills, dict) else []
    return {**fields, "rate": getattr(rate, "amount", None), **unit, "skills": named}


def _handoff(handoff: Handoff, book: Book) -> dict[str, object]:
    task = book.tasks.get(handoff.task)
    owed = book.owed_in(handoff)
    price = handoff.price
    ended = handoff.state in ("taken_back", "reassigned", "cancelled")
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
        "state": handoff.state if ended else "paid" if settled else _imported(handoff.state),
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
