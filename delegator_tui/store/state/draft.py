"""From the changes that a verb asks for to the operations that are written: ids, before-images, no empty ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delegator_tui.model.ids import new_uid
from delegator_tui.store.files import entry
from delegator_tui.store.files.line import to_json
from delegator_tui.store.state.changes import Change, Op, Put, Record, Set
from delegator_tui.store.state.state import SETTINGS, State


class Draft:
    """Gathers changes without touching the state. Two changes of one record become one operation."""

    def __init__(self, state: State, at_ms: int) -> None:
        self._state = state
        self._at_ms = at_ms
        self._next = dict(state.next)
        self._touched: dict[tuple[str, str], tuple[int, Record | None, Record]] = {}

    def add(self, change: Change) -> None:
        """Take in one change. Raises ValueError when it does not fit: a bug of the caller."""
        if isinstance(change, Put):
            self._put(change)
        else:
            self._set(change)

    def ops(self) -> list[Op]:
        """Return the operations, in the order in which their records were first touched."""
        ops = (self._op(table, uid) for table, uid in self._touched)
        return [op for op in ops if op is not None]

    def records(self) -> dict[tuple[str, str], Record]:
        """Return the touched records, by table and uid, as they will be."""
        return {where: after for where, (_, _, after) in self._touched.items()}

    def position(self) -> entry.Position:
        """Return what the commit's line must say of next ids and settings; number and clock are those before it."""
        changed = [after for (table, _), (_, _, after) in self._touched.items() if table == SETTINGS]
        live = [record for record in changed if record.get("_deleted") is not True]
        cap = entry.cap_of(live[0] if live else None if changed else self._state.settings())
        return entry.Position(self._state.seq, self._state.hlc, self._next, cap)

    def _put(self, change: Put) -> None:
        uid = change.fields.get("uid") or new_uid(self._at_ms)
        rows, highest = self._state.rows(change.table), self._next.get(change.table, 1)
        if change.again and self._made_again(change, uid):
            return
        if (change.table, uid) in self._touched or rows.is_known(uid):
            raise ValueError(f"{change.table} has a record {uid} already")
        key = highest
        if change.id is not None and change.id > 0 and str(change.id) not in rows.raw:
            taken = {number for (table, _), (number, _, _) in self._touched.items() if table == change.table}
            key = highest if change.id in taken else change.id
        self._next[change.table] = max(highest, key + 1)
        self._touched[change.table, uid] = (key, None, {"uid": uid, **change.fields})

    def _made_again(self, change: Put, uid: str) -> bool:
        """Make a record that was taken back as if it were new, under the id it had; tell whether there is one."""
        rows = self._state.rows(change.table)
        key, before = rows.key(uid), rows.get(uid)
        if key is None or before is None or before.get("_deleted") is not True or (change.table, uid) in self._touched:
            return False
        self._touched[change.table, uid] = (int(key), before, {**change.fields, "uid": uid})
        return True

    def _set(self, change: Set) -> None:
        if change.fields.get("uid", change.uid) != change.uid or "uid" in change.remove:
            raise ValueError("the uid of a record never changes")
        where = change.table, change.uid
        if where not in self._touched:
            rows = self._state.rows(change.table)
            key, before = rows.key(change.uid), rows.get(change.uid)
            if key is None or before is None:
                raise ValueError(f"{change.table} has no record {change.uid}")
            self._touched[where] = (int(key), before, dict(before))
        after = self._touched[where][2]
        after.update(change.fields)
        for field in change.remove:
            after.pop(field, None)

    def _op(self, table: str, uid: str) -> Op | None:
        key, before, after = self._touched[table, uid]
        if before is None:
            return entry.put(table, key, uid, {name: value for name, value in after.items() if name != "uid"})
        fields = {name: value for name, value in after.items() if name not in before or not same(before[name], value)}
        gone = [name for name in before if name not in after]
        if not fields and not gone:
            return None
        op: Op = {"op": "set", "t": table, "i": key, "u": uid, "f": fields}
        if gone:
            op["x"] = gone
        op["b"] = {name: before[name] for name in (*fields, *gone) if name in before}
        return op


def same(one: object, other: object) -> bool:
    """Tell whether two values are the same JSON: 1, 1.0 and true are three."""
    return one == other and to_json(one) == to_json(other)


def changed_since(op: Op, record: Mapping[str, Any]) -> list[str]:
    """Return the fields of ``op`` which the record no longer has as ``op`` left them (``updated`` apart)."""
    fields = [name for name, value in op["f"].items() if name not in record or not same(record[name], value)]
    fields += [name for name in op.get("x", ()) if name in record]
    return [name for name in fields if name != "updated"]
