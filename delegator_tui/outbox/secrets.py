"""The password of the mail account: where it comes from, in which order, and who may be asked.

It is never in the store, the journal, a log, a traceback or an argument list, and only for an account that is approved.
"""

from __future__ import annotations

import os
import selectors
import shlex
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from delegator_tui.errors import NoPassword
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox import keyrings
from delegator_tui.outbox.keyrings import Secret

if TYPE_CHECKING:
    from delegator_tui.outbox.approvals import Approved

VARIABLE = "DELEGATOR_SMTP_PASSWORD"
TYPED = "what you typed"
MAX_BYTES = 65_536
"""Bytes of what a password command prints; one that prints more is stopped."""


def keyring_user(account: MailAccount) -> str:
    """Return the name under which the keyring keeps the password of an account."""
    return f"smtp:{account.user}@{account.host}"


class Secrets:
    """Finds the password for one session: a command, or a dashboard from launch to leaving.

    In order: the environment, what was typed in this session, the account's ``password_command``, the keyring. What
    failed once is not asked again, unless the owner sits there (``interactive``).
    """

    def __init__(
        self, environment: Mapping[str, str] = os.environ,
        limit: float = keyrings.LIMIT, patient: float = keyrings.PATIENT,
    ) -> None:  # fmt: skip
        self._environment = environment
        self._limit = limit
        self._patient = patient
        self._typed: dict[str, Secret] = {}
        self._failed: dict[tuple[str, str], str] = {}

    @staticmethod
    def is_given(environment: Mapping[str, str] = os.environ) -> bool:
        """Tell whether the environment has the password, which is then asked first."""
        return bool(environment.get(VARIABLE))

    def find(self, approved: Approved, *, interactive: bool = False) -> Secret:
        """Return the password of an account. Raises NoPassword, whose sentence says what to do."""
        account = approved.account
        given = self._environment.get(VARIABLE)
        if given:
            return Secret(given, f"the environment ({VARIABLE})")
        user = keyring_user(account)
        if user in self._typed:
            return self._typed[user]
        source = user, account.password_command
        if source in self._failed and not interactive:
            raise NoPassword(self._failed[source])
        try:
            found = self._ask(account, self._patient if interactive else self._limit)
        except NoPassword as error:
            self._failed[source] = str(error)
            raise
        self._failed.pop(source, None)
        if found is None:  # no failure: it may be kept at any time
            raise NoPassword(f"No password is kept for {account.user} at {account.host}: run delegator secrets set.")
        return found

    def remember(self, account: MailAccount, typed: str) -> Secret:
        """Take a password that the owner typed, for this session only."""
        secret = self._typed[keyring_user(account)] = Secret(typed, TYPED)
        return secret

    def has_typed(self, account: MailAccount) -> bool:
        """Tell whether the owner typed the password in this session."""
        return keyring_user(account) in self._typed

    def keep(self, account: MailAccount) -> str:
        """Keep what was typed in the keyring; return its name. Raises NoPassword."""
        user = keyring_user(account)
        return keyrings.keep(user, self._typed[user], self._patient)

    def forget(self, account: MailAccount) -> None:
        """Forget what was typed, and that a source failed."""
        self._typed.pop(keyring_user(account), None)
        self._failed.clear()

    def _ask(self, account: MailAccount, limit: float) -> Secret | None:
        if account.password_command:
            return from_command(account.password_command, limit)
        return keyrings.fetch(keyring_user(account), limit)


def from_command(command: str, limit: float) -> Secret:
    """Return the first line that a command prints, run without a shell. Raises NoPassword.

    Nothing of what it printed gets into the refusal.
    """
    with _running(_words(command)) as process:
        end = time.monotonic() + limit
        try:
            printed = _printed(process, end)
            process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            _end(process)
            raise NoPassword(f"The password command did not end within {limit:g} s: try it in a shell.") from None
        except NoPassword:
            _end(process)
            raise
    if process.returncode:
        raise NoPassword(f"The password command ended with {process.returncode}: try it in a shell.")
    secret = Secret(printed.decode("utf-8", "replace").partition("\n")[0].rstrip("\r"), "mail_password_command")
    if not secret.reveal():
        raise NoPassword("The password command printed nothing: try it in a shell.")
    return secret


def _printed(process: subprocess.Popen[bytes], end: float) -> bytes:
    """Return all that a command prints. Raises TimeoutExpired, or NoPassword for one that prints on and on."""
    assert process.stdout is not None
    printed = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        while ready.select(max(0.0, end - time.monotonic())):
            part = os.read(process.stdout.fileno(), MAX_BYTES)
            printed += part
            if not part:
                return bytes(printed)
            if len(printed) > MAX_BYTES:
                raise NoPassword("The password command prints far more than a password: try it in a shell.")
    raise subprocess.TimeoutExpired(process.args, end)


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise NoPassword(f"The password command cannot be read ({error}): set mail_password_command again.") from None
    if not words:
        raise NoPassword("The password command is empty: set mail_password_command again.")
    return words


def _running(words: list[str]) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that all of it can be ended, and it cannot read our terminal."""
    try:
        return subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be a command"
        raise NoPassword(f"The password command does not run ({why}): set mail_password_command again.") from None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command with all that it started."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
