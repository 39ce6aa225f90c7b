"""Textual's palette, which is not ended by a click on a row that is no longer there."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette


class Found(CommandList):
    """What was found. A click may come after the search went on and left fewer rows than were on the screen."""

    def on_click(self, event: events.Click) -> None:
        """Pass over a click on a row that is gone: Textual would look it up."""
        row = event.style.meta.get("option")
        if row is not None and row >= self.option_count:
            event.prevent_default()


class Palette(CommandPalette):
    """The palette over our commands and records."""

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            yield Found() if type(widget) is CommandList else widget
