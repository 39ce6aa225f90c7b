"""The process or the disk stops at every single step; what was acknowledged is there afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from delegator_tui.errors import NotSaved
from delegator_tui.store.files.disk import Disk
from tests.store.support import Crashed, FailingDisk, add, change, files, opened, state_of, stock, titles


def _work(path: Path, disk: Disk) -> tuple[list[str], list[str]]:
    """Add tasks with compactions between, going on after a refusal; return what was acknowledged and what was tried."""
    acked: list[str] = []
    tried: list[str] = []
    try:
        store = opened(path, disk)
        for n in range(6):
            tried.append(f"Task {n}")
            try:
                add(store, tried[-1])
                acked.append(tried[-1])
                if n % 2:
                    store.compact()
            except NotSaved:
                continue
        store.close()
    except Crashed:
        pass
    return acked, tried


def _check(path: Path, acked: list[str], tried: list[str]) -> None:
    store = opened(path)
    found = titles(store)
    assert set(acked) <= set(found) <= set(tried)
    add(store, "Afterwards")
    assert titles(store) == sorted([*found, "Afterwards"])
    numbers = [commit.seq for commit in store.history.commits()]
    assert numbers == list(range(len(numbers), 0, -1))
    store.close()
    assert {record["title"] for record in stock(path)["tasks"]} == {*found, "Afterwards"}
    assert Path(files(path).base).read_bytes() == path.read_bytes()
    assert state_of(opened(path)) == state_of(store)


@pytest.mark.parametrize("mode", ["crash", "half", "error"])
def test_a_stop_at_any_step_loses_nothing_that_was_acknowledged(tmp_path: Path, mode: str) -> None:
    at = 0
    failed = True
    while failed:
        at += 1
        disk = FailingDisk(at, mode)
        path = tmp_path / str(at) / "delegator.json"
        path.parent.mkdir()
        acked, tried = _work(path, disk)
        if mode == "error":
            assert not list(path.parent.rglob("*.new")), at
        _check(path, acked, tried)
        failed = disk.failed
        shutil.rmtree(path.parent)
    assert at > 60


@pytest.mark.parametrize("mode", ["crash", "half", "error"])
def test_a_stop_while_a_hand_edit_is_taken_in_neither_loses_it_nor_takes_it_in_twice(tmp_path: Path, mode: str) -> None:
    at = 0
    failed = True
    while failed:
        at += 1
        path = tmp_path / str(at) / "delegator.json"
        store = opened(path)
        uid = add(store, "One")
        store.close()
        change(opened(path), uid, notes="meanwhile")
        text = path.read_text("utf-8").replace('"One"', '"Uno"')
        text = text.replace('"_meta"', '"moons":{"1":{"name":"Io"}},"_meta"')
        path.write_text(text, "utf-8")
        disk = FailingDisk(at, mode)
        try:
            add(opened(path, disk), "Two")
            added = ["Two"]
        except (Crashed, NotSaved):
            added = []
        store = opened(path)
        assert set(added) <= set(titles(store)) - {"Uno"} <= {"Two"}, at
        add(store, "Three")
        assert (store.record("tasks", uid) or {}).items() >= {"title": "Uno", "notes": "meanwhile"}.items()
        assert [moon["name"] for moon in store.live("moons").values()] == ["Io"]
        failed = disk.failed
    assert at > 15


def test_where_files_cannot_have_two_names_the_old_journals_are_copied(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"

    class NoLinks(Disk):
        def link(self, source: str, target: str) -> None:
            raise PermissionError(1, "Operation not permitted")

    store = opened(path, NoLinks())
    for n in range(3):
        add(store, f"Task {n}")
        store.compact()
    assert [commit.seq for commit in opened(path).history.commits()] == [3, 2, 1]


WRITER = """
import resource, sys
from pathlib import Path
from delegator_tui.errors import NotSaved
from tests.store.support import add, opened, titles
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
store = opened(path)
n = refused = 0
while not refused:
    try:
        add(store, f"Task {n}", notes="n" * 200)
        n += 1
    except NotSaved as error:
        assert "full" in str(error)
        refused += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
add(store, "Afterwards")
print(n)
"""


def test_a_full_disk_refuses_cleanly_and_saving_works_again_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    run = subprocess.run(
        [sys.executable, "-c", WRITER, str(path), "8000"], check=True, capture_output=True, text=True, timeout=60
    )
    count = int(run.stdout)
    assert count > 3
    assert titles(opened(path)) == sorted([*(f"Task {n}" for n in range(count)), "Afterwards"])
