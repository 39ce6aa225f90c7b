"""Copies of the whole book: backups, and going back to one."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from delegator_tui.errors import DelegatorError, NeedsCare, Refused
from delegator_tui.store.files.disk import not_saved
from delegator_tui.store.history.past import When
from delegator_tui.store.locked import WriteLock
from delegator_tui.store.reader import Reader
from delegator_tui.store.state.changes import Commit
from delegator_tui.store.state.state import State
from delegator_tui.store.writer import Writer

if TYPE_CHECKING:
    from delegator_tui.store.care.backups import Backup


class Copies:
    """Copies of one book: made, listed, gone back to; and what they hold back when history is forgotten."""

    def __init__(self, reader: Reader, writer: Writer, lock: WriteLock) -> None:
        self._reader = reader
        self._writer = writer
        self._lock = lock
        self._looked_at = ("", 0)
        """Day and commit at which it was last found out that no backup is due."""

    def backup(self, reason: str = "manual") -> Path:
        """Keep a copy of the book as it is now in ``.backups``, read it back and return its path. Raises NotSaved.

        Raises Refused when there is no book yet.
        """
        with self._lock.held():
            self._refuse_if_empty()
            return self._keep(reason)

    def copy_to(self, target: Path) -> Path:
        """Write a copy of the book as it is shown here to a file of its own, and read it back.

        It needs no permission on the book, so it is the way out of a disk that fails. Raises NotSaved, and Refused
        when ``target`` is there already or a newer version wrote the book.
        """
        from delegator_tui.store.care import backups

        self._refuse_if_empty()
        if self._reader.newer:
            raise self._reader.refused() or Refused("A newer delegator wrote this book.")
        if os.path.lexists(target):
            raise Refused(f"{target} is there already: name a file that is not.")
        target, reader = target.absolute(), self._reader
        unfinished = target.with_name(f".delegator-{os.urandom(8).hex()}")
        return backups.write(reader.disk, target, reader.state, reader.setup.ways.rule, str(unfinished))

    def backups(self) -> list[Backup]:
        """Return the backups in ``.backups``, newest first."""
        from delegator_tui.store.care import backups

        return backups.listed(self._reader.paths)

    def backup_if_due(self) -> bool:
        """Keep the automatic backup of the day when something changed since the last one; tell whether it did.

        Never raises: a backup that fails is told of in ``notices``.
        """
        seen = (self._reader.clock().astimezone(dt.UTC).date().isoformat(), self._reader.state.seq)
        if seen == self._looked_at or self._reader.read_only:
            return False
        from delegator_tui.store.care import backups

        self._looked_at = seen
        if not backups.is_due(self._reader.paths, self._reader.clock(), self._reader.state.seq):
            return False
        try:
            with self._lock.held():
                return self._keep_automatic()
        except DelegatorError as error:
            self._reader.notices.append(f"The daily backup was not made: {error}")
            return False

    def _keep_automatic(self) -> bool:
        from delegator_tui.store.care import backups

        if not backups.is_due(self._reader.paths, self._reader.clock(), self._reader.state.seq):
            return False
        self._keep(backups.AUTO)
        backups.prune(self._reader.disk, self._reader.paths)
        return True

    def forget(self, before: When) -> int:
        """Bring the snapshot up to date, then remove the commits before an instant, or a commit's number, for good.

        Returns how many went. The records stay as they are; undo and looking back reach no further. Raises NotSaved.
        """
        from delegator_tui.store.history import forgetting

        with self._lock.held():
            if self._reader.journal is not None and self._reader.journal.commits:
                self._writer.compact()
            try:
                return forgetting.forget(self._reader.disk, self._reader.paths, before)
            except OSError as error:
                raise not_saved(error, self._reader.paths.snapshot) from error

    def held_elsewhere(self) -> list[Path]:
        """Return the folders of copies, which forgetting does not touch."""
        from delegator_tui.store.history import forgetting

        return list(forgetting.held_by(self._reader.paths))

    def restore(self, file: Path, *, anyway: bool = False) -> Commit:
        """Make the book what the copy ``file`` says, by one commit that undo takes back.

        ``file``: a backup, any snapshot, or another book with its journal. Raises NeedsCare when it is damaged or
        from a newer version, Refused when it is no copy, or that of another book, unless ``anyway``.
        """
        from delegator_tui.store.care.restore import check_file

        check_file(file)
        copy = Reader(file, self._reader.clock, self._reader.setup)
        try:
            if copy.newer:
                raise NeedsCare(copy.read_only)
            with self._lock.held():
                return self._restore(copy.state, file, anyway=anyway)
        finally:
            copy.drop_files()

    def _restore(self, copy: State, file: Path, *, anyway: bool) -> Commit:
        if copy.store != self._reader.state.store and self._reader.state.seq and not anyway:
            raise Refused(
                f"{file} is a copy of another book. Restore with --anyway to have what it holds instead of this one's.",
                force="--anyway",
                says_force=True,
            )
        from delegator_tui.store.care.restore import changes_to
        from delegator_tui.store.state import edit_check

        changes = list(changes_to(copy, self._reader.state))
        check = self._reader.setup.ways.check
        fault = edit_check.fault(changes, self._reader.state, check) if check is not None else None
        if fault is not None:
            raise Refused(f"{file} cannot be restored: {fault.why}")
        return self._writer.write(changes, verb="restore", label=f"restore {file.name}")

    def _keep(self, reason: str) -> Path:
        from delegator_tui.store.care import backups

        reader = self._reader
        return backups.keep(reader.disk, reader.paths, reader.state, reason, reader.clock(), reader.setup.ways.rule)

    def _refuse_if_empty(self) -> None:
        if not self._reader.state.seq:
            raise Refused(f"There is nothing to back up: {self._reader.paths.snapshot} is empty.")
