"""The running dashboard under random keys, pastes, clicks, sizes and stops: no error, no hang, no stale picture."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.fuzz import run
from tests.effort import examples

pytestmark = pytest.mark.e2e


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, examples(1, 20) + 1))
def test_whatever_is_typed_it_answers_shows_what_is_and_gives_the_terminal_back(sample: Installed, seed: int) -> None:
    done = run(seed, examples(60, 3000), sample)
    assert done.looked
    assert "damaged" not in sample("list")
