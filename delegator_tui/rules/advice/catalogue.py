"""The catalogue: what small owners hand over, each with the skill it takes, its rhythm, and when it is done.

Shipped as data and read when it is first asked for: ``activities.csv``, and ``rates.csv`` for where its rates are from.
A rate is a hint of what others pay, in US dollars an hour, never what an owner's own contractor asks. Most activities
have none, because no source for one was found.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from delegator_tui.errors import Ambiguous, Refused
from delegator_tui.rules.search.similar import stems_in, words_in

READ = 2026
"""The year in which the sources of the rates were read: it dates those that say no year themselves."""
NAMED, SPOKEN_OF, OF_SKILL, IN_CHECKS = 8, 4, 2, 1
"""How much a word that is looked for counts: in the name, among its words, in skill or group, in the checks."""

MOST_CANDIDATES = 8
LEAST_INSIDE = 4
"""Letters from which on a word may be looked for inside others."""


class RateHint(NamedTuple):
    """What others pay: US dollars an hour from ``low`` to ``high``; ``source`` says whose, ``year`` when it was so.

    ``is_dated``: the source says the year itself; else it is the year in which it was read.
    """

    low: int
    high: int
    source: str
    year: int
    is_dated: bool

    def say(self) -> str:
        """Return the hint in short: ``$20-90/h in 2026``."""
        return f"${self.low}-{self.high}/h {'in' if self.is_dated else 'seen'} {self.year}"


class Activity(NamedTuple):
    """One thing that may be handed over. ``done_when`` are checks to start from.

    ``strong`` terms speak for it by themselves, ``weak`` ones only with others; a term is words that all must be there.
    """

    id: str
    group: str
    name: str
    skill: str
    rhythm: str
    done_when: tuple[str, ...]
    rate: RateHint | None
    strong: tuple[frozenset[str], ...]
    weak: tuple[frozenset[str], ...]

    @property
    def named(self) -> frozenset[str]:
        """The words of its name."""
        return _stems(self.name)


@cache
def activities() -> tuple[Activity, ...]:
    """Return the whole catalogue, by group."""
    sources = {row["code"]: row for row in _rows("rates.csv")}
    return tuple(_activity(row, sources) for row in _rows("activities.csv"))


@cache
def by_id() -> dict[str, Activity]:
    """Return the activities by their ids."""
    return {each.id: each for each in activities()}


def find(text: str | None) -> Activity | None:
    """Return the activity that a record names, by its id or its name; None for nothing and for what is none."""
    if not text:
        return None
    wanted = text.strip().casefold()
    return by_id().get(wanted.upper()) or next((e for e in activities() if e.name.casefold() == wanted), None)


def choose(text: str) -> Activity:
    """Return the activity that is meant by an id, a name, or words that one alone has. Raises Refused or Ambiguous."""
    found = find(text)
    if found:
        return found
    near = search([text]) if words_in(text) else []
    sure = [each for each in near if all(_counts(word, each) >= SPOKEN_OF for word in words_in(text))]
    if len(sure) == 1:
        return sure[0]
    if not near:
        raise Refused(f"There is no activity “{text}”: delegator activities lists them.", field="activity")
    lines = [f"{each.id}  {each.name}" for each in (sure or near)[:MOST_CANDIDATES]]
    raise Ambiguous(f"“{text}” may be several activities. Say the name, or the id:", lines)


def search(words: Sequence[str]) -> list[Activity]:
    """Return the activities that have all of the words, the nearest first; with none, all of them.

    Where none has all, those that have most of them. A word may be the beginning of one.
    """
    wanted = list(words_in(" ".join(words)))
    if not wanted:
        return list(activities())
    counted = [(each, [_counts(word, each) for word in wanted]) for each in activities()]
    most = max(sum(map(bool, counts)) for _, counts in counted)
    near = [(sum(counts), each) for each, counts in counted if most and sum(map(bool, counts)) == most]
    return [each for _, each in sorted(near, key=lambda pair: -pair[0])]


def _counts(word: str, activity: Activity) -> int:
    """Return how much one word says for an activity; 0 for nothing."""
    places = (
        (NAMED, activity.named),
        (SPOKEN_OF, frozenset().union(*activity.strong, *activity.weak)),
        (OF_SKILL, _stems(f"{activity.skill.replace('-', ' ')} {activity.group} {activity.rhythm}")),
        (IN_CHECKS, _stems(" ".join(activity.done_when))),
    )
    return next((weight for weight, found in places if any(_is_in(word, each) for each in found)), 0)


def _is_in(word: str, other: str) -> bool:
    """Tell whether a word begins another, or stands in it: ``mail`` in ``email``; short ones stand in too many."""
    return other.removeprefix("=").startswith(word) or (len(word) >= LEAST_INSIDE and word in other)


def _activity(row: dict[str, str], sources: dict[str, dict[str, str]]) -> Activity:
    terms = row["words"].split()
    return Activity(
        row["id"], row["group"], row["activity"], row["skill"], row["rhythm"],
        tuple(each.strip() for each in row["done_when"].split(";")),
        _hint(row, sources),
        tuple(_term(term) for term in terms if not term.startswith("~")),
        tuple(_term(term[1:]) for term in terms if term.startswith("~")),
    )  # fmt: skip


def _hint(row: dict[str, str], sources: dict[str, dict[str, str]]) -> RateHint | None:
    """Return the rate that has a source; of several sources the latest year that one of them says."""
    if not row["usd_per_hour_low"]:
        return None
    found = [sources[code.split()[0]] for code in row["rate_source"].split(",")]
    year = max((int(each["year"]) for each in found if each["year"]), default=0)
    said = "; ".join(each["what"] for each in found)
    low, high = int(row["usd_per_hour_low"]), int(row["usd_per_hour_high"])
    return RateHint(low, high, said, year or READ, is_dated=bool(year))


def heard(text: str) -> frozenset[str]:
    """Return what a title says: its words, those for one thing as one, and every word by itself, as ``=word``."""
    return frozenset(words_in(text)) | {f"={word}" for word in stems_in(text)}


def _term(text: str) -> frozenset[str]:
    """Return the words of a term: ``page+fix``, or ``=hire`` for that word and none that means the same."""
    return frozenset(word for part in text.split("+") for word in _of_term(part))


def _of_term(part: str) -> Iterable[str]:
    return (f"={stem}" for stem in stems_in(part)) if part.startswith("=") else _stems(part)


@cache
def _stems(text: str) -> frozenset[str]:
    return frozenset(words_in(text))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("delegator_tui.rules.advice").joinpath(name).read_text("utf-8")
    return csv.DictReader(text.splitlines())
