"""The three streams: closed, full, gone early. The program is quiet then, does its work, and ends like other tools."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, surroundings
from tests.effort import examples

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
FULL = "delegator: The answer could not be written (No space left on device)."
LINES = [  # what is typed, the exit code, what is said on both streams together; the first ones are always tried
    ("$d list >&-", 0, ""),
    ("$d add - <&-", 0, "Nothing to add."),
    ("$d nonsense 2>/dev/full", 2, ""),
    ("$d status >/dev/full", 3, FULL),
    ("set -o pipefail; $d --help | true", 0, ""),
    ("$d list 2>&-", 0, "one"),
    ("$d list <&-", 0, "one"),
    ("$d today --json >&-", 0, ""),
    ("$d status >&- 2>&- <&-", 0, ""),
    ("$d export >&-", 0, ""),
    ("$d remind >&-", 0, ""),
    ("$d --help >&-", 0, ""),
    ("$d add two >&-", 0, ""),
    ("$d add - </dev/null", 0, "Nothing to add."),
    ("$d nonsense 2>&-", 2, ""),
    ("$d show nonsense 2>/dev/full", 1, ""),
    ("$d --help >/dev/full", 3, FULL),
    ("$d --version >/dev/full", 3, FULL),
    ("$d add three >/dev/full", 3, FULL + " What was added is saved."),
    ("$d list >/dev/full", 3, FULL + " What was done is saved."),
    ("set -o pipefail; $d nonsense 2>&1 | true", 2, ""),
    ("$d <&- >&- 2>&-", 2, ""),
    ("$d </dev/null", 2, "The dashboard needs a terminal."),
]


def shell(folder: Path, line: str) -> tuple[int, str]:
    """What a shell says of a line in which ``$d`` is the program: its exit code, and both streams together."""
    done = subprocess.run(
        ["bash", "-c", f'd="{sys.executable} -m delegator_tui"; {line}'], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env={**os.environ, **surroundings(folder)}, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_a_stream_that_is_closed_or_full_costs_only_what_would_have_stood_there(program: Run, tmp_path: Path) -> None:
    program("add", "one due today")
    for line, code, part in LINES[: examples(5, len(LINES))]:
        ended, said = shell(tmp_path, line)
        assert (line, ended) == (line, code), said
        assert part in said if part else (line, said) == (line, "")
        assert "Traceback" not in said


def test_what_is_added_with_all_streams_closed_is_in_the_book(program: Run, tmp_path: Path) -> None:
    program("add", "one")
    for words in ("add two", "add --json three"):
        assert shell(tmp_path, f"$d {words} <&- >&- 2>&-") == (0, "")
    assert program("list", "--json").json["count"] == 3
