"""The notification of the terminal itself: which sequence for whom, and that no text breaks out of one."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.outbox.terminal import ESC, PIECE, notification
from tests.e2e.terminal import Terminal

OSC_9 = "\x1b]9;Two late: Care card; it waits\x07".replace("card;", "card,")
OSC_777 = "\x1b]777;notify;Two late;Care card, it waits\x07"
X = {"TERM": "xterm-256color"}
IN_TMUX = {"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TMUX": "/tmp/tmux-0/default,1,0"}
IN_SCREEN = {"TERM": "screen.xterm-256color", "STY": "12.pts-0.host"}


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        (X | {"TERM_PROGRAM": "iTerm.app"}, OSC_9),
        (X | {"LC_TERMINAL": "iTerm2"}, OSC_9),
        (X | {"TERM_PROGRAM": "WezTerm"}, OSC_777),
        ({"TERM": "wezterm"}, OSC_777),
        ({"TERM": "xterm-ghostty"}, OSC_777),
        (X | {"TERM_PROGRAM": "ghostty"}, OSC_777),
        ({"TERM": "foot"}, OSC_777),
        ({"TERM": "foot-extra"}, OSC_777),
        ({"TERM": "rxvt-unicode-256color"}, OSC_777),
        ({"TERM": "contour"}, OSC_777),
        (X | {"KONSOLE_VERSION": "230804"}, OSC_777),
        (X | {"WT_SESSION": "c3f4"}, OSC_777),
        (X, ""),
        (X | {"VTE_VERSION": "7200"}, ""),
        (X | {"TERM_PROGRAM": "Apple_Terminal"}, ""),
        (X | {"TERM_PROGRAM": "vscode"}, ""),
        (X | {"TERM_PROGRAM": "vscode", "KITTY_WINDOW_ID": "1"}, ""),
        ({"TERM": "foot", "KITTY_WINDOW_ID": "1"}, OSC_777),
        (X | {"ConEmuANSI": "ON"}, ""),
        ({"TERM": "alacritty"}, ""),
        ({"TERM": "footless"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "dumb", "TERM_PROGRAM": "WezTerm"}, ""),
        ({"TERM_PROGRAM": "WezTerm"}, ""),
        ({}, ""),
        (IN_TMUX, ""),
        (IN_TMUX | {"WEZTERM_PANE": "0"}, f"\x1bPtmux;\x1b{OSC_777}\x1b\\"),
        (IN_TMUX | {"ITERM_SESSION_ID": "w0t0"}, f"\x1bPtmux;\x1b{OSC_9}\x1b\\"),
        (IN_SCREEN, ""),
        (IN_SCREEN | {"WEZTERM_PANE": "0"}, f"\x1bP{OSC_777}\x1b\\"),
        (IN_SCREEN | IN_TMUX | {"WEZTERM_PANE": "0"}, ""),
    ],
)
def test_each_terminal_gets_the_sequence_that_it_knows(environ: dict[str, str], expected: str) -> None:
    assert notification("Two late", "Care card; it waits", environ) == expected


@pytest.mark.parametrize("environ", [{"TERM": "xterm-kitty"}, X | {"KITTY_WINDOW_ID": "1"}])
def test_kitty_gets_title_and_body_as_one_notification(environ: dict[str, str]) -> None:
    name = re.escape(notification("Two late", "Care card; it waits", environ).split("i=")[1].split(":")[0])
    assert re.fullmatch(
        f"\x1b]99;i={name}:e=1:d=0;{b64('Two late')}\x07\x1b]99;i={name}:e=1:p=body;{b64('Care card; it waits')}\x07",
        notification("Two late", "Care card; it waits", environ),
    )


def test_kitty_in_tmux_gets_two_wrapped_sequences() -> None:
    wrapped = notification("Late", "Card", IN_TMUX | {"KITTY_WINDOW_ID": "1"})
    assert "".join(unwrapped(wrapped)) == notification("Late", "Card", {"TERM": "xterm-kitty"})
    assert wrapped.count("\x1bPtmux;") == 2


def test_a_text_that_begins_with_a_number_is_no_command_of_conemu() -> None:
    assert notification("4;1;50", "", X | {"TERM_PROGRAM": "iTerm.app"}) == "\x1b]9;- 4,1,50\x07"


def test_an_empty_title_is_the_name_of_the_program() -> None:
    assert notification(" ", "Card", {"TERM": "foot"}) == "\x1b]777;notify;delegator;Card\x07"


def test_lines_become_one() -> None:
    assert notification("Late", "One\n\n  Two\r\nThree", {"TERM": "foot"}) == "\x1b]777;notify;Late;One Two Three\x07"


HOSTILE = st.text(st.characters(codec=None) | st.sampled_from("\x1b\x07\x9c\x90\x9d\\;]P\n\0")).map(str)
MARKS = ("KITTY_WINDOW_ID", "ITERM_SESSION_ID", "WEZTERM_PANE")
ENVIRONS = st.sampled_from([inside | {mark: "1"} for inside in (X, IN_TMUX, IN_SCREEN) for mark in MARKS])
PLAIN = r"[^\x00-\x1f\x7f-\x9f;]"
ONE = re.compile(rf"\x1b\](?:9;{PLAIN}+|777;notify;{PLAIN}+;{PLAIN}*|99;[a-z0-9:=-]+;[A-Za-z0-9+/=]*)\x07")
BY_TMUX = re.compile(r"\x1bPtmux;((?:\x1b\x1b|[^\x1b])*)\x1b\\")
BY_SCREEN = re.compile(r"\x1bP((?:\x1b(?!\\)|[^\x1b])*)\x1b\\")


@given(HOSTILE, HOSTILE, ENVIRONS)
def test_no_text_breaks_out_of_its_sequence(title: str, body: str, environ: dict[str, str]) -> None:
    written = notification(title, body, environ)
    sequences = "".join(unwrapped(written)) if "\x1bP" in written else written
    assert ONE.sub("", sequences) == ""
    assert 1 <= len(ONE.findall(sequences)) <= 2
    sequences.encode()  # no half characters


@given(st.text(max_size=5000), st.text(max_size=5000))
def test_a_long_text_is_cut_and_screen_gets_it_in_pieces(title: str, body: str) -> None:
    written = notification(title, body, IN_SCREEN | {"KITTY_WINDOW_ID": "1"})
    assert len(written) < 6000
    assert all(len(piece) <= PIECE for piece in unwrapped(written))


def unwrapped(written: str) -> list[str]:
    """What tmux or screen passes on of each wrapped piece; the pieces must make up everything that was written."""
    tmux = written.startswith("\x1bPtmux;")
    pieces = (BY_TMUX if tmux else BY_SCREEN).findall(written)
    start = "\x1bPtmux;" if tmux else "\x1bP"
    assert "".join(f"{start}{piece}{ESC}\\" for piece in pieces) == written
    return [piece.replace(ESC + ESC, ESC) if tmux else piece for piece in pieces]


@given(HOSTILE, HOSTILE)
def test_screen_gets_no_character_that_it_would_make_another_of(title: str, body: str) -> None:
    for mark in MARKS:
        assert notification(title, body, IN_SCREEN | {mark: "1"}).isascii()


def test_in_screen_letters_lose_their_accents_before_they_get_lost() -> None:
    written = notification("Naïve café", "ě[31m → 日本", IN_SCREEN | {"WEZTERM_PANE": "0"})
    assert written == "\x1bP\x1b]777;notify;Naive cafe;e[31m ? ??\x07\x1b\\"


@pytest.mark.skipif(shutil.which("screen") is None, reason="install screen")
@pytest.mark.parametrize("mark", MARKS)
def test_the_real_screen_passes_it_on(tmp_path: Path, mark: str) -> None:
    body = "ě[31mRed, naïve café, лampe 日本 " * 20
    (tmp_path / "sequence").write_text(notification("Two late", body, IN_SCREEN | {mark: "0"}))
    (tmp_path / "sockets").mkdir(mode=0o700)
    show = f"read line; cat {tmp_path / 'sequence'}; echo shown by now; read line"
    env = os.environ | {"TERM": "xterm", "LANG": "C.UTF-8", "SCREENDIR": str(tmp_path / "sockets")}
    with Terminal(["screen", "-U", "sh", "-c", show], env) as terminal:
        terminal.press("enter")
        terminal.wait("shown by now")
        sequences = "".join(unwrapped((tmp_path / "sequence").read_text()))
        assert ONE.sub("", sequences) == ""
        assert sequences.encode() in terminal.raw
        terminal.press("enter")
        terminal.leave()


def test_the_real_tmux_passes_it_on(tmp_path: Path) -> None:
    (tmp_path / "sequence").write_text(notification("Two late", "Naïve café", IN_TMUX | {"WEZTERM_PANE": "0"}))
    (tmp_path / "conf").write_text("set -g allow-passthrough on\n")
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(tmp_path / "conf")]
    show = f"read line; cat {tmp_path / 'sequence'}; echo shown by now; exec cat"
    with Terminal([*tmux, "new-session", show], {**os.environ, "TERM": "xterm"}) as terminal:
        terminal.wait(r"\[0\]")  # its bar: it is there, and shows the pane
        terminal.press("enter")
        terminal.wait("shown by now")
        assert "\x1b]777;notify;Two late;Naïve café\x07".encode() in terminal.raw
        subprocess.run([*tmux, "kill-server"], check=True)
