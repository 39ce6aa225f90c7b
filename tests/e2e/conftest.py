"""The installed program as a test starts it: an environment of its own, its file in the test's folder."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.started import runs

DATA = Path(__file__).parents[1] / "data"
MONDAY = "2026-11-23T09:00:00+00:00"


class Installed:
    """The program beside the Python that runs the tests, over a file in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "book" / "delegator.json"
        self.is_started_anew = False
        self.program = str(Path(sys.executable).with_name("delegator"))
        self.env = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color",
            "COLORTERM": "truecolor", "DELEGATOR_DB": str(self.file), "DELEGATOR_NOW": MONDAY,
            "XDG_STATE_HOME": os.environ["XDG_STATE_HOME"],
        }  # fmt: skip
        if "PYTHONPATH" in os.environ:  # the program of the tree that is tested, wherever that stands
            self.env["PYTHONPATH"] = os.environ["PYTHONPATH"]

    def __call__(self, *words: str, typed: str = "", code: int = 0, **env: str) -> str:
        """Run a command without a terminal; return what it printed, on both streams."""
        done = runs.run([self.program], words, self.env | env, typed.encode(), merged=True)
        said = done.stdout.decode()
        assert done.returncode == code, said
        return said

    def open(self, *words: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
        """Start it in a terminal, to be left by ``with``."""
        start = runs.anew if self.is_started_anew else runs.on_terminal
        return Terminal([self.program, *words], self.env | env, columns=columns, rows=rows, start=start)

    def import_sample(self) -> None:
        """Put the sample data into the file: 62 tasks to triage, 14 contractors, 12 open handoffs."""
        self("add", "-", typed=(DATA / "plate.txt").read_text())
        self("import", str(DATA / "roster.csv"))
        self("import", str(DATA / "handoffs.csv"))


@pytest.fixture
def delegator(tmp_path: Path) -> Installed:
    """The installed program over an empty file on Monday 23 November 2026, 09:00 UTC."""
    return Installed(tmp_path)


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a book with the sample data, which the program took in once."""
    installed = Installed(tmp_path_factory.mktemp("sample"))
    installed.import_sample()
    return installed.file.parent


@pytest.fixture
def sample(delegator: Installed, sample_book: Path) -> Installed:
    """The installed program over the sample data."""
    shutil.copytree(sample_book, delegator.file.parent)
    return delegator


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder with a short name, so that sentences with a path are not cut."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)
