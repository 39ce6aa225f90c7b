"""The last line: at most eight keys, only those that work on this row, the likely one first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

MOST = 8
GAP = 3


class Hint(NamedTuple):
    """One key as it is shown, its words, and the action that a click runs."""

    key: str
    words: str
    action: str


class KeyBar(Widget):
    """``. open review   y accept   r return …``: what fits of the first eight, whole hints only."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; color: $text-muted; dock: bottom; }
    """
    hints: reactive[tuple[Hint, ...]] = reactive(())

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        action: str

    def fitting(self) -> list[tuple[int, Hint]]:
        """Return the hints that fit, each with the cell it starts at. The last one, help, is kept when others go."""
        wanted = list(self.hints[:MOST])
        width = self.size.width
        while wanted and _width(wanted) > width:
            wanted.pop(-2 if len(wanted) > 1 else -1)
        placed, at = [], 0
        for hint in wanted:
            placed.append((at, hint))
            at += cell_len(hint.key) + 1 + cell_len(hint.words) + GAP
        return placed

    def render(self) -> Content:
        parts: list[tuple[str, str] | str] = []
        for at, hint in self.fitting():
            parts += [" " * GAP if at else "", (hint.key, "$text-primary"), f" {hint.words}"]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        for at, hint in self.fitting():
            if at <= event.x - 1 < at + cell_len(hint.key) + 1 + cell_len(hint.words):
                self.post_message(self.Pressed(hint.action))


def _width(hints: list[Hint]) -> int:
    return sum(cell_len(hint.key) + 1 + cell_len(hint.words) for hint in hints) + GAP * (len(hints) - 1)
