"""The views and the palette, each read when it is first opened: the dashboard opens with what it shows."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import Provider

from delegator_tui.model.book import Book
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.content import ListContent


def view(name: str) -> Callable[[VerbRunner, Book], BookScreen]:
    """Return what makes a view; its module is read when it is first opened."""

    def make(runner: VerbRunner, book: Book) -> BookScreen:
        from delegator_tui.screens.views.listing import ListScreen

        return ListScreen(runner, book, _content(name))

    return make


def _content(name: str) -> ListContent:
    if name == "today":
        from delegator_tui.screens.views.today import Today as Content
    elif name == "inbox":
        from delegator_tui.screens.views.inbox import Inbox as Content  # type: ignore[assignment]
    elif name == "handoffs":
        from delegator_tui.screens.views.handoffs import Handoffs as Content  # type: ignore[assignment]
    else:
        from delegator_tui.screens.views.roster import Roster as Content  # type: ignore[assignment]
    return Content()


def commands() -> type[Provider]:
    """Return the palette's commands; read when the palette first opens."""
    from delegator_tui.screens.services.palette import CommandProvider

    return CommandProvider


def records() -> type[Provider]:
    """Return the palette's records."""
    from delegator_tui.screens.services.palette import RecordProvider

    return RecordProvider
