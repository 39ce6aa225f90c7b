"""Until when something is put away, against when it is due."""

from __future__ import annotations

import pytest
from hypothesis import given

from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates.due import has_begun
from delegator_tui.rules.tasks.put_off import is_away_when_due, say_after_due, sentence_after_due
from tests.making import moment
from tests.model.dues import DUES, MOMENTS

SAID = "that is after its due date, Thu 31 Dec"


@pytest.mark.parametrize(
    ("until", "due", "said"),
    [
        ("2027-01-15", "2026-12-31", SAID),
        ("2027-01-01", "2026-12-31", SAID),
        ("2026-12-31", "2026-12-31", ""),  # back in the morning of its day
        ("2026-12-30", "2026-12-31", ""),
        ("2026-12-31T16:00[UTC]", "2026-12-31", ""),  # back before its day is over
        ("2026-12-31T16:00[UTC]", "2026-12-31T10:00[UTC]", f"{SAID} 10:00"),
        ("2026-12-31T10:00[UTC]", "2026-12-31T16:00[UTC]", ""),
        ("2026-12-31T10:00[America/New_York]", "2026-12-31T14:00[UTC]", f"{SAID} 14:00"),
        ("2027-01-15", None, ""), (None, "2026-12-31", ""), ("someday", "2026-12-31", ""), ("2027-01-15", "soon", ""),
        ("9999-12-31", "9999-12-31", ""),
    ],
)  # fmt: skip
def test_that_something_is_away_when_it_is_due_is_said(until: str | None, due: str | None, said: str) -> None:
    assert say_after_due(until, due, moment()) == said
    sentence = sentence_after_due(until, due, moment())
    assert sentence == (f" {said[0].upper()}{said[1:]}." if said else "")


@given(MOMENTS, DUES, DUES)
def test_the_quick_way_of_capture_tells_what_the_lists_tell(now: Moment, until: str, due: str) -> None:
    over = Moment(Due.of(due).ends(now), now.zone)
    if over.at.year > 9000:
        return
    still_away = not has_begun(until, Moment(over.at, now.zone)) or not has_begun(
        until, Moment(over.at.replace(microsecond=0), now.zone)
    )
    if still_away:
        assert is_away_when_due(until, due, now)
