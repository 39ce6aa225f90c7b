"""Today: one headline, then what needs the owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from delegator_tui.model.book import Book
from delegator_tui.model.records import Record
from delegator_tui.model.table import Layout
from delegator_tui.rules.followup import asking
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.today import agenda
from delegator_tui.rules.today.sections import Item, Section, sections
from delegator_tui.screens.views.content import ListContent
from delegator_tui.screens.views.items import DUE, LEAK, TASK, Items
from delegator_tui.widgets.key_bar import Hint
from delegator_tui.widgets.list_layout import Blank, Cell, Heading, Line, Row

MAX_ROWS = 5
"""Rows of a section before ``+7 more``."""
MORE = "more:"
WATCH = "watch"
"""The row that says that nobody watches while the dashboard is closed."""

NOTE = (Layout(0, gap=0),)
LONG = (
    Layout(1, gap=1), Layout(16), Layout(0, min_width=11, share=3, less=5), Layout(0, min_width=12, share=2, drop=1),
    Layout(9, align="right", gap=0),
)  # fmt: skip
CHASED = ("overdue", "due_today", "silent", "checks", "leaks")
"""Sections of what is with them: the first of them says how many messages are ready."""
SHAPES = {"leaks": "leak", "yours_today": "task", "slips": "long", "silent": "long", "checks": "long"}
"""The shape of a section's rows, where it is not that of most."""
EMPTY = "Nothing needs you now.\n\n{add} captures what is on your mind, {triage} goes through the inbox."


class Today(ListContent):
    """The home screen."""

    NAME = "today"
    COLUMNS = DUE
    SHAPES: ClassVar[Mapping[str, Sequence[Layout]]] = {"leak": LEAK, "long": LONG, "task": TASK, "note": NOTE}
    EMPTY = EMPTY
    DETAIL = False
    HAS_CLOSED = False
    FOLLOWS = True

    def __init__(self) -> None:
        self._items = Items()
        self._open_sections: set[str] = set()
        self._chased = ""

    def headline(self, book: Book) -> str:
        is_whole = book.events_at_hand or not book.open_handoffs
        return agenda.say_headline(agenda.agenda(book).headline, is_whole=is_whole)

    def lines(self, book: Book) -> Sequence[Line]:
        self._items.show(())
        lines: list[Line] = []
        found = self._sections(book)
        self._chased = next((section.name for section in found if section.name in CHASED), "")
        for section in found:
            lines += [Blank()] if lines else []
            lines.append(Heading(section.title, self._right(section, book)))
            whole = section.name in self._open_sections or len(section.items) <= MAX_ROWS
            for item in section.items if whole else section.items[:MAX_ROWS]:
                self._items.add(item)
                lines.append(Row(item.key, SHAPES.get(section.name, "")))
            if not whole:
                key = MORE + section.name
                more = f"+{len(section.items) - MAX_ROWS} more"
                self._items.add(Item(key, "", None, "", more, ""))
                lines.append(Row(key))
        return lines + self._unwatched(book, lines)

    def _unwatched(self, book: Book, before: Sequence[Line]) -> list[Line]:
        """Return the row that says that nobody watches, while work is out and nobody does."""
        if self.view.runner.watcher != "" or not book.open_handoffs or self.view.narrowing.text:
            return []
        how = f"{self.view.key('watch')} turns them on"
        self._items.add(Item(WATCH, "", None, "", "No reminders while delegator is closed", how))
        return [*([Blank()] if before else []), Row(WATCH, "note")]

    def _right(self, section: Section, book: Book) -> str:
        """Return what stands at the right of a heading: how many, or what the chase list does about them."""
        letters = asking.count(book) if section.name == self._chased and not self.view.runner.desk.read_only else 0
        if not letters:
            return str(len(section.items))
        held = f", {later} for later" if (later := asking.for_later(book)) else ""
        return f"{self.view.key('chase')} {letters} message{'s' if letters > 1 else ''} ready{held}"

    def _sections(self, book: Book) -> list[Section]:
        """Return the sections with what the filter lets through."""
        found = sections(agenda.agenda(book), book)
        records = [item.record for section in found for item in section.items if item.record]
        through = {record.uid for record in self.view.narrowing.through(records, book)}
        kept = (s._replace(items=[i for i in s.items if i.record and i.record.uid in through]) for s in found)
        return found if len(through) == len({record.uid for record in records}) else [s for s in kept if s.items]

    def draw(self, key: str) -> Sequence[Cell]:
        return self._items.note(key) if key == WATCH else self._items.draw(key)

    def record_of(self, key: str) -> Record | None:
        return self._items.record(key)

    def open_row(self, key: str) -> bool:
        """Show the rest of a section, or ask to watch."""
        if key.startswith(MORE):
            self._open_sections.add(key.removeprefix(MORE))
            self.view.redraw()
        elif key == WATCH:
            self.view.run_worker(self.view.run_action("app.watch"))
        return key.startswith(MORE) or key == WATCH

    def hints(self, book: Book) -> Iterable[Hint]:
        waiting = plate.counts(book).triage
        if waiting:
            yield self.view.hint("triage", f"triage {waiting}")
        if asking.count(book):
            yield self.view.hint("chase")
        yield from super().hints(book)
