"""The lock, and what a writer puts right under it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

from delegator_tui.errors import NotSaved
from delegator_tui.store import compaction
from delegator_tui.store.disk import make_folder, not_saved, stamp, was_just_written
from delegator_tui.store.journal import Journal
from delegator_tui.store.machine import host
from delegator_tui.store.migrations import MIGRATE, steps_from
from delegator_tui.store.writer import Writer, new_replica

PAUSE = 0.1
"""Seconds for which a snapshot that cannot be read must stay as it is before it is put aside."""
SETTLING = 20
"""How many pauses a program that is writing it is given."""


class Keeper(Writer):
    """Adds the lock, and what a writer does before anything else. What `Store` offers stands on this."""

    @contextlib.contextmanager
    def _locked(self, wait: float | None = None) -> Iterator[None]:
        """Hold the lock with everything caught up and put right. Reentrant. ``wait``: seconds, if not as usual."""
        with self._mutex:
            if self._depth == 0:
                self._enter(wait)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._lock.release()

    def _enter(self, wait: float | None) -> None:
        self._refuse_if_read_only()
        self._refuse_if_gone()
        try:
            make_folder(self._disk, self._paths.folder)
        except OSError as error:
            raise not_saved(error, self._paths.snapshot) from error
        self._lock.acquire(wait)
        try:
            self._refuse_if_gone()
            self._catch_up()
            self._refuse_if_read_only()
            self._put_right()
        except OSError as error:
            self._lock.release()
            raise not_saved(error, self._paths.snapshot) from error
        except BaseException:
            self._lock.release()
            raise

    def _refuse_if_read_only(self) -> None:
        refused = self._refused()
        if refused is not None:
            raise refused.with_traceback(None)

    def _refuse_if_gone(self) -> None:
        if self._journal is not None and not self._exists():
            raise NotSaved(f"{self._paths.journal} is gone; nothing was saved. Is its disk still there?")

    def _put_right(self) -> None:
        """Do what only a writer may do: cut a torn end, take in a hand edit, mend files, part from a copied disk."""
        if self._repair and self._unreadable:
            self._let_settle()
        if self._journal is not None and self._journal.tail:
            self._cut_tail(self._journal)
        if self._behind:
            self._migrate()
        if self._journal is None:
            return
        if self._edit:
            self._absorb()
        self._mend_files(self._journal)

    def _mend_files(self, journal: Journal) -> None:
        if journal.header["host"] != host():
            self._compact(replica=new_replica())
        elif self._repair:
            self._compact()
        elif self._mend:
            compaction.mend_base(self._disk, self._paths, journal, self._crc)
            self._mend = False

    def _let_settle(self) -> None:
        """Give a program that writes the snapshot in place, such as stock TinyDB, the time to finish.

        What looks damaged is a file half written more often than not, and would be put aside.
        """
        if not was_just_written(self._paths.snapshot, self._paths.lock):
            return
        for _ in range(SETTLING):
            seen = stamp(self._paths.snapshot)
            time.sleep(PAUSE)
            if stamp(self._paths.snapshot) == seen:
                break
        if stamp(self._paths.snapshot) != self._stamp:
            self._reload()

    def _migrate(self) -> None:
        """Commit the steps from an older schema, after a backup. A crash between them goes on where it stopped."""
        with self._or_read_again():
            self._reload(with_edit=False)
            self._absorb()
            was, rule = self._state.schema, self._setup.ways.rule
            from delegator_tui.store import backups

            backups.keep(self._disk, self._paths, self._state, f"schema-{was}", self._clock(), rule)
            for migrate in steps_from(self._state, self._setup.migrations):
                to = self._state.schema + 1
                label = f"from schema {to - 1} to {to}"
                self._write(migrate(self._state), verb=MIGRATE, label=label, kind="system", more={"schema": to})
            self._compact()
        self._behind = False

    def _absorb(self) -> None:
        """Commit a hand edit. Its line names the edited file, so that a crash here does not take it in twice."""
        with self._or_read_again():
            if self._shown:
                self._reload(with_edit=False)
            if self._edit:
                self._write(self._edit, verb="edit by hand", label="edit by hand", more={"edit": self._crc})
                self._edit = []
