"""Going back to a copy: what leads from the book as it is to the book as the copy has it, as changes to commit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from delegator_tui.errors import NeedsCare, Refused
from delegator_tui.store.files import snapshot
from delegator_tui.store.files.foreign import what_it_is
from delegator_tui.store.files.ordinary import NotOrdinary, is_ordinary, read_named
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.history.log import ASIDE, KEPT
from delegator_tui.store.state import edit_check
from delegator_tui.store.state.changes import Change, Put, Record, Set
from delegator_tui.store.state.draft import same
from delegator_tui.store.state.rows import decode_record, is_deleted, uid_of
from delegator_tui.store.state.state import State

AS_IT_IS = frozenset({"messages", "reminders"})
"""Tables that no copy brings back: a mail that left has left, and what was said is not said again."""
MAY_HAVE_LEFT = {"state": "unsure", "outcome": "From a copy: it may have left."}
"""How a mail comes back that only the copy has, and that would leave (again) as it stands there."""


def check_file(file: Path) -> None:
    """Refuse what cannot be a copy of a book, before it is opened as one. Raises Refused, NeedsCare."""
    paths = Paths(str(file))
    if is_ordinary(str(file)) and Path(paths.journal).exists():
        return
    try:
        data = read_named(str(file))
    except NotOrdinary as error:
        raise Refused(error.said) from error
    except OSError as error:
        raise Refused(f"{file} cannot be read ({error.strerror}).") from error
    shot = snapshot.read_foreign(data)
    if shot is None and (what := what_it_is(data)):
        raise Refused(f"{file} is {what}, not a copy of a book: name one that delegator backup made.")
    if shot is None:
        raise NeedsCare(f"{file} is damaged: {edit_check.syntax(data)}. Nothing was restored.")
    if not shot.meta.get("store"):
        raise Refused(f"{file} is not a copy of a book: nothing in it says of which one.")


def changes_to(copy: State, state: State) -> Iterator[Change]:
    """Yield what makes the records of ``state`` those of ``copy``, by uid.

    What is not in the copy is marked deleted, but events and messages stay and say which commit has undone them, as
    with undo.
    """
    for table, rows in copy.tables.items():
        there = state.rows(table)
        for key, raw in rows.raw.items():
            record = decode_record(raw) if bytes(raw) != bytes(there.raw.get(key, b"")) else None
            if record is not None and not (table in AS_IT_IS and there.key(record["uid"])):
                yield from _brought_back(table, key, record, state)
    for table, rows in state.tables.items():
        kept = copy.rows(table)
        for raw in rows.raw.values():
            if kept.key(uid_of(raw)) is None and not is_deleted(raw) and table != "reminders":
                mark = {"undone_by": state.seq + 1} if table in KEPT else {"_deleted": True}
                yield Set(table, uid_of(raw), mark | {ASIDE: True})


def _brought_back(table: str, key: str, record: Record, state: State) -> Iterator[Change]:
    before = state.record(table, record["uid"])
    if before is None:
        yield Put(table, record | MAY_HAVE_LEFT if _would_leave(table, record) else record, int(key))
        return
    if table == "events" and "undone_by" in before and _is_withdrawn(record, state):
        record = record | {"undone_by": before["undone_by"]}
    if not same(before, record):
        yield _changed(table, record, before)


def _would_leave(table: str, record: Record) -> bool:
    """Tell whether a record is a mail that waits to leave, or that somebody was sending when the copy was made."""
    waits = record.get("state", "queued") in ("queued", "claimed")
    return table == "messages" and waits and record.get("undone_by") is None


def _is_withdrawn(event: Record, state: State) -> bool:
    """Tell whether the mail of an event was taken back here before it left: then what it tells of did not happen."""
    details = event.get("details")
    named = details.get("message") if isinstance(details, dict) else None
    mail = (state.record("messages", named) if isinstance(named, str) else None) or {}
    return mail.get("undone_by") is not None and mail.get("state", "queued") in ("queued", "refused")


def _changed(table: str, record: Record, before: Record) -> Set:
    fields = {name: value for name, value in record.items() if name not in before or not same(before[name], value)}
    return Set(table, record["uid"], fields, [name for name in before if name not in record])
