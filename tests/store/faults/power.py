"""A disk that loses power: what was synced is certain; the rest is kept, cut or zeroed, renames are done or not."""
# ruff: noqa: PTH116, PTH118, PTH119 - names as the store hands them over

from __future__ import annotations

import os
import random
from pathlib import Path

from delegator_tui.store.files.disk import Disk
from tests.store.support import Crashed

Step = tuple[str, int | None]
"""A change of a folder that is not synced yet: the name, and the file that it means from then on (None: none)."""


class File:
    """One file: what is certain to be on the disk, and what a reader sees."""

    def __init__(self, sure: bytes = b"") -> None:
        self.sure = sure
        self.seen = sure


class PowerDisk(Disk):
    """Does everything for real below ``root`` but the waiting, keeps the books, and stops at operation number ``at``.

    `after_cut` writes down what a machine might find afterwards. Not modelled: a sync that lies, and renames that are
    done in another order within one folder.
    """

    def __init__(self, root: Path, at: int = 0) -> None:
        self.root = root
        self.left = at
        self.dead = False
        self._files: list[File] = []
        self._seen: dict[str, dict[str, tuple[int, int]]] = {}
        self._sure: dict[str, dict[str, int]] = {}
        self._steps: dict[str, list[list[Step]]] = {}
        self._look()
        for file in self._files:
            file.sure = file.seen
        for folder in self._seen:
            self._settle(folder)

    # ---- the operations

    def write(self, fd: int, data: bytes) -> int:
        if self._due():
            self._write(fd, data[: random.Random(len(data)).randrange(len(data) + 1)])
            self._stop()
        return self._write(fd, data)

    def _write(self, fd: int, data: bytes) -> int:
        size = os.fstat(fd).st_size
        done = super().write(fd, data)
        end = os.lseek(fd, 0, os.SEEK_CUR)
        file = self._file(fd)
        if file is not None:
            file.seen = file.seen[:size][: end - done] + data[:done]
        return done

    def sync(self, fd: int) -> None:
        self._count()
        file = self._file(fd)
        if file is not None:
            file.seen = file.seen[: os.fstat(fd).st_size]
            file.sure = file.seen

    def truncate(self, fd: int, size: int) -> None:
        self._count()
        super().truncate(fd, size)
        file = self._file(fd)
        if file is not None:
            file.seen = file.seen[:size]

    def sync_folder(self, folder: str) -> None:
        self._count()
        self._look()
        self._settle(folder)

    def rename(self, source: str, target: str) -> None:
        self._count()
        super().rename(source, target)
        folder, name = os.path.split(source)
        key = self._seen[folder].pop(name)
        self._seen[folder][os.path.basename(target)] = key
        self._steps[folder].append([(name, None), (os.path.basename(target), key[0])])

    def link(self, source: str, target: str) -> None:
        self._count()
        super().link(source, target)
        self._look()

    def unlink(self, path: str) -> None:
        self._count()
        super().unlink(path)
        self._look()

    def mkdir(self, folder: str) -> None:
        self._count()
        super().mkdir(folder)
        self._look()

    def _count(self) -> None:
        if self._due():
            self._stop()
        self._look()

    def _due(self) -> bool:
        self.left -= 1
        self._look()
        return self.dead or self.left == 0

    def _stop(self) -> None:
        self.dead = True
        raise Crashed

    # ---- the books

    def _look(self) -> None:
        """Note files and folders that were made or taken away since the last look."""
        for folder, _, names in os.walk(self.root):
            seen = self._seen.setdefault(folder, {})
            steps = self._steps.setdefault(folder, [])
            found = {name: os.stat(os.path.join(folder, name)).st_ino for name in names}
            for name in [name for name in seen if name not in found]:
                del seen[name]
                steps.append([(name, None)])
            for name, inode in found.items():
                if name not in seen or seen[name][1] != inode:
                    seen[name] = (self._number(folder, name, inode), inode)
                    steps.append([(name, seen[name][0])])

    def _number(self, folder: str, name: str, inode: int) -> int:
        """Return the number of a file: that of another name of it, or a new one."""
        for entries in self._seen.values():
            for number, other in entries.values():
                if other == inode:
                    return number
        self._files.append(File())
        self._files[-1].seen = (Path(folder) / name).read_bytes()
        return len(self._files) - 1

    def _file(self, fd: int) -> File | None:
        inode = os.fstat(fd).st_ino
        found = (number for names in self._seen.values() for number, other in names.values() if other == inode)
        return next((self._files[number] for number in found), None)

    def name(self, fd: int) -> str:
        """Return the name of an open file; empty when it has none any more."""
        inode = os.fstat(fd).st_ino
        found = (name for names in self._seen.values() for name, (_, other) in names.items() if other == inode)
        return next(found, "")

    def _settle(self, folder: str) -> None:
        """Make the names in a folder certain, and the folder itself in those above that are."""
        self._sure[folder] = {name: number for name, (number, _) in self._seen.get(folder, {}).items()}
        self._steps[folder] = []

    # ---- the cut

    def after_cut(self, target: Path, chance: random.Random) -> None:
        """Write what may be found when the power is back to ``target``."""
        self._look()
        for folder in self._seen:
            if folder not in self._sure and chance.random() < 0.5:
                continue  # nobody made sure of the folder's own names
            entries = dict(self._sure.get(folder, {}))
            steps = self._steps.get(folder, [])
            for step in steps[: chance.choice((0, len(steps), chance.randint(0, len(steps))))]:
                entries |= {name: number for name, number in step if number is not None}
                for name, number in step:
                    if number is None:
                        entries.pop(name, None)
            place = target / os.path.relpath(folder, self.root)
            place.mkdir(parents=True, exist_ok=True)
            for name, number in entries.items():
                (place / name).write_bytes(_left(self._files[number], chance))


def _left(file: File, chance: random.Random) -> bytes:
    """Return what may be left of a file: its certain bytes, with what was not synced kept, cut, zeroed or gone."""
    sure, seen = file.sure, file.seen
    if sure == seen:
        return sure
    if sure.startswith(seen):
        return chance.choice((sure, seen))
    start = sure if seen.startswith(sure) else b""
    tail = seen[len(start) :]
    cut = chance.randint(0, len(tail))
    return start + chance.choice((b"", tail, tail[:cut], bytes(len(tail)), tail[:cut] + bytes(len(tail) - cut)))
