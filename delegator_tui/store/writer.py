"""The one way in which a commit reaches the disk, and how the snapshot is written anew: all of it under the lock."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from delegator_tui.errors import NotSaved, Passing
from delegator_tui.model.ids import new_uid
from delegator_tui.store import compaction, entry
from delegator_tui.store.changes import Change, Commit, commit_of
from delegator_tui.store.disk import BINARY, Unconfirmed, append, not_saved
from delegator_tui.store.journal import Journal
from delegator_tui.store.line import checksum, frame, parse
from delegator_tui.store.machine import host
from delegator_tui.store.reader import Reader

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Writer(Reader):
    """Adds the writing. ``saves``: how many commits were made through it."""

    saves = 0

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
        more: Mapping[str, Any] = NOTHING,
    ) -> Commit:
        """Commit under the lock: write, wait for the disk, and only then change the state."""
        now = self._clock()
        draft = self._draft(changes, now)
        ops = draft.ops()
        journal = self._journal
        if journal is None and (ops or more):
            self._compact()
            journal, draft = self._journal, self._draft(changes, now)
        replica = self.replica_id
        line = entry.commit(draft.position(), now, replica, ops, verb=verb, label=label, kind=kind, undoes=undoes)
        if journal is None or (not ops and undoes is None and not more):
            return commit_of({**line, "s": self._state.seq})
        self._append(journal, frame({**line, **more}))
        return commit_of(journal.commits[-1])

    def _append(self, journal: Journal, text: bytes) -> None:
        self._stale = True  # if anything but a clean refusal stops us, the files are read again
        try:
            append(self._disk, self._writing(journal), b"\n" + text if journal.bare else text, journal.path)
        except Unconfirmed as error:
            self._refusal = NotSaved(str(error))
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
        self.saves += 1
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
                replica=replica or (journal.header["replica"] if journal else new_replica()),
                host=host(),
                rule=self._setup.ways.rule,
                fd=self._writing(journal) if journal else -1,
            )
        except Unconfirmed as error:
            self._refusal = NotSaved(str(error))
            raise
        except OSError as error:
            raise not_saved(error, self._paths.snapshot) from error
        self._drop_files()
        self._journal = Journal(self._paths.journal)
        self._edit, self._shown = [], False
        self._repair = self._mend = self._stale = False
        self._standing = []

    @contextlib.contextmanager
    def _or_read_again(self) -> Iterator[None]:
        """Have everything read anew after a failure, so that what is to be committed is shown again."""
        try:
            yield
        except BaseException:
            self._stale = True
            raise

    def _cut_tail(self, journal: Journal) -> None:
        name = f"journal-{journal.header['gen']:06d}-{journal.end}-{checksum(journal.tail)}.torn"
        compaction.set_aside(self._disk, self._paths, name, journal.tail)
        fd = self._writing(journal)
        self._disk.truncate(fd, journal.end)
        self._disk.sync(fd)
        journal.tail = b""
        self.notices.append(
            Passing(f"The last save was never finished; what there is of it was kept in {self._paths.quarantine}.")
        )


def new_replica() -> str:
    """Return what tells the commits of one machine from those of others."""
    return os.urandom(4).hex()
