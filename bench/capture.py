"""How long ``delegator add`` takes, in a full and a small book, beside Python and ``task add``; and ``status``."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from time import perf_counter

from bench.books import Size
from bench.figures import Figure, Room, in_turn, ratio

ROUNDS = 25
TASKS = 10_000
MOST = 100_000
SIZE_LIMIT, PYTHON_LIMIT, PEER_LIMIT = 1.2, 3.2, 1.0
STATUS_LIMIT = 3.0
LINE = "Order glaze fri ~20m #studio"


def _runs(command: list[str], env: Mapping[str, str]) -> Callable[[], float]:
    """Return what runs a command to its end and answers how long that took."""

    def run() -> float:
        start = perf_counter()
        subprocess.run(command, env=env, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return (perf_counter() - start) * 1000

    return run


def _taskwarrior(room: Room) -> Callable[[], float] | None:
    """Return what adds to a Taskwarrior list of as many pending tasks; None where it is not installed."""
    program = shutil.which("task")
    if program is None:
        return None
    folder = room.folder("taskwarrior")
    (folder / "taskrc").write_text("confirmation=off\n", "utf-8")
    tasks = ({"description": f"Order glaze no {number}", "status": "pending"} for number in range(TASKS))
    (folder / "tasks.json").write_text("\n".join(map(json.dumps, tasks)), "utf-8")
    env = {**room.env, "TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder)}
    quiet = [program, "rc.confirmation=off", "rc.verbose=nothing"]
    subprocess.run([*quiet, "import", str(folder / "tasks.json")], env=env, check=True, capture_output=True)
    return _runs([*quiet, "add", "Order glaze", "due:fri", "project:studio"], env)


def add(room: Room) -> Iterator[Figure]:
    """Compare adding a task to a full book with its three measures."""
    ways = {
        "python": _runs([sys.executable, "-c", "pass"], room.env),
        "small": _runs(*room.delegator(room.book(Size(10)), "add", LINE)),
        "full": _runs(*room.delegator(room.book(Size(TASKS, 300, 200)), "add", LINE)),
        "large": _runs(*room.delegator(room.book(Size(MOST)), "add", LINE)),
    }
    peer = _taskwarrior(room)
    times = in_turn(ROUNDS, ways | ({"peer": peer} if peer else {}))
    full = ("add at 10,000 tasks", times["full"])
    yield ratio("add", full, ("at 10", times["small"]), SIZE_LIMIT)
    yield ratio("add", ("add at 100,000 tasks", times["large"]), ("at 10", times["small"]), SIZE_LIMIT)
    yield ratio("add", full, ("python -c pass", times["python"]), PYTHON_LIMIT)
    if peer:
        yield ratio("add", full, ("task add", times["peer"]), PEER_LIMIT)
    else:
        yield Figure("add", "Taskwarrior is not installed: not compared", f"{PEER_LIMIT:g}x", None)


def status(room: Room) -> Iterator[Figure]:
    """Compare the line for a shell prompt, in a full book, with the shortest answer that the program has."""
    book = room.book(Size(TASKS, 300, 200))
    ways = {
        "version": _runs(*room.delegator(book, "--version")),
        "status": _runs(*room.delegator(book, "status")),
    }
    times = in_turn(ROUNDS, ways)
    line = ("status at 10,000 tasks", times["status"])
    yield ratio("status", line, ("delegator --version", times["version"]), STATUS_LIMIT)
