"""What somebody may write into the file by hand: records that can be read, and that refer to what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from delegator_tui.model import instants
from delegator_tui.model.due import Due
from delegator_tui.model.records import TABLES
from delegator_tui.rules.dates.holidays_of import is_country
from delegator_tui.rules.records.references import REFERS, REQUIRED
from delegator_tui.store.state.edit_check import IsThere, Wrong

DATES = (
    "due", "original_due", "defer_until", "next_check", "promised", "received", "on", "granted", "revoke_by", "revoked",
    "recurrence.start", "recurrence.day", "away.start", "away.end", "rates.valid_from",
)  # fmt: skip
"""Where a date stands, or a wall time with its zone; behind the dot in a value, or in each of several."""
INSTANTS = (
    "created", "updated", "at", "accepted", "first_delivered", "claimed", "again", "retry_at", "reviewed",
    "review_since",
    "sent", "sent.at", "asked.at", "answered.at", "review.begun",
)  # fmt: skip
"""Where an instant stands."""
MOST, MOST_DAYS = 10_000_000, 36_500
"""The largest number that means anything in a record: of minutes, and of days."""
_UID = re.compile(r"[0-9a-f-]*[0-9a-f]{10}")
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
    wrong = _not_dated(f"“{name}” in {table}", row) or _too_large(f"“{name}” in {table}", row)
    if wrong is not None:
        return wrong
    country = row.get("holidays") if table == "settings" else None
    if country and not is_country(country):
        return Wrong(f"The settings have “{country}” as their “holidays”: write a country as GB or GB-SCT.", "holidays")
    for field in REQUIRED.get(table, ()):
        if not any(is_there(target, str(row.get(field))) for target in REFERS[table][field]):
            return Wrong(f"“{name}” in {table} needs its “{field}”, and {row.get(field)} is not there.", field)
    return None


def _not_dated(name: str, row: Mapping[str, Any]) -> Wrong | None:
    """Say which date or instant, or which uid, is none."""
    if not _UID.fullmatch(str(row.get("uid", ""))):
        return Wrong(f"{name} has “{row.get('uid')}” as its “uid”: leave the uid of a new record out.", "uid")
    kinds = (
        (DATES, Due.is_due, "a date as 2026-11-27"),
        (INSTANTS, instants.is_instant, "a time as 2026-11-27T09:00:00.000Z"),
    )
    for places, fits, how in kinds:
        for place in places:
            for value in _found(row, place):
                if not fits(value):
                    return Wrong(f"{name} has “{value}” as its “{place}”: write {how}.", place.partition(".")[0])
    return None


def _too_large(name: str, row: Mapping[str, Any]) -> Wrong | None:
    """Say which number is larger than any that means something."""
    for field, value in row.items():
        most = MOST_DAYS if "days" in field or "due" in field else MOST
        if any(abs(number) > most for number in _numbers(value)):
            return Wrong(f"{name} has a number in its “{field}” that is too large: write one up to {most}.", field)
    return None


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, Mapping | list | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _numbers(each)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def _found(row: Mapping[str, Any], place: str) -> list[Any]:
    """Return what stands at a place of a record: nothing, one value, or one of each of several."""
    field, _, within = place.partition(".")
    value = row.get(field)
    if not within:
        return [value] if value and not isinstance(value, Mapping) else []
    parts = value if isinstance(value, list | tuple) else [value]
    return [found for part in parts if isinstance(part, Mapping) and (found := part.get(within))]


def _unreadable(name: str, error: str) -> Wrong:
    missing, at = _MISSING.search(error), _FIELD.search(error)
    field = at[1] if at else ""
    if missing and not field:
        return Wrong(f"{name} lacks its “{missing[1]}”.")
    where = f" of “{field}”" if field else ""
    return Wrong(f"{name} cannot be read: {error.split(' - at ')[0]}{where}.", field)
