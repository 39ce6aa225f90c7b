"""The real program: its streams, its colours, its width."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from delegator_tui import __version__
from delegator_tui.commands import SECTIONS, SHELL
from tests.cli.conftest import DATA, Run, on_a_terminal, surroundings

COMMANDS = [
    ("list",), ("list", "handoffs"), ("list", "contractors"), ("show", "Glaze range photos"), ("today",), ("overdue",),
    ("history",), ("settings",), ("doctor",), ("export",),
]  # fmt: skip


def seen(folder: Path, words: tuple[str, ...], columns: int = 80, **env: str) -> str:
    """What a terminal of that width shows."""
    return on_a_terminal(folder, words, COLUMNS=str(columns), **env).out


@pytest.fixture
def filled(program: Run, tmp_path: Path) -> Path:
    program("import", str(DATA / "roster.csv"))
    program("import", str(DATA / "handoffs.csv"))
    return tmp_path


def test_every_command_answers_one_document_with_json_and_plain_text_without(shop: Run) -> None:
    for words in COMMANDS:
        answer = shop(*words, "--json")
        assert isinstance(answer.json, dict), words
        assert answer.err == ""
        assert "\x1b" not in shop(*words).out


@pytest.mark.parametrize("columns", [60, 80])
def test_text_fits_the_terminal(filled: Path, columns: int) -> None:
    for words in (("list", "handoffs"), ("today",), ("show", "Harbour Admin")):
        lines = seen(filled, words, columns).replace("\r\n", "\n").split("\n")
        assert max(len(line) for line in lines) <= columns, words


def test_show_cuts_nothing_on_a_narrow_terminal(program: Run, tmp_path: Path) -> None:
    words = [f"word{n}" for n in range(60)]
    program("contractor", "add", "Ann", "--notes", " ".join(words))
    text = seen(tmp_path, ("show", "Ann"), 40)
    assert text.split("Notes")[1].split("Story")[0].split() == words


def test_only_a_terminal_without_no_color_gets_colours(filled: Path, program: Run) -> None:
    assert "\x1b[31m" in seen(filled, ("overdue",))
    assert "\x1b" not in seen(filled, ("overdue",), NO_COLOR="1")
    assert "\x1b" not in program("overdue").out


def test_a_reader_that_goes_away_early_is_no_error(program: Run, tmp_path: Path) -> None:
    program("add", "-", stdin="\n".join(f"task number {n} with some more words" for n in range(3000)))
    done = subprocess.run(
        ["bash", "-c", "set -o pipefail; $0 -m delegator_tui export | head -c 10", sys.executable],
        env={**os.environ, **surroundings(tmp_path)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr, len(done.stdout)) == (0, "", 10)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_answer_that_cannot_be_written_is_said(program: Run, tmp_path: Path) -> None:
    program("add", "one")
    for words in (["add", "two"], ["add", "three", "--json"], ["list"]):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "delegator_tui", *words], stdout=full, stderr=subprocess.PIPE, text=True,
                env={**os.environ, **surroundings(tmp_path)}, timeout=60, check=False,
            )  # fmt: skip
        assert done.returncode == 3
        assert "saved" in done.stderr
        assert "Traceback" not in done.stderr
    assert program("list", "--json").json["count"] == 3


def test_an_encoding_without_the_letters_does_not_stop_it(program: Run) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    program("add", "first")
    assert program("add", "café", **ascii_only).out == "Added caf?\n"
    assert program("list", "café", "--json", **ascii_only).json["items"][0]["title"] == "café"
    assert "first" in program("list", **ascii_only).out


def test_help_says_whole_what_each_command_does(program: Run) -> None:
    told = program("--help").out.partition("Look:")[2]
    assert "..." not in told
    assert " ".join(told.split()).count("all tasks, handoffs or contractors.") == 1


def test_version_and_help_need_no_file(program: Run) -> None:
    missing = {"DELEGATOR_DB": "/proc/nowhere/d.json"}
    assert __version__ in program("--version", **missing).out
    for words in (("--help",), ("handoff", "-h"), ("add", "--help"), ("contractor", "add", "--help")):
        assert "Usage:" in program(*words, **missing).out


def test_help_tells_every_command_once_by_section(program: Run) -> None:
    said = program("--help").out
    assert re.findall(r"^  ([a-z-]+)  ", said.partition("Look:")[2], re.MULTILINE) == list(SHELL)
    assert re.findall(r"^(\w.*):$", said, re.MULTILINE) == ["Options", *SECTIONS]
