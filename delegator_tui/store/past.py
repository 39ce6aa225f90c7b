"""The book as it was: the present state, walked back commit by commit with the before-images."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from delegator_tui.errors import NeedsCare, Refused
from delegator_tui.store.changes import Commit
from delegator_tui.store.migrations import MIGRATE
from delegator_tui.store.state import State

When = dt.datetime | int
"""An instant (aware), or the number of a commit."""


def wind_back(state: State, history: Iterable[Commit], when: When) -> Commit | None:
    """Turn ``state`` into what it was after the last commit that is not after ``when``; return that commit.

    ``history`` is every commit up to the state's own, newest first. Walking back costs what was done since; it needs no
    old snapshot, so it also works in a book that began as a copy. Where the clock was set back in between, the newest
    commit that is not after ``when`` counts, with all before it.
    Raises NeedsCare when a commit is missing, Refused when the history does not go back so far.
    """
    for commit in history:
        if state.seq == when:
            return commit
        if commit.seq < state.seq:
            raise NeedsCare(
                f"Save {state.seq} is missing from the history, so the book cannot be shown as it was then. "
                "Nothing was touched."
            )
        if not _is_after(commit, when):
            return commit
        state.revert(commit.ops)
        state.schema -= commit.verb == MIGRATE and commit.kind == "system"
    if state.seq and state.seq != when:
        raise Refused(
            f"The history of this book begins after save {state.seq}; it cannot be shown as it was before that."
        )
    return None


def _is_after(commit: Commit, when: When) -> bool:
    return commit.seq > when if isinstance(when, int) else commit.at > when
