"""How an open book moves on: lock, catch up, check, commit, publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from delegator_tui.desk.reading import MomentOf, patched, present, read_book
from delegator_tui.desk.transaction import Transaction
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import TABLES, Record, is_open
from delegator_tui.store.store import Change, Commit, Put, Set, Store


class Session:
    """A store, the book as it was last read from it, and the transactions that change both.

    ``source`` says who types: the command line or the dashboard. ``moment`` answers now.
    """

    def __init__(self, store: Store, moment: MomentOf, source: str) -> None:
        self.store = store
        self.moment = moment
        self.source = source
        self.book = read_book(store, moment)

    def now(self) -> Moment:
        """Return the present moment in the owner's zone; by a clock that is a little behind, that of the last save."""
        return present(self.store, self.moment, self.book.settings.zone)

    def refresh(self) -> bool:
        """Take in what other processes committed or edited by hand; tell whether the book changed. For idle moments."""
        self.store.take_in()
        return self._catch_up()

    def tick(self) -> Book:
        """Return the book as of now, without reading the file."""
        self.book = self.book.at(self.now())
        return self.book

    @contextmanager
    def transaction(self, label: str = "", *, kind: str = "act") -> Iterator[Transaction]:
        """Hold the lock for one step; what was written at the end is one commit. An exception changes nothing.

        ``label`` names the step, else the verb in it does. ``kind``: act, or system for what is no step of undo.
        """
        with self.locked():
            book = self.tick()
            tx = Transaction(book, self.source, self.store.version, self._preview, self.store.store_id)
            yield tx
            if label:
                tx.verb = tx.label = label
            if tx.changes:
                self._check_readable(tx.changes)
                commit = self.store.commit(tx.changes, verb=tx.verb, label=tx.label or tx.verb, kind=kind)
                self.publish(commit)
                tx.number = commit.seq

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock with the book caught up: what is read here is still true at the commit made here."""
        with self.store.transaction():
            self._catch_up()
            yield

    def publish(self, commit: Commit) -> None:
        """Have the book be what it is after a commit of our own."""
        self._take([commit])

    def _catch_up(self) -> bool:
        commits = self.store.refresh()
        if commits == []:
            return False
        self._take(commits)
        return True

    def _take(self, commits: Iterable[Commit] | None) -> None:
        book = read_book(self.store, self.moment) if commits is None else patched(self.book, commits, self.store)
        self.book = book.at(
            present(self.store, self.moment, book.settings.zone)
        )  # one assignment: another thread may be reading

    def _check_readable(self, changes: Iterable[Change]) -> None:
        """Refuse what could be written but never be read again."""
        for (table, _), row in self._rows_after(changes).items():
            _read(table, row)

    def _preview(self, changes: Iterable[Change]) -> Book:
        """Return the book as it would be after these changes."""
        changed: dict[str, list[tuple[str, Record | None, bool]]] = {}
        for (table, uid), row in self._rows_after(changes).items():
            changed.setdefault(table, []).append((uid, _read(table, row), is_open(table, row)))
        return self.book.put(changed, self.book.version)

    def _rows_after(self, changes: Iterable[Change]) -> dict[tuple[str, str], dict[str, Any]]:
        """Return each record that changes touch as it would be stored, by table and uid."""
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
        return rows


def _read(table: str, row: dict[str, Any]) -> Record:
    try:
        return msgspec.convert(row, TABLES[table])
    except msgspec.ValidationError as error:
        raise Refused(f"This cannot be kept in “{table}”: {error}.") from error
