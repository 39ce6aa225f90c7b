"""A program in a pseudo-terminal, seen as a person sees it: what is on the screen, and when it came there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter

import pyte

LIMIT = 60.0
"""Seconds after which what is waited for is missing."""
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}
"""What a terminal answers when it is asked what it can do."""
FOREIGN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[umc]|\x1b\[\?[0-9;]+\$p|\x1bP.*?\x1b\\|\x1b_.*?\x1b\\|\x1b\[[0-9]*;?[0-9]*t", re.S
)
"""What pyte would print instead of obeying."""


PAUSE = 0.002
"""Seconds without output after which what was taken in is drawn."""


class Missing(Exception):
    """What was waited for did not appear."""


class Terminal:
    """One running program. ``started`` is just before it was begun, ``seen`` when its last output was read."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, columns: int = 100, rows: int = 30) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._taken: deque[tuple[float, bytes]] = deque()
        self.started = self.seen = perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(command[0], list(command), dict(env))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def wait(self, arrived: Callable[[list[str]], bool]) -> float:
        """Return when the output was read that made ``arrived`` true of the screen's lines. Raises Missing."""
        give_up = perf_counter() + LIMIT
        while not arrived(self.lines):
            if perf_counter() > give_up or not self._read(1.0):
                raise Missing(f"It did not appear; this did:\n{self.text}")
        return self.seen

    def wait_for(self, text: str) -> float:
        """Return when ``text`` came on the screen. Raises Missing."""
        return self.wait(lambda lines: any(text in line for line in lines))

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing comes for so long."""
        while (self._taken or select.select([self._fd], [], [], seconds)[0]) and self._read(0):
            pass

    def press(self, key: str) -> float:
        """Type a key and return the moment before."""
        pressed = perf_counter()
        os.write(self._fd, key.encode())
        return pressed

    def resident(self) -> float:
        """Return the memory that the program has in use now, in MiB (VmRSS)."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:  # noqa: PTH123 - one line of a kernel file
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _read(self, seconds: float) -> bool:
        """Take in output if there is any within this time; False when the program has ended."""
        if not self._taken and select.select([self._fd], [], [], seconds)[0]:
            self._take()
        if not self._taken:
            return True
        self.seen, data = self._taken.popleft()
        self._stream.feed(FOREIGN.sub(b"", data))
        return bool(data)

    def _take(self) -> None:
        """Take all that comes in one go before any of it is drawn: a program waits for a terminal that draws slowly."""
        while not self._taken or (self._taken[-1][1] and select.select([self._fd], [], [], PAUSE)[0]):
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError:
                data = b""
            self._taken.append((perf_counter(), data))
            for question, answer in ANSWERS.items():
                if question in data:
                    os.write(self._fd, answer)
