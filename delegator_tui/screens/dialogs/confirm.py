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
    """Shows a sentence; ``y`` answers True, everything else False. ``keys`` are the words below, one a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes", show=False),
        Binding("w", "wait", "wait", show=False),
        Binding("n,escape,q,enter", "answer(False)", "no", show=False),
    ]

    def __init__(self, question: str, yes: str, *, keys: tuple[str, ...] = (), may_wait: bool = False) -> None:
        super().__init__()
        self._question = question
        self._keys = keys or (f"y {yes}", "n leave it")
        self._may_wait = may_wait

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(shown(self._question.replace("\n", "  "))))
            yield KeyLines(*self._keys)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "wait" or self._may_wait

    def action_wait(self) -> None:
        """Answer yes to the question whether to wait."""
        self.dismiss(True)

    def action_answer(self, answer: bool) -> None:
        """Answer and go."""
        self.dismiss(answer)


def wait_dialog(who: str) -> Confirm:
    """Say who holds the file; ``w`` answers True, to wait on."""
    return Confirm(who, "", keys=("w waits for it", "esc leaves it"), may_wait=True)


def sent_dialog(done: str) -> Confirm:
    """Ask whether a text is sent that was copied, printed or opened: only who sends it by hand knows."""
    return Confirm(f"{done}   Is it sent?", "", keys=("y yes", "n not yet"))
