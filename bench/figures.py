"""A measured figure beside its limit, and measuring ways in turn so that a busy machine slows them all alike."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.books import Size, make_book
from bench.terminal import Terminal

Times = list[float]
"""Milliseconds, one for each round."""

HERE = Path(__file__).parent


class Figure(NamedTuple):
    """One line of the table. ``holds`` is None for what has no limit."""

    name: str
    measured: str
    limit: str
    holds: bool | None


class Room:
    """Where a run happens: a folder for its books, and how programs are started in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._copies = 0
        kept = (
            (name, value) for name, value in os.environ.items() if not name.startswith(("PYTHON", "TEXTUAL", "DELEG"))
        )
        self.env = {**dict(kept), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.env.pop("NO_COLOR", None)

    def folder(self, name: str) -> Path:
        """Make an empty folder."""
        self._copies += 1
        made = self._folder / f"{self._copies}-{name}"
        made.mkdir()
        return made

    def book(self, size: Size) -> Path:
        """Return a book of its own for one bench; each size is made once a run."""
        made = self._folder / f"book-{'-'.join(map(str, size))}"
        if not made.exists():
            make_book(made / "delegator.json", size)
        copy = self.folder("copy") / "book"
        shutil.copytree(made, copy)
        return copy / "delegator.json"

    def delegator(self, book: Path, *words: str) -> tuple[list[str], dict[str, str]]:
        """Return the command line and environment that run the installed program on a book."""
        return [str(Path(sys.executable).with_name("delegator")), *words], {**self.env, "DELEGATOR_DB": str(book)}

    def dashboard(self, book: Path, *, rows: int = 30) -> Terminal:
        """Start the dashboard on a book."""
        return Terminal(*self.delegator(book), rows=rows)

    def bare(self, *, rows: int = 30) -> Terminal:
        """Start the bare app."""
        return Terminal([sys.executable, str(HERE / "bare.py")], self.env, rows=rows)


def in_turn(rounds: int, ways: Mapping[str, Callable[[], float]]) -> dict[str, Times]:
    """Measure each way once a round, ``rounds`` times after one that only warms up; each round begins with the next."""
    for way in ways.values():
        way()
    times: dict[str, Times] = {name: [] for name in ways}
    order = list(ways)
    for _ in range(rounds):
        for name in order:
            times[name].append(ways[name]())
        order.append(order.pop(0))
    return times


def ratio(name: str, ours: tuple[str, Times], base: tuple[str, Times], limit: float) -> Figure:
    """Compare the medians of two ways."""
    one, other = median(ours[1]), median(base[1])
    measured = f"{ours[0]} {one:.1f} ms, {base[0]} {other:.1f} ms: {one / other:.2f}x"
    return Figure(name, measured, f"{limit:g}x", one <= limit * other)


def print_table(figures: Iterable[Figure]) -> bool:
    """Print figures as they come; tell whether every limit holds."""
    good = True
    print(f"{'name':8}{'measured':84}{'limit':>10}  verdict", flush=True)
    for figure in figures:
        verdict = {True: "holds", False: "BROKEN", None: "-"}[figure.holds]
        good = good and figure.holds is not False
        print(f"{figure.name:8}{figure.measured:84}{figure.limit:>10}  {verdict}", flush=True)
    return good
