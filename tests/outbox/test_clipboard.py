"""The clipboard: by real programs on a PATH of the test's own, what they took, and what nobody can have seen."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from delegator_tui.outbox.clipboard import Clipboard, Copied

Program = Callable[..., Path]
TEXT = "Hi Anna,\n\nplease send ☕ ten photos.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "programs"
    made.mkdir()
    return made


@pytest.fixture
def program(folder: Path, tmp_path: Path) -> Program:
    """A program that writes its arguments and what it is given into a file, and ends as it is told."""

    def make(name: str, *, then: str = "exit 0", first: str = "") -> Path:
        took = tmp_path / name
        at = folder / name
        at.write_text(f"#!/bin/sh\n{first}\nprintf '%s\\n' \"$*\" >> {took}.args\ncat > {took}\n{then}\n")
        at.chmod(0o755)
        return took

    return make


def near(folder: Path, **variables: str) -> dict[str, str]:
    """An environment with these variables and no other programs but the shell's own."""
    return {"PATH": f"{folder}:/usr/bin:/bin", "TERM": "xterm-256color", **variables}


@pytest.mark.parametrize(
    ("name", "variable", "words"),
    [
        ("wl-copy", "WAYLAND_DISPLAY", ""),
        ("xclip", "DISPLAY", "-selection clipboard -in"),
        ("xsel", "DISPLAY", "--clipboard --input"),
    ],
)
def test_a_program_of_the_desktop_takes_the_text_as_it_is(
    name: str, variable: str, words: str, folder: Path, program: Program
) -> None:
    took = program(name)
    done = Clipboard(near(folder, **{variable: "some:0"}), platform="linux").copy(TEXT)
    assert done == Copied(name, clipboard=True)
    assert took.read_bytes() == TEXT.encode()
    assert Path(f"{took}.args").read_text().strip() == words


def test_a_program_of_a_desktop_that_is_not_there_is_not_asked(folder: Path, program: Program) -> None:
    took = [program("wl-copy"), program("xclip"), program("pbcopy")]
    assert Clipboard(near(folder), platform="linux").copy(TEXT) == Copied()
    assert not any(each.exists() for each in took)


def test_on_macos_it_is_pbcopy(folder: Path, program: Program) -> None:
    took = program("pbcopy")
    assert Clipboard(near(folder), platform="darwin").copy(TEXT).sure
    assert took.read_text() == TEXT


def test_what_fails_gives_way_to_the_next(folder: Path, program: Program) -> None:
    program("wl-copy", then="exit 1")
    program("xclip", then="kill -9 $$")
    took = program("xsel")
    here = near(folder, WAYLAND_DISPLAY="wayland-0", DISPLAY=":0")
    assert Clipboard(here, platform="linux").copy(TEXT) == Copied("xsel", clipboard=True)
    assert took.read_text() == TEXT


def test_a_program_that_hangs_is_ended_with_all_it_started(folder: Path, program: Program, tmp_path: Path) -> None:
    program("xclip", first=f"sleep 600 & echo $! > {tmp_path}/child\necho $$ > {tmp_path}/self\nsleep 600")
    said: list[str] = []
    done = Clipboard(near(folder, DISPLAY=":0"), platform="linux", limit=0.3).copy(TEXT, said.append)
    assert done == Copied("terminal")
    assert said
    for name in ("child", "self"):
        assert is_gone(int((tmp_path / name).read_text()))


def is_gone(pid: int, patience: float = 10) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        os.sched_yield()
    return False


def test_what_stays_to_serve_the_clipboard_is_not_waited_for_and_not_ended(
    folder: Path, program: Program, tmp_path: Path
) -> None:
    program("xclip", then=f"(echo served; exec sleep 600) & echo $! > {tmp_path}/child")
    assert Clipboard(near(folder, DISPLAY=":0"), platform="linux", limit=20).copy(TEXT).clipboard
    child = int((tmp_path / "child").read_text())
    assert Path(f"/proc/{child}").exists()
    os.kill(child, 9)


