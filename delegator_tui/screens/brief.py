"""The brief as text: read it, copy it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from delegator_tui.model.text import shown


class BriefDialog(ModalScreen[bool | None]):
    """Shows a text and copies it on ``c``; answers True when it was copied."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "copy", show=False),
        Binding("escape,q,enter", "leave", "leave", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(classes="-wide")
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(f"Brief: {shown(self._title)}")
            with VerticalScroll(classes="reading"):
                yield Static(Content("\n".join(shown(line) for line in self._text.split("\n"))))
            yield Static(Content("c copy · esc leave"), classes="keys")

    def action_copy(self) -> None:
        """Put the text on the clipboard (OSC 52)."""
        self.app.copy_to_clipboard(self._text)
        self.dismiss(True)

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)
