"""The palette: every command that works now, every kept filter, and any record by any word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from delegator_tui.commands import COMMANDS, Command
from delegator_tui.keys import key_of, shown
from delegator_tui.model.display import fit
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.rules.followup.standing import in_words
from delegator_tui.rules.search.depths import Depths
from delegator_tui.rules.search.filters import Haystack, find_anything
from delegator_tui.rules.tasks.words import say_place
from delegator_tui.rules.today.sections import task_item
from delegator_tui.screens.views.base import BookScreen, may
from delegator_tui.screens.views.listing import ListScreen

THEME = f"{'':<6} theme"
CHANGE_THEME = "Choose another theme, and see it at once"
LISTS = ("is:triage", "is:yours", "is:later")
"""Filters that are offered beside those that were kept: the owner's own lists."""
MAX_HITS = 30
MAX_CELLS = 200
"""Cells of a title in the palette; longer ones are cut."""


class CommandProvider(Provider):
    """The commands of the key table, with their keys; only those that work on the row under the cursor."""

    def _offered(self) -> list[tuple[Command, Callable[[], Any]]]:
        screen = self.screen
        if not isinstance(screen, BookScreen):
            return []
        offered = (
            command
            for command in COMMANDS
            if (may(screen, command.action) if command.app else screen.offers(command.id))
        )
        return [(command, partial(screen.run_action, command.action)) for command in offered]

    def _own(self) -> dict[str, str]:
        return self.screen.the_book.settings.keys if isinstance(self.screen, BookScreen) else {}

    async def discover(self) -> Hits:
        for command, run in self._offered():
            yield DiscoveryHit(Content(self._line(command)), run, command.words, command.help)
        yield DiscoveryHit(Content(THEME), self.app.action_change_theme, "theme", CHANGE_THEME)

    def _line(self, command: Command) -> str:
        return f"{shown(key_of(command.id, self._own())):<6} {command.words}"

    async def search(self, query: str) -> Hits:
        for command, run in self._offered():
            score = _fits(query, command.words, command.help)
            if score:
                yield Hit(score, Content(self._line(command)), run, command.words, command.help)
        if score := _fits(query, "theme", CHANGE_THEME):
            yield Hit(score, Content(THEME), self.app.action_change_theme, "theme", CHANGE_THEME)
        if isinstance(self.screen, ListScreen):
            for text in dict.fromkeys((*self.screen.the_book.settings.filters.values(), *LISTS)):
                if score := _fits(query, f"filter {text}"):
                    said = fit(f"Filter: {text}", MAX_CELLS).rstrip()
                    yield Hit(score, Content(said), partial(self.screen.set_filter, text), said)


def _fits(query: str, words: str, more: str = "") -> float:
    """Return how well a command fits: its words begin with the query, have it, or its explanation has it."""
    typed = query.strip().casefold()
    if words.casefold().startswith(typed):
        return 1.0
    return 0.95 if typed in words.casefold() else 0.3 if typed in more.casefold() else 0.0


class RecordProvider(Provider):
    """Any record, open or closed, by any word of it and of its story."""

    async def startup(self) -> None:
        self._haystack, self._depths = Haystack(), Depths()

    async def search(self, query: str) -> Hits:
        screen = self.screen
        if not isinstance(screen, BookScreen):
            return
        book = screen.the_book
        found = find_anything(query, book, self._haystack, limit=MAX_HITS)
        found += self._depths.find(query, book, found, MAX_HITS - len(found))
        for place, record in enumerate(found):
            title, words = (fit(said, MAX_CELLS).rstrip() for said in self._say(screen, record))
            # what Textual would read markup in is content, though it asks for a string
            help_: Any = Content(words)
            yield Hit(0.9 - place / 100, Content(title), partial(screen.show_record, record), title, help_)

    def _say(self, screen: BookScreen, record: Record) -> tuple[str, str]:
        book = screen.the_book
        if isinstance(record, Task):
            item = task_item(record, book)
            where = say_place(record, book)
            return record.title, " · ".join(part for part in ("task", where, item.lead) if part)
        if isinstance(record, Handoff):
            who = book.name(record.contractor) or "nobody yet"
            return book.title(record), f"handoff · {who} · {in_words(record, book)}"
        name = record.name if isinstance(record, Contractor) else ""
        return name, "contractor"
