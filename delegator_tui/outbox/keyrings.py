"""The machine's keyring, for the password of the mail account: only a safe one, and every call with a limit of time.

A keyring may be missing, locked, or wait for a window that nobody answers; some would keep the password in plain text.
So each call runs on a thread that is left behind when it takes too long, and a backend counts only when ``keyring``
itself recommends it, or when the user named it (``PYTHON_KEYRING_BACKEND``, ``keyringrc.cfg``).
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TypeVar

from delegator_tui.errors import NoPassword

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
SERVICE = "delegator"
LIMIT = 3.0
"""Seconds after which a keyring is taken for silent."""
PATIENT = 60.0
"""The same when the owner sits there and may be asked to unlock it."""
OTHERWISE = "set mail_password_command to a command that prints the password, or DELEGATOR_SMTP_PASSWORD"


class Secret:
    """A password and the source that it came from. It does not show in what is printed, logged or traced."""

    __slots__ = ("_value", "source")

    def __init__(self, value: str, source: str) -> None:
        self._value = value
        self.source = source

    def reveal(self) -> str:
        """Return the password itself. Never keep it in a name that outlives the line."""
        return self._value

    def is_same(self, other: Secret) -> bool:
        """Tell whether both are the same password."""
        return hmac.compare_digest(self._value.encode("utf-8", "surrogatepass"),
                                   other._value.encode("utf-8", "surrogatepass"))  # fmt: skip

    def __repr__(self) -> str:
        return f"Secret(from {self.source})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not written anywhere.")


class Backend(NamedTuple):
    """What keeps passwords on this machine: its ``name`` in words, and whether it is ``safe`` and used."""

    name: str
    safe: bool


def backend(limit: float = LIMIT) -> Backend:
    """Return what keeps passwords here. Never prompts, and never takes longer than ``limit`` seconds."""
    try:
        return _in_time(_describe, limit)
    except NoPassword:
        return Backend("a keyring that does not answer", False)


def fetch(user: str, limit: float = LIMIT) -> Secret | None:
    """Return the password that is kept for ``user``; None when there is none. Raises NoPassword."""

    def ask() -> Secret | None:
        box = _open()
        value = box.get_password(SERVICE, user)
        return Secret(value, f"the keyring ({box.name})") if value else None

    return _in_time(ask, limit)


def keep(user: str, secret: Secret, limit: float = LIMIT) -> str:
    """Keep a password, read back before it counts; return the keyring's name. Raises NoPassword."""

    def ask() -> str | None:
        box = _open()
        box.set_password(SERVICE, user, secret.reveal())
        again = box.get_password(SERVICE, user)
        return box.name if again is not None and Secret(again, "").is_same(secret) else None

    name = _in_time(ask, limit)
    if name is None:
        raise NoPassword(f"The keyring did not give back what it was given, so it keeps nothing: {OTHERWISE}.")
    return name


def remove(user: str, limit: float = LIMIT) -> bool:
    """Take the password of ``user`` away; False when there was none. Raises NoPassword."""

    def ask() -> bool:
        box = _open()
        if box.get_password(SERVICE, user) is None:
            return False
        box.delete_password(SERVICE, user)
        return True

    return _in_time(ask, limit)


def _open() -> KeyringBackend:
    """Return the keyring that may be used. Raises NoPassword where there is none."""
    from keyring import core
    from keyring.backends import fail

    core.init_backend(core.recommended)  # what the user named, else the best that is recommended
    box = core.get_keyring()
    if isinstance(box, fail.Keyring):
        raise NoPassword(f"There is no {'safe ' if _unsafe() else ''}keyring here: {OTHERWISE}.")
    return box


def _unsafe() -> str:
    """Return the name of a keyring that is here and not used, for it is not recommended; empty for none."""
    from keyring.backend import get_all_keyring

    names = (box.name for box in get_all_keyring() if 0 < box.priority < 1)
    return next(names, "")


def _describe() -> Backend:
    from keyring import core

    try:
        box = _open()
    except NoPassword:
        unsafe = _unsafe()
        return Backend(f"no keyring ({unsafe} would be plain text: not used)" if unsafe else "no keyring", False)
    safe = bool(core.recommended(box))
    return Backend(box.name if safe else f"{box.name}, which you named (not recommended)", safe)


def _in_time(ask: Callable[[], T], limit: float) -> T:
    """Return what ``ask`` answers within ``limit`` seconds. Raises NoPassword with what to do about a failure."""
    answers: list[T] = []
    failures: list[NoPassword] = []

    def run() -> None:
        try:
            answers.append(ask())
        except NoPassword as error:
            failures.append(error)
        except _errors() as error:
            failures.append(NoPassword(_say(error)))

    asking = threading.Thread(target=run, name="keyring", daemon=True)
    asking.start()
    asking.join(limit)
    if answers:
        return answers[0]
    if failures:
        raise failures[0]
    raise NoPassword(f"The keyring did not answer within {limit:g} s: look for a window that asks to unlock it, "
                     f"or {OTHERWISE}.")  # fmt: skip


def _errors() -> tuple[type[Exception], ...]:
    """Return what keyrings raise: keyring's own errors, and what its backends let through."""
    from keyring.errors import KeyringError

    found: tuple[type[Exception], ...] = (KeyringError, OSError, RuntimeError, EOFError)
    found += (ImportError, AttributeError, ValueError)  # a backend that the user named and that is none
    try:
        from jeepney import DBusErrorResponse
        from secretstorage.exceptions import SecretStorageException
    except ImportError:
        return found
    return (*found, DBusErrorResponse, SecretStorageException)


def _say(error: Exception) -> str:
    """Return what a failure means. What the error itself says is left out: it might name what it was given."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, KeyringLocked | InitError):
        return f"The keyring is locked: log in to the desktop, or unlock it and try again; or {OTHERWISE}."
    if isinstance(error, NoKeyringError):
        return f"There is no keyring here: {OTHERWISE}."
    if isinstance(error, ImportError | AttributeError | ValueError):
        return "The keyring that you named cannot be used: look at PYTHON_KEYRING_BACKEND and keyringrc.cfg."
    return f"The keyring refused ({type(error).__name__}): unlock it and try again; or {OTHERWISE}."
