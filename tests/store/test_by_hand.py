"""What docs/file-format.md promises to people without the program."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from delegator_tui.errors import NeedsCare
from tests.store.support import add, change, files, opened, state_of, titles

DOCS = Path(__file__).parents[2] / "docs" / "file-format.md"


def _replayed(path: Path) -> dict[str, Any]:
    """Run the program that the documentation gives; what it prints is a TinyDB file without ``_meta``."""
    found = re.search(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found
    command = [sys.executable, "-c", found[1], str(path)]
    tables: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return tables


def _book(path: Path) -> None:
    store = opened(path)
    uid = add(store, "One", notes="gone soon")
    add(store, "Two")
    store.history.undo()
    store.close()
    store = opened(path)
    change(store, uid, title="Uno")
    add(store, "Three")
    add(store, "Four")
    store.close(compact=False)


def _by_uid(tables: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: {record["uid"]: record for record in rows.values() if not record.get("_deleted")}
        for name, rows in tables.items()
    }


def test_the_documented_program_reads_the_state(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    assert _by_uid(_replayed(path)) == state_of(opened(path))


def test_everything_can_be_replayed_from_the_kept_journals_alone(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    expected = state_of(opened(path))
    every = tmp_path / "copy.json"
    every.write_text('{"_meta": {"1": {"seq": 0}}}', "utf-8")
    journals = [*sorted(Path(files(path).history).iterdir()), Path(files(path).journal)]
    Path(files(every).journal).write_bytes(b"".join(each.read_bytes() for each in journals))
    assert _by_uid(_replayed(every)) == expected


def test_a_journal_damaged_in_the_middle_can_be_mended_as_documented(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    _book(path)
    journal = Path(files(path).journal)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:2], lines[2].replace(b"Three", b"Thr33"), *lines[3:]]))
    with pytest.raises(NeedsCare, match="damaged at save 5"):
        opened(path)
    journal.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    tables = _replayed(path)
    meta = json.loads(path.read_text("utf-8"))["_meta"]
    meta["1"]["seq"] = 6
    path.write_text(json.dumps({**tables, "_meta": meta}), "utf-8")
    journal.unlink()
    store = opened(path)
    assert titles(store) == ["Four", "Uno"]
    add(store, "Five")
    assert store.version == 7
    assert titles(opened(path)) == ["Five", "Four", "Uno"]
