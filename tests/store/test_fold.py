"""The TinyDB file brought up to date while the journal goes on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from delegator_tui.errors import Busy
from delegator_tui.store.files.append import STEP, Capture, append
from delegator_tui.store.store import SMALL, Store
from tests.store.support import START, add, change, files, opened, state_of, stock, titles


def _captured(path: Path, title: str) -> Capture | None:
    """Add a task by the short way; what that saw, None when it left it to the store."""
    seen: list[Capture] = []

    def make(capture: Capture) -> tuple[list[dict[str, object]], str, str]:
        seen.append(capture)
        return [{"t": "tasks", "u": f"uid-{title}", "f": {"title": title, "state": "inbox"}}], "add", "add"

    return seen[0] if append(str(path), make, START) is not None else None


def _read(path: Path) -> list[str]:
    return sorted(record["title"] for record in stock(path).get("tasks", []))


def _book(path: Path) -> Store:
    store = opened(path)
    add(store, "One")
    return store


def test_after_a_fold_stock_tinydb_reads_all_and_the_journal_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    assert _read(path) == []
    assert store.fold()
    assert _read(path) == ["One"]
    assert not Path(files(path).history).exists()
    assert not store.fold()
    add(store, "Two")
    change(store, next(iter(store.live("tasks").values()))["uid"], title="Uno")
    assert store.fold()
    assert _read(path) == ["Two", "Uno"]
    assert state_of(opened(path)) == state_of(store)
    for _ in range(3):
        store.history.undo()
    assert titles(store) == titles(opened(path)) == []
    assert state_of(opened(path).as_of(3, "past")) != {}


def test_another_open_store_goes_on_as_if_nothing_had_been_folded(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store, other = _book(path), opened(path)
    add(store, "Two")
    store.fold()
    assert [commit.label for commit in other.refresh() or []] == ["add Two"]
    assert not other.fold()
    add(other, "Three")
    assert [commit.label for commit in store.refresh() or []] == ["add Three"]
    assert other.notices == store.notices == []


def test_the_short_way_is_open_right_after_a_fold(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    store.fold()
    assert _captured(path, "Two") is not None
    store.compact()
    assert _captured(path, "Three") is not None
    store.refresh()
    store.fold()
    assert _read(path) == ["One", "Three", "Two"]


def test_what_was_edited_by_hand_comes_before_what_is_added_after_it(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    store.fold()
    store.close(compact=False)
    path.write_text(path.read_text("utf-8").replace("One", "By hand"), "utf-8")
    os.utime(path, ns=(0, Path(files(path).journal).stat().st_mtime_ns + 1_000_000))
    assert _captured(path, "Two") is None
    store = opened(path)
    assert store.fold()
    assert _captured(path, "Two") is not None
    store.refresh()
    assert [commit.label for commit in store.history.commits()] == ["add", "edit by hand", "add One"]
    assert len(store.notices) == 1
    assert opened(path).notices == []


def test_a_journal_that_has_grown_is_begun_afresh(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    add(store, "n" * SMALL)
    assert store.fold()
    assert len(list(Path(files(path).history).iterdir())) == 1
    assert Path(files(path).journal).stat().st_size < SMALL


def test_nobody_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    other = opened(path)
    with other.transaction(), pytest.raises(Busy):
        store.fold()
    assert store.fold()


def test_the_short_way_tells_when_the_journal_has_grown_once_a_step(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    notes = "n" * (STEP // 8)
    grown = []
    for n in range(8):
        add(store, f"{n} {notes}")
        seen = _captured(path, f"short {n}")
        store.refresh()
        grown.append(bool(seen and seen.has_grown))
    assert sum(grown) == 2


@pytest.mark.parametrize("left", [b"damaged", b""], ids=["damaged", "missing"])
def test_the_short_way_sees_a_line_that_is_damaged_or_missing(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    for n in range(3):
        add(store, f"{n}")
    store.close(compact=False)
    sound = _captured(path, "sound")
    journal = Path(files(path).journal)
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([*lines[:2], *filter(None, [left]), *lines[3:]]))
    unsound = _captured(path, "unsound")
    assert sound is not None
    assert unsound is not None
    assert (sound.is_sound, unsound.is_sound) == (True, False)
