"""Files that the owner names to be read: ordinary ones, and pipes such as a shell makes of ``<(…)``."""

from __future__ import annotations

import io
import stat
from pathlib import Path
from typing import IO

from delegator_tui.errors import Refused

MAX_BYTES = 64_000_000
"""Bytes of one text; what goes on beyond it, such as ``/dev/zero``, is no text that somebody wrote."""


def read_text(path: Path) -> str:
    """Return what is in a file as text with plain line breaks. Raises Refused, OSError, UnicodeDecodeError."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode) or stat.S_ISSOCK(mode) or stat.S_ISBLK(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "no text"
        raise Refused(f"{path} is {kind}: name a file.")
    with path.open("rb") as file:
        return as_text(read_some(file, str(path)), "strict")


def read_some(file: IO[bytes], name: str) -> bytes:
    """Return all that is in an open file. Raises Refused when that is endless."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused(f"{name} has more than {MAX_BYTES // 1_000_000} MB, which is no text to take in: name another.")
    return data


def as_text(data: bytes, errors: str) -> str:
    """Return UTF-8 as text with plain line breaks; ``errors`` as in ``bytes.decode``."""
    return io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", errors).read()
