"""A writer that is killed at any moment, again and again on the same book; its acknowledgements come over a pipe."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.store.support import opened, stock, titles

WRITER = """
import sys
from pathlib import Path
from tests.store.support import opened, add, START
from delegator_tui.store.files.append import append
path, name = Path(sys.argv[1]), sys.argv[2]
store = opened(path)
for n in range(10_000):
    title = f"{name}-{n}"
    if n % 3:
        add(store, title, notes="n" * 100)
    else:
        make = lambda _: ([{"t": "tasks", "u": title, "f": {"title": title}}], "add", "add")
        if append(str(path), make, START) is None:
            add(store, title)
    print(title, flush=True)
    if n % 20 == 19:
        store.compact()
    if n % 31 == 30:
        store.backup()
"""


class Result(NamedTuple):
    """How often the writer was killed, how many commits it had acknowledged, and what was found to be wrong."""

    kills: int
    commits: int
    violations: list[str]


def kills(path: Path, count: int, seed: int) -> Result:
    """Kill a writer ``count`` times; after each look whether every acknowledged record is there."""
    chance, acked = random.Random(seed), set[str]()
    violations: list[str] = []
    for turn in range(count):
        acked |= _killed(path, turn, chance.randrange(1, 90))
        store = opened(path)
        lost = acked - set(titles(store))
        if lost:
            violations.append(f"kill {turn + 1} lost {sorted(lost)[:3]}")
        numbers = [commit.seq for commit in store.history.commits()]
        if numbers != list(range(store.version, 0, -1)):
            violations.append(f"kill {turn + 1}: the history has gaps")
        if "_meta" not in stock(path):
            violations.append(f"kill {turn + 1}: stock TinyDB cannot read the snapshot")
        store.close(compact=turn % 2 == 0)
    return Result(count, len(acked), violations)


def _killed(path: Path, turn: int, wanted: int) -> set[str]:
    """Start a writer, wait for ``wanted`` acknowledgements, kill it, and return all that it had said."""
    command = [sys.executable, "-c", WRITER, str(path), str(turn)]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(wanted)]
        writer.kill()
        said += writer.stdout.read().splitlines(keepends=True)
    return {line.strip() for line in said if line.endswith("\n")}
