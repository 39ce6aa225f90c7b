"""Identifiers: UUIDv7 for records, eight characters of it for people; UUIDv5 for what two machines may both make.

Cheap to import: capture needs it.
"""

from __future__ import annotations

import os

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, lower case: no i, l, o, u."""
_OURS = "7d3c1f0e-55a4-4d0b-9c58-2b1f6a0c9e47"
"""What sets uids that are made of something apart from those of other programs."""


def new_uid(at_ms: int) -> str:
    """Return a UUIDv7 (RFC 9562, 5.7) whose time part is ``at_ms``, milliseconds since 1970."""
    rand = int.from_bytes(os.urandom(10), "big")
    value = (at_ms & (1 << 48) - 1) << 80 | 7 << 76 | (rand >> 68) << 64 | 2 << 62 | rand & (1 << 62) - 1
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def same_uid(*made_of: str) -> str:
    """Return the UUIDv5 (RFC 9562, 5.5) of what a record is made of: two machines that make it give it one uid."""
    import uuid  # capture needs none of these

    return str(uuid.uuid5(uuid.UUID(_OURS), "\n".join(made_of)))


def short_id(uid: str) -> str:
    """Return what people see of a uid: its final 40 bits as eight characters of base 32."""
    value = int(uid[-10:], 16)
    return "".join(ALPHABET[value >> shift & 31] for shift in range(35, -1, -5))
