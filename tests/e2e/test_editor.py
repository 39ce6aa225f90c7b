"""The terminal lent to the owner's editor, or to a printed brief, and taken back however that ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
CTRL_G = "\x07"
SCRIPT = r"""#!/bin/sh
stat -c %a "$2" > "$HOME/mode"
printf '%s' "$2" > "$HOME/file"
cat "$2" > "$HOME/before"
printf 'the editor has the terminal%s\n' "$1"
read -r words < /dev/tty
printf '%b\n' "$words" > "$2"
"""
"""An editor that wants one line typed in the terminal; ``--wait`` shows that EDITOR may have arguments."""


@pytest.fixture
def editor(delegator: Installed) -> str:
    path = delegator.folder / "my editor"
    path.write_text(SCRIPT)
    path.chmod(0o700)
    delegator("add", "Order kiln shelves today")
    return f"'{path}' --wait"


def open_form(terminal: Terminal) -> None:
    terminal.wait("[?] help")
    terminal.press("e")
    terminal.wait("Edit: Order kiln shelves")
    terminal.wait("enter save · ctrl[+]g editor · esc")


def test_ctrl_g_edits_several_lines_in_the_owners_editor(delegator: Installed, editor: str) -> None:
    with delegator.open(EDITOR=editor) as terminal:
        open_form(terminal)
        terminal.press(*["tab"] * 10)
        terminal.wait("ctrl[+]s save · ctrl[+]g editor · esc")
        terminal.press(CTRL_G)
        terminal.wait("the editor has the terminal--wait")
        terminal.press(r"first line\nsecond [b] line", "enter")
        terminal.wait(r"Notes +first line")
        terminal.wait(r"second \[b\] line")
        terminal.press("ctrl+s")
        terminal.wait("Changed Order kiln shelves")
    (task,) = delegator_tasks(delegator)
    assert task["notes"] == "first line\nsecond [b] line"
    home = delegator.folder
    assert (home / "mode").read_text() == "600\n"
    assert not Path((home / "file").read_text()).parent.exists()


def test_ctrl_g_in_a_line_gives_the_line_and_takes_one_back(delegator: Installed, editor: str) -> None:
    with delegator.open(VISUAL=editor, EDITOR="/nowhere") as terminal:
        open_form(terminal)
        terminal.press(CTRL_G)
        terminal.wait("the editor has the terminal")
        terminal.press(r"Order\nshelves", "enter")
        terminal.wait(r"Title +Order shelves")
    assert (delegator.folder / "before").read_text() == "Order kiln shelves"


def test_an_editor_that_fails_or_is_not_there_leaves_the_text(delegator: Installed, editor: str) -> None:
    for named, says in (("false", "false ended with 1"), ("/nowhere/ed", "The editor /nowhere/ed is not here")):
        with delegator.open(EDITOR=named) as terminal:
            open_form(terminal)
            terminal.press(CTRL_G)
            terminal.wait(says)
            terminal.wait(r"Title +Order kiln shelves")
            terminal.press("esc")
            terminal.wait_gone("Edit: ")


def test_ctrl_c_in_the_editor_ends_the_editor_and_not_the_dashboard(delegator: Installed, editor: str) -> None:
    with delegator.open(EDITOR=editor) as terminal:
        open_form(terminal)
        terminal.press("end", "!", CTRL_G)
        terminal.wait("the editor has the terminal")
        terminal.press("\x03")
        terminal.wait("my editor ended with -2. The text is as it was.")
        terminal.wait("Title +Order kiln shelves!")


@pytest.mark.parametrize("key", ["enter", "\x04"], ids=["enter", "ctrl+d"])
def test_a_printed_brief_waits_and_comes_back(sample: Installed, key: str) -> None:
    with sample.open() as terminal:
        terminal.wait("review +Product alt text")
        terminal.press("B")
        terminal.wait("Brief: Product alt text")
        terminal.press("p")
        terminal.wait("enter goes back to delegator")
        terminal.press("\x03", key)
        terminal.wait("Printed[.] Take it over into")


def delegator_tasks(delegator: Installed) -> list[dict[str, object]]:

    found: list[dict[str, object]] = json.loads(delegator("list", "--json"))["items"]
    return found
