"""The lines of a list and where its keys stand. Nothing is done for a line before somebody asks about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain

from delegator_tui.widgets.list_layout import Line, Row, key_of


class Lines:
    """One order of lines. Replaced as a whole, never changed, so that what it works out stays true."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self._lines = lines
        self._index: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, at: int) -> Line:
        return self._lines[at]

    def key(self, at: int) -> str | None:
        """Return the key of the row at a line; nothing for other lines and outside."""
        return key_of(self._lines[at]) if 0 <= at < len(self._lines) else None

    def keys(self, one: int, other: int) -> Iterator[str]:
        """Yield the keys of the rows between two lines, both included, whichever comes first."""
        lines = self._lines[min(one, other) : max(one, other) + 1]
        return (key for line in lines if (key := key_of(line)) is not None)

    @property
    def index(self) -> dict[str, int]:
        """The line of each key; made when first asked for."""
        if self._index is None:
            self._index = {line: at for at, line in enumerate(self._lines) if isinstance(line, str)}
            self._index |= {line.key: at for at, line in enumerate(self._lines) if isinstance(line, Row)}
        return self._index

    def place(self, key: str, near: int = 0) -> int | None:
        """Return the line of a key, looking first where it was before."""
        if self.key(near) == key:
            return near
        if self._index is not None:
            return self._index.get(key)
        with suppress(ValueError):
            return self._lines.index(key)
        if Row not in set(map(type, self._lines)):
            return None
        return next((at for at, line in enumerate(self._lines) if line.__class__ is Row and line[0] == key), None)

    def of_record(self, key: str) -> int | None:
        """Return the line of a row about the same record as a key: what stands behind its last colon is the same."""
        record = key.rpartition(":")[2]
        found = ((at, key_of(line)) for at, line in enumerate(self._lines))
        return next((at for at, each in found if each and each.rpartition(":")[2] == record), None)

    def without(self, at: int, lines: Sequence[Line]) -> bool:
        """Tell whether other lines are these but for the one at a line: so it is after most verbs, and told quickly."""
        return len(lines) == len(self._lines) - 1 and lines == [*self._lines[:at], *self._lines[at + 1 :]]

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return these keys as the list has them."""
        if not keys:
            return ()
        return tuple(sorted(keys, key=self.index.__getitem__))

    def nearest_row(self, at: int, way: int) -> int | None:
        """Return the first row from a line on, down (``way`` 1) or up (-1), else the other way; none without rows."""
        at = max(0, min(at, len(self._lines) - 1))
        down, up = range(at, len(self._lines)), range(at, -1, -1)
        order = chain(down, up) if way > 0 else chain(up, down)
        return next((line for line in order if self.key(line) is not None), None)

    def first_but(self, left: Callable[[str], bool], at: int) -> str | None:
        """Return the first key from a line on, then before it, that has not ``left``; nothing when all have."""
        order = chain(range(at, len(self._lines)), range(at - 1, -1, -1))
        return next((key for line in order if (key := self.key(line)) is not None and not left(key)), None)

    def top_of_heading(self, at: int) -> int:
        """Return the first of the headings and blanks right above a row, or the row itself."""
        while at and key_of(self._lines[at - 1]) is None:
            at -= 1
        return at
