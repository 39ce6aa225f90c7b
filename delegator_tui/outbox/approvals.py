"""Which mail account of a book its owner approved on this machine. Without that nothing is run, reached or let out.

A book may come from somebody else, whole or by a merge, a copy, an edit, a folder that is synchronised. What it says of
a mail account is therefore only believed when it was typed here, or approved here by an act of its own. That is written
down outside the book, in a folder of the owner's on this machine, one file a book.

A book is known by its path and its id together. The id alone would let a copy that somebody kept, filled with other
mails and gave back send them; the path alone would do so for another book put in its place. The account is compared
whole: a server without encryption, another port or one more word in the command is another account.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from delegator_tui.errors import MAIL_ACCOUNT, NotApproved, Refused
from delegator_tui.model.records import MailAccount
from delegator_tui.model.text import shown
from delegator_tui.outbox.smtp import ready_account

LARGEST = 64_000
"""Bytes that a file of ours never reaches."""
OTHERS = stat.S_IWGRP | stat.S_IWOTH
NOFOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)
"""So that a pipe in the place of the file is not waited for."""


class Approved(NamedTuple):
    """An account for which a password may be looked for and a server reached. Only this module makes one."""

    account: MailAccount


class ThisBook(Protocol):
    """What tells a book from others; the store is one."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def store_id(self) -> str:
        """What the book itself says that it is."""


def approved(account: MailAccount | None, book: ThisBook) -> Approved:
    """Return the account of a book, to be used. Raises Refused while it is not set up, NotApproved."""
    ready = ready_account(account)
    refused = unapproved(ready, book)
    if refused is not None:
        raise refused
    return Approved(ready)


def as_typed(account: MailAccount | None, typed: Iterable[str], book: ThisBook) -> Approved:
    """Return an account of which the owner has just typed these fields, to be tried. Raises Refused, NotApproved."""
    ready = ready_account(account)
    if not _is_from_here(ready, typed, book):
        raise NotApproved(ready.host)
    return Approved(ready)


def unapproved(account: MailAccount | None, book: ThisBook) -> NotApproved | None:
    """Return the refusal of an account that is not approved for the book; None for one that is, or that has no server.

    Whatever is odd about what was written down means that it is not approved.
    """
    return NotApproved(account.host) if account is not None and account.host and account != _kept(book) else None


def approve(account: MailAccount, book: ThisBook) -> None:
    """Write down that the owner approves an account, in place of any before. Raises Refused when it cannot."""
    said = {"book": _path_of(book), "id": book.store_id, "mail": msgspec.to_builtins(account)}
    folder = _folder()
    try:
        _check_place(folder)
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
        for each in (folder.parent, folder):
            with suppress(FileExistsError):
                each.mkdir(0o700)
            _check_folder(each)
        _write(folder / _name(book), json.dumps(said, indent=1).encode())
    except OSError as error:
        why = f"{folder} cannot be written to ({error.strerror or error})"
        raise Refused(
            f"The mail account cannot be approved: {why}. Put that right and approve it again.", hint=MAIL_ACCOUNT
        ) from error


def approve_typed(account: MailAccount | None, typed: Iterable[str], book: ThisBook) -> None:
    """Approve an account of which the owner has just typed these fields; None for one that they emptied.

    Raises NotApproved when some other field of it came another way: to type a server is not to approve a command.
    Raises Refused like ``approve``.
    """
    account = account or MailAccount()
    if not _is_from_here(account, typed, book):
        raise NotApproved(account.host)
    approve(account, book)


def described(account: MailAccount) -> list[str]:
    """Return in lines what an account would do: its whole command, the server and how it is secured, as whom."""
    secured = {"starttls": "encrypted (STARTTLS)", "tls": "encrypted (TLS)"}.get(account.security, "not encrypted")
    sender = account.sender or account.user
    said = [
        ("runs", _exact(_words(account.password_command)) or "nothing: the password is typed, or in the keyring"),
        ("connects to", f"{_exact(account.host)}:{account.port}, {secured}"),
        ("logs in as", _exact(account.user) or "nobody: no password is given"),
        ("mail is from", _exact(sender)),
        ("reminders go to", _exact(account.to or sender)),
    ]
    return [f"{what:<15}  {value}" for what, value in said]


