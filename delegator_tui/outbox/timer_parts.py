"""What the three kinds of timers share: what they answer, the name of a book's timer, running the system's tools."""

from __future__ import annotations

import errno
import os
import re
import shlex
import subprocess
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import Refused
from delegator_tui.outbox.programs import found

LIMIT = 15.0
"""Seconds after which a tool of the system is taken for hung."""
MINUTES = 5
"""How often a timer runs."""
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class Piece(NamedTuple):
    """Something written: where (a path, or ``crontab``), and its whole text."""

    where: str
    text: str


class Installed(NamedTuple):
    """A timer that was set up or taken away.

    ``kind`` is systemd, launchd or cron; ``ran`` the commands as one would type them; ``notes`` what is good to know.
    """

    kind: str
    written: tuple[Piece, ...]
    ran: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def name_of(db: Path) -> str:
    """Return the name of a book's timer: the same by whichever way the file is reached."""
    return f"delegator-remind-{zlib.crc32(os.fsencode(os.path.realpath(db))):08x}"


def check(db: Path, command: Sequence[str]) -> None:
    """Raise Refused for words that no timer's file can hold."""
    for word in (str(db), *command):
        if _NOT_IN_A_LINE.search(word):
            raise Refused(f"A timer cannot name {word!r}: rename it so that it has no control characters.")


def run(*command: str, stdin: bytes | None = None) -> bytes:
    """Run a tool of the system and return what it printed. Raises Refused with what it complained of."""
    program = found(command[0])
    if program is None:
        raise Refused(f"“{shlex.join(command)}” could not be run ({os.strerror(errno.ENOENT)}).")
    try:
        done = subprocess.run(
            [program, *command[1:]], input=stdin, stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True, env=surroundings(), timeout=LIMIT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Refused(f"“{shlex.join(command)}” did not answer within {LIMIT:g} seconds.") from error
    except OSError as error:
        raise Refused(f"“{shlex.join(command)}” could not be run ({error.strerror}).") from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").split("\n")
        complaint = " ".join(line.strip() for line in lines if not line.startswith("Created symlink")).strip()
        complaint = complaint or f"exit code {done.returncode}"
        raise Refused(f"“{shlex.join(command)}” failed: {complaint.rstrip('.')}.")
    return done.stdout


def surroundings() -> dict[str, str]:
    """Return the environment for the system's tools: in English, and with the way to the user's session."""
    return os.environ | {"LC_ALL": "C", "XDG_RUNTIME_DIR": str(runtime_folder())}


def runtime_folder() -> Path:
    """Return the folder of the user's session, whether or not there is one."""
    return Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")


class Files:
    """Files that are written together, and can be put back as they were."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self._before = {piece.where: _content(Path(piece.where)) for piece in pieces}
        """A link is kept as where it leads: it is not followed, what is there is not ours."""

    def write(self) -> None:
        """Write all of them. Raises Refused; then what was written is put back."""
        try:
            for piece in self.pieces:
                Path(piece.where).parent.mkdir(parents=True, exist_ok=True)
                _write(Path(piece.where), piece.text.encode())
        except OSError as error:
            self.put_back()
            raise Refused(f"{error.filename} cannot be written ({error.strerror}).") from error

    def put_back(self) -> None:
        """Make them what they were before, as far as that can be done."""
        for where, content in self._before.items():
            with suppress(OSError):
                if isinstance(content, bytes):
                    _write(Path(where), content)
                    continue
                Path(where).unlink(missing_ok=True)
                if content is not None:
                    Path(where).symlink_to(content)


def _content(path: Path) -> bytes | Path | None:
    if path.is_symlink():
        return path.readlink()
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, content: bytes) -> None:
    """Write a file of ours; what stood at its name goes first, so that no link there is written through."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(content)


def read_text(path: Path) -> str:
    """Return the text of a file; empty when it is not there, no ordinary file, or cannot be read."""
    try:
        return path.read_text("utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return ""
