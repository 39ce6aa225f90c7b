"""Writing the snapshot anew, and setting aside what could not be used. The order of the steps is what makes it safe."""

from __future__ import annotations

import os

from delegator_tui.store.files import entry, snapshot
from delegator_tui.store.files.disk import Disk, Stamp, append, make_own_folder, replace
from delegator_tui.store.files.journal import Journal
from delegator_tui.store.files.line import checksum, frame
from delegator_tui.store.files.ordinary import is_own, read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.history.log import kept, kept_number
from delegator_tui.store.state.state import State


def compact(
    disk: Disk, paths: Paths, state: State, journal: Journal | None, *, replica: str, host: str, rule: int, fd: int
) -> Stamp:
    """Write snapshot, spare copy and a fresh journal of ``state``; return the stamp of the snapshot.

    Must run under the lock with everything read. ``fd`` is the old journal open for appending. A crash after any step
    leaves files that open to the same state. Raises OSError or NotSaved; what was done by then stays and is in order.
    """
    at = state.position()
    if journal is None:
        disk.sync_folder(os.path.dirname(paths.folder))  # noqa: PTH120 - the folder may be new
    written, snap = fold(disk, paths, state, journal, rule=rule, fd=fd)
    if journal is not None:
        _keep(disk, paths, journal)
    gen = last_gen(paths) + 1
    head = entry.header(at, schema=state.schema, gen=gen, store=state.store, replica=replica, host=host, snap=snap)
    replace(disk, paths.journal, frame(head))
    return written


def fold(disk: Disk, paths: Paths, state: State, journal: Journal | None, *, rule: int, fd: int) -> tuple[Stamp, str]:
    """Write snapshot and spare copy of ``state`` and leave the journal where it is; return stamp and checksum.

    Like `compact`. The spare copy comes first: where the newest snapshot that the journal knows of is in its place,
    the copy is the same.
    """
    data = snapshot.render(state, rule)
    snap = checksum(data)
    if journal is not None:
        line = frame(entry.intent(state.position(), snap))  # a crash leaves a snapshot that the journal knows as ours
        append(disk, fd, b"\n" + line if journal.bare else line, paths.journal)
    replace(disk, paths.base, data)
    return replace(disk, paths.snapshot, data), snap


def last_gen(paths: Paths) -> int:
    """Return the number of the newest kept journal; 0 when none is kept."""
    newest = kept(paths)[:1]
    return max((kept_number(path)[0] for path in newest), default=0)


def _keep(disk: Disk, paths: Paths, journal: Journal) -> None:
    """Give the old journal a name among the kept ones before the new one takes its place."""
    make_own_folder(disk, paths.history)
    again = 0
    while os.path.lexists(target := paths.kept_journal(journal.header["gen"], again)):
        if _is_same(target, paths.journal):  # a compaction got this far and crashed
            disk.sync_folder(paths.history)
            return
        again += 1
    try:
        disk.link(paths.journal, target)
    except OSError:  # a file system without hard links, or really no space: then the copy says so
        replace(disk, target, read_own(paths.journal))
    disk.sync_folder(paths.history)


def _is_same(one: str, other: str) -> bool:
    """Tell whether two names are those of one file; a link is a file of its own."""
    return os.path.samestat(os.lstat(one), os.lstat(other))


def set_aside(disk: Disk, paths: Paths, name: str, data: bytes) -> None:
    """Keep bytes that could not be used. The name must follow from the bytes, so that a repetition does no harm."""
    target = paths.refused(name)
    make_own_folder(disk, paths.quarantine)
    if is_own(target):
        disk.sync_folder(paths.quarantine)
    else:
        replace(disk, target, data)
    disk.sync_folder(paths.folder)


def mend_base(disk: Disk, paths: Paths, journal: Journal, crc: str) -> None:
    """Write the spare copy if it may not be that of our snapshot, whose checksum was ``crc``.

    So it is when a compaction was cut short, or when it is missing or of another length.
    """
    try:
        same = os.stat(paths.base).st_size == os.stat(paths.snapshot).st_size  # noqa: PTH116
    except FileNotFoundError:
        same = False
    if not same or crc != journal.snap:
        data = read_own(paths.snapshot)
        if checksum(data) in journal.ours:
            replace(disk, paths.base, data)
