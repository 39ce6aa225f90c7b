"""The store: TinyDB's file and its journal. What is acknowledged is on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from delegator_tui.errors import Damaged, DelegatorError, NotSaved
from delegator_tui.store.care.copies import Copies
from delegator_tui.store.care.merger import Merger
from delegator_tui.store.files.disk import Disk, Stamp, stamp
from delegator_tui.store.files.lock import DEADLINE
from delegator_tui.store.history.past import When
from delegator_tui.store.history.undo import History, go_back
from delegator_tui.store.locked import WriteLock
from delegator_tui.store.reader import Clock, Reader, Setup
from delegator_tui.store.state.changes import Change, Commit, Put, Record, Set
from delegator_tui.store.state.load import Loaded, Ways
from delegator_tui.store.state.migrations import MIGRATIONS, Migrations
from delegator_tui.store.state.rows import IsOpen, LiveRows, uid_of
from delegator_tui.store.writer import Writer

if TYPE_CHECKING:
    from delegator_tui.store.care.salvage import Salvage
    from delegator_tui.store.care.unsaved import UnsavedTexts
    from delegator_tui.store.state.edit_check import Check
    from delegator_tui.store.table import BookDB, StoreTable

__all__ = ["Change", "Clock", "Commit", "Put", "Record", "Set", "Store", "When"]

T = TypeVar("T")

LARGE = 1_000_000
"""Bytes of journal from which on an idle moment is used to compact; also a quarter of the snapshot is."""
SMALL = 20_000
"""Bytes of journal up to which it is never worth it."""


def _all_open(_table: str, _record: Mapping[str, Any]) -> bool:
    return True


class Store:
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
        return cls(Reader(path, clock, Setup(Ways(is_open, open_rule, check), disk or Disk(), deadline, migrations)))

    @classmethod
    def of_wreck(cls, path: Path, clock: Clock, setup: Setup, found: Salvage, why: str) -> Store:
        """Return what can be read of a damaged book, to be looked at only; ``why`` is its ``read_only``."""
        reader = Reader(path, clock, setup, Loaded(found.state, None, None, "", [], False, []))
        reader.past_lines = found.lines
        reader.refusal = Damaged(why)
        return cls(reader)

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._writer = Writer(reader)
        self._lock = WriteLock(reader, self._writer, reader.setup.deadline)
        self.history = History(reader, self._writer, self._lock)
        """Every commit, undo and redo."""
        self.copies = Copies(reader, self._writer, self._lock)
        """Backups, and going back to one; forgetting."""
        self.merger = Merger(reader, self._writer, self._lock, self.history)
        """Second versions of the book, taken over."""
        self._in_vain: set[Stamp | None] = set()
        """Files for which `take_in` failed: it is not tried again on the same ones."""

    def as_of(self, when: When, why: str) -> Store:
        """Return the book as it was after the last commit that is not after ``when``: an instant, or a commit's number.

        It stays as it is and can only be read; ``why`` is its ``read_only``. Close it like any other.
        Raises NeedsCare when a commit is missing in the history, Refused when the history does not go back so far.
        """
        past = Reader(self._reader.path, self._reader.clock, self._reader.setup)
        go_back(past, when, why)
        return Store(past)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- reading

    @property
    def path(self) -> Path:
        """The TinyDB file."""
        return self._reader.path

    @property
    def notices(self) -> list[str]:
        """Sentences for the user about what was found and put right, oldest first."""
        return self._reader.notices

    @property
    def read_only(self) -> str:
        """Why nothing can be saved here, as a sentence; empty while it can. Reading goes on in any case."""
        return self._reader.read_only

    @property
    def replica_id(self) -> str:
        """What tells this machine's commits from those of others; empty until there is a book."""
        return self._reader.replica_id

    @property
    def saves(self) -> int:
        """How many commits were made through it."""
        return self._writer.saves

    @property
    def version(self) -> int:
        """The number of the last commit taken in; 0 in an empty book."""
        return self._reader.state.seq

    @property
    def last_saved(self) -> int:
        """The latest moment at which anything was saved, in milliseconds since 1970; 0 in an empty book."""
        return int(self._reader.state.hlc.partition("-")[0] or 0)

    @property
    def store_id(self) -> str:
        """What tells this book from others; empty until there is a book."""
        return self._reader.state.store

    @property
    def db(self) -> BookDB:
        """The book as a TinyDB, whose modules are read only now."""
        from delegator_tui.store.table import BookDB

        return BookDB(self)

    @property
    def unsaved(self) -> UnsavedTexts:
        """The texts that were typed when the program ended, and are not in the book."""
        from delegator_tui.store.care.unsaved import UnsavedTexts

        return UnsavedTexts(self._reader.setup.disk, self._reader.paths, self._reader.clock)

    def table(self, name: str) -> StoreTable:
        """Return a table with TinyDB's queries over the live records."""
        from delegator_tui.store.table import StoreTable

        return StoreTable(self.db.storage, name)

    def tables(self) -> list[str]:
        """Return the names of the tables."""
        return list(self._reader.state.tables)

    def record(self, table: str, uid: str) -> Record | None:
        """Return a fresh copy of a record with all its fields, also a ``_deleted`` one; None when there is none."""
        return self._reader.state.record(table, uid)

    def count(self, table: str) -> int:
        """Return how many records a table has, deleted ones with them; none is read for it."""
        return len(self._reader.state.rows(table).raw)

    def id_of(self, table: str, uid: str) -> int | None:
        """Return the integer id that TinyDB knows a record by."""
        key = self._reader.state.rows(table).key(uid)
        return None if key is None else int(key)

    def live(self, table: str) -> LiveRows:
        """Return the live records of a table by integer id as text."""
        return LiveRows(self._reader.state.rows(table))

    def open_rows(self, table: str) -> Iterator[msgspec.Raw]:
        """Yield the JSON of each open record, to be decoded with msgspec."""
        return self._reader.state.rows(table).open_rows()

    def closed_rows(self, table: str) -> Iterator[msgspec.Raw]:
        """Yield the JSON of each record that is neither open nor deleted."""
        return self._reader.state.rows(table).closed_rows()

    def structs(self, table: str, type_: type[T]) -> Iterator[tuple[str, T]]:
        """Yield uid and record, decoded as ``type_``, of each live record."""
        decoder = msgspec.json.Decoder(type_)
        return ((uid_of(raw), decoder.decode(raw)) for _, raw in self._reader.state.rows(table).live())

    def refresh(self) -> list[Commit] | None:
        """Take in what others committed; return it in order, None when everything was read again.

        Commits that were taken in by the way, at a commit of our own, come here too. A change is followed by reading
        anew the records which its ops name. Returns [] at once while another thread is at a commit.
        """
        reader = self._reader
        if not self._lock.mutex.acquire(blocking=False):
            return []
        try:
            if not self._lock.is_held and reader.refusal is None:
                reader.catch_up()
            reloaded, reader.reloaded = reader.reloaded, False
            fresh, reader.unseen = reader.unseen, []
            return None if reloaded else fresh
        finally:
            self._lock.mutex.release()

    def take_in(self) -> bool:
        """Commit a hand edit, or write a damaged snapshot anew, once the file has come to rest; tell whether it did.

        Meant for idle moments: it does nothing unless there is something to do, the file is what it was when it was
        last read, nobody else holds the lock, and it did not fail on this very file before. Never raises NotSaved.
        """
        reader, seen = self._reader, stamp(self._reader.paths.snapshot)
        if not (reader.edit or reader.repair or reader.behind) or seen != reader.stamp or seen in self._in_vain:
            return False
        if self._lock.is_held or self.read_only:
            return False
        try:
            with self._lock.held(wait=0):
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
        with self._lock.held():
            yield self

    def commit(
        self, changes: Sequence[Change], *, verb: str, label: str, kind: str = "act", undoes: int | None = None
    ) -> Commit:
        """Put one action on the disk, then into the state. Changes that change nothing are left out.

        ``kind``: act, or system for what is never a step of undo. Raises NotSaved, and then nothing has changed;
        ValueError when a change does not fit the book.
        """
        with self._lock.held():
            return self._writer.write(changes, verb=verb, label=label, kind=kind, undoes=undoes)

    def compact(self) -> None:
        """Bring the snapshot up to date, if it is not. Raises NotSaved; every save is then still in the journal."""
        if not self._can_compact():
            return
        try:
            with self._lock.held():
                if self._can_compact():
                    self._writer.compact()
        except NotSaved as error:
            why = f"{self._reader.path} was not brought up to date; what was saved is safe beside it."
            raise NotSaved(f"{why} {error}", f"{why} {error.brief}") from error

    def compact_if_large(self) -> bool:
        """Compact when the journal has grown over 1 MB or a quarter of the snapshot; tell whether it did."""
        large = self.has_grown
        if large:
            self.compact()
        return large

    def fold(self) -> bool:
        """Bring the TinyDB file up to date with the journal, which goes on; tell whether it was not.

        What was edited by hand is taken in with it, and what is damaged put right. Meant for the end of a command and
        for pauses: it waits for nobody. A journal that has grown is begun afresh. Raises NotSaved.
        """
        reader = self._reader
        if reader.is_folded or reader.journal is None or self.read_only:
            return False
        with self._lock.held(wait=0):
            if self.has_grown:
                self._writer.compact()
            elif reader.journal is not None and not reader.is_folded:
                self._writer.fold(reader.journal)
        return True

    def close(self, compact: bool = True) -> None:
        """Let go of the files, after a compaction if there is anything to compact. Never raises for the user's sake.

        A compaction that fails loses nothing: the saves are in the journal.
        """
        if compact:
            with contextlib.suppress(DelegatorError):
                if not self._reader.is_folded or self.has_grown:
                    self.compact()
            self.copies.backup_if_due()
        with self._lock.mutex:
            self._reader.refusal = self._reader.refusal or NotSaved.because("This book was closed")
            self._reader.drop_files()
            self._lock.close()

    @property
    def has_grown(self) -> bool:
        """Whether the journal is over 1 MB or a quarter of the snapshot."""
        journal = self._reader.journal
        return journal is not None and journal.size > min(LARGE, max(SMALL, self._snapshot_size() // 4))

    def _can_compact(self) -> bool:
        reader = self._reader
        return reader.journal is not None and bool(reader.journal.commits or reader.edit or reader.repair)

    def _snapshot_size(self) -> int:
        return self._reader.stamp[1] if self._reader.stamp is not None else 0
