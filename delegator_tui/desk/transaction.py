"""What one step of the desk sees and writes: the book as it was found, field-level changes, and the events of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from delegator_tui.desk.done import Done
from delegator_tui.model.book import Book
from delegator_tui.model.ids import new_uid
from delegator_tui.model.instants import stored
from delegator_tui.model.moment import Moment
from delegator_tui.store.state.changes import Change, Put, Set


def stamp(at: dt.datetime) -> str:
    """Return an instant (aware) as it is stored."""
    return stored(at)


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return a struct (or a value) as the JSON value that is stored."""
    return msgspec.to_builtins(value)


class Transaction:
    """One commit in the making, under the lock of the file.

    ``book`` is the book as it was found, as of now. It stays that while changes are written, so several verbs in one
    transaction must each be on another record. ``verb`` and ``label`` name the step in the history and for undo: the
    verb that was begun last names it. ``source`` says who typed. ``number`` is that of the last commit; at the end, of
    the one that this became. ``store_id`` tells this book from others.
    """

    def __init__(
        self, book: Book, source: str, number: int, preview: Callable[[list[Change]], Book], store_id: str = ""
    ) -> None:
        self.book = book
        self.store_id = store_id
        self.source = source
        self.verb = ""
        self.label = ""
        self.number = number
        self._preview = preview
        self._changes: list[Change] = []
        self._events: list[Change] = []

    @property
    def now(self) -> Moment:
        """The moment at which this happens, in the owner's zone."""
        return self.book.now

    @property
    def changes(self) -> list[Change]:
        """Everything written so far, records before events."""
        return [*self._changes, *self._events]

    def book_after(self) -> Book:
        """Return the book with what is written so far, for a sentence that speaks of it."""
        return self._preview(self.changes)

    def put(self, table: str, at: dt.datetime | None = None, *, uid: str = "", **fields: Any) -> str:  # noqa: ANN401 - any JSON value
        """Make a record and return its uid; fields that are None are left out. ``at``: when it was made, if not now.

        ``uid``: the one that it has because of what it is made of, and again if it was made before and taken back.
        """
        made = at or self.now.at
        again, uid = bool(uid), uid or new_uid(int(made.timestamp() * 1000))
        kept = {name: plain(value) for name, value in fields.items() if value is not None}
        made_now = {"uid": uid, "created": stamp(made), "updated": stamp(made), **kept}
        self._changes.append(Put(table, made_now, again=again))
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
        on: str | None = None,
        **details: Any,  # noqa: ANN401 - any JSON value
    ) -> None:
        """Log what happened to ``record``, now or at ``at``; details that are None are left out.

        ``on``: the day, or due time, on which it happened, when it is told later.
        """
        made = stamp(at or self.now.at)
        kept = {name: plain(value) for name, value in details.items() if value is not None}
        fields: dict[str, Any] = {"uid": new_uid(int(self.now.at.timestamp() * 1000)), "at": made, "what": what}
        fields |= {"record": record, "by": by, "source": self.source}
        if minutes is not None:
            fields["owner_minutes"] = minutes
        if on is not None:
            fields["on"] = on
        if kept:
            fields["details"] = kept
        self._events.append(Put("events", fields))

    def discard(self) -> None:
        """Forget what is written so far: unless more follows, nothing is saved."""
        self._changes.clear()
        self._events.clear()

    def done(self, message: str, uid: str) -> Done:
        """Return the answer of a verb; the number of its commit is put in when there is one."""
        return Done(message, uid, self.number)
