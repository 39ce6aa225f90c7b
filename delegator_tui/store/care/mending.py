"""What a writer puts right before anything else, under the lock: a torn end, a hand edit, damage, a copied disk."""

from __future__ import annotations

import time

from delegator_tui.store.files import compaction
from delegator_tui.store.files.disk import stamp, was_just_written
from delegator_tui.store.files.journal import Journal
from delegator_tui.store.files.machine import host
from delegator_tui.store.reader import Reader
from delegator_tui.store.state.migrations import MIGRATE, steps_from
from delegator_tui.store.writer import Writer, new_replica

PAUSE = 0.1
"""Seconds for which a snapshot that cannot be read must stay as it is before it is put aside."""
SETTLING = 20
"""How many pauses a program that is writing it is given."""


def put_right(reader: Reader, writer: Writer) -> None:
    """Do what only a writer may do: cut a torn end, take in a hand edit, mend files, part from a copied disk."""
    if reader.repair and reader.unreadable:
        _let_settle(reader)
    if reader.journal is not None and reader.journal.tail:
        writer.cut_tail(reader.journal)
    if reader.behind:
        _migrate(reader, writer)
    if reader.journal is None:
        return
    if reader.edit:
        _absorb(reader, writer)
    _mend_files(reader, writer, reader.journal)


def _mend_files(reader: Reader, writer: Writer, journal: Journal) -> None:
    if journal.header["host"] != host():
        writer.compact(replica=new_replica())
    elif reader.repair:
        writer.compact()
    elif reader.mend:
        compaction.mend_base(reader.disk, reader.paths, journal, reader.crc)
        reader.mend = False


def _let_settle(reader: Reader) -> None:
    """Give a program that writes the snapshot in place, such as stock TinyDB, the time to finish.

    What looks damaged is a file half written more often than not, and would be put aside.
    """
    if not was_just_written(reader.paths.snapshot, reader.paths.lock):
        return
    for _ in range(SETTLING):
        seen = stamp(reader.paths.snapshot)
        time.sleep(PAUSE)
        if stamp(reader.paths.snapshot) == seen:
            break
    if stamp(reader.paths.snapshot) != reader.stamp:
        reader.reload()


def _migrate(reader: Reader, writer: Writer) -> None:
    """Commit the steps from an older schema, after a backup. A crash between them goes on where it stopped."""
    with writer.or_read_again():
        reader.reload(with_edit=False)
        _absorb(reader, writer)
        was, rule = reader.state.schema, reader.setup.ways.rule
        from delegator_tui.store.care import backups

        backups.keep(reader.disk, reader.paths, reader.state, f"schema-{was}", reader.clock(), rule)
        for migrate in steps_from(reader.state, reader.setup.migrations):
            to = reader.state.schema + 1
            label = f"from schema {to - 1} to {to}"
            writer.write(migrate(reader.state), verb=MIGRATE, label=label, kind="system", more={"schema": to})
        writer.compact()
    reader.behind = False


def _absorb(reader: Reader, writer: Writer) -> None:
    """Commit a hand edit. Its line names the edited file, so that a crash here does not take it in twice."""
    with writer.or_read_again():
        if reader.shown:
            reader.reload(with_edit=False)
        if reader.edit:
            writer.write(reader.edit, verb="edit by hand", label="edit by hand", more={"edit": reader.crc})
            reader.edit = []
