"""A due as a value: what is read of its text, when it ends, which of two is later, and how it is said."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from delegator_tui.model import due
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from tests.making import moment
from tests.model.dues import DATES, DUES, INSTANTS, MOMENTS, TIMES, ZONES


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-13-01", "2026-02-30", "20261127", "2026-W48-1", "2026-11-27T25:00[UTC]", "27.11.2026", None, 5],
)
def test_what_is_no_due(text: object) -> None:
    assert not Due.is_due(text)


@pytest.mark.parametrize("text", ["2026-11-27", "2026-11-27T16:00[Europe/London]", "2026-11-27T16:00[UTC]"])
def test_what_is_a_due_keeps_its_text(text: str) -> None:
    assert Due.is_due(text)
    assert str(Due.of(text)) == text
    assert Due.of(text).has_time == ("T" in text)


def test_a_due_is_a_value() -> None:
    read = Due.of("2026-11-27T16:00[UTC]")
    assert read == Due("2026-11-27T16:00[UTC]")
    assert hash(read) == hash(Due("2026-11-27T16:00[UTC]"))
    assert read not in (Due.of("2026-11-27"), "2026-11-27T16:00[UTC]")
    with pytest.raises(AttributeError):
        read.day = dt.date(2027, 1, 1)


@pytest.mark.parametrize("name", ["Nowhere/None", "../etc", "Europe", ""])
def test_a_zone_that_this_machine_lacks_is_the_owners(name: str) -> None:
    here = moment(zone_name="UTC")
    assert Due.of(f"2026-11-23T16:00[{name}]").ends(here) == Due.of("2026-11-23T16:00[UTC]").ends(here)


@given(MOMENTS, DUES, DUES)
def test_what_is_later_sorts_after(now: Moment, one: str, other: str) -> None:
    if Due.of(one).is_after(other, now):
        assert due.sort_key(one, now) > due.sort_key(other, now)
        assert not Due.of(other).is_after(one, now)
    assert Due.of(one).is_after(None, now)
    assert due.sort_key(one, now) < due.sort_key(None, now)


@given(INSTANTS, TIMES, ZONES, ZONES)
def test_a_due_time_ends_at_the_same_instant_for_everybody(
    at: dt.datetime, when: str, here: dt.tzinfo, there: dt.tzinfo
) -> None:
    assert Due.of(when).ends(Moment(at, here)) == Due.of(when).ends(Moment(at, there))


@given(MOMENTS, DUES)
def test_one_answer_to_whether_it_is_over(now: Moment, when: str) -> None:
    assert Due.of(when).is_over(now) == (Due.of(when).ends(now) <= now.at)


@given(MOMENTS, DATES)
def test_a_day_begins_a_day_before_it_ends(now: Moment, when: str) -> None:
    day = Due.of(when)
    assert day.begins(now) < day.ends(now)
    assert Due.at(day.day - dt.timedelta(days=1), None, now).ends(now) == day.begins(now)


@given(MOMENTS, DUES, DATES)
def test_no_date_here_is_missed_by_the_text_that_a_walk_stops_at(now: Moment, when: str, day: str) -> None:
    last = dt.date.fromisoformat(day)
    if Due.of(when).date_in(now) <= last:
        assert when < due.first_text(last + due.ZONES_APART + dt.timedelta(days=1))
    assert (when < due.first_text(last)) == (Due.of(when).day < last)


@given(MOMENTS, DUES)
def test_every_saying_of_a_due_is_one_line(now: Moment, when: str) -> None:
    read = Due.of(when)
    for said in (read.say(now), read.say_in_column(now), read.say_briefly(now), read.typed(now), read.iso()):
        assert said
        assert "\n" not in said


@pytest.mark.parametrize(
    ("when", "column", "sentence", "brief", "typed"),
    [
        ("2026-11-27", "Fri 27 Nov", "Fri 27 Nov", "Fri", "27 Nov 2026"),
        ("2026-12-04", "Fri  4 Dec", "Fri 4 Dec", "4 Dec", "4 Dec 2026"),
        ("2026-11-27T16:00[UTC]", "fri 16:00", "Fri 27 Nov 16:00", "Fri", "27 Nov 2026 16:00"),
        ("2026-11-27T16:00[America/New_York]", "fri 21:00", "Fri 27 Nov 21:00", "Fri", "27 Nov 2026 21:00"),
        ("2026-11-27T23:30[America/New_York]", "sat 04:30", "Sat 28 Nov 04:30", "Sat", "28 Nov 2026 04:30"),
        ("2026-11-30T16:00[UTC]", "Mon 30 Nov", "Mon 30 Nov 16:00", "30 Nov", "30 Nov 2026 16:00"),
        ("2027-01-15", "Fri 15 Jan", "Fri 15 Jan 2027", "15 Jan", "15 Jan 2027"),
        ("2027-01-15T09:05[UTC]", "Fri 15 Jan", "Fri 15 Jan 2027 09:05", "15 Jan", "15 Jan 2027 09:05"),
        ("2027-11-27", "27 Nov 27", "Sat 27 Nov 2027", "27 Nov", "27 Nov 2027"),
        ("2026-11-20", "Fri 20 Nov", "Fri 20 Nov", "20 Nov", "20 Nov 2026"),
    ],
)
def test_how_a_due_is_said(when: str, column: str, sentence: str, brief: str, typed: str) -> None:
    read, now = Due.of(when), moment()
    assert (read.say_in_column(now), read.say(now), read.say_briefly(now), read.typed(now)) == (
        column, sentence, brief, typed
    )  # fmt: skip


def test_json_prints_a_due_time_with_its_offset() -> None:
    assert due.iso("2026-11-27") == "2026-11-27"
    assert due.iso("2026-11-27T16:00[America/New_York]") == "2026-11-27T16:00:00-05:00"
    assert due.iso("2026-07-27T16:00[Europe/London]") == "2026-07-27T16:00:00+01:00"
    assert due.iso(None) is None


def test_another_day_keeps_the_time_and_its_zone() -> None:
    day = dt.date(2026, 12, 4)
    assert Due.of("2026-11-27").moved_to(day) == Due.of("2026-12-04")
    assert Due.of("2026-11-27T16:00[Asia/Tokyo]").moved_to(day) == Due.of("2026-12-04T16:00[Asia/Tokyo]")


def test_a_time_of_the_owners_clock_is_stored_with_its_zone() -> None:
    day = dt.date(2026, 11, 27)
    assert str(Due.at(day, None, moment())) == "2026-11-27"
    assert str(Due.at(day, (9, 5), moment(zone_name="Europe/Rome"))) == "2026-11-27T09:05[Europe/Rome]"
    nameless = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.timezone(dt.timedelta(hours=-5)))
    assert str(Due.at(day, (22, 0), nameless)) == "2026-11-28T03:00[UTC]"
    assert str(Due.at(dt.date(500, 1, 2), (22, 0), moment())) == "0500-01-02T22:00[UTC]"
