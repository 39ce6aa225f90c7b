"""Whole copies of the book in ``.backups/``: each is an ordinary snapshot, read back before it counts.

The automatic ones are kept for 7 days, 4 weeks and 6 months, the newest of each; all others until the owner removes
them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from delegator_tui.errors import NotSaved
from delegator_tui.model import instants
from delegator_tui.store.files import snapshot
from delegator_tui.store.files.disk import Disk, make_own_folder, not_saved, replace
from delegator_tui.store.files.line import checksum
from delegator_tui.store.files.ordinary import read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.state.state import State

AUTO = "auto"
"""The reason of a backup that nobody asked for."""
DAYS, WEEKS, MONTHS = 7, 4, 6
"""Of how many days, weeks and months that have one the newest automatic backup is kept."""

_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d{6,})-([a-z0-9-]+)\.json")


class Backup(NamedTuple):
    """One copy: where it is, when it was made (UTC), the commit up to which it is whole, and why it was made."""

    path: Path
    at: dt.datetime
    seq: int
    reason: str


def listed(paths: Paths) -> list[Backup]:
    """Return the backups of a book, newest first."""
    found = ((each, _NAME.fullmatch(each.name)) for each in Path(paths.backups).glob("*.json"))
    made = [Backup(path, instants.from_name(match[1]), int(match[2]), match[3]) for path, match in found if match]
    return sorted(made, key=lambda each: (each.at, each.seq), reverse=True)


def is_due(paths: Paths, at: dt.datetime, seq: int) -> bool:
    """Tell whether an automatic backup is to be made: none was made on this day (UTC), and something has changed."""
    made = [each for each in listed(paths) if each.reason == AUTO]
    return seq > 0 and all(each.at.date() != at.astimezone(dt.UTC).date() and each.seq != seq for each in made)


def keep(disk: Disk, paths: Paths, state: State, reason: str, at: dt.datetime, rule: int) -> Path:
    """Write a backup of ``state`` into the book's own folder and return its path. Raises NotSaved.

    Must run under the lock, because of the folder and the name.
    """
    name = f"{instants.for_name(at)}-{state.seq:06d}-{reason}.json"
    target = Path(paths.backups) / name
    try:
        make_own_folder(disk, paths.backups)
    except OSError as error:
        raise not_saved(error, str(target)) from error
    return write(disk, target, state, rule)


def write(disk: Disk, target: Path, state: State, rule: int, unfinished: str = "") -> Path:
    """Write a copy of ``state`` and read it back. Raises NotSaved when it could not be written or is not the same.

    ``unfinished``: the name of the file until it is whole, where the usual one could be somebody else's.
    """
    data = snapshot.render(state, rule)
    try:
        replace(disk, str(target), data, unfinished)
        again = read_own(str(target))
    except OSError as error:
        raise not_saved(error, str(target)) from error
    if checksum(again) != checksum(data) or not is_whole(again):
        raise NotSaved(f"The copy {target} was written, but reads back differently. Look after the disk.")
    return target


def is_whole(data: bytes) -> bool:
    """Tell whether every record of a snapshot can be read, and it says which book it is."""
    shot = snapshot.read_foreign(data)
    return shot is not None and bool(shot.meta.get("store"))


def prune(disk: Disk, paths: Paths) -> None:
    """Remove automatic backups whose time is over. One that cannot be removed stays."""
    made = [each for each in listed(paths) if each.reason == AUTO]
    kept = worth_keeping(made)
    for each in made:
        if each not in kept:
            try:
                disk.unlink(str(each.path))
            except OSError:
                return


def worth_keeping(made: Iterable[Backup]) -> set[Backup]:
    """Return the newest of each of the last days, weeks and months that have one. ``made``: newest first."""
    newest = list(made)
    spans: list[tuple[int, Callable[[dt.datetime], object]]] = [
        (DAYS, lambda at: at.date()),
        (WEEKS, lambda at: at.isocalendar()[:2]),
        (MONTHS, lambda at: (at.year, at.month)),
    ]
    kept: set[Backup] = set()
    for most, span in spans:
        first: dict[object, Backup] = {}
        for each in newest:
            first.setdefault(span(each.at), each)
        kept.update(list(first.values())[:most])
    return kept
