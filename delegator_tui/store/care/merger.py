"""Taking over a conflicted copy by one commit, after which the copy is kept among what was set aside."""

from __future__ import annotations

import os
from pathlib import Path

from delegator_tui.errors import DelegatorError, NeedsCare, Refused
from delegator_tui.store.files.compaction import set_aside
from delegator_tui.store.files.disk import not_saved
from delegator_tui.store.files.line import checksum
from delegator_tui.store.files.ordinary import NotOrdinary, is_ordinary, read_named
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.history.past import wind_back
from delegator_tui.store.history.undo import History, commits_of
from delegator_tui.store.locked import WriteLock
from delegator_tui.store.reader import Reader
from delegator_tui.store.state.changes import Commit
from delegator_tui.store.state.state import State
from delegator_tui.store.writer import Writer


class Merger:
    """Takes over what a second version of the book has."""

    def __init__(self, reader: Reader, writer: Writer, lock: WriteLock, history: History) -> None:
        self._reader = reader
        self._writer = writer
        self._lock = lock
        self._history = history

    def conflicted_copies(self) -> list[Path]:
        """Return the second versions of the book that sync programs put beside it."""
        from delegator_tui.store.care.faults import conflicted

        return conflicted(self._reader.paths)

    def merge(self, file: Path, *, prefer: str = "") -> Commit:
        """Take over by uid and field what a second version of this book has, in one commit that undo takes back.

        ``file`` is a book with its journal beside it, a snapshot alone or a journal. ``prefer`` (``mine``, ``theirs``)
        decides the fields that both may have changed; empty raises Refused with a list of them. A copy that a sync
        program made goes to ``.quarantine`` then. Raises NeedsCare when it cannot be read or a newer version wrote it.
        """
        from delegator_tui.store.care import merging

        with self._lock.held():
            theirs = self._read_copy(file)
            past = merging.Past(self._history.commits())
            changes, conflicts = merging.merged(theirs, self._reader.state, past, prefer)
            if conflicts:
                raise merging.refusal(file, conflicts)
            merging.check(changes, self._reader.state, self._reader.setup.ways.check, file)
            commit = self._writer.write(changes, verb="merge", label=f"merge {file.name}")
            if file.resolve() in {each.resolve() for each in self.conflicted_copies()}:
                self._put_away(file)
            return commit

    def is_whole_book(self, file: Path) -> bool:
        """Tell whether a file has its journal beside it, so that what was saved last is read, too."""
        return is_ordinary(str(file)) and is_ordinary(Paths(str(file)).journal)

    def _read_copy(self, file: Path) -> State:
        from delegator_tui.store.care import merging

        if self.is_whole_book(file):
            return self._read_book(file)
        try:
            start = merging.start_of(file)
            ours = self._reader.state if start is None else self._at(file, *start)
            theirs = merging.read_copy(file, ours, self._reader.state.is_open)
        except NotOrdinary as error:
            raise Refused(error.said) from error
        except OSError as error:
            raise Refused(f"{file} cannot be read ({error.strerror}).") from error
        if theirs.schema != self._reader.state.schema:
            raise NeedsCare(f"{file} was written by another version of delegator; nothing was taken over.")
        return theirs

    def _read_book(self, file: Path) -> State:
        """Return another book as it is now, with what stands in its journal."""
        if Paths(str(file)).snapshot == self._reader.paths.snapshot:
            raise Refused(f"{file} is this book itself: name the other one.")
        copy = Reader(file, self._reader.clock, self._reader.setup)
        copy.drop_files()
        if copy.newer:
            raise NeedsCare(copy.read_only)
        if copy.state.store != self._reader.state.store:
            raise Refused(f"{file} is of another book: look at it with delegator --db.")
        return copy.state

    def _at(self, file: Path, seq: int, hlc: str) -> State:
        """Return the book as it was at the commit from which a conflicted journal goes on."""
        copy = Reader(self._reader.path, self._reader.clock, self._reader.setup)
        try:
            last = wind_back(copy.state, commits_of(copy), seq)
            if copy.state.seq != seq or (last is not None and last.hlc != hlc):
                raise Refused(f"{file} goes on from a save that this book never had; merge its snapshot instead.")
        except DelegatorError as error:
            raise Refused(f"{file} cannot be merged: {error}") from error
        finally:
            copy.drop_files()
        return copy.state

    def _put_away(self, file: Path) -> None:
        try:
            data = read_named(str(file))
            set_aside(self._reader.disk, self._reader.paths, f"conflict-{checksum(data)}{file.suffix}", data)
            self._reader.disk.unlink(str(file))
            self._reader.disk.sync_folder(os.path.dirname(self._reader.paths.snapshot))  # noqa: PTH120
        except OSError as error:
            raise not_saved(error, str(file)) from error
