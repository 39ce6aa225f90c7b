"""What somebody changed in the snapshot with an editor or with stock TinyDB, as changes to commit."""

from __future__ import annotations

from collections.abc import Iterator

from delegator_tui.store.files.line import to_json
from delegator_tui.store.files.snapshot import Snapshot, records, uid_from
from delegator_tui.store.state.changes import Change, Put, Record, Set
from delegator_tui.store.state.draft import same
from delegator_tui.store.state.state import State


def differences(edited: Snapshot, base: Snapshot, state: State) -> list[Change]:
    """Return what leads from ``base`` to ``edited``, to be applied to ``state``, which has gone on since.

    A field that the edit left alone is not mentioned, so that what was saved meanwhile stays. A record that is
    gone is marked deleted, and one whose uid occurs twice is a new one.
    """
    changes: list[Change] = []
    for table in {**edited.tables, **base.tables}:
        before = records(base, table)
        after = records(edited, table)
        changes += _of_table(table, after, before, state)
    return changes


def _of_table(table: str, after: dict[str, Record], before: dict[str, Record], state: State) -> Iterator[Change]:
    key_of = {record["uid"]: key for key, record in before.items()}
    seen: dict[str, str] = {}
    for key, record in sorted(after.items(), key=lambda item: key_of.get(item[1]["uid"]) != item[0]):
        old_key = key_of.get(record["uid"])
        if old_key is None or record["uid"] in seen:
            yield _new(table, key, record, state, again=record["uid"] in seen)
        else:
            change = _changed(table, record, before[old_key])
            if change is not None:
                yield change
        seen.setdefault(record["uid"], key)
    for uid, key in key_of.items():
        if uid not in seen and before[key].get("_deleted") is not True:
            yield Set(table, uid, {"_deleted": True})


def _new(table: str, key: str, record: Record, state: State, *, again: bool) -> Change:
    if not again and state.record(table, record["uid"]) is not None:
        return Set(table, record["uid"], record)
    uid = uid_from(f"{record['uid']} {table} {key} {to_json(record).decode()}") if again else record["uid"]
    return Put(table, {**record, "uid": uid}, int(key))


def _changed(table: str, after: Record, before: Record) -> Set | None:
    fields = {name: value for name, value in after.items() if name not in before or not same(before[name], value)}
    gone = [name for name in before if name not in after]
    return Set(table, after["uid"], fields, gone) if fields or gone else None
