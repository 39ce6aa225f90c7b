"""What ``f`` and ``h`` ask on the card of triage: to whom, or until when. Nothing pops up; one more key answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.rules.advice.match import Candidate
from delegator_tui.rules.dates.dates import read_date

Asked = Literal["", "who", "when"]
"""What is being asked now."""
WHEN = ("tomorrow", "next monday", "in two weeks", "next month")
WORDS = ("tomorrow", "", "in two weeks", "next month")
"""How each is said; a Monday by its date."""


class Day(NamedTuple):
    """A day until which a task can be put away by one digit."""

    words: str
    until: str

    def say(self, book: Book) -> str:
        """Return it in words; one that has none by its date."""
        return self.words or Due.of(self.until).say(book.now)


def days(book: Book) -> list[Day]:
    """Return the days that the digits stand for."""
    read = (read_date(text, book.now, begins=True) for text in WHEN)
    return [Day(words, until) for words, until in zip(WORDS, read, strict=True) if until is not None]


class Choice:
    """One question at a time; ``digits`` are its answers, the key that asked is the one beside them."""

    def __init__(self) -> None:
        self.asked: Asked = ""
        self.fits: Sequence[Candidate] = ()
        self.days: Sequence[Day] = ()

    def ask_who(self, fits: Sequence[Candidate]) -> None:
        """Ask to whom."""
        self.asked, self.fits = "who", fits

    def ask_when(self, book: Book) -> None:
        """Ask until when."""
        self.asked, self.days = "when", days(book)

    def end(self) -> None:
        """Ask nothing any more."""
        self.asked = ""

    def answers(self, book: Book) -> list[tuple[str, str]]:
        """Return the digits with what they stand for."""
        if self.asked == "who":
            return [(str(each.rank), each.contractor.name) for each in self.fits]
        return [(str(number), day.say(book)) for number, day in enumerate(self.days, 1)] if self.asked else []

    def who(self, digit: int) -> Candidate | None:
        """Return whom a digit stands for."""
        return next((each for each in self.fits if self.asked == "who" and each.rank == digit), None)

    def when(self, digit: int) -> Day | None:
        """Return the day that a digit stands for."""
        return self.days[digit - 1] if self.asked == "when" and 0 < digit <= len(self.days) else None
