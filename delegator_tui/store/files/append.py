"""Capture's short cut: one commit of new records, at a cost that does not grow with the book.

It needs the header and the last line of the journal only. Whatever is not plain sailing it leaves to the Store.
"""
# ruff: noqa: PTH110, PTH116 - pathlib costs a plain `add` several milliseconds

from __future__ import annotations

import os

from delegator_tui.store.files import entry
from delegator_tui.store.files.disk import Disk, not_saved, read_at
from delegator_tui.store.files.disk import append as append_durably
from delegator_tui.store.files.line import frame, is_whole, parse
from delegator_tui.store.files.lock import DEADLINE, FileLock
from delegator_tui.store.files.machine import host
from delegator_tui.store.files.ordinary import NotOrdinary, is_ordinary, open_own
from delegator_tui.store.files.paths import Paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from typing import Any

    Made = tuple[list[dict[str, Any]], str, str]
    Make = Callable[["Capture"], Made]

TAIL = 1 << 16
"""How many bytes of the journal's end are read at first."""
STEP, MOST = 1 << 16, 1 << 20
"""Bytes of journal at each of which it is worth folding, in a small book and at most; MOST is also looked through."""


class Capture:
    """What there is to know without reading the book: ``seq``, ``next`` id per table, ``cap`` (zone, …).

    ``has_grown`` says that the journal has got so long that it should be folded into the TinyDB file; ``is_sound``
    that none of its lines is damaged.
    """

    __slots__ = ("cap", "has_grown", "is_sound", "next", "seq")

    def __init__(self, at: entry.Position, *, has_grown: bool = False, is_sound: bool = True) -> None:
        self.seq = at.seq
        self.next = dict(at.next)
        self.cap = dict(at.cap)
        self.has_grown = has_grown
        self.is_sound = is_sound


def append(
    path: str,
    make: Make,
    now: dt.datetime,
    *,
    disk: Disk | None = None,
    deadline: float = DEADLINE,
    anyway: bool = False,
) -> dict[str, Any] | None:
    """Commit the new records that ``make`` answers; return the journal's line, None when the Store must do it.

    ``make`` is called under the lock and answers records ``{"t": table, "u": uid, "f": fields}``, the verb and
    the label. None comes back, with nothing changed, when there is no journal yet, its end is torn or not understood,
    it comes from another machine, something else than an ordinary file stands there, or the TinyDB file was written
    to since the last save: what was edited by hand comes first. ``anyway`` passes over that, for a damaged book.
    Raises NotSaved.
    """
    paths = Paths(path)
    if not ((anyway or is_ordinary(path)) and os.path.exists(paths.journal)):
        return None
    with FileLock(paths.lock, deadline):
        try:
            fd = open_own(paths.journal, os.O_RDWR | os.O_APPEND)
        except (FileNotFoundError, NotOrdinary):
            return None
        except OSError as error:
            raise not_saved(error, paths.journal) from error
        try:
            shot = os.stat(path) if is_ordinary(path) else None
            if not anyway and (shot is None or shot.st_mtime_ns > os.fstat(fd).st_mtime_ns):
                return None
            return _append(fd, paths.journal, make, now, disk or Disk(), shot.st_size if shot else 0)
        finally:
            os.close(fd)


def _append(fd: int, path: str, make: Make, now: dt.datetime, disk: Disk, book: int) -> dict[str, Any] | None:
    """``book``: bytes of the TinyDB file."""
    size = os.fstat(fd).st_size
    header = parse(_first_line(fd, size))
    if header is None or not entry.is_readable(header) or header.get("host") != host():
        return None
    text, whole = _last_line(fd, size)
    last = parse(text)
    at = entry.position(last) if last is not None else None
    if at is None:
        return None
    step = max(STEP, min(MOST, book // 8))
    grown = size // step != (size - len(text) - 1) // step
    records, verb, label = make(Capture(at, has_grown=grown, is_sound=_is_sound(fd, size)))
    if not records or any(record["t"] == "settings" for record in records):  # the Store keeps ``cap`` up to date
        return None
    after = entry.Position(at.seq, at.hlc, dict(at.next), at.cap)
    line = entry.commit(after, now, header["replica"], _numbered(records, after.next), verb=verb, label=label)
    append_durably(disk, fd, frame(line) if whole else b"\n" + frame(line), path)
    return line


def _numbered(records: list[dict[str, Any]], next_ids: dict[str, int]) -> list[dict[str, Any]]:
    ops = []
    for record in records:
        key = next_ids.get(record["t"], 1)
        next_ids[record["t"]] = key + 1
        ops.append(entry.put(record["t"], key, record["u"], record["f"]))
    return ops


def _is_sound(fd: int, size: int) -> bool:
    """Tell whether each line is as it was written, and no save is missing; a very long journal is not looked at."""
    if size > MOST:
        return True
    seq = -1
    for line in read_at(fd, size, 0).split(b"\n"):
        if line and not is_whole(line):
            return False
        number = line.partition(b'{"s":')[2].partition(b",")[0] if b' {"s":' in line[:24] else b""
        if number.isdigit():
            if seq >= 0 and int(number) != seq + 1:
                return False
            seq = int(number)
    return True


def _first_line(fd: int, size: int) -> bytes:
    length = 1 << 12
    while True:
        line, newline, _ = read_at(fd, length, 0).partition(b"\n")
        if newline or length >= size:
            return line
        length *= 8


def _last_line(fd: int, size: int) -> tuple[bytes, bool]:
    """Return the last line and whether it has its newline."""
    length = TAIL
    while True:
        start = max(0, size - length)
        data = read_at(fd, size - start, start)
        whole = data.endswith(b"\n")
        line = data[:-1] if whole else data
        cut = line.rfind(b"\n")
        if cut >= 0 or start == 0:
            return line[cut + 1 :], whole
        length *= 8
