"""The weekly review that was missed: when it is said, to whom, and how often."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.records import Settings
from delegator_tui.rules.dates import hours
from delegator_tui.rules.reminders.ladder import due_steps
from delegator_tui.rules.reminders.own_tasks import of_week
from delegator_tui.rules.reminders.summary import say_step, summary
from delegator_tui.rules.review.days import next_day
from tests.making import book_of, moment, uid
from tests.rules.situations import at, away, instant


def book_with(now: str, *, zone: str = "UTC", **own: Any) -> Book:
    return book_of(Settings(uid=uid(), **own), now=moment(at(now), zone))


class Row(NamedTuple):
    """One line of the table. ``done``: when a review was finished last; ``then``: when it is said, ``-`` for not."""

    name: str
    now: str
    done: str | None
    then: str
    own: dict[str, Any] = {}  # noqa: RUF012 - read only


SET = {"review_since": at("11-16 09:00")}
TABLE = [
    Row("missed on Friday: on Monday at the opening", "11-30 09:00", "11-20 10:00", "11-30 09:00"),
    Row("not before the opening", "11-30 08:59", "11-20 10:00", "-"),
    Row("on the weekend not yet", "11-29 12:00", "11-20 10:00", "-"),
    Row("on the day itself not yet", "11-27 20:00", "11-20 10:00", "-"),
    Row("nobody looked on Monday: on Wednesday", "12-02 12:00", "11-20 10:00", "12-02 09:00"),
    Row("finished on its day", "11-30 09:00", "11-27 23:00", "-"),
    Row("finished three days before counts", "11-30 09:00", "11-24 00:00", "-"),
    Row("finished four days before does not", "11-30 09:00", "11-23 23:59", "11-30 09:00"),
    Row("finished late, on the weekend", "11-30 09:00", "11-29 18:00", "-"),
    Row("finished on the Monday", "11-30 09:00", "11-30 08:00", "-"),
    Row("no habit: never", "11-30 09:00", None, "-"),
    Row("no habit, but the day was set", "11-30 09:00", None, "11-30 09:00", SET),
    Row("the day was set after it", "11-30 09:00", None, "-", {"review_since": at("11-28 09:00")}),
    Row("the day was set on it", "11-30 09:00", None, "11-30 09:00", {"review_since": at("11-27 22:00")}),
    Row("none: never, whatever the habit", "11-30 09:00", "10-02 09:00", "-", {"review_day": "none", **SET}),
    Row("on a Wednesday: on Friday", "11-27 09:00", "11-18 10:00", "11-27 09:00", {"review_day": "wed"}),
    Row("on a Sunday: on Tuesday", "12-01 09:00", "11-22 10:00", "12-01 09:00", {"review_day": "sun"}),
    Row("what is no day is Friday", "11-30 09:00", "11-20 10:00", "11-30 09:00", {"review_day": "someday"}),
    Row("working days of the owner", "12-01 09:00", "11-20 10:00", "12-01 09:00", {"working_days": (1, 3)}),
    Row("not on a day off", "11-30 09:00", "11-20 10:00", "-", {"working_days": (1, 3)}),
    Row("away on Monday: on the day back", "12-02 09:00", "11-20 10:00", "12-02 09:00",
        {"away": away("11-30", "12-01")}),
    Row("quiet hours move the opening", "11-30 10:00", "11-20 10:00", "11-30 10:00", {"quiet_hours": "20-10"}),
    Row("a last one that cannot be read is none", "11-30 09:00", "not at all", "-"),
    Row("a last one after now, by a clock put back", "11-30 09:00", "12-03 09:00", "-"),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
def test_when_a_missed_review_is_said(line: Row) -> None:
    own = line.own | ({"reviewed": at(line.done) if line.done[:1] == "1" else line.done} if line.done else {})
    step = of_week(book_with(line.now, **own))
    assert (f"{step.at:%m-%d %H:%M}" if step else "-") == line.then


def said_in(book: Book, first: str, last: str, minutes: int = 30) -> list[str]:
    """Ask again and again from one instant to another, stamping what is said; return when it was."""
    now, stamps, said = instant(first), dict[str, str](), []
    while now <= instant(last):
        for step in due_steps(book.at(moment(now.isoformat())), stamps):
            stamps[step.key] = now.isoformat()
            said.append(f"{now:%m-%d %H:%M}")
        now += dt.timedelta(minutes=minutes)
    return said


def test_each_missed_review_is_said_once_a_week() -> None:
    book = book_with("11-20 09:00", reviewed=at("11-13 10:00"))
    assert said_in(book, "11-16 00:00", "12-12 00:00") == ["11-23 09:00", "11-30 09:00", "12-07 09:00"]


def test_after_a_time_away_there_are_seven_days_between_two_of_them() -> None:
    book = book_with("11-20 09:00", reviewed=at("11-06 10:00"), away=away("11-16", "11-25"))
    assert said_in(book, "11-15 00:00", "12-12 00:00") == ["11-26 09:00", "12-03 09:00", "12-10 09:00"]


def test_another_zone_or_a_clock_put_back_says_nothing_again() -> None:
    own = {"reviewed": at("11-13 10:00")}
    stamps = {step.key: at("11-30 09:30") for step in due_steps(book_with("11-30 09:30", **own), {})}
    assert len(stamps) == 1
    for now, zone in [("11-30 09:30", "America/New_York"), ("11-30 09:30", "Asia/Tokyo"), ("11-30 23:30", "Asia/Tokyo"),
                      ("11-30 08:00", "UTC"), ("11-28 12:00", "UTC"), ("12-03 12:00", "UTC"),
                      ("12-06 12:00", "UTC")]:  # fmt: skip
        assert due_steps(book_with(now, zone=zone, **own), stamps) == [], (now, zone)
    assert due_steps(book_with("12-07 09:00", **own), stamps)


def test_another_day_of_review_says_nothing_twice_in_a_week() -> None:
    own = {"reviewed": at("11-13 10:00")}
    stamps = {step.key: at("11-30 09:30") for step in due_steps(book_with("11-30 09:30", **own), {})}
    for day in ("mon", "tue", "wed", "thu", "sat", "sun"):
        for now in ("12-01 12:00", "12-04 12:00", "12-06 12:00"):
            assert due_steps(book_with(now, review_day=day, **own), stamps) == [], (day, now)


def test_how_a_missed_review_reads() -> None:
    book = book_with("11-30 09:30", reviewed=at("11-13 10:00"))
    (step,) = due_steps(book, {})
    assert say_step(step, book) == "Review the week: the last was on Fri 13 Nov"
    assert summary([step], book, 0) == ["and 1 more week to review"]
    first = book_with("11-30 09:30", **SET)
    assert [say_step(step, first) for step in due_steps(first, {})] == ["Review the week"]


@pytest.mark.parametrize(
    ("now", "own", "day"),
    [
        ("11-23 09:00", {}, "11-27"), ("11-27 09:00", {}, "11-27"), ("11-28 09:00", {}, "12-04"),
        ("11-27 09:00", {"reviewed": at("11-27 08:00")}, "12-04"),
        ("11-24 09:00", {"reviewed": at("11-24 08:00")}, "12-04"),
        ("11-23 09:00", {"reviewed": at("11-23 08:00")}, "11-27"),
        ("11-23 09:00", {"review_day": "mon"}, "11-23"), ("11-23 09:00", {"review_day": "none"}, ""),
    ],
)  # fmt: skip
def test_the_next_review_is_on_the_first_day_that_none_counts_for(now: str, own: dict[str, Any], day: str) -> None:
    found = next_day(book_with(now, **own))
    assert (f"{found:%m-%d}" if found else "") == day


@given(
    st.lists(st.integers(0, 55), max_size=6).map(sorted),
    st.sampled_from(["mon", "wed", "fri", "sun"]),
    st.sampled_from([(0, 1, 2, 3, 4), (), (6,), (1, 3)]),
    st.sampled_from(["Europe/London", "Pacific/Kiritimati", "America/Los_Angeles"]),
    st.tuples(st.integers(0, 50), st.integers(0, 12)),
)
def test_a_missed_review_is_said_and_no_two_within_a_week(
    finished: list[int], day: str, days: tuple[int, ...], zone: str, gone: tuple[int, int]
) -> None:
    """Eight weeks at noon: reviews are finished on some days, and the owner is away once."""
    start = instant("11-02 12:00")
    first = (start + dt.timedelta(days=gone[0])).date()
    spans = away(*(f"{first + dt.timedelta(days=n):%m-%d}" for n in (0, gone[1]))) if first.month < 12 else ()
    stamps: dict[str, str] = {}
    said: list[int] = []
    for n in range(56):
        now = start + dt.timedelta(days=n)
        last = max((f for f in finished if f <= n), default=-7)
        book = book_of(
            Settings(uid=uid(), review_day=day, working_days=days, away=spans,
                     reviewed=(start + dt.timedelta(days=last)).isoformat()),
            now=moment(now.isoformat(), zone),
        )  # fmt: skip
        due = due_steps(book, stamps)
        stamps |= {step.key: now.isoformat() for step in due}
        said += [n] * len(due)
        step = of_week(book)
        if step and not due and not is_away(book):
            assert n - said[-1] <= 6 + (book.today - hours.of_owner(book).date_of(step.at)).days
        assert not (due and n - last <= 1)
    assert all(later - sooner >= 7 for sooner, later in pairwise(said))


def is_away(book: Book) -> bool:
    return hours.of_owner(book).is_away(book.today)


def test_what_was_said_on_a_day_off_is_not_said_again_on_the_next_working_day_nor_five_days_later() -> None:
    """The owner looks on a Sunday only, then every day."""
    book = book_with("11-22 12:00", reviewed=at("11-01 10:00"), review_day="wed")
    assert said_in(book, "11-22 12:00", "12-02 00:00") == ["11-22 12:00", "11-30 09:00"]
