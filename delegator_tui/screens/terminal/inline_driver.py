"""A few lines of the terminal, below the shell's prompt. The dashboard has no use for it, and does not read it."""

from __future__ import annotations

import signal
from typing import Any

from textual import events
from textual.drivers.linux_inline_driver import LinuxInlineDriver
from textual.message import Message

from delegator_tui import streams
from delegator_tui.screens.terminal.wires import Output, Parting, read_input, set_raw


class InlineDriver(LinuxInlineDriver):
    """A few lines below the shell's prompt."""

    def __init__(self, app: Any, **options: Any) -> None:  # noqa: ANN401 - Textual's
        super().__init__(app, **options)
        self.parting = Parting(app, self._loop)
        self.parting.listen()
        self._file: Any = Output(streams.screen(), self.parting.lost)
        self._key_thread: Any = None
        signal.signal(signal.SIGCONT, lambda *_: self._loop.call_soon_threadsafe(self._go_on))

    def _go_on(self) -> None:
        set_raw(self)
        self._app.refresh(layout=True)

    def close(self) -> None:
        """Leave the signals to what follows the prompt."""
        self.parting.unlisten()
        signal.signal(signal.SIGCONT, signal.SIG_DFL)

    def _run_input_thread(self) -> None:
        try:
            read_input(self, self._take)
        except Exception as bug:  # noqa: BLE001 - a bug on this thread must not pass unseen
            self.parting.failed(bug)

    def _take(self, message: Message) -> None:
        if isinstance(message, events.CursorPosition):
            self.cursor_origin = (message.x, message.y)
        else:
            self.process_message(message)
