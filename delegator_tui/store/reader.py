"""The state of one book, kept equal to its files without taking a lock."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import DelegatorError, NeedsCare, NotSaved
from delegator_tui.store import entry
from delegator_tui.store.changes import Change, Commit, commit_of
from delegator_tui.store.disk import Disk, Stamp, stamp
from delegator_tui.store.draft import Draft
from delegator_tui.store.journal import Journal, Line, newer
from delegator_tui.store.line import checksum
from delegator_tui.store.load import Loaded, Ways, load
from delegator_tui.store.lock import FileLock
from delegator_tui.store.migrations import Migrations, steps_from
from delegator_tui.store.paths import Paths

Clock = Callable[[], dt.datetime]
"""Answers the present instant, aware, in UTC."""


class Setup(NamedTuple):
    """What `Store.open` is told besides the file and the clock."""

    ways: Ways
    disk: Disk
    deadline: float
    migrations: Migrations


class Reader:
    """Holds the state and takes in what others write."""

    def __init__(self, path: Path, clock: Clock, setup: Setup, loaded: Loaded | None = None) -> None:
        self.path = path
        self.notices: list[str] = []
        self._clock = clock
        self._setup = setup
        self._disk = setup.disk
        self._paths = Paths(str(path))
        self._lock = FileLock(self._paths.lock, setup.deadline)
        self._mutex = threading.RLock()
        self._depth = 0
        self._fd = -1
        self._refusal: DelegatorError | None = None
        self._unseen: list[Commit] = []
        self._reloaded = False
        self._standing: list[str] = []
        self._in_vain: set[Stamp | None] = set()
        self._journal: Journal | None = None
        self._take(loaded or load(self._paths, setup.ways))

    @property
    def read_only(self) -> str:
        """Why nothing can be saved here, as a sentence; empty while it can. Reading goes on in any case."""
        return str(self._refused() or "")

    def _refused(self) -> DelegatorError | None:
        """Return what every attempt to write is answered with; None when it may be tried."""
        if self._refusal is not None:
            return self._refusal
        if self._newer:
            return newer(self._newer)
        files = self._paths
        for path in (files.folder, files.snapshot, files.journal):
            if self._disk.is_locked_away(path):
                return NotSaved(f"{path} can be read but not written to, so nothing can be saved. Allow it to go on.")
        return None

    def _take(self, loaded: Loaded, *, with_edit: bool = True) -> None:
        self._drop_files()
        self._state = loaded.state
        self._journal = loaded.journal
        self._stamp = loaded.stamp
        self._crc = loaded.crc
        self._newer = loaded.newer
        self._edit = loaded.edit
        self._behind = not loaded.newer and loaded.state.schema < entry.SCHEMA
        self._shown = with_edit and (bool(loaded.edit) or self._behind)
        self._repair = loaded.repair
        self._unreadable = loaded.unreadable
        self._mend = not loaded.repair
        self._stale = False
        self.notices += [notice for notice in loaded.notices if notice not in self._standing]
        self._standing = loaded.notices
        if loaded.newer and self.read_only not in self.notices:
            self.notices.append(self.read_only)
        if self._shown:
            self._show(loaded.edit)
            self._show_migrated()

    def _show_migrated(self) -> None:
        for migrate in steps_from(self._state, self._setup.migrations):
            self._show(migrate(self._state))

    def _show(self, changes: Sequence[Change]) -> None:
        """Show what the next writer will commit."""
        for op in self._draft(changes, self._clock()).ops():
            self._state.apply_op(op)

    def _reload(self, *, with_edit: bool = True) -> None:
        self._take(load(self._paths, self._setup.ways), with_edit=with_edit)
        self._reloaded = True
        self._unseen.clear()

    def _catch_up(self) -> None:
        """Take in what others wrote, at the cost of what is new; read all again when files were replaced."""
        if self._stale:
            self._reload()
        elif self._journal is None:
            if self._exists():
                self._reload()
        elif self._exists():
            self._stale = True  # until it went well
            if not self._keep_up(self._journal):
                self._reload()
            self._stale = False

    def _keep_up(self, journal: Journal) -> bool:
        try:
            return self._follow(journal) and self._snapshot_is_ours()
        except (NeedsCare, OSError):
            return False  # a writer may be at work: reading everything looks twice, and then says what is wrong

    def _exists(self) -> bool:
        seen = stamp(self._paths.journal)
        return seen is not None and seen[1] > 0

    def _follow(self, journal: Journal) -> bool:
        """Apply the new commits; False when that is not enough."""
        current = journal.is_current
        if journal.size < journal.end:
            return False
        fresh = journal.read_on()
        if fresh and self._shown:
            return False
        self._apply(fresh)
        return current or self._move_on()

    def _move_on(self) -> bool:
        """Go on in the journal that a compaction put in the place of ours, if it goes on where ours ended."""
        fresh = Journal(self._paths.journal)
        if self._shown or (fresh.header["store"], fresh.header["seq"]) != (self._state.store, self._state.seq):
            fresh.close()
            return False
        self._drop_files()
        self._journal = fresh
        self._apply(fresh.commits)
        return True

    def _apply(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._state.apply(line)
            self._unseen.append(commit_of(line))

    def _snapshot_is_ours(self) -> bool:
        seen = stamp(self._paths.snapshot)
        if seen == self._stamp:
            return True
        ours = self._journal.ours if self._journal is not None else ()
        if seen is None or checksum(Path(self._paths.snapshot).read_bytes()) not in ours:
            return False
        self._stamp = seen
        return True

    def _draft(self, changes: Sequence[Change], now: dt.datetime) -> Draft:
        draft = Draft(self._state, entry.milliseconds(now))
        for change in changes:
            draft.add(change)
        return draft

    @property
    def replica_id(self) -> str:
        """What tells this machine's commits from those of others; empty until there is a book."""
        return str(self._journal.header["replica"]) if self._journal is not None else ""

    def _drop_files(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        if self._journal is not None:
            self._journal.close()
            self._journal = None
