"""Roster: who is good at what, load, on time, rates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Record
from delegator_tui.rules.contractors import people
from delegator_tui.rules.today.sections import say_rate
from delegator_tui.screens.views.listing import ListScreen
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Cell, Column, Heading, Line
from delegator_tui.widgets.record_list import RecordList

COLUMNS = (
    Column(0, min_width=22, share=3), Column(0, min_width=14, share=2, drop=2), Column(10, align="right", drop=3),
    Column(5, align="right", drop=4), Column(4, align="right", drop=5), Column(7, align="right", drop=1),
    Column(12, drop=6, gap=0),
)  # fmt: skip
EMPTY = "Nobody is on the roster.\n\n{contractor.add} adds the first contractor."
WORDS = {"active": "active", "trial": "on trial", "bench": "bench", "prospect": "prospect"}


class RosterScreen(ListScreen):
    """Everybody whom work can be handed to."""

    VIEW = "roster"
    ORDERS: ClassVar[tuple[str, ...]] = ("name", "free hours", "open handoffs")
    GROUPS: ClassVar[tuple[str, ...]] = ("", "status")

    def make_list(self) -> RecordList:
        self._on_time: dict[str, people.OnTime] = {}
        return RecordList(self._draw, COLUMNS, empty=EMPTY)

    def headline(self, book: Book) -> str:
        counts: Counter[str] = Counter(contractor.status for contractor in book.contractors.open.values())
        said = " · ".join(f"{counts[status]} {words}" for status, words in WORDS.items() if counts[status])
        return f"Roster   {said}".rstrip()

    def records(self, book: Book, *, with_closed: bool, order: str) -> Sequence[Record]:
        self._on_time = people.on_time_by_contractor(book)
        found = list(book.contractors.all() if with_closed else book.contractors.open.values())
        keys: dict[str, Callable[[Contractor], Any]] = {
            "name": lambda c: c.name.casefold(),
            "free hours": lambda c: -(people.free_hours(c, book) or 0),
            "open handoffs": lambda c: -len(people.open_handoffs_of(c, book)),
        }
        return sorted(found, key=keys[order])

    def group_of(self, record: Record, book: Book, group: str) -> str:
        assert isinstance(record, Contractor)
        return WORDS.get(record.status, record.status).capitalize()

    def lines(self, book: Book) -> Sequence[Line]:
        lines = super().lines(book)
        titles = [Cell(word, "muted") for word in ("", "skills", "rate", "free", "open", "on time", "papers")]
        return [Heading(cells=titles), *lines] if lines else ()

    def _draw(self, key: str) -> Sequence[Cell]:
        book = self.the_book
        contractor = book.contractors.get(key)
        if contractor is None:
            return ()
        free = people.free_hours(contractor, book)
        hits = self._on_time.get(key, people.OnTime(0, 0))
        count = len(people.open_handoffs_of(contractor, book))
        missing = [paper for paper, kept in contractor.papers.items() if kept == "missing"]
        papers = f"no {', '.join(missing)}" if missing else "kept" if contractor.papers else "not recorded"
        status = "" if contractor.status == "active" else WORDS.get(contractor.status, contractor.status)
        return (
            Cell(contractor.name, note=status), Cell(", ".join(contractor.skills), "muted"), Cell(say_rate(contractor)),
            Cell("" if free is None else f"{round(free):g} h", "overdue" if free is not None and free < 0 else ""),
            Cell(str(count) if count else ""), Cell(f"{hits.hits}/{hits.of}" if hits.of else ""),
            Cell(papers, "muted"),
        )  # fmt: skip

    def record_of(self, key: str) -> Record | None:
        return self.the_book.contractors.get(key)

    def more_hints(self, book: Book) -> Iterable[Hint]:
        yield self.hint("contractor.add")
        yield from super().more_hints(book)
