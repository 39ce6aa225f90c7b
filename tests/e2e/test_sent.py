"""What cannot be seen to be copied is never called copied, whatever the terminal; sent is what the owner says."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[str]:
    """The variable by which a program knows a tmux server, here one of the test's own with its defaults."""
    program = shutil.which("tmux")
    assert program
    here = {name: value for name, value in os.environ.items() if name != "TMUX"} | {"TERM": "screen-256color"}
    server = [program, "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    subprocess.run([*server, "new-session", "-d", "cat"], check=True, env=here)
    yield f"{tmp_path}/tmux,1,0"
    subprocess.run([*server, "kill-server"], check=True, env=here)


def test_in_tmux_the_nudge_is_in_its_buffer_and_counts_when_you_say_so(sample: Installed, tmux: str) -> None:
    with sample.open(TMUX=tmux, TERM="screen-256color") as terminal:
        terminal.press("c")
        terminal.wait("Chase   ")
        terminal.press("j")
        terminal.wait("▸ ! 4 d late +Paper Plane Design")
        terminal.press("c")
        terminal.wait("in tmux's buffer")
        terminal.wait("Is it sent")
        buffer = subprocess.run(
            ["tmux", "show-buffer"], check=True, capture_output=True, env=sample.env | {"TMUX": tmux}
        )
        assert buffer.stdout.decode().startswith("Hi Paper Plane Design,")
        terminal.press("n")
        terminal.wait("does not count as sent")
    assert "nudge" not in sample("show", "care card")


def test_on_a_terminal_without_a_clipboard_nothing_is_called_copied(sample: Installed) -> None:
    with sample.open(TERM="linux") as terminal:
        terminal.press("c")
        terminal.wait("Chase   ")
        terminal.press("j")
        terminal.wait("4 d late +Paper Plane Design")
        terminal.press("c")
        terminal.wait("Nothing here can copy it")
        assert b"\x1b]52;" not in bytes(terminal.raw)
    assert "nudge" not in sample("show", "care card")
