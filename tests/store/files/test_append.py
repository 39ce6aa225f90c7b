"""Capture's short cut beside the Store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from delegator_tui.errors import NotSaved
from delegator_tui.store.files.append import Capture, append
from delegator_tui.store.files.line import frame, parse
from delegator_tui.store.files.lock import FileLock
from delegator_tui.store.store import Put, Set
from tests.store.support import START, FailingDisk, add, files, opened, state_of, titles


def _captured(path: Path, *names: str, **options: Any) -> dict[str, Any] | None:
    def make(_: Capture) -> tuple[list[dict[str, Any]], str, str]:
        return (
            [{"t": "tasks", "u": f"uid-{name}", "f": {"title": name, "state": "inbox"}} for name in names],
            "add",
            "add",
        )

    return append(str(path), make, START, **options)


def test_without_a_book_the_store_must_do_it(tmp_path: Path) -> None:
    assert _captured(tmp_path / "delegator.json", "One") is None
    assert list(tmp_path.iterdir()) == []


def test_short_cut_and_store_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    assert (_captured(path, "Two", "Three") or {})["s"] == 2
    assert [commit.seq for commit in store.refresh() or []] == [2]
    add(store, "Four")
    store.compact()
    assert (_captured(path, "Five") or {})["s"] == 4
    assert store.id_of("tasks", "uid-Three") == 3
    add(store, "Six")
    assert titles(store) == ["Five", "Four", "One", "Six", "Three", "Two"]
    assert state_of(opened(path)) == state_of(store)
    assert [record["uid"] for record in store.live("tasks").values()][4] == "uid-Five"
    store.history.undo()
    assert store.history.undo().ops[0]["u"] == "uid-Five"


def test_capture_knows_the_settings_it_needs_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path)
    settings = {"uid": "s", "zone": "Europe/London", "home_currency": "GBP", "hour_value": "60.00"}
    store.commit([Put("settings", settings)], verb="set", label="set")
    seen: list[Capture] = []

    def make(capture: Capture) -> tuple[list[dict[str, Any]], str, str]:
        seen.append(capture)
        return [{"t": "tasks", "u": f"u{len(seen)}", "f": {}}], "add", "add"

    append(str(path), make, START)
    store.compact()
    append(str(path), make, START)
    append(str(path), make, START)
    store.commit([Set("settings", "s", {"month_first": True}, ["zone"])], verb="set", label="set")
    append(str(path), make, START)
    store.history.undo()
    store.history.undo()
    append(str(path), make, START)
    london = {"zone": "Europe/London", "home_currency": "GBP"}
    assert [capture.cap for capture in seen[:3]] == [london] * 3
    assert seen[3].cap == {"home_currency": "GBP", "month_first": True}
    assert seen[4].cap == london
    assert [capture.next.get("tasks", 1) for capture in seen] == [1, 2, 3, 4, 5]


def test_a_line_longer_than_what_is_read_at_first_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "One", notes="n" * 300_000)
    assert (_captured(path, "Two") or {})["s"] == 2
    assert titles(opened(path)) == ["One", "Two"]


def test_a_last_line_without_newline_is_gone_on_from_and_a_torn_one_is_left_to_the_store(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "One")
    journal = Path(files(path).journal)
    data = journal.read_bytes()
    journal.write_bytes(data[:-1])
    assert (_captured(path, "Two") or {})["s"] == 2
    assert titles(opened(path)) == ["One", "Two"]
    journal.write_bytes(data[:-5])
    assert _captured(path, "Three") is None
    assert journal.read_bytes() == data[:-5]


def test_after_a_compaction_that_was_cut_short_the_announcement_is_gone_on_from(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    store = opened(path, FailingDisk(18, "error"))
    add(store, "One")
    with pytest.raises(NotSaved, match="safe"):
        store.compact()
    last = parse(Path(files(path).journal).read_bytes().splitlines()[-1]) or {}
    assert last["compact"] == 1
    assert (_captured(path, "Two") or {})["s"] == 2
    assert titles(opened(path)) == ["One", "Two"]


@pytest.mark.parametrize("other", [{"host": "elsewhere"}, {"schema": 2}, {"journal": 2}])
def test_a_book_from_elsewhere_is_left_to_the_store(tmp_path: Path, other: dict[str, Any]) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "One")
    journal = Path(files(path).journal)
    first, rest = journal.read_bytes().split(b"\n", 1)
    journal.write_bytes(frame({**(parse(first) or {}), **other}) + rest)
    assert _captured(path, "Two") is None


def test_a_busy_file_and_a_full_disk_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "One")
    with FileLock(files(path).lock), pytest.raises(NotSaved, match="busy"):
        _captured(path, "Two", deadline=0.02)
    before = Path(files(path).journal).read_bytes()
    with pytest.raises(NotSaved, match="full"):
        _captured(path, "Two", disk=FailingDisk(1, "error"))
    assert Path(files(path).journal).read_bytes() == before


def test_the_short_cut_imports_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    add(opened(path), "One")
    code = (
        "import sys, datetime; from delegator_tui.store.files.append import append\n"
        "line = append(sys.argv[1], lambda c: ([{'t': 'tasks', 'u': 'u', 'f': {}}], 'add', 'add'),"
        " datetime.datetime.now(datetime.UTC))\n"
        "assert line['s'] == 2\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    # -S: what other installed packages load at start is not ours
    env = {"PYTHONPATH": str(Path(__file__).parents[3]), "PATH": ""}
    command = [sys.executable, "-S", "-c", code, str(path)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    loaded = set(run.stdout.split())
    heavy = "typing dataclasses msgspec tinydb click pathlib contextlib uuid hashlib inspect platform socket"
    assert loaded & set(heavy.split()) == set()
