"""Handoffs: who has what, grouped by standing or by contractor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Record
from delegator_tui.rules import due
from delegator_tui.rules.sections import handoff_item
from delegator_tui.screens.base import bindings_of
from delegator_tui.screens.listing import ListScreen
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Blank, Cell, Column, Heading, Line
from delegator_tui.widgets.record_list import RecordList

COLUMNS = (
    Column(1, gap=1), Column(10), Column(0, min_width=16, share=3), Column(0, min_width=12, share=2, drop=1),
    Column(9, align="right", drop=2, gap=0),
)  # fmt: skip
EMPTY = "Nothing is handed off.\n\nf on a task in the inbox hands it to somebody, with a date and a price."
GROUPS = ("standing", "contractor")
TITLES = {
    "overdue": "Overdue",
    "today": "Due today",
    "soon": "Soon",
    "ahead": "Ahead",
    "you": "On you",
    "draft": "Drafts",
}


def group_of(handoff: Handoff, book: Book) -> str:
    """Return the group of a handoff: on you when the move is yours, whatever its due."""
    if handoff.state == "drafted":
        return "draft"
    if handoff.next_move == "owner":
        return "you"
    return due.of_handoff(handoff, book).kind


class HandoffsScreen(ListScreen):
    """Every open handoff."""

    VIEW = "handoffs"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")

    def make_list(self) -> RecordList:
        self._by = GROUPS[0]
        return RecordList(self._draw, COLUMNS, empty=EMPTY)

    def headline(self, book: Book) -> tuple[str, str]:
        return f"Handoffs   {len(book.open_handoffs)} open, by {self._by}", ""

    def lines(self, book: Book) -> Sequence[Line]:
        ordered = sorted(book.open_handoffs, key=lambda h: (due.sort_key(h.due, book.now), book.name(h.contractor)))
        groups: dict[str, list[str]] = {}
        if self._by == "standing":
            groups = {kind: [] for kind in TITLES}
            for handoff in ordered:
                groups[group_of(handoff, book)].append(handoff.uid)
            named = {TITLES[kind]: uids for kind, uids in groups.items() if uids}
        else:
            for handoff in sorted(ordered, key=lambda h: book.name(h.contractor).casefold()):
                groups.setdefault(book.name(handoff.contractor) or "Nobody yet", []).append(handoff.uid)
            named = groups
        lines: list[Line] = []
        for title, uids in named.items():
            lines += [Blank()] if lines else []
            lines += [Heading(title, str(len(uids))), *uids]
        return lines

    def _draw(self, key: str) -> Sequence[Cell]:
        handoff = self.the_book.handoffs.get(key)
        if handoff is None:
            return ()
        item = handoff_item(handoff, self.the_book)
        tone = item.tone or ("accent" if item.mark == "●" else "muted")
        return (
            Cell(item.mark, tone), Cell(item.lead, tone), Cell(item.title, note=_note(handoff, self.the_book)),
            Cell(item.who, "muted"), Cell(item.amount),
        )  # fmt: skip

    def record_of(self, key: str) -> Record | None:
        return self.the_book.handoffs.get(key)

    def action_group(self) -> None:
        """Group the list another way."""
        self._by = GROUPS[(GROUPS.index(self._by) + 1) % len(GROUPS)]
        self._refresh()

    def more_hints(self, book: Book) -> Iterable[Hint]:
        yield Hint("b", "group", "group")
        yield Hint("a", "add", "app.add")


def _note(handoff: Handoff, book: Book) -> str:
    item = handoff_item(handoff, book)
    if handoff.promised:
        day = due.due_date(handoff.promised, book.now)
        return f"says {day:%a}" if 0 <= (day - book.today).days < 7 else f"says {day.day} {day:%b}"
    return item.note
