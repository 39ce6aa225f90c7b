"""The store with one precaution taken away at a time: a suite that does not notice that proves nothing."""

from __future__ import annotations

from pathlib import Path

from tests.store.faults.power import PowerDisk


class NoCommitSync(PowerDisk):
    """A commit is acknowledged before it is on the disk."""

    def sync(self, fd: int) -> None:
        if self.name(fd).endswith(".journal"):
            self._count()
        else:
            super().sync(fd)


class NoFileSync(PowerDisk):
    """A new file is put in place before its bytes are on the disk."""

    def sync(self, fd: int) -> None:
        if self.name(fd).endswith(".new"):
            self._count()
        else:
            super().sync(fd)


class NoFolderSync(PowerDisk):
    """A new name is taken for certain before its folder is on the disk."""

    def sync_folder(self, folder: str) -> None:
        self._count()


class NewJournalFirst(PowerDisk):
    """The old journal is gone before snapshot and spare copy are certain. Only one of them late would heal."""

    def __init__(self, root: Path, at: int = 0) -> None:
        super().__init__(root, at)
        self._late: list[tuple[str, str]] = []

    def rename(self, source: str, target: str) -> None:
        if target.endswith(("delegator.json", ".base")) and Path(target).exists():
            self._late.append((source, target))
            return
        super().rename(source, target)
        if target.endswith(".journal"):
            for late in self._late:
                super().rename(*late)
            self._late.clear()


Mutant = type[PowerDisk]
SYNCS: list[Mutant] = [NoCommitSync, NoFileSync, NoFolderSync, NewJournalFirst]
