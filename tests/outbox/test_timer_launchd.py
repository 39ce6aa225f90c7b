"""The agent of launchd, as far as another system can tell: its file, and that a refusal leaves nothing."""

from __future__ import annotations

import plistlib
import shutil
from pathlib import Path

import pytest

from delegator_tui.errors import Refused
from delegator_tui.outbox import timer_launchd, timers
from delegator_tui.outbox.timer_parts import name_of
from delegator_tui.outbox.watch import timer_command
from tests.outbox.conftest import Watch


def agent(watch: Watch, home: Path) -> Path:
    return home / "Library" / "LaunchAgents" / f"{name_of(watch.db)}.plist"


def test_the_file_holds_the_command_whatever_is_in_it(watch: Watch) -> None:
    assert plistlib.loads(timer_launchd.agent_of(watch.db, watch.command).encode()) == {
        "Label": name_of(watch.db),
        "ProgramArguments": watch.command,
        "StartInterval": 300,
        "RunAtLoad": True,
        "ProcessType": "Background",
    }


def test_a_dry_run_answers_the_agent_and_writes_none(watch: Watch, tmp_path: Path) -> None:
    done = timer_launchd.install(watch.db, watch.command, dry_run=True)
    (piece,) = done.written
    assert (Path(piece.where), piece.text) == (agent(watch, tmp_path), timer_launchd.agent_of(watch.db, watch.command))
    assert done.ran[0].startswith("launchctl bootstrap gui/")
    assert not agent(watch, tmp_path).exists()


def test_a_timer_of_an_older_delegator_is_a_fault(watch: Watch, tmp_path: Path) -> None:
    old = ["/usr/bin/env", "-m", "delegator_tui", "--db", str(watch.db), "remind", "--timer"]
    agent(watch, tmp_path).parent.mkdir(parents=True)
    for command, count in ((old, 1), (timer_command(watch.db), 0)):
        agent(watch, tmp_path).write_text(timer_launchd.agent_of(watch.db, command))
        assert sum("older delegator" in said for said in timers.faults(watch.db)) == count


@pytest.mark.skipif(shutil.which("launchctl") is not None, reason="it would be loaded here")
def test_where_launchd_does_not_take_it_nothing_stays(watch: Watch, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“launchctl bootstrap gui/\d+ .*” could not be run"):
        timer_launchd.install(watch.db, watch.command)
    assert not agent(watch, tmp_path).exists()
    assert timer_launchd.uninstall(watch.db) is None


@pytest.mark.skipif(shutil.which("launchctl") is not None, reason="it would be asked here")
def test_an_agent_that_is_not_loaded_is_a_fault_and_can_be_taken_away(watch: Watch, tmp_path: Path) -> None:
    agent(watch, tmp_path).parent.mkdir(parents=True)
    agent(watch, tmp_path).write_text(timer_launchd.agent_of(watch.db, watch.command))
    assert timers.watching(watch.db) == "launchd"
    assert timer_launchd.command_of(watch.db) == watch.command
    assert timers.faults(watch.db) == ["launchd does not run the reminders: delegator remind --install."]
    gone = timer_launchd.uninstall(watch.db)
    assert gone
    assert gone.kind == "launchd"
    assert timers.watching(watch.db) == ""


def test_a_damaged_agent_names_no_program(watch: Watch, tmp_path: Path) -> None:
    agent(watch, tmp_path).parent.mkdir(parents=True)
    agent(watch, tmp_path).write_text("no plist")
    assert timer_launchd.command_of(watch.db) == []
    assert "is gone (none named)" in timers.faults(watch.db)[-1]
