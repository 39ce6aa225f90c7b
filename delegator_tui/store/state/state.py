"""The live state: every table as it is after the last commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from delegator_tui.errors import Damaged, NeedsCare
from delegator_tui.store.files import entry
from delegator_tui.store.state.changes import Op, Record
from delegator_tui.store.state.rows import IsOpen, Rows, decode_record

SETTINGS = "settings"


class State:
    """Tables, commit number, clock and next ids; changed by applying lines of the journal only."""

    __slots__ = ("hlc", "is_open", "meta", "next", "schema", "seq", "store", "tables")

    def __init__(self, store: str, tables: dict[str, Rows], meta: Mapping[str, Any], is_open: IsOpen) -> None:
        self.store = store
        self.tables = tables
        self.meta = dict(meta)
        self.is_open = is_open
        self.schema: int = meta.get("schema", entry.SCHEMA)
        self.seq: int = meta.get("seq", 0)
        self.hlc: str = meta.get("hlc", "")
        self.next: dict[str, int] = dict(meta.get("next", {}))
        for name, rows in tables.items():
            if name not in self.next:
                self.next[name] = max(map(int, rows.raw), default=0) + 1

    def rows(self, table: str) -> Rows:
        """Return a table, an empty one when there is none of that name."""
        return self.tables.get(table) or Rows({})

    def record(self, table: str, uid: str) -> Record | None:
        """Return a fresh copy of a record, deleted or not; None when there is none."""
        return self.rows(table).get(uid)

    def position(self) -> entry.Position:
        """Return where the journal stands when it has led to this state."""
        return entry.Position(self.seq, self.hlc, dict(self.next), entry.cap_of(self.settings()))

    def settings(self) -> Record | None:
        """Return the settings record; None until there is one."""
        for _, raw in self.rows(SETTINGS).live():
            return decode_record(raw)
        return None

    def apply(self, line: Mapping[str, Any]) -> None:
        """Apply one commit; one that is in the state already does nothing. Raises NeedsCare."""
        if line["s"] <= self.seq:
            return
        for op in line["o"]:
            self.apply_op(op)
        self.seq = line["s"]
        self.hlc = line["h"]
        self.next = line["n"]
        self.schema = line.get("schema", self.schema)

    def apply_op(self, op: Op) -> None:
        """Apply one operation. Raises NeedsCare when it does not fit the state."""
        name, key, uid = op["t"], str(op["i"]), op["u"]
        rows = self.tables.get(name)
        if rows is None:
            rows = self.tables[name] = Rows({})
        if op["op"] == "put":
            record = {"uid": uid, **op["f"]}
        elif op["op"] == "set" and key in rows.raw:
            record = decode_record(rows.raw[key])
            record.update(op["f"])
            for field in op.get("x", ()):
                record.pop(field, None)
        else:
            raise Damaged(
                f"A save changes record {key} of “{name}” in a way that does not fit the file. Nothing was touched."
            )
        rows.keep(key, name, record, self.is_open)

    def revert(self, ops: Sequence[Op]) -> None:
        """Take the newest commit's operations back by their before-images, so that the state is the one before it.

        For looking back only: next ids stay as they are. Raises NeedsCare when an operation does not fit the state.
        """
        for op in reversed(ops):
            key, rows = str(op["i"]), self.rows(op["t"])
            if key not in rows.raw:
                raise NeedsCare(f"A save in the history does not fit record {key} of “{op['t']}”. Nothing was touched.")
            if op["op"] == "put":
                rows.drop(key)
                continue
            record = decode_record(rows.raw[key])
            for field in op["f"]:
                record.pop(field, None)
            record.update(op.get("b", {}))
            rows.keep(key, op["t"], record, self.is_open)
        self.seq -= 1
