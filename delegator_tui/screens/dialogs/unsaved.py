"""What was typed when the program ended, shown at the next start: to go on with it, to copy it, to throw it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model import instants
from delegator_tui.model.kept import Kept
from delegator_tui.model.text import shown
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.terminal.ending import in_words
from delegator_tui.widgets.key_lines import KeyLines

ONCE_MORE = "x once more throws this text away for good."


class Answer(NamedTuple):
    """What is to be done with a text."""

    way: Literal["open", "copy", "drop"]
    text: Kept


class UnsavedDialog(Dialog[Answer | None]):
    """Shows the texts one by one; answers what is to be done with the one on show, or None to leave them all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('open')", "go on with it", show=False),
        Binding("c", "answer('copy')", "copy", show=False),
        Binding("x", "drop", "throw it away", show=False),
        Binding("n", "next", "the next one", show=False),
        Binding("escape,q", "leave", "leave", show=False),
    ]

    def __init__(self, texts: Sequence[Kept], can_open: Sequence[bool]) -> None:
        super().__init__(classes="-wide")
        self._texts = texts
        self._can_open = can_open
        self._at = 0
        self._asked = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("What you were typing")
            with VerticalScroll(classes="reading"):
                yield Static("", id="text")
            yield Static("", classes="refusal")
            opens = ["enter go on with it"] if any(self._can_open) else []
            more = ["n next"] if len(self._texts) > 1 else []
            yield KeyLines(*opens, "c copy", *more, "x throw it away", "esc later")

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the text is."""
        self.query_one(".reading").styles.max_height = max(1, self.query_one(KeyLines).room() - 1)

    def _show(self, said: str = "", *, asked: bool = False) -> None:
        text = self._texts[self._at]
        when = f"kept {instants.say(instants.read(text.at))} UTC" if instants.is_instant(text.at) else "kept"
        head = f"{self._at + 1} of {len(self._texts)}, {when}" if len(self._texts) > 1 else when
        self.query_one("#text", Static).update(Content(f"{shown(head)}\n\n{in_words(text)}"))
        self.query_one(".refusal", Static).update(Content(said))
        self._asked = asked

    def action_next(self) -> None:
        """Show the next text."""
        self._at = (self._at + 1) % len(self._texts)
        self._show()

    def action_answer(self, way: Literal["open", "copy"]) -> None:
        """Answer and go."""
        if way == "open" and not self._can_open[self._at]:
            self._show("Where this was typed cannot be opened again by itself: c copies the text.")
        else:
            self.dismiss(Answer(way, self._texts[self._at]))

    def action_drop(self) -> None:
        """Throw the text away, when that was asked twice."""
        if self._asked:
            self.dismiss(Answer("drop", self._texts[self._at]))
        else:
            self._show(ONCE_MORE, asked=True)

    def action_leave(self) -> None:
        """Leave them where they are."""
        self.dismiss(None)
