"""The mail account of a book that came from elsewhere, whole, to be approved on this machine or not."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.approvals import described
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.widgets.key_lines import KeyLines

WHY = "Not all of this was set on this machine. Until you approve it, nothing is sent and nothing is run."


class ApproveAccount(Dialog[str | None]):
    """Shows what an account would do; answers ``approve`` or ``change``, or None to leave it as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer('approve')", "approve it", show=False),
        Binding("c", "answer('change')", "change it", show=False),
        Binding("escape,n,q,enter", "answer('')", "leave it", show=False),
    ]

    def __init__(self, account: MailAccount) -> None:
        super().__init__(classes="-wide")
        self._account = account

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content("The mail account of this book")
            with VerticalScroll(classes="reading"):
                yield Static(Content("\n".join([WHY, "", *described(self._account)])))
            yield KeyLines("y approve it on this machine", "c change it", "esc leave it")

    def on_mount(self) -> None:
        """Take away what was notified: it would lie over the keys."""
        self.app.clear_notifications()

    def on_resize(self) -> None:
        """Keep the keys on the screen, however long the command is."""
        most = self.app.size.height - 4 - self.query_one(KeyLines).more()
        self.query_one(".reading").styles.max_height = max(1, most)

    def action_answer(self, answer: str) -> None:
        """Answer and go."""
        self.dismiss(answer or None)
