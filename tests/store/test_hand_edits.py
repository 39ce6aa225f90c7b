"""Edits of the snapshot while a program is open: taken in when they have come to rest, set aside when wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from delegator_tui.store.files.lock import FileLock
from delegator_tui.store.state.edit_check import IsThere, Wrong
from delegator_tui.store.store import Put, Store
from tests.store.support import FailingDisk, add, change, files, opened, state_of, stock, titles


def check(table: str, record: Mapping[str, Any], is_there: IsThere) -> Wrong | None:
    """A task has a title that is text, and a handoff has its task."""
    if table == "tasks" and not isinstance(record.get("title"), str):
        return Wrong("A task needs a title.", "title")
    if table == "handoffs" and not is_there("tasks", record.get("task", "")):
        return Wrong("A handoff needs its task.", "task")
    return None


def _book(path: Path) -> Store:
    """Two tasks, one with a handoff, all in the snapshot; the store stays open."""
    store = opened(path, check=check)
    uid = add(store, "One")
    add(store, "Two")
    store.commit([Put("handoffs", {"task": uid, "state": "sent"})], verb="send", label="send One")
    store.compact()
    return store


def _edit(path: Path, change: Any) -> bytes:
    tables = json.loads(path.read_text("utf-8"))
    change(tables)
    path.write_text(json.dumps(tables, indent=1), "utf-8")
    return path.read_bytes()


def _set_aside(path: Path) -> list[bytes]:
    return [each.read_bytes() for each in Path(files(path).quarantine).glob("snapshot-*")]


def test_an_edit_is_shown_at_once_and_committed_at_the_next_look(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    edited = _edit(path, lambda tables: tables["tasks"]["1"].update(title="By hand"))
    assert not store.take_in()
    assert store.refresh() is None
    assert (titles(store), store.version) == (["By hand", "Two"], 3)
    assert store.take_in()
    assert store.refresh() is None
    assert (store.version, next(store.history.commits()).verb) == (4, "edit by hand")
    assert _set_aside(path) == [edited]
    assert not store.take_in()
    assert store.refresh() == []
    assert [record["title"] for record in stock(path)["tasks"]] == ["By hand", "Two"]
    store.history.undo()
    assert titles(store) == titles(opened(path)) == ["One", "Two"]


def test_every_edit_is_told_also_the_second_of_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    for n in range(3):
        _edit(path, lambda tables, n=n: tables["tasks"]["1"].update(title=f"By hand {n}"))
        store.refresh()
        store.take_in()
        store.refresh()
    assert len([notice for notice in store.notices if "taken in" in notice]) == 3
    assert titles(store) == ["By hand 2", "Two"]


def test_an_edit_and_what_others_save_meanwhile_both_survive(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store, other = _book(path), opened(path)
    uid = add(other, "Three")
    with TinyDB(path) as db:
        db.table("tasks").update({"title": "By stock TinyDB"}, where("title") == "Two")
    change(other, uid, notes="saved meanwhile")
    for _ in range(3):
        store.refresh()
        store.take_in()
    assert titles(store) == titles(opened(path)) == ["By stock TinyDB", "One", "Three"]
    assert (store.record("tasks", uid) or {})["notes"] == "saved meanwhile"


def test_nothing_is_taken_in_while_another_holds_the_lock_or_the_disk_is_full(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    _edit(path, lambda tables: tables["tasks"]["1"].update(title="By hand"))
    store.refresh()
    with FileLock(files(path).lock):
        assert not store.take_in()
    assert not store.take_in(), "it is not tried again and again with the same file"
    full = opened(path, FailingDisk(1, "error"))
    assert not full.take_in()
    full.refresh()
    assert titles(full) == ["By hand", "Two"]
    assert opened(path).take_in()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b'{"tasks": {"1": nope}}', "line 1, column 17: Expecting value"),
        (b'{"tasks":\n {"1": [3]}}', "line 2, column 3: “1” in"),
        (b'{"tasks":\n {"one": {}}}', "line 2, column 3"),
        (b"[1, 2]", "line 1, column 1: not an object"),
        (b'{"tasks": 4}', "line 1, column 2"),
        (b'{"tasks": {"1": {"title": "\xff"}}}', "line 1, column 28: not UTF-8"),
        (b"[" * 100_000, "line 1, column 1"),
    ],
)
def test_what_is_no_tinydb_file_is_set_aside_with_its_place(tmp_path: Path, text: bytes, place: str) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    before = state_of(store)
    path.write_bytes(text)
    store.refresh()
    assert place in store.notices[-1]
    assert state_of(store) == before
    assert store.take_in()
    assert _set_aside(path) == [text]
    assert str(next(Path(files(path).quarantine).iterdir())) in store.notices[-1]
    assert state_of(store) == state_of(opened(path)) == before
    assert len(stock(path)["tasks"]) == 2


def test_an_edit_that_breaks_a_rule_is_set_aside_with_the_place_of_the_field(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    before = state_of(store)

    def edit(tables: dict[str, Any]) -> None:
        tables["tasks"]["1"]["title"] = "fine"
        tables["tasks"]["2"]["title"] = 5

    edited = _edit(path, edit)
    lines = edited.decode().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if '"title": 5' in text)
    column = lines[line - 1].index('"title"') + 1
    store.refresh()
    assert f"line {line}, column {column}: A task needs a title." in store.notices[-1]
    assert store.take_in()
    assert _set_aside(path) == [edited]
    assert (state_of(store), store.version) == (before, 3)
    add(store, "Three")
    assert titles(opened(path)) == ["One", "Three", "Two"]


def test_taking_away_what_another_record_needs_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    _edit(path, lambda tables: tables["tasks"].pop("1"))
    store.refresh()
    assert "A handoff needs its task." in store.notices[-1]
    assert titles(store) == ["One", "Two"]
    _edit(path, lambda tables: tables["handoffs"].pop("1"))
    store.refresh()
    assert (titles(store), list(store.live("handoffs"))) == (["Two"], [])


def test_a_fault_that_was_there_before_is_not_held_against_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    store.commit([Put("handoffs", {"task": "nobody"})], verb="send", label="send")
    store.compact()
    _edit(path, lambda tables: tables["tasks"].pop("2"))
    store.refresh()
    assert titles(store) == ["One"]


def test_a_new_record_that_breaks_a_rule_is_found_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    edited = _edit(path, lambda tables: tables["tasks"].update({"9": {"name": "no title"}}))
    line = next(n for n, text in enumerate(edited.decode().splitlines(), 1) if '"9"' in text)
    store.refresh()
    assert f"at line {line}, " in store.notices[-1]


def test_a_file_that_is_being_written_is_waited_for(tmp_path: Path) -> None:
    """Stock TinyDB writes in place: for a moment the file is half of it, and must not be taken for a damaged one."""
    path = tmp_path / "delegator.json"
    store = _book(path)
    whole = path.read_bytes().replace(b'"One"', b'"By a slow program"')
    writer = path.open("r+b")
    writer.truncate(0)
    writer.write(whole[:100])
    writer.flush()

    def finish() -> None:
        writer.write(whole[100:])
        writer.close()

    timer = threading.Timer(0.03, finish)
    timer.start()
    add(store, "Three")
    timer.join()
    assert titles(store) == titles(opened(path)) == ["By a slow program", "Three", "Two"]


EDITOR = """
import sys
from tinydb import TinyDB
for n in range(int(sys.argv[2])):
    with TinyDB(sys.argv[1]) as db:
        db.table("edits").insert({"title": f"Edit {n}"})
    print(n, flush=True)
    sys.stdin.readline()
