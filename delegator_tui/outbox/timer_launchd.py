"""The agent of launchd, on macOS. plistlib is loaded where it is used: to ask who watches must cost next to nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from delegator_tui.errors import Refused
from delegator_tui.outbox.programs import found
from delegator_tui.outbox.timer_parts import MINUTES, Files, Installed, Piece, check, name_of, read_text, run

KIND = "launchd"


def fits() -> bool:
    """Return whether this is a machine with launchd."""
    return sys.platform == "darwin" and found("launchctl") is not None


def present(db: Path) -> bool:
    """Return whether the agent's file is there. Starts no program."""
    return _agent(db).exists()


def install(db: Path, command: Sequence[str], *, dry_run: bool = False) -> Installed:
    """Write the agent, and have launchd take it. Raises Refused; then all is as it was.

    ``dry_run``: do nothing, and answer what would be done.
    """
    check(db, command)
    files = Files([Piece(str(_agent(db)), agent_of(db, command))])
    ran = ["launchctl", "bootstrap", _domain(), str(_agent(db))]
    done = Installed(KIND, files.pieces, (" ".join(ran),))
    if dry_run:
        return done
    files.write()
    try:
        with suppress(Refused):  # there was none
            run("launchctl", "bootout", f"{_domain()}/{name_of(db)}")
        run(*ran)
    except Refused:
        files.put_back()
        raise
    return done


def agent_of(db: Path, command: Sequence[str]) -> str:
    """Return the text of the agent."""
    agent = {
        "Label": name_of(db),
        "ProgramArguments": list(command),
        "StartInterval": MINUTES * 60,
        "RunAtLoad": True,
        "ProcessType": "Background",
    }
    import plistlib

    return plistlib.dumps(agent, sort_keys=False).decode()


def uninstall(db: Path, *, dry_run: bool = False) -> Installed | None:
    """Take the agent away; None when there is none. ``dry_run``: do nothing, and answer what would be done."""
    if not present(db):
        return None
    gone = Piece(str(_agent(db)), read_text(_agent(db)))
    ran = ("launchctl", "bootout", f"{_domain()}/{name_of(db)}")
    if not dry_run:
        with suppress(Refused):  # it was not loaded
            run(*ran)
        _agent(db).unlink(missing_ok=True)
    return Installed(KIND, (gone,), (" ".join(ran),))


def command_of(db: Path) -> list[str]:
    """Return the command that the agent runs; empty when it cannot be read."""
    import plistlib

    try:
        with _agent(db).open("rb") as file:
            return [str(word) for word in plistlib.load(file)["ProgramArguments"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def faults(db: Path) -> list[str]:
    """Return what keeps the agent from running, as sentences."""
    try:
        told = run("launchctl", "print", f"{_domain()}/{name_of(db)}").decode(errors="replace")
    except Refused:
        return ["launchd does not run the reminders: delegator remind --install."]
    code = next((line.partition("=")[2].strip() for line in told.splitlines() if "last exit code =" in line), "0")
    return [] if code in ("0", "(never exited)") else [f"The last run of the reminders ended with code {code}."]


def _domain() -> str:
    return f"gui/{os.getuid()}"


def _agent(db: Path) -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{name_of(db)}.plist"
