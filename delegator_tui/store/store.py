"""The store: TinyDB's file and its journal. What is acknowledged is on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from delegator_tui.errors import DelegatorError, NotSaved
from delegator_tui.store.changes import Change, Commit, Put, Record, Set
from delegator_tui.store.disk import Disk, stamp
from delegator_tui.store.load import Ways
from delegator_tui.store.lock import DEADLINE
from delegator_tui.store.merger import Merger
from delegator_tui.store.migrations import MIGRATIONS, Migrations
from delegator_tui.store.past import When
from delegator_tui.store.reader import Clock, Setup
from delegator_tui.store.rows import IsOpen, LiveRows, uid_of

if TYPE_CHECKING:
    from delegator_tui.store.edit_check import Check
    from delegator_tui.store.table import BookDB, StoreTable

__all__ = ["Change", "Clock", "Commit", "Put", "Record", "Set", "Store", "When"]

T = TypeVar("T")

LARGE = 1_000_000
"""Bytes of journal from which on an idle moment is used to compact; also a quarter of the snapshot is."""
SMALL = 20_000
"""Bytes of journal up to which it is never worth it."""


def _all_open(_table: str, _record: Mapping[str, Any]) -> bool:
    return True


class Store(Merger):
    """One open book. Reading takes no lock and sees the last commit taken in; all writing is one `commit` at a time.

    ``notices`` are sentences for the user about what was found and put right; ``read_only`` says why nothing can be
    saved, and is empty while it can.
    """

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        *,
        is_open: IsOpen = _all_open,
        open_rule: int = 1,
        check: Check | None = None,
        disk: Disk | None = None,
        deadline: float = DEADLINE,
        migrations: Migrations = MIGRATIONS,
    ) -> Store:
        """Open the book at ``path``; a missing file is an empty book, and nothing is made before the first commit.

        ``is_open`` tells from a record alone whether it is open; ``open_rule`` is a number to raise whenever its
        answers change, because they are kept in the file. ``check`` says what is wrong with a record that somebody
        wrote into the file by hand. ``deadline``: seconds to wait for another writer.
        A book of a newer version, or one that may not be written to, opens ``read_only``. Raises NeedsCare.
        """
        return cls(path, clock, Setup(Ways(is_open, open_rule, check), disk or Disk(), deadline, migrations))

    def as_of(self, when: When, why: str) -> Store:
        """Return the book as it was after the last commit that is not after ``when``: an instant, or a commit's number.

        It stays as it is and can only be read; ``why`` is its ``read_only``. Close it like any other.
        Raises NeedsCare when a commit is missing in the history, Refused when the history does not go back so far.
        """
        past = Store(self.path, self._clock, self._setup)
        past._go_back(when, why)
        return past

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- reading

    @property
    def version(self) -> int:
        """The number of the last commit taken in; 0 in an empty book."""
        return self._state.seq

    @property
    def store_id(self) -> str:
        """What tells this book from others; empty until there is a book."""
        return self._state.store

    @property
    def db(self) -> BookDB:
        """The book as a TinyDB, whose modules are read only now."""
        from delegator_tui.store.table import BookDB

        return BookDB(self)

    def table(self, name: str) -> StoreTable:
        """Return a table with TinyDB's queries over the live records."""
        from delegator_tui.store.table import StoreTable

        return StoreTable(self.db.storage, name)

    def tables(self) -> list[str]:
        """Return the names of the tables."""
        return list(self._state.tables)

    def record(self, table: str, uid: str) -> Record | None:
        """Return a fresh copy of a record with all its fields, also a ``_deleted`` one; None when there is none."""
        return self._state.record(table, uid)

    def id_of(self, table: str, uid: str) -> int | None:
        """Return the integer id that TinyDB knows a record by."""
        key = self._state.rows(table).key(uid)
        return None if key is None else int(key)

    def live(self, table: str) -> LiveRows:
        """Return the live records of a table by integer id as text."""
        return LiveRows(self._state.rows(table))

    def open_rows(self, table: str) -> Iterator[msgspec.Raw]:
        """Yield the JSON of each open record, to be decoded with msgspec."""
        return self._state.rows(table).open_rows()

    def closed_rows(self, table: str) -> Iterator[msgspec.Raw]:
        """Yield the JSON of each record that is neither open nor deleted."""
        return self._state.rows(table).closed_rows()

    def structs(self, table: str, type_: type[T]) -> Iterator[tuple[str, T]]:
        """Yield uid and record, decoded as ``type_``, of each live record."""
        decoder = msgspec.json.Decoder(type_)
        return ((uid_of(raw), decoder.decode(raw)) for _, raw in self._state.rows(table).live())

    def refresh(self) -> list[Commit] | None:
        """Take in what others committed; return it in order, None when everything was read again.

        Commits that were taken in by the way, at a commit of our own, come here too. A change is followed by reading
        anew the records which its ops name. Returns [] at once while another thread is at a commit.
        """
        if not self._mutex.acquire(blocking=False):
            return []
        try:
            if not self._depth and self._refusal is None:
                self._catch_up()
            reloaded, self._reloaded = self._reloaded, False
            fresh, self._unseen = self._unseen, []
            return None if reloaded else fresh
        finally:
            self._mutex.release()

    def take_in(self) -> bool:
        """Commit a hand edit, or write a damaged snapshot anew, once the file has come to rest; tell whether it did.

        Meant for idle moments: it does nothing unless there is something to do, the file is what it was when it was
        last read, nobody else holds the lock, and it did not fail on this very file before. Never raises NotSaved.
        """
        seen = stamp(self._paths.snapshot)
        if not (self._edit or self._repair or self._behind) or seen != self._stamp or seen in self._in_vain:
            return False
        if self._depth or self.read_only:
            return False
        try:
            with self._locked(wait=0):
                return True
        except NotSaved:
            self._in_vain.add(seen)
            return False

    # ---- writing

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Store]:
        """Hold the lock, caught up: what is read here is still true at the commits made here. Raises NotSaved.

        Reentrant. It undoes nothing when it ends in an exception: each commit stands by itself.
        """
        with self._locked():
            yield self

    def commit(
        self, changes: Sequence[Change], *, verb: str, label: str, kind: str = "act", undoes: int | None = None
    ) -> Commit:
        """Put one action on the disk, then into the state. Changes that change nothing are left out.

        ``kind``: act, or system for what is never a step of undo. Raises NotSaved, and then nothing has changed;
        ValueError when a change does not fit the book.
        """
        with self._locked():
            return self._write(changes, verb=verb, label=label, kind=kind, undoes=undoes)

    def compact(self) -> None:
        """Bring the snapshot up to date, if it is not. Raises NotSaved; every save is then still in the journal."""
        if not self._can_compact():
            return
        try:
            with self._locked():
                if self._can_compact():
                    self._compact()
        except NotSaved as error:
            raise NotSaved(
                f"{self.path} was not brought up to date; what was saved is safe beside it. {error}"
            ) from error

    def compact_if_large(self) -> bool:
        """Compact when the journal has grown over 1 MB or a quarter of the snapshot; tell whether it did."""
        large = self._journal is not None and self._journal.size > min(LARGE, max(SMALL, self._snapshot_size() // 4))
        if large:
            self.compact()
        return large

    def close(self, compact: bool = True) -> None:
        """Let go of the files, after a compaction if there is anything to compact. Never raises for the user's sake.

        A compaction that fails loses nothing: the saves are in the journal.
        """
        if compact:
            with contextlib.suppress(DelegatorError):
                self.compact()
            self.backup_if_due()
        with self._mutex:
            self._refusal = self._refusal or NotSaved("This book was closed; nothing was saved.")
            self._drop_files()
            self._lock.close()

    def _can_compact(self) -> bool:
        return self._journal is not None and bool(self._journal.commits or self._edit or self._repair)

    def _snapshot_size(self) -> int:
        return self._stamp[1] if self._stamp is not None else 0
