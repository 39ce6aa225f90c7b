"""Working days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.rules.dates.workdays import add_working_days, is_working, say_days, working_days_between

MONDAY = dt.date(2026, 11, 23)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1))
WEEKS = st.sets(st.integers(0, 6)).map(sorted)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-11-23", 0, "2026-11-23"), ("2026-11-23", 1, "2026-11-24"), ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"), ("2026-11-29", 1, "2026-11-30"), ("2026-11-23", 5, "2026-11-30"),
        ("2026-12-31", 1, "2027-01-01"),
    ],
)  # fmt: skip
def test_the_nth_working_day_after_a_day(start: str, count: int, expected: str) -> None:
    assert add_working_days(dt.date.fromisoformat(start), count) == dt.date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-23", "2026-11-23", 0), ("2026-11-23", "2026-11-20", 0), ("2026-11-23", "2026-11-24", 1),
        ("2026-11-20", "2026-11-23", 1), ("2026-11-20", "2026-11-22", 0), ("2026-11-21", "2026-11-23", 1),
        ("2026-11-23", "2026-12-07", 10), ("2026-11-18", "2026-11-23", 3),
    ],
)  # fmt: skip
def test_working_days_after_one_day_up_to_another(start: str, end: str, expected: int) -> None:
    assert working_days_between(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == expected


def test_working_days_may_be_any_days() -> None:
    assert add_working_days(MONDAY, 1, (5, 6)) == dt.date(2026, 11, 28)
    assert working_days_between(MONDAY, dt.date(2026, 12, 6), (5, 6)) == 4


def test_without_any_working_day_every_day_is_one() -> None:
    assert is_working(dt.date(2026, 11, 29), ())
    assert add_working_days(MONDAY, 6, ()) == dt.date(2026, 11, 29)
    assert working_days_between(MONDAY, dt.date(2026, 12, 7), ()) == 14


@given(DAYS, st.integers(-30, 400), WEEKS)
def test_counting_agrees_with_looking_at_every_day(start: dt.date, span: int, days: list[int]) -> None:
    each = (start + dt.timedelta(days=offset) for offset in range(1, span + 1))
    assert working_days_between(start, start + dt.timedelta(days=span), days) == sum(is_working(d, days) for d in each)


@given(DAYS, st.integers(1, 60), WEEKS)
def test_adding_and_counting_are_inverse(start: dt.date, count: int, days: list[int]) -> None:
    end = add_working_days(start, count, days)
    assert is_working(end, days)
    assert working_days_between(start, end, days) == count


def test_a_day_that_does_not_exist_is_none() -> None:
    assert add_working_days(MONDAY, 6, (9,)) == dt.date(2026, 11, 29)
    assert working_days_between(MONDAY, dt.date(2026, 12, 7), (9, -1)) == 14
    assert working_days_between(MONDAY, dt.date(2026, 12, 7), (0, 9)) == 2
    assert say_days((0, 9, 6)) == "mon sun"


@settings(deadline=None)  # the library works out a year when it is first asked
@given(DAYS, st.integers(-30, 400), WEEKS)
def test_counting_without_holidays_agrees_with_looking_at_every_day(start: dt.date, span: int, days: list[int]) -> None:
    each = (start + dt.timedelta(days=offset) for offset in range(1, span + 1))
    counted = working_days_between(start, start + dt.timedelta(days=span), days, "GB-SCT")
    assert counted == sum(is_working(day, days, "GB-SCT") for day in each)


@settings(deadline=None)
@given(DAYS, st.integers(1, 60), st.sets(st.integers(0, 6), min_size=1).map(sorted))
def test_adding_and_counting_are_inverse_with_holidays_and_back(start: dt.date, count: int, days: list[int]) -> None:
    end = add_working_days(start, count, days, "GB-SCT")
    assert is_working(end, days, "GB-SCT")
    assert working_days_between(start, end, days, "GB-SCT") == count
    assert working_days_between(add_working_days(start, -count, days, "GB-SCT"), start, days, "GB-SCT") >= count - 1
