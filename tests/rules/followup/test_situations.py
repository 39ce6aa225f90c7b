"""Every situation of the table, walked through the real verbs on a file."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from tests.making import StandingClock
from tests.rules.followup.every import EVERY
from tests.rules.followup.walk import Situation, found, walk


@pytest.mark.parametrize("situation", EVERY, ids=lambda each: each.name.replace(" ", "_"))
def test_the_table(situation: Situation, desk: Desk, clock: StandingClock) -> None:
    uid = walk(situation.told, situation.now, desk, clock)
    assert found(uid, desk.book) == situation.then


def test_each_situation_has_a_name_of_its_own() -> None:
    assert len({each.name for each in EVERY}) == len(EVERY) >= 150
