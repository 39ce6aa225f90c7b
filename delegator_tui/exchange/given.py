"""Files that the owner names to be read: ordinary ones, and pipes such as a shell makes of ``<(…)``."""

from __future__ import annotations

import codecs
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


def read_text(path: Path, encoding: str = "", *, has_option: bool = False) -> str:
    """Return what is in a file as text with plain line breaks, as ``as_text`` does. Raises Refused, OSError."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode) or stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "no text"
        raise Refused(f"{path} is {kind}: name a file.")
    if stat.S_ISFIFO(mode):
        return as_text(_of_pipe(path), "strict")
    with path.open("rb") as file:
        return as_text(read_some(file, str(path)), str(path), encoding, has_option=has_option)


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


def as_text(data: bytes, name: str, encoding: str = "", *, has_option: bool = False) -> str:
    """Return bytes as text with plain line breaks: UTF-8, or what a byte order mark tells, or the ``encoding`` named.

    Raises Refused, naming the line, when they are no such text; ``has_option``: the place can be told an encoding.
    """
    told = next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding or told)
    except LookupError as error:
        raise Refused(f"“{encoding}” is not an encoding: use utf-8, windows-1252 or utf-16.") from error
    except UnicodeError as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise Refused(_unreadable(data, name, encoding or told, at, has_option=has_option)) from error
    return io.StringIO(text.removeprefix("\ufeff"), newline=None).read()


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"),
)  # fmt: skip
"""What a text begins with, and the encoding that this tells."""
OLD = "windows-1252"
"""The encoding that is offered: what programs on Windows write that do not write UTF-8."""


def _unreadable(data: bytes, name: str, tried: str, at: int, *, has_option: bool) -> str:
    """Say which line cannot be read, and how it would read in the encoding that it most likely is in."""
    if data.count(0) * 4 > len(data):
        return f"{name} is no text in {tried.upper()}: it looks like UTF-16. Save it as UTF-8."
    start = data.rfind(b"\n", 0, at) + 1
    line = data[start:].split(b"\n", 1)[0]
    where = f"Line {data.count(10, 0, at) + 1} of {name[:1].lower() + name[1:] if name == STANDARD_INPUT else name}"
    try:
        reads = line.decode(OLD).strip()[:MOST_SHOWN]
    except UnicodeDecodeError:
        return f"{where} is not {tried.upper()}: save it as UTF-8."
    how = f"give --encoding {OLD}" if has_option else f"turn it into UTF-8 by iconv -f {OLD} -t utf-8"
    is_it = f"As Windows-1252 it is “{reads}”: if that is right, {how}; else save it as UTF-8."
    return f"{where} is not {tried.upper()}. {is_it}"


STANDARD_INPUT = "Standard input"
MOST_SHOWN = 60
