"""What is in the inbox, and the order of triage."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates.due import due_date
from delegator_tui.rules.search import inbox
from tests.making import book_of, moment, task
from tests.model.dues import DUES, MOMENTS

TODAY = "2026-11-23"


@pytest.mark.parametrize(
    ("state", "until", "inside"),
    [
        ("inbox", None, True), ("inbox", "2026-12-24", True), ("mine", None, False), ("delegated", None, False),
        ("done", None, False), ("dropped", None, False), ("later", TODAY, True), ("later", "2026-11-24", False),
        ("later", None, False), ("later", "2026-11-23T09:00[UTC]", True), ("later", "2026-11-23T09:01[UTC]", False),
    ],
)  # fmt: skip
def test_who_waits_for_triage(state: str, until: str | None, inside: bool) -> None:
    one = task(state=state, defer_until=until)
    book = book_of(one)
    assert inbox.is_in_inbox(one, book) is inside
    assert inbox.count(book) == len(inbox.inbox(book)) == int(inside)


def test_a_task_put_away_comes_back_at_the_owners_midnight() -> None:
    one = task(state="later", defer_until="2026-11-24")
    before, after = moment("2026-11-23T09:59:59+00:00", "+14"), moment("2026-11-23T10:00:00+00:00", "+14")
    assert inbox.count(book_of(one, now=before)) == 0
    assert inbox.count(book_of(one, now=after)) == 1


def test_triage_takes_the_overdue_then_what_is_due_within_seven_days_then_the_oldest() -> None:
    made = {
        "Oldest": None, "Today earlier": TODAY, "In eight days": "2026-12-01", "In seven days": "2026-11-30",
        "Today": TODAY, "Late": "2026-11-22", "Later still": "2026-11-01", "Newest": None,
    }  # fmt: skip
    book = book_of(*(task(title, due=due) for title, due in made.items()))
    assert [t.title for t in inbox.triage_order(book)] == [
        "Later still", "Late", "Today earlier", "Today", "In seven days", "Oldest", "In eight days", "Newest",
    ]  # fmt: skip


def test_tasks_captured_together_stay_in_their_order() -> None:
    book = book_of(*(task(f"Task {n}") for n in range(9)))
    assert [t.title for t in inbox.triage_order(book)] == [f"Task {n}" for n in range(9)]


def test_the_shops_triage(shop: Book) -> None:
    order = inbox.triage_order(shop)
    assert len(order) == inbox.count(shop) == 62
    assert [t.title for t in order[:4]] == [
        "Turn on two-factor for the shared mailbox", "Call the kiln repair people",
        "Answer the questions on the marketplace listing", "Christmas opening hours on the maps profile",
    ]  # fmt: skip
    dated = [t for t in order if t.due and t.due[:10] <= "2026-11-30"]
    assert order[: len(dated)] == dated
    assert inbox.due_this_week(shop) == len(dated)
    undated = [t.title for t in order[len(dated) :]]
    assert undated == [t.title for t in inbox.inbox(shop) if t not in dated]


@given(MOMENTS, st.lists(DUES, max_size=5), DUES)
def test_what_presses_is_due_within_seven_days_where_the_owner_is(now: Moment, others: list[str], due: str) -> None:
    near = [(now.today + dt.timedelta(days=days)).isoformat() for days in range(5, 11)]
    dues = [*others, due, *near, *(f"{day}T{due[11:] or '23:30[Asia/Tokyo]'}" for day in near)]
    book = book_of(*(task(due=each) for each in dues), now=now)
    pressing = [each for each in dues if (due_date(each, now) - now.today).days <= inbox.WEEK]
    assert inbox.due_this_week(book) == len(pressing)
    assert sorted(t.due or "" for t in inbox.triage_order(book)[: len(pressing)]) == sorted(pressing)


def test_an_empty_due_is_none() -> None:
    book = book_of(task("Emptied by hand", due=""), task("Late", due="2026-11-01"))
    assert [t.title for t in inbox.triage_order(book)] == ["Late", "Emptied by hand"]
