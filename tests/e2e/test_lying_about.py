"""What lies about in the current folder under the name of a module is never run by what the program starts itself."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from delegator_tui.outbox.watch import timer_command
from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal

F3 = "\x1bOR"
MODULES = ("json", "textual", "click", "msgspec", "tinydb", "dateutil", "rich", "datetime", "runpy", "pkgutil", "zlib")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A folder whose modules write down that they were run."""
    folder = tmp_path / "trap"
    folder.mkdir()
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'witness')!r}, 'a').write({name!r})\n")
    return folder


def test_a_timer_runs_nothing_that_lies_in_its_folder(delegator: Installed, trap: Path) -> None:
    delegator("add", "one")
    command = timer_command(delegator.file)
    done = subprocess.run(command, cwd=trap, env=delegator.env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (trap.parent / "witness").exists()


def test_a_timer_of_an_older_delegator_runs_no_module_of_its_folder_either(delegator: Installed, trap: Path) -> None:
    delegator("add", "one")
    for name in ("runpy", "pkgutil"):  # these Python itself has read before us
        (trap / f"{name}.py").unlink()
    command = [sys.executable, "-m", "delegator_tui", "--db", str(delegator.file), "remind", "--timer"]
    done = subprocess.run(command, cwd=trap, env=delegator.env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (trap.parent / "witness").exists()


def test_looking_back_runs_nothing_that_lies_in_the_folder(delegator: Installed, trap: Path) -> None:
    delegator("add", "one")
    command = ["sh", "-c", f"cd {shlex.quote(str(trap))} && exec {shlex.quote(delegator.program)}"]
    with Terminal(command, delegator.env | {"DELEGATOR_NOW": "2026-11-25T09:00:00+00:00"}) as dashboard:
        dashboard.wait("Nothing needs you now")
        dashboard.press(F3)
        dashboard.wait("As it was on")
        dashboard.press("yesterday")
        dashboard.wait("→ Tue 24 Nov")
        dashboard.press("ctrl+s")
        dashboard.wait("READ-ONLY")
        dashboard.press("ctrl+q")
        dashboard.wait_gone("READ-ONLY")
    assert not (trap.parent / "witness").exists()
