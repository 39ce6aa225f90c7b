"""The owner's time away, to be read: what it means, and what came due in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from delegator_tui.rules.records.story import Part
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.widgets.detail import Detail
from delegator_tui.widgets.key_lines import KeyLines


class PartsDialog(Dialog[str | None]):
    """Lines to read; answers one of ``answers``, or None. ``keys`` are the words below, one a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", "leave", show=False),
        Binding("j", "down", "down", show=False),
        Binding("k", "up", "up", show=False),
        Binding("w", "answer('write')", "write the notices", show=False),
        Binding("n", "answer('another')", "plan another", show=False),
        Binding("X", "answer('cancel')", "cancel it", show=False),
    ]

    def __init__(self, title: str, parts: Sequence[Part], keys: Sequence[str], answers: Sequence[str] = ()) -> None:
        super().__init__(classes="-wide")
        self._title = title
        self._parts = parts
        self._keys = keys
        self._answers = answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._title)
            yield Detail(classes="reading")
            yield KeyLines(*self._keys)

    def on_mount(self) -> None:
        self.query_one(Detail).show(self._parts)
        self.query_one(Detail).focus()

    def on_resize(self) -> None:
        """Keep the keys on the screen, however much there is to read."""
        room = self.query_one(KeyLines).room()
        self.query_one(Detail).styles.max_height = room
        self.query_one(Detail).styles.min_height = min(room, len(self._parts))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "answer" or parameters[0] in self._answers

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one(Detail).scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(Detail).scroll_up(animate=False)

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)

    def action_answer(self, answer: str) -> None:
        """Go on to something else."""
        self.dismiss(answer)


def plan_dialog(parts: Sequence[Part]) -> PartsDialog:
    """Show what a time away means; answers write, another or cancel."""
    keys = ("w write the notices", "n another", "X cancel it", "esc leave")
    return PartsDialog("Time away", parts, keys, ("write", "another", "cancel"))


def report_dialog(parts: Sequence[Part]) -> PartsDialog:
    """Show what came due while the owner was away."""
    return PartsDialog("While you were away", parts, ("f12 shows it again", "enter go on"))
