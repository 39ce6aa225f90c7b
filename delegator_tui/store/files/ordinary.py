"""Files that are not ours: what stands at a name of the book is opened only when it is an ordinary file.

A link there is never followed, a pipe never waited for, a device never read or replaced. Cheap to import.
"""
# ruff: noqa: PTH116, PTH120 - pathlib costs a plain `add` several milliseconds

from __future__ import annotations

import errno
import os
import stat

BINARY: int = getattr(os, "O_BINARY", 0)
"""Windows would change our newlines without it."""
NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
AT_ONCE: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""To open a pipe does not wait for its other end, and to open a terminal does not make it ours."""

KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


class NotOrdinary(OSError):
    """What stands at a name is nothing that may be read or written there. ``said`` is a sentence with what to do."""

    def __init__(self, path: str, said: str) -> None:
        super().__init__(errno.EINVAL, said.rstrip("."), path)
        self.said = said


def kind_of(info: os.stat_result) -> str:
    """Return in two words what is no ordinary file."""
    return next((word for test, word in KINDS if test(info.st_mode)), "a device")


def is_ordinary(path: str) -> bool:
    """Tell whether there is an ordinary file at a path. Links count as what they lead to."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return False


def is_own(path: str) -> bool:
    """Tell whether there is an ordinary file at a name of ours: no link."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def check_book(path: str) -> None:
    """Raise NotOrdinary where no book can be: at a folder, a pipe, a socket or a device. A link to a file is fine."""
    try:
        info = os.stat(path)
    except FileNotFoundError:
        return
    if not stat.S_ISREG(info.st_mode):
        raise NotOrdinary(path, f"{path} is {kind_of(info)}, not an ordinary file: name a file with --db.")


def open_own(path: str, flags: int) -> int:
    """Open one of the book's own files; it may be made, for its owner alone. Raises NotOrdinary, OSError.

    What another user has put there may be read, as a copy that was handed over, and is not written to.
    """
    try:
        fd = os.open(path, flags | BINARY | NO_LINK | AT_ONCE, 0o600)
    except OSError as error:
        raise _explained(error, path) from error
    try:
        info = os.fstat(fd)
        check_own(info, path, to_write=bool(flags & (os.O_WRONLY | os.O_RDWR)))
    except BaseException:
        os.close(fd)
        raise
    return fd


def check_own(info: os.stat_result, path: str, *, to_write: bool = True) -> None:
    """Raise NotOrdinary for what a name of ours must not be: no ordinary file, or, to write, another user's."""
    if not stat.S_ISREG(info.st_mode):
        raise NotOrdinary(path, not_ours(path, info))
    if to_write:
        _check_owner(info, path)


def check_own_folder(path: str) -> bool:
    """Tell whether a folder of the book is there. Raises NotOrdinary for a link, or anything that is no folder."""
    try:
        info = os.lstat(path)
    except FileNotFoundError:
        return False
    if not stat.S_ISDIR(info.st_mode):
        raise NotOrdinary(path, not_ours(path, info, "a folder"))
    _check_owner(info, path)
    return True


def check_replaceable(path: str) -> None:
    """Raise NotOrdinary where a new file would take the place of a device, a pipe or a socket.

    A link may go: it is replaced itself, and what it leads to stays as it is.
    """
    try:
        info = os.lstat(path)
    except FileNotFoundError:
        return
    if not (stat.S_ISREG(info.st_mode) or stat.S_ISLNK(info.st_mode)):
        raise NotOrdinary(path, not_ours(path, info))


def read_own(path: str) -> bytes:
    """Return what is in one of the book's own files. Raises NotOrdinary, OSError."""
    with os.fdopen(open_own(path, os.O_RDONLY), "rb") as file:
        return file.read()


def read_named(path: str) -> bytes:
    """Return what is in an ordinary file that the owner named, as a copy of the book; it may be behind a link.

    Raises NotOrdinary, OSError.
    """
    info = os.stat(path)  # before it is opened: to open some devices does something
    if not stat.S_ISREG(info.st_mode):
        raise NotOrdinary(path, f"{path} is {kind_of(info)}, not an ordinary file: name a file.")
    with os.fdopen(os.open(path, os.O_RDONLY | BINARY | AT_ONCE), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise NotOrdinary(path, f"{path} is not an ordinary file: name a file.")
        return file.read()


def not_ours(path: str, info: os.stat_result, wanted: str = "an ordinary file") -> str:
    """Return the sentence for what stands at a name of ours and is nothing of ours."""
    return f"{path} is {kind_of(info)}, not {wanted}, so it is left alone: look at it, then move it away."


def others_may_write(folder: str) -> bool:
    """Tell whether everybody on this machine may put names into a folder, as into ``/tmp``."""
    try:
        return os.name == "posix" and bool(os.stat(folder).st_mode & stat.S_IWOTH)
    except OSError:
        return False


def _check_owner(info: os.stat_result, path: str) -> None:
    """Raise NotOrdinary for what another user has put where everybody may put something."""
    if os.name == "posix" and info.st_uid not in (0, os.geteuid()) and others_may_write(os.path.dirname(path)):
        raise NotOrdinary(
            path,
            f"{path} belongs to another user, and everybody may write to its folder, so it is left alone: "
            "keep the book in a folder of your own.",
        )


def _explained(error: OSError, path: str) -> OSError:
    """Return why a name of ours could not be opened: systems have many numbers for what is no ordinary file."""
    try:
        info = os.lstat(path)
    except OSError:
        return error
    return error if stat.S_ISREG(info.st_mode) else NotOrdinary(path, not_ours(path, info))
