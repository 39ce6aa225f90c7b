"""The state of one book, kept equal to its files without taking a lock."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from delegator_tui.errors import NeedsCare
from delegator_tui.store import entry
from delegator_tui.store.changes import Change, Commit, commit_of
from delegator_tui.store.disk import Disk, stamp
from delegator_tui.store.draft import Draft
from delegator_tui.store.journal import Journal, Line
from delegator_tui.store.line import checksum
from delegator_tui.store.load import Loaded, load
from delegator_tui.store.lock import FileLock
from delegator_tui.store.paths import Paths
from delegator_tui.store.rows import IsOpen

Clock = Callable[[], dt.datetime]
"""Answers the present instant, aware, in UTC."""


class Reader:
    """Holds the state and takes in what others write."""

    def __init__(self, path: Path, clock: Clock, is_open: IsOpen, open_rule: int, disk: Disk, deadline: float) -> None:
        self.path = path
        self.notices: list[str] = []
        self._clock = clock
        self._is_open = is_open
        self._rule = open_rule
        self._disk = disk
        self._paths = Paths(str(path))
        self._lock = FileLock(self._paths.lock, deadline)
        self._mutex = threading.RLock()
        self._depth = 0
        self._fd = -1
        self._refusal = ""
        self._unseen: list[Commit] = []
        self._reloaded = False
        self._journal: Journal | None = None
        self._take(load(self._paths, is_open, open_rule))

    def _take(self, loaded: Loaded, *, with_edit: bool = True) -> None:
        self._drop_files()
        self._state = loaded.state
        self._journal = loaded.journal
        self._stamp = loaded.stamp
        self._crc = loaded.crc
        self._edit = loaded.edit
        self._edit_shown = with_edit and bool(loaded.edit)
        self._repair = loaded.repair
        self._mend = not loaded.repair
        self._stale = False
        self.notices += [notice for notice in loaded.notices if notice not in self.notices]
        if self._edit_shown:
            for op in self._draft(loaded.edit, self._clock()).ops():
                self._state.apply_op(op)

    def _reload(self, *, with_edit: bool = True) -> None:
        self._take(load(self._paths, self._is_open, self._rule), with_edit=with_edit)
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
        if fresh and self._edit_shown:
            return False
        self._apply(fresh)
        return current or self._move_on()

    def _move_on(self) -> bool:
        """Go on in the journal that a compaction put in the place of ours, if it goes on where ours ended."""
        fresh = Journal(self._paths.journal)
        if self._edit_shown or (fresh.header["store"], fresh.header["seq"]) != (self._state.store, self._state.seq):
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
