"""Instants as text: stored, read again, and written for scripts and names of files."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model import instants
from tests.making import moment

ROME = dt.timezone(dt.timedelta(hours=1))
AT = dt.datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=ROME)


def test_an_instant_is_stored_as_utc_to_the_millisecond() -> None:
    assert instants.stored(AT) == "2026-11-23T09:00:00.123Z"
    assert instants.read("2026-11-23T09:00:00.123Z") == dt.datetime(2026, 11, 23, 9, 0, 0, 123000, tzinfo=dt.UTC)


@given(*[st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2990, 1, 1), timezones=st.just(dt.UTC))] * 2)  # noqa: DTZ001
def test_stored_texts_sort_as_the_instants_do(one: dt.datetime, other: dt.datetime) -> None:
    first, second = instants.stored(one), instants.stored(other)
    assert (first < second) == (instants.read(first) < instants.read(second))


def test_the_date_of_an_instant_is_the_owners() -> None:
    assert instants.date_of("2026-11-23T23:30:00.000Z", moment(zone_name="Europe/Rome")) == dt.date(2026, 11, 24)


def test_json_has_the_offset() -> None:
    assert instants.iso("2026-11-23T09:00:00.000Z") == "2026-11-23T09:00:00+00:00"
    assert instants.iso("") is instants.iso(None) is None
    assert instants.iso_to_the_second(AT) == "2026-11-23T10:00:00+01:00"


def test_a_name_of_a_file_says_the_second_and_is_read_again() -> None:
    assert instants.for_name(AT) == "20261123T090000Z"
    assert instants.from_name("20261123T090000Z") == dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["", "soon", "2026-11-23T25:00:00Z", None, 5])
def test_what_is_no_instant(text: object) -> None:
    assert not instants.is_instant(text)


def test_what_no_clock_can_have_told_is_the_end_of_time() -> None:
    assert instants.read("0001-01-01T00:00:00Z").year == 1970
    assert instants.read("9999-01-01T00:00:00Z").year == 2999
