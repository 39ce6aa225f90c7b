"""Every line of the journal and of the history looked at: checksums, numbers, and whether the files belong together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from delegator_tui.store.files import entry
from delegator_tui.store.files.line import checksum, parse
from delegator_tui.store.files.ordinary import read_own
from delegator_tui.store.files.paths import Paths
from delegator_tui.store.history import log


def checked(paths: Paths) -> Iterator[str]:
    """Yield a sentence for each line that cannot be read, each save that is missing, and files that do not fit."""
    live = Path(paths.journal)
    files = [*reversed(log.kept(paths)), *([live] if live.exists() else [])]
    walk = Walk({number for path in files for number in _told_lost(path)})
    for path in files:
        yield from walk.through(path, is_live=path == live)
    if live.exists() and walk.ours:
        yield from _belong(paths, walk)


def _told_lost(path: Path) -> Iterator[int]:
    """Yield the numbers of the saves that were lost when the book was recovered, and told of then."""
    for line in filter(None, map(parse, read_own(str(path)).split(b"\n"))):
        yield from line.get("lost", ())


class Walk:
    """Goes through journals in order. ``seq``: the last save; ``ours``: the snapshots that the last journal knows.

    ``lost`` are saves that nobody needs to be told of any more.
    """

    def __init__(self, lost: set[int]) -> None:
        self.lost = lost
        self.seq: int | None = None
        self.ours: set[str] = set()

    def through(self, path: Path, *, is_live: bool) -> Iterator[str]:
        """Yield what is wrong in one journal."""
        lines = read_own(str(path)).split(b"\n")
        if not lines[-1]:
            lines.pop()
        self.ours.clear()
        for number, text in enumerate(lines, 1):
            line = parse(text)
            if line is None:
                yield self._unreadable(path, number, is_last=number == len(lines), is_live=is_live)
                continue
            yield from self._follow(path, number, line)

    def _unreadable(self, path: Path, number: int, *, is_last: bool, is_live: bool) -> str:
        if is_last and is_live and number > 1:
            return f"The last save in {path} was never finished; the next save keeps its bytes and cuts it off."
        return f"{path}: line {number} is damaged. If the book does not open, delegator recover gets out what is whole."

    def _follow(self, path: Path, number: int, line: dict[str, object]) -> Iterator[str]:
        at = entry.position(line)
        if at is None:
            yield f"{path}: line {number} is of a kind that this delegator does not know: update it."
            return
        if "snap" in line:
            self.ours.add(str(line["snap"]))
        first = self.seq is None or "journal" in line
        missing = range(at.seq if self.seq is None else self.seq + 1, at.seq + ("s" not in line))
        gone = next((save for save in missing if save not in self.lost), None) if self.seq is not None else None
        if gone is not None:
            yield f"{path}: save {gone} is missing before line {number}."
        self.seq = at.seq if first or self.seq is None else max(self.seq, at.seq)


def _belong(paths: Paths, walk: Walk) -> Iterator[str]:
    for path, word in ((Path(paths.snapshot), "snapshot"), (Path(paths.base), "spare copy")):
        if not path.exists():
            yield f"The {word} {path} is missing; the next save writes it again."
        elif checksum(read_own(str(path))) not in walk.ours:
            yield f"The {word} {path} is not as it was last written: the next save takes your edit, or writes it again."