"""


def test_stock_tinydb_in_another_process_and_commits_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = _book(path)
    command = [sys.executable, "-c", EDITOR, str(path), "8"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdin is not None
        assert editor.stdout is not None
        for n in range(8):
            editor.stdout.readline()
            add(store, f"Task {n}")
            store.refresh()
            store.take_in()
            editor.stdin.write("\n")
            editor.stdin.flush()
    store.refresh()
    assert titles(store, "edits") == [f"Edit {n}" for n in range(8)]
    assert len(titles(store)) == 10
    assert state_of(opened(path)) == state_of(store)


def test_an_editor_that_kept_the_file_open_may_save_again_and_again(tmp_path: Path) -> None:
    """It still has the file as it was before its first edit was taken in; what was saved since stays."""
    path = tmp_path / "delegator.json"
    store = _book(path)
    editor = json.loads(path.read_text("utf-8"))

    def save() -> None:
        path.write_text(json.dumps(editor), "utf-8")
        for _ in range(3):
            store.refresh()
            store.take_in()

    editor["tasks"]["1"]["title"] = "First edit"
    editor["tasks"]["9"] = {"title": "A new one without uid"}
    save()
    uid = add(store, "Saved meanwhile")
    store.compact()
    editor["tasks"]["1"]["title"] = "Second edit"
    editor["tasks"]["2"]["notes"] = "and this"
    save()
    assert titles(store) == titles(opened(path)) == ["A new one without uid", "Saved meanwhile", "Second edit", "Two"]
    change(store, uid, notes="later")
    editor["tasks"]["1"]["title"] = "Third edit"
    save()
    assert titles(store) == titles(opened(path)) == ["A new one without uid", "Saved meanwhile", "Third edit", "Two"]
    assert [commit.verb for commit in store.history.commits()].count("edit by hand") == 3
    assert (store.record("tasks", uid) or {})["notes"] == "later"


def test_a_snapshot_that_parted_from_ours_on_another_machine_is_no_edit(tmp_path: Path) -> None:
    path, other = tmp_path / "delegator.json", tmp_path / "other" / "delegator.json"
    store = _book(path)
    other.parent.mkdir()
    other.write_bytes(path.read_bytes())
    theirs = opened(other)
    add(theirs, "Theirs")
    theirs.close()
    add(store, "Ours")
    add(store, "Ours too")
    store.compact()
    path.write_bytes(other.read_bytes())
    for _ in range(3):
        store.refresh()
        store.take_in()
    assert titles(store) == titles(opened(path)) == ["One", "Ours", "Ours too", "Two"]
    assert "is another, older one" in store.notices[-1]
    assert other.read_bytes() in _set_aside(path)


def test_another_book_in_the_place_of_an_open_one_is_told_at_the_next_look(tmp_path: Path) -> None:
    path, other = tmp_path / "delegator.json", tmp_path / "other" / "delegator.json"
    store, theirs = opened(path), opened(other)
    add(store, "Ours")
    add(theirs, "Theirs")
    for name in (files(path).snapshot, files(path).base, files(path).journal):
        (other.parent / Path(name).name).replace(name)
    assert store.refresh() is None
    assert titles(store) == ["Theirs"]
    assert [notice for notice in store.notices if "Another book was put in the place of" in notice]
    assert store.refresh() == []
    assert len(store.notices) == 1


def test_files_that_go_away_are_told_once_and_again_when_they_go_again(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    journal = Path(files(path).journal)
    for count in (1, 2):
        kept = journal.replace(tmp_path / "kept")
        for _ in range(3):
            store.refresh()
        assert [notice for notice in store.notices if "is gone" in notice] == store.notices
        assert len(store.notices) == count
        kept.replace(journal)
        store.refresh()
        add(store, f"After {count}")
    assert titles(store) == ["After 1", "After 2", "One"]
