"""The short forms of the fault suite; ``make torture`` runs the long one."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from delegator_tui.errors import NotSaved
from delegator_tui.store.files import line
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.store import Set, Store
from tests.effort import examples
from tests.store.faults import damage, steps
from tests.store.faults.cuts import power_cuts
from tests.store.faults.mutants import SYNCS, Mutant
from tests.store.faults.work import room
from tests.store.support import add, files, opened, state_of, titles

SEED = 21
"""One that brings every mutant down soon."""


@pytest.mark.parametrize("mode", steps.MODES)
@pytest.mark.parametrize("name", steps.ACTIONS)
def test_a_fault_at_any_call_loses_nothing_that_was_acknowledged(name: str, mode: str) -> None:
    assert steps.run(steps.ACTIONS[name], mode) >= 2


def test_power_cuts_lose_nothing_that_was_acknowledged() -> None:
    result = power_cuts(examples(25, 80), seed=20261123)
    assert result.violations == []
    assert result.commits > examples(150, 500)


@pytest.mark.parametrize("mutant", SYNCS, ids=lambda mutant: mutant.__name__)
def test_a_store_without_one_of_its_syncs_is_caught(mutant: Mutant) -> None:
    assert power_cuts(400, SEED, mutant, until_first=True).violations


@pytest.fixture
def path() -> Iterator[Path]:
    with room("damage") as folder:
        yield Path(folder) / "delegator.json"


def test_a_flipped_bit_is_never_taken_for_data(path: Path) -> None:
    assert list(damage.flips(path, 7)) == []


def test_a_store_without_its_checksum_is_caught(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def believing(text: bytes) -> dict[str, object] | None:
        _, _, data = text.split(b" ", 2) if text.count(b" ") > 1 else (b"", b"", b"")
        return line.parse(b"%s %d %s" % (line.checksum(data).encode(), len(data), data))

    monkeypatch.setattr("delegator_tui.store.files.journal.parse", believing)
    assert list(damage.flips(path, 7)) != []


def test_a_journal_cut_at_any_byte_shows_every_whole_save(path: Path) -> None:
    assert list(damage.cuts(path, 2)) == []


def test_a_lost_or_damaged_snapshot_costs_nothing(path: Path) -> None:
    assert list(damage.lost(path)) == []


# ---- the lock


def _meet(path: Path) -> list[str]:
    """Two writers change one number between reading and writing it; return what is wrong afterwards."""
    first, second = opened(path), opened(path, deadline=5)
    uid = add(first, "counter", count=0)
    reading = threading.Event()

    def count() -> None:
        with second.transaction():
            reading.set()
            record = second.record("tasks", uid) or {}
            _set(second, uid, record["count"] + 1)

    with first.transaction():
        record = first.record("tasks", uid) or {}
        other = threading.Thread(target=count)
        other.start()
        reading.wait(0.3)
        _set(first, uid, record["count"] + 1)
    other.join()
    try:
        found = (opened(path).record("tasks", uid) or {})["count"]
    except Exception as error:  # noqa: BLE001 - a book that two wrote into at once
        return [str(error)]
    return [] if found == 2 else [f"two were counted as {found}"]


def _set(store: Store, uid: str, count: int) -> None:
    store.commit([Set("tasks", uid, {"count": count})], verb="count", label="count")


def test_two_writers_take_turns(tmp_path: Path) -> None:
    assert _meet(tmp_path / "delegator.json") == []


def test_a_store_without_its_lock_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("delegator_tui.store.files.lock._lock", lambda _: True)
    assert _meet(tmp_path / "delegator.json") != []


# ---- a disk that does not confirm, and one that is full


class Unconfirming(Disk):
    """Fails the sync number ``at`` and counts those that follow on the same descriptor."""

    def __init__(self, at: int) -> None:
        self.left = at
        self.failed = -1
        self.again = 0

    def sync(self, fd: int) -> None:
        self.left -= 1
        self.again += fd == self.failed
        if self.left == 0:
            self.failed = fd
            raise OSError(5, "Input/output error")
        super().sync(fd)


def test_a_sync_that_failed_is_never_asked_for_again_and_the_book_is_read_only_from_then_on() -> None:
    with room("sync") as folder:
        path = Path(folder) / "delegator.json"
        add(opened(path), "One")
        disk = Unconfirming(1)
        store = opened(path, disk)
        for attempt in (lambda: add(store, "Two"), lambda: add(store, "Three"), store.history.undo, store.compact):
            with pytest.raises(NotSaved, match="did not confirm"):
                attempt()
        assert "did not confirm" in store.read_only
        assert (titles(store), disk.again) == (["One"], 0)
        store.close()
        again = opened(path)
        assert set(titles(again)) in ({"One"}, {"One", "Two"})
        add(again, "Three")


def test_a_full_disk_at_a_compaction_leaves_every_save_in_place(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    for n in range(30):
        add(store, f"Task {n}", notes="n" * 200)
    store.compact()
    add(store, "After")
    before = state_of(store)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
    try:
        with pytest.raises(NotSaved, match="full"):
            store.compact()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert state_of(store) == state_of(opened(path)) == before
    assert not list(tmp_path.rglob("*.new"))
    store.compact()
    assert Path(files(path).base).read_bytes() == path.read_bytes()
