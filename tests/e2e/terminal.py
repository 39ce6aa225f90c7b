"""A real pseudo-terminal around the installed program: keys go in, and what a person would see comes out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence

import pyte

from tests.e2e.picture import Picture
from tests.started.runs import Start, anew

PATIENCE = 30.0
"""Seconds to wait for what must come; on an idle machine all of it comes in a fraction of one."""

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "backspace": "\x7f",
    "end": "\x1b[F",
    "f12": "\x1b[24~",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
}
BRACKETED_PASTE = 2004 << 5
MODES = (1049, 1000, 1003, 1006, 1004, 2004)
"""The other screen, the mouse, the focus, bracketed paste."""

QUERIES = (  # what a terminal is asked, and what a plain one answers
    (re.compile(rb"\x1b\[c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:1111/1111/1111\x1b\\"),
)
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
UNFINISHED = re.compile(rb"\x1b(?:|\[[0-9;:?<=>]*[ -/]*|[\]P_^X][^\x07\x1b]*\x1b?)$")
"""The beginning of a sequence at the end of what was read so far."""
NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[[<>=?][0-9;:]*[um]|\x1b\[\?[0-9;]*\$p"
    rb"|\x1b[P_^X].*?\x1b\\|\x1b\].*?(?:\x07|\x1b\\)",
    re.DOTALL,
)
"""Colours, and what pyte would paint as text: keyboard protocols, questions, strings. They are kept in ``raw``."""


class Terminal:
    """A program in a terminal of ``columns`` by ``rows``. Leave it by ``with``: what still runs is then ended."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        start: Start = anew,
    ) -> None:
        self._screen = Picture(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        self.raw = bytearray()
        self._fd, far = pty.openpty()
        self._set_size(columns, rows)

        self.process = start(command, env, far)
        os.close(far)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.hang_up()

    # ---- what a person sees

    @property
    def text(self) -> str:
        """The screen, a line a row, without the blanks at their ends."""
        return self._screen.text

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return self.text.split("\n")

    def sees(self, pattern: str) -> bool:
        """Return whether the screen matches now."""
        return re.search(pattern, self.text, re.MULTILINE) is not None

    def wait(self, pattern: str, within: float = PATIENCE) -> re.Match[str]:
        """Wait until the screen matches and return the match; fail with the screen after ``within`` seconds."""
        self._until(lambda: self.sees(pattern), within, f"did not see {pattern!r}")
        found = re.search(pattern, self.text, re.MULTILINE)
        assert found is not None
        return found

    def wait_gone(self, pattern: str, within: float = PATIENCE) -> None:
        """Wait until the screen no longer matches."""
        self._until(lambda: not self.sees(pattern), within, f"still saw {pattern!r}")

    def leave(self, within: float = PATIENCE) -> int:
        """Wait for the program to end; return its exit code. Fails with the screen while it goes on."""
        end = time.monotonic() + within
        while self._read(end - time.monotonic()):
            pass
        try:
            return self.process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired as error:
            raise AssertionError(f"it goes on after {within} s:\n{self.text}") from error

    # ---- what a person does

    def press(self, *keys: str) -> None:
        """Press keys, by name (``enter``, ``esc``) or as characters. None may follow esc at once: that is alt."""
        assert "esc" not in keys[:-1], "wait for what esc does before the next key"
        self._send("".join(KEYS.get(key, key) for key in keys).encode())

    def paste(self, text: str) -> None:
        """Paste as a terminal does: bracketed where the program asked for it, with line ends as carriage returns."""
        typed = text.replace("\n", "\r").encode()
        bracketed = BRACKETED_PASTE in self._screen.mode
        self._send(b"\x1b[200~" + typed + b"\x1b[201~" if bracketed else typed)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)
        os.killpg(self.process.pid, signal.SIGWINCH)

    def hang_up(self) -> None:
        """Close the terminal, as its window is closed."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.process.pid, number)

    def stop_and_continue(self) -> None:
        """Stop the program where it stands and have it go on; it cannot see the stop coming."""
        self.signal(signal.SIGSTOP)
        os.waitpid(self.process.pid, os.WUNTRACED)
        self.signal(signal.SIGCONT)

    def wipe(self) -> None:
        """Lose what stands on the screen, as by ``reset``."""
        self._screen.reset()

    @property
    def is_given_back(self) -> bool:
        """Whether what ran here has left no mode behind: no other screen, mouse, hidden cursor, paste or raw keys."""
        left = self.raw.decode("utf-8", "replace")
        shows = left.rfind("\x1b[?25h") >= left.rfind("\x1b[?25l")
        off = shows and all(left.rfind(f"\x1b[?{mode}l") >= left.rfind(f"\x1b[?{mode}h") for mode in MODES)
        flags = termios.tcgetattr(self._fd)[3]
        cooked = termios.ECHO | termios.ICANON | termios.ISIG
        return off and flags & cooked == cooked

    # ---- how

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._fd, data) :]

    def _until(self, met: Callable[[], bool], within: float, complaint: str) -> None:
        end = time.monotonic() + within
        while not met():
            left = end - time.monotonic()
            assert left > 0, f"{complaint} within {within} s:\n{self.text}"
            if not self._read(left):
                assert met(), f"{complaint}; the program ended or said no more:\n{self.text}"

    def _read(self, most: float) -> bool:
        """Take in what the program writes within ``most`` seconds; False when there will be nothing more."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, most))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says so when the far end is closed
            return False
        self.raw += data
        self._feed(data)
        return bool(data)

    def _feed(self, data: bytes) -> None:
        data = self._pending + data
        whole = _whole(data)
        data, self._pending = data[:whole], data[whole:]
        for asked, answer in QUERIES:
            for _ in asked.findall(data):
                self._send(answer)
        self._stream.feed(NOT_FOR_PYTE.sub(b"", data))


def _whole(data: bytes) -> int:
    """Return where the last frame or sequence begins that is not complete yet."""
    begun = data.rfind(FRAME_BEGINS)
    if begun > data.rfind(FRAME_ENDS):
        return begun
    tail = UNFINISHED.search(data)
    return tail.start() if tail else len(data)
