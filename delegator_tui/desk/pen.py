"""What one verb writes: field-level changes on plain dicts and the events that tell them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from delegator_tui.desk.capture import stamp as _stamp
from delegator_tui.model.ids import new_uid
from delegator_tui.model.moment import Moment
from delegator_tui.store.changes import Change, Put, Set


def stamp(at: dt.datetime) -> str:
    """Return an instant as it is stored: UTC, milliseconds, ``Z``."""
    return _stamp(at.astimezone(dt.UTC))


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return a struct (or a value) as the JSON value that is stored."""
    return msgspec.to_builtins(value)


class Pen:
    """The changes of one verb, in order. ``label`` names the step for undo; ``source`` says who typed."""

    def __init__(self, now: Moment, source: str) -> None:
        self.now = now
        self.source = source
        self.label = ""
        self._changes: list[Change] = []
        self._events: list[Change] = []

    @property
    def changes(self) -> list[Change]:
        """Everything written so far, records before events."""
        return [*self._changes, *self._events]

    def put(self, table: str, at: dt.datetime | None = None, **fields: Any) -> str:  # noqa: ANN401 - any JSON value
        """Make a record and return its uid; fields that are None are left out. ``at``: when it was made, if not now."""
        made = at or self.now.at
        uid = new_uid(int(made.timestamp() * 1000))
        kept = {name: plain(value) for name, value in fields.items() if value is not None}
        self._changes.append(Put(table, {"uid": uid, "created": stamp(made), "updated": stamp(made), **kept}))
        return uid

    def set(self, table: str, uid: str, **fields: Any) -> None:  # noqa: ANN401 - any JSON value
        """Change fields of a record; None takes a field away."""
        kept = {name: plain(value) for name, value in fields.items() if value is not None}
        kept["updated"] = stamp(self.now.at)
        self._changes.append(Set(table, uid, kept, tuple(name for name, value in fields.items() if value is None)))

    def event(
        self,
        what: str,
        record: str,
        *,
        by: str = "owner",
        minutes: int | None = None,
        at: dt.datetime | None = None,
        **details: Any,  # noqa: ANN401 - any JSON value
    ) -> None:
        """Tell what happened to ``record``, now or at ``at``; details that are None are left out."""
        made = stamp(at or self.now.at)
        told = {name: plain(value) for name, value in details.items() if value is not None}
        fields: dict[str, Any] = {"uid": new_uid(int(self.now.at.timestamp() * 1000)), "at": made, "what": what}
        fields |= {"record": record, "by": by, "source": self.source}
        if minutes is not None:
            fields["owner_minutes"] = minutes
        if told:
            fields["details"] = told
        self._events.append(Put("events", fields))
