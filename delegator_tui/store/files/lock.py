"""One writer at a time, across processes. Cheap to import: capture needs it."""
# ruff: noqa: PTH119 - pathlib costs a plain `add` several milliseconds

from __future__ import annotations

import os
import sys
import time

from delegator_tui.errors import Busy
from delegator_tui.store.files.disk import not_saved
from delegator_tui.store.files.ordinary import open_own

DEADLINE = 5.0
"""Seconds after which a busy file is reported instead of waited for."""


class FileLock:
    """An exclusive lock on ``path``, which is made once and never replaced or deleted.

    It holds the process id and the name of whoever took it last, so that a refusal can say who is busy.
    """

    def __init__(self, path: str, deadline: float = DEADLINE) -> None:
        self._path = path
        self._deadline = deadline
        self._fd = -1
        self._is_ours = True
        """Whether the lock file has one name; what has another is some other file, too, and not ours to write to."""

    def __enter__(self) -> FileLock:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def acquire(self, wait: float | None = None) -> None:
        """Wait for the lock. Raises Busy after the deadline, NotSaved when the lock file cannot be made.

        ``wait``: seconds to wait, if not as long as usual.
        """
        give_up = time.monotonic() + (self._deadline if wait is None else wait)
        pause = 0.0005
        try:
            while not self._try():
                if time.monotonic() >= give_up:
                    raise Busy.because(f"Another delegator is busy with this file ({self._owner()})", "Try again.")
                time.sleep(pause)
                pause = min(pause * 2, 0.02)
        except OSError as error:
            raise not_saved(error, self._path) from error
        self._sign()

    def release(self) -> None:
        """Let the next one in."""
        _unlock(self._fd)

    def close(self) -> None:
        """Let go of the lock file altogether, which also releases it."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _try(self) -> bool:
        if self._fd < 0:
            self._fd = open_own(self._path, os.O_RDWR | os.O_CREAT)
        if not _lock(self._fd):
            return False
        try:
            info = os.fstat(self._fd)
            self._is_ours = info.st_nlink == 1
            if os.path.samestat(info, os.lstat(self._path)):
                return True
        except FileNotFoundError:
            pass
        self.close()  # somebody took the file away: those who come now lock another one
        return False

    def _sign(self) -> None:
        if not self._is_ours:
            return
        words = [os.path.basename(sys.argv[0] if sys.argv else ""), *sys.argv[1:2]]
        name = " ".join(word for word in words if word.replace("-", "").replace(".", "").isalnum())
        try:
            os.lseek(self._fd, 0, os.SEEK_SET)
            os.ftruncate(self._fd, 0)
            os.write(self._fd, f"{os.getpid()} {name}\n".encode("utf-8", "replace"))
        except OSError:
            pass  # a courtesy only; a full disk must not keep us from trying

    def _owner(self) -> str:
        try:
            os.lseek(self._fd, 0, os.SEEK_SET)
            pid, _, name = os.read(self._fd, 200).decode("utf-8", "replace").strip().partition(" ")
        except OSError:
            pid = name = ""
        return f"{name or 'program'}, process {pid}" if pid else "it does not say who"


if sys.platform == "win32":  # untested
    FAR = 1 << 30
    """The byte that is locked; those before it stay readable."""

    def _lock(fd: int) -> bool:
        import msvcrt

        os.lseek(fd, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(fd, 0, os.SEEK_SET)
        return True

    def _unlock(fd: int) -> None:
        import msvcrt

        os.lseek(fd, FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:

    def _lock(fd: int) -> bool:
        import fcntl

        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(fd: int) -> None:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_UN)
