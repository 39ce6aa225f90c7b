"""A file that the owner named for an answer: whole or not at all, for its owner alone, and links are kept."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from delegator_tui.cli.front import put_out
from delegator_tui.cli.harmless import lines, painted
from delegator_tui.errors import NotSaved, Refused
from delegator_tui.exchange.given import PATIENCE
from delegator_tui.store.files.paths import Paths

OPEN = re.compile("/dev/fd|/proc/[0-9]+(/task/[0-9]+)?/fd")
"""Folders of names for what is open already, such as ``/dev/stdout`` leads to: nothing is put in its place."""
LINKS = 40
"""How many links lead on to each other at most."""


def write_out(file: Path, text: str) -> None:
    """Write to ``file``. Raises NotSaved, and then a file that was there is as it was.

    A new file is its owner's alone; one that is there keeps its permissions. A link is kept, what it leads to is
    written. A pipe or a device is written to as it is.
    """
    try:
        found = _state(file)
        if _is_open(file) or (found and not stat.S_ISREG(found.st_mode)):
            _pour(file, text)
        else:
            _replace(Path(os.path.realpath(file)), text.encode(), found)
    except OSError as error:
        why = "nobody reads this pipe" if error.errno == errno.ENXIO else error.strerror
        raise NotSaved(f"{file} could not be written ({why}).") from error


def refuse_own(file: Path, book: Path) -> None:
    """Raise Refused for a file that is one of the book's own, by whatever name it is reached."""
    paths, real = Paths(str(book)), Path(os.path.realpath(file))
    if str(real) in (*paths.files, *paths.unfinished) or any(real.is_relative_to(folder) for folder in paths.folders):
        raise Refused(f"{file.name} is one of the book's own files: name another.")


def _state(file: Path) -> os.stat_result | None:
    """Return what stands at a name, behind a link too; None when nothing does."""
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _is_open(file: Path) -> bool:
    """Tell whether a name, or one that it leads to, is that of what this program has open."""
    for _ in range(LINKS):
        if OPEN.fullmatch(os.path.realpath(file.parent)):
            return True
        if not file.is_symlink():
            break
        file = file.parent / file.readlink()
    return False


def _pour(file: Path, text: str) -> None:
    """Write to what is there. What is standard output goes the way of all answers: a file there may have some."""
    fd = _opened(file)
    with os.fdopen(fd, "wb") as out:
        if _is_standard_output(fd):
            put_out(lines(text))
        else:
            out.write((painted(text) if os.isatty(fd) else text).encode())


def _opened(file: Path) -> int:
    """Open what is there to be written to; a pipe that nobody reads is waited for a moment only. Raises OSError."""
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0)
    if not file.is_fifo():
        return os.open(file, flags)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fd = os.open(file, flags | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > end:
                raise
            time.sleep(PATIENCE / 50)
        else:
            os.set_blocking(fd, True)
            return fd


def _is_standard_output(fd: int) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):  # it is closed
        return False


def _replace(target: Path, data: bytes, before: os.stat_result | None) -> None:
    if before is not None and not os.access(target, os.W_OK):
        raise PermissionError(0, "it may not be written to", str(target))
    beside = target.with_name(f".delegator-{os.urandom(8).hex()}")
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(fd, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(fd)
            if before is not None and os.name == "posix":
                _keep_permissions(fd, before)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _keep_permissions(fd: int, before: os.stat_result) -> None:
    """Give an open file the permissions of the one before; those of a group only if it can be given to that group."""
    mode = stat.S_IMODE(before.st_mode) & 0o777
    for owner, group in ((before.st_uid, -1), (-1, before.st_gid)):
        with suppress(OSError):
            os.fchown(fd, owner, group)
    if os.fstat(fd).st_gid != before.st_gid:
        mode &= ~0o070
    os.fchmod(fd, mode)
