"""A view with one list: the row under the cursor, the marks, and a detail pane where the terminal is wide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.book import Book
from delegator_tui.model.records import TABLES, Record
from delegator_tui.model.text import shown
from delegator_tui.rules.story import story
from delegator_tui.screens.actions import ActingScreen
from delegator_tui.screens.record import RecordScreen
from delegator_tui.widgets.detail import Detail
from delegator_tui.widgets.list_layout import Line
from delegator_tui.widgets.record_list import RecordList


class ListScreen(ActingScreen):
    """A headline over one list. Subclasses give the list, its lines, and the record behind a key."""

    DETAIL = True

    def make_list(self) -> RecordList:
        """Return the list with its columns."""
        raise NotImplementedError

    def headline(self, book: Book) -> tuple[str, str]:
        """Return the text of the headline, left and right."""
        raise NotImplementedError

    def lines(self, book: Book) -> Sequence[Line]:
        """Return the lines of the list."""
        raise NotImplementedError

    def record_of(self, key: str) -> Record | None:
        """Return the record that a row stands for."""
        raise NotImplementedError

    # ---- how it works

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        with Horizontal(classes="body"):
            yield self.make_list()
            if self.DETAIL:
                yield Detail(can_focus=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(RecordList).focus()

    def show_book(self, book: Book) -> None:
        left, right = self.headline(book)
        line = self.query_one(".headline", Static)
        width = max(0, self.app.size.width - 2)
        room = width - len(left) - len(right)
        parts = [(word, "bold $text-primary" if word.isdigit() else "bold") for word in re.split(r"(\d+)", shown(left))]
        if right and room > 1:
            parts.append((" " * room + shown(right), "not bold"))
        line.update(Content.assemble(*parts))
        self.query_one(RecordList).set_lines(self.lines(book))
        self.show_detail()

    def record(self) -> Record | None:
        current = self.query_one(RecordList).current if self.is_mounted else None
        return self.record_of(current) if current else None

    def show_detail(self) -> None:
        """Tell the record under the cursor whole, where there is room."""
        pane = self.query(Detail)
        if pane and pane.first(Detail).display and self.app.size.width >= 100:
            pane.first(Detail).show(story(self.record(), self.the_book))

    def on_record_list_moved(self, _: RecordList.Moved) -> None:
        self.show_detail()
        self.show_hints()

    def open_record(self) -> None:
        """Show the record under the cursor on a screen of its own."""
        record = self.record()
        if record is not None:
            table = next(name for name, kind in TABLES.items() if isinstance(record, kind))
            self.app.push_screen(RecordScreen(self.hands, self.the_book, table, record.uid))

    def on_record_list_opened(self, _: RecordList.Opened) -> None:
        self.open_record()

    def on_resize(self) -> None:
        self._refresh()
