"""What the desk says of the file and does with it as a whole: news, upkeep, restoring, merging, forgetting."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from delegator_tui.desk.done import Done
from delegator_tui.desk.session import Session
from delegator_tui.errors import DelegatorError
from delegator_tui.model.due import Due


class Files:
    """The book's file as a whole."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store = session.store
        self._told = 0

    def news(self) -> list[str]:
        """Return the sentences about the file that were not told yet: what was found, put right or set aside."""
        fresh = self._store.notices[self._told :]
        self._told += len(fresh)
        return fresh

    def warnings(self) -> list[str]:
        """Return what the owner should know at the start: a sync program has its hands on the folder. Cheap."""
        from delegator_tui.store.care import faults

        return [fault.said for fault in faults.synchronised(self._store.path)]

    def rest(self) -> None:
        """Use a pause of the owner's: bring the TinyDB file up to date, keep the backup of the day when it is due.

        Costs up to a second in a very large book, and nothing when there is nothing to do. Raises NotSaved when that
        fails; every save is in the journal then.
        """
        if not self._store.read_only:
            self._store.compact_if_large()
            self._store.fold()
            self._store.copies.backup_if_due()

    def settle(self, *, fold: bool) -> None:
        """Leave the file in order at the end of a command. Nothing is waited for, and what fails is left for later.

        ``fold`` brings the TinyDB file up to date at once, as whoever only reads can; else once the journal has grown.
        """
        with suppress(DelegatorError):
            if fold or self._store.has_grown:
                self._store.fold()
        if self._store.saves:
            self._store.copies.backup_if_due()

    def restore(self, file: Path, *, anyway: bool = False) -> Done:
        """Make the book what it was in a copy, by one step that undo takes back.

        Raises Refused when the file is no copy or, unless ``anyway``, that of another book; NeedsCare when damaged.
        """
        with self._session.locked():
            commit = self._store.copies.restore(file, anyway=anyway)
            self._session.publish(commit)
        count = len({op["u"] for op in commit.ops if op["t"] != "events"})
        changed = f"{count} record{'s' if count != 1 else ''} changed. Undo brings the present back."
        return self._done(f"Restored {file.name}: {changed if commit.ops else 'nothing was different.'}")

    def merge(self, file: Path, *, prefer: str = "") -> Done:
        """Take over what a second version of the book has, by one step that undo takes back.

        ``prefer`` (mine, theirs) decides what both may have changed. Raises Refused with a list of it when it is empty.
        """
        with self._session.locked():
            commit = self._store.merger.merge(file, prefer=prefer)
            self._session.publish(commit)
        count = len({op["u"] for op in commit.ops if op["t"] != "events"})
        what = f"{count} record{'s' if count != 1 else ''}" if commit.ops else "nothing that was not here"
        read = f"{file.name} with its journal" if self._store.merger.is_whole_book(file) else file.name
        return self._done(f"Merged {read}: it had {what}{' to take over' if commit.ops else ''}.")

    def conflicted_copies(self) -> list[Path]:
        """Return the second versions of the book that sync programs put beside it."""
        return self._store.merger.conflicted_copies()

    def forget_before(self, when: str) -> Done:
        """Remove what was done before ``when`` (a stored due) from the history, for good. Raises NotSaved."""
        first, now = Due.of(when), self._session.now()
        count, said = self._store.copies.forget(first.begins(now)), first.say(now)
        if not count:
            return self._done(f"Nothing in the history is before {said}.")
        words = [f"Forgot {count:,} step{'s' if count != 1 else ''} before {said}.", "The records stay."]
        words.append("Undo and --at reach no further back.")
        kept = " and ".join(map(str, self._store.copies.held_elsewhere()))
        words.append(f"Copies in {kept} are not touched: empty them by hand if they should go too." if kept else "")
        return self._done(" ".join(filter(None, words)))

    def _done(self, message: str) -> Done:
        return Done(message, "", self._store.version)
