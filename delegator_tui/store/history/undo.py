"""Looking back: every commit there ever was, undo and redo, and the book as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from delegator_tui.errors import Refused
from delegator_tui.store.history import log
from delegator_tui.store.history.past import When, last_by, wind_back
from delegator_tui.store.locked import WriteLock
from delegator_tui.store.reader import Reader
from delegator_tui.store.state.changes import Commit
from delegator_tui.store.writer import Writer


def commits_of(reader: Reader) -> Iterator[Commit]:
    """Yield every commit up to the one that a reader shows, newest first."""
    live = reader.journal.commits if reader.journal is not None else reader.past_lines
    last = reader.state.seq
    return (commit for commit in log.newest_first(reader.paths, live[::-1]) if commit.seq <= last)


def saved_by(reader: Reader, when: dt.datetime) -> int:
    """Return the number of the last commit that was saved by an instant; 0 when there is none."""
    return last_by(commits_of(reader), when, reader.clock())


class History:
    """Every commit there ever was; undo and redo, which are commits of their own."""

    def __init__(self, reader: Reader, writer: Writer, lock: WriteLock) -> None:
        self._reader = reader
        self._writer = writer
        self._lock = lock

    def commits(self) -> Iterator[Commit]:
        """Yield every commit, newest first."""
        return commits_of(self._reader)

    def saved_by(self, when: dt.datetime) -> int:
        """Return the number of the last commit that was saved by an instant; 0 when there is none."""
        return saved_by(self._reader, when)

    def undoable(self) -> Commit | None:
        """Return the action that `undo` would take back."""
        return log.undo_target(self.commits())

    def redoable(self) -> Commit | None:
        """Return the undo that `redo` would take back."""
        return log.redo_target(self.commits())

    def undo(self, *, even_if_changed: bool = False) -> Commit:
        """Take the newest action back by a commit of its own.

        Raises Refused when there is none, or when a field was changed since, unless ``even_if_changed``.
        """
        with self._lock.held():
            return self._reverse(self.undoable(), "undo", even_if_changed)

    def redo(self, *, even_if_changed: bool = False) -> Commit:
        """Take the newest undo back, as long as nothing was done after it. Raises Refused like `undo`."""
        with self._lock.held():
            return self._reverse(self.redoable(), "redo", even_if_changed)

    def _reverse(self, target: Commit | None, kind: str, anyway: bool) -> Commit:
        if target is None:
            raise Refused(f"Nothing to {kind}.")
        moved = log.moved_on(target, self._reader.state)
        if moved and not anyway:
            table, uid, fields = moved[0]
            record = self._reader.state.record(table, uid) or {}
            name = record.get("title") or record.get("name") or f"a record in {table}"
            raise Refused(
                f"“{target.label}” cannot be taken back as it was: {', '.join(fields)} of {name} changed since. "
                f"{kind.capitalize()} with --anyway to do it all the same.",
                force="--anyway",
                says_force=True,
            )
        changes = log.inverse(target, self._reader.state.seq + 1, self._reader.state)
        return self._writer.write(changes, verb=kind, label=target.label, kind=kind, undoes=target.seq)


def go_back(reader: Reader, when: When, why: str) -> None:
    """Make ``reader`` show the book as it was, for good; whoever tries to change it is refused with ``why``."""
    reader.reload(with_edit=False)
    wind_back(reader.state, commits_of(reader), when if isinstance(when, int) else saved_by(reader, when))
    reader.show_migrated()
    reader.past_lines = reader.journal.commits if reader.journal is not None else []
    reader.refusal = Refused(why)
    reader.reloaded = False
    reader.edit, reader.repair, reader.mend, reader.behind, reader.shown = [], False, False, False, False
    reader.drop_files()
