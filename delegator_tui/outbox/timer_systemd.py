"""The timer of a systemd user session: a service, and a timer that starts it."""

from __future__ import annotations

import getpass
import os
import shlex
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from delegator_tui.errors import Refused
from delegator_tui.outbox.programs import found
from delegator_tui.outbox.timer_parts import (
    MINUTES,
    Files,
    Installed,
    Piece,
    check,
    name_of,
    read_text,
    run,
    runtime_folder,
)

KIND = "systemd"
HEAD = "# Written by: delegator remind --install. Taken away by: delegator remind --uninstall\n"
SERVICE = """\
[Unit]
Description=Reminders from “{book}” (delegator)

[Service]
Type=oneshot
ExecStart={command}
TimeoutStartSec=5min
"""
TIMER = f"""\
[Unit]
Description=Reminders from “{{book}}” every {MINUTES} minutes (delegator)

[Timer]
OnCalendar=*:0/{MINUTES}
Persistent=true

[Install]
WantedBy=timers.target
"""
THROUGH_SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')
"""What starts a program whose own path has a quote or a backslash: systemd takes no such path."""
_QUOTES = frozenset("\"'\\")
LINGER = Path("/var/lib/systemd/linger")


def fits() -> bool:
    """Return whether a systemd session of this user runs."""
    return found("systemctl") is not None and (runtime_folder() / "systemd" / "private").exists()


def present(db: Path) -> bool:
    """Return whether the files of the timer are there. Starts no program."""
    return _timer(db).exists()


def install(db: Path, command: Sequence[str], *, dry_run: bool = False) -> Installed:
    """Write both units, and have the session start the timer. Raises Refused; then all is as it was.

    ``dry_run``: do nothing, and answer what would be done.
    """
    check(db, command)
    files = Files([
        Piece(str(_service(db)), service_of(db, command)),
        Piece(str(_timer(db)), timer_of(db)),
    ])  # fmt: skip
    was_there = present(db)
    ran = ["systemctl --user daemon-reload", f"systemctl --user enable --now {_timer(db).name}"]
    done = Installed(KIND, files.pieces, tuple(ran), _notes())
    if dry_run:
        return done
    files.write()
    try:
        for each in ran:
            run(*each.split())
    except Refused:
        files.put_back()
        if not was_there:
            _wanted(db).unlink(missing_ok=True)
        with suppress(Refused):
            run("systemctl", "--user", "daemon-reload")
        raise
    return done


def service_of(db: Path, command: Sequence[str]) -> str:
    """Return the text of the service."""
    return HEAD + SERVICE.format(book=_plain(str(db)), command=_words(command))


def timer_of(db: Path) -> str:
    """Return the text of the timer."""
    return HEAD + TIMER.format(book=_plain(str(db)))


def uninstall(db: Path, *, dry_run: bool = False) -> Installed | None:
    """Take the timer away; None when there is none. Raises Refused when the session did not stop it.

    ``dry_run``: do nothing, and answer what would be done.
    """
    if not present(db):
        return None
    gone = tuple(Piece(str(path), read_text(path)) for path in (_service(db), _timer(db)))
    ran = [f"systemctl --user disable --now {_timer(db).name}", "systemctl --user daemon-reload"] if fits() else []
    done = Installed(KIND, gone, tuple(ran))
    if dry_run:
        return done
    if ran:
        run(*ran[0].split())
    for path in (_service(db), _timer(db), _wanted(db), _stamp(db)):
        path.unlink(missing_ok=True)
    if ran:
        run(*ran[1].split())
    return done


def command_of(db: Path) -> list[str]:
    """Return the command that the timer runs; empty when it cannot be read."""
    for line in read_text(_service(db)).split("\n"):
        if line.startswith("ExecStart="):
            with suppress(ValueError):
                words = shlex.split(line.removeprefix("ExecStart=").replace("%%", "%").replace("$$", "$"))
                return words[len(THROUGH_SHELL) :] if words[: len(THROUGH_SHELL)] == [*THROUGH_SHELL] else words
    return []


def faults(db: Path) -> list[str]:
    """Return what keeps the timer from running, as sentences."""
    if not fits():
        return ["The systemd session that runs the reminders is not there: log in at the machine, or loginctl "
                "enable-linger."]  # fmt: skip
    names = _timer(db).name, _service(db).name
    try:
        timer, service = map(_properties, _shown(*names).split("\n\n"))
    except (Refused, ValueError) as error:
        return [f"The timer of the reminders cannot be looked at: {error}"]
    found = []
    if timer["UnitFileState"] != "enabled":
        found.append(f"The timer {names[0]} is not enabled: delegator remind --install.")
    elif timer["ActiveState"] != "active":
        found.append(f"The timer {names[0]} is not running: systemctl --user start {names[0]}.")
    if service["Result"] != "success":
        found.append(f"The last run of the reminders failed: journalctl --user -u {names[1]} says why.")
    return found


def _shown(*names: str) -> str:
    """Return what systemd tells of units: a block each."""
    told = run("systemctl", "--user", "show", "--property=UnitFileState,ActiveState,Result", *names)
    return told.decode(errors="replace").strip()


def _properties(block: str) -> defaultdict[str, str]:
    parts = (line.partition("=") for line in block.split("\n"))
    return defaultdict(str, {name: value for name, _, value in parts})


def _notes() -> tuple[str, ...]:
    with suppress(OSError, KeyError):
        if not (LINGER / getpass.getuser()).exists():
            return ("It runs while you are logged in; loginctl enable-linger has it run after you logged out, too.",)
    return ()


def _home_of(variable: str, usual: str) -> Path:
    """Return a folder that a variable of the XDG rules may name."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / usual


def _folder() -> Path:
    return _home_of("XDG_CONFIG_HOME", ".config") / "systemd" / "user"


def _timer(db: Path) -> Path:
    return _folder() / f"{name_of(db)}.timer"


def _service(db: Path) -> Path:
    return _folder() / f"{name_of(db)}.service"


def _wanted(db: Path) -> Path:
    """Return the link by which the timer is enabled."""
    return _folder() / "timers.target.wants" / _timer(db).name


def _stamp(db: Path) -> Path:
    """Return the file in which systemd remembers the last run."""
    return _home_of("XDG_DATA_HOME", ".local/share") / "systemd" / "timers" / f"stamp-{_timer(db).name}"


def _plain(text: str) -> str:
    """Return text for a setting that systemd takes as it is, but for the percent sign."""
    return text.replace("%", "%%")


def _words(command: Sequence[str]) -> str:
    """Return a command line as systemd splits it. Only words after the program may hold variables."""
    program, *others = map(_quoted, [*(THROUGH_SHELL if _QUOTES & set(command[0]) else ()), *command])
    return " ".join([program, *(word.replace("$", "$$") for word in others)])


def _quoted(word: str) -> str:
    escaped = _plain(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
