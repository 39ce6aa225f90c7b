"""All that stands about the file, whole, with the paths that a banner cuts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from delegator_tui.model.text import shown

NOTHING = "Nothing was found that asks for care. delegator doctor looks at everything."


class FileNews(ModalScreen[None]):
    """Shows sentences about the file; any of its keys puts them away."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,f5", "leave", "leave", show=False)]

    def __init__(self, file: str, sentences: Sequence[str]) -> None:
        super().__init__(classes="-wide")
        self._file = file
        self._sentences = sentences or [NOTHING]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("The file")
            with VerticalScroll(classes="reading"):
                yield Static(Content("\n\n".join(map(shown, [self._file, *self._sentences]))))
            yield Static(Content("esc puts it away"), classes="keys")

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the text is."""
        self.query_one(".reading").styles.max_height = max(1, self.app.size.height - 3)

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)
