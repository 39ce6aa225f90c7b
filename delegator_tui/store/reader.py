"""The state of one book, kept equal to its files without taking a lock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import DelegatorError, NeedsCare, NotSaved
from delegator_tui.store.files import entry
from delegator_tui.store.files.disk import Disk, stamp
from delegator_tui.store.files.journal import Journal, Line, newer
from delegator_tui.store.files.line import checksum
from delegator_tui.store.files.ordinary import read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.state.changes import Change, Commit, commit_of
from delegator_tui.store.state.draft import Draft
from delegator_tui.store.state.load import Loaded, Ways, load
from delegator_tui.store.state.migrations import Migrations, steps_from

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
        self.clock = clock
        self.setup = setup
        self.disk = setup.disk
        self.paths = Paths(str(path))
        self.refusal: DelegatorError | None = None
        self.unseen: list[Commit] = []
        self.reloaded = False
        self.standing: list[str] = []
        self.gone = False
        """Whether the files went away, and that was told."""
        self.journal: Journal | None = None
        self.past_lines: list[Line] = []
        self.take(loaded or load(self.paths, setup.ways))

    @property
    def read_only(self) -> str:
        """Why nothing can be saved here, as a sentence; empty while it can. Reading goes on in any case."""
        return str(self.refused() or "")

    def refused(self) -> DelegatorError | None:
        """Return what every attempt to write is answered with; None when it may be tried."""
        if self.refusal is not None:
            return self.refusal
        if self.newer:
            return newer(self.newer)
        files = self.paths
        for path in (files.folder, files.snapshot, files.journal):
            if self.disk.is_locked_away(path):
                return NotSaved(f"{path} can be read but not written to, so nothing can be saved. Allow it to go on.")
        return None

    def take(self, loaded: Loaded, *, with_edit: bool = True) -> None:
        """Show what was loaded, with a hand edit as the next writer will commit it, unless ``with_edit`` is false."""
        self.drop_files()
        self.state = loaded.state
        self.journal = loaded.journal
        self.stamp = loaded.stamp
        self.crc = loaded.crc
        self.newer = loaded.newer
        self.edit = loaded.edit
        self.behind = not loaded.newer and loaded.state.schema < entry.SCHEMA
        self.shown = with_edit and (bool(loaded.edit) or self.behind)
        self.repair = loaded.repair
        self.unreadable = loaded.unreadable
        self.mend = not loaded.repair
        self.stale = False
        self.notices += [notice for notice in loaded.notices if notice not in self.standing]
        self.standing = loaded.notices
        if loaded.newer and self.read_only not in self.notices:
            self.notices.append(self.read_only)
        if self.shown:
            self.show(loaded.edit)
            self.show_migrated()

    def show_migrated(self) -> None:
        """Show what the steps from an older schema will make of the book."""
        for migrate in steps_from(self.state, self.setup.migrations):
            self.show(migrate(self.state))

    def show(self, changes: Sequence[Change]) -> None:
        """Show what the next writer will commit."""
        for op in self.draft(changes, self.clock()).ops():
            self.state.apply_op(op)

    def reload(self, *, with_edit: bool = True) -> None:
        """Read everything again."""
        before = self.state.store
        self.take(load(self.paths, self.setup.ways), with_edit=with_edit)
        if before and self.state.store not in ("", before):
            self.notices.append(f"Another book was put in the place of {self.path}: it is the one that is shown now.")
        self.reloaded = True
        self.unseen.clear()

    def catch_up(self) -> None:
        """Take in what others wrote, at the cost of what is new; read all again when files were replaced."""
        if self.stale:
            self.reload()
        elif self.journal is None:
            if self.exists():
                self.reload()
        elif not self.exists():
            self._tell_gone()
        else:
            self.stale = True  # until it went well
            if not self._keep_up(self.journal):
                self.reload()
            self.stale = self.gone = False

    def _tell_gone(self) -> None:
        """Say once that the files went away while they were open: nothing can be saved until they are back."""
        if not self.gone:
            self.gone = True
            self.notices.append(f"{self.paths.journal} is gone, so nothing can be saved. Is its disk still there?")

    def _keep_up(self, journal: Journal) -> bool:
        try:
            return self._follow(journal) and self._snapshot_is_ours()
        except (NeedsCare, OSError):
            return False  # a writer may be at work: reading everything looks twice, and then says what is wrong

    def exists(self) -> bool:
        """Tell whether there is a journal to read."""
        seen = stamp(self.paths.journal)
        return seen is not None and seen[1] > 0

    def _follow(self, journal: Journal) -> bool:
        """Apply the new commits; False when that is not enough."""
        current = journal.is_current
        if journal.size < journal.end:
            return False
        fresh = journal.read_on()
        if fresh and self.shown:
            return False
        self._apply(fresh)
        return current or self._move_on()

    def _move_on(self) -> bool:
        """Go on in the journal that a compaction put in the place of ours, if it goes on where ours ended."""
        fresh = Journal(self.paths.journal)
        if self.shown or (fresh.header["store"], fresh.header["seq"]) != (self.state.store, self.state.seq):
            fresh.close()
            return False
        self.drop_files()
        self.journal = fresh
        self._apply(fresh.commits)
        return True

    def _apply(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.state.apply(line)
            self.unseen.append(commit_of(line))

    def _snapshot_is_ours(self) -> bool:
        seen = stamp(self.paths.snapshot)
        if seen == self.stamp:
            return True
        ours = self.journal.ours if self.journal is not None else ()
        crc = checksum(read_own(self.paths.snapshot)) if seen is not None else ""
        if crc not in ours:
            return False
        self.stamp, self.crc = seen, crc
        return True

    @property
    def is_folded(self) -> bool:
        """Whether the TinyDB file has all that was saved, and nothing else."""
        journal = self.journal
        if journal is None:
            return True
        return not self.repair and (self.crc, self.state.seq) == (journal.snap, journal.snap_seq)

    def draft(self, changes: Sequence[Change], now: dt.datetime) -> Draft:
        """Return the operations that changes come to in the state as it is."""
        draft = Draft(self.state, entry.milliseconds(now))
        for change in changes:
            draft.add(change)
        return draft

    @property
    def replica_id(self) -> str:
        """What tells this machine's commits from those of others; empty until there is a book."""
        return str(self.journal.header["replica"]) if self.journal is not None else ""

    def drop_files(self) -> None:
        """Let go of the open files."""
        if self.journal is not None:
            self.journal.close()
            self.journal = None
