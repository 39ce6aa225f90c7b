"""The dashboard's mails: what waits leaves by itself, on a thread of its own, and each fate is told once."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import (
    MAIL_ACCOUNT,
    MAIL_APPROVAL,
    DelegatorError,
    NoPassword,
    NotApproved,
    NotSaved,
)
from delegator_tui.keys import key_of
from delegator_tui.keys import shown as key_shown
from delegator_tui.model.book import Book
from delegator_tui.model.records import MailAccount, Message
from delegator_tui.model.text import shown
from delegator_tui.rules.messages import mails
from delegator_tui.rules.reminders.channels import mails_mornings
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner

if TYPE_CHECKING:
    from delegator_tui.outbox.mail import Attempt
    from delegator_tui.outbox.secrets import Secrets

T = TypeVar("T")
ROUND = 60.0
"""Seconds between looks at what waits."""
GRACE = 5.0
"""Seconds for which leaving waits for a mail that is just being given to a server."""
HELD = mails.LONGEST_WAIT
"""How long nothing is tried by itself after the server refused the account."""


class MailService:
    """Sends the mails that wait. Verbs claim and record on the desk's thread; only the talk has a thread of its own.

    ``is_read`` tells whether somebody can read what is shown; ``grace`` is how long the end waits for a mail.
    """

    def __init__(self, runner: VerbRunner, app: Dashboard, is_read: Callable[[], bool], grace: float = GRACE) -> None:
        self._runner = runner
        self._app = app
        self._is_read = is_read
        self.grace = grace
        self._secrets: Secrets | None = None
        self._round: asyncio.Task[None] | None = None
        self._not_before: dt.datetime | None = None
        self._leaving = False
        self._gone = False
        self._told: set[str] = set()
        self._attended = False
        """The owner has just sent something: the next round may ask for the password."""

    async def end(self) -> None:
        """Claim no more; wait a little for the mail that is leaving. One that is cut off is unsure."""
        self._leaving = True
        if self._round is not None:
            await asyncio.wait([self._round], timeout=self.grace)
        self._gone = True

    def follow(self, old: Book, book: Book) -> None:
        """Send what a verb has just queued; a changed account is tried anew."""
        if old.settings.mail != book.settings.mail:
            self._not_before = None
            self._told.clear()
            self._tell_unapproved(book.settings.mail)
        if old.messages is not book.messages:
            fresh = [mail for uid, mail in book.messages.open.items() if uid not in old.messages.open]
            self._attended |= any(mail.contractor for mail in fresh)
            self.look()

    def look(self) -> None:
        """Send what may leave now, unless that goes on already or was refused a short while ago."""
        book = self._now()
        wait = self._not_before - book.now.at if self._not_before is not None else dt.timedelta()
        held = dt.timedelta() < wait <= HELD  # a longer one is that of a clock that was set back
        if not held and mails.is_ready(book):
            self._set_out()
        elif mails_mornings(book):
            self._tell_unapproved(book.settings.mail)

    def look_at_account(self) -> None:
        """Tell, after an edit by hand, whether it brought another mail account."""
        self._tell_unapproved(self._app.the_book.settings.mail)

    def _now(self) -> Book:
        """Return the desk's book as of now. The desk itself is left alone: its verbs may be running."""
        desk = self._runner.desk
        return desk.book.at(desk.now())

    @property
    def secrets(self) -> Secrets:
        """The passwords of this session."""
        from delegator_tui.outbox.secrets import Secrets

        self._secrets = self._secrets or Secrets()
        return self._secrets

    # ---- one round

    @property
    def is_sending(self) -> bool:
        """Whether a round is on its way."""
        return self._round is not None and not self._round.done()

    def _set_out(self) -> None:
        if not self.is_sending and not self._leaving and not self._runner.file_status.read_only:
            interactive, self._attended = self._attended, False
            self._round = asyncio.create_task(self._go_round(interactive=interactive))
            self._round.add_done_callback(self._go_again)

    def _go_again(self, gone: asyncio.Task[None]) -> None:
        """Go once more for what the owner sent while a round was on its way; tell of a round that a bug ended."""
        bug = None if gone.cancelled() else gone.exception()
        if bug is not None:
            self._not_before = self._now().now.at + HELD
            said = f"Sending mail failed ({type(bug).__name__}: {bug}). {self._key('mail.send')} tries again."
            self._tell_once(said, again=self._attended)
        elif self._attended:
            self.look()

    async def _go_round(self, *, interactive: bool) -> None:
        from delegator_tui.screens.background import run_in_thread

        own = self._runner.desk.book.settings
        self._home = asyncio.get_running_loop()
        outcome = await run_in_thread(lambda: self._deliver(own.mail, own.name, interactive=interactive))
        if isinstance(outcome, NoPassword) and interactive and own.mail is not None:
            self.ask_password(own.mail, str(outcome), self.send_now)
        elif isinstance(outcome, NoPassword) and self._attended:
            return  # the round that follows asks
        elif isinstance(outcome, DelegatorError):
            said = f"{outcome.why}." if isinstance(outcome, NotApproved) else str(outcome)
            self._tell_once(said, again=interactive, hint=outcome.hint)
        else:
            self._tell_fates(outcome, again=interactive)

    def _deliver(self, account: MailAccount | None, name: str, *, interactive: bool) -> list[Attempt]:
        """Send what waits; on a thread of its own. Raises NoPassword, Refused or NotSaved."""
        from delegator_tui.outbox.approvals import approved
        from delegator_tui.outbox.mail import deliver

        store = self._runner.desk.store
        book = store.store_id
        ready = approved(account, store)
        secret = self.secrets.find(ready, interactive=interactive) if ready.account.user else None
        return deliver(lambda: self._claim(ready.account, book), self._went, ready, secret, name=name)

    def _claim(self, account: MailAccount, book: str) -> Message | None:
        may = not (self._leaving or self._runner.leaving) and self._is_read()
        return self._on_hands(lambda desk: desk.mail.claim(account, book)) if may else None

    def _went(self, uid: str, state: str, said: str, *, attempts: int, retry_in: dt.timedelta | None = None) -> None:
        self._on_hands(lambda desk: desk.mail.record(uid, state, said, attempts=attempts, retry_in=retry_in))

    def _on_hands(self, verb: Callable[[Desk], T]) -> T:
        """Have the desk do a verb, from the thread of the round. Raises its refusal."""
        if self._gone:
            raise NotSaved("The program was left.")
        outcome = asyncio.run_coroutine_threadsafe(self._runner.do(verb, quiet=True), self._home).result()
        if isinstance(outcome, DelegatorError):
            raise outcome
        return outcome

    # ---- what is told

    def _tell_fates(self, fates: list[Attempt], *, again: bool) -> None:
        book = self._now()
        for uid, outcome in {each.mail.uid: each.outcome for each in fates}.items():
            mail = book.messages.get(uid)
            if mail is not None:
                sent = mail.state == "sent"
                key = "" if sent else f"{mail.uid} {mail.state} {mail.outcome}"
                self._tell_once(mails.say_mail(mail, book), key, again=again, hint="" if sent else outcome.hint)
        if fates and fates[-1].outcome.for_all:
            last = fates[-1]
            self._not_before = book.now.at + (last.retry_in or HELD)
            if last.outcome.state == "refused" and self._runner.desk.book.settings.mail:
                self.secrets.forget(self._runner.desk.book.settings.mail)

    def _tell_unapproved(self, account: MailAccount | None) -> None:
        """Tell that the book has another mail account by now, unless it was set or approved on this machine."""
        from delegator_tui.outbox.approvals import unapproved

        refused = unapproved(account, self._runner.desk.store)
        if refused is not None:
            self._tell_once(f"{refused.why}.", again=False, hint=refused.hint)

    def _tell_once(self, sentence: str, key: str | None = None, *, again: bool, hint: str = "") -> None:
        """Show a sentence on a mail; a failure only once, unless the owner has just asked for it ``again``."""
        known = sentence if key is None else key
        if known and known in self._told and not again:
            return
        self._told.add(known)
        way = f" {self._key('mail.account')} opens the mail account." if hint in (MAIL_ACCOUNT, MAIL_APPROVAL) else ""
        severity: Literal["warning", "information"] = "warning" if known else "information"
        self._app.notify(shown(sentence) + way, title="Mail", severity=severity, timeout=8, markup=False)

    def _key(self, id_: str) -> str:
        return key_shown(key_of(id_, self._app.the_book.settings.keys))

    # ---- what the owner asks for

    def send_now(self) -> None:
        """Send what waits, now."""
        book = self._now()
        self._not_before = None
        if mails.is_ready(book):
            self._attended = True
            self.look()
        else:
            said = [mails.say_mail(each, book) for each in mails.waiting(book)] or ["No mail waits to be sent."]
            self._app.notify("\n".join(map(shown, said)), title="Mail", markup=False)

    async def send_again(self, uid: str) -> None:
        """Send a mail that is stuck again, now."""
        self._not_before, self._attended = None, True
        outcome = await self._runner.do(lambda desk: desk.mail.send_again(uid))
        screen = self._app.view_on_show()
        if screen is not None:
            screen.tell(outcome)

    def ask_password(self, account: MailAccount, why: str, then: Callable[[], None]) -> None:
        """Ask for the password that no source has; then go on."""
        from delegator_tui.screens.forms.mail_forms import PasswordDialog

        def typed(given: bool | None) -> None:
            if given:
                then()

        self._app.push_screen(PasswordDialog(account, why, self.secrets), typed)
