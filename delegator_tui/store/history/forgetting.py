"""Removing old commits from the history, because the owner said so. The state does not depend on them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from delegator_tui.store.files import entry
from delegator_tui.store.files.disk import Disk, replace
from delegator_tui.store.files.journal import Line
from delegator_tui.store.files.line import frame, parse
from delegator_tui.store.files.ordinary import check_own_folder, read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.history import log
from delegator_tui.store.history.past import When


def forget(disk: Disk, paths: Paths, before: When) -> int:
    """Remove the commits before an instant, or a commit's number, from the kept journals; return how many went.

    Must run under the lock, with no commit in the live journal. Oldest first, each step durable before the next: a
    crash leaves a shorter history without gaps. Where the clock was set back, nothing behind the first commit that is
    not before ``before`` goes. Raises OSError.
    """
    check_own_folder(paths.history)
    files = [(path, _lines(path)) for path in reversed(log.kept(paths))]
    last = _last_to_go((line for _, lines in files for line in lines if "s" in line), before)
    gone: set[int] = set()
    for path, lines in files:
        going = {line["s"] for line in lines if line.get("s", last + 1) <= last}
        staying = [line for line in lines if line.get("s", 0) > last]
        if not staying and (going or _start(lines) < last):
            disk.unlink(str(path))
            disk.sync_folder(paths.history)
        elif going:
            replace(disk, str(path), b"".join(map(frame, [_header(lines, staying[0]), *staying])))
        gone |= going
    return len(gone)


def _lines(path: Path) -> list[Line]:
    return [line for line in map(parse, read_own(str(path)).split(b"\n")) if line is not None]


def _last_to_go(commits: Iterable[Line], before: When) -> int:
    """Return the number of the last commit that goes; 0 when none does."""
    last = 0
    for number, at in sorted({line["s"]: line["at"] for line in commits}.items()):
        if not (number < before if isinstance(before, int) else dt.datetime.fromisoformat(at) < before):
            break
        last = number
    return last


def _start(lines: list[Line]) -> int:
    """Return the number of the last commit before a kept journal."""
    return int(lines[0]["seq"]) if lines and "journal" in lines[0] else 0


def _header(lines: list[Line], first: Line) -> Line:
    """Return the first line of a journal that now begins with the commit ``first``."""
    head = next((line for line in lines if "journal" in line), None)
    if head is None:
        at = entry.Position(0, "", {}, {})
        head = entry.header(at, schema=entry.SCHEMA, gen=0, store="", replica="", host="", snap="")
    before = max((line for line in lines if line.get("s", first["s"]) < first["s"]), key=lambda line: line["s"])
    return head | {"seq": first["s"] - 1, "hlc": before["h"], "next": before["n"], "cap": before.get("cap", {})}


def held_by(paths: Paths) -> Iterator[Path]:
    """Yield the folders that may still hold what was forgotten: the owner empties them by hand."""
    for folder in (paths.backups, paths.quarantine):
        if os.path.isdir(folder) and os.listdir(folder):  # noqa: PTH112, PTH208
            yield Path(folder)
