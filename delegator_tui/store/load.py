"""Opening a book: which bytes are the truth, and what a writer has to put right first. Changes nothing itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import NeedsCare
from delegator_tui.store import entry, snapshot
from delegator_tui.store.changes import Change
from delegator_tui.store.disk import Stamp, stamp, stamp_of
from delegator_tui.store.edits import differences
from delegator_tui.store.journal import Journal, newer
from delegator_tui.store.line import checksum
from delegator_tui.store.paths import Paths
from delegator_tui.store.rows import IsOpen
from delegator_tui.store.snapshot import Snapshot
from delegator_tui.store.state import State

ATTEMPTS = 20
"""How often a reader without lock looks again while a writer is at work."""


class Loaded(NamedTuple):
    """What was found.

    ``edit`` is what a hand edit of the snapshot changes (the state is without it), ``crc`` the edited file's checksum.
    ``repair``: the snapshot is missing, unusable or edited; a writer sets its bytes aside and writes it anew.
    """

    state: State
    journal: Journal | None
    stamp: Stamp | None
    crc: str
    edit: list[Change]
    repair: bool
    notices: list[str]


class _Found(NamedTuple):
    data: bytes
    stamp: Stamp | None

    @property
    def crc(self) -> str:
        return checksum(self.data)


def load(paths: Paths, is_open: IsOpen, rule: int) -> Loaded:
    """Read the book. Raises NeedsCare when it is damaged, from a newer version, or cannot be read."""
    try:
        for attempt in range(ATTEMPTS):
            loaded = _load(paths, is_open, rule, last=attempt == ATTEMPTS - 1)
            if loaded is not None:
                return loaded
    except OSError as error:
        raise NeedsCare(f"{error.filename or paths.snapshot} cannot be read ({error.strerror}).") from error
    raise AssertionError("the last attempt answers")


def _load(paths: Paths, is_open: IsOpen, rule: int, *, last: bool) -> Loaded | None:
    """Read once; None when the files changed meanwhile, so that they may not belong together."""
    before = stamp(paths.journal)
    if before is None or not before[1]:
        return _without_journal(paths, is_open)
    try:
        journal = Journal(paths.journal)
    except NeedsCare:
        if last or stamp(paths.journal) == before:
            raise
        return None
    try:
        found = _read(paths.snapshot)
        if found.crc in journal.ours:
            return _ours(journal, found, is_open, rule, paths)
        loaded = _changed(paths, journal, found, is_open, rule)
        if last or stamp(paths.journal) == before:
            return loaded
    except BaseException:
        journal.close()
        if last or stamp(paths.journal) == before:
            raise
        return None
    journal.close()
    return None


def _read(path: str) -> _Found:
    try:
        with Path(path).open("rb") as file:
            seen = stamp_of(os.fstat(file.fileno()))  # before reading: a later change must show
            return _Found(file.read(), seen)
    except FileNotFoundError:
        return _Found(b"", None)


def _ours(journal: Journal, found: _Found, is_open: IsOpen, rule: int, paths: Paths) -> Loaded:
    shot = snapshot.read(found.data)
    if shot is None:
        raise NeedsCare(f"{paths.snapshot} cannot be read although it is unchanged. Nothing was touched.")
    return Loaded(_replayed(shot, journal, is_open, rule), journal, found.stamp, found.crc, [], False, [])


def _replayed(shot: Snapshot, journal: Journal, is_open: IsOpen, rule: int | None) -> State:
    state = snapshot.to_state(shot, is_open, rule)
    for line in journal.commits:
        state.apply(line)
    return state


def _changed(paths: Paths, journal: Journal, found: _Found, is_open: IsOpen, rule: int) -> Loaded:
    """The snapshot is not as we wrote it: edited by hand, damaged, older, or gone."""
    base = _base(paths, journal)
    edited = _checked(found.data, paths, base)
    if base is None:
        return _without_base(paths, journal, found, edited, is_open)
    state = _replayed(base.copy(), journal, is_open, rule)  # the base must stay as it is: the edit is compared with it
    changes: list[Change] = []
    notices: list[str] = []
    if found.crc in journal.absorbed:
        pass
    elif edited is not None and edited.seq == base.seq and edited.meta.get("store") == base.meta.get("store"):
        changes = differences(edited, base, state)
        notices = [f"{paths.snapshot} was edited by hand; the edit was taken in."] if changes else []
    else:
        why = "was missing" if found.stamp is None else "is another, older one" if edited else "could not be read"
        notices = [f"{paths.snapshot} {why}; the book was rebuilt from its spare copy and its journal."]
    return Loaded(state, journal, found.stamp, found.crc, changes, True, notices)


def _base(paths: Paths, journal: Journal) -> Snapshot | None:
    """Return the spare copy if it is one that the journal goes on from."""
    found = _read(paths.base)
    if found.crc in journal.ours:
        return snapshot.read(found.data)
    return snapshot.Snapshot({}, _newborn(journal)) if journal.header["seq"] == 0 else None


def _newborn(journal: Journal) -> dict[str, object]:
    return {"seq": 0, "store": journal.header["store"]}


def _without_base(paths: Paths, journal: Journal, found: _Found, edited: Snapshot | None, is_open: IsOpen) -> Loaded:
    start, end = journal.header["seq"], journal.position.seq
    usable = edited is not None and edited.meta.get("store") == journal.header["store"]
    if edited is None or not usable or not start <= edited.seq <= end:
        raise NeedsCare(
            f"Neither {paths.snapshot} nor its spare copy {paths.base} belongs to {paths.journal}. Nothing was touched."
        )
    notices = [f"{paths.snapshot} was changed and its spare copy is gone; it was taken as it is."]
    return Loaded(_replayed(edited, journal, is_open, None), journal, found.stamp, found.crc, [], True, notices)


def _checked(data: bytes, paths: Paths, base: Snapshot | None = None) -> Snapshot | None:
    """Read a snapshot of unknown origin. Raises NeedsCare when a newer version wrote it."""
    shot = snapshot.read_foreign(data, base)
    if shot is not None and shot.meta.get("schema", entry.SCHEMA) != entry.SCHEMA:
        raise newer(paths.snapshot)
    return shot


def _without_journal(paths: Paths, is_open: IsOpen) -> Loaded:
    """A book that was never saved, or one whose journal somebody took away."""
    found = _read(paths.snapshot)
    shot, spare = _checked(found.data, paths), _checked(_read(paths.base).data, paths)
    notices: list[str] = []
    if spare is not None and spare.has_records and not (shot is not None and shot.has_records):
        shot = spare
        notices.append(f"{paths.snapshot} was missing, empty or could not be read; its spare copy was taken.")
    elif shot is None and not found.data:
        return Loaded(State("", {}, {}, is_open), None, found.stamp, found.crc, [], False, [])
    elif shot is None or (not shot.meta and shot.has_records):
        raise NeedsCare(f"{paths.snapshot} is not a file of delegator. Nothing was touched.")
    if shot.seq > 0:
        notices.append(f"The journal of {paths.snapshot} is missing; saves since the last compaction may be lost.")
    return Loaded(snapshot.to_state(shot, is_open, None), None, found.stamp, found.crc, [], True, notices)
