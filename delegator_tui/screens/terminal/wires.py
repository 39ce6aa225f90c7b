"""A terminal's two ends: what is read from it, what is written to it, and what is done when it is taken away."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
import tty
from codecs import getincrementaldecoder
from collections.abc import Callable
from queue import Full
from threading import Event
from typing import Any, Protocol, TextIO

from textual._xterm_parser import XTermParser
from textual.drivers._writer_thread import WriterThread
from textual.message import Message

LOOK = 0.1
"""Seconds after which the reader looks whether it is to stop, and whether an escape was the key."""
STALLED = 1.0
"""Seconds after which a terminal that takes nothing is not waited for: what it misses is painted when it goes on."""
ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
"""Signals that end the program as the owner would. The last one is no ctrl+c, which is a key here."""


class Ends(Protocol):
    """An app that can be ended from outside, with an exit code; once it is ending, nothing more happens."""

    def end(self, code: int) -> None: ...


class Driven(Protocol):
    """What is asked of Textual's two drivers, and of ours."""

    fileno: int
    exit_event: Event
    parting: Parting
    _debug: bool

    @classmethod
    def _patch_lflag(cls, attrs: int) -> int: ...

    @classmethod
    def _patch_iflag(cls, attrs: int) -> int: ...


class Parting:
    """Tells an app that it must end: its terminal is gone, or a signal asks for it."""

    def __init__(self, app: Any, loop: asyncio.AbstractEventLoop) -> None:  # noqa: ANN401 - an App that is an Ends
        self._app: Ends = app
        self._loop = loop
        self._before = {each: signal.getsignal(each) for each in ENDING}
        self.is_ending = False
        """Whether the app was told to end."""

    def listen(self) -> None:
        """Hear the signals, whatever was done with them before: ``nohup`` has SIGHUP ignored.

        A plain handler, not one of the loop: it is also heard while another program has the terminal and the loop
        stands still, and it goes on to hold the signal back while the file is brought up to date at the end.
        """
        for each in ENDING:
            signal.signal(each, lambda number, _: self._end(128 + number))

    def unlisten(self) -> None:
        """Leave the signals as they were."""
        for each, before in self._before.items():
            signal.signal(each, signal.SIG_DFL if before is None else before)

    def lost(self) -> None:
        """End the app whose terminal is gone; to be called from any thread."""
        self._soon(_let_go_of_terminal)
        self._end(128 + signal.SIGHUP)

    def failed(self, bug: Exception) -> None:
        """End the app by a bug that another thread met."""
        self._soon(self._app._handle_exception, bug)  # type: ignore[attr-defined]

    def _end(self, code: int) -> None:
        self.is_ending = True
        self._soon(self._app.end, code)

    def _soon(self, call: Callable[..., object], *args: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *args)


def _let_go_of_terminal() -> None:
    """Have what is still written go nowhere, instead of failing."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


class Output:
    """What Textual writes to: the terminal itself. What a terminal that is gone does not take is dropped."""

    def __init__(self, stream: TextIO, lost: Callable[[], None]) -> None:
        self._fd = stream.fileno()
        self._encoding = stream.encoding
        self._lost = lost
        self._parts: list[str] = []

    def write(self, text: str) -> int:
        """Take a text, to be written by ``flush``."""
        self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Write what was taken."""
        data = "".join(self._parts).encode(self._encoding, "replace")
        self._parts.clear()
        try:
            while data:
                data = self._some(data)
        except OSError:
            self._lost()

    def _some(self, data: bytes) -> bytes:
        try:
            return data[os.write(self._fd, data) :]
        except BlockingIOError:  # another program has made the terminal so
            select.select([], [self._fd], [], LOOK)
            return data

    def isatty(self) -> bool:
        """It is one."""
        return True

    def fileno(self) -> int:
        """Return the number of its file."""
        return self._fd


class Writer(WriterThread):
    """Writes on a thread of its own. ``moved`` is called when a terminal that stood still takes something again."""

    def __init__(self, file: Any, moved: Callable[[], object]) -> None:  # noqa: ANN401 - Textual asks for less than IO
        super().__init__(file)
        self._moved = moved
        self._stalled = False

    def write(self, text: str) -> None:
        """Hand a text on; dropped while the terminal takes nothing, so that the app goes on and can be ended."""
        try:
            self._queue.put(text, block=not self._stalled, timeout=STALLED)
        except Full:
            self._stalled = True

    def run(self) -> None:
        """Write what comes until the end comes."""
        while (text := self._queue.get()) is not None:
            self._file.write(text)
            if self._queue.qsize() == 0:
                self._file.flush()
                if self._stalled:
                    self._stalled = False
                    self._moved()
        self._file.flush()

    def stop(self) -> None:
        """Write the rest and end; a terminal that takes nothing is left alone."""
        try:
            self._queue.put(None, timeout=STALLED)
        except Full:
            return
        self.join(STALLED)


def read_input(driver: Driven, take: Callable[[Message], None]) -> None:
    """Hand on what comes from the terminal, until the driver wants no more or the terminal is gone.

    No byte ends the program: what is no UTF-8 becomes a replacement mark, a sequence that means nothing is left out.
    """
    decode = getincrementaldecoder("utf-8")("replace").decode
    parser = XTermParser(driver._debug)
    while not driver.exit_event.is_set():
        try:
            ready, _, _ = select.select([driver.fileno], [], [], LOOK)
            data = os.read(driver.fileno, 4096) if ready else None
        except BlockingIOError:
            continue
        except OSError:  # EIO: the other end hung up
            data = b""
        if data == b"":
            driver.parting.lost()
            return
        for piece in (*(decode(data) if data else ""), ""):
            try:
                found = [*(parser.feed(piece) if piece else parser.tick())]
            except Exception:  # noqa: BLE001 - any nonsense may come from a terminal
                parser, found = XTermParser(driver._debug), []
            for message in found:
                take(message)


def set_raw(driver: Driven) -> list[Any] | None:
    """Have keys come one by one and unseen; return what the terminal's attributes were, None when it has none."""
    try:
        before = termios.tcgetattr(driver.fileno)
        raw = termios.tcgetattr(driver.fileno)
        raw[tty.LFLAG] = driver._patch_lflag(raw[tty.LFLAG])
        raw[tty.IFLAG] = driver._patch_iflag(raw[tty.IFLAG])
        raw[tty.CC][termios.VMIN] = 1
        termios.tcsetattr(driver.fileno, termios.TCSANOW, raw)
    except termios.error:
        return None  # the reader finds out whether the terminal is gone
    return before
