"""The snapshot was lost, damaged, replaced or edited by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from delegator_tui.errors import NeedsCare
from tests.store.support import add, change, files, opened, state_of, stock, titles


def _book(path: Path) -> str:
    """Five tasks in the snapshot and a sixth in the journal; the uid of the first."""
    store = opened(path)
    uids = [add(store, f"Task {n}", state="inbox" if n % 2 else "done") for n in range(5)]
    store.close()
    add(opened(path), "Task 5")
    return uids[0]


def _edit(path: Path, change: Any) -> None:
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables, indent=2), "utf-8")


SIX = [f"Task {n}" for n in range(6)]


@pytest.mark.parametrize("how", ["deleted", "emptied", "halved", "zeroed", "text"])
def test_a_lost_snapshot_is_rebuilt_and_what_was_there_is_kept(tmp_path: Path, how: str) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    data = path.read_bytes()
    bad = {"emptied": b"", "halved": data[: len(data) // 2], "zeroed": bytes(len(data)), "text": b"hello"}.get(how)
    path.unlink() if bad is None else path.write_bytes(bad)
    store = opened(path)
    assert titles(store) == SIX
    assert "rebuilt" in store.notices[0]
    assert (path.read_bytes() if path.exists() else None) == bad
    add(store, "Task 6")
    assert len(stock(path)["tasks"]) == 6
    kept = [each.read_bytes() for each in Path(files(path).quarantine).glob("snapshot-*")]
    assert kept == ([] if bad is None else [bad])
    store.close()
    assert len(stock(path)["tasks"]) == 7
    assert titles(opened(path)) == [*SIX, "Task 6"]


def test_closing_alone_brings_a_lost_snapshot_back(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    path.unlink()
    opened(path).close()
    assert len(stock(path)["tasks"]) == 6


def test_an_older_snapshot_put_in_its_place_takes_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "Task 0")
    store.compact()
    older = path.read_bytes()
    store.close()
    for n in range(1, 6):
        add(store := opened(path), f"Task {n}")
    store.close()
    path.write_bytes(older)
    store = opened(path)
    assert titles(store) == SIX
    add(store, "Task 6")
    assert older in [each.read_bytes() for each in Path(files(path).quarantine).iterdir()]
    assert titles(opened(path)) == [*SIX, "Task 6"]


def test_a_lost_spare_copy_is_made_again_and_both_lost_needs_care(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    Path(files(path).base).unlink()
    add(opened(path), "Task 6")
    assert Path(files(path).base).read_bytes() == path.read_bytes()
    Path(files(path).base).unlink()
    path.unlink()
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    with pytest.raises(NeedsCare, match="spare copy"):
        opened(path)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before


def test_snapshot_and_journal_lost_leaves_the_spare_copy(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    path.unlink()
    Path(files(path).journal).unlink()
    assert titles(opened(path)) == SIX[:5]


def test_a_hand_edit_becomes_one_commit_and_what_was_saved_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    uid = _book(path)
    change(opened(path), uid, notes="saved meanwhile", state="mine")
    _edit(path, lambda tables: tables["tasks"]["1"].update(title="By hand", labels=["new"]))
    edited = path.read_bytes()
    reader = opened(path)
    assert titles(reader) == ["By hand", *SIX[1:]]
    assert path.read_bytes() == edited
    add(reader, "Task 6")
    assert titles(reader) == ["By hand", *SIX[1:], "Task 6"]
    commit = next(commit for commit in reader.history.commits() if commit.verb == "edit by hand")
    assert commit.ops[0]["f"] == {"title": "By hand", "labels": ["new"]}
    assert (reader.record("tasks", uid) or {}).items() >= {"notes": "saved meanwhile", "state": "mine"}.items()
    assert edited in [each.read_bytes() for each in Path(files(path).quarantine).iterdir()]
    again = opened(path)
    assert (again.notices, state_of(again)) == ([], state_of(reader))
    again.history.undo()
    assert again.history.undo().label == "edit by hand"
    assert titles(again) == SIX


def test_records_added_by_hand_get_ids_and_uids_and_removed_ones_are_marked(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    uid = _book(path)

    def edit(tables: dict[str, Any]) -> None:
        del tables["tasks"]["1"]
        tables["tasks"]["6"] = {"title": "Same id as one in the journal"}
        tables["tasks"]["40"] = {"title": "Id of its own"}
        tables["tasks"]["41"] = dict(tables["tasks"]["2"], title="Copied line")
        del tables["tasks"]["3"]["uid"]

    _edit(path, edit)
    shown = state_of(opened(path))
    store = opened(path)
    store.close()
    assert state_of(opened(path)) == shown
    expected = ["Copied line", "Id of its own", "Same id as one in the journal", *SIX[1:]]
    assert titles(opened(path)) == expected
    assert (store.record("tasks", uid) or {})["_deleted"] is True
    ids = {int(key): record["title"] for key, record in opened(path).live("tasks").items()}
    assert (ids[6], ids[40], ids[41]) == ("Task 5", "Id of its own", "Copied line")
    assert len({record["uid"] for record in opened(path).live("tasks").values()}) == len(expected)


def test_stock_tinydb_edits_while_we_commit_and_both_survive(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    ours = opened(path)
    with TinyDB(path) as db:
        db.table("tasks").update({"title": "By stock TinyDB"}, where("title") == "Task 1")
        db.table("tasks").insert({"title": "New by stock TinyDB"})
    add(ours, "Task 6")
    expected = ["By stock TinyDB", "New by stock TinyDB", "Task 0", *SIX[2:], "Task 6"]
    assert titles(ours) == titles(opened(path)) == expected


def test_an_open_reader_notices_a_hand_edit_at_its_next_refresh(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    reader = opened(path)
    _edit(path, lambda tables: tables["tasks"]["1"].update(title="By hand"))
    assert reader.refresh() is None
    assert titles(reader)[0] == "By hand"
    assert reader.refresh() == []
    add(opened(path), "Task 6")
    assert reader.refresh() is None
    assert titles(reader) == ["By hand", *SIX[1:], "Task 6"]


def test_a_snapshot_that_was_only_laid_out_anew_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    _edit(path, lambda _: None)
    store = opened(path)
    add(store, "Task 6")
    assert [commit.seq for commit in store.history.commits()] == [7, 6, 5, 4, 3, 2, 1]
    assert titles(opened(path)) == [*SIX, "Task 6"]
