"""Opening a book: which bytes are the truth, and what a writer has to put right first. Changes nothing itself."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from delegator_tui.errors import Damaged, NeedsCare, TransientNotice
from delegator_tui.store.files import entry, snapshot
from delegator_tui.store.files.disk import Stamp, not_read, stamp, stamp_of
from delegator_tui.store.files.foreign import what_it_is
from delegator_tui.store.files.journal import Journal, newer
from delegator_tui.store.files.line import checksum
from delegator_tui.store.files.ordinary import check_book, open_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.files.snapshot import Snapshot
from delegator_tui.store.state.changes import Change
from delegator_tui.store.state.rows import IsOpen
from delegator_tui.store.state.state import State

if TYPE_CHECKING:
    from delegator_tui.store.state.edit_check import Check

ATTEMPTS = 20
"""How often a reader without lock looks again while a writer is at work."""


class Loaded(NamedTuple):
    """What was found.

    ``edit`` is what a hand edit of the snapshot changes (the state is without it), ``crc`` the edited file's checksum.
    ``repair``: the snapshot is missing, unusable or edited; a writer sets its bytes aside and writes it anew.
    ``newer``: the file that a later version wrote; empty when there is none. ``unreadable``: the snapshot has bytes
    that mean nothing, perhaps because somebody is at writing it.
    """

    state: State
    journal: Journal | None
    stamp: Stamp | None
    crc: str
    edit: list[Change]
    repair: bool
    notices: list[str]
    newer: str = ""
    unreadable: bool = False


class _Found:
    """The bytes of a file and when they were written. Their checksum is worked out once: a large book takes long."""

    def __init__(self, data: bytes, stamp: Stamp | None) -> None:
        self.data = data
        self.stamp = stamp

    @cached_property
    def crc(self) -> str:
        return checksum(self.data)


class Ways(NamedTuple):
    """How the records are to be understood.

    ``is_open`` tells whether one is open; ``rule`` is the number of its answers; ``check`` says what is wrong with one
    that was edited by hand.
    """

    is_open: IsOpen
    rule: int
    check: Check | None


def load(paths: Paths, ways: Ways) -> Loaded:
    """Read the book. Raises NeedsCare when it is damaged, not to be understood, or cannot be read."""
    try:
        check_book(paths.given)
        for attempt in range(ATTEMPTS):
            loaded = _load(paths, ways, last=attempt == ATTEMPTS - 1)
            if loaded is not None:
                return loaded
    except OSError as error:
        raise not_read(error, paths.snapshot) from error
    raise AssertionError("the last attempt answers")


def _load(paths: Paths, ways: Ways, *, last: bool) -> Loaded | None:
    """Read once; None when the files changed meanwhile, so that they may not belong together."""
    before = stamp(paths.journal)
    if before is None or not before[1]:
        return _without_journal(paths, ways)
    try:
        journal = Journal(paths.journal)
    except NeedsCare:
        if last or stamp(paths.journal) == before:
            raise
        return None
    try:
        found = _read(paths.snapshot)
        if found.crc in journal.ours:
            return _ours(journal, found, ways, paths)
        loaded = _changed(paths, journal, found, ways)
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
        with os.fdopen(open_own(path, os.O_RDONLY), "rb") as file:
            seen = stamp_of(os.fstat(file.fileno()))  # before reading: a later change must show
            return _Found(file.read(), seen)
    except FileNotFoundError:
        return _Found(b"", None)


def _ours(journal: Journal, found: _Found, ways: Ways, paths: Paths) -> Loaded:
    shot = snapshot.read(found.data)
    if shot is None:
        raise Damaged(f"{paths.snapshot} cannot be read although it is unchanged. Nothing was touched.")
    state = _replayed(shot, journal, ways.is_open, ways.rule)
    return Loaded(state, journal, found.stamp, found.crc, [], False, [], _newer(journal))


def _newer(journal: Journal) -> str:
    return journal.path if journal.newer else ""


def _replayed(shot: Snapshot, journal: Journal, is_open: IsOpen, rule: int | None) -> State:
    state = snapshot.to_state(shot, is_open, rule)
    state.schema = shot.meta.get("schema") or journal.header["schema"]
    for line in journal.commits:
        state.apply(line)
    return state


def _changed(paths: Paths, journal: Journal, found: _Found, ways: Ways) -> Loaded:
    """The snapshot is not as we wrote it: edited by hand, damaged, older, or gone."""
    base = _base(paths, journal)
    edited = _checked(found.data, paths, base)
    if base is None:
        return _without_base(paths, journal, found, edited, ways.is_open)
    state = _replayed(base.copy(), journal, ways.is_open, ways.rule)  # the base stays: the edit is compared with it
    changes: list[Change] = []
    notices: list[str] = []
    if found.crc not in journal.absorbed:
        edit = _edit(paths, journal, found, edited, base, state) if edited is not None else None
        if edit is None:
            notices = [_lost(paths, found, edited)]
        else:
            changes, notices = _judged(paths, found, edit, state, ways.check)
    unreadable = edited is None and found.stamp is not None
    return Loaded(state, journal, found.stamp, found.crc, changes, True, notices, _newer(journal), unreadable)


def _edit(
    paths: Paths, journal: Journal, found: _Found, edited: Snapshot, base: Snapshot, state: State
) -> list[Change] | None:
    """Return what was edited by hand; None when it is no edit but another snapshot, or an older one as it was then."""
    if edited.meta.get("store") != base.meta.get("store") or edited.seq > base.seq:
        return None
    from delegator_tui.store.state.edits import differences

    if edited.seq == base.seq:
        return differences(edited, base, state)
    from delegator_tui.store.state.ancestor import ancestor_of, reread

    then = ancestor_of(edited, paths, journal, _replayed(base.copy(), journal, state.is_open, None))
    return differences(reread(found.data, then, base), then, state) or None if then is not None else None


def _judged(
    paths: Paths, found: _Found, changes: list[Change], state: State, check: Check | None
) -> tuple[list[Change], list[str]]:
    """Return the changes of a hand edit with what to say of them; none when one of them breaks a rule."""
    from delegator_tui.store.state import edit_check

    fault = edit_check.fault(changes, state, check) if check is not None else None
    if fault is not None:
        line, column = edit_check.place(found.data, fault)
        return [], [
            f"{paths.snapshot} was edited by hand, and the edit breaks a rule at line {line}, column {column}: "
            f"{fault.why} It was not taken in; what you wrote is kept as {_kept_as(paths, found)} before anything is "
            "written over it."
        ]
    return changes, [TransientNotice(f"{paths.snapshot} was edited by hand; the edit was taken in.")] if changes else []


def _lost(paths: Paths, found: _Found, edited: Snapshot | None) -> str:
    """Return what to say of a snapshot that is not used."""
    rebuilt = "the book was rebuilt from its spare copy and its journal."
    if found.stamp is None:
        return f"{paths.snapshot} was missing; {rebuilt}"
    kept = f"What it held is kept as {_kept_as(paths, found)} before anything is written over it."
    if edited is not None:
        return f"{paths.snapshot} is another, older one; {rebuilt} {kept}"
    from delegator_tui.store.state import edit_check

    return f"{paths.snapshot} could not be read ({edit_check.syntax(found.data)}); {rebuilt} {kept}"


def _kept_as(paths: Paths, found: _Found) -> str:
    return paths.refused(f"snapshot-{found.crc}.json")


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
        raise Damaged(
            f"Neither {paths.snapshot} nor its spare copy {paths.base} belongs to {paths.journal}. Nothing was touched."
        )
    notices = [f"{paths.snapshot} was changed and its spare copy is gone; it was taken as it is."]
    state = _replayed(edited, journal, is_open, None)
    return Loaded(state, journal, found.stamp, found.crc, [], True, notices, _newer(journal))


def _checked(data: bytes, paths: Paths, base: Snapshot | None = None) -> Snapshot | None:
    """Read a snapshot of unknown origin. Raises NeedsCare when a newer version wrote it."""
    shot = snapshot.read_foreign(data, base)
    if shot is not None and _is_newer(shot):
        raise newer(paths.snapshot)
    return shot


def _is_newer(shot: Snapshot) -> bool:
    return bool(shot.meta.get("schema", entry.SCHEMA) > entry.SCHEMA)


def _without_journal(paths: Paths, ways: Ways) -> Loaded:
    """A book that was never saved, or one whose journal somebody took away."""
    is_open = ways.is_open
    found = _read(paths.snapshot)
    shot, spare = snapshot.read_foreign(found.data), snapshot.read_foreign(_read(paths.base).data)
    notices: list[str] = []
    if spare is not None and spare.has_records and not (shot is not None and shot.has_records):
        shot = spare
        notices.append(f"{paths.snapshot} was missing, empty or could not be read; its spare copy was taken.")
    elif shot is None and not found.data:
        return Loaded(State("", {}, {}, is_open), None, found.stamp, found.crc, [], False, [])
    elif shot is None or (not shot.meta and shot.has_records):
        what = what_it_is(found.data)
        said = f"{what}, not a book" if what else f"not a file of delegator{_why_not(found)}"
        raise NeedsCare(f"{paths.snapshot} is {said}. Nothing was touched.")
    if shot.seq > 0:
        notices.append(f"The journal of {paths.snapshot} is missing; saves since the last compaction may be lost.")
    state, newer_file = snapshot.to_state(shot, is_open, None), paths.snapshot if _is_newer(shot) else ""
    if not newer_file and ways.check is not None:
        _check_alone(paths, found, state, ways.check)
    return Loaded(state, None, found.stamp, found.crc, [], True, notices, newer_file)


def _why_not(found: _Found) -> str:
    from delegator_tui.store.state import edit_check

    return f" ({edit_check.syntax(found.data)})" if snapshot.read_foreign(found.data) is None else ""


def _check_alone(paths: Paths, found: _Found, state: State, check: Check) -> None:
    """Raise NeedsCare where a record of a snapshot without a journal cannot be read: anybody may have written it."""
    from delegator_tui.store.state import edit_check

    fault = edit_check.fault_in(state, check)
    if fault is not None:
        line, column = edit_check.place(found.data, fault)
        raise NeedsCare(
            f"{paths.snapshot} breaks a rule at line {line}, column {column}: {fault.why} Nothing was touched."
        )
