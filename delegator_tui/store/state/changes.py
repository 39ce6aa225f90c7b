"""What goes into a commit, and the commit that comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

Fields = Mapping[str, Any]
Op = dict[str, Any]
"""One operation as the journal has it: ``op t i u f x b`` (docs/file-format.md)."""
Record = dict[str, Any]

_NOTHING: Fields = MappingProxyType({})


class Put(NamedTuple):
    """Make a record. ``fields`` are plain JSON values, ``uid`` among them (made up when it is not).

    ``id`` is the wanted integer id, taken when it is free. ``again``: one that undo took back may be there already
    under this uid, and is made anew.
    """

    table: str
    fields: Fields
    id: int | None = None
    again: bool = False


class Set(NamedTuple):
    """Change fields of the record ``uid`` and take the fields ``remove`` away."""

    table: str
    uid: str
    fields: Fields = _NOTHING
    remove: Sequence[str] = ()


Change = Put | Set


class Commit(NamedTuple):
    """One action, as it is in the journal. With no ``ops`` nothing had to change, and nothing was written."""

    seq: int
    hlc: str
    replica: str
    at: dt.datetime
    kind: str
    verb: str
    label: str
    undoes: int | None
    ops: tuple[Op, ...]


def commit_of(line: Mapping[str, Any]) -> Commit:
    """Return the commit that a line of the journal holds."""
    return Commit(
        line["s"],
        line["h"],
        line["r"],
        dt.datetime.fromisoformat(line["at"]),
        line["k"],
        line["v"],
        line["l"],
        line.get("u"),
        tuple(line["o"]),
    )
