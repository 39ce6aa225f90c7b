"""A book that does not open because its files are damaged: what is whole in it, and the ways on from there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.hand_edit import check_row
from delegator_tui.desk.reading import MomentOf
from delegator_tui.errors import Damaged, NeedsCare
from delegator_tui.model.records import is_open
from delegator_tui.store.care import backups, salvage
from delegator_tui.store.care.backups import Backup
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.files.lock import DEADLINE
from delegator_tui.store.files.ordinary import is_own, read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.reader import Setup
from delegator_tui.store.state.load import Ways
from delegator_tui.store.state.migrations import MIGRATIONS
from delegator_tui.store.store import Clock, Store


class Rescue:
    """Stands between a damaged book and its owner. ``why`` is what was refused; nothing is touched by looking."""

    def __init__(self, path: Path, clock: Clock, moment: MomentOf, why: Damaged, disk: Disk | None = None) -> None:
        self.path = path
        self.why = why
        self._clock = clock
        self._moment = moment
        self._setup = Setup(Ways(is_open, 1, check_row), disk or Disk(), DEADLINE, MIGRATIONS)

    @property
    def kept_in(self) -> str:
        """Where the damaged files are kept when the book is written anew."""
        return Paths(str(self.path)).quarantine

    def said(self) -> list[str]:
        """Say exactly which saves are whole and which cannot be read; empty when nothing can be got out."""
        try:
            return salvage.said(self._look())
        except NeedsCare:
            return []

    def backups(self) -> Sequence[Backup]:
        """Return the backups there are that are whole, those with the most saves first."""
        found = sorted(backups.listed(Paths(str(self.path))), key=lambda each: -each.seq)
        return [each for each in found if is_own(str(each.path)) and backups.is_whole(read_own(str(each.path)))]

    def read_only(self) -> Desk:
        """Return a desk over what can be read, in which nothing can be saved."""
        why = f"{self.path} is damaged: this is what can be read of it. Recover it to go on."
        return self._desk(Store.of_wreck(self.path, self._clock, self._setup, self._look(), why))

    def recover(self) -> Desk:
        """Write the book anew from what is whole and keep the damaged files; return a desk over it. Raises NotSaved."""
        found = salvage.recover(self.path, self._clock(), self._setup)
        desk = self._open()
        kept = f"The damaged files are in {self.kept_in}."
        desk.store.notices.append(" ".join(["Recovered.", *salvage.said(found), kept]))
        return desk

    def restore(self, backup: Backup) -> Desk:
        """Recover, then make the book what it was in a backup, as one step that undo takes back.

        When nothing can be got out, the backup itself becomes the book. Raises NotSaved.
        """
        if not self.said():
            salvage.recover(self.path, self._clock(), self._setup, instead=backup.path)
            return self._open()
        desk = self.recover()
        desk.file.restore(backup.path, anyway=True)
        return desk

    def _look(self) -> salvage.Salvage:
        return salvage.look(Paths(str(self.path)), is_open)

    def _open(self) -> Desk:
        setup = self._setup
        return self._desk(Store.open(self.path, self._clock, is_open=is_open, check=check_row, disk=setup.disk))

    def _desk(self, store: Store) -> Desk:
        return Desk(store, self._moment)
