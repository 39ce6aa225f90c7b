"""The book read from the store, and brought up to date with commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from delegator_tui.errors import NeedsCare
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.record_table import Archive, RecordTable
from delegator_tui.model.records import TABLES, Record, is_open
from delegator_tui.store.store import Commit, Store

A_LITTLE = 60_000
"""Milliseconds: a clock that is behind by less is taken for standing still, by more for set right."""
MomentOf = Callable[[str | None], Moment]
"""Answers now, in the zone that the settings name (or None when they name none)."""


def read_book(store: Store, moment: MomentOf) -> Book:
    """Read the whole book from the store; closed records only when they are first asked for."""
    tables = {table: _table(store, table) for table in TABLES}
    book = Book(tables, store.version, moment(None))
    return book.at(present(store, moment, book.settings.zone))


def present(store: Store, moment: MomentOf, zone: str | None) -> Moment:
    """Return now; that of the last save while a clock is behind it by less than a minute.

    So what happened stays in the order in which it was written down: clocks are set, and those of two programs differ.
    """
    now = moment(zone)
    behind = store.last_saved - int(now.at.timestamp() * 1000)
    return Moment(now.at + dt.timedelta(milliseconds=behind), now.zone) if 0 < behind < A_LITTLE else now


def patched(book: Book, commits: Iterable[Commit], store: Store) -> Book:
    """Return the book after commits; only the records that they touched are read again."""
    touched = dict.fromkeys((op["t"], op["u"]) for commit in commits for op in commit.ops)
    changed: dict[str, list[tuple[str, Record | None, bool]]] = {}
    for table, uid in touched:
        if table in TABLES:
            row = store.record(table, uid)
            record = None if row is None or row.get("_deleted") else decode(table, row)
            changed.setdefault(table, []).append((uid, record, bool(row) and is_open(table, row or {})))
    if not changed:
        return book
    return book.put(changed, store.version, lambda table, uid: store.id_of(table, uid) or 0)


def decode(table: str, row: dict[str, Any]) -> Record:
    """Return a row of the store as a record. Raises NeedsCare when it is none."""
    try:
        return msgspec.convert(row, TABLES[table])
    except msgspec.ValidationError as error:
        raise _unreadable(table, error) from error


def _decode_all(table: str, rows: Iterable[msgspec.Raw]) -> dict[str, Record]:
    """Return encoded records by uid. One decoder for all of them: a large book opens faster."""
    try:
        return {record.uid: record for record in map(msgspec.json.Decoder(TABLES[table]).decode, rows)}
    except msgspec.ValidationError as error:
        raise _unreadable(table, error) from error


def _unreadable(table: str, error: Exception) -> NeedsCare:
    return NeedsCare(f"A record in “{table}” cannot be read ({error}). Nothing was touched.")


def _table(store: Store, table: str) -> RecordTable[Any]:
    opened = _decode_all(table, store.open_rows(table))

    def load() -> dict[str, Record]:
        return _decode_all(table, store.closed_rows(table))

    def fetch(uid: str) -> Record | None:
        row = store.record(table, uid)
        return None if row is None or row.get("_deleted") else decode(table, row)

    return RecordTable(opened, Archive(load, fetch, lambda: store.count(table)))
