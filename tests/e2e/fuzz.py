"""Random keys, pastes, clicks, sizes and stops for the running dashboard, by a seed; and what must hold all the while.

``python -m tests.e2e.fuzz SEED [STEPS]`` runs one by hand.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from wcwidth import wcwidth

from delegator_tui.commands import COMMANDS
from delegator_tui.screens.views.base import WIDE
from tests.e2e.conftest import Installed
from tests.e2e.terminal import KEYS, Terminal

DEADLINE = 30.0
"""Seconds within which a key must be answered on a busy machine; on a quiet one it is hundredths of one."""
QUIET = 0.06
"""Seconds without a byte after which a picture counts as come to rest."""
LATE = 0.7
"""Seconds after which all that is shown late on purpose stands there, such as that nothing was found."""
EDGES = (WIDE - 1, 200)
"""Widths beside which another picture begins, or beyond which none is wanted."""
MOST_IDLE = 3.0
"""Seconds of processor time beyond which a program that should rest does not."""
ROOMY, FRAME = 40, "│"
"""Rows in which any form stands whole; and the sides of one."""
NOTICE = "▌"
"""The edge of a notice: it comes and goes by itself, so a line with one is not compared."""
NAMED = {
    "full_stop": ".", "comma": ",", "question_mark": "?", "colon": ":", "left_square_bracket": "[", "asterisk": "*",
    "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}", "plus": "+", "minus": "-",
    "slash": "/", "semicolon": ";", "exclamation_mark": "!", "space": " ", "equals_sign": "=", "at": "@",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~",
    "f8": "\x1b[19~", "f9": "\x1b[20~", "f12": "\x1b[24~",
}  # fmt: skip
MOVES = (
    "j", "k", "j", "k", "G", "g", "\r", "\r", "\t", "\x1b[Z", " ", "v", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D",
    "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x7f", "\x1b[3~", "\x13", "\x01", "\x0b", "\x15", "\x1a", "\x19",
    "1", "2", "3", "4", "/", "o", "z", "b", "?", "y", "n", "\x1b[1;5C", "\x1b[1;2D",
)  # fmt: skip
WORDS = (
    "Order kiln shelves", "fri", "someday", "due 3 dec", "~2h", "#shop", ">North", "$300", "€ 1.234,50", "日本語の",
    "👩‍🍳🥖", "e\u0301té", "\u202eabc", "[/b]", "is:late", "due<fri", "every 2w mon", "0", "-1", "x" * 300,
    "a@b.example", "https://example.org", "16:00", "1e999", "\\", "'\"", "tomorrow",
)  # fmt: skip
PASTES = ("one\ntwo\nthree", "Buy milk fri", "\x1b[31mred", "a\tb\r\nc", "é" * 2000, "\n\n\n", "")
ODD = (
    b"\xe9",
    b"\xff\xfe",
    b"\x1b[",
    b"\x1b[999;999R",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b\x1b",
    b"\x00",
    b"\x1b[200~",
    b"\x1bOz",
)
SIZES = ((20, 5), (40, 10), (80, 24), (100, 30), (132, 50), (200, 60), (63, 16), (99, 15), (27, 60), (200, 5))


def keys_of_commands() -> list[str]:
    """What is sent for each key of the table; those that leave, or hand the terminal on, come rarely by themselves."""
    names = [
        key for command in COMMANDS for key in command.keys.split(",") if key and command.id not in ("quit", "past")
    ]
    sent = (NAMED.get(name, name if len(name) == 1 else KEYS.get(name, "")) for name in names)
    return [each for each in sent if each]


def is_busy(group: int) -> bool:
    """Tell whether a thread of a program, or of one that it has started, is at work or waits for the disk.

    One that would run and gets no processor counts, too: on a busy machine silence alone says nothing.
    """
    for stat in (*Path(f"/proc/{group}/task").glob("*/stat"), *_of_children(group)):
        with contextlib.suppress(OSError):
            if stat.read_text().rpartition(")")[2].split()[0] in "RD":
                return True
    return False


def marked_off(lines: list[str]) -> list[str]:
    """Return lines without what takes no cell of its own: pyte adds it to a cell anew whenever that is painted.

    Of a line with a dialog in it only the dialog: what lies behind is laid out when it comes to the front.
    """
    plain = ("".join(char for char in line if wcwidth(char) != 0) for line in lines)
    return [line[line.find(FRAME) : line.rfind(FRAME) + 1] if FRAME in line else line for line in plain]


def bars(line: str) -> list[tuple[int, str]]:
    """Return the ends of scrollbars in a line."""
    return [(at, char) for at, char in enumerate(line) if char in "▁▂▃▄▅▆▇▔"]


def time_used(pid: int) -> float:
    """Return the seconds of processor time that a program has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _of_children(parent: int) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            yield from Path(f"/proc/{child}/task").glob("*/stat")


