"""Books of every version that was ever published, and the way from an older one to this."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from delegator_tui.errors import NeedsCare, NotSaved
from delegator_tui.model.records import TABLES
from delegator_tui.model.records import is_open as is_open_record
from delegator_tui.store.files.line import checksum, frame, parse
from delegator_tui.store.state.state import State
from delegator_tui.store.store import Change, Put, Set, Store
from tests.store.support import Crashed, FailingDisk, TickingClock, add, files, opened, state_of, stock, titles

GOLDEN = Path(__file__).parents[1] / "golden"
FIRST_TABLES = {
    "access", "contractors", "deliverables", "events", "handoffs", "invoices", "payments", "questions", "settings",
    "tasks",
}  # fmt: skip
BOOKS = sorted(each.name for each in GOLDEN.iterdir() if each.is_dir())


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_of_every_version_opens_and_can_be_gone_on_with(tmp_path: Path, name: str) -> None:
    """Written once by the program of that version, never again; ``expected.json`` is what it must show now."""
    shutil.copytree(GOLDEN / name, tmp_path / "book")
    path = tmp_path / "book" / "delegator.json"
    expected = json.loads((path.parent / "expected.json").read_text("utf-8"))
    store = opened(path)
    assert (store.notices, store.read_only) == ([], "")
    assert state_of(store) == expected
    count = store.version
    assert [commit.seq for commit in store.history.commits()] == list(range(count, 0, -1))
    add(store, "Afterwards")
    store.history.undo()
    store.close()
    assert state_of(opened(path)) == expected
    assert {record["uid"] for record in stock(path)["tasks"]} >= set(expected["tasks"])


def test_a_golden_book_has_every_table_and_every_record_is_read() -> None:
    expected = json.loads((GOLDEN / "v1-every-table" / "expected.json").read_text("utf-8"))
    assert set(expected) >= FIRST_TABLES
    store = Store.open(GOLDEN / "v1-every-table" / "delegator.json", TickingClock(), is_open=is_open_record)
    known = expected.keys() & TABLES.keys()
    shown = {name: {uid for uid, _ in store.structs(name, TABLES[name])} for name in known}
    assert shown == {name: set(expected[name]) for name in known}


# ---- from version 0, which there never was, to 1


def _renamed(state: State) -> Sequence[Change]:
    """What was called ``name`` in version 0 is ``title`` in version 1; the shelf is a table of its own."""
    changes: list[Change] = []
    for _, raw in state.rows("tasks").live():
        record = json.loads(bytes(raw))
        changes.append(Set("tasks", record["uid"], {"title": record["name"]}, ["name"]))
        if "shelf" in record:
            changes.append(Put("shelves", {"uid": f"shelf of {record['uid']}", "title": record["shelf"]}))
    return changes


STEPS = {0: _renamed}


def _old(path: Path, *, with_journal: bool = True) -> None:
    """A book of version 0: one task in the snapshot, one in the journal."""
    store = opened(path)
    for n, name in enumerate(("One", "Two")):
        fields = {"name": name, "shelf": "A"} if n else {"name": name}
        store.commit([Put("tasks", {"uid": name, **fields})], verb="add", label=f"add {name}")
        if not n or not with_journal:
            store.compact()
    store.close(compact=False)
    shot = path.read_bytes().replace(b'"schema":1', b'"schema":0')
    journal = Path(files(path).journal)
    head, _, rest = journal.read_bytes().partition(b"\n")
    line: dict[str, Any] = parse(head) or {}
    path.write_bytes(shot)
    Path(files(path).base).write_bytes(shot)
    journal.write_bytes(frame({**line, "schema": 0, "snap": checksum(shot)}) + rest)


@pytest.mark.parametrize("with_journal", [True, False])
def test_an_older_book_is_shown_migrated_and_the_first_writer_commits_it(tmp_path: Path, with_journal: bool) -> None:
    path = tmp_path / "delegator.json"
    _old(path, with_journal=with_journal)
    before = {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    reader = opened(path, migrations=STEPS)
    assert (titles(reader), titles(reader, "shelves"), reader.version) == (["One", "Two"], ["A"], 2)
    assert {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before
    writer = opened(path, migrations=STEPS)
    writer.commit([Put("tasks", {"title": "Three"})], verb="add", label="add Three")
    made = [(commit.kind, commit.verb) for commit in writer.history.commits()]
    assert made == [("act", "add"), ("system", "migrate"), ("act", "add"), ("act", "add")]
    assert reader.refresh() is None
    for store in (reader, writer, opened(path)):
        assert (titles(store), titles(store, "shelves"), store.version) == (["One", "Three", "Two"], ["A"], 4)
    assert next(iter(stock(path)["_meta"]))["schema"] == 1
    (kept,) = writer.copies.backups()
    assert (kept.reason, kept.seq) == ("schema-0", 2)
    assert {record["name"] for record in stock(kept.path)["tasks"]} == {"One", "Two"}


def test_a_snapshot_of_an_older_version_that_stands_alone_is_migrated_too(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _old(path, with_journal=False)
    Path(files(path).journal).unlink()
    Path(files(path).base).unlink()
    store = opened(path, migrations=STEPS)
    assert titles(store) == ["One", "Two"]
    add(store, "Three")
    assert titles(opened(path)) == ["One", "Three", "Two"]


def test_a_backup_from_before_a_migration_is_restored_migrated(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _old(path)
    store = opened(path, migrations=STEPS)
    add(store, "Three")
    store.copies.restore(store.copies.backups()[0].path)
    assert (titles(store), titles(store, "shelves")) == (["One", "Two"], ["A"])
    assert titles(opened(path)) == ["One", "Two"]


def test_the_past_before_a_migration_is_shown_migrated(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _old(path)
    store = opened(path, migrations=STEPS)
    add(store, "Three")
    assert titles(store.as_of(2, "past")) == ["One", "Two"]
    assert titles(store.as_of(1, "past")) == ["One"]


def test_a_hand_edit_of_an_older_book_is_taken_in_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _old(path)
    path.write_text(path.read_text("utf-8").replace('"name":"One"', '"name":"Uno"'), "utf-8")
    store = opened(path, migrations=STEPS)
    assert titles(store) == ["Two", "Uno"]
    assert store.take_in()
    assert titles(store) == titles(opened(path)) == ["Two", "Uno"]


def test_an_older_book_whose_steps_are_not_known_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _old(path)
    before = {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()}
    with pytest.raises(NeedsCare, match="schema 0"):
        opened(path)
    assert {each: each.read_bytes() for each in tmp_path.iterdir() if each.is_file()} == before


@pytest.mark.parametrize("mode", ["crash", "half", "error"])
def test_a_stop_at_any_step_of_a_migration_is_gone_on_from(tmp_path: Path, mode: str) -> None:
    at, failed = 0, True
    while failed:
        at += 1
        path = tmp_path / str(at) / "delegator.json"
        _old(path)
        disk = FailingDisk(at, mode)
        with contextlib.suppress(Crashed, NotSaved):
            opened(path, disk, migrations=STEPS).compact()
        store = opened(path, migrations=STEPS)
        assert (titles(store), titles(store, "shelves")) == (["One", "Two"], ["A"]), at
        add(store, "Three")
        assert titles(opened(path, migrations=STEPS)) == ["One", "Three", "Two"], at
        assert [commit.verb for commit in store.history.commits()].count("migrate") == 1
        failed = disk.failed
    assert at > 15
