"""Looking back: every commit there ever was, undo and redo, and the book as it was."""

from __future__ import annotations

from collections.abc import Iterator

from delegator_tui.errors import Refused
from delegator_tui.store import history
from delegator_tui.store.changes import Commit
from delegator_tui.store.journal import Line
from delegator_tui.store.keeper import Keeper
from delegator_tui.store.past import When, wind_back


class Steps(Keeper):
    """Adds what stands on the history. What `Store` offers stands on this."""

    _past_lines: list[Line] | None = None

    def history(self) -> Iterator[Commit]:
        """Yield every commit, newest first."""
        live = self._journal.commits if self._journal is not None else self._past_lines or []
        last = self._state.seq
        return (commit for commit in history.newest_first(self._paths, live[::-1]) if commit.seq <= last)

    def undoable(self) -> Commit | None:
        """Return the action that `undo` would take back."""
        return history.undo_target(self.history())

    def redoable(self) -> Commit | None:
        """Return the undo that `redo` would take back."""
        return history.redo_target(self.history())

    def undo(self, *, even_if_changed: bool = False) -> Commit:
        """Take the newest action back by a commit of its own.

        Raises Refused when there is none, or when a field was changed since, unless ``even_if_changed``.
        """
        with self._locked():
            return self._reverse(self.undoable(), "undo", even_if_changed)

    def redo(self, *, even_if_changed: bool = False) -> Commit:
        """Take the newest undo back, as long as nothing was done after it. Raises Refused like `undo`."""
        with self._locked():
            return self._reverse(self.redoable(), "redo", even_if_changed)

    def _reverse(self, target: Commit | None, kind: str, anyway: bool) -> Commit:
        if target is None:
            raise Refused(f"Nothing to {kind}.")
        moved = history.moved_on(target, self._state)
        if moved and not anyway:
            table, uid, fields = moved[0]
            record = self._state.record(table, uid) or {}
            name = record.get("title") or record.get("name") or f"a record in {table}"
            raise Refused(
                f"“{target.label}” cannot be taken back as it was: {', '.join(fields)} of {name} changed since. "
                f"{kind.capitalize()} with --anyway to do it all the same.",
                force="--anyway",
            )
        changes = history.inverse(target, self._state.seq + 1, self._state)
        return self._write(changes, verb=kind, label=target.label, kind=kind, undoes=target.seq)

    def _go_back(self, when: When, why: str) -> None:
        """Become the book as it was, for good; whoever tries to change it is refused with ``why``."""
        self._reload(with_edit=False)
        wind_back(self._state, self.history(), when)
        self._show_migrated()
        self._past_lines = self._journal.commits if self._journal is not None else []
        self._refusal = Refused(why)
        self._reloaded = False
        self._edit, self._repair, self._mend, self._behind, self._shown = [], False, False, False, False
        self._drop_files()
