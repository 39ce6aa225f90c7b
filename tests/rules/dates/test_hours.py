"""Hours: how they are read, when somebody may be written to, and working time counted in them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.records import Settings, Span
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hour_words import Windows, read_hours, without
from delegator_tui.rules.dates.hours import Hours
from tests.making import book_of, contractor, moment, uid
from tests.rules.situations import instant


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("", ()), ("sometimes", ()), ("9-17", ((540, 1020),)), ("09:00-17:30", ((540, 1050),)),
        ("9am to 5pm", ((540, 1020),)), ("9 – 17", ((540, 1020),)), ("8.30-12h15, 13-17", ((510, 735), (780, 1020))),
        ("20-8", ((0, 480), (1200, 1440))), ("10pm-6am", ((0, 360), (1320, 1440))), ("0-24", ((0, 1440),)),
        ("12am-12pm", ((0, 720),)), ("25-26", ()), ("9:75-10", ()), ("8-8", ()), ("13pm-14pm", ()),
        ("9-12, 11-15", ((540, 900),)), ("18 until 24", ((1080, 1440),)),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text: str, windows: Windows) -> None:
    assert read_hours(text) == windows


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("9-5", ((540, 1020),)), ("8:30-12", ((510, 720),)), ("22-6", ((0, 360), (1320, 1440))),
        ("9am-5am", ((0, 300), (540, 1440))), ("1-5", ((60, 300),)),
    ],
)  # fmt: skip
def test_nine_to_five_is_a_working_day(text: str, windows: Windows) -> None:
    assert read_hours(text, work=True) == windows


@given(st.text(max_size=40))
def test_any_text_is_read_or_left(text: str) -> None:
    for first, last in read_hours(text):
        assert 0 <= first < last <= 1440


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ((), ((540, 1020),)), (((0, 600),), ((600, 1020),)), (((600, 660),), ((540, 600), (660, 1020))),
        (((0, 1440),), ()), (((1020, 1440), (0, 540)), ((540, 1020),)),
    ],
)  # fmt: skip
def test_quiet_hours_are_cut_out_of_working_hours(taken: Windows, left: Windows) -> None:
    assert without(((540, 1020),), taken) == left


UTC = Hours(dt.UTC)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("11-23 09:00", "11-23 09:00"), ("11-23 08:59", "11-23 09:00"), ("11-23 16:59", "11-23 16:59"),
        ("11-23 17:00", "11-24 09:00"), ("11-27 17:00", "11-30 09:00"), ("11-28 12:00", "11-30 09:00"),
    ],
)  # fmt: skip
def test_the_next_open_instant(at: str, opens: str) -> None:
    assert UTC.next_open(instant(at)) == instant(opens)


@pytest.mark.parametrize(
    ("at", "count", "expected"),
    [
        ("11-23 10:00", 4, "11-23 14:00"), ("11-23 15:00", 4, "11-24 11:00"), ("11-27 15:00", 4, "11-30 11:00"),
        ("11-28 15:00", 4, "11-30 13:00"), ("11-23 13:00", 4, "11-24 09:00"), ("11-23 10:00", 20, "11-25 14:00"),
        ("11-23 20:00", 0.5, "11-24 09:30"),
    ],
)  # fmt: skip
def test_working_hours_are_counted(at: str, count: float, expected: str) -> None:
    assert UTC.add_hours(instant(at), count) == instant(expected)


AWAY = Hours(
    dt.UTC, away=((dt.date(2026, 11, 25), dt.date(2026, 11, 30)), (dt.date(2026, 12, 4), dt.date(2026, 12, 4)))
)
DAYS = st.dates(dt.date(2026, 10, 1), dt.date(2027, 2, 1))


@given(DAYS, st.integers(0, 60), st.sampled_from([(), (0,), (0, 2, 4), (5, 6), (0, 1, 2, 3, 4)]))
def test_days_away_do_not_count(day: dt.date, count: int, days: tuple[int, ...]) -> None:
    theirs = AWAY._replace(days=days)
    end = theirs.add_days(day, count)
    each = [day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(theirs.works_on(one) for one in each) == theirs.days_between(day, end) == count
    assert count == 0 or theirs.works_on(end)


def test_who_is_away_for_years_is_there_after_that() -> None:
    away = ((dt.date(2026, 1, 1), dt.date(2036, 1, 1)),)
    assert Hours(dt.UTC, away=away).next_open(instant("11-23 09:00")) > instant("11-23 09:00")
    assert Hours(dt.UTC, away=away).add_days(dt.date(2026, 11, 23), 1) == dt.date(2036, 1, 2)


def test_the_last_working_day() -> None:
    assert UTC.last_working(dt.date(2026, 11, 29)) == dt.date(2026, 11, 27)
    assert AWAY.last_working(dt.date(2026, 11, 30)) == dt.date(2026, 11, 24)


def test_the_hour_that_clocks_skip_is_the_hour_after() -> None:
    berlin = Hours(ZoneInfo("Europe/Berlin"), days=(), windows=((150, 300),))
    assert berlin.opening(dt.date(2026, 3, 29)) == dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC)


def test_a_contractors_hours_come_from_the_record() -> None:
    away = (Span(start="2026-12-05", end="2026-12-12"), Span(start="2026-12-10", end="2026-12-14"),
            Span(start="soon", end="later"), Span(start="2026-12-24", end="2026-12-20"))  # fmt: skip
    by = contractor(timezone="Asia/Tokyo", working_days=(6, 0), working_hours="9-12", quiet_hours="18-10", away=away)
    found = hours.of_contractor(by, book_of(by))
    assert (str(found.zone), found.days, found.windows) == ("Asia/Tokyo", (6, 0), ((600, 720),))
    assert found.away == ((dt.date(2026, 12, 5), dt.date(2026, 12, 14)),)


def test_what_is_not_recorded_is_the_owners_zone_and_nine_to_five() -> None:
    now = moment(zone_name="Europe/Berlin")
    for by in (contractor(), contractor(timezone="Nowhere/Land", working_hours="whenever"), None):
        book = book_of(*([by] if by else []), now=now)
        found = hours.of_contractor(by, book)
        assert (str(found.zone), found.windows) == ("Europe/Berlin", ((540, 1020),))


def test_quiet_hours_that_leave_no_working_hour_leave_the_rest_of_the_day() -> None:
    by = contractor(working_hours="9-12", quiet_hours="8-13")
    assert hours.of_contractor(by, book_of(by)).windows == ((0, 480), (780, 1440))


def test_the_owners_hours_come_from_the_settings() -> None:
    own = Settings(
        uid=uid(), working_days=(0, 1), quiet_hours="16-10", away=(Span(start="2026-12-01", end="2026-12-02"),)
    )
    found = hours.of_owner(book_of(own))
    assert (found.days, found.windows, found.quiet) == ((0, 1), ((600, 960),), ((0, 600), (960, 1440)))
    assert found.is_quiet(instant("11-23 09:59"))
    assert not found.is_quiet(instant("11-23 10:00"))
    assert found.is_away(dt.date(2026, 12, 2))