@pytest.mark.parametrize("start", [".", "", "programs"])
def test_no_program_is_run_from_a_folder_without_a_whole_path(
    start: str, folder: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    took = program("xclip")
    monkeypatch.chdir(folder.parent if start == "programs" else folder)
    here = {"PATH": start, "DISPLAY": ":0", "TERM": "xterm"}
    assert not Clipboard(here, platform="linux").copy(TEXT).sure
    assert not took.exists()


# ---- the escape sequence


def test_the_sequence_is_handed_over_and_never_called_copied(folder: Path) -> None:
    said: list[str] = []
    done = Clipboard(near(folder), platform="linux").copy(TEXT, said.append)
    assert done == Copied("terminal")
    assert not done.sure
    found = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]+)\a", "".join(said))
    assert found is not None
    assert base64.b64decode(found[1]) == TEXT.encode()


@pytest.mark.parametrize("term", ["", "dumb", "linux", "vt100"])
def test_a_terminal_without_a_clipboard_is_not_written_to(term: str, folder: Path) -> None:
    said: list[str] = []
    assert Clipboard(near(folder) | {"TERM": term}, platform="linux").copy(TEXT, said.append) == Copied()
    assert said == []


def test_apples_terminal_is_not_written_to(folder: Path) -> None:
    said: list[str] = []
    assert Clipboard(near(folder, TERM_PROGRAM="Apple_Terminal"), platform="linux").copy(TEXT, said.append) == Copied()
    assert said == []


def test_screen_is_given_the_sequence_in_pieces_that_it_passes_on(folder: Path) -> None:
    sequence = Clipboard(near(folder, STY="1.pts"), platform="linux").sequence("x" * 2000)
    pieces = re.findall("\x1bP(.*?)\x1b\\\\", sequence, re.DOTALL)
    assert len(pieces) > 1
    assert all(len(piece) < 768 for piece in pieces)
    assert base64.b64decode("".join(pieces).removeprefix("\x1b]52;c;").removesuffix("\a")) == b"x" * 2000


# ---- tmux


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A tmux server of the test's own; the environment of a pane of it."""
    program = shutil.which("tmux")
    assert program
    socket = tmp_path / "tmux"
    here = {**os.environ, "TERM": "screen-256color"}
    here.pop("TMUX", None)
    start = [program, "-S", str(socket), "-f", "/dev/null"]
    subprocess.run([*start, "new-session", "-d", "cat"], check=True, env=here)
    yield {"PATH": os.environ["PATH"], "TERM": "screen-256color", "TMUX": f"{socket},1,0"}
    subprocess.run([*start, "kill-server"], check=True, env=here)


def test_tmux_takes_the_text_into_its_buffer(tmux: dict[str, str]) -> None:
    done = Clipboard(tmux, platform="linux").copy(TEXT)
    assert done == Copied("tmux")
    assert done.sure
    assert not done.clipboard
    shown = subprocess.run(["tmux", "show-buffer"], check=True, capture_output=True, env=tmux)
    assert shown.stdout == TEXT.encode()


def test_a_tmux_that_does_not_know_the_way_out_still_takes_it(folder: Path, program: Program) -> None:
    took = program("tmux", first='case "$2" in -w) exit 1;; esac')
    assert Clipboard(near(folder, TMUX="some,1,0"), platform="linux").copy(TEXT) == Copied("tmux")
    assert took.read_text() == TEXT


def test_in_tmux_on_a_desktop_both_have_it(folder: Path, program: Program) -> None:
    took = [program("tmux"), program("wl-copy")]
    here = near(folder, TMUX="some,1,0", WAYLAND_DISPLAY="wayland-0")
    assert Clipboard(here, platform="linux").copy(TEXT) == Copied("wl-copy", clipboard=True)
    assert [each.read_text() for each in took] == [TEXT, TEXT]


def test_a_tmux_that_is_gone_is_passed_on_to(folder: Path) -> None:
    said: list[str] = []
    here = near(folder, TMUX=f"{folder}/nothing,1,0")
    assert Clipboard(here, platform="linux").copy(TEXT, said.append) == Copied("terminal")
    assert said[0].startswith("\x1bPtmux;\x1b\x1b]52;")
