"""The terminal under an app, on Linux and macOS: Textual's driver, which notices when it is taken away.

Textual's own goes on without a terminal and reads its end for ever, starts another reader at each SIGCONT, leaves the
terminal as it is at SIGTERM, and ends at a byte that is no UTF-8.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
from threading import Thread
from typing import Any

from textual import constants, events
from textual.drivers.linux_driver import (
    KITTY_DISAMBIGUATE_ESCAPE_CODES,
    KITTY_REPORT_ALL_KEYS,
    KITTY_REPORT_ASSOCIATED_TEXT,
    LinuxDriver,
)
from textual.geometry import Size

from delegator_tui import streams
from delegator_tui.screens.terminal.wires import Output, Parting, Writer, read_input, set_raw

MOMENT = 0.05
"""Seconds that a stop waits for its own end: what is typed while the terminal is given back is lost to us."""
TURN = 0.005
"""Seconds in which the loop hears of signals that came while the terminal was given back."""
KITTY = KITTY_DISAMBIGUATE_ESCAPE_CODES | KITTY_REPORT_ALL_KEYS | KITTY_REPORT_ASSOCIATED_TEXT


class TerminalDriver(LinuxDriver):
    """A whole terminal."""

    def __init__(self, app: Any, **options: Any) -> None:  # noqa: ANN401 - Textual's
        super().__init__(app, **options)
        self.parting = Parting(app, self._loop)
        self.parting.listen()
        self._file: Any = Output(streams.screen(), self.parting.lost)
        self._stopped = False
        """Whether it is stopped by our own hand, with the terminal given back."""
        self._asked: asyncio.TimerHandle | None = None
        """The stop that was asked for last, and is not taken back so far."""
        for number in (signal.SIGTSTP, signal.SIGCONT):
            at_once = signal.getsignal(number)
            self._loop.add_signal_handler(number, self._came, number)  # in the order in which they came
            signal.signal(number, at_once)

    @property
    def is_there(self) -> bool:
        """Whether the terminal has not been taken away."""
        return os.isatty(self.fileno)

    @property
    def takes_text(self) -> bool:
        """Whether what is written there now is read by somebody: a terminal that stands still would hold the end up."""
        return self.is_there and bool(select.select([], [self.fileno], [], 0)[1])

    def write(self, data: str) -> None:
        """Write to the terminal; nowhere while it is lent."""
        if self._writer_thread is not None:
            self._writer_thread.write(data)

    # ---- coming and going

    def start_application_mode(self) -> None:
        """Take the terminal. In the background the system stops the program here, until it is brought to the front."""
        self.attrs_before = set_raw(self)
        self._writer_thread = Writer(self._file, lambda: self._loop.call_soon_threadsafe(self._paint_anew))
        self._writer_thread.start()
        signal.signal(signal.SIGWINCH, lambda *_: self._loop.call_soon_threadsafe(self._tell_size))
        self._tell_size()
        self._enter(f"\x1b[>{KITTY}u")
        self._key_thread = Thread(target=self._run_input_thread, name="textual-input", daemon=True)
        self._key_thread.start()
        self._request_terminal_sync_mode_support()
        self._query_in_band_window_resize()
        if self._must_signal_resume:
            self._must_signal_resume = False
            self.send_message(self.SignalResume())

    def _enter(self, kitty: str) -> None:
        """Put the terminal into all our modes."""
        self.write("\x1b[?1049h")  # the other screen
        self._enable_mouse_support()
        self.write("\x1b[?25l\x1b[?1004h")  # no cursor; tell of the focus
        if not constants.DISABLE_KITTY_KEY:
            self.write(kitty)
        self._enable_bracketed_paste()
        self._disable_line_wrap()

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self.send_message(events.Resize(size, size))

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        super().suspend_application_mode()
        self._writer_thread = None

    def _paint_anew(self) -> None:
        self._app.refresh(layout=True)

    def _run_input_thread(self) -> None:
        try:
            read_input(self, self.process_message)
        except Exception as bug:  # noqa: BLE001 - a bug on this thread must not pass unseen
            self.parting.failed(bug)

    # ---- a stop, and what comes after it

    def _sigtstp_application(self, *_: object) -> None:
        """Stop. While the terminal is lent the loop stands still, and there is nothing to give back."""
        if not self._auto_restart:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _came(self, number: int) -> None:
        """Take a stop and its end in the order in which they came: Python's own handlers go by number, not in turn."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
        if number == signal.SIGTSTP and self._auto_restart:
            self._asked = self._loop.call_later(MOMENT, self._stop)

    def _stop(self) -> None:
        """Give the terminal back and stop, unless what ends a stop comes meanwhile: it would not come once more."""
        if not self.parting.is_ending:
            if not self._stopped:
                self._stopped = self._must_signal_resume = True
                self.suspend_application_mode()
            self._asked = self._loop.call_later(TURN, self._stand_still)

    def _stand_still(self) -> None:
        self._asked = None
        if not self.parting.is_ending:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after any stop, also one that could not be seen coming."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        if self._stopped:
            self._stopped = False
            self.resume_application_mode()
        elif self._writer_thread is not None and self._in_front():
            set_raw(self)
            self._enter(f"\x1b[={KITTY}u")  # set, not pushed once more: it is taken back once
            self._tell_size()
        else:
            return
        self._paint_anew()

    def _in_front(self) -> bool:
        """Tell whether the terminal is ours to write to, and not that of a shell that has continued us behind it."""
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:  # it is nobody's controlling terminal
            return True
