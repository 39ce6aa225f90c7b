"""Getting out of a damaged book what is whole: every save that can be read, on top of the best snapshot there is.

`look` changes nothing. `recover` keeps the damaged files in ``.quarantine``, then writes the book anew; a crash at any
point leaves files that are still found damaged, and a second try ends the same.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from delegator_tui.errors import NeedsCare
from delegator_tui.store.files import entry, snapshot
from delegator_tui.store.files.compaction import last_gen, set_aside
from delegator_tui.store.files.disk import Disk, make_own_folder, not_read, not_saved, replace
from delegator_tui.store.files.journal import Line, newer
from delegator_tui.store.files.line import checksum, frame, parse
from delegator_tui.store.files.lock import FileLock
from delegator_tui.store.files.machine import host
from delegator_tui.store.files.ordinary import check_book, is_own, read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.files.snapshot import Snapshot
from delegator_tui.store.history import log
from delegator_tui.store.reader import Setup
from delegator_tui.store.state.rows import IsOpen
from delegator_tui.store.state.state import State
from delegator_tui.store.writer import new_replica

RECOVER = "recover"
"""The verb of the commit that begins the journal of a recovered book. Its line names the ``lost`` saves."""

LEAP = 100_000
"""How many saves may be lost at once: a number that leaps further is damage itself."""
_START = re.compile(rb"[0-9a-f]{8} (\d{1,9}) ")


class Salvage(NamedTuple):
    """What can be got out: ``state`` and the ``lines`` of the commits, oldest first.

    ``lost``: numbers of the saves that cannot be read; ``whole``: up to which save nothing is missing; ``left_out``:
    how many changes of later saves do not fit without them; ``header``: the journal's first line, if it can be read.
    """

    state: State
    lines: list[Line]
    lost: list[int]
    whole: int
    left_out: int
    header: Line | None

    @property
    def later(self) -> list[int]:
        """The numbers of the whole saves behind the first that is lost."""
        lost = set(self.lost)
        return [number for number in range(self.whole + 1, self.state.seq + 1) if number not in lost]


def look(paths: Paths, is_open: IsOpen) -> Salvage:
    """Return what can be got out of the book. Raises NeedsCare when a newer version wrote it, or nothing is left."""
    try:
        check_book(paths.given)
        found = list(_readable(Path(paths.journal)))
        kept = [line for path in reversed(log.kept(paths)) for line in _readable(path)]
        shots = [_snapshot(Path(name)) for name in (paths.snapshot, paths.base)]
    except OSError as error:
        raise not_read(error, paths.snapshot) from error
    headers = [line for line in (*kept, *found) if "journal" in line]
    if any(entry.is_newer(line) for line in headers):
        raise newer(paths.journal)
    state = _start([shot for shot in shots if shot is not None], headers, is_open)
    commits = {line["s"]: line for line in (*kept, *found) if "s" in line and "o" in line}
    commits = {number: line for number, line in commits.items() if number <= state.seq + len(commits) + LEAP}
    if not state.store or not (state.seq or commits):
        raise NeedsCare(f"Nothing of {paths.snapshot} can be read. Nothing was touched.")
    header = next((line for line in found if "journal" in line), None)
    return _replayed(state, commits, header)


def _replayed(state: State, commits: dict[int, Line], header: Line | None) -> Salvage:
    last = max([state.seq, *commits])
    first = min(header["seq"], state.seq) if header else state.seq
    lost = [number for number in range(first + 1, last + 1) if number not in commits]
    left_out = 0
    for number in sorted(number for number in commits if number > state.seq):
        whole, commits[number] = len(commits[number]["o"]), _apply(state, commits[number])
        left_out += whole - len(commits[number]["o"])
    lines = [commits[number] for number in sorted(commits) if number > (header["seq"] if header else 0)]
    return Salvage(state, lines, lost, lost[0] - 1 if lost else last, left_out, header)


def _apply(state: State, line: Line) -> Line:
    """Apply what fits of a commit; return it without the operations that do not, so that it can be undone."""
    fitting = []
    for op in line["o"]:
        with contextlib.suppress(NeedsCare):
            state.apply_op(op)
            fitting.append(op)
    state.apply(line | {"o": []})
    return line | {"o": fitting}


def _readable(path: Path) -> Iterator[Line]:
    """Yield every line with a right checksum, also where the newline before it was hit."""
    try:
        data = read_own(str(path))
    except FileNotFoundError:
        return
    at = 0
    while found := _START.search(data, at):
        end = found.end() + int(found[1])
        line = parse(data[found.start() : end])
        at = found.start() + 1 if line is None else end
        if line is not None:
            yield line


def _snapshot(path: Path) -> Snapshot | None:
    try:
        shot = snapshot.read_foreign(read_own(str(path)))
    except FileNotFoundError:
        return None
    if shot is not None and shot.meta.get("schema", entry.SCHEMA) > entry.SCHEMA:
        raise newer(str(path))
    return shot if shot is not None and shot.meta.get("store") else None


def _start(shots: Iterable[Snapshot], headers: Iterable[Line], is_open: IsOpen) -> State:
    """Return the newest snapshot as a state; of two that are as new the book's own, which may have been edited."""
    store = next((line["store"] for line in reversed(list(headers))), None)
    fitting = [shot for shot in shots if store in (None, shot.meta["store"])]
    if fitting:
        return snapshot.to_state(max(fitting, key=lambda shot: shot.seq), is_open, None)
    return State(store or "", {}, {}, is_open)


