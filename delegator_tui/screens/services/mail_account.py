"""The mail account: its form, and first what one from elsewhere would do, to be approved on this machine."""

from __future__ import annotations

from delegator_tui.errors import DelegatorError
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.approvals import approve, unapproved
from delegator_tui.screens.dialogs.approving import ApproveAccount
from delegator_tui.screens.forms.mail_forms import mail_account_form
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.services.mail import MailService
from delegator_tui.screens.verb_runner import VerbRunner


def open_account(runner: VerbRunner, app: Dashboard, mail: MailService) -> None:
    """Open the form of the mail account, or first show one that is not approved on this machine."""
    account = app.the_book.settings.mail
    if account is None or unapproved(account, runner.desk.store) is None:
        _change(runner, app, mail)
        return

    def answered(answer: str | None) -> None:
        if answer == "approve":
            app.run_worker(_approve(account, runner, app, mail))
        elif answer == "change":
            _change(runner, app, mail)

    app.push_screen(ApproveAccount(account), answered)


async def _approve(account: MailAccount, runner: VerbRunner, app: Dashboard, mail: MailService) -> None:
    """Approve the account that was shown, which may not be the book's any more, and send what waited for it."""
    outcome = await runner.do(lambda desk: approve(account, desk.store))
    if isinstance(outcome, DelegatorError):
        app.refuse(outcome)
    else:
        app.notify("The mail account is approved on this machine.", title="Mail", markup=False)
        mail.send_now()


def _change(runner: VerbRunner, app: Dashboard, mail: MailService) -> None:
    screen = app.view_on_show()
    if screen is not None and screen.FORMS_OVER:
        screen.commands.fill(mail_account_form(app.the_book, runner, mail.secrets))
