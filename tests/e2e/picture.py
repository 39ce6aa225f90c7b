"""What stands on a terminal, without its colours: pyte's screen, made to keep up with a program that paints much."""

from __future__ import annotations

import pyte
import pyte.charsets
import pyte.modes
from pyte.screens import Char
from wcwidth import wcwidth


class Cells(dict[str, Char]):
    """The cell of each character that takes just one; a KeyError for any other."""

    def __missing__(self, char: str) -> Char:
        if wcwidth(char) != 1:
            raise KeyError(char)
        return self.setdefault(char, Char(char))


class Picture(pyte.Screen):
    """A screen that is told no colours. What it draws most, characters of one cell in a free row, it draws at once."""

    def __init__(self, columns: int, rows: int) -> None:
        self._cells = Cells()
        self._rows: dict[int, str] = {}
        super().__init__(columns, rows)

    def draw(self, data: str) -> None:
        """Put text at the cursor."""
        start, end = self.cursor.x, self.cursor.x + len(data)
        try:
            cells = [self._cells[char] for char in data] if end <= self.columns and self._is_simple() else None
        except KeyError:
            cells = None
        if cells is None:
            super().draw(data)
            self.dirty.add(max(self.cursor.y - 1, 0))  # an accent may belong to the end of the row above
            return
        self.buffer[self.cursor.y].update(zip(range(start, end), cells, strict=True))
        self.cursor.x = end
        self.dirty.add(self.cursor.y)

    def _is_simple(self) -> bool:
        """Return whether a character is put where the cursor is, as it is."""
        return not self.charset and self.g0_charset is pyte.charsets.LAT1_MAP and pyte.modes.IRM not in self.mode

    @property
    def text(self) -> str:
        """A line a row, without the blanks at their ends."""
        for y in self.dirty:
            row = self.buffer[y]
            self._rows[y] = "".join([row[x].data for x in range(self.columns)]).rstrip()
        self.dirty.clear()
        return "\n".join([self._rows.get(y, "") for y in range(self.lines)])
