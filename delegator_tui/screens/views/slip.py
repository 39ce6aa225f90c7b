"""The row that was under the cursor a moment ago: what is typed before its going was seen is not meant for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delegator_tui.screens.views.base import BookScreen

REACTION = 0.6
"""Seconds that it takes to see that a row is gone, and to hold back a key that was on its way."""


class Slip:
    """Remembers, for a moment, the title of a row that somebody else took from under the cursor.

    ``later`` calls a function after so many seconds.
    """

    def __init__(self, later: Callable[[float, Callable[[], None]], object]) -> None:
        self._later = later
        self._times = 0
        self.title = ""

    def note(self, title: str) -> None:
        """Remember a row that is gone; after the reaction time it was seen."""
        self._times += 1
        self.title, mine = title, self._times
        self._later(REACTION, lambda: self._seen(mine))

    def take(self) -> str:
        """Return the title, once; empty when nothing slipped away or it was seen."""
        title, self.title = self.title, ""
        return title

    def _seen(self, times: int) -> None:
        if times == self._times:
            self.title = ""


@contextmanager
def noticing(view: BookScreen) -> Iterator[None]:
    """Draw another book inside; what somebody else took from under the cursor or the marks is remembered."""
    pointed = view.pointed()
    title = _title(view, pointed[0]) if pointed and view.runner.by_others else ""
    yield
    if title and view.pointed() != pointed:
        view.slip.note(title)


def _title(view: BookScreen, key: str) -> str:
    from delegator_tui.rules.search.names import said_with
    from delegator_tui.screens.views.bars import NAMED

    book = view.the_book
    found = view.record() or next((record for name in NAMED if (record := book.table(name).get(key))), None)
    return next(iter(said_with(found, book)), "The row")


def slipped(view: BookScreen, action: str) -> bool:
    """Tell whether an action on a row was meant for one that has just gone, and say so. It is told once."""
    from delegator_tui.screens.views.row_commands import ON_A_ROW

    title = view.slip.take() if action in ON_A_ROW else ""
    if title:
        view.say(f"{title} changed meanwhile: nothing was done. Look, and press the key again.", "bad")
    return bool(title)
