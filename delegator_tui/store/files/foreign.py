"""What a file is that is no book, so that it can be called by its name instead of damaged."""

from __future__ import annotations

import json

from delegator_tui.store.files.line import BOM, parse

EXPORT = "an export of delegator, for other programs to read"
BEGINNINGS = (
    (b"BEGIN:VCALENDAR", "a calendar"),
    (b"PK\x03\x04", "a spreadsheet or an archive"),
    (b"SQLite format 3\x00", "a database of another program"),
    (b"%PDF", "a PDF"),
)


def what_it_is(data: bytes) -> str:
    """Return in a few words what a file is that is no book; empty where that cannot be told."""
    if not data.strip():
        return "empty"
    data = data.removeprefix(BOM)
    for start, words in BEGINNINGS:
        if data.startswith(start):
            return words
    first = data.partition(b"\n")[0]
    line = parse(first)
    if line is not None and "journal" in line:
        return "the journal of a book"
    if data.lstrip()[:1] in b"{[":
        return _of_json(data)
    is_table = first.count(b",") + first.count(b";") > 1 and b'":' not in first
    return "a table, which delegator import reads" if is_table else ""


def _of_json(data: bytes) -> str:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    return EXPORT if isinstance(found, dict) and isinstance(found.get("tasks"), list) and "version" in found else ""
