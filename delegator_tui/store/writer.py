"""The one way in which a commit reaches the disk, and how the snapshot is written anew: all of it under the lock."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from delegator_tui.errors import NotSaved, TransientNotice
from delegator_tui.model.ids import new_uid
from delegator_tui.store.files import compaction, entry
from delegator_tui.store.files.disk import Unconfirmed, append, not_saved
from delegator_tui.store.files.journal import Journal
from delegator_tui.store.files.line import checksum, frame, parse
from delegator_tui.store.files.machine import host
from delegator_tui.store.files.ordinary import read_own
from delegator_tui.store.reader import Reader
from delegator_tui.store.state.changes import Change, Commit, commit_of

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Writer:
    """Writes what a `Reader` shows. ``saves``: how many commits were made through it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.saves = 0

    def write(
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
        reader = self._reader
        now = reader.clock()
        draft = reader.draft(changes, now)
        ops = draft.ops()
        journal = reader.journal
        if journal is None and (ops or more):
            self.compact()
            journal, draft = reader.journal, reader.draft(changes, now)
        replica = reader.replica_id
        line = entry.commit(draft.position(), now, replica, ops, verb=verb, label=label, kind=kind, undoes=undoes)
        if journal is None or (not ops and undoes is None and not more):
            return commit_of({**line, "s": reader.state.seq})
        self._append(journal, frame({**line, **more}))
        return commit_of(journal.commits[-1])

    def _append(self, journal: Journal, text: bytes) -> None:
        reader = self._reader
        reader.stale = True  # if anything but a clean refusal stops us, the files are read again
        try:
            append(reader.disk, journal.writing(), b"\n" + text if journal.bare else text, journal.path)
        except Unconfirmed as error:
            reader.refusal = NotSaved(str(error))
            raise
        except NotSaved:
            reader.stale = False
            raise
        line = parse(text[:-1])
        if line is None:
            raise AssertionError("we wrote a line that we cannot read")
        if journal.bare:
            journal.end += 1
        journal.take(line, text[:-1])
        reader.state.apply(line)
        self.saves += 1
        reader.stale = False

    def compact(self, *, replica: str = "") -> None:
        """Write snapshot, spare copy and a fresh journal; the first time of all, make the book."""
        reader = self._reader
        journal = reader.journal
        state = reader.state
        state.store = state.store or new_uid(entry.milliseconds(reader.clock()))
        reader.stale = journal is not None
        with self._told():
            if reader.repair and reader.stamp is not None:
                data = read_own(reader.paths.snapshot)
                compaction.set_aside(reader.disk, reader.paths, f"snapshot-{checksum(data)}.json", data)
            reader.stamp = compaction.compact(
                reader.disk,
                reader.paths,
                state,
                journal,
                replica=replica or (journal.header["replica"] if journal else new_replica()),
                host=host(),
                rule=reader.setup.ways.rule,
                fd=journal.writing() if journal else -1,
            )
        reader.drop_files()
        reader.journal = Journal(reader.paths.journal)
        reader.crc = reader.journal.snap
        reader.edit, reader.shown = [], False
        reader.repair = reader.mend = reader.stale = False
        reader.standing = []

    def fold(self, journal: Journal) -> None:
        """Bring snapshot and spare copy up to date; the journal goes on. Everything must be put right before."""
        reader = self._reader
        reader.stale = True
        with self._told():
            fd, rule = journal.writing(), reader.setup.ways.rule
            reader.stamp, reader.crc = compaction.fold(
                reader.disk, reader.paths, reader.state, journal, rule=rule, fd=fd
            )
            reader.disk.mark_changed(fd)  # or the snapshot would look as if it had been edited since the last save
            journal.read_on()
        reader.stale = False

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the disk says into a refusal."""
        try:
            yield
        except Unconfirmed as error:
            self._reader.refusal = NotSaved(str(error))
            raise
        except OSError as error:
            raise not_saved(error, self._reader.paths.snapshot) from error

    @contextlib.contextmanager
    def or_read_again(self) -> Iterator[None]:
        """Have everything read anew after a failure, so that what is to be committed is shown again."""
        try:
            yield
        except BaseException:
            self._reader.stale = True
            raise

    def cut_tail(self, journal: Journal) -> None:
        """Take the torn end off a journal, and keep it."""
        reader = self._reader
        name = f"journal-{journal.header['gen']:06d}-{journal.end}-{checksum(journal.tail)}.torn"
        compaction.set_aside(reader.disk, reader.paths, name, journal.tail)
        fd = journal.writing()
        reader.disk.truncate(fd, journal.end)
        reader.disk.sync(fd)
        journal.tail = b""
        reader.notices.append(
            TransientNotice(
                f"The last save was never finished; what there is of it was kept in {reader.paths.quarantine}."
            )
        )


def new_replica() -> str:
    """Return what tells the commits of one machine from those of others."""
    return os.urandom(4).hex()