def _words(command: str) -> str:
    """Return a command without the room between its words, in which the rest could hide."""
    try:
        return shlex.join(shlex.split(command))
    except ValueError:  # it cannot be run either
        return command


def _exact(text: str) -> str:
    """Return text of which nothing is hidden: what would not show is written as its number."""
    return "".join(each if shown(each) == each else each.encode("unicode_escape").decode() for each in text)


def _is_from_here(account: MailAccount, typed: Iterable[str], book: ThisBook) -> bool:
    """Tell whether every field was typed just now, approved before, or never set."""
    before = _kept(book) or MailAccount()
    others = set(MailAccount.__struct_fields__) - set(typed)
    return all(getattr(account, name) == getattr(before, name) for name in others)


def _kept(book: ThisBook) -> MailAccount | None:
    """Return the account that was approved for a book; None for none, or when anybody else may have written it."""
    if not book.store_id:
        return None
    folder = _folder()
    try:
        _check_place(folder)
        for each in (folder.parent, folder):
            _check_folder(each)
        said = json.loads(_read(folder / _name(book)))
        if (said["book"], said["id"]) != (_path_of(book), book.store_id):
            return None
        return msgspec.convert(said["mail"], MailAccount)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):  # msgspec's errors are ValueErrors
        return None


def _folder() -> Path:
    """Return where approvals are kept: with what a machine remembers, which is not what one carries to the next."""
    if sys.platform not in ("darwin", "win32"):
        home = Path(os.environ.get("XDG_STATE_HOME", ""))
        usual = Path(os.path.expanduser("~"), ".local", "state")  # noqa: PTH111 - Path.home() fails without a home
        return (home if home.is_absolute() else usual) / "delegator" / "approved"
    from platformdirs import user_state_dir

    return Path(user_state_dir("delegator", appauthor=False)) / "approved"


def _name(book: ThisBook) -> str:
    known = os.fsencode(_path_of(book)) + b"\0" + book.store_id.encode()
    return f"{hashlib.sha256(known).hexdigest()[:32]}.json"


def _path_of(book: ThisBook) -> str:
    return os.path.realpath(book.path)


def _check_place(folder: Path) -> None:
    """Raise OSError where there is no home: what lies in the folder that one happens to be in is not the owner's."""
    if not folder.is_absolute():
        raise FileNotFoundError(2, "there is no home folder")


def _check_folder(folder: Path) -> None:
    """Raise OSError for a folder that is a link, or into which anybody else may write."""
    found = folder.lstat()
    if not (stat.S_ISDIR(found.st_mode) and _is_ours(found)):
        raise PermissionError(1, f"{folder} is a link, or others may write to it")


def _is_ours(found: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & OTHERS


def _read(file: Path) -> bytes:
    """Return a file of ours. Raises OSError for a link, and for what is no plain file that we alone may write."""
    fd = os.open(file, os.O_RDONLY | NOFOLLOW | AT_ONCE)
    with os.fdopen(fd, "rb") as opened:
        found = os.fstat(fd)
        if not (stat.S_ISREG(found.st_mode) and _is_ours(found) and found.st_size < LARGEST):
            raise PermissionError(1, "not a file of ours")
        return opened.read(LARGEST)


def _write(file: Path, data: bytes) -> None:
    """Put a private file in the place of what has the name, be that a link: where it leads nothing is touched."""
    unfinished = file.with_suffix(f".{os.getpid()}")
    with suppress(FileNotFoundError):
        unfinished.unlink()  # left by one that was killed, whose number we have now
    fd = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOFOLLOW, 0o600)
    try:
        with os.fdopen(fd, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(fd)
        unfinished.replace(file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise
