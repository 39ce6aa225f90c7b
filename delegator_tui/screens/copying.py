"""Copying a text out of an app: by the surest way there is, off the screen's thread."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from delegator_tui.errors import DelegatorError
from delegator_tui.screens.background import run_in_thread
from delegator_tui.screens.terminal import access

if TYPE_CHECKING:
    from textual.app import App

    from delegator_tui.outbox.clipboard import Copied  # read with the first copy


async def copy(app: App[Any], text: str) -> Copied:
    """Put a text on the clipboard and return by which way; a program that hangs is given up after some seconds.

    The app keeps it, too, to be pasted into its own fields.
    """
    from delegator_tui.outbox.clipboard import TERMINAL, Clipboard, Copied

    app._clipboard = text
    clipboard = Clipboard(os.environ)
    done = await run_in_thread(lambda: clipboard.by_program(text))
    if isinstance(done, DelegatorError) or done.way:
        return Copied() if isinstance(done, DelegatorError) else done
    sequence = clipboard.sequence(text)
    return Copied(TERMINAL) if sequence and access.write(app, sequence) else Copied()
