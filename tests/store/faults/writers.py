"""Several processes that write at once, compacting as they go, and one that reads all the time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.store.support import add, opened, titles

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


def writers(path: Path, each: int) -> list[str]:
    """Have three processes make ``each`` records and count in one of them; return what is wrong in the end."""
    wrong: list[str] = []
    watcher = opened(path)
    uid = add(watcher, "counter", count=0)
    root = Path(__file__).parents[3]
    running = [
        subprocess.Popen([sys.executable, "-c", COUNTER, str(path), name, str(each), uid], cwd=root) for name in "abc"
    ]
    seen = 1
    while any(writer.poll() is None for writer in running):
        watcher.refresh()
        if watcher.version < seen:
            wrong.append("the reader went back")
        seen = watcher.version
    wrong += [f"a writer ended with {writer.returncode}" for writer in running if writer.returncode]
    watcher.refresh()
    store = opened(path)
    expected = sorted(["counter", *(f"{name}-{n}" for name in "abc" for n in range(each))])
    if not titles(store) == titles(watcher) == expected:
        wrong.append("records are missing")
    if (store.record("tasks", uid) or {})["count"] != 3 * each:
        wrong.append("updates are missing")
    if sorted(map(int, store.live("tasks"))) != list(range(1, 3 * each + 2)):
        wrong.append("ids are missing or were given twice")
    return wrong
