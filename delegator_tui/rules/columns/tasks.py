"""The columns of the inbox and of the lists of tasks."""

from __future__ import annotations

from functools import cached_property

from delegator_tui.model.book import Book
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Task
from delegator_tui.model.table import Cell, Layout
from delegator_tui.rules.columns.column import Column
from delegator_tui.rules.handoffs.money import say_money
from delegator_tui.rules.today.sections import Item, plate_item, task_item


class Row:
    """A task in a book."""

    def __init__(self, task: Task, book: Book) -> None:
        self.task = task
        self.book = book

    @cached_property
    def item(self) -> Item:
        """What its line on the home screen says."""
        return task_item(self.task, self.book)

    @cached_property
    def on_list(self) -> Item:
        """What its line says on the list of the owner's plate on which it stands."""
        return plate_item(self.task, self.book)


def _mark(row: Row) -> Cell:
    urgent = "↑" if row.task.priority == "high" else ""
    return Cell(row.on_list.mark or urgent, row.on_list.tone or "muted")


def _project(row: Row) -> str:
    return f"#{row.task.project}" if row.task.project else ""


ID = Column[Row]("", lambda row: short_id(row.task.uid))
MARK = Column[Row]("", lambda row: row.item.mark, Layout(1, gap=1), _mark)
DUE = Column[Row](
    "due", lambda row: row.item.lead, Layout(10), lambda row: Cell(row.on_list.lead, row.on_list.tone or "muted"),
    lambda row: row.task.due,
)  # fmt: skip
TITLE = Column[Row](
    "title",
    lambda row: row.task.title,
    Layout(0, min_width=32),
    lambda row: Cell(row.task.title, note=row.on_list.note),
)
STATE = Column[Row]("state", lambda row: row.task.state)
PROJECT = Column[Row](
    "project", _project, Layout(12, drop=1), lambda row: Cell(_project(row), "muted"), lambda row: row.task.project
)
PRICE = Column[Row](
    "price", lambda row: say_money(row.task.price_idea), Layout(8, "right", drop=2),
    lambda row: Cell(say_money(row.task.price_idea), "muted"),
)  # fmt: skip
EFFORT = Column[Row](
    "estimate_minutes", lambda row: row.item.amount, Layout(8, "right", gap=0), lambda row: Cell(row.on_list.amount),
    value=lambda row: row.task.estimate_minutes,
)  # fmt: skip

SCREEN = (MARK, DUE, TITLE, PROJECT, PRICE, EFFORT)
SHELL = (ID, DUE, TITLE, STATE, PROJECT, EFFORT)
AWAY = (
    MARK,
    Column[Row]("back", lambda row: row.on_list.lead, Layout(10), DUE.cell),
    TITLE._replace(layout=Layout(0, min_width=16), cell=None),
    Column[Row]("due", lambda row: row.on_list.note, Layout(33, drop=1),
                lambda row: Cell(row.on_list.note, row.on_list.tone or "muted")),
    EFFORT,
)  # fmt: skip
"""What is put away, on the screen: when it comes back, and its due."""
LATER = (
    ID, Column[Row]("back", lambda row: row.on_list.lead), TITLE, Column[Row]("due", lambda row: row.on_list.note),
    PROJECT, EFFORT,
)  # fmt: skip
"""The same in the shell."""
CSV = (
    TITLE,
    Column[Row]("notes", lambda row: row.task.notes),
    STATE,
    DUE,
    Column[Row]("defer_until", value=lambda row: row.task.defer_until),
    EFFORT,
    PROJECT,
    Column[Row]("labels", value=lambda row: row.task.labels),
    Column[Row]("priority", lambda row: row.task.priority),
)
"""What import reads; their order is that of the file."""
