"""The last line: at most eight keys, only those that work on this row, the likely one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from delegator_tui.model.display import in_middle

MAX_HINTS = 8
GAP = 3
LEAST = 16
"""Cells to which the words of a hint may be cut: a title in them, before another hint goes."""


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

    def offer(self, hints: Sequence[Hint], last: Hint) -> None:
        """Show the first of these, and ``last`` whatever comes before it."""
        self.hints = (*hints[: MAX_HINTS - 1], last)

    def fitting(self) -> list[tuple[int, Hint]]:
        """Return the hints that fit, each with its first cell. Long words are cut first; help and esc go last."""
        width, wanted = self.size.width, [self._now(hint) for hint in self.hints[:MAX_HINTS]]
        while wanted and _width(_cut(wanted, width)) > width:
            wanted.pop(_first_to_go(wanted))
        placed, at = [], 0
        for hint in _cut(wanted, width):
            placed.append((at, hint))
            at += cell_len(hint.key) + 1 + cell_len(hint.words) + GAP
        return placed

    def _now(self, hint: Hint) -> Hint:
        """Return what a hint says now: while the keys stand beside the view, esc puts those away first."""
        keys_first = hint.key == "esc" and self.screen.query("KeysPanel")
        return hint._replace(words="close the keys", action="app.close_help") if keys_first else hint

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


def _cut(hints: list[Hint], width: int) -> list[Hint]:
    """Return the hints with the longest words cut as far as they must and may be."""
    found = list(hints)
    for place in sorted(range(len(hints)), key=lambda place: -cell_len(hints[place].words)):
        over, words = _width(found) - width, found[place].words
        if over > 0:
            found[place] = found[place]._replace(words=in_middle(words, max(LEAST, cell_len(words) - over)))
    return found


def _first_to_go(hints: list[Hint]) -> int:
    """Return the place of the hint that goes first: the last but help, and the way out only when no other is left."""
    between = [place for place, hint in enumerate(hints[1:-1], 1) if hint.key != "esc"]
    return between[-1] if between else max(0, len(hints) - 2)
