"""What the lines of the journal say: header, commit, intent. Cheap to import: capture needs it."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model import instants
from delegator_tui.store.files import hlc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

JOURNAL = 1
"""The version of the journal's format."""
SCHEMA = 1
"""The version of what the records mean."""
CAP_FIELDS = ("zone", "home_currency", "month_first", "working_days", "holidays")
"""The settings that capture needs; each line of the journal carries those that are set."""


class Position:
    """Where the journal stands after one of its lines: all that is needed to append the next."""

    __slots__ = ("cap", "hlc", "next", "seq")

    def __init__(self, seq: int, hlc: str, next_ids: dict[str, int], cap: dict[str, Any]) -> None:
        self.seq = seq
        self.hlc = hlc
        self.next = next_ids
        self.cap = cap


def position(line: dict[str, Any]) -> Position | None:
    """Return where the journal stands after ``line``; None when the line is of a kind we do not know."""
    try:
        if "journal" in line:
            return Position(line["seq"], line["hlc"], line["next"], line["cap"])
        seq = line["s"] if "s" in line else line["compact"]
        return Position(seq, line["h"], line["n"], line.get("cap", {}))
    except KeyError:
        return None


def is_readable(header: dict[str, Any]) -> bool:
    """Tell whether a journal with this first line was written by this very version of the format."""
    return header.get("journal") == JOURNAL and header.get("schema") == SCHEMA


def is_newer(header: dict[str, Any]) -> bool:
    """Tell whether a later version than ours wrote a journal with this first line."""
    return int(header["journal"]) > JOURNAL or int(header["schema"]) > SCHEMA


def header(at: Position, *, schema: int, gen: int, store: str, replica: str, host: str, snap: str) -> dict[str, Any]:
    """Return the first line of journal number ``gen``, which goes on from the snapshot with checksum ``snap``."""
    return {
        "journal": JOURNAL,
        "schema": schema,
        "gen": gen,
        "store": store,
        "replica": replica,
        "host": host,
        "seq": at.seq,
        "hlc": at.hlc,
        "snap": snap,
        "next": at.next,
        "cap": at.cap,
    }


def intent(at: Position, snap: str) -> dict[str, Any]:
    """Return the line that announces a snapshot of the state at ``at``, before it takes its place."""
    line = {"compact": at.seq, "snap": snap, "h": at.hlc, "n": at.next}
    return {**line, "cap": at.cap} if at.cap else line


def commit(
    after: Position,
    now: dt.datetime,
    replica: str,
    ops: list[dict[str, Any]],
    *,
    verb: str,
    label: str,
    kind: str = "act",
    undoes: int | None = None,
) -> dict[str, Any]:
    """Return the line of the commit that follows ``after.seq``; ``after.next`` and ``.cap`` are those it leaves."""
    line: dict[str, Any] = {
        "s": after.seq + 1,
        "h": hlc.tick(after.hlc, milliseconds(now), replica),
        "r": replica,
        "at": instants.stored(now),
        "k": kind,
        "v": verb,
        "l": label,
    }
    if undoes is not None:
        line["u"] = undoes
    line["o"] = ops
    line["n"] = after.next
    if after.cap:
        line["cap"] = after.cap
    return line


def put(table: str, key: int, uid: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the operation that makes a record."""
    return {"op": "put", "t": table, "i": key, "u": uid, "f": fields}


def cap_of(settings: dict[str, Any] | None) -> dict[str, Any]:
    """Return what capture needs of the settings record; nothing for what is not set."""
    return {name: settings[name] for name in CAP_FIELDS if settings and settings.get(name) is not None}


def milliseconds(now: dt.datetime) -> int:
    """Return an aware datetime as milliseconds since 1970."""
    return int(now.timestamp() * 1000)
