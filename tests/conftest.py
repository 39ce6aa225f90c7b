"""Fixtures that every room may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from delegator_tui.desk.desk import Desk
from tests import effort
from tests.making import StandingClock, desk_at

settings.register_profile(effort.LONG, settings.default)
settings.register_profile(effort.SHORT, settings.default, max_examples=effort.EXAMPLES)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the long form: everything, each property at length")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(effort.LONG if config.getoption("--long") else effort.SHORT)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked ``long`` unless it is asked for: left out, not skipped, for no skip goes unnoticed."""
    if config.getoption("--long"):
        return
    left = [item for item in items if item.get_closest_marker("long")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session", autouse=True)
def memory_of_the_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have nothing that a test approves written to the machine's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


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
