"""Real processes: killed at any moment, and several writing at once."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from tests.store.support import add, opened, stock, titles

WRITER = """
import sys
from pathlib import Path
from tests.store.support import opened, add, START
from delegator_tui.store.append import append
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
"""

COUNTER = """
import sys
from pathlib import Path
from tests.store.support import opened, add, change
store = opened(Path(sys.argv[1]), deadline=60)
for n in range(int(sys.argv[3])):
    add(store, f"{sys.argv[2]}-{n}")
    with store.transaction():
        change(store, sys.argv[4], count=store.record("tasks", sys.argv[4])["count"] + 1)
    if n % 10 == 9:
        store.compact()
store.close()
"""


def _start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def test_a_killed_writer_has_lost_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    rng = random.Random(20261123)
    acked: set[str] = set()
    for turn in range(15):
        writer = _start(WRITER, path, turn)
        assert writer.stdout is not None
        wanted = rng.randrange(1, 90)
        for _ in range(wanted):
            acked.add(writer.stdout.readline().strip())
        writer.kill()
        rest = writer.stdout.read().splitlines(keepends=True)
        acked |= {line.strip() for line in rest if line.endswith("\n")}
        writer.wait()
        writer.stdout.close()
        store = opened(path)
        assert acked - set(titles(store)) == set(), turn
        assert "_meta" in stock(path)
        store.close(compact=turn % 2 == 0)
    numbers = [commit.seq for commit in opened(path).history()]
    assert numbers == list(range(len(numbers), 0, -1))
    assert len(acked) > 200


def test_three_writers_lose_neither_records_nor_updates(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    each = 40
    watcher = opened(path)
    uid = add(watcher, "counter", count=0)
    writers = [_start(COUNTER, path, name, each, uid) for name in "abc"]
    seen = 1
    while any(writer.poll() is None for writer in writers):
        watcher.refresh()
        assert watcher.version >= seen
        seen = watcher.version
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    watcher.refresh()
    store = opened(path)
    assert (
        titles(store) == titles(watcher) == sorted(["counter", *(f"{name}-{n}" for name in "abc" for n in range(each))])
    )
    assert (store.record("tasks", uid) or {})["count"] == 3 * each
    assert store.version == 1 + 6 * each
    assert sorted(map(int, store.live("tasks"))) == list(range(1, 3 * each + 2))
