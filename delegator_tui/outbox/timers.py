"""Who watches while the dashboard is closed: a timer of the system that runs ``delegator remind`` every five minutes.

Three kinds, whichever fits the machine: a systemd user timer, a launchd agent, a line of the crontab. One a book.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from delegator_tui.errors import Refused
from delegator_tui.outbox import timer_cron, timer_launchd, timer_systemd
from delegator_tui.outbox.timer_parts import Installed, Piece

__all__ = ["Installed", "Piece", "faults", "install", "uninstall", "watching"]


class Kind(Protocol):
    """What the file of one kind of timer offers."""

    KIND: str

    def fits(self) -> bool: ...
    def present(self, db: Path) -> bool: ...
    def install(self, db: Path, command: Sequence[str], *, dry_run: bool = False) -> Installed: ...
    def uninstall(self, db: Path, *, dry_run: bool = False) -> Installed | None: ...
    def command_of(self, db: Path) -> list[str]: ...
    def faults(self, db: Path) -> list[str]: ...


KINDS: tuple[Kind, ...] = (timer_systemd, timer_launchd, timer_cron)
"""The best first."""


def install(db: Path, command: Sequence[str], *, dry_run: bool = False) -> Installed:
    """Have the machine run ``command`` every five minutes for a book; what was set up before gives way.

    The first word of the command is an absolute path. Raises Refused when the machine has no timer, or it did not
    take this one; then nothing is left behind. ``dry_run``: do nothing, and answer what would be done.
    """
    kind = next((kind for kind in KINDS if kind.fits()), None)
    if kind is None:
        raise Refused(
            "Nothing on this machine starts programs by the clock: there is no systemd session of yours and no "
            "crontab. Install cron, or run delegator remind from your shell's login file."
        )  # fmt: skip
    try:
        installed = kind.install(db, command, dry_run=dry_run)
    except Refused as error:
        raise Refused(f"{error} Nothing was set up: put that right, then delegator remind --install.") from error
    for other in KINDS:
        if other is not kind:
            other.uninstall(db, dry_run=dry_run)
    return installed


def uninstall(db: Path, *, dry_run: bool = False) -> Installed | None:
    """Take a book's timer away, of whichever kind; None when there is none. Raises Refused.

    ``dry_run``: do nothing, and answer what would be done.
    """
    gone = [each for each in (kind.uninstall(db, dry_run=dry_run) for kind in KINDS) if each]
    return gone[0] if gone else None


def watching(db: Path) -> str:
    """Return who watches a book: systemd, launchd, cron, or nobody (empty). Looks for files; asks crontab last."""
    return next((kind.KIND for kind in KINDS if kind.present(db)), "")


def faults(db: Path) -> list[str]:
    """Return what keeps a book's timer from doing its work, as sentences that say what to do; none without a timer."""
    kind = next((kind for kind in KINDS if kind.present(db)), None)
    if kind is None:
        return []
    found = kind.faults(db)
    command = kind.command_of(db)
    program = next(iter(command), "")
    if "delegator_tui" in command and "-P" not in command:
        found.append(f"The command that {kind.KIND} starts is that of an older delegator, which imports what lies in "
                     "its folder: delegator remind --install.")  # fmt: skip
    if not os.access(program, os.X_OK):
        found.append(f"The program that {kind.KIND} starts is gone ({program or 'none named'}): "
                     "delegator remind --install.")  # fmt: skip
    if not db.exists():
        found.append(f"{kind.KIND} watches {db}, which is not there: put it back, or delegator remind --uninstall.")
    return found