class Fuzz:
    """One run over a book: opened again whenever it was left. ``log`` is what was sent, to be told with a failure."""

    def __init__(self, book: Installed, seed: int) -> None:
        self._book = book
        self._chance = random.Random(seed)
        self._keys = keys_of_commands()
        self._size = (80, 24)
        self.log: list[str] = []
        self.opened = self.looked = 0

    def run(self, steps: int) -> None:
        """Send so many things. Raises AssertionError at the first thing that is wrong."""
        while steps > 0:
            self.opened += 1
            with self._open() as terminal:
                try:
                    steps -= self._session(terminal, steps)
                except (AssertionError, OSError) as error:
                    told = " ".join(self.log[-60:])
                    raise AssertionError(f"{error}\nlast sent: {told}\n{terminal.text}") from error

    def _open(self) -> Terminal:
        columns, rows = self._size
        self.log.append(f"OPEN{columns}x{rows}")
        return self._book.open(
            columns=columns, rows=rows, EDITOR="/bin/true", PATH="/nowhere", PYTHONWARNINGS="error::ResourceWarning"
        )

    def _session(self, terminal: Terminal, most: int) -> int:
        """Send until it is left; return how many things were sent."""
        terminal._until(lambda: bool(terminal.text.strip()), DEADLINE, "no first picture")
        done = 0
        while done < most:
            for _ in range(self._chance.choice((1, 2, 4, 8, 16))):
                done += 1
                if not self._send(terminal):
                    return done
            if not self._rest(terminal):
                self._ended(terminal)
                return done
            if self._chance.random() < 0.3 and not self._look(terminal):
                self._ended(terminal)
                return done
        if self._look(terminal):
            terminal.signal(signal.SIGTERM)
        self._ended(terminal, 143)
        return done

    # ---- what is sent

    def _send(self, terminal: Terminal) -> bool:
        """Send one thing; False when there is nobody to send it to."""
        kinds: tuple[tuple[Callable[[Terminal], None], int], ...] = (
            (self._command, 34), (self._move, 30), (self._esc, 12), (self._word, 8), (self._mouse, 6),
            (self._resize, 4), (self._paste, 2), (self._odd, 2), (self._stop, 1),
        )  # fmt: skip
        what = self._chance.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        if terminal.process.poll() is not None:
            return self._rest(terminal) or self._ended(terminal)
        what(terminal)
        return True

    def _write(self, terminal: Terminal, data: bytes) -> None:
        self.log.append(repr(data)[2:-1][:40])
        terminal._send(data)

    def _command(self, terminal: Terminal) -> None:
        rare = self._chance.random()
        key = (
            "q"
            if rare < 0.002
            else "\x11"
            if rare < 0.004
            else "\x1bOR"
            if rare < 0.01
            else self._chance.choice(self._keys)
        )
        self._write(terminal, key.encode())

    def _move(self, terminal: Terminal) -> None:
        self._write(terminal, self._chance.choice(MOVES).encode())

    def _esc(self, terminal: Terminal) -> None:
        """Press esc, mostly by itself; followed at once by a key it is alt."""
        self._write(terminal, b"\x1b")
        if self._chance.random() < 0.9:
            self._rest(terminal)

    def _word(self, terminal: Terminal) -> None:
        self._write(terminal, self._chance.choice(WORDS).encode())

    def _mouse(self, terminal: Terminal) -> None:
        columns, rows = self._size
        x, y = self._chance.randint(1, columns), self._chance.randint(1, rows)
        button = self._chance.choice((0, 0, 0, 1, 2, 35, 32, 64, 65))
        ends = "Mm" if button < 3 else "M"
        self._write(terminal, "".join(f"\x1b[<{button};{x};{y}{end}" for end in ends).encode())

    def _resize(self, terminal: Terminal) -> None:
        free = (self._chance.randint(20, 200), self._chance.randint(5, 60))
        self._size = self._chance.choice((*SIZES, free, free))
        self.log.append("SIZE{}x{}".format(*self._size))
        terminal.resize(*self._size)

    def _paste(self, terminal: Terminal) -> None:
        text = self._chance.choice(PASTES)
        self.log.append(f"PASTE{text[:20]!r}")
        terminal.paste(text)

    def _odd(self, terminal: Terminal) -> None:
        self._write(terminal, self._chance.choice(ODD))

    def _stop(self, terminal: Terminal) -> None:
        number = self._chance.choice((signal.SIGTSTP, signal.SIGTSTP, signal.SIGSTOP))
        self.log.append(f"STOP{number}")
        self._to_all(terminal, number)
        if number == signal.SIGTSTP:
            self._rest(terminal)
        self._to_all(terminal, signal.SIGCONT)

    def _to_all(self, terminal: Terminal, number: int) -> None:
        """Send a signal to the program, and to one that has the terminal meanwhile."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(terminal.process.pid, number)

    # ---- what must hold

    def _rest(self, terminal: Terminal, quiet: float = QUIET) -> bool:
        """Read until nothing more comes and nothing is being done; False when the program has ended."""
        end, since = time.monotonic() + DEADLINE, time.monotonic()
        used = time_used(terminal.process.pid)
        while time.monotonic() < end:
            seen = len(terminal.raw)
            terminal._read(quiet / 4)
            if terminal.process.poll() is not None:
                return False
            if len(terminal.raw) != seen or is_busy(terminal.process.pid):
                since = time.monotonic()
            elif time.monotonic() - since >= quiet:
                return True
        used = time_used(terminal.process.pid) - used
        assert used < MOST_IDLE, f"it never comes to rest: {used:.1f} s of processor in {DEADLINE:.0f}"
        return terminal.process.poll() is None  # it is the machine that has no rest

    def _stands_still(self, terminal: Terminal) -> bool:
        """Read until the picture stays as it is, whatever blinks in it; False when the program has ended."""
        end, since, seen = time.monotonic() + DEADLINE, time.monotonic(), marked_off(terminal.lines)
        while time.monotonic() < end:
            terminal._read(QUIET)
            if terminal.process.poll() is not None:
                return False
            if (now := marked_off(terminal.lines)) != seen:
                since, seen = time.monotonic(), now
            elif time.monotonic() - since >= LATE:
                return True
        raise AssertionError("the picture never stands still")

    def _look(self, terminal: Terminal) -> bool:
        """See that it answers, and that what stands there is what it would paint anew; False when it has ended."""
        self.looked += 1
        self.log.append("LOOK")
        if not (self._rest(terminal, 4 * QUIET) and self._stands_still(terminal)):
            return False
        if terminal.sees("enter goes back to delegator"):  # a letter stands there, printed past the dashboard
            self._write(terminal, b"\r")
            return self._rest(terminal)
        before = marked_off(terminal.lines)
        if not self._paint_anew(terminal):
            return False
        both = zip(before, marked_off(terminal.lines), strict=True)
        said = len(before) - 2  # the sentence above the keys: it fades by itself
        stale = [
            (was, is_) for row, (was, is_) in enumerate(both)
            if was != is_ and NOTICE not in was + is_ and not (row == said and not is_.strip())
        ]  # fmt: skip
        if any(bars(was) != bars(is_) for was, is_ in stale):
            stale = []  # another width has a text scroll to its cursor: that is no stale picture
        if self._size[1] < ROOMY or self._size[0] < WIDE:  # there a form scrolls, and has no room to show by how much
            stale = [pair for pair in stale if not any(FRAME in line for line in pair)]
        told = "\n".join(f"- {was}\n+ {is_}" for was, is_ in stale)
        assert not stale, f"a stale picture; what stood there, and what should have:\n{told}\n"
        return True

    def _paint_anew(self, terminal: Terminal) -> bool:
        """Have all of it drawn and painted again, on an empty screen; False when the program has ended.

        By another width and the old one again: what is only told to paint again would be painted as it was drawn.
        """
        columns, rows = self._size
        for width in (columns - 1 if columns in EDGES else columns + 1, columns):
            seen = len(terminal.raw)
            terminal.resize(width, rows)
            terminal.wipe()
            end = time.monotonic() + DEADLINE
            while not terminal.text.strip() or len(terminal.raw) == seen:
                if terminal.process.poll() is not None:
                    return False
                assert time.monotonic() < end, f"it does not answer within {DEADLINE} s"
                terminal._read(QUIET)
            if not self._rest(terminal, 4 * QUIET):
                return False
        return True

    def _ended(self, terminal: Terminal, code: int = 0) -> bool:
        """See that it ended well: no error, and the terminal as it was. Answers False, for there is nobody any more."""
        ended = terminal.leave(DEADLINE)
        self.log.append(f"END{ended}")
        assert b"Traceback" not in terminal.raw
        assert ended in (0, code), f"it ended with {ended}"
        assert terminal.is_given_back, "the terminal is not as it was"
        return False


def run(seed: int, steps: int, book: Installed) -> Fuzz:
    """Run one seed over a book."""
    fuzz = Fuzz(book, seed)
    try:
        fuzz.run(steps)
    except AssertionError as error:
        raise AssertionError(f"seed {seed}, after {fuzz.opened} openings and {fuzz.looked} looks: {error}") from error
    return fuzz


if __name__ == "__main__":
    os.environ.setdefault("XDG_STATE_HOME", tempfile.mkdtemp())
    with tempfile.TemporaryDirectory() as folder:
        made = Installed(Path(folder))
        made.import_sample()
        began = time.monotonic()
        fuzzed = run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3000, made)
        print(f"{fuzzed.opened} openings, {fuzzed.looked} looks, {time.monotonic() - began:.0f} s")
