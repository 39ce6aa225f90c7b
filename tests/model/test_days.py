"""How a day is said, by how much room there is."""

from __future__ import annotations

import datetime as dt

import pytest

from delegator_tui.model import days

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "sentence", "column", "brief"),
    [
        ("2026-11-23", "Mon 23 Nov", "Mon 23 Nov", "Mon"),
        ("2026-11-29", "Sun 29 Nov", "Sun 29 Nov", "Sun"),
        ("2026-11-30", "Mon 30 Nov", "Mon 30 Nov", "30 Nov"),
        ("2026-12-01", "Tue 1 Dec", "Tue  1 Dec", "1 Dec"),
        ("2026-11-22", "Sun 22 Nov", "Sun 22 Nov", "22 Nov"),
        ("2027-01-05", "Tue 5 Jan 2027", "Tue  5 Jan", "5 Jan"),
        ("2028-01-05", "Wed 5 Jan 2028", " 5 Jan 28", "5 Jan"),
    ],
)
def test_how_a_day_is_said(day: str, sentence: str, column: str, brief: str) -> None:
    read = dt.date.fromisoformat(day)
    assert days.say_day(read, TODAY) == sentence
    assert days.say_day_in_column(read, TODAY) == column
    assert days.say_day_briefly(read, TODAY) == brief


def test_a_day_in_full() -> None:
    assert days.say_day_with_year(TODAY) == "23 Nov 2026"
    assert days.say_day_in_full(TODAY) == "Monday 23 November"
