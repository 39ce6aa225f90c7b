"""The lock, what a writer puts right, and the one way in which a commit reaches the disk."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from delegator_tui.errors import NotSaved
from delegator_tui.model.ids import new_uid
from delegator_tui.store import compaction, entry
from delegator_tui.store.changes import Change, Commit, commit_of
from delegator_tui.store.disk import BINARY, Unconfirmed, append, make_folder, not_saved
from delegator_tui.store.journal import Journal
from delegator_tui.store.line import checksum, frame, parse
from delegator_tui.store.machine import host
from delegator_tui.store.reader import Reader


class Keeper(Reader):
    """Adds the writing. What `Store` offers stands on this."""

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock with everything caught up and put right. Reentrant."""
        with self._mutex:
            if self._depth == 0:
                self._enter()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self._lock.release()

    def _enter(self) -> None:
        if self._refusal:
            raise NotSaved(self._refusal)
        self._refuse_if_gone()
        try:
            make_folder(self._disk, self._paths.folder)
        except OSError as error:
            raise not_saved(error, self._paths.snapshot) from error
        self._lock.acquire()
        try:
            self._refuse_if_gone()
            self._catch_up()
            self._put_right()
        except OSError as error:
            self._lock.release()
            raise not_saved(error, self._paths.snapshot) from error
        except BaseException:
            self._lock.release()
            raise

    def _refuse_if_gone(self) -> None:
        if self._journal is not None and not self._exists():
            raise NotSaved(f"{self._paths.journal} is gone; nothing was saved. Is its disk still there?")

    def _put_right(self) -> None:
        """Do what only a writer may do: cut a torn end, take in a hand edit, mend files, part from a copied disk."""
        if self._journal is None:
            return
        if self._journal.tail:
            self._cut_tail(self._journal)
        if self._edit:
            self._absorb()
        if self._journal.header["host"] != host():
            self._compact(replica=_new_replica())
        elif self._repair:
            self._compact()
        elif self._mend:
            compaction.mend_base(self._disk, self._paths, self._journal, self._crc)
            self._mend = False

    def _cut_tail(self, journal: Journal) -> None:
        name = f"journal-{journal.header['gen']:06d}-{journal.end}-{checksum(journal.tail)}.torn"
        compaction.set_aside(self._disk, self._paths, name, journal.tail)
        fd = self._writing(journal)
        self._disk.truncate(fd, journal.end)
        self._disk.sync(fd)
        journal.tail = b""
        self.notices.append(
            f"The last save was never finished; what there is of it was kept in {self._paths.quarantine}."
        )

    def _absorb(self) -> None:
        """Commit a hand edit. Its line names the edited file, so that a crash here does not take it in twice."""
        if self._edit_shown:
            self._reload(with_edit=False)
        if self._edit:
            self._write(self._edit, verb="edit by hand", label="edit by hand", edit=self._crc)
            self._edit = []

    def _writing(self, journal: Journal) -> int:
        if self._fd < 0:
            self._fd = os.open(journal.path, os.O_WRONLY | os.O_APPEND | BINARY)
        return self._fd

    def _write(
        self,
        changes: Sequence[Change],
        *,
        verb: str,
        label: str,
        kind: str = "act",
        undoes: int | None = None,
        edit: str | None = None,
    ) -> Commit:
        """Commit under the lock: write, wait for the disk, and only then change the state."""
        now = self._clock()
        draft = self._draft(changes, now)
        ops = draft.ops()
        journal = self._journal
        if journal is None and ops:
            self._compact()
            journal, draft = self._journal, self._draft(changes, now)
        replica = self.replica_id
        line = entry.commit(draft.position(), now, replica, ops, verb=verb, label=label, kind=kind, undoes=undoes)
        if journal is None or (not ops and undoes is None):
            return commit_of({**line, "s": self._state.seq})
        if edit is not None:
            line["edit"] = edit
        self._append(journal, frame(line))
        return commit_of(journal.commits[-1])

    def _append(self, journal: Journal, text: bytes) -> None:
        self._stale = True  # if anything but a clean refusal stops us, the files are read again
        try:
            append(self._disk, self._writing(journal), b"\n" + text if journal.bare else text, journal.path)
        except Unconfirmed as error:
            self._refusal = str(error)
            raise
        except NotSaved:
            self._stale = False
            raise
        line = parse(text[:-1])
        if line is None:
            raise AssertionError("we wrote a line that we cannot read")
        if journal.bare:
            journal.end += 1
        journal.take(line, text[:-1])
        self._state.apply(line)
        self._stale = False

    def _compact(self, *, replica: str = "") -> None:
        """Write snapshot, spare copy and a fresh journal; the first time of all, make the book."""
        journal = self._journal
        state = self._state
        state.store = state.store or new_uid(entry.milliseconds(self._clock()))
        self._stale = journal is not None
        try:
            if self._repair and self._stamp is not None:
                data = Path(self._paths.snapshot).read_bytes()
                compaction.set_aside(self._disk, self._paths, f"snapshot-{checksum(data)}.json", data)
            self._stamp = compaction.compact(
                self._disk,
                self._paths,
                state,
                journal,
                replica=replica or (journal.header["replica"] if journal else _new_replica()),
                host=host(),
                rule=self._rule,
                fd=self._writing(journal) if journal else -1,
            )
        except Unconfirmed as error:
            self._refusal = str(error)
            raise
        except OSError as error:
            raise not_saved(error, self._paths.snapshot) from error
        self._drop_files()
        self._journal = Journal(self._paths.journal)
        self._edit, self._edit_shown = [], False
        self._repair = self._mend = self._stale = False


def _new_replica() -> str:
    return os.urandom(4).hex()
