"""From starting the program to its first picture with the true number of tasks, and the memory it then has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from bench.books import Size
from bench.figures import Figure, Room, in_turn, ratio
from bench.terminal import Terminal

ROUNDS = 21
BOOK = Size(10_000, handoffs=300, closed=200)
CLOSED, CLOSED_ROUNDS = 100_000, 11
PAINT_LIMIT = 1.5
MEMORY_LIMIT = 80
"""MiB more than the bare app."""


def _paint(start: Callable[[], Terminal], text: str) -> float:
    with start() as terminal:
        return (terminal.wait_for(text) - terminal.started) * 1000


def _memory(start: Callable[[], Terminal], text: str) -> float:
    with start() as terminal:
        terminal.wait_for(text)
        terminal.quiet(0.7)
        return terminal.resident()


def paint(room: Room) -> Iterator[Figure]:
    """Compare the first paint of a full book with that of the bare app."""
    full, small = room.book(BOOK), room.book(Size(10))
    ways = {
        "bare": lambda: _paint(room.bare, "pressed 0 times"),
        "full": lambda: _paint(lambda: room.dashboard(full), f"Inbox {BOOK.tasks}"),
        "small": lambda: _paint(lambda: room.dashboard(small), "Inbox 10"),
    }
    times = in_turn(ROUNDS, ways)
    bare = ("bare app", times["bare"])
    yield ratio("paint", ("10,000 tasks, 300 handoffs", times["full"]), bare, PAINT_LIMIT)
    yield ratio("paint", ("10 tasks", times["small"]), bare, PAINT_LIMIT)


def closed(room: Room) -> Iterator[Figure]:
    """Compare the first paint of a book with 100,000 closed records with that of the same book without them."""
    full, bare = room.book(Size(10, done=CLOSED)), room.book(Size(10))
    ways = {
        "full": lambda: _paint(lambda: room.dashboard(full), "Inbox 10"),
        "bare": lambda: _paint(lambda: room.dashboard(bare), "Inbox 10"),
    }
    times = in_turn(CLOSED_ROUNDS, ways)
    yield ratio("closed", (f"paint, {CLOSED:,} done tasks", times["full"]), ("none", times["bare"]), PAINT_LIMIT)


def memory(room: Room) -> Iterator[Figure]:
    """Compare the memory of an open dashboard with that of the bare app."""
    full = room.book(BOOK)
    ways = {
        "bare": lambda: _memory(room.bare, "pressed 0 times"),
        "full": lambda: _memory(lambda: room.dashboard(full), f"Inbox {BOOK.tasks}"),
    }
    sizes = {name: median(found) for name, found in in_turn(3, ways).items()}
    more = sizes["full"] - sizes["bare"]
    measured = f"10,000 tasks {sizes['full']:.0f} MiB, bare app {sizes['bare']:.0f} MiB: {more:.0f} MiB more"
    yield Figure("memory", measured, f"{MEMORY_LIMIT} MiB", more <= MEMORY_LIMIT)
