"""A plain ``add``: what it imports, and that it does exactly what the long way does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, surroundings

HEAVY = (
    "click", "msgspec", "tinydb", "dateutil", "textual", "rich", "typing", "dataclasses", "enum", "pathlib", "keyring",
    "asyncio", "subprocess", "inspect", "delegator_tui.model.book", "delegator_tui.store.store",
)  # fmt: skip
# `re` imports enum; every Python has it loaded before the program begins
ALWAYS = ("enum",)


def last_commit(folder: Path) -> dict[str, Any]:
    line = (folder / "delegator.json.journal").read_bytes().splitlines()[-1]
    found: dict[str, Any] = json.loads(line.split(b" ", 2)[2])
    return found


def without_ids(commit: dict[str, Any]) -> str:
    """A commit as text, with what differs between any two taken out."""
    kept = {key: value for key, value in commit.items() if key not in ("hlc", "seq")}
    text = json.dumps(kept, sort_keys=True)
    for op in commit["ops"]:
        text = text.replace(op["u"], op["t"])
    return text


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
    short = last_commit(tmp_path)
    long = run("add", "-", stdin=text).out
    assert quick == long
    again = last_commit(tmp_path)
    times = {stamp for commit in (short, again) for op in commit["ops"] for stamp in stamps(op)}
    left, right = without_ids(short), without_ids(again)
    for stamp in times:
        left, right = left.replace(stamp, "T"), right.replace(stamp, "T")
    key = {op["t"]: op["k"] for op in short["ops"]}
    assert {op["t"]: op["k"] - 1 for op in again["ops"]} == key
    assert [strip_key(op) for op in json.loads(left)["ops"]] == [strip_key(op) for op in json.loads(right)["ops"]]
    assert {k: v for k, v in json.loads(left).items() if k not in CHANGING} == {
        k: v for k, v in json.loads(right).items() if k not in CHANGING
    }


CHANGING = ("ops", "at", "next")


def stamps(op: dict[str, Any]) -> set[str]:
    return {value for name, value in op.get("f", op).items() if name in ("created", "updated", "at")}


def strip_key(op: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in op.items() if name != "k"}


def test_what_a_plain_add_saved_is_there_for_every_other_command(program: Run) -> None:
    program("add", "first")
    program("add", "second fri")
    assert [task["title"] for task in program("list", "--json").json["items"]] == ["second", "first"]
    assert program("undo").out == "Undone: capture second. Redo brings it back.\n"
