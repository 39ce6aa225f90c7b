"""A plain ``add``: what it imports, and that it does exactly what the long way does."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from delegator_tui.store.store import Store
from tests.cli.conftest import Run, surroundings

HEAVY = (
    "click", "msgspec", "tinydb", "dateutil", "textual", "rich", "typing", "dataclasses", "enum", "pathlib", "keyring",
    "asyncio", "subprocess", "inspect", "delegator_tui.model.book", "delegator_tui.store.store",
)  # fmt: skip
# `re` imports enum; every Python has it loaded before the program begins
ALWAYS = ("enum",)
DIFFERS = ("created", "updated", "at", "commit", "uid")


def newest(run: Run, folder: Path) -> list[dict[str, Any]]:
    """The records of the newest task and of its event, and its commit, without what differs between any two."""
    store = Store.open(folder / "delegator.json", lambda: dt.datetime.now(dt.UTC))
    [uid] = [row["uid"] for row in store.live("tasks").values()][-1:]
    event = [row for row in store.live("events").values() if row["record"] == uid]
    found = [store.record("tasks", uid), *event, run("history", "--limit", "1", "--json").json["items"][0]]
    store.close(compact=False)
    return [{name: value for name, value in plain(row, uid).items() if name not in DIFFERS} for row in found]


def plain(row: Any, uid: str) -> dict[str, Any]:
    return dict(json.loads(json.dumps(dict(row)).replace(uid, "this task")))


@pytest.mark.parametrize("text", ["Buy milk", "Buy milk fri ~2h #shop @x !high $300", "Posts every 2w mon"])
def test_a_plain_add_imports_nothing_heavy(program: Run, tmp_path: Path, text: str) -> None:
    program("add", "first")
    code = (
        "import sys; before = set(sys.modules); from delegator_tui.__main__ import main; "
        f"sys.argv = ['delegator', 'add', {text!r}]; code = main(); "
        "print(sorted(set(sys.modules) - before), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"sys = __import__('sys'); sys.path.insert(0, {str(Path.cwd())!r}); {code}"],
        env=surroundings(tmp_path), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("Added ")
    loaded = set(json.loads(done.stderr.replace("'", '"')))
    assert "delegator_tui.desk.capture" in loaded
    assert loaded & set(HEAVY) <= set(ALWAYS)


@pytest.mark.parametrize(
    "text",
    [
        "Buy milk",
        "New photos ~5h $400 due 4 dec #shop @web @print !high chase:2d",
        "Standup every day",
        "Posts every 2w mon",
        "Filter after 10d",
        "Read wait:1 feb",
        "Call 16:00 due tomorrow 16:00 300 eur p3 ~45m",
        "odd  spaces\tand \x1b[31m colours",
    ],
)
def test_the_quick_and_the_long_way_write_and_say_the_same(run: Run, tmp_path: Path, text: str) -> None:
    run("add", "first")
    quick = run("add", text).out
    short = newest(run, tmp_path)
    long = run("add", "-", stdin=text).out
    assert quick == long
    assert short == newest(run, tmp_path)
    assert [part.get("source") for part in short] == [None, "cli", None]


def test_what_a_plain_add_saved_is_there_for_every_other_command(program: Run) -> None:
    program("add", "first")
    program("add", "second fri")
    assert [task["title"] for task in program("list", "--json").json["items"]] == ["second", "first"]
    assert program("undo").out == "Undone: capture second. delegator redo brings it back.\n"
