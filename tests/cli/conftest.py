"""The command line, in this process (fast) and as the real program."""

from __future__ import annotations

import io
import json
import os
import pty
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from delegator_tui.__main__ import main
from tests.started import runs

DATA = Path(__file__).parents[1] / "data"
NOW = "2026-11-23T09:00:00+00:00"


class Answer(NamedTuple):
    """What a command ended with and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Answer]


def surroundings(folder: Path) -> dict[str, str]:
    return {
        "DELEGATOR_NOW": NOW,
        "TZ": "UTC",
        "DELEGATOR_DB": str(folder / "delegator.json"),
        "XDG_DATA_HOME": str(folder / "share"),
        "HOME": str(folder),
    }


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process, as the program's own ``main`` does; it must end with ``code``."""
    for name, value in surroundings(tmp_path).items():
        monkeypatch.setenv(name, value)

    def command(*words: str, code: int = 0, stdin: str | bytes = "") -> Answer:
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "argv", ["delegator", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        ended = main()
        answer = Answer(ended, *capsys.readouterr())
        assert answer.code == code, answer
        assert "Traceback" not in answer.err
        return answer

    return command


@pytest.fixture
def shop(run: Run) -> Run:
    """The same, on a book with the sample roster, handoffs and plate."""
    run("import", str(DATA / "roster.csv"))
    run("import", str(DATA / "handoffs.csv"))
    run("add", "-", stdin=(DATA / "plate.txt").read_bytes())
    return run


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Run the real program in a process of its own; it must end with ``code``."""

    def command(*words: str, code: int = 0, stdin: str | bytes = "", **env: str) -> Answer:
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        start = [sys.executable, "-m", "delegator_tui"]
        done = runs.run(start, words, {**os.environ, **surroundings(tmp_path), **env}, data)
        answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert answer.code == code, answer
        assert "Traceback" not in answer.err
        return answer

    return command


def on_a_terminal(folder: Path, words: tuple[str, ...], **env: str) -> Answer:
    """Run the real program on a terminal; ``out`` is what it shows, errors too."""
    return typed_on_a_terminal(folder, words, {}, env)


def typed_on_a_terminal(
    folder: Path, words: tuple[str, ...], typed: Mapping[str, str], env: Mapping[str, str]
) -> Answer:
    """The same; ``typed`` are keys by the words on the screen that ask for them."""
    waiting = dict(typed)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "delegator_tui", *words]
    process = runs.on_terminal(command, {**os.environ, **surroundings(folder), "TERM": "xterm", **env}, theirs)
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 65536):
            parts.append(part)
            for asks in [each for each in waiting if each in b"".join(parts).decode("utf-8", "replace")]:
                os.write(ours, waiting.pop(asks).encode())
    except OSError:
        pass  # the program has closed its end
    code = process.wait()
    os.close(ours)
    return Answer(code, b"".join(parts).decode(), "")
