"""While you were away: the first launch after a time away tells it, once, in a real terminal."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e
BACK = "2026-12-14T09:00:00+00:00"


def test_the_first_launch_after_a_time_away_tells_what_came_due_and_the_next_does_not(sample: Installed) -> None:
    sample("away", "5", "dec", "to", "12", "dec", "--note", "Sam")
    with sample.open(columns=100, rows=40, DELEGATOR_NOW=BACK) as terminal:
        terminal.wait("While you were away")
        terminal.wait("From Sat 5 Dec to Sat 12 Dec")
        terminal.wait("Waits on you longest")
        terminal.wait(r"Review Product alt text from Harbour Admin +\d+ d")
        terminal.wait(r"Mon 7 Dec +VAT return")
        terminal.press("enter")
        terminal.wait("overdue")
        terminal.press("q")
        assert terminal.leave() == 0
    with sample.open(columns=100, rows=40, DELEGATOR_NOW=BACK) as again:
        again.wait("overdue")
        again.press("f12")
        again.wait("While you were away")
    assert "Product alt text" in sample("away", "--report", DELEGATOR_NOW=BACK)
