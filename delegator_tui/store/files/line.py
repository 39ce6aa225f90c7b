"""One line of the journal: checksum, length, JSON. Cheap to import: capture needs it."""

from __future__ import annotations

import json
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BOM = b"\xef\xbb\xbf"
"""What some editors put in front of a file that they save."""
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


def to_json(value: object) -> bytes:
    """Return compact UTF-8 JSON. What UTF-8 cannot hold (half a surrogate pair) becomes ``?``.

    Raises TypeError or ValueError when ``value`` is not JSON: a bug of the caller, found before anything is written.
    """
    return _encode(value).encode("utf-8", "replace")


def checksum(data: bytes) -> str:
    """Return the CRC-32 of ``data`` as eight hexadecimal digits."""
    return f"{zlib.crc32(data):08x}"


def frame(value: dict[str, Any]) -> bytes:
    """Return ``value`` as one line with its newline."""
    data = to_json(value)
    return b"%08x %d %s\n" % (zlib.crc32(data), len(data), data)


def is_whole(line: bytes) -> bool:
    """Tell whether length and checksum of a line (without its newline) are right."""
    crc, _, rest = line.partition(b" ")
    length, _, data = rest.partition(b" ")
    return length == b"%d" % len(data) and crc == b"%08x" % zlib.crc32(data)


def parse(line: bytes) -> dict[str, Any] | None:
    """Read one line (without its newline); None when its length or checksum is not right."""
    if not is_whole(line):
        return None
    try:
        value = _decode(line.split(b" ", 2)[2].decode())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
