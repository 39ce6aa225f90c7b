"""The store beside stock TinyDB and SQLite, with 100, 10,000 and 100,000 records of about 390 bytes.

Run ``python bench/store_bench.py``; ``--sizes 100 10000`` for less. Each engine measures in a process of its own, each
commit waits for the disk (SQLite: WAL, synchronous=FULL). Medians. Ends with 1 when a limit is broken: a commit among
100,000 records costs at most 1.2 of one among 100, and opening 100,000 at most 3 of parsing the same JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import msgspec
import orjson
from tinydb import TinyDB, where

from delegator_tui.clock import make_clock, moments
from delegator_tui.desk.desk import Desk
from delegator_tui.store.store import Put, Set, Store

SIZES = (100, 10_000, 100_000)
ROUNDS = 7
COMMITS = 60
SLOW = 4
"""Commits of an engine that needs more than a tenth of a second for one."""
LIMITS = {"commit": 1.2, "open": 3.0}
SQLITE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
Record = dict[str, Any]


def records(count: int) -> list[Record]:
    """Return made-up tasks; one in twenty is open."""
    return [
        {
            "uid": f"01a207a2-0000-7000-8000-{number:012d}", "created": "2026-11-23T09:00:00.000Z",
            "updated": "2026-11-23T09:00:00.000Z", "title": f"Photos of the glaze range no {number}",
            "state": "done" if number % 20 else "inbox", "notes": "n" * 150, "project": f"project {number % 17}",
            "labels": ["studio", "shop"], "due": "2026-12-04",
        }
        for number in range(count)
    ]  # fmt: skip


def timed(action: Callable[[], object]) -> float:
    """Return the milliseconds that an action takes."""
    start = perf_counter()
    action()
    return (perf_counter() - start) * 1000


def often(action: Callable[[], object], rounds: int) -> float:
    """Return the median milliseconds; of few rounds when one is slow."""
    first = timed(action)
    return median([first, *(timed(action) for _ in range(SLOW if first > 100 else rounds))])


def is_open(_: str, record: Any) -> bool:  # noqa: ANN401 - any record
    """Tell whether a record is open."""
    return bool(record.get("state") == "inbox")


def open_store(path: Path) -> Store:
    """Open a book with a clock that stands still."""
    at = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    return Store.open(path, lambda: at, is_open=is_open)


class Ours:
    """The store of this project."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "delegator.json"

    def make(self, rows: list[Record]) -> None:
        store = open_store(self.path)
        store.commit([Put("tasks", row) for row in rows], verb="make", label="make")
        store.compact()
        store.close(compact=False)

    def open(self) -> None:
        self.store = open_store(self.path)

    def commit(self, number: int, text: str) -> None:
        uid = f"01a207a2-0000-7000-8000-{number:012d}"
        self.store.commit([Set("tasks", uid, {"notes": text})], verb="edit", label="edit")

    def query(self) -> int:
        return len(self.store.table("tasks").search(where("project") == "project 3"))

    def compact(self) -> None:
        self.commit(0, f"{perf_counter()}")
        self.store.compact()

    def close(self) -> None:
        self.store.close(compact=False)

    @property
    def files(self) -> list[Path]:
        return [self.path, Path(f"{self.path}.journal")]


class Stock:
    """TinyDB as it comes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "stock.json"

    def make(self, rows: list[Record]) -> None:
        with TinyDB(self.path) as db:
            db.table("tasks").insert_multiple(rows)

    def open(self) -> None:
        self.db = TinyDB(self.path)
        len(self.db.table("tasks"))

    def commit(self, number: int, text: str) -> None:
        self.db.table("tasks").update({"notes": text}, doc_ids=[number + 1])

    def query(self) -> int:
        self.db.table("tasks").clear_cache()
        return len(self.db.table("tasks").search(where("project") == "project 3"))

    def close(self) -> None:
        self.db.close()

    @property
    def files(self) -> list[Path]:
        return [self.path]


class Sqlite:
    """SQLite with the same records as JSON, without an index on what is asked for."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "book.sqlite"

    def make(self, rows: list[Record]) -> None:
        self.open()
        self.db.execute("create table tasks (id integer primary key, uid text unique, body text)")
        self.db.executemany("insert into tasks (uid, body) values (?, ?)", ((r["uid"], json.dumps(r)) for r in rows))
        self.db.commit()
        self.db.close()

    def open(self) -> None:
        self.db = sqlite3.connect(self.path)
        self.db.executescript(SQLITE)

    def commit(self, number: int, text: str) -> None:
        self.db.execute("update tasks set body = json_set(body, '$.notes', ?) where id = ?", (text, number + 1))
        self.db.commit()

    def query(self) -> int:
        found = self.db.execute("select body from tasks where json_extract(body, '$.project') = 'project 3'").fetchall()
        return len([json.loads(body) for (body,) in found])

    def compact(self) -> None:
        self.db.execute("vacuum")
        self.db.execute("pragma wal_checkpoint(truncate)")

    def close(self) -> None:
        self.db.close()

    @property
    def files(self) -> list[Path]:
        return [self.path]


