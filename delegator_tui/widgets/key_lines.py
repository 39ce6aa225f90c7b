"""The end of a dialog: its keys, none of them cut."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

BETWEEN = " · "
FRAME = 4
"""Columns that the border and the padding of a dialog take."""


class KeyLines(Widget):
    """``enter change · u undo · esc leave`` on one line, or on as many as it takes where the dialog is narrow."""

    ALLOW_SELECT = False

    def __init__(self, *hints: str) -> None:
        super().__init__(classes="keys")
        self._hints = hints

    def laid(self, width: int) -> list[str]:
        """Return the lines, broken between two keys only."""
        lines: list[str] = []
        for hint in self._hints:
            if lines and cell_len(lines[-1] + BETWEEN + hint) <= width:
                lines[-1] += BETWEEN + hint
            else:
                lines.append(hint)
        return lines

    def more(self) -> int:
        """Return how many lines beside the first it takes in a dialog on this terminal."""
        return len(self.laid(self.app.size.width - FRAME)) - 1

    def room(self) -> int:
        """Return how many lines a text above these keys may have in a dialog on this terminal."""
        return max(1, self.app.size.height - 4 - self.more())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.laid(width))

    def render(self) -> Content:
        return Content("\n".join(self.laid(self.size.width)))
