"""Whether the dashboard keeps what was opened and closed: memory over many openings of everything, and a random walk.

Run ``python bench/memory_bench.py``; ``--openings 1000 --keys 10000`` is the long form. Prints the memory (resident, in
MiB) after a warm-up, after each opening so many times, and after so many keys of a seeded walk; live widgets beside it.
In process, with the headless driver, over a book with each kind of row in each standing. The collector is run before
each figure, so that what is printed is what is held, and not what waits to be collected.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import perf_counter

from textual import events
from textual.dom import DOMNode
from textual.keys import key_to_character

sys.path.insert(0, str(Path(__file__).parents[1]))

from delegator_tui.app import DelegatorApp
from delegator_tui.commands import COMMANDS
from delegator_tui.screens.services import reminders
from tests.making import StandingClock
from tests.screens.conftest import Board
from tests.screens.openings import Opening, first_key, open_and_close, openings
from tests.screens.test_openings import every_kind

NOT_WALKED = {"quit", "past", "watch", "link", "mail.account", "mail.send", "backup"}
"""Commands that leave the program, start another, or do something to the machine."""
MOVES = ("down", "up", "enter", "space", "escape", "escape", "escape", "tab", "left", "right")


def held() -> tuple[float, int]:
    """Return the resident memory in MiB and how many screens and widgets are live."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    live = sum(isinstance(each, DOMNode) for each in gc.get_objects())
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20, live


def walk(seed: int) -> Iterator[str]:
    """Yield keys without end, as a hand that knows nothing of them would type."""
    dice = Random(seed)
    keys = [first_key(command.id) for command in COMMANDS if command.id not in NOT_WALKED]
    while True:
        yield dice.choice(MOVES if dice.random() < 0.5 else keys)


async def opened(board: Board, ways: list[Opening], times: int) -> None:
    for _ in range(times):
        for way in ways:
            await open_and_close(board, way)


async def walked(board: Board, keys: Iterator[str], count: int) -> None:
    for _ in range(count):
        key = next(keys)
        board.app.post_message(events.Key(key, key_to_character(key)))
        await board.rest()
    while len(board.app.screen_stack) > 1:
        await board.press("escape")


def tell(what: str, since: float) -> None:
    memory, live = held()
    print(f"{what:48} {memory:7.1f} MiB {live:6} widgets   {perf_counter() - since:6.0f} s", flush=True)


async def measure(openings_each: int, keys: int, seed: int) -> None:
    """Print the figures of one dashboard."""
    reminders.PAUSE = 3600.0
    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        desk = every_kind(Path(folder) / "book.json", StandingClock())
        app = DelegatorApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            board = Board(app, desk, pilot)
            await board.wait(app.runner.painted.is_set)
            ways = await openings(board)
            await opened(board, ways, 2)
            tell(f"each of {len(ways)} opened and closed twice", start)
            for part in range(1, 5):
                await opened(board, ways, openings_each // 4)
                tell(f"each {openings_each * part // 4} times more", start)
            steps = walk(seed)
            for part in range(5):
                await walked(board, steps, keys // 5)
                tell(f"{keys * (part + 1) // 5} keys of walk {seed}", start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--openings", type=int, default=4)
    parser.add_argument("--keys", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    asyncio.run(measure(given.openings, given.keys, given.seed))


if __name__ == "__main__":
    main()
