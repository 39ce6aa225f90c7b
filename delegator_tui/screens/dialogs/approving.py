"""The mail account of a book that came from elsewhere, whole, to be approved on this machine or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from delegator_tui.errors import DelegatorError
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.approvals import approve, described, unapproved
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.views.actions import ActingScreen
from delegator_tui.widgets.key_lines import KeyLines

if TYPE_CHECKING:
    from delegator_tui.screens.services.mail import Postman

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


def open_account(app: Postman) -> None:
    """Open the form of the mail account, or first show one that is not approved on this machine."""
    account = app.the_book.settings.mail
    if account is None or unapproved(account, app.hands.desk.store) is None:
        _change(app)
        return

    def answered(answer: str | None) -> None:
        if answer == "approve":
            app.run_worker(_approve(app, account))
        elif answer == "change":
            _change(app)

    app.push_screen(ApproveAccount(account), answered)


async def _approve(app: Postman, account: MailAccount) -> None:
    """Approve the account that was shown, which may not be the book's any more, and send what waited for it."""
    outcome = await app.hands.do(lambda desk: approve(account, desk.store))
    if isinstance(outcome, DelegatorError):
        app.refuse(outcome)
    else:
        app.notify("The mail account is approved on this machine.", title="Mail", markup=False)
        app.action_send_mail()


def _change(app: Postman) -> None:
    screen = app.view_on_show()
    if isinstance(screen, ActingScreen):
        from delegator_tui.screens.forms.mail_forms import MailAccountForm

        screen.fill(MailAccountForm(app.the_book, app.hands, app.secrets))
