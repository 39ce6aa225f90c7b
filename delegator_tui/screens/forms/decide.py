"""Decide: nudging has come to its end, and the owner chooses how it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from delegator_tui.keys import key_of, shown
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.model.text import shown as safe
from delegator_tui.rules.followup.standing import in_words
from delegator_tui.rules.records.available import steps
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.forms.reminder_forms import say_times
from delegator_tui.widgets.key_lines import KeyLines
from delegator_tui.widgets.list_layout import Cell, Layout
from delegator_tui.widgets.record_list import RecordList

CHOICES = {
    "handoff.extend": "a later date that both agree on",
    "handoff.hold": "the agreed date: hold them to it",
    "handoff.cut": "less: take some of what is owed off",
    "handoff.reassign": "somebody else",
    "handoff.take_back": "the end: take it back and do it yourself",
    "handoff.cancel": "the end: cancel it and drop the task",
}
"""What can be chosen, by the command that does it."""


class DecideDialog(Dialog[str | None]):
    """Shows the choices; answers the command that was chosen, or None. ``why``: what led here, as a sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "leave it open", show=False)]

    def __init__(self, handoff: Handoff, book: Book, why: str = "") -> None:
        super().__init__()
        self._title = f"Decide: {book.title(handoff)}"
        works = steps(handoff, book).works
        self._ids = [id_ for id_ in CHOICES if id_ in works]
        self._own = book.settings.keys
        self._why = why or self._facts(handoff, book)

    def _facts(self, handoff: Handoff, book: Book) -> str:
        lead = in_words(handoff, book)
        return f"{book.name(handoff.contractor)}, {lead}. {say_times(handoff, book)}"

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(safe(self._title))
            yield Static(Content(safe(self._why)), classes="note")
            yield RecordList(self._draw, (Layout(1), Layout(3, "right"), Layout(0, min_width=20, gap=0)))
            yield KeyLines("enter or its digit chooses", "esc leave it open")

    def on_mount(self) -> None:
        rows = self.query_one(RecordList)
        rows.styles.height = len(self._ids)
        rows.set_lines(self._ids)
        rows.focus()

    def _draw(self, id_: str) -> Sequence[Cell]:
        digit, key = str(self._ids.index(id_) + 1), shown(key_of(id_, self._own))
        return Cell(digit, "accent"), Cell(key, "accent"), Cell(CHOICES[id_])

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self.dismiss(message.key)

    def on_key(self, event: events.Key) -> None:
        """A digit, or the key that the command has elsewhere, chooses."""
        keys = [str(n) for n in range(1, len(self._ids) + 1)] + [key_of(id_, self._own) for id_ in self._ids]
        if event.key in keys:
            event.stop()
            self.dismiss(self._ids[keys.index(event.key) % len(self._ids)])

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
