"""Measures what the program promises about speed: ``python -m bench [--only NAME]``; exit 1 when a limit is broken.

Every figure is a ratio (or a difference) to something measured in the same run, in turn with it, by medians: it says
the same on a slow machine and on a fast one. ``docs/performance.md`` says what each means.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import capture, commit, keys, launch
from bench.figures import Figure, Room, print_table

BENCHES = {
    "paint": launch.paint, "closed": launch.closed, "memory": launch.memory, "add": capture.add,
    "status": capture.status, "commit": commit.commit, "move": keys.move, "mark": keys.mark, "views": keys.views,
    "act": keys.act, "filter": keys.narrow,
}  # fmt: skip


def main() -> int:
    """Run the benches; return 1 when a limit is broken."""
    words = argparse.ArgumentParser(prog="python -m bench", description="Measure what the program promises.")
    words.add_argument("--only", metavar="NAME", choices=BENCHES, action="append", help=", ".join(BENCHES))
    chosen = words.parse_args().only or list(BENCHES)
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs")
    with tempfile.TemporaryDirectory(prefix="delegator-bench-") as folder:
        return 0 if print_table(_figures(Room(Path(folder)), chosen)) else 1


def _figures(room: Room, names: list[str]) -> Iterator[Figure]:
    for name in names:
        yield from BENCHES[name](room)


if __name__ == "__main__":
    sys.exit(main())
