"""What due, soon and overdue mean, at every boundary."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates import due
from delegator_tui.rules.dates.due import Standing
from tests.making import book_of, moment, task
from tests.model.dues import DATES, DUES, MOMENTS

# now (ISO instant) | where the owner is | due | kind | days late
TABLE = """
2026-11-23T00:00:00+00:00 | UTC | 2026-11-23 | today | 0
2026-11-23T23:59:59.999999+00:00 | UTC | 2026-11-23 | today | 0
2026-11-24T00:00:00+00:00 | UTC | 2026-11-23 | overdue | 1
2026-11-23T09:00:00+00:00 | UTC | 2026-11-22 | overdue | 1
2026-11-23T09:00:00+00:00 | UTC | 2026-11-18 | overdue | 5
2026-11-23T09:00:00+00:00 | UTC | 2026-11-24 | soon | 0
2026-11-23T09:00:00+00:00 | UTC | 2026-11-26 | soon | 0
2026-11-23T09:00:00+00:00 | UTC | 2026-11-27 | ahead | 0
2026-11-19T09:00:00+00:00 | UTC | 2026-11-24 | soon | 0
2026-11-19T09:00:00+00:00 | UTC | 2026-11-25 | ahead | 0
2026-11-20T09:00:00+00:00 | UTC | 2026-11-22 | soon | 0
2026-11-23T09:00:00+00:00 | +14 | 2026-11-22 | overdue | 1
2026-11-23T09:59:59+00:00 | +14 | 2026-11-23 | today | 0
2026-11-23T10:00:00+00:00 | +14 | 2026-11-23 | overdue | 1
2026-11-24T10:59:59+00:00 | -11 | 2026-11-23 | today | 0
2026-11-24T11:00:00+00:00 | -11 | 2026-11-23 | overdue | 1
2026-11-23T10:59:59+00:00 | -11 | 2026-11-23 | soon | 0
2026-11-27T15:59:59+00:00 | UTC | 2026-11-27T16:00[Europe/London] | today | 0
2026-11-27T16:00:00+00:00 | UTC | 2026-11-27T16:00[Europe/London] | overdue | 0
2026-11-28T00:00:00+00:00 | UTC | 2026-11-27T16:00[Europe/London] | overdue | 1
2026-11-27T21:00:00+00:00 | Europe/London | 2026-11-27T16:00[America/New_York] | overdue | 0
2026-11-27T20:59:00+00:00 | Europe/London | 2026-11-27T16:00[America/New_York] | today | 0
2026-11-27T14:59:00+00:00 | +14 | 2026-11-27T16:00[Europe/London] | today | 0
2026-11-27T09:59:00+00:00 | +14 | 2026-11-27T16:00[Europe/London] | soon | 0
2026-11-27T01:00:00+00:00 | America/Toronto | 2026-11-27T11:00[Asia/Tokyo] | today | 0
2026-11-27T02:00:00+00:00 | America/Toronto | 2026-11-27T11:00[Asia/Tokyo] | overdue | 0
2026-12-31T23:59:59+00:00 | UTC | 2026-12-31 | today | 0
2027-01-01T00:00:00+00:00 | UTC | 2026-12-31 | overdue | 1
2026-12-31T09:00:00+00:00 | UTC | 2027-01-01 | soon | 0
2027-03-01T00:00:00+00:00 | UTC | 2027-02-28 | overdue | 1
2028-02-29T23:59:00+00:00 | UTC | 2028-02-29 | today | 0
2026-03-29T22:59:59+00:00 | Europe/London | 2026-03-29 | today | 0
2026-03-29T23:00:00+00:00 | Europe/London | 2026-03-29 | overdue | 1
2026-10-25T23:59:59+00:00 | Europe/London | 2026-10-25 | today | 0
2026-10-26T00:00:00+00:00 | Europe/London | 2026-10-25 | overdue | 1
2018-11-04T02:59:59+00:00 | America/Sao_Paulo | 2018-11-03 | today | 0
2018-11-04T03:00:00+00:00 | America/Sao_Paulo | 2018-11-03 | overdue | 1
2026-11-01T03:59:59+00:00 | America/Havana | 2026-10-31 | today | 0
2026-11-01T04:00:00+00:00 | America/Havana | 2026-10-31 | overdue | 1
2011-12-30T09:59:59+00:00 | Pacific/Apia | 2011-12-29 | today | 0
2011-12-30T10:00:00+00:00 | Pacific/Apia | 2011-12-29 | overdue | 2
2026-03-29T00:59:59+00:00 | Europe/London | 2026-03-29T01:30[Europe/London] | today | 0
2026-03-29T01:30:00+00:00 | Europe/London | 2026-03-29T01:30[Europe/London] | overdue | 0
2026-10-25T00:29:59+00:00 | Europe/London | 2026-10-25T01:30[Europe/London] | today | 0
2026-10-25T00:30:00+00:00 | Europe/London | 2026-10-25T01:30[Europe/London] | overdue | 0
2026-11-23T09:00:00+00:00 | UTC | 9999-12-31 | ahead | 0
2026-11-23T09:00:00+00:00 | -11 | 9999-12-31T23:00[UTC] | ahead | 0
2026-11-23T09:00:00+00:00 | +14 | 9999-12-31T23:00[America/Toronto] | ahead | 0
2026-11-23T09:00:00+00:00 | +14 | 0001-01-01 | overdue | 739942
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("now", "where", "when", "kind", "late"), ROWS)
def test_standing_at_a_boundary(now: str, where: str, when: str, kind: str, late: str) -> None:
    assert due.standing(when, moment(now, where)) == (kind, int(late))


