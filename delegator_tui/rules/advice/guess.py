"""Which activity of the catalogue a task is, told from its words. It is shown as a guess, and never kept by itself."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from delegator_tui.model.records import Task
from delegator_tui.rules.advice.catalogue import Activity, activities, find, heard
from delegator_tui.rules.search.similar import words_in

Sure = Literal["said", "likely", "maybe"]
"""How sure it is: the owner said so; the words leave no doubt; they may mean something else."""
STRONG, MORE, WEAK, BEGINS = 1.0, 0.5, 0.35, 0.5
"""What a strong term counts, each further word of it, a weak term, and a strong one that the title begins with."""
ANOTHER_JOB = 0.4
"""What is left where a word speaks of other work with the same thing: to pay for photos is not to take them."""
LEAST, LIKELY, AHEAD = 0.7, 1.0, 0.3
"""The least for a guess at all; for a likely one; and by how much that has to be ahead of the next."""
NEAR = frozenset((
    "pay", "chase", "call", "ask", "brief", "find", "choose", "cancel", "remind", "thank", "approve", "buy", "collect",
    "sell", "invoice", "quote", "review",
))  # fmt: skip
"""Words for work that is done with a thing, or about it."""


class Guess(NamedTuple):
    """What a task seems to be; ``score`` is how much its words say for it."""

    activity: Activity
    sure: Sure
    score: float = 0.0


def guess(task: Task) -> Guess | None:
    """Return the activity of a task: what the owner said it is, else what its title says; None for nothing."""
    said = find(task.activity)
    return Guess(said, "said") if said else guess_title(task.title, task.skill or "")


def guess_title(title: str, skill: str = "") -> Guess | None:
    """Return the activity that a title speaks of; a skill that is known tells near ones apart. None for nothing."""
    return _guess(without_numbers(title), skill)


def without_numbers(title: str) -> str:
    """Return a title with every number that stands by itself as one and the same: batch 1 is the work of batch 2."""
    return _NUMBER.sub("0", title)


_NUMBER = re.compile(r"(?<!\S)[0-9]+(?!\S)")


@lru_cache(maxsize=1 << 14)
def _guess(title: str, skill: str) -> Guess | None:
    said = _Said(heard(title), frozenset(words_in(title)), _begins(title))
    near = {place for word in said.heard for place in _speaking().get(word, ())}
    scored = sorted(((_score(said, activities()[place], skill), -place) for place in near), reverse=True)
    if not scored or scored[0][0] < LEAST:
        return None
    best, place = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0.0
    sure: Sure = "likely" if best >= LIKELY and best - second >= AHEAD else "maybe"
    return Guess(activities()[-place], sure, round(best, 2))


def is_about(title: str) -> bool:
    """Tell whether a title begins with work about a thing, beside the work that makes it: to pay, to ask, to choose."""
    return bool(_begins(title) & NEAR)


class _Said(NamedTuple):
    """A title: all that is heard in it, its words, and the one that it begins with."""

    heard: frozenset[str]
    words: frozenset[str]
    first: frozenset[str]


def _begins(title: str) -> frozenset[str]:
    """Return the first word of a title that says something; a number or a day says what the rest is about."""
    return next((found for word in title.split() if (found := frozenset(words_in(word)) - _marks(word))), frozenset())


def _marks(word: str) -> frozenset[str]:
    return frozenset() if any(letter.isalpha() for letter in word) else frozenset(words_in(word))


@cache
def _speaking() -> dict[str, frozenset[int]]:
    """Return the places of the activities that each word may speak for."""
    found: dict[str, set[int]] = {}
    for place, each in enumerate(activities()):
        for word in frozenset().union(each.named, *each.strong, *each.weak):
            found.setdefault(word, set()).add(place)
    return {word: frozenset(places) for word, places in found.items()}


def _score(said: _Said, activity: Activity, skill: str) -> float:
    if activity.named == said.words:
        return STRONG + MORE * len(said.words)
    strong = [term for term in activity.strong if term <= said.heard]
    weak = [term for term in activity.weak if term <= said.heard]
    speaks = frozenset().union(*strong, *weak)
    best = max((_weight(term, said) for term in strong), default=0.0)
    more = len(speaks) - max((len(term) for term in strong), default=0)
    score = best + WEAK * more + (WEAK if skill and skill == activity.skill and speaks else 0.0)
    return score * ANOTHER_JOB if (said.first & NEAR) - speaks else score


def _weight(term: frozenset[str], said: _Said) -> float:
    """Return what a strong term says: more with each word, and where it is what the title begins with."""
    return STRONG + MORE * (len(term) - 1) + (BEGINS if term & said.first else 0.0)
