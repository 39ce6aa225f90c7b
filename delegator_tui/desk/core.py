"""The walk that every verb takes: lock, catch up, check, commit, publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from delegator_tui.desk.pen import Pen
from delegator_tui.errors import NeedsCare, Refused
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import TABLES, Record, is_open
from delegator_tui.model.shelf import Archive, Shelf
from delegator_tui.rules import due as due_rules
from delegator_tui.store.store import Commit, Store

MomentOf = Callable[[str | None], Moment]
"""Answers now, in the zone that the settings name (or None when they name none)."""


class Done(NamedTuple):
    """What a verb did: the sentence the user reads, the record it was about, and the commit to undo."""

    said: str
    uid: str
    commit: int


class DeskCore:
    """Holds the store and the book; the verbs stand in the classes that build on it."""

    def __init__(self, store: Store, moment: MomentOf, source: str = "cli") -> None:
        self.store = store
        self.source = source
        self._moment = moment
        self._readers: list[Callable[[Book], None]] = []
        self.book = read_book(store, moment)

    def subscribe(self, reader: Callable[[Book], None]) -> None:
        """Have ``reader`` told of each new book, after its commit."""
        self._readers.append(reader)

    def now(self) -> Moment:
        """Return the present moment in the owner's zone."""
        return self._moment(self.book.settings.zone)

    def refresh(self) -> bool:
        """Take in what other processes committed; tell whether the book changed."""
        commits = self.store.refresh()
        if commits == []:
            return False
        self._publish(commits)
        return True

    def tick(self) -> Book:
        """Return the book as of now, without reading the file."""
        self.book = self.book.at(self.now())
        return self.book

    @contextmanager
    def _act(self, verb: str) -> Iterator[Pen]:
        """Open the book for one verb; what the pen holds at the end is one commit. A refusal changes nothing."""
        with self.store.transaction():
            self._publish(self.store.refresh(), tell=False)
            pen = Pen(self.now(), self.source)
            self.book = self.book.at(pen.now)
            yield pen
            if pen.changes:
                commit = self.store.commit(pen.changes, verb=verb, label=pen.label or verb)
                self._publish([commit])

    def _done(self, said: str, uid: str) -> Done:
        return Done(said, uid, self.store.version)

    def _publish(self, commits: Iterable[Commit] | None, *, tell: bool = True) -> None:
        if commits is None:
            self.book = read_book(self.store, self._moment)
        else:
            self.book = self._patched(commits)
        for reader in self._readers if tell else ():
            reader(self.book)

    def _patched(self, commits: Iterable[Commit]) -> Book:
        touched = dict.fromkeys((op["t"], op["u"]) for commit in commits for op in commit.ops)
        changed: dict[str, list[tuple[str, Record | None, bool]]] = {}
        for table, uid in touched:
            if table in TABLES:
                row = self.store.record(table, uid)
                gone = row is None or row.get("_deleted")
                record = None if gone else _decode(table, row)
                changed.setdefault(table, []).append((uid, record, bool(row) and is_open(table, row or {})))
        book = self.book.put(changed, self.store.version) if changed else self.book
        return book.at(self._moment(book.settings.zone))

    # ---- what several verbs ask

    def _date(self, when: str | None, word: str, *, past: bool = False) -> str | None:
        """Check a stored due; raises Refused when it is over and ``past`` is not allowed."""
        if when is None:
            return None
        if not due_rules.is_due(when):
            raise Refused(f"“{when}” is not a date.", field=word)
        if not past and due_rules.due_end(when, self.book.now) <= self.book.now.at:
            said = due_rules.say_long(when, self.book.now)
            raise Refused(f"{said} is over already: say a later date.", field=word)
        return when


def _decode(table: str, row: Any) -> Record:  # noqa: ANN401 - a stored row: bytes or a dict
    try:
        if isinstance(row, dict):
            return msgspec.convert(row, TABLES[table])
        return msgspec.json.decode(row, type=TABLES[table])
    except msgspec.ValidationError as error:
        raise NeedsCare(f"A record in “{table}” cannot be read ({error}). Nothing was touched.") from error


def read_book(store: Store, moment: MomentOf) -> Book:
    """Read the whole book from the store; closed records only when they are first asked for."""
    shelves = {table: _shelf(store, table) for table in TABLES}
    book = Book(shelves, store.version, moment(None))
    return book.at(moment(book.settings.zone))


def _shelf(store: Store, table: str) -> Shelf[Any]:
    opened = {record.uid: record for row in store.open_rows(table) for record in (_decode(table, row),)}

    def load() -> dict[str, Record]:
        return {record.uid: record for row in store.closed_rows(table) for record in (_decode(table, row),)}

    def fetch(uid: str) -> Record | None:
        row = store.record(table, uid)
        return None if row is None or row.get("_deleted") else _decode(table, row)

    return Shelf(opened, Archive(load, fetch))


def utc(at: dt.datetime) -> dt.datetime:
    """Return an aware datetime in UTC."""
    return at.astimezone(dt.UTC)
