"""Dates in a captured line: little words go with them, halves are none, and what contradicts itself stays, with why."""

from __future__ import annotations

import datetime as dt
import time
import zoneinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates.dates import read_date
from delegator_tui.rules.quickadd.phrases import read_line
from tests.effort import examples
from tests.rules.dates.phrases import ON_MONDAY, rows

MONDAY = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), zoneinfo.ZoneInfo("Europe/London"))

# As typed, the title, and the due.
LINES = """
Ring Ana today 8am | Ring Ana | 2026-11-23 08:00
Ring Ana due 23 nov 8am | Ring Ana | 2026-11-23 08:00
Ring Ana 8am today | Ring Ana | 2026-11-23 08:00
Ring Ana due 8am | Ring Ana | 2026-11-24 08:00
Ring Ana due day after tomorrow | Ring Ana | 2026-11-25
Ring Ana the day after tomorrow | Ring Ana | 2026-11-25
Post the vase by friday | Post the vase | 2026-11-27
Post the vase on friday | Post the vase | 2026-11-27
Post the vase this friday | Post the vase | 2026-11-27
Cake for 3 march | Cake | 2027-03-03
Post the vase before fri | Post the vase | 2026-11-27
Post the vase until fri | Post the vase | 2026-11-27
Post the vase due before friday 4pm | Post the vase | 2026-11-27 16:00
Post the vase By Friday. | Post the vase | 2026-11-27
Post the vase 4pm fri | Post the vase | 2026-11-27 16:00
Post the vase fri at 4pm | Post the vase | 2026-11-27 16:00
Post the vase at 4pm on friday | Post the vase | 2026-11-27 16:00
Post the vase by 4pm | Post the vase | 2026-11-23 16:00
Post the vase tomorrow at noon | Post the vase | 2026-11-24 12:00
Post the vase due half past 4 | Post the vase | 2026-11-23 16:30
Post the vase due two weeks | Post the vase | 2026-12-07
Post the vase in a week | Post the vase | 2026-11-30
Post the vase in a fortnight | Post the vase | 2026-12-07
Post the vase a week on friday | Post the vase | 2026-12-04
Post the vase 25.12.2026 | Post the vase | 2026-12-25
Post the vase 2026/12/25 | Post the vase | 2026-12-25
Post the vase w48 fri | Post the vase | 2026-11-27
Post the vase 25th of december | Post the vase | 2026-12-25
Post the vase on the 25th | Post the vase | 2026-11-25
Post the vase by the end of next week | Post the vase | 2026-12-04
Post the vase by next week | Post the vase | 2026-11-30
Cards by christmas | Cards | 2026-12-25
Cards first monday of january | Cards | 2027-01-04
Post the vase tomorrow morning | Post the vase | 2026-11-24 12:00
Post the vase by friday #shop ~1h 30m | Post the vase | 2026-11-27
Rent due 3 dec 2000 eur | Rent | 2026-12-03
Slides due tomorrow for Monday | Slides for Monday | 2026-11-24
Call Ana and Bob fri | Call Ana and Bob | 2026-11-27
"""

STAYS = """
Ring Ana due thu 4 dec | 4 Dec is a Friday
Ring Ana thu 4 dec | 4 Dec is a Friday
Ring Ana by thu 4 dec 16:00 | 4 Dec is a Friday
Ring Ana due tomorrow fri | 24 Nov is a Tuesday
Ring Ana due 31 feb | February has at most 29 days
Ring Ana by 31 feb | February has at most 29 days
Ring Ana due 25:00 | no 25:00 on a clock
Ring Ana due fri 25:00 | no 25:00 on a clock
Ring Ana due last friday | that day is over
Ring Ana wait:thu 4 dec | 4 Dec is a Friday
Post every mon until 24 nov |
Swap mon to wed |
Close fri or sat |
Photos 3-5 dec |
Ring Ana due mon to wed |
Cards for christmas |
Plan next week |
Look at every second friday |
Call Tom |
Present for Tom |
Meet at 16:00 |
Hire a van two weeks |
"""


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("typed", "title", "due"), cells(LINES))
def test_a_date_leaves_the_title_with_its_little_words(typed: str, title: str, due: str) -> None:
    line = read_line(typed, MONDAY)
    day, _, hour = due.partition(" ")
    assert (line.title, line.due, line.doubt) == (title, f"{day}T{hour}[Europe/London]" if hour else day, "")


@pytest.mark.parametrize(("typed", "why"), cells(STAYS))
def test_what_is_no_date_stays_in_the_title_and_what_contradicts_itself_is_told(typed: str, why: str) -> None:
    line = read_line(typed, MONDAY)
    assert (line.title, line.due, line.marks) == (typed, None, [])
    assert why in line.doubt if why else not line.doubt


@pytest.mark.parametrize(
    ("typed", "title", "minutes"),
    [
        ("Mugs ~1h 30m", "Mugs", 90), ("Mugs ~2 hours", "Mugs", 120), ("Mugs ~1 hour 30 minutes fri", "Mugs", 90),
        ("Mugs est:1h 30m", "Mugs", 90), ("Mugs ~1h 30 tiles", "Mugs 30 tiles", 60), ("Mugs ~half an hour", "Mugs", 30),
        ("Mugs ~1½h", "Mugs", 90), ("Mugs ~2h monday", "Mugs", 120), ("Mugs ~45m paint", "Mugs paint", 45),
    ],
)  # fmt: skip
def test_a_duration_may_be_of_several_words(typed: str, title: str, minutes: int) -> None:
    line = read_line(typed, MONDAY)
    assert (line.title, line.estimate_minutes) == (title, minutes)


@pytest.mark.parametrize(("phrase", "due"), [(phrase, due) for now, phrase, due in rows() if now.at == MONDAY.at])
def test_after_due_every_phrase_is_what_it_is_in_a_field(phrase: str, due: str) -> None:
    line = read_line(f"Mugs due {phrase} #shop", MONDAY)
    assert (line.title, line.due) == ("Mugs", read_date(phrase, MONDAY)), due


@settings(deadline=None, max_examples=examples(200, 4000))
@given(st.lists(st.sampled_from(sorted({*ON_MONDAY.split(), "due", "every", "~1h", "Mugs", "$5"})), max_size=9))
def test_what_was_typed_is_the_title_and_the_marks(words: list[str]) -> None:
    typed = " ".join(words)
    line = read_line(typed, MONDAY)
    marked = sorted(" ".join(mark.text for mark in line.marks).split())
    assert sorted([*line.title.split(), *marked]) == sorted(words)


@pytest.mark.parametrize(
    "piece", ["due fri ", "due thu 4 dec ", "due 1 1 1 1 1 1 1 1 ", "due by the end of ", "mon to ", "wait:1 "]
)
def test_a_line_of_ten_thousand_characters_of_dates_is_read_at_once(piece: str) -> None:
    typed = (piece * 10_000)[:10_000]
    began = time.process_time()
    read_line(typed, MONDAY)
    assert time.process_time() - began < 2  # each mark is looked at once: twice the line takes twice as long
