"""Taking over what a second version of the book has: the conflicted copy that a sync program made beside it.

By uid and field. What only they have is taken; a field that differs is taken when ours is as it was made, and left when
theirs is a value that ours had once. Where both may have changed it, somebody must say which stays. What is gone on one
side because a merge was taken back there is no removal: it stays on the other, and comes again when it is merged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import NeedsCare, Refused
from delegator_tui.store.care.restore import AS_IT_IS
from delegator_tui.store.files import snapshot
from delegator_tui.store.files.foreign import what_it_is
from delegator_tui.store.files.line import parse
from delegator_tui.store.files.ordinary import read_named
from delegator_tui.store.history.log import ASIDE
from delegator_tui.store.state import edit_check
from delegator_tui.store.state.changes import Change, Commit, Put, Record, Set
from delegator_tui.store.state.draft import same
from delegator_tui.store.state.rows import IsOpen, decode_record
from delegator_tui.store.state.state import State

MINE, THEIRS = "mine", "theirs"
NEVER = object()
"""The value of a field that a record has not got."""
GONE = ("_deleted", "undone_by", ASIDE)
"""Fields that say that a record counts no more."""
PLAIN = frozenset({"updated"})
"""Fields of which the later value counts."""


class Conflict(NamedTuple):
    """A field that both may have changed."""

    name: str
    field: str
    ours: object
    theirs: object

    @property
    def said(self) -> str:
        """The conflict in words."""
        ours, theirs = ("nothing" if each is NEVER or each is None else each for each in (self.ours, self.theirs))
        return f"{self.field} of {self.name}: here {ours}, there {theirs}"


class Past:
    """What the history tells of each record: which values its fields had, and which were set after it was made."""

    def __init__(self, commits: Iterable[Commit]) -> None:
        self._former: dict[tuple[str, str, str], list[object]] = {}
        self._made: set[tuple[str, str]] = set()
        for commit in commits:
            for op in commit.ops:
                if op["op"] == "put":
                    self._made.add((op["t"], op["u"]))
                    continue
                for field in (*op["f"], *op.get("x", ())):
                    self._former.setdefault((op["t"], op["u"], field), []).append(op.get("b", {}).get(field, NEVER))

    def had(self, table: str, uid: str, field: str, value: object) -> bool:
        """Tell whether the field had this value once."""
        return any(_alike(value, each) for each in self._former.get((table, uid, field), ()))

    def is_as_made(self, table: str, uid: str, field: str) -> bool:
        """Tell whether the field is known not to have changed since the record was made."""
        return (table, uid) in self._made and (table, uid, field) not in self._former


def read_copy(file: Path, ours: State, is_open: IsOpen) -> State:
    """Return the book as a conflicted copy has it: of the snapshot, or of a journal that goes on from our history.

    ``ours`` is used up when it is a journal: it must be the state at which that journal begins.
    Raises Refused when it is of another book, NeedsCare when it cannot be read.
    """
    shot = snapshot.read_foreign(read_named(str(file)))
    if shot is None:
        return _of_journal(file, ours)
    if shot.meta.get("store") != ours.store:
        raise Refused(f"{file} is of another book: look at it with delegator --db.")
    return snapshot.to_state(shot, is_open, None)


def start_of(file: Path) -> tuple[int, str] | None:
    """Return number and clock of the commit at which a conflicted journal begins; None when it is no journal."""
    header = parse(read_named(str(file)).partition(b"\n")[0])
    return (header["seq"], header["hlc"]) if header is not None and "journal" in header else None


def _of_journal(file: Path, then: State) -> State:
    data = read_named(str(file))
    lines = [parse(text) for text in data.split(b"\n") if text]
    what = what_it_is(data) if not lines or lines[0] is None else ""
    if what:
        raise Refused(f"{file} is {what}, not a version of a book.")
    if not lines or lines[0] is None:
        raise NeedsCare(f"{file} cannot be read; nothing was taken over.")
    if lines[0]["store"] != then.store:
        raise Refused(f"{file} is of another book: look at it with delegator --db.")
    for line in lines[1:]:
        if line is None:
            raise NeedsCare(f"{file} is damaged; nothing was taken over.")
        if "s" in line:
            then.apply(line)
    return then


def merged(theirs: State, ours: State, past: Past, prefer: str) -> tuple[list[Change], list[Conflict]]:
    """Return the changes that bring over what is only there, and the fields that somebody must decide.

    ``prefer``: ``mine`` or ``theirs`` decides all of them; empty leaves them open.
    """
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for table, rows in theirs.tables.items():
        if table in AS_IT_IS or table == "reminders":  # what was said and sent is the business of one machine
            continue
        for key, raw in rows.raw.items():
            record = decode_record(raw)
            here = ours.record(table, record["uid"])
            if here is None:
                changes.append(Put(table, record, int(key)))
                continue
            fields, open_ = _compared(table, record, here, past)
            conflicts += open_ if not prefer else []
            fields |= {each.field: each.theirs for each in open_} if prefer == THEIRS else {}
            changes += _set(table, record["uid"], fields)
    return changes, conflicts


def _compared(table: str, there: Record, here: Record, past: Past) -> tuple[dict[str, object], list[Conflict]]:
    """Return the fields to take over from a record that is here too, and those that both may have changed."""
    take: dict[str, object] = {}
    conflicts = []
    for field in _different(there, here):
        ours, theirs = here.get(field, NEVER), there.get(field, NEVER)
        if field in PLAIN:
            take |= {field: theirs} if str(theirs) > str(ours) else {}
        elif field in GONE and (ASIDE in there or ASIDE in here):
            take |= {} if ASIDE in there else {field: theirs}
        elif past.had(table, here["uid"], field, theirs):
            continue
        elif past.is_as_made(table, here["uid"], field):
            take[field] = theirs
        else:
            name = here.get("title") or here.get("name") or f"a record in {table}"
            conflicts.append(Conflict(str(name), field, ours, theirs))
    return (take if take.keys() - PLAIN else {}), conflicts


def _different(there: Record, here: Record) -> Iterator[str]:
    for field in {**here, **there}:
        if not _alike(there.get(field, NEVER), here.get(field, NEVER)):
            yield field


def _alike(one: object, other: object) -> bool:
    return one is other or (one is not NEVER and other is not NEVER and same(one, other))


def _set(table: str, uid: str, fields: dict[str, object]) -> Iterator[Set]:
    if fields:
        values = {name: value for name, value in fields.items() if value is not NEVER}
        yield Set(table, uid, values, [name for name, value in fields.items() if value is NEVER])


def refusal(file: Path, conflicts: list[Conflict]) -> Refused:
    """Return the refusal that asks which side stays."""
    listed = "\n".join(f"  {each.said}" for each in conflicts[:20])
    more = f"\n  … and {len(conflicts) - 20} more" if len(conflicts) > 20 else ""
    count = f"{len(conflicts)} field{'s' if len(conflicts) > 1 else ''}"
    return Refused(
        f"{count} may have changed here and in {file}: which should stay?\n{listed}{more}",
        force="--mine or --theirs",
    )


def check(changes: list[Change], state: State, rule: edit_check.Check | None, file: Path) -> None:
    """Refuse a merge that would break a rule."""
    fault = edit_check.fault(changes, state, rule) if rule is not None else None
    if fault is not None:
        raise Refused(f"{file} cannot be merged: {fault.why}")
