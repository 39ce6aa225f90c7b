"""The brief as text: read it, copy it."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.text import shown
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.terminal.editor import lent, told
from delegator_tui.widgets.key_lines import KeyLines

READ_KEYS = ("c copy", "p print", "esc leave")
SEND_KEYS = ("c copy and send", "p print and send", "esc keep the draft")


def no_more(_: int) -> None:
    """End the waiting for enter."""
    raise EOFError


class BriefDialog(Dialog[str | None]):
    """Shows a text; answers ``copied`` or ``printed``, or None. ``sending``: that sends the handoff, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "copy", show=False),
        Binding("p", "print", "print", show=False),
        Binding("escape,q", "leave", "leave", show=False),
    ]

    def __init__(self, title: str, text: str, *, sending: bool = False) -> None:
        super().__init__(classes="-wide")
        self._title = title
        self._text = text
        self._safe_text = "\n".join(map(shown, text.split("\n")))
        self._keys = SEND_KEYS if sending else READ_KEYS

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(f"Brief: {shown(self._title)}")
            with VerticalScroll(classes="reading"):
                yield Static(Content(self._safe_text))
            yield KeyLines(*self._keys)

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the text is."""
        self.query_one(".reading").styles.max_height = max(
            1, self.app.size.height - 4 - self.query_one(KeyLines).more()
        )

    def action_copy(self) -> None:
        """Put the text on the clipboard (OSC 52)."""
        self.app.copy_to_clipboard(self._text)
        self.dismiss("copied")

    def action_print(self) -> None:
        """Print the text on the terminal behind the dashboard, to read or to pick up with the mouse."""
        try:
            with lent(self.app), suppress(EOFError, OSError), told(no_more):
                sys.stdout.write(f"\n{self._safe_text}\n")
                input("enter goes back to delegator ")
        except SuspendNotSupported:
            self.app.copy_to_clipboard(self._text)
        self.dismiss("printed")

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)
