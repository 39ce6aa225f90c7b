"""A question with yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.text import shown
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.widgets.key_lines import KeyLines


class Confirm(Dialog[bool]):
    """Shows a sentence; ``y`` answers True, everything else False."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", show=False),
        Binding("n,escape,q,enter", "answer(False)", "no", show=False),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._keys: tuple[str, ...] = (f"y {yes}", "n leave it")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(shown(self._question.replace("\n", "  "))))
            yield KeyLines(*self._keys)

    def action_answer(self, answer: bool) -> None:
        """Answer and go."""
        self.dismiss(answer)


class Wait(Confirm):
    """Says who holds the file; ``w`` answers True, to wait on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "answer(True)", "wait", show=False)]

    def __init__(self, who: str) -> None:
        super().__init__(who, "")
        self._keys = ("w waits for it", "esc leaves it")
