"""Putting a text on the clipboard, and telling by which way, and whether anybody saw it get there.

A program of the desktop that takes a text and ends well has it: that is *copied*. So has tmux, in its own buffer. The
escape sequence OSC 52 is answered by no terminal: whether it was taken, nobody can tell.
"""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from delegator_tui.outbox.programs import found

LIMIT = 2.0
"""Seconds after which a program that does not take the text is ended."""
PIECE = 500
"""How many characters GNU screen is given at once: it passes on at most 768."""
ESC, BEL = "\x1b", "\x07"
TMUX, TERMINAL = "tmux", "terminal"
DEAF = frozenset({"", "dumb", "linux", "unknown", "vt52", "vt100", "vt102", "vt220", "cons25"})
"""Values of ``TERM`` whose terminals have no clipboard; some would print the sequence."""

Write = Callable[[str], None]


class Copied(NamedTuple):
    """How a text was handed over.

    ``way``: the program that took it, ``tmux``, ``terminal`` for an escape sequence, empty for none. ``clipboard``: it
    was seen to be on the clipboard of this desktop. ``tmux`` without that: it is in tmux's buffer for certain.
    """

    way: str = ""
    clipboard: bool = False

    @property
    def sure(self) -> bool:
        """Whether the text is somewhere from where it can be pasted."""
        return self.clipboard or self.way == TMUX

    def say(self, into: str) -> str:
        """Return what happened, and what is done next; ``into`` what the text is to be pasted."""
        if self.clipboard:
            return f"Copied. Paste it into {into}."
        if self.way == TMUX:
            return f"It is in tmux's buffer (prefix ] pastes it). Paste it into {into}."
        if self.way:
            return f"It is on the clipboard if your terminal takes it. Paste it into {into}."
        return f"Nothing here can copy it. Print it, and take it over into {into}."


class Tool(NamedTuple):
    """A program that takes a text at its standard input; ``where`` are the variables one of which it needs."""

    words: tuple[str, ...]
    where: tuple[str, ...]


TOOLS = (
    Tool(("wl-copy",), ("WAYLAND_DISPLAY",)),
    Tool(("xclip", "-selection", "clipboard", "-in"), ("DISPLAY",)),
    Tool(("xsel", "--clipboard", "--input"), ("DISPLAY",)),
)
PBCOPY = ("pbcopy",)
LOAD_BUFFER = (("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-"))
"""The first also asks the terminal outside to take it; tmux before 3.2 knows the second only."""


class Clipboard:
    """The clipboards that are within reach of a program in this environment."""

    def __init__(self, environ: Mapping[str, str], platform: str = sys.platform, limit: float = LIMIT) -> None:
        self._environ = environ
        self._platform = platform
        self._limit = limit

    def copy(self, text: str, write: Write | None = None) -> Copied:
        """Hand a text over by the surest way there is; ``write`` writes to the terminal, where there is one.

        It may take some seconds, for a program that hangs is waited for.
        """
        done = self.by_program(text)
        if done.way or write is None:
            return done
        sequence = self.sequence(text)
        if not sequence:
            return Copied()
        write(sequence)
        return Copied(TERMINAL)

    def by_program(self, text: str) -> Copied:
        """Hand a text to tmux, when this runs in it, and to the first program of the desktop that takes it."""
        in_tmux = self._by_tmux(text)
        taken = next((words[0] for words in self._tools() if self._gave(words, text)), "")
        if taken:
            return Copied(taken, clipboard=True)
        return Copied(TMUX if in_tmux else "")

    def sequence(self, text: str) -> str:
        """Return what, written to the terminal, asks it to put a text on its clipboard; empty where none can."""
        environ = self._environ
        if environ.get("TERM", "") in DEAF or environ.get("TERM_PROGRAM") == "Apple_Terminal":
            return ""
        plain = f"{ESC}]52;c;{base64.b64encode(text.encode('utf-8', 'replace')).decode('ascii')}{BEL}"
        if environ.get("TMUX"):
            return f"{ESC}Ptmux;{plain.replace(ESC, ESC + ESC)}{ESC}\\"
        if environ.get("STY"):
            pieces = (plain[at : at + PIECE] for at in range(0, len(plain), PIECE))
            return "".join(f"{ESC}P{piece}{ESC}\\" for piece in pieces)
        return plain

    def _by_tmux(self, text: str) -> bool:
        """Put a text into tmux's buffer, where this runs in tmux."""
        if not self._environ.get("TMUX"):
            return False
        return any(self._gave(words, text) for words in LOAD_BUFFER)

    def _tools(self) -> Iterator[tuple[str, ...]]:
        if self._platform == "darwin":
            yield PBCOPY
        for tool in TOOLS:
            if any(self._environ.get(name) for name in tool.where):
                yield tool.words

    def _gave(self, words: tuple[str, ...], text: str) -> bool:
        """Run a program on a text; tell whether it was there, took all of it and ended well.

        It runs in a session of its own: what it leaves behind to serve the clipboard outlives this terminal. Nothing it
        prints is waited for, for that one keeps what it printed to open.
        """
        program = found(words[0], self._environ)
        if program is None:
            return False
        try:
            running = subprocess.Popen(
                [program, *words[1:]], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=dict(self._environ), start_new_session=True,
            )  # fmt: skip
        except OSError:
            return False
        try:
            running.communicate(text.encode("utf-8", "replace"), timeout=self._limit)
        except subprocess.TimeoutExpired:
            _end(running)
            return False
        return running.returncode == 0


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started."""
    with suppress(OSError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    with suppress(OSError):
        if running.stdin is not None:
            running.stdin.close()
