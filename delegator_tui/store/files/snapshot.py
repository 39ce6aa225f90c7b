"""The TinyDB file itself: one record a line, open records first, ``_meta`` last."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

import msgspec

from delegator_tui.store.files.line import BOM, checksum
from delegator_tui.store.state.rows import IsOpen, Rows, decode_record, encode_record, uid_of
from delegator_tui.store.state.state import State

META = "_meta"
DEEPEST = 100
"""Levels of values within values in a record that somebody else wrote."""
PIECE = 4096
"""How many bits of text are joined at once."""
Tables = dict[str, dict[str, msgspec.Raw]]

_tables = msgspec.json.Decoder(Tables)


class _Meta(msgspec.Struct):
    """What ``_meta`` must look like where it says anything."""

    store: str = ""
    schema: int = 1
    seq: Annotated[int, msgspec.Meta(ge=0)] = 0
    hlc: Annotated[str, msgspec.Meta(pattern=r"^(\d{13,}-\d{4,}-\w+)?$")] = ""
    next: dict[str, Annotated[int, msgspec.Meta(ge=1)]] = {}
    open: dict[str, int] = {}
    rule: int = 0


UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading text that is not ours may end in."""
IN_WORDS = {
    "surrogate": "half of a character: its second half is missing",
    "escape": "half of a character: its second half is missing",
    "out of range": "a number that is too large",
    "invalid character": "a character that cannot stand there",
}
"""What a decoder says of text that cannot be taken, in words."""
_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)
_meta = msgspec.json.Decoder(_Meta)
_record = msgspec.json.Decoder(dict[str, Any])
_encode = msgspec.json.Encoder().encode


class Snapshot(NamedTuple):
    """A snapshot as read: the records of each table, still encoded, and what ``_meta`` says."""

    tables: Tables
    meta: dict[str, Any]

    @property
    def has_records(self) -> bool:
        """Whether there is any record besides ``_meta``."""
        return any(self.tables.values())

    def copy(self) -> Snapshot:
        """Return a snapshot whose tables can change without changing this one's."""
        return Snapshot({name: dict(rows) for name, rows in self.tables.items()}, self.meta)

    @property
    def seq(self) -> int:
        """The commit up to which it is complete; -1 when it does not say."""
        return int(self.meta.get("seq", -1))


def read(data: bytes) -> Snapshot | None:
    """Read a snapshot; None when it is not TinyDB's JSON (whose records are not looked into)."""
    try:
        tables = _tables.decode(data.removeprefix(BOM))
        raw = next(iter(tables.pop(META, {}).values()), msgspec.Raw(b"{}"))
        _meta.decode(raw)
        meta = _record.decode(raw)
    except UNREADABLE:
        return None
    return Snapshot(tables, meta)


def read_foreign(data: bytes, base: Snapshot | None = None) -> Snapshot | None:
    """Read a snapshot that somebody else wrote: every record is looked into and encoded anew.

    A record without uid gets that of the same id in ``base``, else one that is the same at each reading.
    None when it is not TinyDB's JSON or when an id is not a number.
    """
    found = read(data)
    if found is None:
        return None
    old = base.tables if base is not None else {}
    crc = checksum(data)
    tables: Tables = {}
    try:
        for name, rows in found.tables.items():
            known = old.get(name, {})
            tables[name] = {
                str(int(key)): _normal(raw, known.get(key), f"{crc} {name} {key}") for key, raw in rows.items()
            }
    except (*UNREADABLE, ValueError):
        return None
    return Snapshot(tables, found.meta)


def whats_wrong(raw: bytes) -> tuple[int, str] | None:
    """Return where in the text of a record, and why, it cannot be taken from somebody else; None when it can."""
    deep = too_deep(raw)
    if deep is not None:
        return deep, "too many values within values"
    try:
        _record.decode(raw)
    except UNREADABLE as error:
        said = str(error)
        at = re.search(r"\(byte (\d+)\)", said)
        large = re.search(rb"\d[eE]\+?\d{3,}", raw) if "out of range" in said else None
        why = next((words for part, words in IN_WORDS.items() if part in said), said.partition(" - at ")[0])
        return int(at[1]) if at else large.start() if large else 0, why
    return None


