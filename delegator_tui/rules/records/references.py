"""What records refer to: every uid in a record must be somebody's."""

from __future__ import annotations

from collections.abc import Iterator

from delegator_tui.model.book import Book
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Record

REFERS: dict[str, dict[str, tuple[str, ...]]] = {
    "tasks": {"contractor": ("contractors",), "same_as": ("tasks", "handoffs"), "depends_on": ("handoffs", "tasks")},
    "handoffs": {
        "task": ("tasks",), "contractor": ("contractors",), "deliverables": ("deliverables",),
        "payments": ("payments",), "waiting_for": ("tasks",), "depends_on": ("handoffs", "tasks"),
    },
    "deliverables": {"handoff": ("handoffs",)},
    "questions": {"handoff": ("handoffs",)},
    "payments": {"handoff": ("handoffs",), "invoice": ("invoices",), "deliverables": ("deliverables",)},
    "invoices": {"contractor": ("contractors",)},
    "access": {"contractor": ("contractors",), "handoff": ("handoffs",)},
    "messages": {"contractor": ("contractors",), "handoffs": ("handoffs",)},
}  # fmt: skip
"""For each table the fields that hold uids, and the tables that they may be of."""
REQUIRED: dict[str, tuple[str, ...]] = {
    "handoffs": ("task",), "deliverables": ("handoff",), "questions": ("handoff",), "invoices": ("contractor",),
    "access": ("contractor",),
}  # fmt: skip
"""Those of them without which a record means nothing."""


def dangling(book: Book) -> list[str]:
    """Return one sentence for each reference to a record that is not there."""
    return [
        f"{table} {short_id(record.uid)} refers in “{field}” to {uid}, which is not there: edit it or undo."
        for table, record in book.everything()
        for field, uid, targets in _references(table, record)
        if all(book.table(target).get(uid) is None for target in targets)
    ]


def _references(table: str, record: Record) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for field, targets in REFERS.get(table, {}).items():
        value = getattr(record, field)
        for uid in value if isinstance(value, tuple) else (value,):
            if uid:
                yield field, uid, targets
