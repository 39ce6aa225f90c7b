"""Copies of the whole book: backups, and going back to one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Self

from delegator_tui.errors import Damaged, DelegatorError, NeedsCare, Refused
from delegator_tui.store.changes import Commit
from delegator_tui.store.disk import not_saved
from delegator_tui.store.load import Loaded
from delegator_tui.store.past import When
from delegator_tui.store.reader import Clock, Setup
from delegator_tui.store.state import State
from delegator_tui.store.steps import Steps

if TYPE_CHECKING:
    from delegator_tui.store.backups import Backup
    from delegator_tui.store.salvage import Salvage


class Vault(Steps):
    """Adds the backups. What `Store` offers stands on this."""

    _looked_at: tuple[str, int] = ("", 0)
    """Day and commit at which it was last found out that no backup is due."""

    @classmethod
    def of_wreck(cls, path: Path, clock: Clock, setup: Setup, found: Salvage, why: str) -> Self:
        """Return what can be read of a damaged book, to be looked at only; ``why`` is its ``read_only``."""
        wreck = cls(path, clock, setup, Loaded(found.state, None, None, "", [], False, []))
        wreck._past_lines = found.lines
        wreck._refusal = Damaged(why)
        return wreck

    def backup(self, reason: str = "manual") -> Path:
        """Keep a copy of the book as it is now in ``.backups``, read it back and return its path. Raises NotSaved.

        Raises Refused when there is no book yet.
        """
        from delegator_tui.store import backups

        with self._locked():
            self._refuse_if_empty()
            return backups.keep(self._disk, self._paths, self._state, reason, self._clock(), self._setup.ways.rule)

    def copy_to(self, target: Path) -> Path:
        """Write a copy of the book as it is shown here to a file of its own, and read it back.

        It needs no permission on the book, so it is the way out of a disk that fails. Raises NotSaved, and Refused
        when ``target`` is there already or a newer version wrote the book.
        """
        from delegator_tui.store import backups

        self._refuse_if_empty()
        if self._newer:
            raise self._refused() or Refused("A newer delegator wrote this book.")
        if target.exists():
            raise Refused(f"{target} is there already: name a file that is not.")
        return backups.write(self._disk, target.absolute(), self._state, self._setup.ways.rule)

    def backups(self) -> list[Backup]:
        """Return the backups in ``.backups``, newest first."""
        from delegator_tui.store import backups

        return backups.listed(self._paths)

    def backup_if_due(self) -> bool:
        """Keep the automatic backup of the day when something changed since the last one; tell whether it did.

        Never raises: a backup that fails is told of in ``notices``.
        """
        seen = (f"{self._clock().astimezone(dt.UTC):%Y-%m-%d}", self._state.seq)
        if seen == self._looked_at or self.read_only:
            return False
        from delegator_tui.store import backups

        self._looked_at = seen
        if not backups.is_due(self._paths, self._clock(), self._state.seq):
            return False
        try:
            with self._locked():
                return self._keep_automatic()
        except DelegatorError as error:
            self.notices.append(f"The daily backup was not made: {error}")
            return False

    def _keep_automatic(self) -> bool:
        from delegator_tui.store import backups

        if not backups.is_due(self._paths, self._clock(), self._state.seq):
            return False
        backups.keep(self._disk, self._paths, self._state, backups.AUTO, self._clock(), self._setup.ways.rule)
        backups.prune(self._disk, self._paths)
        return True

    def forget(self, before: When) -> int:
        """Bring the snapshot up to date, then remove the commits before an instant, or a commit's number, for good.

        Returns how many went. The records stay as they are; undo and looking back reach no further. Raises NotSaved.
        """
        from delegator_tui.store import forgetting

        with self._locked():
            if self._journal is not None and self._journal.commits:
                self._compact()
            try:
                return forgetting.forget(self._disk, self._paths, before)
            except OSError as error:
                raise not_saved(error, self._paths.snapshot) from error

    def held_elsewhere(self) -> list[Path]:
        """Return the folders of copies, which forgetting does not touch."""
        from delegator_tui.store import forgetting

        return list(forgetting.held_by(self._paths))

    def restore(self, file: Path, *, anyway: bool = False) -> Commit:
        """Make the book what the copy ``file`` says, by one commit that undo takes back.

        ``file``: a backup, any snapshot, or another book with its journal. Raises NeedsCare when it is damaged or
        from a newer version, Refused when it is no copy, or that of another book, unless ``anyway``.
        """
        from delegator_tui.store.restore import check_file

        check_file(file)
        copy = type(self)(file, self._clock, self._setup)
        try:
            if copy.read_only and copy._newer:
                raise NeedsCare(copy.read_only)
            with self._locked():
                return self._restore(copy._state, file, anyway=anyway)
        finally:
            copy._drop_files()

    def _restore(self, copy: State, file: Path, *, anyway: bool) -> Commit:
        if copy.store != self._state.store and self._state.seq and not anyway:
            raise Refused(
                f"{file} is a copy of another book. Restore with --anyway to have what it holds instead of this one's.",
                force="--anyway",
            )
        from delegator_tui.store import edit_check
        from delegator_tui.store.restore import changes_to

        changes = list(changes_to(copy, self._state))
        check = self._setup.ways.check
        fault = edit_check.fault(changes, self._state, check) if check is not None else None
        if fault is not None:
            raise Refused(f"{file} cannot be restored: {fault.why}")
        return self._write(changes, verb="restore", label=f"restore {file.name}")

    def _refuse_if_empty(self) -> None:
        if not self._state.seq:
            raise Refused(f"There is nothing to back up: {self._paths.snapshot} is empty.")
