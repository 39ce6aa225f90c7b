"""A fault at every file system call of one action: EIO, a full disk after half a write, a short write, a stop."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import NotSaved
from delegator_tui.store.store import Store
from tests.store.faults.work import Witness, check, room
from tests.store.support import Crashed, FailingDisk, add, change, files, opened

MODES = ("crash", "half", "error", "short")
MOST_CALLS = 400
"""No action makes more."""


class ShortWrites(FailingDisk):
    """Takes half of one write and says so, which is no fault: the rest is to be written."""

    def write(self, fd: int, data: bytes) -> int:
        return super(FailingDisk, self).write(fd, data[: (len(data) + 1) // 2] if self._due() else data)

    def _fail(self) -> None:
        self._due()


class Action(NamedTuple):
    """What is done to a book, and how it is prepared.

    ``changes``: how many commits it makes; ``readable``: stock TinyDB reads the snapshot at any time; ``forgets``: from
    which commit on the history is kept.
    """

    prepare: Callable[[Path], None]
    act: Callable[[Store], object]
    changes: int = 1
    readable: bool = True
    forgets: int = 1


def run(action: Action, mode: str) -> int:
    """Fail at call 1, 2, … until the action makes fewer; return how many there were. Raises AssertionError."""
    for at in range(1, MOST_CALLS):
        with room("steps") as folder:
            path = Path(folder) / "book" / "delegator.json"
            action.prepare(path)
            if not _one(action, path, ShortWrites(at, mode) if mode == "short" else FailingDisk(at, mode), mode, at):
                return at - 1
    raise AssertionError("an action that never ends")


def _one(action: Action, path: Path, disk: FailingDisk, mode: str, at: int) -> bool:
    witness, before = Witness(), opened(path)
    witness.forgot = action.forgets
    witness.saw(before)
    before.close(compact=False)
    store = opened(path, disk)
    try:
        with contextlib.suppress(Crashed):
            try:
                action.act(store)
                assert mode in ("short", "error") or not disk.failed, f"{mode} at {at} went unnoticed"
            except NotSaved as refused:
                if mode != "error":
                    raise AssertionError(f"{mode} at {at}: {refused}") from refused
                _consistent(store, witness)
    finally:
        store.close(compact=False)
    assert mode != "error" or not [*path.parent.rglob("*.new")], f"a leftover after {mode} at {at}"
    check(path, witness, in_flight=action.changes, readable=action.readable)
    return disk.failed


def _consistent(store: Store, witness: Witness) -> None:
    """After a refusal the store shows what it showed; either it goes on saving, or it says why it does not."""
    if store.read_only:
        assert "did not confirm" in store.read_only
        return
    store.refresh()
    assert witness.seq <= store.version


# ---- the actions


def _nothing(path: Path) -> None:
    path.parent.mkdir()


def _some(path: Path) -> None:
    store = opened(path)
    uid = add(store, "One")
    store.compact()
    change(store, uid, title="Uno")
    add(store, "Two")
    store.close(compact=False)


def _undone(path: Path) -> None:
    _some(path)
    store = opened(path)
    store.history.undo()
    store.close(compact=False)


def _backed_up(path: Path) -> None:
    _some(path)
    store = opened(path)
    store.copies.backup()
    add(store, "Three")
    store.close(compact=False)


def _three_journals(path: Path) -> None:
    _some(path)
    store = opened(path)
    for n in range(4):
        store.compact()
        add(store, f"Later {n}")
        add(store, f"Last {n}")
    store.close(compact=False)


def _torn(path: Path) -> None:
    _some(path)
    with Path(files(path).journal).open("ab") as journal:
        journal.write(b'1234abcd 77 {"s":4,"h":')


def _damaged(path: Path) -> None:
    _torn(path)
    path.write_bytes(path.read_bytes()[:40])
    os.utime(path, (0, 0))  # long ago, so that nobody waits for it to be finished


def _without_base(path: Path) -> None:
    _some(path)
    Path(files(path).base).unlink()


def _restore(store: Store) -> None:
    store.copies.restore(store.copies.backups()[0].path)


ACTIONS: dict[str, Action] = {
    "first commit": Action(_nothing, lambda store: add(store, "One")),
    "commit": Action(_some, lambda store: add(store, "Three")),
    "fold": Action(_some, Store.fold, 0),
    "compaction": Action(_some, Store.compact, 0),
    "close": Action(_some, Store.close, 0),
    "undo": Action(_some, lambda store: store.history.undo()),
    "redo": Action(_undone, lambda store: store.history.redo()),
    "backup": Action(_some, lambda store: store.copies.backup(), 0),
    "restore": Action(_backed_up, _restore),
    "forgetting": Action(_three_journals, lambda store: store.copies.forget(4), 0, forgets=4),
    "recovery of a torn end": Action(_torn, lambda store: add(store, "Three")),
    "recovery of a damaged snapshot": Action(_damaged, lambda store: add(store, "Three"), readable=False),
    "recovery of a lost spare copy": Action(_without_base, lambda store: add(store, "Three")),
}
