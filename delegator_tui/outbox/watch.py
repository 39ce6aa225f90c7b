"""What the timer of a book runs, and how it is told that one was set up or taken away."""

from __future__ import annotations

import sys
from pathlib import Path

from delegator_tui.outbox.timer_parts import Installed


def timer_command(db: Path) -> list[str]:
    """Return the command that a timer runs for a book: this Python, and the whole path of the file."""
    return [sys.executable, "-m", "delegator_tui", "--db", str(db.absolute()), "remind", "--timer"]


def told(done: Installed, *, put_up: bool) -> list[str]:
    """Return paragraphs on a timer that was set up or taken away: who it was, what was written, run, and to know."""
    first = (
        f"{done.kind} runs delegator remind every five minutes for this book now, also while the dashboard is closed."
        if put_up
        else f"{done.kind} does not watch this book any more."
    )
    verb = "Written" if put_up else "Taken away"
    written = [f"{verb}: {piece.where}\n{piece.text.rstrip()}".rstrip() for piece in done.written]
    ran = ["Run:\n" + "\n".join(done.ran)] if done.ran else []
    return [first, *written, *ran, *done.notes]
