"""All commits there ever were, newest first, and which of them undo and redo mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from delegator_tui.store.files.journal import Line
from delegator_tui.store.files.line import parse
from delegator_tui.store.files.ordinary import NotOrdinary, read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.state.changes import Change, Commit, Op, Record, Set, commit_of
from delegator_tui.store.state.draft import changed_since, same
from delegator_tui.store.state.state import SETTINGS, State

KEPT = frozenset({"events", "messages"})
"""Tables whose records stay when their making is undone, and say which commit undid it: what happened, what left."""
ASIDE = "_aside"
"""Field of a record that is gone here only because a merge was taken back, or a copy restored: nobody removed it."""
ALWAYS = frozenset({"uid", "created", "updated"})
"""Fields of every record, which say nothing by themselves."""


def newest_first(paths: Paths, lines: Iterable[Line]) -> Iterator[Commit]:
    """Yield ``lines`` (the live journal's commits, newest first), then those of the kept journals.

    Segments may overlap after a crash in the middle of a compaction; each commit comes once. Lines that cannot be read
    are passed over: history is for looking back, the state does not depend on it.
    """
    before: int | None = None
    for line in lines:
        before = line["s"]
        yield commit_of(line)
    for path in kept(paths):
        for line in reversed(_commits(path)):
            if before is None or line["s"] < before:
                before = line["s"]
                yield commit_of(line)


def kept(paths: Paths) -> list[Path]:
    """Return the kept journals, newest first. Of two with one number, the second (``-1``) has gone on further."""
    return sorted(Path(paths.history).glob("*.journal"), key=kept_number, reverse=True)


def kept_number(path: Path) -> tuple[int, int]:
    """Return a kept journal's number, and which of that number it is."""
    gen, _, again = path.stem.partition("-")
    return (int(gen) if gen.isdigit() else 0), (int(again) if again.isdigit() else 0)


def _commits(path: Path) -> list[Line]:
    try:
        lines = map(parse, read_own(str(path)).split(b"\n"))
    except (FileNotFoundError, NotOrdinary):
        return []
    return [line for line in lines if line is not None and "s" in line]


def undo_target(history: Iterable[Commit]) -> Commit | None:
    """Return the newest action that is in force; None when there is none."""
    cancelled: set[int | None] = set()
    for commit in history:
        if commit.kind == "redo" or (commit.kind == "undo" and commit.seq not in cancelled):
            cancelled.add(commit.undoes)
        elif commit.kind == "act" and commit.seq not in cancelled:
            return commit
    return None


def redo_target(history: Iterable[Commit]) -> Commit | None:
    """Return the newest undo that is in force and after which nothing was done; None when there is none."""
    cancelled: set[int | None] = set()
    for commit in history:
        if commit.kind == "act":
            return None
        if commit.kind == "redo":
            cancelled.add(commit.undoes)
        elif commit.kind == "undo" and commit.seq not in cancelled:
            return commit
    return None


def inverse(commit: Commit, seq: int, state: State) -> list[Change]:
    """Return the changes that take ``commit`` back in ``state``, to be committed as number ``seq``.

    What it made is marked deleted, except that events and messages stay and say which commit has undone them.
    Settings go only when nothing else is in them: what is no step of undo may have set some since.
    """
    aside: Record = {ASIDE: True} if commit.verb == "merge" else {}
    return [_inverse_op(op, seq, state, aside) for op in reversed(commit.ops)]


def _inverse_op(op: Op, seq: int, state: State, aside: Record) -> Change:
    if op["op"] == "put":
        if op["t"] == SETTINGS:
            return _without(op, state)
        mark: Record = {"undone_by": seq} if op["t"] in KEPT else {"_deleted": True}
        return Set(op["t"], op["u"], mark | aside)
    before = op.get("b", {})
    gone = [name for name in op["f"] if name not in before]
    return Set(op["t"], _meant(op, state), before, gone)


def _without(op: Op, state: State) -> Change:
    """Take back what the making of the settings set and nobody changed since."""
    uid = _meant(op, state)
    now = state.record(SETTINGS, uid) or {}
    made = [name for name, value in op["f"].items() if name not in ALWAYS and name in now and same(now[name], value)]
    return Set(SETTINGS, uid, {} if set(now) - set(made) - ALWAYS else {"_deleted": True}, made)


def _meant(op: Op, state: State) -> str:
    """Return the uid of the record to change: of settings there is one, though it may have been made anew since."""
    live = state.settings() if op["t"] == SETTINGS else None
    return str(live["uid"] if live else op["u"])


def moved_on(commit: Commit, state: State) -> list[tuple[str, str, list[str]]]:
    """Return table, uid and fields of what no longer is as ``commit`` left it, so that undoing would lose a change."""
    found = []
    for op in commit.ops:
        uid = _meant(op, state)
        fields = changed_since(op, state.record(op["t"], uid) or {}) if op["op"] == "set" else []
        if op["t"] == SETTINGS:
            fields = [name for name in fields if name != "_deleted"]
        if fields:
            found.append((op["t"], uid, fields))
    return found
