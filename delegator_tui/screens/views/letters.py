"""The letters of the chase list: what is written, one a contractor, and which of them have gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.model.book import Book
from delegator_tui.rules.messages.fill import Message
from delegator_tui.rules.messages.letters import Letter, was_chased_today

Log = Callable[..., Done]


def log(desk: Desk, letter: Letter, message: Message, channel: str, *, anyway: bool, by_hand: bool, how: str) -> Done:
    """Log a letter by its verb."""
    if letter.chase is not None:
        return desk.handoffs.nudge(letter.chase, message, channel, anyway=anyway, by_hand=by_hand, how=how)
    tells = letter.tells
    return desk.handoffs.write(letter.handoffs[0], message, channel, by_hand=by_hand, how=how, tells=tells)


class Writing(NamedTuple):
    """What is written: ``all`` the letters, ``one`` of a contractor anew; ``title`` in the headline.

    ``single``: there is one letter only, and letting it go ends it. ``log`` is the verb that logs one, ``done`` tells
    whether a contractor's has gone; ``gone`` and ``to_do`` are the words for that and for what has not.
    """

    title: str
    all: Callable[[Book], list[Letter]]
    one: Callable[[str, Book], Letter | None]
    single: bool = False
    log: Log = log
    done: Callable[[str, Book], bool] = was_chased_today
    gone: str = "chased"
    to_do: str = "to ask"


class Letters:
    """The letters by contractor, and the one on show."""

    def __init__(self, writing: Writing, book: Book) -> None:
        self._writing = writing
        self._drawn_of = (book.version, book.now.at)
        self.of = {letter.contractor: letter for letter in writing.all(book)}
        self.showing = ""
        """The contractor whose letter is on show."""
        self.skipped: set[str] = set()

    @property
    def here(self) -> Letter | None:
        """The letter on show."""
        return self.of.get(self.showing)

    def has_gone(self, who: str, book: Book) -> bool:
        """Tell whether a contractor's letter has gone."""
        return self._writing.done(who, book)

    def renew(self, book: Book, about: str | None) -> None:
        """Write the letters anew after a change; of what was done here, only that of the contractor it is ``about``."""
        if self._drawn_of == (book.version, book.now.at):
            return
        self._drawn_of = (book.version, book.now.at)
        if about is not None:
            found = {about: self._writing.one(about, book)}
        else:
            found = dict.fromkeys(self.of) | {letter.contractor: letter for letter in self._writing.all(book)}
        for who, letter in found.items():
            if letter is not None:
                self.of[who] = letter
            elif not self.has_gone(who, book):
                self.of.pop(who, None)

    def next_left(self, book: Book) -> str | None:
        """Return the contractor of the next letter that has neither gone nor been skipped."""
        order = [*self.of]
        at = order.index(self.showing) if self.showing in order else 0
        left = (who for who in order[at + 1 :] + order[:at] if not (self.has_gone(who, book) or who in self.skipped))
        return next(left, None)

    def counts(self, book: Book) -> str:
        """Return in words how many are left, and how many contractors are late."""
        late = sum(letter.days_late > 0 for letter in self.of.values())
        left = sum(not self.has_gone(who, book) for who in self.of)
        return f"{left} to write to" + (f" · {late} late" if late else "")

    def lead(self, who: str, book: Book) -> str:
        """Return what stands first in a row: what became of the letter, else how late they are."""
        days = self.of[who].days_late
        if self.has_gone(who, book):
            return self._writing.gone
        if who in self.skipped:
            return "skipped"
        return f"{days} d late" if days else self._writing.to_do
