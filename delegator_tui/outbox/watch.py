"""What the timer of a book runs, and how it is told that one was set up or taken away."""

from __future__ import annotations

import sys
from pathlib import Path

from delegator_tui.outbox.timer_parts import Installed


def this_program() -> list[str]:
    """Return the words that start this program once more, by this Python.

    With ``-P``, or ``-m`` would have Python import whatever lies in the current folder under the name of a module.
    """
    return [sys.executable, "-P", "-m", "delegator_tui"]


def timer_command(db: Path) -> list[str]:
    """Return the command that a timer runs for a book: this Python, and the whole path of the file."""
    return [*this_program(), "--db", str(db.absolute()), "remind", "--timer"]


def told(done: Installed, *, put_up: bool, dry_run: bool = False) -> list[str]:
    """Return paragraphs on a timer that was set up or taken away: who it was, what was written, run, and to know.

    ``dry_run``: it was not, and this is what would be.
    """
    written = [
        f"{_verb(put_up=put_up, dry_run=dry_run)}: {piece.where}\n{piece.text.rstrip()}".rstrip()
        for piece in done.written
    ]
    ran = [("Would run" if dry_run else "Run") + ":\n" + "\n".join(done.ran)] if done.ran else []
    last = ["Nothing was done."] if dry_run else []
    return [_first(done.kind, put_up=put_up, dry_run=dry_run), *written, *ran, *done.notes, *last]


def _first(kind: str, *, put_up: bool, dry_run: bool) -> str:
    if put_up:
        runs, now = ("would run", "") if dry_run else ("runs", " now")
        return (
            f"{kind} {runs} delegator remind every five minutes for this book{now}, also while the dashboard is closed."
        )
    return f"{kind} {'would no longer check' if dry_run else 'no longer checks'} this book."


def _verb(*, put_up: bool, dry_run: bool) -> str:
    if dry_run:
        return "Would write" if put_up else "Would take away"
    return "Written" if put_up else "Taken away"
