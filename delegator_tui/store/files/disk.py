"""Every change of a file goes through here: the one place where faults are injected. Cheap to import."""
# ruff: noqa: PTH102, PTH105, PTH108, PTH112, PTH116, PTH120 - pathlib costs a plain `add` several milliseconds

from __future__ import annotations

import errno
import os
import sys

from delegator_tui.errors import NeedsCare, NotSaved
from delegator_tui.store.files.ordinary import BINARY, NO_LINK, NotOrdinary, check_own_folder, check_replaceable

Stamp = tuple[int, int, int]
"""What tells one version of a file from the next: inode, size, time of change in nanoseconds."""


class Unconfirmed(NotSaved):
    """The disk took the bytes and then did not confirm them: they may be there after a restart, or not."""


class Disk:
    """The plain operations. Each may raise OSError; a test overrides one to make it fail or to stop there."""

    def write(self, fd: int, data: bytes) -> int:
        """Write once; return how many bytes were taken."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Return when the bytes of the file are on the disk."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # fsync alone leaves them in the drive's cache
            except OSError as error:
                if error.errno != errno.ENOTSUP:  # a file system that cannot do more than fsync
                    raise
                os.fsync(fd)
        elif hasattr(os, "fdatasync"):
            os.fdatasync(fd)
        else:
            os.fsync(fd)

    def sync_folder(self, folder: str) -> None:
        """Return when the names in ``folder`` are on the disk."""
        if sys.platform == "win32":
            return
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def rename(self, source: str, target: str) -> None:
        """Put ``source`` in the place of ``target`` in one step."""
        os.replace(source, target)

    def link(self, source: str, target: str) -> None:
        """Give the file a second name."""
        os.link(source, target)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file to ``size`` bytes."""
        os.ftruncate(fd, size)

    def mark_changed(self, fd: int) -> None:
        """Have the file count as changed now."""
        os.utime(fd)

    def unlink(self, path: str) -> None:
        """Take a name away. Used for our own unfinished files and for automatic backups whose time is over."""
        os.unlink(path)

    def mkdir(self, folder: str) -> None:
        """Make one folder that only the owner can enter."""
        os.mkdir(folder, 0o700)

    def is_locked_away(self, path: str) -> bool:
        """Tell whether a file or folder is there and we may not write to it."""
        return not os.access(path, os.W_OK) and os.access(path, os.F_OK)


def make_folder(disk: Disk, folder: str) -> None:
    """Make ``folder`` and those above it where missing, and make their names durable."""
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder)
    make_folder(disk, above)
    try:
        disk.mkdir(folder)
    except FileExistsError:
        return
    disk.sync_folder(above)


def make_own_folder(disk: Disk, folder: str) -> None:
    """Make a folder of the book. Raises NotOrdinary for a link at its name, which would lead what is ours elsewhere."""
    if not check_own_folder(folder):
        make_folder(disk, folder)


def read_at(fd: int, length: int, offset: int) -> bytes:
    """Return up to ``length`` bytes from ``offset``."""
    os.lseek(fd, offset, os.SEEK_SET)
    return os.read(fd, length)


def write_all(disk: Disk, fd: int, data: bytes) -> None:
    """Write every byte. A full disk takes a part and refuses the rest."""
    done = disk.write(fd, data)
    while done < len(data):
        done += disk.write(fd, data[done:])


def append(disk: Disk, fd: int, data: bytes, path: str) -> None:
    """Add ``data`` to the end of the file and return when it is on the disk.

    Raises NotSaved when it could not be written (nothing of it stays), Unconfirmed when the disk did not confirm it.
    """
    start = os.fstat(fd).st_size
    try:
        write_all(disk, fd, data)
    except OSError as error:
        try:  # noqa: SIM105 - contextlib is not worth its import
            disk.truncate(fd, start)
        except OSError:
            pass  # what stays is a torn tail, which the next writer sets aside
        raise not_saved(error, path) from error
    try:
        disk.sync(fd)
    except OSError as error:
        raise Unconfirmed(
            f"The disk did not confirm the save ({error.strerror}). Nothing more is saved until you reopen {path}; "
            "look then whether the last change is there."
        ) from error


def replace(disk: Disk, path: str, data: bytes, unfinished: str = "") -> Stamp:
    """Put ``data`` durably in the place of ``path``: after a crash it is the old file or the new one.

    Must be called under the lock: the unfinished file has a fixed name unless one is given, so that what a crash left
    there goes. What else stands there is never written through. Raises OSError.
    """
    check_replaceable(path)
    unfinished = unfinished or path + ".new"
    fd = _made_anew(disk, unfinished)
    try:
        try:
            write_all(disk, fd, data)
            disk.sync(fd)
            stamp = stamp_of(os.fstat(fd))
        finally:
            os.close(fd)
        disk.rename(unfinished, path)
    except OSError:
        _forget(disk, unfinished)
        raise
    disk.sync_folder(os.path.dirname(path))
    return stamp


def _made_anew(disk: Disk, path: str) -> int:
    """Open a file that was not there; what stands at its name goes first, be it a link."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY | NO_LINK
    try:
        return os.open(path, flags, 0o600)
    except FileExistsError:
        disk.unlink(path)
        return os.open(path, flags, 0o600)


def _forget(disk: Disk, path: str) -> None:
    try:  # noqa: SIM105 - contextlib is not worth its import
        disk.unlink(path)
    except OSError:
        pass  # it holds nothing that is not elsewhere; the next write uses the name again


def stamp_of(stat: os.stat_result) -> Stamp:
    """Return the stamp of a file's state."""
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def stamp(path: str) -> Stamp | None:
    """Return the stamp of the file at ``path``; None when there is none."""
    try:
        return stamp_of(os.lstat(path))
    except FileNotFoundError:
        return None


def was_just_written(path: str, beside: str) -> bool:
    """Tell whether ``path`` was written in the second before ``beside`` was, by the clock of their file system."""
    try:
        return os.stat(path).st_mtime > os.stat(beside).st_mtime - 1
    except OSError:
        return False


def not_saved(error: OSError, path: str) -> NotSaved:
    """Return the sentence for a change that did not reach the disk."""
    if isinstance(error, NotOrdinary):
        return NotSaved(f"{error.said} Nothing was saved.")
    folder = os.path.dirname(path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NotSaved.because(f"The disk with {folder} is full", "Free some space and try again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotSaved.because(f"The folder {folder} cannot be written to", "Allow it and try again.")
    return NotSaved.because(f"Writing in {folder} failed ({error.strerror})", "Try again.")


def not_read(error: OSError, path: str) -> NeedsCare:
    """Return the sentence for a file that could not be read; ``path`` where the error names none."""
    if isinstance(error, NotOrdinary):
        return NeedsCare(f"{error.said} Nothing was touched.")
    return NeedsCare(f"{error.filename or path} cannot be read ({error.strerror}).")
