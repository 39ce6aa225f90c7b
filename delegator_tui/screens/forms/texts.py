"""The texts of the messages: which there are, what each becomes, and the owner's own words for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError
from delegator_tui.model.book import Book
from delegator_tui.model.text import shown
from delegator_tui.rules.messages.fill import template
from delegator_tui.rules.messages.letters import preview
from delegator_tui.rules.messages.templates import TEXTS
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.forms.opened import Opened
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.key_lines import KeyLines
from delegator_tui.widgets.list_layout import Cell, Layout
from delegator_tui.widgets.record_list import RecordList
from delegator_tui.widgets.unwatch import unwatch


def text_form(name: str, runner: VerbRunner) -> Form:
    """Ask the words of a text. Every field in braces must exist."""
    before = template(name, runner.desk.book.settings.texts)

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.texts.keep(name, typed["text"])

    def facts(now: Book) -> Answers:
        return {"text": template(name, now.settings.texts).rstrip("\n")}

    fields = [Field("text", "Text", before.rstrip("\n"), "text")]
    opened = Opened(None, runner.desk.book, facts, fields)
    form = Form(f"Text: {TEXTS[name].when}", fields, save, runner, opened=opened)
    form.add_class("-wide", "-tall")
    return form


class TextsDialog(Dialog[None]):
    """Every text, and how the one under the cursor reads. Enter changes it, backspace goes back to ours."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Leave", show=False),
        Binding("backspace,delete", "ours", "Back to the standard text", show=False),
        Binding("u", "undo", "Take back the last step", show=False),
    ]

    def __init__(self, runner: VerbRunner) -> None:
        super().__init__(classes="-wide")
        self._runner = runner

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("Texts of the messages")
            yield RecordList(self._draw, (Layout(0, min_width=12), Layout(16, drop=1), Layout(5, gap=0)))
            with VerticalScroll(classes="reading", can_focus=False):
                yield Static("", id="preview")
            yield Static("", classes="refusal")
            yield KeyLines("enter change", "backspace standard", "u undo", "esc leave")

    def on_mount(self) -> None:
        self.watch(self.app, "book", self._renew, init=False)
        self.query_one(RecordList).set_lines(list(TEXTS))
        self.query_one(RecordList).focus()
        self.on_resize()

    def on_unmount(self) -> None:
        """Follow the book no more."""
        unwatch(self, self.app)

    def on_resize(self) -> None:
        """Share the height between the list and how a text reads, which gets what the others leave."""
        self.query_one(RecordList).styles.height = max(1, min(len(TEXTS), (self.app.size.height - 5) // 2))

    def _renew(self) -> None:
        self.query_one(RecordList).refresh()
        self._show()

    def _draw(self, name: str) -> Sequence[Cell]:
        mine = name in self._runner.desk.book.settings.texts
        return Cell(TEXTS[name].when), Cell(name, "muted"), Cell("yours" if mine else "", "accent")

    def _show(self) -> None:
        name = self.query_one(RecordList).current
        if name:
            words = preview(name, self._runner.desk.book)
            lines = [shown(line) for line in words.rstrip("\n").split("\n")]
            self.query_one("#preview", Static).update(Content("\n".join(lines)))

    def on_record_list_moved(self, _: RecordList.Moved) -> None:
        self._show()

    def on_record_list_opened(self, message: RecordList.Opened) -> None:
        self.app.push_screen(text_form(message.key, self._runner).asked_by("text", message.key), self._told)

    def action_ours(self) -> None:
        """Go back to the standard text."""
        name = self.query_one(RecordList).current
        if name:
            self.run_worker(self._take_back(name), group="verbs")

    async def _take_back(self, name: str) -> None:
        self._told(await self._runner.do(lambda desk: desk.texts.keep(name, None)))

    def _told(self, outcome: Done | DelegatorError | None) -> None:
        said = "" if outcome is None else str(outcome) if isinstance(outcome, DelegatorError) else outcome.message
        self.query_one(".refusal", Static).update(Content(shown(said)))
        self._renew()

    def action_undo(self) -> None:
        """Take back the last step."""
        self.run_worker(self._undo(), group="verbs")

    async def _undo(self) -> None:
        self._told(await self._runner.do(lambda desk: desk.undo()))

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)
