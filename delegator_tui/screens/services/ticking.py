"""Time and other programs: twice a second a look at the file and at the clock, and what a new book brings."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.text import shown
from delegator_tui.rules.reminders.change import changes_between, next_change
from delegator_tui.rules.reminders.channels import in_dashboard
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner

TICK = 0.5
"""Seconds between looks at the file and the clock: what another process commits shows within a second."""


class Ticker:
    """Looks at the file and at the clock; ``then`` follows each look."""

    def __init__(self, runner: VerbRunner, app: Dashboard, then: Callable[[], Awaitable[None]]) -> None:
        self._runner = runner
        self._app = app
        self._then = then
        self._next_change = next_change(runner.desk.book)
        self._looking = False

    async def tick(self) -> None:
        """Look, unless that goes on already. A moment that something came due changes the view and says so once."""
        if self._looking or self._runner.leaving:
            return
        self._looking = True
        try:
            due = self._runner.desk.now().at >= self._next_change
            await self._runner.do(lambda desk: look(desk, due=due), quiet=True)
            await self._then()
        finally:
            self._looking = False

    def is_due(self, book: Book) -> bool:
        """Tell whether something has come due by the moment of a book."""
        return book.now.at >= self._next_change

    def look_ahead(self) -> None:
        """Find out when time changes something next: once what changed is on show, for it goes through all tasks."""
        self._next_change = next_change(self._app.the_book)

    def announce(self, before: Book, after: Book) -> None:
        """Say in one summary what became due or overdue, by toast and bell as they are chosen."""
        changes = changes_between(before, after)
        own, lines = in_dashboard(self._app.the_book), map(shown, changes.said.split("\n"))
        if changes.said and "bell" in own:
            self._app.bell()
        if changes.said and "toast" in own:
            self._app.notify("\n".join(lines), title=changes.title, timeout=12, markup=False)


def look(desk: Desk, *, due: bool) -> Book:
    """Return the book with what others committed; as of now when something has come due."""
    desk.refresh()
    return desk.tick() if due else desk.book
