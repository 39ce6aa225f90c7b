"""The commands secrets set, test and forget: the password of the mail account, which is never an argument."""

from __future__ import annotations

import getpass
import sys

import click

from delegator_tui import streams
from delegator_tui.cli.front import Front, emit, json_option, pass_front, read_secret
from delegator_tui.errors import MAIL_ACCOUNT, NoPassword, Refused
from delegator_tui.model.records import MailAccount
from delegator_tui.model.text import printed
from delegator_tui.outbox import approvals, keyrings
from delegator_tui.outbox.approvals import Approved
from delegator_tui.outbox.keyrings import Secret
from delegator_tui.outbox.secrets import TYPED, VARIABLE, Secrets, keyring_user
from delegator_tui.outbox.smtp import log_in, ready_account


@click.group()
def secrets() -> None:
    """Keep the password of the mail account in the machine's keyring, try it, or forget it."""


@secrets.command("set")
@json_option
@pass_front
def set_(front: Front, as_json: bool) -> None:
    """Keep the password: typed without echo, or one line on standard input."""
    front.stay_in_the_present()
    account = account_of(front).account
    if not account.user:
        raise Refused("The mail account has no user to log in as: set mail_user first.", hint=MAIL_ACCOUNT)
    user = keyring_user(account)
    name = keyrings.keep(user, _typed(account) if is_there() else _piped(), _limit())
    said = f"The password of {account.user} at {account.host} is kept in the keyring ({name}), and was read back."
    before = VARIABLE if Secrets.is_given() else "mail_password_command" if account.password_command else ""
    said += f" But {before} is set, and is asked first." if before else ""
    emit({"user": user, "keyring": name, "first": before or "keyring", "said": said}, printed(said), as_json=as_json)


@secrets.command()
@json_option
@pass_front
def test(front: Front, as_json: bool) -> None:
    """Log in to the mail server and send nothing; says where the password came from."""
    front.stay_in_the_present()
    approved = account_of(front)
    account, secret = approved.account, password(approved, Secrets())
    log_in(approved, secret)
    source = secret.source if secret else ""
    how = f"as {account.user} with the password from {source}" if source else "without a password"
    said = f"Logged in to {account.host} {how}. Nothing was sent."
    emit({"host": account.host, "user": account.user, "source": source, "said": said}, printed(said), as_json=as_json)


@secrets.command()
@json_option
@pass_front
def forget(front: Front, as_json: bool) -> None:
    """Take the password out of the keyring."""
    front.stay_in_the_present()
    account = ready_account(front.book.settings.mail)
    user = keyring_user(account)
    gone = keyrings.remove(user, _limit())
    said = f"The password of {account.user} at {account.host} is " + ("forgotten." if gone else "not kept anyway.")
    emit({"user": user, "forgotten": gone, "said": said}, printed(said), as_json=as_json)


def account_of(front: Front) -> Approved:
    """Return the mail account. Raises Refused while it is not set up, NotApproved."""
    return approvals.approved(front.book.settings.mail, front.desk.store)


def is_there() -> bool:
    """Tell whether the owner sits at a terminal and can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _limit() -> float:
    """Return how many seconds the keyring may take: longer when the owner is there to unlock it."""
    return keyrings.PATIENT if is_there() else keyrings.LIMIT


def password(approved: Approved, session: Secrets, *, ask: bool = True) -> Secret | None:
    """Return the password, asked at the terminal if no source has it; None for an account without a user.

    Without ``ask`` nobody is asked, and no window to unlock a keyring is waited for.

    Raises NoPassword.
    """
    if not approved.account.user:
        return None
    ask = ask and is_there()
    try:
        return session.find(approved, interactive=ask)
    except NoPassword as error:
        if not ask:
            raise
        streams.say_aside(f"delegator: {printed(str(error))}")
        return _typed(approved.account)


def _typed(account: MailAccount) -> Secret:
    try:
        return _some(Secret(getpass.getpass(printed(f"Password of {account.user} at {account.host}: ")), TYPED))
    except EOFError:
        raise Refused("No password was given.") from None


def _piped() -> Secret:
    return _some(Secret(read_secret().partition("\n")[0].rstrip("\r"), "standard input"))


def _some(secret: Secret) -> Secret:
    """Return a secret. Raises Refused for an empty one."""
    if not secret.reveal():
        raise Refused("No password was given: type it, or give one line on standard input.")
    return secret


COMMANDS: list[click.Command] = [secrets]
