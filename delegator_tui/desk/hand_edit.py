"""What somebody may write into the file by hand: records that can be read, and that refer to what is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from delegator_tui.model.records import TABLES
from delegator_tui.rules.dates.due import is_due
from delegator_tui.rules.records.references import REFERS, REQUIRED
from delegator_tui.store.state.edit_check import IsThere, Wrong

DUES = ("due", "original_due", "defer_until", "next_check")
"""Fields that hold a date, or a wall time with its zone."""
_FIELD = re.compile(r" - at `\$\.(\w+)")
_MISSING = re.compile(r"missing required field `(\w+)`")


def check_row(table: str, row: Mapping[str, Any], is_there: IsThere) -> Wrong | None:
    """Say what is wrong with a record as it stands in the file; None when nothing is, or the table is not known."""
    if table not in TABLES:
        return None
    name = row.get("title") or row.get("name") or "a record"
    try:
        msgspec.convert(row, TABLES[table])
    except msgspec.ValidationError as error:
        return _unreadable(f"“{name}” in {table}", str(error))
    for field in DUES:
        if row.get(field) and not is_due(row[field]):
            return Wrong(f"“{name}” in {table} has “{row[field]}” as its “{field}”: write a date as 2026-11-27.", field)
    for field in REQUIRED.get(table, ()):
        if not any(is_there(target, str(row.get(field))) for target in REFERS[table][field]):
            return Wrong(f"“{name}” in {table} needs its “{field}”, and {row.get(field)} is not there.", field)
    return None


def _unreadable(name: str, error: str) -> Wrong:
    missing, at = _MISSING.search(error), _FIELD.search(error)
    field = at[1] if at else ""
    if missing and not field:
        return Wrong(f"{name} lacks its “{missing[1]}”.")
    where = f" of “{field}”" if field else ""
    return Wrong(f"{name} cannot be read: {error.split(' - at ')[0]}{where}.", field)
