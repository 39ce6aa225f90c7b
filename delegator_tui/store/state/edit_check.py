"""What is wrong with a hand edit, and where in the file it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from delegator_tui.store.files import snapshot
from delegator_tui.store.files.line import BOM
from delegator_tui.store.state.changes import Change, Record
from delegator_tui.store.state.draft import Draft
from delegator_tui.store.state.rows import decode_record
from delegator_tui.store.state.state import State

IsThere = Callable[[str, str], bool]
"""Tells from a table's name and a uid whether there is such a record, and it is not deleted."""
Check = Callable[[str, Record, IsThere], "Wrong | None"]
"""Says what is wrong with a record of a table; None when nothing is."""


class Wrong(NamedTuple):
    """What is wrong with a record: a whole sentence, and the field it is about (empty when it is about none)."""

    why: str
    field: str = ""


class Fault(NamedTuple):
    """The first record of an edit that breaks a rule."""

    table: str
    uid: str
    key: str
    why: str
    field: str


def fault(changes: list[Change], state: State, check: Check) -> Fault | None:
    """Return the first fault that ``changes`` would bring into the book; None when there is none.

    When something was removed, every record is looked at, because any may have referred to it; one that was at fault
    before the edit does not count against it.
    """
    draft = Draft(state, 0)
    for change in changes:
        draft.add(change)
    after = draft.records()

    def was_there(table: str, uid: str) -> bool:
        return _is_live(state.record(table, uid))

    def is_there(table: str, uid: str) -> bool:
        return _is_live(after[table, uid]) if (table, uid) in after else was_there(table, uid)

    live = ((where, record) for where, record in after.items() if _is_live(record))
    for (table, uid), record in live:
        wrong = check(table, record, is_there)
        if wrong is not None:
            return Fault(table, uid, _key(state, changes, table, uid), *wrong)
    untouched = () if all(map(_is_live, after.values())) else _untouched(state, after)
    for table, key, record in untouched:
        wrong = check(table, record, is_there)
        if wrong is not None and check(table, record, was_there) is None:
            return Fault(table, record["uid"], key, *wrong)
    return None


def fault_in(state: State, check: Check) -> Fault | None:
    """Return the first record that cannot be read, of a book that stands alone; what it refers to may be missing."""
    for table, key, record in _untouched(state, ()):
        wrong = check(table, record, lambda *_: True)
        if wrong is not None:
            return Fault(table, record["uid"], key, *wrong)
    return None


def _is_live(record: Record | None) -> bool:
    return record is not None and record.get("_deleted") is not True


def _key(state: State, changes: Iterable[Change], table: str, uid: str) -> str:
    """Return the id that a record has in the edited file, as far as that can be told."""
    made = (getattr(each, "id", None) for each in changes if each.table == table and _uid(each) == uid)
    return str(next((key for key in made if key is not None), None) or state.rows(table).key(uid) or "")


def _uid(change: Change) -> str:
    return str(getattr(change, "uid", None) or change.fields.get("uid", ""))


def _untouched(state: State, touched: Any) -> Iterator[tuple[str, str, Record]]:  # noqa: ANN401 - anything with `in`
    for table, rows in state.tables.items():
        for key, raw in rows.live():
            record = decode_record(raw)
            if (table, record["uid"]) not in touched:
                yield table, key, record


def place(data: bytes, found: Fault) -> tuple[int, int]:
    """Return line and column, from 1, at which the fault is in the text of the edited file; 1, 1 when it is nowhere."""
    shot = snapshot.read(data)
    raw = bytes(shot.tables.get(found.table, {}).get(found.key, b"")) if shot is not None else b""
    start = max(0, data.find(raw)) if raw else 0
    field = re.search(rb'"%s"\s*:' % re.escape(found.field.encode()), raw) if found.field else None
    return _line_and_column(data, start + (field.start() if field else 0))


def syntax(data: bytes) -> str:
    """Return where and why the text is not the JSON of a TinyDB file: ``line 3, column 14: …``."""
    try:
        tables = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return "line {}, column {}: not UTF-8".format(*_line_and_column(data, error.start))
    except json.JSONDecodeError as error:
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        tables = {}
    return "line {}, column {}: {}".format(*(_unreadable(data, tables) or _misfit(data, tables)))


def _unreadable(data: bytes, tables: object) -> tuple[int, int, str] | None:
    """Return line, column and reason for what is JSON and says nothing that can be kept, such as half a character."""
    found = snapshot.read(data)
    if found is None:
        if not (isinstance(tables, dict) and all(isinstance(rows, dict) for rows in tables.values())):
            return None
        wrong = snapshot.whats_wrong(data.removeprefix(BOM))
        return (*_line_and_column(data, wrong[0]), wrong[1]) if wrong is not None else None
    for rows in found.tables.values():
        for raw in rows.values():
            wrong = snapshot.whats_wrong(bytes(raw))
            if wrong is not None and bytes(raw)[:1] == b"{":
                return *_line_and_column(data, max(0, data.find(bytes(raw))) + wrong[0]), wrong[1]
    return None


def _misfit(data: bytes, tables: object) -> tuple[int, int, str]:
    """Return line, column and reason for JSON that is none of TinyDB: tables of records by whole number."""
    if not isinstance(tables, dict):
        return 1, 1, "not an object with tables"
    for name, rows in tables.items():
        if not isinstance(rows, dict):
            return *_line_and_column(data, _at(data, name)), f"“{name}” is not a table"
        for key, record in rows.items():
            if not (isinstance(record, dict) and key.isdigit()):
                return *_line_and_column(data, _at(data, key, _at(data, name))), f"“{key}” in “{name}” is not a record"
    return *_line_and_column(data, _at(data, snapshot.META)), "“_meta” is not as it was"


def _at(data: bytes, name: str, after: int = 0) -> int:
    found = re.search(rb'"%s"\s*:' % re.escape(name.encode()), data[after:])
    return after + found.start() if found else 0


def _line_and_column(data: bytes, at: int) -> tuple[int, int]:
    before = data[:at]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1
