"""What is asked about mail: the account, its password, and what became of a mail that is stuck."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.desk.profile import OF_MAIL, changed_fields
from delegator_tui.errors import DelegatorError, NoPassword, NotApproved, Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import MailAccount
from delegator_tui.model.text import shown
from delegator_tui.outbox.approvals import Approved, approve_typed, as_typed
from delegator_tui.outbox.secrets import Secrets
from delegator_tui.outbox.smtp import log_in
from delegator_tui.screens.background import run_in_thread
from delegator_tui.screens.closing import Closer
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.forms.form import Answers, Field, Form, nothing_changed
from delegator_tui.screens.forms.opened import Opened
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.key_lines import KeyLines

SECURITY = (("starttls", "STARTTLS"), ("tls", "TLS"), ("none", "none, this machine only"))


def mail_account_form(book: Book, runner: VerbRunner, secrets: Secrets) -> Form:
    """Ask from where mail is sent; ``ctrl+t`` logs in with what is typed, and sends nothing."""
    return _MailAccount(book, runner, secrets).form


class _MailAccount:
    """The form of the mail account, and what is done with it."""

    def __init__(self, book: Book, runner: VerbRunner, secrets: Secrets) -> None:
        self._before = fields = _fields(book.settings.mail or MailAccount())

        def facts(now: Book) -> Answers:
            return {field.name: field.value for field in _fields(now.settings.mail or MailAccount())}

        opened = Opened(None, book, facts, fields, "The mail account")
        self.form = Form("Mail account", fields, self._keep, runner, "save · ctrl+t try it", opened=opened)
        self.form.when_tried(self._try_typed).add_class("-wide")
        self._runner = runner
        self._secrets = secrets
        self._settings = book.settings

    def _keep(self, desk: Desk, typed: Answers) -> Done:
        changed = self._changed(typed)
        if not changed:
            return nothing_changed(desk)
        done = desk.settings.change(changed)
        try:
            approve_typed(desk.book.settings.mail, map(OF_MAIL.__getitem__, changed), desk.store)
        except NotApproved as error:
            return done._replace(message=f"{done.message} {error.why}.")
        except Refused as error:
            return done._replace(message=f"{done.message} {error}")
        return done

    def _changed(self, typed: Answers) -> dict[str, str]:
        before = {field.name: field.value for field in self._before}
        return {name: value for name, value in typed.items() if name in OF_MAIL and value != before[name]}

    async def _try_typed(self) -> None:
        """Log in with what is typed."""
        try:
            found = changed_fields(self._changed(self.form.answers()), self._settings)
        except DelegatorError as error:
            self.form.refuse(error)
            return
        self._say("Logging in …")
        self.form.run_worker(self._try(found.get("mail", self._settings.mail)), exclusive=True)

    async def _try(self, account: MailAccount | None) -> None:
        typed, store = [OF_MAIL[name] for name in self._changed(self.form.answers())], self._runner.desk.store
        said = await run_in_thread(lambda: try_account(as_typed(account, typed, store), self._secrets))
        if isinstance(said, NoPassword) and account is not None:
            self.form.app.push_screen(PasswordDialog(account, str(said), self._secrets), self._typed_password)
        self._say(str(said))

    async def _typed_password(self, given: bool | None) -> None:
        if given:
            await self._try_typed()

    def _say(self, text: str) -> None:
        self.form.query_one(".refusal", Static).update(Content(shown(text)))


def _fields(own: MailAccount) -> list[Field]:
    return [
        Field("mail_host", "Server", own.host, placeholder="smtp.example.com"),
        Field("mail_security", "Security", own.security, "choice", SECURITY),
        Field("mail_port", "Port", str(own.port), placeholder="587 for STARTTLS, 465 for TLS"),
        Field("mail_user", "User", own.user, placeholder="ada@example.com; empty: no login"),
        Field("mail_from", "From", own.sender, placeholder="your address; empty is the user"),
        Field("mail_to", "To you", own.to, placeholder="where reminders go; empty is the same address"),
        Field("mail_password_command", "Password by", own.password_command, placeholder="pass show mail"),
    ]


def try_account(approved: Approved, secrets: Secrets) -> str:
    """Log in, send nothing, and say so. Raises NoPassword or Refused."""
    secret = secrets.find(approved, interactive=True) if approved.account.user else None
    log_in(approved, secret)
    source = f" with the password from {secret.source}" if secret else ""
    return f"Logged in to {approved.account.host}{source}. Nothing was sent."


class PasswordDialog(Dialog[bool | None]):
    """Asks for the password, unseen: for this session, or to keep it in the keyring. Answers whether it was given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+s", "keep", "keep it in the keyring", show=False),
    ]

    def __init__(self, account: MailAccount, why: str, secrets: Secrets) -> None:
        super().__init__()
        self._account = account
        self._why = why
        self._secrets = secrets
        self._closer = Closer(self)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(shown(f"Password of {self._account.user} at {self._account.host}"))
            yield Static(Content(shown(self._why)), classes="refusal")
            yield Input(password=True, compact=True, id="password")
            yield KeyLines("enter for this session", "ctrl+s keep it in the keyring", "esc leave")

    def on_screen_resume(self) -> None:
        self._closer.resume()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._take():
            self.dismiss(True)

    def _take(self) -> bool:
        """Hand what was typed to the session, and nowhere else; tell whether it was anything."""
        box = self.query_one(Input)
        given = bool(box.value)
        if given:
            self._secrets.remember(self._account, box.value)
        box.clear()
        return given

    def action_keep(self) -> None:
        """Use it, and keep it in the keyring."""
        if self._take():
            self.run_worker(self._keep(), exclusive=True)

    async def _keep(self) -> None:
        outcome = await run_in_thread(lambda: self._secrets.keep(self._account))
        if isinstance(outcome, DelegatorError):
            self.query_one(".refusal", Static).update(Content(shown(f"{outcome} It is used in this session only.")))
        else:
            self._closer.close(True)

    def action_leave(self) -> None:
        """Leave; what was given already is used."""
        self.dismiss(self._secrets.has_typed(self._account) or None)


class SettleDialog(Dialog[str | None]):
    """Asks what became of a mail: arrived, again, or given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer('arrived')", "it arrived", show=False),
        Binding("s", "answer('again')", "send it again", show=False),
        Binding("x", "answer('given up')", "give it up", show=False),
        Binding("escape,q,n,enter", "leave", "leave it", show=False),
    ]

    def __init__(self, subject: str, how: str) -> None:
        super().__init__()
        self._subject = subject
        self._how = how

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(f"Did it arrive? {shown(self._subject)}")
            yield Static(Content(shown(self._how)))
            yield Static(Content("Ask them; many accounts also list under sent mail what they took."))
            yield KeyLines("y it arrived", "s send it again", "x give it up", "esc leave it")

    def action_answer(self, fate: str) -> None:
        """Answer and go."""
        self.dismiss(fate)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
