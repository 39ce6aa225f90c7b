"""The right to write: the lock, held with everything caught up and put right."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from delegator_tui.errors import NotSaved
from delegator_tui.store.care.mending import put_right
from delegator_tui.store.files.disk import make_folder, not_saved
from delegator_tui.store.files.lock import FileLock
from delegator_tui.store.reader import Reader
from delegator_tui.store.writer import Writer


class WriteLock:
    """The right to write: one at a time, among the threads of this program and among programs.

    Whoever gets it finds the book caught up, and what an accident or an editor has left put right.
    """

    def __init__(self, reader: Reader, writer: Writer, deadline: float) -> None:
        self._reader = reader
        self._writer = writer
        self._file = FileLock(reader.paths.lock, deadline)
        self._depth = 0
        self.mutex = threading.RLock()
        """Held by the thread that writes; also by one that takes in what others wrote."""

    @property
    def is_held(self) -> bool:
        """Whether the thread that has the mutex is in the middle of a transaction."""
        return self._depth > 0

    def close(self) -> None:
        """Let go of the lock file altogether."""
        self._file.close()

    @contextlib.contextmanager
    def held(self, wait: float | None = None) -> Iterator[None]:
        """Hold the lock with everything caught up and put right. Reentrant. ``wait``: seconds, if not as usual."""
        with self.mutex:
            if self._depth == 0:
                self._enter(wait)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._file.release()

    def _enter(self, wait: float | None) -> None:
        self._refuse_if_read_only()
        self._refuse_if_gone()
        try:
            make_folder(self._reader.disk, self._reader.paths.folder)
        except OSError as error:
            raise not_saved(error, self._reader.paths.snapshot) from error
        self._file.acquire(wait)
        try:
            self._refuse_if_gone()
            self._reader.catch_up()
            self._refuse_if_read_only()
            put_right(self._reader, self._writer)
        except OSError as error:
            self._file.release()
            raise not_saved(error, self._reader.paths.snapshot) from error
        except BaseException:
            self._file.release()
            raise

    def _refuse_if_read_only(self) -> None:
        refused = self._reader.refused()
        if refused is not None:
            raise refused.with_traceback(None)

    def _refuse_if_gone(self) -> None:
        if self._reader.journal is not None and not self._reader.exists():
            raise NotSaved.because(f"{self._reader.paths.journal} is gone", "Is its disk still there?")
