"""The walk that every verb takes: lock, catch up, check, commit, publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from delegator_tui.store.store import Change, Commit, Put, Set, Store

MomentOf = Callable[[str | None], Moment]
"""Answers now, in the zone that the settings name (or None when they name none)."""


class Done(NamedTuple):
    """What a verb did: the sentence the user reads, the record it was about, and the commit to undo.

    ``about`` is what the sentence may shorten beside the names of that record.
    """

    said: str
    uid: str
    commit: int
    about: str = ""


class DeskCore:
    """Holds the store and the book; the verbs stand in the classes that build on it."""

    throw_away = False
    """Whether the file goes away with the program, as that of the demo does."""

    def __init__(self, store: Store, moment: MomentOf, source: str = "cli") -> None:
        self.store = store
        self.source = source
        self.moment = moment
        self._readers: list[Callable[[Book], None]] = []
        self._together: Pen | None = None
        self.book = read_book(store, moment)

    def subscribe(self, reader: Callable[[Book], None]) -> None:
        """Have ``reader`` told of each new book, after its commit."""
        self._readers.append(reader)

    def now(self) -> Moment:
        """Return the present moment in the owner's zone."""
        return self.moment(self.book.settings.zone)

    def refresh(self) -> bool:
        """Take in what other processes committed or edited by hand; tell whether the book changed. For idle moments."""
        self.store.take_in()
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
    def _act(self, verb: str, kind: str = "act") -> Iterator[Pen]:
        """Open the book for one verb; what the pen holds at the end is one commit. A refusal changes nothing."""
        if self._together is not None:
            yield self._together
            return
        with self._caught_up():
            pen = Pen(self.now(), self.source)
            self.book = self.book.at(pen.now)
            yield pen
            if pen.changes:
                self._check_readable(pen.changes)
                commit = self.store.commit(pen.changes, verb=verb, label=pen.label or verb, kind=kind)
                self._publish([commit])

    def together(self, words: str, said: str, verbs: Sequence[Callable[[], Done]]) -> Done:
        """Do several verbs, each on another record, as one commit; ``words`` name the step, ``said`` tells of it.

        A refusal of any of them changes nothing.
        """
        with self._act(words) as pen:
            self._together = pen
            try:
                done = [verb() for verb in verbs]
            finally:
                self._together = None
            pen.label = words
        return self._done(said, done[0].uid)

    def checked(self, check: Callable[[Book], None], verb: Callable[[], Done]) -> Done:
        """Do a verb once ``check`` has looked at the book that it will find: nobody commits in between."""
        with self._caught_up():
            check(self.book)
            return verb()

    @contextmanager
    def _caught_up(self) -> Iterator[None]:
        """Hold the lock with the book caught up. Readers hear of what others did, also when nothing follows."""
        with self.store.transaction():
            before = self.book.version
            commits = self.store.refresh()
            if commits != []:
                self._publish(commits, tell=False)
            found = self.book.version
            try:
                yield
            finally:
                if before != found == self.book.version:
                    self._tell_readers()

    def _check_readable(self, changes: Iterable[Change]) -> None:
        """Refuse what could be written but never be read again."""
        rows: dict[tuple[str, str], dict[str, Any]] = {}
        for change in changes:
            uid = change.fields["uid"] if isinstance(change, Put) else change.uid
            row = rows.get((change.table, uid))
            if row is None:
                known = None if isinstance(change, Put) else self.store.record(change.table, uid)
                row = rows[change.table, uid] = known or {"uid": uid}
            row.update(change.fields)
            for name in change.remove if isinstance(change, Set) else ():
                row.pop(name, None)
        for (table, _), row in rows.items():
            try:
                msgspec.convert(row, TABLES[table])
            except msgspec.ValidationError as error:
                raise Refused(f"This cannot be kept in “{table}”: {error}.") from error

    def _write_profile(self, pen: Pen, fields: Mapping[str, Any]) -> str:
        """Change fields of the owner's profile, which is made when there is none; return its uid."""
        uid = self.book.settings.uid
        if not uid:
            return pen.put("settings", **fields)
        pen.set("settings", uid, **fields)
        return uid

    def _done(self, said: str, uid: str) -> Done:
        return Done(said, uid, self.store.version)

    def _publish(self, commits: Iterable[Commit] | None, *, tell: bool = True) -> None:
        if commits is None:
            self.book = read_book(self.store, self.moment)
        else:
            self.book = self._patched(commits)
        if tell:
            self._tell_readers()

    def _tell_readers(self) -> None:
        for reader in self._readers:
            reader(self.book)

    def _patched(self, commits: Iterable[Commit]) -> Book:
        touched = dict.fromkeys((op["t"], op["u"]) for commit in commits for op in commit.ops)
        changed: dict[str, list[tuple[str, Record | None, bool]]] = {}
        for table, uid in touched:
            if table in TABLES:
                row = self.store.record(table, uid)
                record = None if row is None or row.get("_deleted") else _decode(table, row)
                changed.setdefault(table, []).append((uid, record, bool(row) and is_open(table, row or {})))
        book = self.book.put(changed, self.store.version, self._rank) if changed else self.book
        return book.at(self.moment(book.settings.zone))

    def _rank(self, table: str, uid: str) -> int:
        return self.store.id_of(table, uid) or 0

    # ---- what several verbs ask

    def _date(self, when: str | None, word: str, *, past: bool = False) -> str | None:
        """Check a stored due; raises Refused when it is over and ``past`` is not allowed."""
        if when is None:
            return None
        if not due_rules.is_due(when):
            raise Refused(f"“{when}” is not a date.", field=word)
        if not past and due_rules.is_over(when, self.book.now):
            said = due_rules.say_long(when, self.book.now)
            raise Refused(f"{said} is over already: say a later date.", field=word)
        return when


def _decode(table: str, row: dict[str, Any]) -> Record:
    try:
        return msgspec.convert(row, TABLES[table])
    except msgspec.ValidationError as error:
        raise _unreadable(table, error) from error


def _decode_all(table: str, rows: Iterable[msgspec.Raw]) -> dict[str, Record]:
    """Return encoded records by uid. One decoder for all of them: a large book opens faster."""
    try:
        return {record.uid: record for record in map(msgspec.json.Decoder(TABLES[table]).decode, rows)}
    except msgspec.ValidationError as error:
        raise _unreadable(table, error) from error


def _unreadable(table: str, error: Exception) -> NeedsCare:
    return NeedsCare(f"A record in “{table}” cannot be read ({error}). Nothing was touched.")


def read_book(store: Store, moment: MomentOf) -> Book:
    """Read the whole book from the store; closed records only when they are first asked for."""
    shelves = {table: _shelf(store, table) for table in TABLES}
    book = Book(shelves, store.version, moment(None))
    return book.at(moment(book.settings.zone))


def _shelf(store: Store, table: str) -> Shelf[Any]:
    opened = _decode_all(table, store.open_rows(table))

    def load() -> dict[str, Record]:
        return _decode_all(table, store.closed_rows(table))

    def fetch(uid: str) -> Record | None:
        row = store.record(table, uid)
        return None if row is None or row.get("_deleted") else _decode(table, row)

    return Shelf(opened, Archive(load, fetch))


def utc(at: dt.datetime) -> dt.datetime:
    """Return an aware datetime in UTC."""
    return at.astimezone(dt.UTC)
