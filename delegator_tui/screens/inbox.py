"""Inbox: what is not yet triaged, in the order triage takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from delegator_tui.model.book import Book
from delegator_tui.model.records import Record, Task
from delegator_tui.rules import inbox
from delegator_tui.rules.money import say_money
from delegator_tui.rules.sections import task_item
from delegator_tui.screens.listing import ListScreen
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Cell, Column, Line
from delegator_tui.widgets.record_list import RecordList

COLUMNS = (
    Column(1, gap=1), Column(10), Column(0, min_width=20), Column(12, drop=1), Column(8, align="right", drop=2),
    Column(8, align="right", gap=0),
)  # fmt: skip
EMPTY = "The inbox is empty.\n\nEverything on your mind goes here: a captures it in one line."


class InboxScreen(ListScreen):
    """Every task that waits for a verdict."""

    VIEW = "inbox"
    DETAIL = False

    def make_list(self) -> RecordList:
        return RecordList(self._draw, COLUMNS, empty=EMPTY)

    def headline(self, book: Book) -> tuple[str, str]:
        week = inbox.due_this_week(book)
        waiting = inbox.count(book)
        return f"Inbox   {waiting} to triage" + (f" · {week} due this week" if week else ""), ""

    def lines(self, book: Book) -> Sequence[Line]:
        return [task.uid for task in inbox.triage_order(book)]

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
            yield Hint("t", "triage", "app.triage")
        yield Hint("a", "add", "app.add")


def _flag(task: Task) -> str:
    return "↑" if task.priority == "high" else ""
