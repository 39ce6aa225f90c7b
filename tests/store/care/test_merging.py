"""A conflicted copy of the book: what is only there comes over by field, and nobody's change is lost unasked."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from delegator_tui.errors import NeedsCare, Refused
from delegator_tui.store.store import Put, Store
from tests.store.support import START, TickingClock, add, change, files, opened, state_of, titles


def parted(path: Path, elsewhere: Path) -> tuple[Store, Store, str]:
    """One task in a book, and the same book on another machine; both go on from there."""
    store = opened(path)
    uid = add(store, "One", due="2026-12-01", notes="")
    store.close()
    elsewhere.mkdir()
    for each in path.parent.iterdir():
        if each != elsewhere:
            copy = shutil.copytree if each.is_dir() else shutil.copy2
            copy(each, elsewhere / each.name)
    later = TickingClock(START + dt.timedelta(hours=1))
    return opened(path), opened(elsewhere / path.name, clock=later), uid


def brought(theirs: Store, path: Path, kind: str) -> Path:
    """Put their snapshot or journal beside the book, named as a sync program does."""
    if kind == "snapshot":
        theirs.compact()
        source, name = theirs.path, "delegator (Ann's conflicted copy 2026-11-23).json"
    else:
        source, name = Path(files(theirs.path).journal), "delegator.json.sync-conflict-20261123-090000-ABC.journal"
    return Path(shutil.copy2(source, path.parent / name))


@pytest.mark.parametrize("kind", ["snapshot", "journal"])
def test_what_only_they_did_comes_over_and_what_only_we_did_stays(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, uid = parted(path, tmp_path / "elsewhere")
    change(ours, uid, title="Uno")
    add(ours, "Ours")
    change(theirs, uid, notes="seen there")
    add(theirs, "Theirs")
    theirs.commit([Put("moons", {"name": "Io"})], verb="add", label="add Io")
    copy = brought(theirs, path, kind)
    before, data = state_of(ours), copy.read_bytes()
    assert ours.merger.conflicted_copies() == [copy]
    ours.merger.merge(copy)
    assert titles(ours) == ["Ours", "Theirs", "Uno"]
    assert (ours.record("tasks", uid) or {})["notes"] == "seen there"
    assert len(ours.live("moons")) == 1
    assert not copy.exists()
    assert data in [each.read_bytes() for each in Path(files(path).quarantine).glob("conflict-*")]
    ours.history.undo()
    assert state_of(ours) == before
    ours.history.redo()
    ours.close()
    assert titles(opened(path)) == ["Ours", "Theirs", "Uno"]


@pytest.mark.parametrize(("prefer", "title"), [("mine", "Uno"), ("theirs", "Eins")])
def test_what_both_changed_is_asked_about(tmp_path: Path, prefer: str, title: str) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, uid = parted(path, tmp_path / "elsewhere")
    change(ours, uid, title="Uno")
    change(theirs, uid, title="Eins", due="2026-12-24")
    copy = brought(theirs, path, "snapshot")
    version = ours.version
    with pytest.raises(Refused, match="title of Uno: here Uno, there Eins") as refusal:
        ours.merger.merge(copy)
    assert refusal.value.force == "--mine or --theirs"
    assert (ours.version, copy.exists()) == (version, True)
    ours.merger.merge(copy, prefer=prefer)
    record: dict[str, Any] = ours.record("tasks", uid) or {}
    assert (record["title"], record["due"]) == (title, "2026-12-24")


def test_a_removal_there_comes_over_and_one_here_stays(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, _ = parted(path, tmp_path / "elsewhere")
    theirs.history.undo()
    ours.merger.merge(brought(theirs, path, "snapshot"))
    assert titles(ours) == []
    theirs.history.redo()
    ours.merger.merge(brought(theirs, path, "snapshot"))
    assert titles(ours) == []


def test_a_copy_that_is_only_older_has_nothing_to_take_over(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, uid = parted(path, tmp_path / "elsewhere")
    change(ours, uid, title="Uno")
    before = state_of(ours)
    assert ours.merger.merge(brought(theirs, path, "snapshot")).ops == ()
    assert state_of(ours) == before


def test_another_book_and_what_is_no_book_are_refused(tmp_path: Path) -> None:
    path, other = tmp_path / "delegator.json", opened(tmp_path / "other.json")
    ours = opened(path)
    add(ours, "One")
    add(other, "Two")
    other.compact()
    with pytest.raises(Refused, match="another book"):
        ours.merger.merge(other.path)
    bad = tmp_path / "bad.json"
    bad.write_text("hello")
    with pytest.raises(NeedsCare, match="cannot be read"):
        ours.merger.merge(bad)
    newer = tmp_path / "newer.json"
    ours.compact()
    newer.write_text(path.read_text().replace('"schema":1', '"schema":2'))
    with pytest.raises(NeedsCare, match="another version"):
        ours.merger.merge(newer)
    with pytest.raises(Refused, match="cannot be read"):
        ours.merger.merge(tmp_path / "missing.json")
    assert titles(ours) == ["One"]


def test_a_journal_that_goes_on_from_what_this_book_never_had_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, uid = parted(path, tmp_path / "elsewhere")
    change(theirs, uid, title="Eins")
    change(theirs, uid, title="Zwei")
    theirs.compact()
    change(ours, uid, notes="a")
    change(ours, uid, notes="b")
    with pytest.raises(Refused, match="never had"):
        ours.merger.merge(brought(theirs, path, "journal"))


def test_what_stands_in_the_journal_of_another_book_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, uid = parted(path, tmp_path / "elsewhere")
    add(theirs, "Theirs")
    change(theirs, uid, notes="seen there")
    assert ours.merger.is_whole_book(theirs.path)
    ours.merger.merge(theirs.path)
    assert titles(ours) == ["One", "Theirs"]
    assert (ours.record("tasks", uid) or {})["notes"] == "seen there"
    with pytest.raises(Refused, match="this book itself"):
        ours.merger.merge(path)


@pytest.mark.parametrize("alone", [False, True], ids=["whole", "snapshot alone"])
@pytest.mark.parametrize("how", ["undo", "restore"])
def test_what_they_only_gave_back_is_not_taken_away_here(tmp_path: Path, alone: bool, how: str) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, _ = parted(path, tmp_path / "elsewhere")
    add(ours, "Ours")
    ours.commit([Put("events", {"what": "captured"})], verb="log", label="log")
    copy = theirs.copies.backup()
    theirs.merger.merge(path)
    assert titles(theirs) == ["One", "Ours"]
    if how == "undo":
        theirs.history.undo()
    else:
        theirs.copies.restore(copy)
    assert titles(theirs) == ["One"]
    theirs.compact()
    before = state_of(ours)
    other = Path(shutil.copy2(theirs.path, tmp_path / "alone.json")) if alone else theirs.path
    assert ours.merger.merge(other).ops == ()
    assert state_of(ours) == before
    theirs.merger.merge(path)
    assert titles(theirs) == ["One", "Ours"]
    assert all("undone_by" not in event for event in theirs.live("events").values())


def test_redo_of_a_merge_brings_all_of_it_back(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    ours, theirs, _ = parted(path, tmp_path / "elsewhere")
    add(theirs, "Theirs")
    ours.merger.merge(theirs.path)
    before = state_of(ours)
    ours.history.undo()
    ours.history.redo()
    assert state_of(ours) == before
