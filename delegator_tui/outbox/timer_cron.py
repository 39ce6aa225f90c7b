"""The line of a crontab, for machines without a systemd session. All other lines stay as they are, byte for byte."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from contextlib import suppress
from itertools import dropwhile
from pathlib import Path

from delegator_tui.errors import Refused
from delegator_tui.outbox.programs import found
from delegator_tui.outbox.timer_parts import (
    MINUTES,
    Installed,
    Piece,
    check,
    name_of,
    read_text,
    run,
    runtime_folder,
)

KIND = "cron"
DAEMONS = ("cron", "crond", "fcron", "dcron", "cronie")
NONE_YET = ("no crontab", "can't open", "No such file")
"""How the crontab commands say that the user has none."""
BUS = "DBUS_SESSION_BUS_ADDRESS"
PROC = Path("/proc")


def fits() -> bool:
    """Return whether there is a crontab command."""
    return found("crontab") is not None


def present(db: Path) -> bool:
    """Return whether the crontab has the line; runs ``crontab -l``."""
    return bool(_own_lines(db))


def install(db: Path, command: Sequence[str], *, dry_run: bool = False) -> Installed:
    """Add the line, in place of an older one. Raises Refused; then the crontab is as it was.

    ``dry_run``: do nothing, and answer what would be done.
    """
    check(db, command)
    name = name_of(db)
    session = [f"{variable}={shlex.quote(value)}" for variable, value in _session().items()]
    line = " ".join([*session, shlex.join(command)]).replace("%", "\\%")
    lines = (
        f"# {name}: reminders from {db} (delegator remind --uninstall takes both lines away)\n"
        f"*/{MINUTES} * * * * {line} # {name}\n"
    )
    kept = _without(_read(), name)
    gap = b"\n" if kept and not kept.endswith(b"\n") else b""
    if not dry_run:
        run("crontab", "-", stdin=kept + gap + lines.encode())
    return Installed(KIND, (Piece("crontab", lines),), ("crontab -",), _notes())


def uninstall(db: Path, *, dry_run: bool = False) -> Installed | None:
    """Take the line away; None when there is none. Raises Refused when the crontab cannot be written.

    ``dry_run``: do nothing, and answer what would be done.
    """
    lines = _own_lines(db)
    if not lines:
        return None
    kept = _without(_read(), name_of(db))
    ran = ("crontab", "-" if kept else "-r")
    if not dry_run:
        run(*ran, stdin=kept or None)
    return Installed(KIND, (Piece("crontab", lines),), (" ".join(ran),))


def command_of(db: Path) -> list[str]:
    """Return the command that the line runs; empty when it cannot be read."""
    return list(dropwhile(re.compile("[A-Z_]+=").match, _line(db)))


def faults(db: Path) -> list[str]:
    """Return what keeps the line from running or from reaching the desktop, as sentences."""
    found = []
    if _runs() is False:
        found.append("No cron runs on this machine, so nobody starts the reminders: start it, as with "
                     "sudo systemctl start cron.")  # fmt: skip
    address = next((word.partition("=")[2] for word in _line(db) if word.startswith(f"{BUS}=")), "")
    path = re.match("unix:path=([^,;]+)", address)
    if path and not Path(path[1]).exists():
        found.append("The crontab line names a desktop session that is over, so notifications and the keyring cannot "
                     "be reached: delegator remind --install.")  # fmt: skip
    return found


def _line(db: Path) -> list[str]:
    """Return the words of the command in the line, from what it sets on."""
    for line in _own_lines(db).split("\n"):
        if line and not line.startswith("#"):
            with suppress(ValueError):
                return shlex.split(line.split(maxsplit=5)[5].replace("\\%", "%"), comments=True)
    return []


def _session() -> dict[str, str]:
    """Return what the line must set so that notifications and the keyring are reached from it, as far as known."""
    folder, address = runtime_folder(), os.environ.get(BUS, "")
    if not address and (folder / "bus").exists():
        address = f"unix:path={folder / 'bus'}"
    found = {"XDG_RUNTIME_DIR": str(folder) if folder.is_dir() else "", BUS: address}
    return {variable: value for variable, value in found.items() if value}


def _notes() -> tuple[str, ...]:
    notes = []
    if _runs() is False:
        notes.append("No cron runs on this machine: start it, as with sudo systemctl start cron.")
    if BUS not in _session():
        notes.append("There is no desktop session here, so the crontab line cannot reach notifications or a keyring.")
    return tuple(notes)


def _runs() -> bool | None:
    """Return whether a cron daemon runs; None where that cannot be told."""
    running = [each for each in PROC.iterdir() if each.name.isdigit()] if PROC.is_dir() else []
    if not any(each.name == "1" for each in running):  # other people's programs are hidden
        return None
    return any(read_text(each / "comm").strip() in DAEMONS for each in running)


def _read() -> bytes:
    """Return the user's crontab; empty when there is none. Raises Refused when it cannot be read."""
    try:
        return run("crontab", "-l")
    except Refused as error:
        if any(words in str(error) for words in NONE_YET):
            return b""
        raise


def _own_lines(db: Path) -> str:
    """Return the two lines of this book; empty when they are not there, or no crontab can be read."""
    if not fits():
        return ""
    try:
        whole = _read()
    except Refused:
        return ""
    own = [line for line in whole.splitlines(keepends=True) if _is_own(line, name_of(db))]
    return b"".join(own).decode(errors="replace")


def _without(whole: bytes, name: str) -> bytes:
    return b"".join(line for line in whole.splitlines(keepends=True) if not _is_own(line, name))


def _is_own(line: bytes, name: str) -> bool:
    return line.startswith(f"# {name}: ".encode()) or line.rstrip().endswith(f" # {name}".encode())
