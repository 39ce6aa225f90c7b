"""What one commit of the store costs in a small and in a large book: with the disk's wait, and without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from bench.books import Size, Unsynced, open_desk
from bench.figures import Figure, Room, in_turn, ratio
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.state.changes import Change, Put, Set

ROUNDS = 150
SMALL, LARGE = Size(50), Size(100_000, 300, 200)
"""Each task brings an event: 100 records, and more than 200,000."""
LIMIT = 1.2


def _commits(room: Room, size: Size, disk: Disk) -> Callable[[], float]:
    """Return what commits one change of a task and one event, and answers how long that took."""
    desk = open_desk(room.book(size), disk)
    uids = list(desk.book.tasks.open)
    number = 0

    def commit() -> float:
        nonlocal number
        number += 1
        uid = uids[number * 7919 % len(uids)]
        changes: list[Change] = [
            Set("tasks", uid, {"notes": f"Note {number}"}),
            Put("events", {"at": "2026-11-23T09:00:00.000Z", "what": "edited", "record": uid}),
        ]
        start = perf_counter()
        desk.store.commit(changes, verb="edit", label="edit")
        return (perf_counter() - start) * 1000

    return commit


def commit(room: Room) -> Iterator[Figure]:
    """Compare a commit among 200,000 records with one among 100."""
    for words, disk in (("", Disk()), (", not waiting for the disk", Unsynced())):
        ways = {"small": _commits(room, SMALL, disk), "large": _commits(room, LARGE, disk)}
        times = in_turn(ROUNDS, ways)
        small, large = ("among 100", times["small"]), (f"commit among 200,000 records{words}", times["large"])
        yield ratio("commit", large, small, LIMIT)
