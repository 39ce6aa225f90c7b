"""Inbox: what is not yet triaged, in the order triage takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from delegator_tui.model.book import Book
from delegator_tui.model.records import Record, Task
from delegator_tui.rules.handoffs.money import say_money
from delegator_tui.rules.search import inbox
from delegator_tui.rules.today.sections import task_item
from delegator_tui.screens.views.listing import ListScreen
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Cell, Column
from delegator_tui.widgets.record_list import RecordList

COLUMNS = (
    Column(1, gap=1), Column(10), Column(0, min_width=32), Column(12, drop=1), Column(8, align="right", drop=2),
    Column(8, align="right", gap=0),
)  # fmt: skip
EMPTY = "The inbox is empty.\n\nEverything on your mind goes here: {add} captures it in one line."


Key = Callable[[Task], Any]
SORT: dict[str, Key] = {
    "newest": lambda task: [-ord(char) for char in task.created],
    "title": lambda task: task.title.casefold(),
    "time it takes": lambda task: -(task.estimate_minutes or 0),
    "priority": lambda task: ("high", "normal", "low").index(task.priority),
}
"""What each order sorts by; the first is the order of triage itself."""


class InboxScreen(ListScreen):
    """Every task that waits for a verdict."""

    VIEW = "inbox"
    DETAIL = False
    ORDERS: ClassVar[tuple[str, ...]] = ("triage", "newest", "title", "time it takes", "priority")
    GROUPS: ClassVar[tuple[str, ...]] = ("", "project", "state")

    def make_list(self) -> RecordList:
        return RecordList(self._draw, COLUMNS, empty=EMPTY)

    def headline(self, book: Book) -> str:
        week = inbox.due_this_week(book)
        waiting = inbox.count(book)
        return f"Inbox   {waiting} to triage" + (f" · {week} due this week" if week else "")

    def records(self, book: Book, *, with_closed: bool, order: str) -> Sequence[Record]:
        found: Sequence[Task] = inbox.triage_order(book)
        if with_closed:
            others = [task for task in book.tasks.open.values() if not inbox.is_in_inbox(task, book)]
            closed = sorted(book.tasks.closed(), key=lambda task: task.updated, reverse=True)
            found = [*found, *others, *closed]
        if order in SORT:
            found = sorted(found, key=SORT[order])
        return found

    def group_of(self, record: Record, book: Book, group: str) -> str:
        assert isinstance(record, Task)
        if group == "project":
            return f"#{record.project}" if record.project else "No project"
        return record.state.capitalize() if not inbox.is_in_inbox(record, book) else "Inbox"

    def place_of(self, title: str) -> Any:  # noqa: ANN401
        return (title != "Inbox", title == "No project", title.casefold())

    def _draw(self, key: str) -> Sequence[Cell]:
        task = self.the_book.tasks.get(key)
        if task is None:
            return ()
        item = task_item(task, self.the_book)
        project = f"#{task.project}" if task.project else ""
        return (
            Cell(item.mark or _flag(task), item.tone or "muted"), Cell(item.lead, item.tone or "muted"),
            Cell(item.title), Cell(project, "muted"), Cell(say_money(task.price_idea), "muted"), Cell(item.amount),
        )  # fmt: skip

    def record_of(self, key: str) -> Record | None:
        return self.the_book.tasks.get(key)

    def more_hints(self, book: Book) -> Iterable[Hint]:
        if inbox.count(book):
            yield self.hint("triage")
        yield from super().more_hints(book)


def _flag(task: Task) -> str:
    return "↑" if task.priority == "high" else ""
