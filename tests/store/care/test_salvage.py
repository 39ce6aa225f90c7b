"""A damaged book: what is whole is got out, what is lost is named, and the damaged files are kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from delegator_tui.errors import Damaged, NeedsCare, NotSaved
from delegator_tui.store.care import salvage
from delegator_tui.store.care.audit import checked
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.reader import Setup
from delegator_tui.store.state.load import Ways
from delegator_tui.store.state.migrations import MIGRATIONS
from delegator_tui.store.store import Store
from tests.store.faults.work import room
from tests.store.support import START, Crashed, FailingDisk, add, change, files, is_open, opened, state_of, titles


def setup(disk: Disk | None = None) -> Setup:
    return Setup(Ways(is_open, 1, None), disk or Disk(), 0.2, MIGRATIONS)


def five(path: Path) -> Store:
    """Five saves: the first in the snapshot, then a task, a change of it, two more tasks."""
    store = opened(path)
    add(store, "One")
    store.compact()
    uid = add(store, "Two")
    change(store, uid, notes="seen")
    add(store, "Four")
    add(store, "Five")
    store.close(compact=False)
    return store


def hit(path: Path, line: int) -> None:
    """Damage a line of the journal, counted from 0 (the header)."""
    journal = Path(files(path).journal)
    lines = journal.read_bytes().split(b"\n")
    lines[line] = lines[line].replace(b'"', b"'", 1)
    journal.write_bytes(b"\n".join(lines))


def refuse(path: Path) -> None:
    with pytest.raises(Damaged):
        opened(path)


def test_what_is_whole_and_what_is_lost_is_said_exactly(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    five(path)
    hit(path, 1)
    refuse(path)
    before = {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    found = salvage.look(files(path), is_open)
    assert salvage.said(found) == [
        "Every save up to number 1 is whole.",
        "Save 2 cannot be read.",
        "Saves 3-5 are whole behind the damage.",
        "1 of their changes are left out: they need what was lost.",
    ]
    assert (found.lost, found.whole, found.later, found.left_out) == ([2], 1, [3, 4, 5], 1)
    assert {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before


def test_a_damaged_book_can_be_looked_at_without_being_touched(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    five(path)
    hit(path, 3)
    store = Store.of_wreck(path, lambda: START, setup(), salvage.look(files(path), is_open), "It is damaged.")
    assert titles(store) == ["Five", "One", "Two"]
    assert [commit.seq for commit in store.history.commits()] == [5, 3, 2, 1]
    with pytest.raises(Damaged, match="It is damaged"):
        add(store, "Six")
    store.close()
    refuse(path)


@pytest.mark.parametrize(("line", "left"), [(1, ["Five", "Four", "One"]), (2, ["Five", "Four", "One", "Two"])])
def test_recovering_keeps_every_other_save_and_the_damaged_files(tmp_path: Path, line: int, left: list[str]) -> None:
    path = tmp_path / "delegator.json"
    five(path)
    hit(path, line)
    damaged = Path(files(path).journal).read_bytes()
    found = salvage.recover(path, START, setup())
    assert damaged in [each.read_bytes() for each in Path(files(path).quarantine).iterdir()]
    store = opened(path)
    assert (titles(store), store.notices, store.version) == (left, [], 6)
    assert next(commit.verb for commit in store.history.commits()) == "recover"
    assert list(checked(files(path))) == []
    store.history.undo()
    assert titles(store) == [title for title in left if title != "Five"]
    with pytest.raises(NeedsCare, match="missing from the history"):
        store.as_of(found.lost[0] - 1, "then")
    store.close()
    assert titles(opened(path)) == titles(store)


def test_every_save_that_is_left_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    five(path)
    hit(path, 1)
    salvage.recover(path, START, setup())
    store = opened(path)
    for _ in range(3):
        store.history.undo(even_if_changed=True)
    assert titles(store) == ["One"]


def test_a_damaged_first_line_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    five(path)
    hit(path, 0)
    refuse(path)
    found = salvage.recover(path, START, setup())
    assert (found.lost, found.left_out) == ([], 0)
    store = opened(path)
    assert titles(store) == ["Five", "Four", "One", "Two"]
    assert [commit.seq for commit in store.history.commits()] == [6, 5, 4, 3, 2, 1]
    assert list(checked(files(path))) == []


def test_a_lost_snapshot_and_spare_copy_are_made_again_from_the_history(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    whole = state_of(five(path))
    path.unlink()
    Path(files(path).base).unlink()
    refuse(path)
    found = salvage.recover(path, START, setup())
    assert found.lost == []
    assert state_of(opened(path)) == whole


def test_a_book_of_a_newer_version_and_one_without_anything_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    with pytest.raises(NeedsCare, match="Nothing of"):
        salvage.recover(path, START, setup())
    five(path)
    path.write_text(path.read_text().replace('"schema":1', '"schema":2'))
    with pytest.raises(NeedsCare, match="newer"):
        salvage.recover(path, START, setup())


def test_a_backup_takes_the_place_of_what_cannot_be_read_at_all(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    made = store.copies.backup()
    store.close(compact=False)
    for each in (path, Path(files(path).base), Path(files(path).journal)):
        each.write_bytes(b"\x07" * 50)
    for each in Path(files(path).history).glob("*"):
        each.unlink()
    refuse(path)
    salvage.recover(path, START, setup(), instead=made)
    again = opened(path)
    assert titles(again) == ["One"]
    add(again, "Two")
    assert len(list(Path(files(path).quarantine).glob("*.damaged"))) >= 1


def _damaged_middle(path: Path) -> None:
    five(path)
    hit(path, 1)


def _damaged_first(path: Path) -> None:
    five(path)
    hit(path, 0)


@pytest.mark.parametrize("mode", ["crash", "half", "error"])
@pytest.mark.parametrize("damage", [_damaged_middle, _damaged_first])
def test_a_fault_at_any_call_of_a_recovery_loses_nothing_more(damage: Callable[[Path], None], mode: str) -> None:
    at, failed = 0, True
    while failed:
        at += 1
        with room("salvage") as folder:
            path = Path(folder) / "delegator.json"
            damage(path)
            expected = state_of(
                Store.of_wreck(path, lambda: START, setup(), salvage.look(files(path), is_open), "look")
            )
            disk = FailingDisk(at, mode)
            with contextlib.suppress(Crashed, NotSaved):
                salvage.recover(path, START, setup(disk))
            failed = disk.failed
            try:
                store = opened(path)
            except Damaged:
                salvage.recover(path, START, setup())
                store = opened(path)
            assert state_of(store) == expected, f"{mode} at {at}"
            add(store, "Afterwards")
            store.close()
    assert at > 8
