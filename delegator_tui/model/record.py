"""What every record has."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every record has: ``uid`` (UUIDv7) and the instants it was made and last changed."""

    uid: str
    created: str = ""
    updated: str = ""