ENGINES: dict[str, type[Ours | Stock | Sqlite]] = {"ours": Ours, "stock TinyDB": Stock, "SQLite": Sqlite}


def in_memory() -> float:
    """Return the megabytes that this process has in memory; where the system does not say, the most it ever had."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def measure(name: str, folder: Path, size: int) -> dict[str, float]:
    """Return the figures of one engine, in milliseconds and megabytes; in a process that has done nothing else."""
    engine = ENGINES[name](folder)
    before = in_memory()
    engine.open()
    memory = in_memory() - before
    engine.close()

    def reopen() -> None:
        engine.open()
        engine.close()

    found = {"open": often(reopen, ROUNDS), "memory": memory}
    engine.open()
    numbers = iter(range(1, 10_000))
    found["commit"] = often(lambda: engine.commit(next(numbers) * 7919 % size, f"{perf_counter()}"), COMMITS)
    found["query"] = often(engine.query, ROUNDS)
    if not isinstance(engine, Stock):
        found["compact"] = often(engine.compact, 3)
    found["size"] = sum(path.stat().st_size for path in engine.files) / 1e6
    engine.close()
    return found


def in_a_process(name: str, folder: Path, size: int) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, __file__, "--one", name, str(folder), str(size)]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


PARSERS: dict[str, Callable[[bytes], object]] = {
    "json": json.loads, "msgspec": msgspec.json.decode, "orjson": orjson.loads,
}  # fmt: skip


def open_book(path: Path) -> None:
    """Open a book as the program does: the store, and every record that is open."""
    clock = make_clock(None)
    Desk(open_store(path), moments(clock)).store.close(compact=False)


def opening_in_turn(path: Path) -> tuple[float, str, float]:
    """Return the milliseconds of opening a book, the fastest parser, and its milliseconds for the file; in turn."""
    ways: dict[str, Callable[[], object]] = {"": lambda: open_book(path)}
    ways |= {name: lambda parse=parse: parse(path.read_bytes()) for name, parse in PARSERS.items()}  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS + 1):
        for name, way in ways.items():
            gc.collect()
            times[name].append(timed(way))
    medians = {name: median(found[1:]) for name, found in times.items()}
    opened = medians.pop("")
    best = min(medians, key=medians.__getitem__)
    return opened, best, medians[best]


def commits_in_turn(small: Path, large: Path) -> tuple[float, float]:
    """Return the milliseconds of a commit in two books, in turn: the lower quartile, which a busy disk moves least."""
    books = [Ours(small), Ours(large)]
    times: list[list[float]] = [[], []]
    for book in books:
        book.open()
    for number in range(300):
        for book, found in zip(books, times, strict=True):
            found.append(timed(lambda book=book, number=number: book.commit(number % 90, f"{number}")))  # type: ignore[misc]
    for book in books:
        book.close()
    return tuple(sorted(found)[len(found) // 4] for found in times)  # type: ignore[return-value]


def main() -> int:
    """Print the table and the ratios; return 1 when a limit is broken."""
    words = argparse.ArgumentParser(description="The store beside stock TinyDB and SQLite.")
    words.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    words.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    chosen = words.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one[0], Path(chosen.one[1]), int(chosen.one[2]))))
        return 0
    with tempfile.TemporaryDirectory(prefix="delegator-store-bench-") as name:
        return _compare(Path(name), sorted(chosen.sizes))


def _compare(folder: Path, sizes: list[int]) -> int:
    columns = ("open", "commit", "query", "compact", "size", "memory")
    print(f"{'records':>9} {'engine':14}" + "".join(f"{name:>11}" for name in columns) + "   (ms; MB)")
    for size in sizes:
        place = folder / str(size)
        place.mkdir()
        for name, engine in ENGINES.items():
            engine(place).make(records(size))
            found = in_a_process(name, place, size)
            cells = (f"{found[each]:11.2f}" if each in found else f"{'-':>11}" for each in columns)
            print(f"{size:9,} {name:14}" + "".join(cells), flush=True)
    small, large = commits_in_turn(folder / str(sizes[0]), folder / str(sizes[-1]))
    opened, parser, parsing = opening_in_turn(folder / str(sizes[-1]) / "delegator.json")
    good = [
        _ratio(
            f"commit: {large:.2f} ms among {sizes[-1]:,} and {small:.2f} ms among {sizes[0]:,}", large / small, "commit"
        ),
        _ratio(f"open: {opened:.0f} ms, {parser} parses it in {parsing:.0f} ms", opened / parsing, "open"),
    ]
    return 0 if all(good) else 1


def _ratio(words: str, found: float, name: str) -> bool:
    holds = found <= LIMITS[name]
    print(f"{words}: {found:.2f}x, limit {LIMITS[name]:g}x: {'holds' if holds else 'BROKEN'}")
    return holds


if __name__ == "__main__":
    sys.exit(main())
