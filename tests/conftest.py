"""Fixtures that every room may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from tests.making import StandingClock, desk_at


@pytest.fixture
def clock() -> StandingClock:
    """A clock that stands at Monday 23 November 2026, 09:00 UTC until it is moved."""
    return StandingClock()


@pytest.fixture
def open_desk(tmp_path: Path, clock: StandingClock) -> Iterator[Callable[..., Desk]]:
    """What opens a desk over the test's file, for an owner in a zone."""
    desks: list[Desk] = []

    def opened(zone_name: str = "UTC") -> Desk:
        desks.append(desk_at(tmp_path / "delegator.json", clock, zone_name))
        return desks[-1]

    yield opened
    for desk in desks:
        desk.store.close(compact=False)


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """A desk over an empty file; the owner is in UTC."""
    return open_desk()
