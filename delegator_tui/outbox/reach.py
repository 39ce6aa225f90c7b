"""Saying something by several ways: what fails is told and stops none of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from delegator_tui.errors import DelegatorError


class Word(NamedTuple):
    """What is said to the owner: a title and its lines, as they were typed: each way makes them safe for itself.

    ``whole``: all there is to say, for ways with room for that, where the lines only count some of it.
    """

    title: str
    lines: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @property
    def in_full(self) -> tuple[str, ...]:
        """All there is to say, a line each."""
        return self.whole or self.lines


Way = Callable[[Word], None]
"""Says a word by one channel. Raises DelegatorError with the sentence why it did not reach the owner."""


class Reached(NamedTuple):
    """``by``: the channels that took the word; ``failed``: for each of the others the sentence why."""

    by: tuple[str, ...]
    failed: Mapping[str, str]


def reach(word: Word, ways: Mapping[str, Way]) -> Reached:
    """Say ``word`` by every way."""
    by: list[str] = []
    failed: dict[str, str] = {}
    for channel, way in ways.items():
        try:
            way(word)
        except DelegatorError as error:
            failed[channel] = f"{channel}: {error}"
        else:
            by.append(channel)
    return Reached(tuple(by), failed)


def word_of(lines: Sequence[str], whole: Sequence[str] = ()) -> Word:
    """Return the word of reminders."""
    return Word("delegator: now", tuple(lines), tuple(whole))


def on_the_desktop(word: Word) -> None:
    """Show a notification of the desktop; takes up to some seconds. Raises NotReached."""
    from delegator_tui.outbox.desktop import notify

    notify(word.title, word.body)
