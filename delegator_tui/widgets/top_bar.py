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

    def __init__(self, active: str) -> None:
        super().__init__()
        self._active = active

    def render(self) -> Content:
        parts: list[tuple[str, str] | str] = ["delegator"]
        for tab in self.tabs:
            parts += [self.GAP, (tab.text, "bold $text-primary") if tab.name == self._active else tab.text]
        used = sum(cell_len(part if isinstance(part, str) else part[0]) for part in parts)
        room = self.size.width - used
        if room > cell_len(self.date):
            parts.append(" " * (room - cell_len(self.date)) + self.date)
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        at = cell_len("delegator")
        for tab in self.tabs:
            at += len(self.GAP)
            if at <= event.x - 1 < at + cell_len(tab.text):
                self.post_message(self.Chosen(tab.name))
            at += cell_len(tab.text)
