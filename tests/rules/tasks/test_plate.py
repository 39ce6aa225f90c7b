"""On which list of the owner's plate each task stands, in which order, and what presses."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Price
from delegator_tui.rules.dates import due
from delegator_tui.rules.records.story import story
from delegator_tui.rules.tasks import plate
from delegator_tui.rules.today import sections
from tests.making import book_of, contractor, handoff, moment, task
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
    assert plate.is_to_triage(one, book) is inside
    assert plate.counts(book).triage == len(plate.triage(book)) == int(inside)


def test_a_task_put_away_comes_back_at_the_owners_midnight() -> None:
    one = task(state="later", defer_until="2026-11-24")
    before, after = moment("2026-11-23T09:59:59+00:00", "+14"), moment("2026-11-23T10:00:00+00:00", "+14")
    assert plate.counts(book_of(one, now=before)).triage == 0
    assert plate.counts(book_of(one, now=after)).triage == 1


def test_triage_takes_the_overdue_then_what_is_due_within_seven_days_then_the_oldest() -> None:
    made = {
        "Oldest": None, "Today earlier": TODAY, "In eight days": "2026-12-01", "In seven days": "2026-11-30",
        "Today": TODAY, "Late": "2026-11-22", "Later still": "2026-11-01", "Newest": None,
    }  # fmt: skip
    book = book_of(*(task(title, due=day) for title, day in made.items()))
    assert [t.title for t in plate.triage(book)] == [
        "Later still", "Late", "Today earlier", "Today", "In seven days", "Oldest", "In eight days", "Newest",
    ]  # fmt: skip


def test_tasks_captured_together_stay_in_their_order() -> None:
    book = book_of(*(task(f"Task {n}") for n in range(9)))
    assert [t.title for t in plate.triage(book)] == [f"Task {n}" for n in range(9)]


def test_the_shops_triage(shop: Book) -> None:
    order = plate.triage(shop)
    assert len(order) == plate.counts(shop).triage == 62
    assert [t.title for t in order[:4]] == [
        "Turn on two-factor for the shared mailbox", "Call the kiln repair people",
        "Answer the questions on the marketplace listing", "Christmas opening hours on the maps profile",
    ]  # fmt: skip
    dated = [t for t in order if t.due and t.due[:10] <= "2026-11-30"]
    assert order[: len(dated)] == dated
    rest = [t.title for t in order[len(dated) :]]
    assert rest == [t.title for t in shop.tasks.open.values() if t in order and t not in dated]
    assert plate.pressing(shop) == plate.pressing(shop, only_triage=True) == (0, 18)


@given(MOMENTS, st.lists(DUES, max_size=5), DUES)
def test_what_presses_is_due_within_seven_days_where_the_owner_is(now: Moment, others: list[str], due: str) -> None:
    near = [(now.today + dt.timedelta(days=days)).isoformat() for days in range(5, 11)]
    dues = [*others, due, *near, *(f"{day}T{due[11:] or '23:30[Asia/Tokyo]'}" for day in near)]
    book = book_of(*(task(due=each) for each in dues), now=now)
    pressing = [each for each in dues if (Due.of(each).date_in(now) - now.today).days <= plate.WEEK]
    assert len(plate.plate(book).pressing) == len(pressing)
    assert sorted(t.due or "" for t in plate.triage(book)[: len(pressing)]) == sorted(pressing)


def test_an_empty_due_is_none() -> None:
    book = book_of(task("Emptied by hand", due=""), task("Late", due="2026-11-01"))
    assert [t.title for t in plate.triage(book)] == ["Late", "Emptied by hand"]


# ---- the four lists

BY_NAME = {"Ann": contractor("Ann")}


class Row(NamedTuple):
    """One situation of a task: its fields, on which list it stands, its lead there, and its lead elsewhere."""

    name: str
    fields: dict[str, Any]
    where: str | None
    lead: str
    on_list: str = ""
    note: str = ""


OLD = "2026-11-11T09:00:00.000Z"
LISTS = [
    Row("captured, without a date", {}, "triage", ""),
    Row("captured, due on Friday", {"due": "2026-11-27"}, "triage", "Fri 27 Nov"),
    Row("captured, late", {"due": "2026-11-20"}, "triage", "3 d late"),
    Row("yours, due", {"state": "mine", "due": "2026-11-27"}, "yours", "Fri 27 Nov"),
    Row("yours, today", {"state": "mine", "due": TODAY}, "yours", "today"),
    Row("yours, late", {"state": "mine", "due": "2026-11-22"}, "yours", "1 d late"),
    Row("yours, without a date", {"state": "mine", "created": OLD}, "yours", "no date, 12 d"),
    Row("yours, captured now", {"state": "mine", "created": "2026-11-23T08:00:00.000Z"}, "yours", "no date, 0 d"),
    Row("yours, by a clock that is ahead", {"state": "mine", "created": "2027-01-01T08:00:00.000Z"}, "yours",
        "no date, 0 d"),
    Row("put away", {"state": "later", "defer_until": "2027-01-04"}, "later", "Mon  4 Jan"),
    Row("put away, and back today", {"state": "later", "defer_until": TODAY}, "triage", ""),
    Row("put away without a day", {"state": "later"}, "later", "some day"),
    Row("put away until before its due", {"state": "later", "defer_until": "2026-12-28", "due": "2026-12-31"}, "later",
        "Thu 31 Dec", "Mon 28 Dec", "due Thu 31 Dec"),
    Row("put away until its due day", {"state": "later", "defer_until": "2026-12-31", "due": "2026-12-31"}, "later",
        "Thu 31 Dec", "Thu 31 Dec", "due Thu 31 Dec"),
    Row("put away past its due", {"state": "later", "defer_until": "2027-01-04", "due": "2026-12-31"}, "later",
        "Thu 31 Dec", "Mon  4 Jan", "due Thu 31 Dec, while it is away"),
    Row("put away past its due, which is today", {"state": "later", "defer_until": "2027-01-04", "due": TODAY}, "later",
        "today", "Mon  4 Jan", "due Mon 23 Nov, while it is away"),
    Row("put away past its due, which is over", {"state": "later", "defer_until": "2027-01-04", "due": "2026-11-20"},
        "later", "3 d late", "Mon  4 Jan", "3 d late, due Fri 20 Nov"),
    Row("done", {"state": "done"}, None, ""),
    Row("dropped", {"state": "dropped", "due": "2026-11-20"}, None, "Fri 20 Nov"),
]  # fmt: skip


@pytest.mark.parametrize("row", LISTS, ids=lambda row: row.name)
def test_each_task_stands_on_one_list_and_says_how(row: Row) -> None:
    one = task(**row.fields)
    book = book_of(one)
    assert plate.place(one, book) == row.where
    lists = {name: plate.on_list(name, book) for name in plate.PLACES}
    assert [name for name, tasks in lists.items() if tasks] == ([row.where] if row.where else [])
    assert sections.task_item(one, book).lead == row.lead
    item = sections.plate_item(one, book)
    assert (item.lead, item.note) == (row.on_list or row.lead, row.note)


@pytest.mark.parametrize(
    ("state", "fields", "lead", "standing"),
    [
        ("working", {"due": "2026-12-04"}, "Fri  4 Dec", "ahead"),
        ("working", {"due": "2026-11-20"}, "3 d late", "overdue"),
        ("delivered", {"next_move": "owner", "due": "2026-11-20"}, "review", "done"),
        ("drafted", {"next_move": "owner", "due": None}, "draft", "ahead"),
        ("accepted", {"due": "2026-11-20", "price": Price(amount="90.00", currency="USD")}, "to pay", "done"),
    ],
)  # fmt: skip
def test_a_delegated_task_has_its_handoffs_standing_and_none_of_its_own(
    state: str, fields: dict[str, Any], lead: str, standing: str
) -> None:
    ann = BY_NAME["Ann"]
    late = task(state="delegated", due="2026-11-18")
    book = book_of(late, ann, handoff(late, ann, state=state, **fields))
    assert plate.place(late, book) == "delegated"
    assert due.of_task(late, book).kind == standing
    item = sections.task_item(late, book)
    assert (item.lead, item.note) == (lead, "with Ann")
    assert plate.due_now(book) == []
    told = [part.text for part in story(late, book)]
    assert not any("due Wed 18 Nov" in text or "5 d late" in text for text in told)
    assert any(f"handed off to Ann   {item.mark} {lead}" in text for text in told)


def test_a_task_that_a_handoff_carries_is_delegated_whatever_is_written_of_it() -> None:
    tasks = [task(state=state, due=TODAY) for state in ("inbox", "mine", "later")]
    book = book_of(*tasks, *(handoff(each) for each in tasks), task("Free"))
    assert [plate.place(each, book) for each in tasks] == ["delegated"] * 3
    assert plate.counts(book) == (1, 0, 0)
    assert plate.delegated(book) == tasks
    assert plate.due_now(book) == []


def test_yours_go_by_date_then_by_age() -> None:
    made = {"Old": None, "Friday": "2026-11-27", "Late": "2026-11-20", "Young": None, "Friday too": "2026-11-27"}
    book = book_of(*(task(title, state="mine", due=day) for title, day in made.items()))
    assert [t.title for t in plate.yours(book)] == ["Late", "Friday", "Friday too", "Old", "Young"]
    assert [t.title for t in plate.undated(book)] == ["Old", "Young"]


def test_what_is_put_away_goes_by_the_day_on_which_it_comes_back() -> None:
    until = {"March": "2027-03-01", "Some day": None, "Tomorrow": "2026-11-24"}
    book = book_of(*(task(title, state="later", defer_until=day) for title, day in until.items()))
    assert [t.title for t in plate.later(book)] == ["Tomorrow", "March", "Some day"]


def test_what_is_due_today_or_late_is_due_from_each_list_also_while_it_is_away() -> None:
    away = {"state": "later", "defer_until": "2027-01-15"}
    book = book_of(
        task("Triage", due=TODAY), task("Yours", state="mine", due="2026-11-20"), task("Away", due=TODAY, **away),
        task("Away and late", due="2026-11-22", **away), task("Away, not due", due="2026-11-24", **away),
        task("No date", state="mine"), task("Done", state="done", due=TODAY),
    )  # fmt: skip
    assert [t.title for t in plate.due_now(book)] == ["Yours", "Away and late", "Triage", "Away"]


# ---- the week ends where the week ends


@pytest.mark.parametrize(
    ("now", "week", "late"),
    [
        ("2026-11-23T09:00:00+00:00", 2, 1),  # Monday: today and Sunday, not the next Monday
        ("2026-11-27T09:00:00+00:00", 1, 2),  # Friday: Sunday
        ("2026-11-29T23:59:00+00:00", 1, 2),  # Sunday, until it is over
        ("2026-11-30T00:00:00+00:00", 2, 3),  # Monday: today and the sixth
        ("2027-01-04T09:00:00+00:00", 0, 5),  # a week with nothing in it
    ],
)  # fmt: skip
def test_a_week_ends_with_its_sunday_and_what_is_overdue_is_counted_apart(now: str, week: int, late: int) -> None:
    dues = ["2026-11-20", TODAY, "2026-11-29", "2026-11-30", "2026-12-06"]
    for state in ("inbox", "mine", "later"):
        book = book_of(*(task(due=day, state=state) for day in dues), now=moment(now))
        assert plate.pressing(book) == (late, week)
        assert plate.pressing(book, only_triage=True) == ((late, week) if state == "inbox" else (0, 0))


@given(MOMENTS, st.lists(st.tuples(DUES, st.sampled_from(["inbox", "mine", "later", "delegated", "done"])), max_size=6))
def test_every_open_task_is_on_one_list_and_what_presses_is_counted_once(
    now: Moment, drawn: list[tuple[str, str]]
) -> None:
    book = book_of(*(task(due=day, state=state) for day, state in drawn), now=now)
    lists = [plate.on_list(name, book) for name in plate.PLACES]
    assert sorted(t.uid for tasks in lists for t in tasks) == sorted(book.tasks.open)
    own = [t for t in book.tasks.open.values() if plate.is_own(t, book)]
    assert sum(plate.counts(book)) == len(own) == len(plate.own(book))
    kinds = [due.of_task(t, book).kind for t in own]
    assert plate.pressing(book).overdue == kinds.count("overdue")
    assert len(plate.due_now(book)) == kinds.count("overdue") + kinds.count("today")
