"""What an editor that was opened long ago started from: the snapshot of then, rebuilt from the history."""

from __future__ import annotations

from delegator_tui.errors import DelegatorError
from delegator_tui.store.files import snapshot
from delegator_tui.store.files.journal import Journal
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.files.snapshot import Snapshot
from delegator_tui.store.history import log
from delegator_tui.store.history.past import wind_back
from delegator_tui.store.state.rows import decode_record, encode_record
from delegator_tui.store.state.state import State


def ancestor_of(edited: Snapshot, paths: Paths, journal: Journal, now: State) -> Snapshot | None:
    """Return the snapshot that ``edited`` was made from, when it is one that our history leads on from; else None.

    ``now`` is the present state; it is used up. The clock of the commit must be the same, so that what another machine
    did after the two parted is never taken for an edit of ours.
    """
    try:
        last = wind_back(now, log.newest_first(paths, journal.commits[::-1]), edited.seq)
    except DelegatorError:
        return None
    if now.seq != edited.seq or (last.hlc if last is not None else "") != edited.meta.get("hlc"):
        return None
    return Snapshot({name: dict(rows.raw) for name, rows in now.tables.items()}, {**now.meta, "seq": now.seq})


def reread(data: bytes, then: Snapshot, base: Snapshot) -> Snapshot:
    """Read an edited snapshot again, with uids from what it was made from.

    A record that got its uid when the edit was taken in for the first time, and so has none in the editor, is known
    again in ``base`` by its id and by being the same otherwise.
    """
    edited = snapshot.read_foreign(data, then) or Snapshot({}, {})
    for name, rows in edited.tables.items():
        known = base.tables.get(name, {})
        for key in (rows.keys() & known.keys()) - then.tables.get(name, {}).keys():
            before = decode_record(known[key])
            if {**decode_record(rows[key]), "uid": before["uid"]} == before:
                rows[key] = encode_record(before)
    return edited
