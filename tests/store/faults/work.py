"""What a busy owner does to a book, with what was acknowledged, and what must hold when it is opened again."""

from __future__ import annotations

import contextlib
import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from delegator_tui.errors import NotSaved, Refused
from delegator_tui.store.files.append import append
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.store import Store
from tests.store.support import START, TickingClock, add, change, opened, state_of, stock

State = dict[str, dict[str, dict[str, Any]]]


class Witness:
    """What was acknowledged: the number of the newest commit and the whole state then."""

    def __init__(self) -> None:
        self.seq = 0
        self.state: State = {}
        self.commits = 0
        self.forgot = 1
        """The oldest commit that the history must still have."""

    def saw(self, store: Store) -> None:
        """Note what is shown as saved."""
        self.commits += store.version - self.seq
        self.seq, self.state = store.version, state_of(store)


def work(path: Path, disk: Disk, chance: random.Random, witness: Witness, steps: int = 30) -> None:
    """Do random things to the book, and have each seen when it was acknowledged. Refusals are gone on from."""
    clock = TickingClock()
    clock.now = START.replace(year=2026 + witness.seq // 1000)
    store = opened(path, disk, clock=clock)
    try:
        for _ in range(steps):
            name = chance.choices(list(ACTS), weights=[weight for weight, _ in ACTS.values()])[0]
            if name == "reopen":
                store.close()
                store = opened(path, disk, clock=clock)
            witness.forgot = max(witness.forgot, store.version) if name == "forget" else witness.forgot
            with contextlib.suppress(NotSaved, Refused):
                ACTS[name][1](store, disk, chance)
            if not store.read_only:
                store.refresh()
                witness.saw(store)
    finally:
        store.close(compact=False)


def _add(store: Store, _: Disk, chance: random.Random) -> None:
    add(store, f"Task {chance.random()}", notes="n" * chance.randrange(300))


def _capture(store: Store, disk: Disk, chance: random.Random) -> None:
    title = f"Captured {chance.random()}"
    append(
        str(store.path), lambda _: ([{"t": "tasks", "u": title, "f": {"title": title}}], "add", "add"), START, disk=disk
    )


def _change(store: Store, _: Disk, chance: random.Random) -> None:
    uids = [record["uid"] for record in store.live("tasks").values()]
    if uids:
        change(store, chance.choice(uids), title=f"New {chance.random()}", state=chance.choice(("inbox", "done")))


def _undo(store: Store, _: Disk, __: random.Random) -> None:
    store.history.undo(even_if_changed=True)


def _redo(store: Store, _: Disk, __: random.Random) -> None:
    store.history.redo(even_if_changed=True)


def _compact(store: Store, _: Disk, __: random.Random) -> None:
    store.compact()


def _fold(store: Store, _: Disk, __: random.Random) -> None:
    store.fold()


def _backup(store: Store, _: Disk, __: random.Random) -> None:
    store.copies.backup()


def _restore(store: Store, _: Disk, chance: random.Random) -> None:
    made = store.copies.backups()
    if made:
        store.copies.restore(chance.choice(made).path)


def _forget(store: Store, _: Disk, __: random.Random) -> None:
    store.copies.forget(store.version)
    assert [commit.seq for commit in store.history.commits()] == ([store.version] if store.version else [])


def _reopen(_: Store, __: Disk, ___: random.Random) -> None:
    """Nothing more."""


ACTS: dict[str, tuple[int, Callable[[Store, Disk, random.Random], None]]] = {
    "add": (6, _add), "capture": (3, _capture), "change": (6, _change), "undo": (2, _undo), "redo": (2, _redo),
    "compact": (2, _compact), "fold": (2, _fold), "backup": (1, _backup), "restore": (1, _restore),
    "forget": (1, _forget), "reopen": (2, _reopen),
}  # fmt: skip


def room(name: str) -> tempfile.TemporaryDirectory[str]:
    """Return a folder for faults that are made up: in memory where there is one, so that no disk is waited for."""
    memory = "/dev/shm"
    return tempfile.TemporaryDirectory(prefix=f"delegator-{name}-", dir=memory if os.access(memory, os.W_OK) else None)


def check(path: Path, witness: Witness, *, in_flight: int = 1, readable: bool = True) -> None:
    """Open the book again: all that was acknowledged is there, what was not is whole or absent, and it goes on.

    ``in_flight``: how many commits may have reached the disk without being acknowledged; ``readable``: the snapshot
    was not damaged on purpose.
    """
    if path.exists() and readable:
        assert "_meta" in stock(path), "stock TinyDB reads the snapshot at any time"
    store = opened(path, clock=TickingClock(step=0.001))
    try:
        assert witness.seq <= store.version <= witness.seq + in_flight
        numbers = [commit.seq for commit in store.history.commits()]
        assert numbers == list(range(store.version, store.version - len(numbers), -1))
        assert not store.version or numbers[-1] <= witness.forgot
        assert state_of(store.as_of(witness.seq, "past")) == witness.state
        before = state_of(store)
        add(store, "Afterwards")
        store.history.undo()
        assert state_of(store) == before
        witness.saw(store)
    finally:
        store.close(compact=False)
    again = opened(path)
    try:
        assert state_of(again) == witness.state
        again.close()
        assert {record["uid"] for record in stock(path).get("tasks", [])} >= set(before.get("tasks", {}))
    finally:
        again.close(compact=False)
