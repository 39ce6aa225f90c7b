"""A text to read: what was done outside the program, whole."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.text import shown
from delegator_tui.screens.dialogs.dialog import Dialog


class Reading(Dialog[None]):
    """Shows a text of several lines; the arrows scroll, and any of its keys puts it away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "leave", "leave", show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(classes="-wide")
        self._title = title
        self._text = "\n".join(map(shown, text.split("\n")))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(shown(self._title))
            with VerticalScroll(classes="reading"):
                yield Static(Content(self._text))
            yield Static(Content("esc puts it away"), classes="keys")

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the text is."""
        self.query_one(".reading").styles.max_height = max(1, self.app.size.height - 4)

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)
