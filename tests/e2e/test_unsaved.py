"""What stands typed as the program ends outlives it: kept beside the book, and offered at the next start."""

from __future__ import annotations

import json
import signal
import stat
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal
from tests.e2e.test_terminal_gone import Alive, end_it, started, titles

pytestmark = pytest.mark.e2e
BUG = """
import sys
from delegator_tui.__main__ import main
from delegator_tui.screens.forms.form import Form

def broken(self):
    secret = self.answers()
    raise ValueError(secret["title"])

Form.action_save = broken
sys.exit(main())
"""
"""The program with a bug in it: a form that cannot be saved."""


@pytest.fixture
def book(delegator: Installed) -> Installed:
    delegator("add", "Order kiln shelves today")
    return delegator


def kept(delegator: Installed) -> list[Path]:
    return sorted(Path(f"{delegator.file}.unsaved").glob("*"))


def type_a_title(terminal: Terminal, text: str) -> None:
    terminal.wait("[?] help")
    terminal.press("e")
    terminal.wait("Edit: Order kiln shelves")
    terminal.press("end", text)
    terminal.wait(f"Order kiln shelves{text}")


def test_a_form_outlives_a_closed_terminal_and_is_gone_on_with(book: Installed) -> None:
    alive = Alive(book)
    with started(alive, book, "closed") as terminal:
        type_a_title(terminal, " and cones")
        terminal.hang_up()
        alive.wait_gone()
    (file,) = kept(book)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert titles(book) == ["Order kiln shelves"]
    with book.open(columns=120) as terminal:
        terminal.wait("KEPT – what you were typing when the program ended: “Edit: Order kiln shelves”. E opens it")
        terminal.press("E")
        terminal.wait("Title: Order kiln shelves and cones")
        terminal.press("enter")
        terminal.wait("Edit: Order kiln shelves")
        terminal.wait("Title +Order kiln shelves and cones")
        terminal.press("enter")
        terminal.wait("Changed Order kiln shelves and cones")
        terminal.wait_gone("KEPT")
        terminal.press("q")
        assert terminal.leave() == 0
    assert kept(book) == []
    assert titles(book) == ["Order kiln shelves and cones"]


def test_a_second_end_overwrites_nothing_and_a_text_is_thrown_away_by_asking_twice(book: Installed) -> None:
    for hour, text in ((9, " one"), (10, " two")):
        with book.open(DELEGATOR_NOW=f"2026-11-23T{hour:02}:00:00+00:00") as terminal:
            type_a_title(terminal, text)
            terminal.signal(signal.SIGTERM)
            assert terminal.leave() == 143
            assert "what you were typing is kept; the dashboard offers it" in terminal.raw.decode("utf-8", "replace")
    assert len(kept(book)) == 2
    with book.open(columns=120) as terminal:
        terminal.wait("“Edit: Order kiln shelves” and 1 more. E opens it")
        terminal.press("E")
        terminal.wait("1 of 2")
        terminal.wait("Title: Order kiln shelves two")
        terminal.press("n")
        terminal.wait("Title: Order kiln shelves one")
        terminal.press("x")
        terminal.wait("x once more throws this text away")
        assert len(kept(book)) == 2
        terminal.press("x")
        terminal.wait("“Edit: Order kiln shelves”. E")
    (left,) = kept(book)
    assert json.loads(left.read_text())["fields"] == [["title", "Title", "Order kiln shelves two"]]


def test_the_capture_line_outlives_a_signal_and_the_text_stays_until_it_is_added(book: Installed) -> None:
    with book.open() as terminal:
        terminal.wait("[?] help")
        terminal.press("a")
        terminal.wait("─ add ")
        terminal.press("Call Ann about the glaze")
        terminal.wait("Call Ann about the glaze")
        terminal.signal(signal.SIGHUP)
        assert terminal.leave() == 129
    with book.open(columns=120) as terminal:
        terminal.wait("KEPT")
        terminal.press("E")
        terminal.wait("Call Ann about the glaze")
        terminal.press("enter")
        terminal.wait("─ add ")
        terminal.wait("Call Ann about the glaze")
        terminal.press(" fri")
        terminal.wait("Call Ann about the glaze fri")
        terminal.signal(signal.SIGTERM)  # once more in the middle of it
        assert terminal.leave() == 143
    (file,) = kept(book)
    assert json.loads(file.read_text())["fields"][0][2] == "Call Ann about the glaze fri"


@pytest.mark.parametrize("end", ["closed", "TERM"])
def test_the_prompt_of_add_keeps_its_line(book: Installed, end: str) -> None:
    alive = Alive(book, "add")
    with started(alive, book, end) as terminal:
        terminal.wait("enter add")
        terminal.press("Call Ann")
        terminal.wait("Call Ann")
        end_it(terminal, end)
        alive.wait_gone()
    assert titles(book) == ["Order kiln shelves"]
    (file,) = kept(book)
    assert json.loads(file.read_text())["fields"][0][2] == "Call Ann"


def test_what_cannot_be_kept_is_printed_instead(book: Installed) -> None:
    Path(f"{book.file}.unsaved").symlink_to(book.folder)
    with book.open(columns=160) as terminal:
        type_a_title(terminal, " and cones")
        terminal.signal(signal.SIGTERM)
        assert terminal.leave() == 143
        said = terminal.raw.decode("utf-8", "replace")[-2000:]
    assert "what you were typing could not be kept" in said
    assert "Title: Order kiln shelves and cones" in said


def test_a_bug_ends_with_1_names_no_record_and_keeps_the_form(book: Installed) -> None:
    program = book.folder / "buggy.py"
    program.write_text(BUG)
    with Terminal([sys.executable, str(program)], book.env, columns=160, rows=60) as terminal:
        type_a_title(terminal, " and cones")
        terminal.wipe()
        begun = len(terminal.raw)
        terminal.press("enter")
        assert terminal.leave() == 1
        assert terminal.is_given_back
        said = terminal.raw[begun:].decode("utf-8", "replace").partition("\x1b[?1049l")[2]
    assert "delegator stopped because of a bug" in said
    assert "in broken" in said
    assert "ValueError" in said
    assert "what you were typing is kept" in said
    assert "kiln" not in said
    (file,) = kept(book)
    assert "Order kiln shelves and cones" in file.read_text()
