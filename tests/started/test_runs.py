"""A run of a process that waits is a run like any other: what it answers, how it ends, and what it has of ours."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.started import runs

PROGRAM = [sys.executable, "-m", "delegator_tui"]


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    """An environment like that of the tests of the command line."""
    return {**os.environ, "DELEGATOR_DB": str(tmp_path / "x.json"), "DELEGATOR_NOW": "2026-11-23T09:00:00+00:00"}


@pytest.mark.parametrize("words", [["list"], ["no", "such"], ["add", "-"]])
def test_it_answers_as_one_that_is_started_anew(env: dict[str, str], words: list[str]) -> None:
    runs.run(PROGRAM, ["add", "Çömlek"], env, b"")
    first = runs.run(PROGRAM, words, env, b"")
    anew = subprocess.run([*PROGRAM, *words], env=env, input=b"", capture_output=True, check=False)
    assert first == (anew.returncode, anew.stdout, anew.stderr)


def test_it_has_the_terminal_and_no_other_file_and_may_be_ended(env: dict[str, str]) -> None:
    for _ in range(2):
        ours, theirs = pty.openpty()
        run = runs.on_terminal(PROGRAM, env | {"TERM": "xterm"}, theirs)
        os.close(theirs)
        assert b"\x1b" in os.read(ours, 1024)
        files = {str(each.readlink()) for each in Path(f"/proc/{run.pid}/fd").iterdir() if each.name in "012"}
        assert [name.startswith("/dev/pts/") for name in files] == [True]
        run.kill()
        assert run.wait(30) == -signal.SIGKILL
        os.close(ours)


def test_what_a_test_sets_for_python_itself_is_heard(env: dict[str, str]) -> None:
    for _ in range(2):
        assert b"import time:" in runs.run(PROGRAM, ["--version"], env | {"PYTHONPROFILEIMPORTTIME": "1"}, b"").stderr
