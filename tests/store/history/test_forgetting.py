"""Forgetting history: only what was asked for goes, the records stay, and what is left has no gap."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from delegator_tui.errors import Refused
from delegator_tui.store.care.audit import checked
from tests.store.support import START, TickingClock, add, files, opened, state_of, titles


def _numbers(path: Path) -> list[int]:
    return [commit.seq for commit in opened(path).history.commits()]


def _days(path: Path, count: int) -> TickingClock:
    """Two tasks a day, compacted every second day."""
    clock = TickingClock()
    for day in range(count):
        clock.now = START + dt.timedelta(days=day)
        store = opened(path, clock=clock)
        add(store, f"Morning {day}")
        add(store, f"Evening {day}")
        store.close(compact=day % 2 == 1)
    return clock


def test_what_is_before_a_day_goes_and_the_records_stay(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    clock = _days(path, 6)
    store = opened(path, clock=clock)
    before = state_of(store)
    assert store.copies.forget(START + dt.timedelta(days=3)) == 6
    assert (_numbers(path), state_of(opened(path))) == ([12, 11, 10, 9, 8, 7], before)
    assert list(checked(files(path))) == []
    assert store.copies.forget(START + dt.timedelta(days=3)) == 0
    for _ in range(6):
        store.history.undo()
    with pytest.raises(Refused, match="Nothing to undo"):
        store.history.undo()
    assert titles(store) == [f"{half} {day}" for half in ("Evening", "Morning") for day in range(3)]
    with pytest.raises(Refused, match="begins after save 6"):
        store.as_of(START + dt.timedelta(days=1), "then")
    assert state_of(store.as_of(6, "then")) == state_of(store)


def test_everything_may_be_forgotten_and_saving_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    clock = _days(path, 3)
    store = opened(path, clock=clock)
    before = state_of(store)
    assert store.copies.forget(START + dt.timedelta(days=100)) == 6
    assert (_numbers(path), list(Path(files(path).history).iterdir())) == ([], [])
    add(store, "Afterwards")
    store.compact()
    add(store, "Last")
    store.close()
    again = opened(path)
    assert _numbers(path) == [8, 7]
    assert list(checked(files(path))) == []
    again.history.undo()
    again.history.undo()
    assert state_of(again) == before


def test_a_clock_that_was_set_back_makes_nothing_go_that_was_done_later(tmp_path: Path) -> None:
    path = tmp_path / "delegator.json"
    clock = TickingClock()
    store = opened(path, clock=clock)
    for days in (0, 9, 1):
        clock.now = START + dt.timedelta(days=days)
        add(store, f"On day {days}")
    assert store.copies.forget(START + dt.timedelta(days=5)) == 1
    assert _numbers(path) == [3, 2]
