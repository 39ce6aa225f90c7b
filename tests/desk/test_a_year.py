"""A year of 200 handoffs through the real verbs, day after day: what every surface says is true, and all say the same.

What is true is worked out from the diary of what was done (``simulation/oracle.py``), never by the rules.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import effort
from tests.desk.simulation.judge import faults
from tests.desk.simulation.surfaces import Surfaces
from tests.desk.simulation.world import World
from tests.making import StandingClock, desk_at, set_mail

JOBS, DAYS = effort.examples(40, 200), effort.examples(120, 365)
YEARS = [(2026, 1), (2027, 7)] if effort.is_long() else [(2026, 12)]
"""Each by its seed, with at every which look the shell is asked, too: in the long form at every one."""
KINDS = {
    "sent", "on track", "asks", "no answer", "later", "delivered", "delivered a part", "returned", "accepted", "paid",
    "paid ahead", "extended", "agreed", "held", "put off", "cut", "ended", "reassigned", "told", "messages", "repeats",
    "came again", "waits",
}  # fmt: skip
"""All that happens in a year."""


@pytest.mark.timeout(1800)  # a whole year in the long form takes minutes on a busy machine
@pytest.mark.parametrize(("seed", "shell"), YEARS)
def test_on_every_day_of_a_year_all_that_is_said_of_work_is_true(seed: int, shell: int, tmp_path: Path) -> None:
    clock = StandingClock()
    desk = desk_at(tmp_path / "delegator.json", clock, "Europe/London")
    set_mail(desk, to="me@example.com")
    world, surfaces, found = World(desk, clock, seed=seed, jobs=JOBS, days=DAYS), Surfaces(desk), list[str]()
    for look, oracle in enumerate(world.run()):
        wrong = faults(oracle, desk, surfaces, in_shell=look % shell == 0)
        found += [f"{oracle.now:%Y-%m-%d %H:%M} {each}" for each in wrong]
    found += world.faults
    assert not found, f"{len(found)} faults\n" + "\n".join(found[:10])
    missing = KINDS - set(world.done)
    assert len(missing) <= effort.examples(3, 0), f"it never happened: {missing}"
    assert len(world.diary.jobs) >= JOBS
