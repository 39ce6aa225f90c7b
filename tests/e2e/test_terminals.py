"""Terminals of every kind: none, dumb, tiny, without colour, inside tmux."""

from __future__ import annotations

import re
import shutil
import subprocess
import time

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?:\b3[0-7]|\b4[0-7]|\b9[0-7]|\b10[0-7]|\b[34]8;[25];[0-9;]+)[0-9;]*m")


def test_in_a_pipe_the_dashboard_refuses_and_says_what_to_do(delegator: Installed) -> None:
    said = delegator(code=2)
    assert said == "delegator: The dashboard needs a terminal. In a pipe use a command such as delegator today.\n"


def test_add_without_words_and_without_a_terminal_says_what_to_do(delegator: Installed) -> None:
    assert delegator("add", code=2).startswith("delegator: Say what to add: delegator add TEXT")


@pytest.mark.parametrize("elsewhere", ["2>{}", "2>&-"])
def test_the_dashboard_opens_with_standard_error_elsewhere(sample: Installed, elsewhere: str) -> None:
    errors = sample.folder / "errors"
    with Terminal(["sh", "-c", f"exec {sample.program} {elsewhere.format(errors)}"], sample.env) as terminal:
        terminal.wait("5 overdue")
        terminal.press("q")
        assert terminal.leave() == 0
        assert terminal.is_given_back
    assert not errors.exists() or errors.read_text() == ""


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_dumb_terminal_is_told_so(delegator: Installed, term: str) -> None:
    with delegator.open(TERM=term, columns=160) as terminal:
        assert terminal.leave() == 2
    assert "cannot show the dashboard. Use a command such as delegator today." in terminal.text


def test_forty_columns_and_ten_rows_are_enough_to_work_in(sample: Installed) -> None:
    with sample.open(columns=40, rows=10) as terminal:
        terminal.wait("5 overdue")
        for key, seen in (("2", "Inbox"), ("3", "Handoffs"), ("4", "Roster"), ("1", "5 overdue"), ("t", "Triage")):
            terminal.press(key)
            terminal.wait(seen)
        terminal.press("x")
        terminal.wait("Dropped")
        terminal.press("f")
        terminal.wait("Drafted")
        terminal.press("esc")
        terminal.wait_gone("Triage")
        terminal.press("aCall Ann fri", "enter")
        terminal.wait("Added Call Ann")
        terminal.press("q")
        assert terminal.leave() == 0


def test_a_window_may_be_resized_at_any_time(sample: Installed) -> None:
    with sample.open(columns=120, rows=40) as terminal:
        terminal.wait("5 overdue")
        terminal.wait("[?] help")
        terminal.press("3")
        terminal.wait("12-minute cut")
        terminal.resize(40, 10)
        terminal.wait_gone("12-minute cut")
        terminal.wait("Workshop")
        terminal.press("l")
        terminal.wait("Heard from")
        terminal.resize(200, 60)
        terminal.wait("tried, no answer")
        terminal.press("esc")
        terminal.wait_gone("tried, no answer")
        terminal.wait("12-minute cut")
        terminal.resize(80, 24)
        terminal.wait_gone("12-minute cut")
        terminal.press("q")
        assert terminal.leave() == 0


def test_no_color_sends_no_colour(sample: Installed) -> None:
    with sample.open(NO_COLOR="1") as terminal:
        terminal.wait("5 overdue")
        terminal.press("t")
        terminal.wait("Triage   1 of 62")
        terminal.press("q")
        assert terminal.leave() == 0
    assert COLOUR.findall(bytes(terminal.raw)) == []
    assert "\x1b[1" in terminal.raw.decode("utf-8", "replace")


def test_colour_is_sent_where_nobody_forbids_it(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue")
    assert COLOUR.findall(bytes(terminal.raw)) != []


@pytest.mark.skipif(shutil.which("tmux") is None, reason="install tmux")
def test_inside_tmux_it_draws_and_leaves_the_screen_as_it_was(sample: Installed) -> None:
    server = ["tmux", "-L", sample.folder.name, "-f", "/dev/null"]
    env = {name: value for name, value in sample.env.items() if name not in ("TERM", "COLORTERM")}

    def tmux(*words: str) -> str:
        return subprocess.run([*server, *words], env=env, check=True, capture_output=True, text=True).stdout

    def wait(words: str) -> None:
        end = time.monotonic() + 20
        while words not in (screen := tmux("capture-pane", "-p", "-t", "it")):
            assert time.monotonic() < end, screen

    tmux("new-session", "-d", "-s", "it", "-x", "80", "-y", "24", "env PS1='ready ' sh -i")
    try:
        wait("ready")
        tmux("send-keys", "-t", "it", sample.program, "Enter")
        wait("5 overdue · 1 due today")
        tmux("send-keys", "-t", "it", "2")
        wait("Inbox   62 to triage")
        tmux("send-keys", "-t", "it", "q")
        wait("ready")
        assert "Inbox" not in tmux("capture-pane", "-p", "-t", "it")
    finally:
        tmux("kill-server")