def recover(path: Path, now: dt.datetime, setup: Setup, instead: Path | None = None) -> Salvage:
    """Write a damaged book anew from what can be read of it; return what that was.

    When nothing can, from the snapshot ``instead``. Raises NotSaved, and NeedsCare when there is nothing to begin with.
    """
    paths, disk = Paths(str(path)), setup.disk
    with FileLock(paths.lock, setup.deadline):
        found = _or_another(paths, setup.ways.is_open, instead)
        try:
            for name, word in ((paths.journal, "journal"), (paths.snapshot, "snapshot"), (paths.base, "base")):
                with contextlib.suppress(FileNotFoundError):
                    data = read_own(name)
                    set_aside(disk, paths, f"{word}-{checksum(data)}.damaged", data)
            _write(disk, paths, found, now, setup.ways.rule)
        except OSError as error:
            raise not_saved(error, paths.snapshot) from error
    return found


def _or_another(paths: Paths, is_open: IsOpen, instead: Path | None) -> Salvage:
    try:
        return look(paths, is_open)
    except NeedsCare:
        shot = _snapshot(instead) if instead is not None else None
        if shot is None:
            raise
        state = snapshot.to_state(shot, is_open, None)
        return Salvage(state, [], [], state.seq, 0, None)


def _write(disk: Disk, paths: Paths, found: Salvage, now: dt.datetime, rule: int) -> None:
    """Keep what can be read of the journal in the history, then put snapshot, spare copy and a new journal in place."""
    gen = _keep(disk, paths, found)
    data = snapshot.render(found.state, rule)
    replace(disk, paths.snapshot, data)
    replace(disk, paths.base, data)
    at, replica = found.state.position(), new_replica()
    head = entry.header(
        at, schema=found.state.schema, gen=gen, store=found.state.store, replica=replica, host=host(),
        snap=checksum(data),
    )  # fmt: skip
    label = f"recovered; lost: {_spans(found.lost)}" if found.lost else "recovered"
    line = entry.commit(at, now, replica, [], verb=RECOVER, label=label, kind="system")
    replace(disk, paths.journal, frame(head) + frame({**line, "lost": found.lost}))


def _keep(disk: Disk, paths: Paths, found: Salvage) -> int:
    """Write what can be read of the old journal to the history; return the number for the new one."""
    gen = found.header["gen"] if found.header else last_gen(paths) + 1
    if not found.lines:
        return int(gen)
    head = found.header or _made_up(found, gen)
    data = b"".join(map(frame, [head, *found.lines]))
    again = 0
    make_own_folder(disk, paths.history)
    while os.path.lexists(target := paths.kept_journal(gen, again)):
        if is_own(target) and read_own(target) == data:
            break
        again += 1
    replace(disk, target, data)
    return int(gen) + 1


def _made_up(found: Salvage, gen: int) -> Line:
    first: dict[str, Any] = found.lines[0]
    at = entry.Position(first["s"] - 1, "", {}, {})
    return entry.header(at, schema=entry.SCHEMA, gen=gen, store=found.state.store, replica="", host="", snap="")


def _spans(numbers: list[int]) -> str:
    """Return numbers as people write them: ``2, 4-6``."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)


def said(found: Salvage) -> list[str]:
    """Return sentences that say exactly what is whole and what is lost."""
    lines = [f"Every save up to number {found.whole} is whole." if found.whole else ""]
    if found.lost:
        what = "Save {}" if len(found.lost) == 1 else "Saves {}"
        lines.append(f"{what.format(_spans(found.lost))} cannot be read.")
    if found.later:
        what = "Save {} is whole" if len(found.later) == 1 else "Saves {} are whole"
        lines.append(f"{what.format(_spans(found.later))} behind the damage.")
    if found.left_out:
        lines.append(f"{found.left_out} of their changes are left out: they need what was lost.")
    return [line for line in lines if line]
