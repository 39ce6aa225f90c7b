"""Roster: who is good at what, load, on time, rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Record
from delegator_tui.model.table import Cell
from delegator_tui.rules.columns import roster as columns
from delegator_tui.rules.columns.column import cells, layouts, titles
from delegator_tui.rules.columns.roster import STATUS
from delegator_tui.rules.contractors import people
from delegator_tui.screens.views.content import ListContent
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Heading, Line

EMPTY = "Nobody is on the roster.\n\n{contractor.add} adds the first contractor."


class Roster(ListContent):
    """Everybody whom work can be handed to."""

    NAME = "roster"
    COLUMNS = layouts(columns.SCREEN)
    EMPTY = EMPTY
    ORDERS: ClassVar[tuple[str, ...]] = ("name", "free hours", "open handoffs")
    GROUPS: ClassVar[tuple[str, ...]] = ("", "status")

    def headline(self, book: Book) -> str:
        counts: Counter[str] = Counter(contractor.status for contractor in book.contractors.open.values())
        said = " · ".join(f"{counts[status]} {words}" for status, words in STATUS.items() if counts[status])
        return f"Roster   {said}".rstrip()

    def records(self, book: Book, with_closed: bool, order: str) -> Sequence[Record]:
        found = list(book.contractors.all() if with_closed else book.contractors.open.values())
        keys: dict[str, Callable[[Contractor], Any]] = {
            "name": lambda c: c.name.casefold(),
            "free hours": lambda c: -(people.free_hours(c, book) or 0),
            "open handoffs": lambda c: -len(people.open_handoffs_of(c, book)),
        }
        return sorted(found, key=keys[order])

    def group_of(self, record: Record, book: Book, group: str) -> str:
        assert isinstance(record, Contractor)
        return STATUS.get(record.status, record.status).capitalize()

    def lines(self, book: Book) -> Sequence[Line]:
        lines = super().lines(book)
        heads = ["", *titles(columns.SCREEN)[1:]]
        return [Heading(cells=[Cell(word, "muted") for word in heads]), *lines] if lines else ()

    def draw(self, key: str) -> Sequence[Cell]:
        book = self.view.the_book
        contractor = book.contractors.get(key)
        return cells(columns.SCREEN, columns.Row(contractor, book)) if contractor else ()

    def record_of(self, key: str) -> Record | None:
        return self.view.the_book.contractors.get(key)

    def hints(self, book: Book) -> Iterable[Hint]:
        yield self.view.hint("contractor.add")
        yield from super().hints(book)
