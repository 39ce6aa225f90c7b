"""A book that may be read and not written to."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from delegator_tui.errors import NotSaved
from delegator_tui.store.files.disk import Disk
from tests.store.support import add, opened, titles

NOBODY = 65534
READER = """
import os, sys
from pathlib import Path
from delegator_tui.errors import NotSaved
from tests.store.support import add, opened, titles
if os.getuid() == 0:
    os.setgid(NOBODY), os.setuid(NOBODY)
store = opened(Path(sys.argv[1]))
print(titles(store), store.read_only)
try:
    add(store, "Two")
except NotSaved as error:
    print(error)
store.close()
""".replace("NOBODY", str(NOBODY))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter, which pytest's own may not be."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        made.chmod(0o755)
        yield made
        for each in (made, *made.rglob("*")):
            each.chmod(0o755)


def _read_by_another(path: Path) -> list[str]:
    """What an owner without the right to write sees; root, who has every right, becomes somebody without."""
    run = subprocess.run(
        [sys.executable, "-c", READER, str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.splitlines()


@pytest.mark.parametrize("what", ["folder", "file", "journal"])
def test_what_may_not_be_written_to_opens_for_reading_and_says_so(folder: Path, what: str) -> None:
    path = folder / "delegator.json"
    store = opened(path)
    add(store, "One")
    store.close(compact=False)
    theirs = {"folder": folder, "file": path, "journal": Path(f"{path}.journal")}[what]
    for each in folder.iterdir():
        each.chmod(0o666 if each.is_file() else 0o777)
    folder.chmod(0o777)
    theirs.chmod(0o555 if what == "folder" else 0o444)
    before = {each: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    shown, refused = _read_by_another(path)
    assert shown.startswith(f"['One'] {theirs} can be read but not written to")
    assert refused.startswith(f"{theirs} can be read but not written to")
    assert {each: each.read_bytes() for each in folder.iterdir() if each.is_file()} == before


def test_a_book_becomes_writable_as_soon_as_it_is_allowed(tmp_path: Path) -> None:
    class Locked(Disk):
        is_so = True

        def is_locked_away(self, path: str) -> bool:
            return self.is_so and Path(path).is_dir()

    disk = Locked()
    store = opened(tmp_path / "delegator.json", disk)
    with pytest.raises(NotSaved, match="not written to"):
        add(store, "One")
    disk.is_so = False
    assert store.read_only == ""
    add(store, "One")
    assert titles(opened(store.path)) == ["One"]


def test_a_closed_book_and_one_whose_disk_failed_say_why_they_save_nothing(tmp_path: Path) -> None:
    class Unsure(Disk):
        def sync(self, fd: int) -> None:
            raise OSError(5, "Input/output error")

    path = tmp_path / "delegator.json"
    store = opened(path)
    add(store, "One")
    store.close()
    assert "closed" in store.read_only
    store = opened(path, Unsure())
    with pytest.raises(NotSaved, match="did not confirm"):
        add(store, "Two")
    assert "did not confirm" in store.read_only
    assert titles(store) == ["One"]
    assert not store.copies.backup_if_due()
