"""One record on a screen of its own, with the same keys as its row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from delegator_tui.commands import BY_ID
from delegator_tui.model.book import Book
from delegator_tui.model.records import Record
from delegator_tui.rules.records.available import Steps
from delegator_tui.rules.records.story import story
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.widgets.detail import Detail
from delegator_tui.widgets.key_bar import Hint


class RecordScreen(BookScreen):
    """A record whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "back", show=False),
        Binding("j", "down", "down", show=False),
        Binding("k", "up", "up", show=False),
    ]

    def __init__(self, runner: VerbRunner, book: Book, table: str, uid: str) -> None:
        super().__init__(runner, book)
        self._table = table
        self._uid = uid

    def compose_body(self) -> ComposeResult:
        yield Detail()

    def on_mount(self) -> None:
        self.query_one(Detail).focus()

    def show_book(self, book: Book) -> None:
        self.query_one(Detail).show(story(self.record(), book))

    def record(self) -> Record | None:
        found = self.the_book.table(self._table).get(self._uid)
        return found if isinstance(found, Record) else None

    def steps_now(self) -> Steps:
        """Return what works on the record; it is open already."""
        now = super().steps_now()
        if now.likely != "open":
            return now
        return Steps(now.works, now.works[0], BY_ID[now.works[0]].words)

    def more_hints(self, book: Book) -> Iterable[Hint]:
        yield Hint("esc", "back", "leave")

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one(Detail).scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(Detail).scroll_up(animate=False)
