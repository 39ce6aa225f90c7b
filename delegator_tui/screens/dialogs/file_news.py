"""All that stands about the file, whole, with the paths that a banner cuts; conflicted copies are merged from here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.text import shown
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.widgets.key_lines import KeyLines

NOTHING = "No problem was found. delegator doctor checks everything."


class FileNews(Dialog[Path | None]):
    """Shows sentences about the file; answers the conflicted copy that is to be merged, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,f5", "leave", "leave", show=False),
        Binding("m", "merge", "merge", show=False),
    ]

    def __init__(self, file: str, sentences: Sequence[str], copies: Sequence[Path] = ()) -> None:
        super().__init__(classes="-wide")
        self._file = file
        self._sentences = sentences or [NOTHING]
        self._copies = copies

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("The file")
            with VerticalScroll(classes="reading"):
                yield Static(Content("\n\n".join(map(shown, [self._file, *self._sentences]))))
            merges = [shown(f"m merges {self._copies[0].name}")] if self._copies else []
            yield KeyLines(*merges, "esc puts it away")

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the text is."""
        self.query_one(".reading").styles.max_height = max(
            1, self.app.size.height - 4 - self.query_one(KeyLines).more()
        )

    def action_leave(self) -> None:
        """Go back to the view."""
        self.dismiss(None)

    def action_merge(self) -> None:
        """Merge the first copy."""
        if self._copies:
            self.dismiss(self._copies[0])


class WhichStays(Dialog[str | None]):
    """Lists what may have changed both here and in a copy; answers ``mine`` or ``theirs``, or None to do nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "answer('mine')", "mine", show=False),
        Binding("t", "answer('theirs')", "theirs", show=False),
        Binding("escape,q,n,enter", "answer('')", "neither", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__(classes="-wide")
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("Merge")
            with VerticalScroll(classes="reading"):
                yield Static(Content("\n".join(map(shown, self._question.split("\n")))))
            yield KeyLines("m mine stay", "t theirs come", "esc merges nothing")

    def on_resize(self) -> None:
        """Keep the keys on the screen, however many fields there are."""
        self.query_one(".reading").styles.max_height = max(
            1, self.app.size.height - 4 - self.query_one(KeyLines).more()
        )

    def action_answer(self, answer: str) -> None:
        """Answer and go."""
        self.dismiss(answer or None)
