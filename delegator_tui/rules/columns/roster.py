"""The columns of the roster."""

from __future__ import annotations

from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Contractor
from delegator_tui.model.table import Cell, Layout
from delegator_tui.rules.columns.column import Column
from delegator_tui.rules.contractors import people
from delegator_tui.rules.contractors.papers import wanting
from delegator_tui.rules.today.sections import say_rate

STATUS = {"active": "active", "trial": "on trial", "bench": "bench", "prospect": "prospect"}
"""How a contractor stands, in words; a status that is not here is its own word."""
NEVER = people.OnTime(0, 0)


class Row(NamedTuple):
    """A contractor in a book."""

    contractor: Contractor
    book: Book

    @property
    def free(self) -> float | None:
        """Hours left this week; None where nobody knows."""
        return people.free_hours(self.contractor, self.book)


def _name(row: Row) -> Cell:
    status = row.contractor.status
    return Cell(row.contractor.name, note="" if status == "active" else STATUS.get(status, status))


def _free(row: Row) -> Cell:
    free = row.free
    return Cell("" if free is None else f"{round(free):g} h", "overdue" if free is not None and free < 0 else "")


def _say_free(row: Row) -> str:
    free = row.free
    return "" if free is None else f"{round(free, 1):g} h"


def _open(row: Row) -> str:
    return str(len(people.open_handoffs_of(row.contractor, row.book)) or "")


def _on_time(row: Row) -> str:
    hits = row.book.once(people.on_time_by_contractor).get(row.contractor.uid, NEVER)
    return f"{hits.hits}/{hits.of}" if hits.of else ""


def _papers(row: Row) -> str:
    missing = wanting(row.contractor, row.book.today.isoformat())
    return f"no {', '.join(missing)}" if missing else "kept" if row.contractor.papers else "not recorded"


def _skills(row: Row) -> str:
    return ", ".join(row.contractor.skills)


def _rate(row: Row, part: str) -> object:
    return getattr(people.rate_now(row.contractor), part, None)


ID = Column[Row]("", lambda row: short_id(row.contractor.uid))
NAME = Column[Row]("name", lambda row: row.contractor.name, Layout(0, min_width=22, share=3), _name)
STATE = Column[Row]("status", lambda row: row.contractor.status)
SKILLS = Column[Row](
    "skills", _skills, Layout(0, min_width=14, share=2, drop=2), lambda row: Cell(_skills(row), "muted"),
    lambda row: list(row.contractor.skills),
)  # fmt: skip
RATE = Column[Row](
    "rate", lambda row: say_rate(row.contractor), Layout(10, "right", drop=3), value=lambda row: _rate(row, "amount")
)
FREE = Column[Row]("free", _say_free, Layout(5, "right", drop=4), _free)
OPEN = Column[Row]("open", _open, Layout(4, "right", drop=5))
ON_TIME = Column[Row]("on time", _on_time, Layout(7, "right", drop=1))
PAPERS = Column[Row]("papers", _papers, Layout(12, drop=6, gap=0), lambda row: Cell(_papers(row), "muted"))

SCREEN = (NAME, SKILLS, RATE, FREE, OPEN, ON_TIME, PAPERS)
SHELL = (ID, NAME, STATE, SKILLS, RATE, FREE, OPEN, ON_TIME)
CSV = (
    NAME,
    Column[Row]("email", lambda row: row.contractor.email),
    Column[Row]("phone", lambda row: row.contractor.phone),
    SKILLS,
    RATE,
    Column[Row]("currency", value=lambda row: _rate(row, "currency")),
    Column[Row]("unit", value=lambda row: _rate(row, "unit")),
    Column[Row]("timezone", value=lambda row: row.contractor.timezone),
    Column[Row]("capacity_hours_week", value=lambda row: row.contractor.capacity_hours_week),
    STATE,
    Column[Row]("source", lambda row: row.contractor.source),
    Column[Row]("notes", lambda row: row.contractor.notes),
)
"""What import reads; their order is that of the file."""
