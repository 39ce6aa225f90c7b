"""How a dashboard ends when its owner does not leave it: a signal, a terminal that is gone."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

    from delegator_tui.screens.hands import Hands

PATIENCE = 6.0
"""Seconds for which a verb that is being saved is waited for: longer than another program's lock is."""


def terminal_driver() -> type[Driver] | None:
    """Return our driver of the terminal; None where Textual's own must do."""
    try:
        from delegator_tui.screens.driver import TerminalDriver
    except ImportError:  # Windows has no termios
        return None
    return TerminalDriver


def has_terminal(app: App[Any]) -> bool:
    """Tell whether somebody can read what the app shows: false once its terminal was taken away."""
    return bool(getattr(app._driver, "is_there", True))


class Ending:
    """Ends an app in order: nothing more is claimed or sent, the verb that is being saved is waited for."""

    def __init__(self, app: App[Any], hands: Hands) -> None:
        self._app = app
        self._hands = hands
        self._task: asyncio.Task[None] | None = None

    def begin(self, code: int) -> None:
        """End with this exit code; asked for once more it changes nothing."""
        if not self._hands.leaving:
            self._hands.leaving = True
            self._task = asyncio.create_task(self._end(code))

    async def _end(self, code: int) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._hands.settled()
        self._app.exit(return_code=code)
