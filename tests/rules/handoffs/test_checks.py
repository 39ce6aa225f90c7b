"""When the owner looks next."""

from __future__ import annotations

import datetime as dt

import pytest

from delegator_tui.model.book import Book
from delegator_tui.model.records import Settings, Span
from delegator_tui.rules.handoffs import checks
from tests.making import book_of, handoff, moment, owed, task, uid


def book(
    now: str = "2026-11-23T09:00:00+00:00", *, days: tuple[int, ...] = (0, 1, 2, 3, 4), zone: str = "UTC",
    away: tuple[Span, ...] = (),
) -> Book:  # fmt: skip
    return book_of(Settings(uid=uid(), working_days=days, away=away), now=moment(now, zone))


FRIDAY_NIGHT = "2026-11-27T22:00:00+00:00"


@pytest.mark.parametrize(
    ("now", "due", "expected"),
    [
        ("2026-11-23T09:00:00+00:00", "2026-12-04", "2026-11-24"),
        ("2026-11-23T09:00:00+00:00", "2026-11-23", "2026-11-23"),
        ("2026-11-23T09:00:00+00:00", "2026-11-10", "2026-11-23"),
        ("2026-11-23T09:00:00+00:00", None, "2026-11-24"),
        (FRIDAY_NIGHT, "2026-12-04", "2026-11-30"),
        (FRIDAY_NIGHT, "2026-11-28", "2026-11-28"),
    ],
)
def test_the_first_check_is_the_earlier_of_due_and_next_working_day(now: str, due: str | None, expected: str) -> None:
    assert checks.first_check(due, book(now)) == expected


def test_chase_days_say_the_first_check_themselves() -> None:
    assert checks.first_check("2026-12-04", book(), 2) == "2026-11-25"
    assert checks.first_check("2026-12-04", book(), 0) == "2026-11-23"


def test_the_next_working_day_is_the_owners() -> None:
    assert checks.after_silence(book(FRIDAY_NIGHT)) == "2026-11-30"
    assert checks.after_silence(book(FRIDAY_NIGHT, days=(5, 6))) == "2026-11-28"
    assert checks.after_silence(book(FRIDAY_NIGHT, zone="Asia/Tokyo")) == "2026-11-30"
    assert checks.after_silence(book("2026-11-26T22:00:00+00:00", zone="Asia/Tokyo")) == "2026-11-30"


def test_after_a_message_it_is_the_day_on_which_they_may_be_asked_again() -> None:
    def after(due: str, now: Book, step: str) -> str:
        return checks.after_message(handoff(task(), due=due), now, step)

    assert after("2026-11-20", book(), "late 1") == "2026-11-25"
    assert after("2026-11-20", book("2026-11-25T09:00:00+00:00"), "late 2") == "2026-11-27"
    assert after("2026-11-24", book(), "before") == "2026-11-24"


def after(due: str | None, book: Book, promised: str | None = None, since: str | None = None) -> str:
    """The check after an answer about work with one part."""
    work = handoff(task(), due=due)
    day = dt.date.fromisoformat(since) if since else None
    return checks.after_answer(work, [owed(work, due=due, promised=promised)], book, day)


def test_after_an_answer_two_working_days_pass_unless_it_is_due_before() -> None:
    assert after("2026-12-04", book()) == "2026-11-25"
    assert after("2026-11-24", book()) == "2026-11-24"
    assert after(None, book()) == "2026-11-25"


def test_after_an_answer_to_late_work_the_next_working_day_counts_and_not_today() -> None:
    assert after("2026-11-20", book()) == "2026-11-24"
    assert after("2026-11-20", book(FRIDAY_NIGHT)) == "2026-11-30"


def test_an_answer_counts_from_when_it_was_given() -> None:
    assert after("2026-12-04", book(), since="2026-11-20") == "2026-11-24"
    assert after("2026-11-19", book(), since="2026-11-19") == "2026-11-23"
    assert after("2026-12-04", book(), since="2026-11-02") == "2026-11-23"


def test_a_promise_is_checked_on_its_day_but_never_after_the_agreed_date() -> None:
    assert after("2026-12-18", book(), "2026-12-05") == "2026-12-05"
    assert after("2027-02-26", book(), "2027-04-05") == "2027-02-26"
    assert after("2026-11-20", book(), "2026-12-05") == "2026-12-05"
    assert after(None, book(zone="Europe/Rome"), "2026-11-25T23:30[UTC]") == "2026-11-26"
    assert after("2026-12-18", book(), "2026-11-20") == "2026-11-25"


def test_the_first_date_of_several_parts_counts() -> None:
    work = handoff(task(), due="2026-12-18", promised="2026-12-16")
    parts = [owed(work, due="2026-12-18"), owed(work, due="2026-11-24")]
    assert checks.after_answer(work, parts, book()) == "2026-11-24"
    assert checks.after_answer(work, [owed(work, state="accepted")], book()) == "2026-12-16"
    assert checks.after_answer(work, [owed(work), owed(work, promised="2026-12-01")], book()) == "2026-11-25"


def test_no_check_is_set_on_a_day_on_which_the_owner_is_away() -> None:
    gone = book(away=(Span(start="2026-11-24", end="2026-11-27"),))
    assert checks.after_silence(gone) == "2026-11-30"
    assert after("2026-12-04", gone) == "2026-12-01"
    assert after("2026-11-25", gone) == "2026-11-30"
    assert checks.first_check(None, gone) == "2026-11-30"
    assert checks.first_check("2026-12-04", gone, 2) == "2026-11-30"
    assert after(None, gone, "2026-11-26") == "2026-11-30"
    assert after(None, gone, "2026-11-28") == "2026-11-28"