def too_deep(raw: bytes) -> int | None:
    """Return where values stand within too many others; None when they do nowhere."""
    if raw.count(b"{") + raw.count(b"[") <= DEEPEST:
        return None
    depth = 0
    for each in _BRACKETS.finditer(raw):
        depth += (each[0] in b"{[") - (each[0] in b"}]")
        if depth > DEEPEST:
            return each.start()
    return None


def _normal(raw: msgspec.Raw, known: msgspec.Raw | None, seed: str) -> msgspec.Raw:
    if too_deep(bytes(raw)) is not None:
        raise ValueError
    record = _record.decode(raw)
    uid = record.get("uid")
    if not isinstance(uid, str) or not uid:
        record["uid"] = uid_from(seed) if known is None else uid_of(known)
    return encode_record(record)


def uid_from(seed: str) -> str:
    """Return a uid (version 8, RFC 9562 5.8) which is the same for the same text."""
    import hashlib
    import uuid

    value = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:16], "big")
    value = value & ~(0xF << 76) & ~(3 << 62) | 8 << 76 | 2 << 62
    return str(uuid.UUID(int=value))


def to_state(snapshot: Snapshot, is_open: IsOpen, rule: int | None) -> State:
    """Return the state that a snapshot holds.

    ``rule`` is the number of the present ``is_open`` when the snapshot is known to be ours, so that its count of open
    records can be trusted; None when each record must be asked.
    """
    hints = snapshot.meta.get("open", {}) if rule is not None and snapshot.meta.get("rule") == rule else {}
    tables = {
        name: Rows.first_open(raw, hints[name]) if name in hints else Rows.judged(name, raw, is_open)
        for name, raw in snapshot.tables.items()
    }
    state = State(snapshot.meta.get("store", ""), tables, snapshot.meta, is_open)
    if rule is None:
        state.next |= {name: max(state.next[name], 1, *(int(key) + 1 for key in tables[name].raw)) for name in tables}
    return state


def render(state: State, rule: int) -> bytes:
    """Return the text of the snapshot of ``state``. Records that did not change keep their bytes."""
    parts: list[bytes | msgspec.Raw] = [b"{"]
    for name, rows in state.tables.items():
        parts += (_encode(name), b":{")
        _render_rows(parts, rows)
        parts.append(b"},\n")
    parts += (b'"%s":{\n"1":' % META.encode(), _encode(meta_of(state, rule)), b"\n}}\n")
    # in pieces: one join of everything would keep the thread that draws the screen waiting for a tenth of a second
    return b"".join([b"".join(parts[at : at + PIECE]) for at in range(0, len(parts), PIECE)])


def _render_rows(parts: list[bytes | msgspec.Raw], rows: Rows) -> None:
    closed = [key for key in rows.raw if key not in rows.open]
    separator = b"\n"
    for key in (*sorted(rows.open, key=int), *sorted(closed, key=int)):
        parts += (separator, b'"%s":' % key.encode(), rows.raw[key])
        separator = b",\n"
    if rows.raw:
        parts.append(b"\n")


def meta_of(state: State, rule: int) -> Mapping[str, Any]:
    """Return the record of ``_meta``; what a later version put there stays."""
    return {
        **state.meta,
        "uid": state.store,
        "schema": state.schema,
        "store": state.store,
        "seq": state.seq,
        "hlc": state.hlc,
        "next": state.next,
        "open": {name: len(rows.open) for name, rows in state.tables.items()},
        "rule": rule,
    }


def records(snapshot: Snapshot, table: str) -> dict[str, dict[str, Any]]:
    """Return one table of a snapshot decoded, by id as text."""
    return {key: decode_record(raw) for key, raw in snapshot.tables.get(table, {}).items()}
