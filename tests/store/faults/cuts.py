"""Power cuts in the middle of work, one after the other on the same book, and what they did to it."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.store.faults.power import PowerDisk
from tests.store.faults.work import Witness, check, room, work
from tests.store.support import Crashed

IN_A_ROW = 4
"""Cuts that one book has to live through, so that recovery is interrupted too."""
MakeDisk = Callable[[Path, int], PowerDisk]


class Result(NamedTuple):
    """How many cuts there were, how many commits had been acknowledged, and what was found to be wrong."""

    cuts: int
    commits: int
    violations: list[str]


def power_cuts(count: int, seed: int, make_disk: MakeDisk = PowerDisk, *, until_first: bool = False) -> Result:
    """Cut the power ``count`` times at random operations; ``until_first`` stops at the first violation."""
    violations: list[str] = []
    done = commits = 0
    while done < count and not (until_first and violations):
        with room("power") as folder:
            chance, witness = random.Random(seed * 1_000_003 + done), Witness()
            root = Path(folder) / "0"
            root.mkdir()
            for turn in range(min(IN_A_ROW, count - done)):
                done += 1
                after = Path(folder) / str(turn + 1)
                wrong = _one(root, after, chance, witness, make_disk)
                if wrong:
                    violations.append(f"seed {seed}, cut {done}: {wrong}")
                    break
                shutil.rmtree(root)
                root = after
            commits += witness.commits
    return Result(done, commits, violations)


def _one(root: Path, after: Path, chance: random.Random, witness: Witness, make_disk: MakeDisk) -> str:
    disk = make_disk(root, chance.randrange(1, 150))
    try:
        with contextlib.suppress(Crashed):
            work(root / "book" / "delegator.json", disk, chance, witness)
        disk.after_cut(after, chance)
        check(after / "book" / "delegator.json", witness)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what we look for
        return f"{type(error).__name__}: {error}"
    return ""