def test_nothing_due_is_ahead_and_done_is_done_however_late() -> None:
    assert due.standing(None, moment()) == Standing("ahead")
    assert due.standing("2020-01-01", moment(), done=True) == Standing("done")


def test_soon_counts_the_owners_working_days() -> None:
    weekend = (5, 6)
    assert due.standing("2026-11-29", moment(), days=weekend).kind == "soon"
    assert due.standing("2026-12-05", moment(), days=weekend).kind == "soon"
    assert due.standing("2026-12-06", moment(), days=weekend).kind == "ahead"


RANK = {"ahead": 0, "soon": 1, "today": 2, "overdue": 3}


@given(MOMENTS)
def test_due_today_is_not_overdue_until_midnight_where_the_owner_is(now: Moment) -> None:
    today = now.today.isoformat()
    assert due.standing(today, now) == Standing("today")
    end = Due.of(today).ends(now)
    assert end > now.at
    before, after = Moment(end - dt.timedelta(microseconds=1), now.zone), Moment(end, now.zone)
    assert due.standing(today, before).kind == "today"
    assert due.standing(today, after).kind == "overdue"
    assert after.today > now.today


@given(MOMENTS, st.integers(1, 400))
def test_days_late_are_calendar_days_of_the_owner(now: Moment, days: int) -> None:
    past = (now.today - dt.timedelta(days=days)).isoformat()
    assert due.standing(past, now) == Standing("overdue", days)


@given(MOMENTS, DUES, st.timedeltas(dt.timedelta(0), dt.timedelta(days=30)))
def test_a_due_only_ever_comes_nearer(now: Moment, when: str, later: dt.timedelta) -> None:
    first = due.standing(when, now)
    then = due.standing(when, Moment(now.at + later, now.zone))
    assert RANK[then.kind] >= RANK[first.kind]
    assert then.days_late >= first.days_late


@given(MOMENTS, DUES)
def test_one_answer_to_whether_it_is_over(now: Moment, when: str) -> None:
    assert due.standing(when, now).overdue == Due.of(when).is_over(now)


@given(MOMENTS, DUES)
def test_every_standing_with_a_due_is_one_line(now: Moment, when: str) -> None:
    said = due.say_standing(due.standing(when, now), when, now)
    assert said
    assert "\n" not in said


@given(MOMENTS, DATES)
def test_a_day_to_wait_for_begins_at_the_owners_midnight(now: Moment, when: str) -> None:
    assert due.has_begun(when, now) == (now.today.isoformat() >= when)


def test_a_time_to_wait_for_begins_at_its_minute() -> None:
    when = "2026-11-23T10:00[Europe/Rome]"
    assert not due.has_begun(when, moment("2026-11-23T08:59:59+00:00"))
    assert due.has_begun(when, moment("2026-11-23T09:00:00+00:00"))
    assert due.has_begun("2026-11-23T00:00[UTC]", moment("2026-11-23T00:00:00+00:00"))
    assert due.has_begun(None, moment())


@pytest.mark.parametrize("name", ["Nowhere/None", "../etc", "Europe", ""])
def test_a_zone_that_this_machine_lacks_crashes_nothing(name: str) -> None:
    assert due.standing(f"2026-11-23T16:00[{name}]", moment()).kind == "today"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-11-18", "5 d late"), ("2026-11-23", "today"), ("2026-11-23T08:00[UTC]", "late"),
        ("2026-11-23T16:00[UTC]", "mon 16:00"), ("2026-11-27", "Fri 27 Nov"), (None, ""),
    ],
)  # fmt: skip
def test_how_a_standing_is_said(when: str | None, said: str) -> None:
    assert due.say_standing(due.standing(when, moment()), when, moment()) == said


# ---- tasks


def test_a_finished_task_is_never_late() -> None:
    late, done = task(due="2026-11-01", state="mine"), task(due="2026-11-01", state="done")
    book = book_of(late, done)
    assert (due.of_task(late, book).kind, due.of_task(done, book).kind) == ("overdue", "done")
