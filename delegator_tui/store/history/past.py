"""The book as it was: the present state, walked back commit by commit with the before-images."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable

from delegator_tui.errors import NeedsCare, Refused
from delegator_tui.store.state.changes import Commit
from delegator_tui.store.state.migrations import MIGRATE
from delegator_tui.store.state.state import State

When = dt.datetime | int
"""An instant (aware), or the number of a commit."""


LOOK = 500
"""How many saves before the one that is meant are asked whether its clock was right."""


def last_by(history: Iterable[Commit], when: dt.datetime, now: dt.datetime) -> int:
    """Return the number of the last commit that was saved by ``when``; 0 when there is none.

    Commits follow each other, whatever their clocks say: those that fit into the longest row of times in that order
    are believed, and another one was saved right before the next that is. What is dated after ``now`` is not believed.
    ``history`` is every commit, newest first, of which no more is read than it takes.
    """
    rest, later = iter(history), list[tuple[int, dt.datetime]]()
    found = 0
    for commit in rest:
        later.append((commit.seq, commit.at))
        found = found or (commit.seq if commit.at <= when else 0)
        if found and found - commit.seq >= LOOK:
            break
    number = _saved_by(later, when, now)
    if number is None:
        later += [(commit.seq, commit.at) for commit in rest]
        number = _saved_by(later, when, now)
    return number or 0


def _saved_by(newest_first: list[tuple[int, dt.datetime]], when: dt.datetime, now: dt.datetime) -> int | None:
    believed = _in_order([each for each in newest_first if each[1] <= now])
    saved = now
    for number, at in newest_first:
        saved = at if number in believed else saved
        if saved <= when:
            return number
    return None


def _in_order(newest_first: list[tuple[int, dt.datetime]]) -> frozenset[int]:
    """Return the numbers of the longest row whose times never grow; of two as long, the one with the newest commits."""
    ends: list[tuple[float, int]] = []  # of each length the row whose end, as an age, is smallest
    before: dict[int, int | None] = {}
    last: int | None = None
    for number, at in newest_first:
        age = -at.timestamp()
        place = bisect_right(ends, age, key=lambda each: each[0])
        before[number] = ends[place - 1][1] if place else None
        if place == len(ends):
            ends.append((age, number))
            last = number
        else:
            ends[place] = (age, number)
    found = set()
    while last is not None:
        found.add(last)
        last = before[last]
    return frozenset(found)


def wind_back(state: State, history: Iterable[Commit], seq: int) -> Commit | None:
    """Turn ``state`` into what it was after the commit with the number ``seq``; return that commit.

    ``history`` is every commit up to the state's own, newest first. Walking back costs what was done since; it needs no
    old snapshot, so it also works in a book that began as a copy.
    Raises NeedsCare when a commit is missing, Refused when the history does not go back so far.
    """
    for commit in history:
        if state.seq == seq:
            return commit
        if commit.seq < state.seq:
            raise NeedsCare(
                f"Save {state.seq} is missing from the history, so the book cannot be shown as it was then. "
                "Nothing was touched."
            )
        state.revert(commit.ops)
        state.schema -= commit.verb == MIGRATE and commit.kind == "system"
    if state.seq and state.seq != seq:
        raise Refused(
            f"The history of this book begins after save {state.seq}; it cannot be shown as it was before that."
        )
    return None
