"""What the book knows of a contractor."""

from __future__ import annotations

import pytest

from delegator_tui.model.records import Rate
from delegator_tui.rules.contractors import people
from delegator_tui.rules.contractors.people import OnTime
from tests.making import book_of, contractor, handoff, moment, task

NORTH = contractor("Northlight Photo", capacity_hours_week=10)
ON_20TH = "2026-11-20"


@pytest.mark.parametrize(
    ("state", "original", "due", "first_delivered", "expected"),
    [
        ("closed", ON_20TH, ON_20TH, "2026-11-20T23:59:59.000Z", OnTime(1, 1)),
        ("accepted", ON_20TH, ON_20TH, "2026-11-19T09:00:00.000Z", OnTime(1, 1)),
        ("accepted", ON_20TH, ON_20TH, "2026-11-21T00:00:00.000Z", OnTime(0, 1)),
        ("accepted", ON_20TH, "2026-11-25", "2026-11-23T08:00:00.000Z", OnTime(0, 1)),
        ("delivered", ON_20TH, ON_20TH, "2026-11-20T09:00:00.000Z", OnTime(0, 0)),
        ("delivered", ON_20TH, ON_20TH, "2026-11-21T09:00:00.000Z", OnTime(0, 1)),
        ("working", ON_20TH, ON_20TH, None, OnTime(0, 1)),
        ("working", "2026-11-23", "2026-11-23", None, OnTime(0, 0)),
        ("working", ON_20TH, "2026-11-27", None, OnTime(0, 0)),
        ("returned", ON_20TH, "2026-11-27", "2026-11-20T09:00:00.000Z", OnTime(0, 0)),
        ("returned", ON_20TH, "2026-11-21", "2026-11-20T09:00:00.000Z", OnTime(0, 1)),
        ("returned", ON_20TH, "2026-11-27", "2026-11-21T09:00:00.000Z", OnTime(0, 1)),
        ("drafted", ON_20TH, ON_20TH, None, OnTime(0, 0)),
        ("cancelled", ON_20TH, ON_20TH, None, OnTime(0, 0)),
        ("taken_back", ON_20TH, ON_20TH, "2026-11-22T09:00:00.000Z", OnTime(0, 1)),
        ("closed", ON_20TH, ON_20TH, None, OnTime(0, 0)),
        ("closed", None, None, "2026-11-20T09:00:00.000Z", OnTime(0, 0)),
    ],
)
def test_on_time(
    state: str, original: str | None, due: str | None, first_delivered: str | None, expected: OnTime
) -> None:
    out = handoff(task(), NORTH, state=state, original_due=original, due=due, first_delivered=first_delivered)
    assert people.on_time([out], book_of(out, NORTH)) == expected


def test_a_day_counts_where_the_owner_is() -> None:
    late = handoff(
        task(), NORTH, state="accepted", original_due=ON_20TH, first_delivered="2026-11-20T23:30:00.000Z"
    )  # fmt: skip
    assert people.on_time([late], book_of(late, now=moment(zone_name="Europe/Rome"))) == OnTime(0, 1)
    assert people.on_time([late], book_of(late)) == OnTime(1, 1)


def test_a_due_time_counts_to_its_minute() -> None:
    when = "2026-11-20T16:00[Europe/London]"
    for at, hits in (("2026-11-20T16:00:00.000Z", 1), ("2026-11-20T16:00:01.000Z", 0)):
        out = handoff(task(), NORTH, state="accepted", original_due=when, due=when, first_delivered=at)
        assert people.on_time([out], book_of(out)) == OnTime(hits, 1)


def test_on_time_of_everybody_is_what_each_one_has() -> None:
    south = contractor("South")
    late, free = handoff(task(), NORTH, due=ON_20TH), handoff(task(), south)
    nobody = handoff(task(), None, state="drafted")
    book = book_of(NORTH, south, late, free, nobody)
    assert people.on_time_by_contractor(book) == {NORTH.uid: OnTime(0, 1), south.uid: OnTime(0, 0)}
    assert people.handoffs_of(NORTH, book) == [late]


def test_free_hours_are_capacity_less_what_waits_on_them() -> None:
    photos, film, lost = (task(t, estimate_minutes=m) for t, m in (("Photos", 90), ("Film", 300), ("Lost", None)))
    theirs = handoff(photos, NORTH)
    yours = handoff(film, NORTH, state="delivered", next_move="owner")
    unknown = handoff(lost, NORTH)
    over = handoff(film, NORTH, state="closed", next_move="contractor")
    book = book_of(photos, film, lost, NORTH, theirs, yours, unknown, over)
    assert people.free_hours(NORTH, book) == 8.5


def test_free_hours_may_be_below_nothing_and_unknown() -> None:
    photos = task(estimate_minutes=660)
    assert people.free_hours(NORTH, book_of(photos, NORTH, handoff(photos, NORTH))) == -1
    assert people.free_hours(contractor("South"), book_of()) is None


def test_open_handoffs_are_those_from_drafted_to_returned() -> None:
    states = ("drafted", "working", "returned", "accepted", "closed")
    made = [handoff(task(), NORTH, state=state) for state in states]
    assert people.open_handoffs_of(NORTH, book_of(*made)) == made[:3]


def test_the_rate_now_is_the_last_of_the_history() -> None:
    old, new = Rate(amount="60", currency="USD"), Rate(amount="65", currency="USD")
    assert people.rate_now(contractor(rates=(old, new))) == new
    assert people.rate_now(contractor()) is None
