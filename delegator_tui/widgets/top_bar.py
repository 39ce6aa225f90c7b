"""The first line of the dashboard: the views with their counts, and the date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Tab(NamedTuple):
    """One view: its name for the program, its key, its words, and how many records wait there (0 shows nothing)."""

    name: str
    key: str
    words: str
    waiting: int = 0

    @property
    def text(self) -> str:
        """The tab as it is drawn."""
        return f"{self.key} {self.words}" + (f" {self.waiting}" if self.waiting else "")


class TopBar(Widget):
    """`` delegator  1 Today  2 Inbox 62 …  Mon 23 Nov``. A click on a view asks for it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TopBar { height: 1; padding: 0 1; color: $text-muted; }
    """
    tabs: reactive[tuple[Tab, ...]] = reactive(())
    date: reactive[str] = reactive("")

    @dataclass
    class Chosen(Message):
        """The owner wants this view."""

        name: str

    GAP: ClassVar[str] = "  "
    BRAND: ClassVar[str] = "delegator"

    def __init__(self, active: str) -> None:
        super().__init__()
        self._active = active

    def render(self) -> Content:
        parts: list[tuple[str, str] | str] = []
        for text, name in self._fitting():
            style = "bold $text-primary" if name and name == self._active else ""
            parts += [self.GAP if parts else "", (text, style)]
        used = sum(cell_len(part if isinstance(part, str) else part[0]) for part in parts)
        room = self.size.width - used
        if room > cell_len(self.date):
            parts.append(" " * (room - cell_len(self.date)) + self.date)
        return Content.assemble(*parts)

    def _fitting(self) -> list[tuple[str, str]]:
        """Return text and name of what stands here: whole words only, fewer of them the narrower the terminal is."""
        whole = [(tab.text, tab.name) for tab in self.tabs]
        words = [(f"{tab.key} {tab.words}", tab.name) for tab in self.tabs]
        keys = [(tab.text if tab.name == self._active else tab.key, tab.name) for tab in self.tabs]
        wanted = ([(self.BRAND, ""), *whole], whole, words, keys)
        return next((parts for parts in wanted if self._width(parts) <= self.size.width), keys)

    def _width(self, parts: list[tuple[str, str]]) -> int:
        return sum(cell_len(text) for text, _ in parts) + len(self.GAP) * (len(parts) - 1)

    def on_click(self, event: events.Click) -> None:
        at = 0
        for text, name in self._fitting():
            if name and at <= event.x - 1 < at + cell_len(text):
                self.post_message(self.Chosen(name))
            at += cell_len(text) + len(self.GAP)
