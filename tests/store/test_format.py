"""The files as other programs and people find them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from delegator_tui.errors import NeedsCare
from delegator_tui.store.files.line import checksum, parse
from delegator_tui.store.state.rows import uid_of
from delegator_tui.store.store import Put, Set
from tests.store.support import add, change, files, is_open, opened, state_of, stock, titles


def test_opening_a_missing_file_makes_nothing(tmp_path: Path) -> None:
    store = opened(tmp_path / "books" / "delegator.json")
    assert (store.version, store.tables(), store.store_id) == (0, [], "")
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_stock_tinydb_finds_every_record(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    uids = {add(store, f"Task {n} “ü”\n", state="done" if n % 3 else "inbox") for n in range(10)}
    store.commit([Put("settings", {"zone": "Europe/London"})], verb="set", label="set zone")
    store.close()
    found = stock(path)
    assert {record["uid"] for record in found["tasks"]} == uids
    assert found["settings"][0]["zone"] == "Europe/London"
    assert found["_meta"][0]["seq"] == 11


def test_the_first_commit_alone_makes_a_file_that_stock_tinydb_opens(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "Glaze range photos")
    assert list(stock(path)) == ["_meta"]


def test_a_record_is_one_line_with_its_uid_first_and_open_ones_stand_first(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    for n, state in enumerate(["done", "inbox", "done", "mine"]):
        add(store, f"Task {n}", state=state, notes="two\nlines")
    store.close()
    lines = [line for line in path.read_text("utf-8").splitlines() if "Task" in line]
    assert [line.split('"')[1] for line in lines] == ["2", "4", "1", "3"]
    assert all(line.split(":", 1)[1].startswith('{"uid":"') for line in lines)
    assert json.loads(path.read_text("utf-8"))["_meta"]["1"]["open"] == {"tasks": 2}


def test_open_and_closed_records_stay_apart_after_reopening_and_changing(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    uids = [add(store, f"Task {n}", state=state) for n, state in enumerate(["done", "inbox", "done", "mine"])]
    store.close()
    store = opened(path)
    assert {uid_of(raw) for raw in store.open_rows("tasks")} == {uids[1], uids[3]}
    change(store, uids[0], state="inbox")
    change(store, uids[1], state="done")
    assert {uid_of(raw) for raw in store.open_rows("tasks")} == {uids[0], uids[3]}
    assert {uid_of(raw) for raw in store.closed_rows("tasks")} == {uids[1], uids[2]}


def test_a_new_rule_for_open_asks_every_record_again(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "Old", state="done")
    store.close()
    store = opened(path, open_rule=2)
    assert list(store.open_rows("tasks")) == []
    store.close()
    text = path.read_text("utf-8")
    assert '"rule":1' in text
    assert is_open("tasks", {"state": "inbox"})


def test_files_are_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / "delegator.json"
    store = opened(path)
    add(store, "Glaze range photos")
    store.close()
    made = [path.parent.parent, *path.parent.parent.rglob("*")]
    modes = {each.relative_to(tmp_path).as_posix(): stat.S_IMODE(each.stat().st_mode) for each in made}
    (backup,) = store.copies.backups()
    assert modes == {
        f"new/deep/delegator.json.backups/{backup.path.name}": 0o600,
        "new": 0o700,
        "new/deep": 0o700,
        "new/deep/delegator.json": 0o600,
        "new/deep/delegator.json.backups": 0o700,
        "new/deep/delegator.json.base": 0o600,
        "new/deep/delegator.json.history": 0o700,
        "new/deep/delegator.json.history/000001.journal": 0o600,
        "new/deep/delegator.json.journal": 0o600,
        "new/deep/delegator.json.lock": 0o600,
    }


def test_a_book_behind_a_symbolic_link_stays_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "real" / "delegator.json"
    store = opened(path)
    add(store, "One")
    store.close()
    link = tmp_path / "link.json"
    link.symlink_to(path)
    store = opened(link)
    add(store, "Two")
    store.close()
    assert link.is_symlink()
    assert titles(opened(path)) == ["One", "Two"]


def test_the_journal_says_what_the_format_says(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    uid = add(store, "Glaze", notes="n")
    store.commit([Set("tasks", uid, {"title": "Glaze range"}, ["notes"])], verb="edit", label="edit Glaze")
    header, first, second = [parse(line) or {} for line in Path(files(path).journal).read_bytes().splitlines()]
    assert header.items() >= {"journal": 1, "schema": 1, "gen": 1, "seq": 0, "next": {}, "cap": {}}.items()
    assert header["snap"] == checksum(path.read_bytes())
    assert (first["s"], first["k"], first["v"], first["l"], first["n"]) == (1, "act", "add", "add Glaze", {"tasks": 2})
    assert first["o"][0].items() >= {"op": "put", "t": "tasks", "i": 1, "u": uid}.items()
    assert second["o"] == [
        {
            "op": "set",
            "t": "tasks",
            "i": 1,
            "u": uid,
            "f": {"title": "Glaze range"},
            "x": ["notes"],
            "b": {"title": "Glaze", "notes": "n"},
        }
    ]
    assert second["at"].endswith("Z")
    assert second["h"] > first["h"]


def test_what_we_do_not_know_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    big = {"deep": [{"a": None}], "big": 2**70, "float": 1.0}
    uid = add(store, "Glaze", from_the_future=big)
    store.commit([Put("moons", {"name": "Io"})], verb="add", label="add a moon")
    store.close()
    for _ in range(2):
        store = opened(path)
        change(store, uid, title=f"Glaze {store.version}")
        store.close()
    record = opened(path).record("tasks", uid)
    assert record is not None
    assert record["from_the_future"] == big
    assert isinstance(record["from_the_future"]["float"], float)
    assert stock(path)["moons"][0]["name"] == "Io"


def test_a_copied_record_is_nobody_elses(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    given = {"title": "Glaze", "labels": ["a"]}
    uid = store.commit([Put("tasks", given)], verb="add", label="add").ops[0]["u"]
    given["labels"] = "changed by the caller"
    record = store.record("tasks", uid) or {}
    record["labels"].append("changed by the reader")
    assert store.record("tasks", uid) == {"uid": uid, "title": "Glaze", "labels": ["a"]}


def test_text_that_utf8_cannot_hold_does_not_stop_a_save(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "caf\udce9")
    assert titles(store) == ["caf?"]
    assert titles(opened(tmp_path / "delegator.json")) == ["caf?"]


def test_values_that_are_not_json_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    store = opened(tmp_path / "delegator.json")
    add(store, "One")
    with pytest.raises(ValueError):
        add(store, "Two", price=float("nan"))
    with pytest.raises(TypeError):
        add(store, "Two", due=object())
    assert (store.version, titles(opened(tmp_path / "delegator.json"))) == (1, ["One"])


def test_ids_are_never_used_again(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    add(store, "Two")
    store.history.undo()
    store.close()
    store = opened(path)
    uid = add(store, "Three")
    assert store.id_of("tasks", uid) == 3


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    store.close()
    text = path.read_text("utf-8").replace('"schema":1', '"schema":2')
    path.write_text(text, "utf-8")
    with pytest.raises(NeedsCare, match="newer delegator"):
        opened(path)
    assert path.read_text("utf-8") == text


def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text('{"_default": {"1": {"a": 1}}}', "utf-8")
    with pytest.raises(NeedsCare, match="not a file of delegator"):
        opened(path)
    path.write_text("Dear diary", "utf-8")
    with pytest.raises(NeedsCare, match="not a file of delegator"):
        opened(path)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.json"]


def test_a_snapshot_copied_alone_is_a_whole_book_with_a_replica_of_its_own(tmp_path: Path) -> None:
    path, copy = tmp_path / "delegator.json", tmp_path / "copy" / "delegator.json"
    store = opened(path)
    add(store, "One", state="done")
    store.close()
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    copied = opened(copy)
    add(copied, "Two")
    original = opened(path)
    assert copied.store_id == original.store_id
    assert copied.replica_id != original.replica_id
    assert titles(opened(copy)) == ["One", "Two"]
    assert copied.version == 2
    assert state_of(opened(copy)) == state_of(copied)
