"""What the tests of the store share: a clock that is told, disks that fail, and a look at the whole state."""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from delegator_tui.store.files.disk import Disk
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.store import Commit, Put, Set, Store

START = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


class TickingClock:
    """Goes on one second at each look; ``step`` may be negative."""

    def __init__(self, start: dt.datetime = START, step: float = 1.0) -> None:
        self.now = start
        self.step = dt.timedelta(seconds=step)

    def __call__(self) -> dt.datetime:
        self.now += self.step
        return self.now


def is_open(_table: str, record: Mapping[str, Any]) -> bool:
    return record.get("state") not in ("done", "dropped")


def opened(path: Path, disk: Disk | None = None, **options: Any) -> Store:
    return Store.open(path, options.pop("clock", TickingClock()), is_open=is_open, disk=disk, **options)


def add(store: Store, title: str, **fields: Any) -> str:
    """Commit one task and return its uid."""
    commit = store.commit(
        [Put("tasks", {"title": title, "state": "inbox", **fields})], verb="add", label=f"add {title}"
    )
    return str(commit.ops[0]["u"])


def change(store: Store, uid: str, **fields: Any) -> Commit:
    return store.commit([Set("tasks", uid, fields)], verb="edit", label="edit a task")


def titles(store: Store, table: str = "tasks") -> list[str]:
    return sorted(record["title"] for record in store.live(table).values())


def state_of(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """Everything live, by table and uid."""
    return {name: {r["uid"]: r for r in store.live(name).values()} for name in store.tables() if len(store.live(name))}


def stock(path: Path) -> dict[str, list[dict[str, Any]]]:
    """What stock TinyDB reads from the snapshot."""
    with TinyDB(path) as db:
        return {name: [dict(record) for record in db.table(name).all()] for name in db.tables()}


def files(path: Path) -> Paths:
    return Paths(str(path))


class Crashed(BaseException):
    """The process stopped here."""


class FailingDisk(Disk):
    """Fails at operation number ``at``: ``crash`` before it, ``half`` after half of a write, or with an ``error``."""

    def __init__(self, at: int, mode: str) -> None:
        self.left = at
        self.mode = mode
        self.failed = False

    def _due(self) -> bool:
        self.left -= 1
        if self.left == 0:
            self.failed = True
            return True
        return False

    def _fail(self) -> None:
        if self._due():
            if self.mode == "error":
                raise OSError(errno.EIO, "Input/output error")
            raise Crashed

    def write(self, fd: int, data: bytes) -> int:
        if self._due():
            if self.mode != "crash":
                super().write(fd, data[: len(data) // 2])
            if self.mode == "error":
                raise OSError(errno.ENOSPC, "No space left on device")
            raise Crashed
        return super().write(fd, data)

    def sync(self, fd: int) -> None:
        self._fail()
        super().sync(fd)

    def sync_folder(self, folder: str) -> None:
        self._fail()
        super().sync_folder(folder)

    def rename(self, source: str, target: str) -> None:
        self._fail()
        super().rename(source, target)

    def link(self, source: str, target: str) -> None:
        self._fail()
        super().link(source, target)

    def truncate(self, fd: int, size: int) -> None:
        self._fail()
        super().truncate(fd, size)

    def mkdir(self, folder: str) -> None:
        self._fail()
        super().mkdir(folder)
