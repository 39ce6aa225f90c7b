"""The long form of the fault suite: ``make torture``, or ``python -m tests.store.torture --kills 100 --cuts 1000``.

Prints one line for each kind of fault; ends with 1 when anything that was acknowledged was lost, or a mutant got away.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.store.faults import damage, steps
from tests.store.faults.cuts import power_cuts
from tests.store.faults.full import full_disk
from tests.store.faults.kills import kills
from tests.store.faults.mutants import SYNCS
from tests.store.faults.work import room
from tests.store.faults.writers import writers


class Line(NamedTuple):
    """What was done and what came of it."""

    words: str
    violations: list[str]


def main() -> int:
    """Run everything; return the exit code."""
    words = argparse.ArgumentParser(prog="python -m tests.store.torture", description=(__doc__ or "").split("\n")[0])
    words.add_argument("--kills", type=int, default=100)
    words.add_argument("--cuts", type=int, default=1000)
    words.add_argument("--seed", type=int, default=int(time.time()), help="another each time unless given")
    chosen = words.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    failed = False
    for run in _runs(chosen.kills, chosen.cuts, chosen.seed):
        start = time.perf_counter()
        line = run()
        print(f"{line.words}: {len(line.violations)} violations  ({time.perf_counter() - start:.0f} s)", flush=True)
        for violation in line.violations[:5]:
            print(f"    {violation[:500]}", flush=True)
        failed = failed or bool(line.violations)
    return int(failed)


def _runs(killed: int, cut: int, seed: int) -> Iterator[Callable[[], Line]]:
    yield lambda: _kills(killed, seed)
    yield lambda: _cuts(cut, seed)
    for mode in steps.MODES:
        yield lambda mode=mode: _steps(mode)  # type: ignore[misc]
    yield lambda: _on("every bit flipped, one byte at a time", lambda path: list(damage.flips(path, 1)))
    yield lambda: _on("journal cut at every byte", lambda path: list(damage.cuts(path)))
    yield lambda: _on("snapshot missing, emptied, halved, zeroed, older", lambda path: list(damage.lost(path)))
    yield _full
    yield lambda: _writers(300)
    for mutant in SYNCS:
        yield lambda mutant=mutant: _mutant(mutant, seed)  # type: ignore[misc]


def _kills(count: int, seed: int) -> Line:
    with tempfile.TemporaryDirectory(prefix="delegator-kills-") as folder:
        result = kills(Path(folder) / "delegator.json", count, seed)
    return Line(f"{result.kills} kills, {result.commits:,} acknowledged commits", result.violations)


def _cuts(count: int, seed: int) -> Line:
    result = power_cuts(count, seed)
    return Line(f"{result.cuts:,} power cuts, {result.commits:,} acknowledged commits", result.violations)


def _steps(mode: str) -> Line:
    calls, wrong = 0, []
    for name, action in steps.ACTIONS.items():
        try:
            calls += steps.run(action, mode)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is what we look for
            wrong.append(f"{name}: {type(error).__name__}: {error}")
    return Line(f"{calls} faults ({mode}), one at each call of {len(steps.ACTIONS)} actions", wrong)


def _on(words: str, look: Callable[[Path], list[str]]) -> Line:
    with room("damage") as folder:
        return Line(words, look(Path(folder) / "delegator.json"))


def _full() -> Line:
    with tempfile.TemporaryDirectory(prefix="delegator-full-") as folder:
        mount = Path(folder) / "small"
        mount.mkdir()
        small = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(mount)]
        if subprocess.run(small, capture_output=True, check=False).returncode:
            return Line("a full file system: not tried, because mounting one is not allowed here", [])
        try:
            saved, wrong = full_disk(mount / "delegator.json", mount / "filler")
            return Line(f"a full file system of 256 kB, {saved} acknowledged commits", wrong)
        finally:
            subprocess.run(["umount", "--lazy", str(mount)], check=False)


def _writers(each: int) -> Line:
    with tempfile.TemporaryDirectory(prefix="delegator-writers-") as folder:
        return Line(f"3 writers of {each} records each, and a reader", writers(Path(folder) / "delegator.json", each))


def _mutant(mutant: type, seed: int) -> Line:
    result = power_cuts(2000, seed, mutant, until_first=True)
    missed = [] if result.violations else ["it got away"]
    return Line(f"mutant {mutant.__name__} caught after {result.cuts} cuts", missed)


if __name__ == "__main__":
    sys.exit(main())
