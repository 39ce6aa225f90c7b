"""The views and the palette, each read when it is first opened: the dashboard opens with what it shows."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import Provider

from delegator_tui.model.book import Book
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.views.base import BookScreen


def view(name: str) -> Callable[[Hands, Book], BookScreen]:
    """Return what makes a view; its module is read when it is first opened."""

    def make(hands: Hands, book: Book) -> BookScreen:
        if name == "today":
            from delegator_tui.screens.views.today import TodayScreen as View
        elif name == "inbox":
            from delegator_tui.screens.views.inbox import InboxScreen as View  # type: ignore[assignment]
        elif name == "handoffs":
            from delegator_tui.screens.views.handoffs import HandoffsScreen as View  # type: ignore[assignment]
        else:
            from delegator_tui.screens.views.roster import RosterScreen as View  # type: ignore[assignment]
        return View(hands, book)

    return make


def commands() -> type[Provider]:
    """Return the palette's commands; read when the palette first opens."""
    from delegator_tui.screens.services.palette import CommandProvider

    return CommandProvider


def records() -> type[Provider]:
    """Return the palette's records."""
    from delegator_tui.screens.services.palette import RecordProvider

    return RecordProvider
