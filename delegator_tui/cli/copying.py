"""Putting a text on the clipboard from the shell, and telling on standard error what became of it."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from delegator_tui import streams
from delegator_tui.model.records import Contractor
from delegator_tui.model.text import printed
from delegator_tui.rules.messages.pasting import where_to

copy_option = click.option("--copy", is_flag=True, help="Put the text on the clipboard, too.")
"""What every command has that prints a text to send on."""


def copied(text: str, contractor: Contractor | None, channel: str = "") -> dict[str, Any]:
    """Copy a text, say what became of it and where to paste it; return that for a JSON document."""
    from delegator_tui.outbox.clipboard import Clipboard

    done = Clipboard(os.environ).copy(text, _write if sys.stderr.isatty() else None)
    streams.say_aside(printed(done.say(where_to(contractor, channel))))
    return {"way": done.way or None, "sure": done.sure}


def _write(sequence: str) -> None:
    sys.stderr.write(sequence)
    sys.stderr.flush()
