"""One table in memory: each record as the JSON it has in the file, decoded only when it is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from delegator_tui.store.state.changes import Record

IsOpen = Callable[[str, Mapping[str, Any]], bool]
"""Tells from a table's name and a record alone whether the record is open."""


class _Known(msgspec.Struct):
    """The one field that every record has."""

    uid: str


_uid = msgspec.json.Decoder(_Known).decode
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_encode = msgspec.json.Encoder().encode


def encode_record(record: Mapping[str, Any]) -> msgspec.Raw:
    """Return a record as the file has it: compact, ``uid`` first."""
    return msgspec.Raw(_encode({"uid": record["uid"], **record}))


def decode_record(raw: msgspec.Raw) -> Record:
    """Return a record as a fresh dict."""
    return _decode(raw)


def uid_of(raw: msgspec.Raw) -> str:
    """Return the uid of an encoded record without decoding the rest."""
    return _uid(raw).uid


def is_deleted(raw: msgspec.Raw) -> bool:
    """Tell whether the record was taken back by undo."""
    return b'"_deleted":true' in bytes(raw) and _decode(raw).get("_deleted") is True


class Rows:
    """The records of one table by their integer id as text; by uid from when one is first looked for."""

    __slots__ = ("_by_uid", "_closed_known", "open", "raw")

    def __init__(self, raw: dict[str, msgspec.Raw], open_keys: Iterable[str] = ()) -> None:
        self.raw = raw
        self.open = dict.fromkeys(open_keys)
        self._by_uid: dict[str, str] | None = None
        self._closed_known = len(self.open) == len(raw)

    @classmethod
    def first_open(cls, raw: dict[str, msgspec.Raw], count: int) -> Rows:
        """Return the rows of which the first ``count`` are open."""
        return cls(raw, islice(raw, count))

    @classmethod
    def judged(cls, table: str, raw: dict[str, msgspec.Raw], is_open: IsOpen) -> Rows:
        """Return the rows after asking ``is_open`` of each."""
        return cls(raw, [key for key, row in raw.items() if _counts_as_open(table, _decode(row), is_open)])

    def key(self, uid: str) -> str | None:
        """Return the id of the record ``uid``; None when there is none."""
        known = self._known()
        key = known.get(uid)
        if key is None and not self._closed_known:
            known |= {uid_of(row): key for key, row in list(self.raw.items()) if key not in self.open}
            self._closed_known = True
            key = known.get(uid)
        return key

    def _known(self) -> dict[str, str]:
        """Return the ids of the open records by uid, and of the others once one of them was looked for."""
        if self._by_uid is None:
            self._by_uid = {uid_of(self.raw[key]): key for key in list(self.open)}
        return self._by_uid

    def is_known(self, uid: str) -> bool:
        """Tell whether a record has this uid, as far as that can be told without reading the closed ones."""
        return uid in self._known()

    def get(self, uid: str) -> Record | None:
        """Return a fresh copy of a record, deleted or not."""
        key = self.key(uid)
        return None if key is None else _decode(self.raw[key])

    def keep(self, key: str, table: str, record: Record, is_open: IsOpen) -> None:
        """Take in a record, new or changed."""
        known = self._known()
        self.raw[key] = encode_record(record)
        known[record["uid"]] = key
        if _counts_as_open(table, record, is_open):
            self.open[key] = None
        else:
            self.open.pop(key, None)

    def drop(self, key: str) -> None:
        """Forget a record as if it had never been made: for looking back only."""
        self._known().pop(uid_of(self.raw.pop(key)), None)
        self.open.pop(key, None)

    def open_rows(self) -> Iterator[msgspec.Raw]:
        """Yield the open records."""
        return iter([self.raw[key] for key in list(self.open)])

    def closed_rows(self) -> Iterator[msgspec.Raw]:
        """Yield the records that are neither open nor deleted."""
        return (row for key, row in list(self.raw.items()) if key not in self.open and not is_deleted(row))

    def live(self) -> Iterator[tuple[str, msgspec.Raw]]:
        """Yield id and record of all that are not deleted."""
        return ((key, row) for key, row in list(self.raw.items()) if key in self.open or not is_deleted(row))


class LiveRows(Mapping[str, Record]):
    """The records of a table that are not deleted, by id as text; each is decoded when it is asked for."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __getitem__(self, key: str) -> Record:
        return _decode(self.raw(key))

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._rows.live())

    def __len__(self) -> int:
        return sum(1 for _ in self._rows.live())

    def raw(self, key: str) -> msgspec.Raw:
        """Return the JSON of a live record. Raises KeyError."""
        raw = self._rows.raw[key]
        if key not in self._rows.open and is_deleted(raw):
            raise KeyError(key)
        return raw

    def is_unchanged(self, key: str, record: Record) -> bool:
        """Tell cheaply whether a record is surely still what it was."""
        return _encode(record) == bytes(self._rows.raw[key])


def _counts_as_open(table: str, record: Record, is_open: IsOpen) -> bool:
    return record.get("_deleted") is not True and is_open(table, record)
