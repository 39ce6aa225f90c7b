"""One line above the keys: what the last action did, or why it was refused. It keeps its place when it is empty."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from delegator_tui.model.display import fit, shortened

STAYS = 12.0
"""Seconds after which a sentence goes."""


class SaidLine(Widget):
    """Shows one sentence: quiet, in green at an acceptance, in red when it is a refusal."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    SaidLine { height: 1; padding: 0 1; dock: bottom; margin-bottom: 1; }
    """
    tails: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sentence: reactive[tuple[str, str]] = reactive(("", ""))

    def say(self, text: str, tone: str = "", tails: Iterable[str] = (), names: Iterable[str] = ()) -> None:
        """Show ``text``; ``tone`` is good, bad, or nothing.

        After it stands the first of ``tails`` that leaves it whole, else one for which the ``names`` in it are cut,
        else the last: a tail is never cut itself.
        """
        self.tails = tuple(filter(None, tails))
        self.names = tuple(names)
        self.sentence = (text, tone)
        if text:
            self.set_timer(STAYS, lambda: self._fade((text, tone)))

    def outdate(self) -> None:
        """Something else was done since: take away a sentence that offers to undo what ``u`` would undo no more."""
        if self.tails:
            self.sentence = ("", "")

    def _fade(self, shown: tuple[str, str]) -> None:
        if self.sentence == shown:
            self.sentence = ("", "")

    def render(self) -> Content:
        text, tone = self.sentence
        style = {"good": "$text-success", "bad": "$text-error"}.get(tone, "$foreground")
        line = text.replace("\n", "  ")
        mark = "✗ " if tone == "bad" else ""
        most = self.size.width - len(mark)
        tails = [f" {tail}" for tail in self.tails] if text else []
        fits = [tail for tail in tails if cell_len(shortened(line, self.names, most - cell_len(tail)) + tail) <= most]
        whole = [tail for tail in tails if cell_len(line + tail) <= most]
        tail = next(iter([*whole, *fits, *tails[-1:]]), "")
        room = max(0, most - cell_len(tail))
        line = shortened(line, self.names, room)
        return Content.assemble((mark + fit(line, room).rstrip(), style), tail)
