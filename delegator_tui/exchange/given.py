"""Files that the owner names to be read: ordinary ones, and pipes such as a shell makes of ``<(…)``."""

from __future__ import annotations

import io
import os
import select
import stat
import time
from pathlib import Path
from typing import IO

from delegator_tui.errors import Refused

PATIENCE = 1.0
"""Seconds for which somebody is waited for who would write to a pipe."""
MAX_BYTES = 64_000_000
"""Bytes of one text; what goes on beyond it, such as ``/dev/zero``, is no text that somebody wrote."""


def read_text(path: Path) -> str:
    """Return what is in a file as text with plain line breaks. Raises Refused, OSError, UnicodeDecodeError."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode) or stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "no text"
        raise Refused(f"{path} is {kind}: name a file.")
    if stat.S_ISFIFO(mode):
        return as_text(_of_pipe(path), "strict")
    with path.open("rb") as file:
        return as_text(read_some(file, str(path)), "strict")


def _of_pipe(path: Path) -> bytes:
    """Return all that comes through a pipe; one that nobody writes to is waited for a moment only. Raises Refused."""
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(fd, "rb") as file:
        first = _first_of(fd)
        if not first:
            raise Refused(f"{path} is a pipe, and nobody writes to it: name a file.")
        os.set_blocking(fd, True)
        rest = read_some(file, str(path))
    return first + rest


def _first_of(fd: int) -> bytes:
    """Return what comes first, however long its writer takes; nothing when there is no writer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            first = os.read(fd, 1 << 16)
        except BlockingIOError:  # somebody is there
            select.select([fd], [], [])
            continue
        if first:
            return first
        time.sleep(PATIENCE / 50)
    return b""


def read_some(file: IO[bytes], name: str) -> bytes:
    """Return all that is in an open file. Raises Refused when that is endless."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(f"{name} has more than {MAX_BYTES // 1_000_000} MB, which is no text to take in: name another.")
    return data


def as_text(data: bytes, errors: str) -> str:
    """Return UTF-8 as text with plain line breaks; ``errors`` as in ``bytes.decode``."""
    return io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", errors).read()
