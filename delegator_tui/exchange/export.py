"""Export: everything as one JSON document, or one kind of record as CSV with the columns that import reads."""

from __future__ import annotations

import msgspec

from delegator_tui.exchange import objects
from delegator_tui.exchange.csv_in import HANDOFF_STATES, TASK_STATES
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.rules.columns import handoffs, roster, tasks
from delegator_tui.rules.columns.column import fields, titles

COLUMNS: dict[str, tuple[str, ...]] = {
    "tasks": titles(tasks.CSV), "contractors": titles(roster.CSV), "handoffs": titles(handoffs.CSV),
}  # fmt: skip
"""The columns of each kind, as import reads them."""


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
    rows = [handoff for handoff in book.handoffs.all() if _fits(handoff)]
    if kind == "handoffs":
        written = [fields(handoffs.CSV, handoffs.Row(handoff, book)) for handoff in rows]
    elif kind == "contractors":
        written = [fields(roster.CSV, roster.Row(each, book)) for each in book.contractors.all()]
    else:
        carried = {handoff.task for handoff in rows}
        plate = [task for task in book.tasks.all() if task.state in TASK_STATES and task.uid not in carried]
        written = [fields(tasks.CSV, tasks.Row(task, book)) for task in plate]
    return [list(COLUMNS[kind]), *written]


def left_out(kind: str, book: Book) -> int:
    """Return how many handoffs have no row, because import could not read it: ended, or without contractor or due."""
    return sum(not _fits(handoff) for handoff in book.handoffs.all()) if kind == "handoffs" else 0


def _fits(handoff: Handoff) -> bool:
    return handoffs.imported(handoff.state) in HANDOFF_STATES and bool(
        handoff.contractor and (handoff.original_due or handoff.state == "drafted")
    )
