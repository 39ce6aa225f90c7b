"""What the desk says of the file and does with it as a whole: read-only, news, restoring, time travel."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Self

from delegator_tui.desk.core import DeskCore, Done
from delegator_tui.desk.past import past_moment
from delegator_tui.model.moment import Moment
from delegator_tui.rules.due import due_end, say_long


class FileVerbs(DeskCore):
    """The verbs on the whole file."""

    _told = 0

    @property
    def read_only(self) -> str:
        """Why nothing can be saved now, as a sentence for a badge; empty while it can. Verbs are refused with it."""
        return self.store.read_only

    def news(self) -> list[str]:
        """Return the sentences about the file that were not told yet: what was found, put right or set aside."""
        fresh = self.store.notices[self._told :]
        self._told += len(fresh)
        return fresh

    def warnings(self) -> list[str]:
        """Return what the owner should know at the start: a sync program has its hands on the folder. Cheap."""
        from delegator_tui.store import care

        return [fault.said for fault in care.synchronised(self.store.path)]

    def rest(self) -> None:
        """Use a pause of the owner's: compact when the journal has grown, keep the backup of the day when it is due.

        Costs up to a second in a very large book, and nothing when there is nothing to do. Raises NotSaved when a
        compaction fails; every save is in the journal then.
        """
        if not self.read_only:
            self.store.compact_if_large()
            self.store.copies.backup_if_due()

    def restore(self, file: Path, *, anyway: bool = False) -> Done:
        """Make the book what it was in a copy, by one step that undo takes back.

        Raises Refused when the file is no copy or, unless ``anyway``, that of another book; NeedsCare when damaged.
        """
        with self._caught_up():
            commit = self.store.copies.restore(file, anyway=anyway)
            self._publish([commit])
        count = len({op["u"] for op in commit.ops if op["t"] != "events"})
        changed = f"{count} record{'s' if count != 1 else ''} changed. Undo brings the present back."
        return self._done(f"Restored {file.name}: {changed if commit.ops else 'nothing was different.'}", "")

    def merge(self, file: Path, *, prefer: str = "") -> Done:
        """Take over what a second version of the book has, by one step that undo takes back.

        ``prefer`` (mine, theirs) decides what both may have changed. Raises Refused with a list of it when it is empty.
        """
        with self._caught_up():
            commit = self.store.merger.merge(file, prefer=prefer)
            self._publish([commit])
        count = len({op["u"] for op in commit.ops if op["t"] != "events"})
        what = f"{count} record{'s' if count != 1 else ''}" if commit.ops else "nothing that was not here"
        return self._done(f"Merged {file.name}: it had {what}{' to take over' if commit.ops else ''}.", "")

    def conflicted_copies(self) -> list[Path]:
        """Return the second versions of the book that sync programs put beside it."""
        return self.store.merger.conflicted_copies()

    def forget_before(self, when: str) -> Done:
        """Remove what was done before ``when`` (a stored due) from the history, for good. Raises NotSaved."""
        day = dt.date.fromisoformat(when[:10])
        start = when if len(when) > 10 else (day - dt.timedelta(days=1)).isoformat()
        count, said = self.store.copies.forget(due_end(start, self.now())), say_long(when, self.now())
        if not count:
            return self._done(f"Nothing in the history is before {said}.", "")
        words = [f"Forgot {count:,} step{'s' if count != 1 else ''} before {said}.", "The records stay."]
        words.append("Undo and --at reach no further back.")
        kept = " and ".join(map(str, self.store.copies.held_elsewhere()))
        words.append(f"Copies in {kept} are not touched: empty them by hand if those shall go, too." if kept else "")
        return self._done(" ".join(filter(None, words)), "")

    def as_of(self, when: str) -> Self:
        """Return a desk over the book as it was when ``when`` (a stored due: a day, or a time) was over.

        Its now is that moment, at most the present one, and stands still; every verb is refused with its ``read_only``.
        This desk goes on as it is. Close the store of the one returned. Raises Refused when ``when`` is still to come,
        or the history does not go back so far; NeedsCare when the history is damaged.
        """
        at, said = past_moment(when, self.now())
        store = self.store.as_of(at, f"This is the book as of {said}: nothing can be changed here.")
        moment = self.moment
        return type(self)(store, lambda zone: Moment(at, moment(zone).zone), self.source)
