"""The owner's own tasks and their inbox: what is said of them, when, and how often."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.book import Book
from delegator_tui.model.records import Settings, Task
from delegator_tui.rules.reminders.ladder import due_steps
from delegator_tui.rules.reminders.own_tasks import of_inbox, of_task, of_undated, own_tasks
from delegator_tui.rules.reminders.summary import say_step, summary
from tests.making import book_of, handoff, moment, task, uid
from tests.rules.situations import at, away, instant


def book_with(now: str, *tasks: Task, zone: str = "UTC", **own: Any) -> Book:
    return book_of(Settings(uid=uid(), **own), *tasks, now=moment(at(now), zone))


def mine(due: str | None, **fields: Any) -> Task:
    made = {"state": "mine", "created": at("11-02 09:00"), "due": due} | fields
    return task("Call the bank", **made)


class Row(NamedTuple):
    """One line of the table: ``then`` is ``step when``, ``-`` for nothing."""

    name: str
    now: str
    due: str | None
    then: str
    fields: dict[str, Any] = {}  # noqa: RUF012 - read only
    own: dict[str, Any] = {}  # noqa: RUF012 - read only


WEEKEND = "2026-11-28"
TABLE = [
    Row("ahead of its day it is next", "11-25 12:00", "2026-11-27", "task today 11-27 09:00"),
    Row("far ahead nothing", "11-10 12:00", "2026-11-27", "task today 11-27 09:00"),
    Row("on its day at the opening", "11-27 09:00", "2026-11-27", "task today 11-27 09:00"),
    Row("on its day until its end", "11-27 23:59", "2026-11-27", "task today 11-27 09:00"),
    Row("over on a Friday: late on Monday", "11-30 09:00", "2026-11-27", "task late 11-30 09:00"),
    Row("on the weekend it is not late yet", "11-28 12:00", "2026-11-27", "task today 11-27 09:00"),
    Row("due on a day off: the working day before", "11-27 09:00", WEEKEND, "task today 11-27 09:00"),
    Row("due on a day off: late on the next working day", "11-30 10:00", WEEKEND, "task late 11-30 09:00"),
    Row("due on a day that is worked at weekends", "11-28 10:00", WEEKEND, "task today 11-28 09:00",
        own={"working_days": (5, 6)}),
    Row("a due time at its time", "11-27 12:00", "2026-11-27T16:00[UTC]", "task today 11-27 16:00"),
    Row("a due time in another zone", "11-27 12:00", "2026-11-27T16:00[America/New_York]", "task today 11-27 21:00"),
    Row("a due time is late on the next working day", "11-30 09:00", "2026-11-27T16:00[UTC]", "task late 11-30 09:00"),
    Row("due while away: on the day back, and late at once", "12-03 09:00", "2026-12-01", "task late 12-03 09:00",
        own={"away": away("11-30", "12-02")}),
    Row("quiet hours move the opening", "11-27 09:00", "2026-11-27", "task today 11-27 10:00",
        own={"quiet_hours": "20-10"}),
    Row("in the inbox", "11-27 09:00", "2026-11-27", "task today 11-27 09:00", {"state": "inbox"}),
    Row("put away until after its due", "11-27 09:00", "2026-11-27", "task today 11-27 09:00",
        {"state": "later", "defer_until": "2026-12-20"}),
    Row("captured on its day: who typed it knows", "11-27 12:00", "2026-11-27", "task late 11-30 09:00",
        {"created": at("11-27 11:00")}),
    Row("captured late: nothing", "12-02 12:00", "2026-11-27", "-", {"created": at("12-02 11:00")}),
    Row("of unknown age", "11-27 09:00", "2026-11-27", "task today 11-27 09:00", {"created": ""}),
]  # fmt: skip


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line.name)
def test_what_is_said_of_a_task_and_when(line: Row) -> None:
    one = mine(line.due, **line.fields)
    step = of_task(one, book_with(line.now, one, **line.own))
    assert (f"{step.step} {step.at:%m-%d %H:%M}" if step else "-") == line.then


@pytest.mark.parametrize(
    ("state", "due"),
    [("delegated", "2026-11-27"), ("done", "2026-11-27"), ("dropped", "2026-11-27"),
     ("mine", "2026-12-20"), ("mine", "2026-10-01"), ("mine", "9999-12-31"), ("mine", "0001-01-01")],
)  # fmt: skip
def test_nothing_is_said_of_what_is_not_the_owners_or_not_near(state: str, due: str | None) -> None:
    assert due_steps(book_with("11-27 12:00", mine(due, state=state)), {}) == []


def said_in(book: Book, first: str, last: str, minutes: int = 30) -> list[str]:
    """Ask again and again from one instant to another, stamping what is said; return it."""
    now, stamps, said = instant(first), dict[str, str](), []
    while now <= instant(last):
        for step in due_steps(book.at(moment(now.isoformat())), stamps):
            stamps[step.key] = now.isoformat()
            said.append(f"{step.step} {now:%m-%d %H:%M}")
        now += dt.timedelta(minutes=minutes)
    return said


def test_asked_all_the_time_for_two_months_each_step_is_said_once() -> None:
    book = book_with("11-23 09:00", mine("2026-11-27"), mine("2026-12-02T16:00[UTC]"))
    assert said_in(book, "11-20 00:00", "2027-01-20 00:00") == [
        "task today 11-27 09:00", "task late 11-30 09:00", "task today 12-02 16:00", "task late 12-03 09:00",
    ]  # fmt: skip


def test_a_new_due_is_spoken_of_anew() -> None:
    one = mine("2026-11-27")
    (said,) = due_steps(book_with("11-27 10:00", one), {})
    stamps = {said.key: at("11-27 10:00")}
    moved = mine("2026-12-01", uid=one.uid)
    assert [s.step for s in due_steps(book_with("12-01 10:00", moved), stamps)] == ["task today"]


def test_another_zone_or_a_clock_put_back_says_nothing_again() -> None:
    one = mine("2026-11-27")
    stamps = {step.key: at("11-30 09:30") for step in due_steps(book_with("11-30 09:30", one), {})}
    assert stamps
    for now, zone in [("11-30 09:30", "America/New_York"), ("11-30 09:30", "Asia/Tokyo"), ("11-29 12:00", "UTC")]:
        assert due_steps(book_with(now, one, zone=zone), stamps) == [], (now, zone)


def waiting(count: int, since: str = "11-23 08:00", **fields: Any) -> list[Task]:
    return [task(f"Job {n}", created=at(since), **fields) for n in range(count)]


@pytest.mark.parametrize(
    ("now", "tasks", "wanted"),
    [
        ("11-23 10:00", waiting(10), ""),
        ("11-23 10:00", waiting(11), "11-23 09:00"),
        ("11-23 08:59", waiting(11), ""),
        ("11-23 10:00", waiting(11, "11-23 09:30"), ""),
        ("11-24 09:00", waiting(11, "11-23 09:30"), "11-24 09:00"),
        ("11-26 09:00", waiting(1), "11-26 09:00"),
        ("11-26 08:59", waiting(1), ""),
        ("11-28 12:00", waiting(1), "11-27 09:00"),
        ("11-26 09:00", waiting(20, state="mine"), ""),
        ("11-30 12:00", waiting(1, "10-01 09:00", state="later", defer_until="2026-11-29"), ""),
        ("12-03 12:00", waiting(1, "10-01 09:00", state="later", defer_until="2026-11-29"), "12-03 09:00"),
        ("11-26 09:00", waiting(1, state="later"), ""),
        ("11-26 09:00", [task("No age")], ""),
    ],
)  # fmt: skip
def test_an_inbox_wants_triage_when_it_is_long_or_old(now: str, tasks: list[Task], wanted: str) -> None:
    step = of_inbox(book_with(now, *tasks))
    assert (f"{step.at:%m-%d %H:%M}" if step else "") == wanted


def test_a_full_inbox_is_spoken_of_every_other_working_day() -> None:
    book = book_with("11-23 09:00", *waiting(12))
    assert said_in(book, "11-23 00:00", "12-02 00:00") == [
        "inbox 11-23 09:00", "inbox 11-25 09:00", "inbox 11-27 09:00", "inbox 12-01 09:00",
    ]  # fmt: skip


def test_a_full_inbox_is_not_spoken_of_again_in_another_zone_or_by_a_clock_put_back() -> None:
    tasks = waiting(12, "11-02 09:00")
    stamps = {step.key: at("11-25 09:30") for step in due_steps(book_with("11-25 09:30", *tasks), {})}
    assert len(stamps) == 1
    for now, zone in [("11-25 09:30", "America/New_York"), ("11-25 21:30", "Asia/Tokyo"), ("11-24 09:30", "UTC"),
                      ("11-23 12:00", "UTC"), ("11-26 12:00", "UTC")]:  # fmt: skip
        assert due_steps(book_with(now, *tasks, zone=zone), stamps) == [], (now, zone)


def test_how_own_steps_read() -> None:
    late, today, timed = mine("2026-11-24"), mine("2026-11-27"), mine("2026-11-27T10:00[UTC]")
    book = book_with("11-27 10:00", late, today, timed, *waiting(1))
    said = {step.about: say_step(step, book) for step in due_steps(book, {})}
    assert said == {
        late.uid: "Yours: Call the bank, 3 d late",
        today.uid: "Yours: Call the bank, due today",
        timed.uid: "Yours: Call the bank, due Fri 27 Nov 10:00",
        "inbox 2026-11": "Triage the inbox: 1 task",
    }


def test_many_tasks_are_one_line_each_kind() -> None:
    tasks = [mine("2026-11-26", uid=uid(n)) for n in range(5)] + [mine("2026-11-27", uid=uid(n)) for n in range(2)]
    book = book_with("11-27 10:00", *tasks, *waiting(20))
    assert summary(due_steps(book, {}), book) == [
        "5 of yours late: Call the bank, Call the bank and 3 more",
        "2 of yours due: Call the bank, Call the bank",
        "Triage the inbox: 20 tasks",
    ]
    assert summary(due_steps(book, {}), book, 1)[-1] == "and 3 more: 2 of yours due, 1 to triage"


@given(
    st.dates(dt.date(2026, 9, 1), dt.date(2027, 3, 1)),
    st.sampled_from(["", "T00:00[UTC]", "T16:30[Asia/Tokyo]", "T02:30[Europe/London]"]),
    st.sampled_from([(0, 1, 2, 3, 4), (), (6,), (1, 3), (0, 1, 2, 3, 4, 5, 6)]),
    st.sampled_from(["Europe/London", "Pacific/Kiritimati", "America/Los_Angeles"]),
)
def test_a_task_is_due_before_it_is_late_and_late_on_a_working_day(
    day: dt.date, clock: str, days: tuple[int, ...], zone: str
) -> None:
    one = mine(day.isoformat() + clock, created="")
    seen = []
    for n in range(-1, 10):
        now = dt.datetime.combine(day + dt.timedelta(days=n), dt.time(12), dt.UTC)
        book = book_of(Settings(uid=uid(), working_days=days), one, now=moment(now.isoformat(), zone))
        step = of_task(one, book)
        assert step
        seen.append(step)
    today, late = seen[0], seen[-1]
    assert (today.step, late.step) == ("task today", "task late")
    assert today.at <= late.at
    assert not days or late.at.astimezone(book.now.zone).weekday() in days or clock


# ---- what has no date


def undated(title: str = "Think about the price", since: str = "11-02 09:00", **fields: Any) -> Task:
    return task(title, **({"state": "mine", "created": at(since)} | fields))


@pytest.mark.parametrize(
    ("now", "tasks", "wanted"),
    [
        ("11-24 10:00", [undated()], "11-24 09:00"),
        ("11-24 08:59", [undated()], "11-23 09:00"),  # said on the day before, unless nobody was there
        ("11-29 12:00", [undated()], "11-27 09:00"),  # a Sunday
        ("11-09 10:00", [undated()], "11-09 09:00"), ("11-06 10:00", [undated()], ""),  # a week old, and not yet
        ("11-24 10:00", [undated(state="later")], "11-24 09:00"),  # put away without a day
        ("11-24 10:00", [undated(state="later", defer_until="2027-03-01")], ""),
        ("11-24 10:00", [undated(state="later", due="2027-03-01")], ""),
        ("11-24 10:00", [undated(due="2027-03-01")], ""), ("11-24 10:00", [undated(state="inbox")], ""),
        ("11-24 10:00", [undated(state="done")], ""), ("11-24 10:00", [undated(created="")], ""),
    ],
)  # fmt: skip
def test_what_no_day_brings_back_is_looked_at_once_it_is_a_week_old(now: str, tasks: list[Task], wanted: str) -> None:
    step = of_undated(book_with(now, *tasks))
    assert (f"{step.at:%m-%d %H:%M}" if step else "") == wanted


def test_tasks_without_a_date_are_spoken_of_once_a_week_for_months() -> None:
    book = book_with("11-23 09:00", undated(), undated("Paint the door"))
    said = said_in(book, "11-02 00:00", "2027-01-20 00:00")
    assert said[:4] == ["undated 11-09 09:00", "undated 11-16 09:00", "undated 11-23 09:00", "undated 11-30 09:00"]
    assert len(said) == 11
    assert set(said) == {each for each in said if each.startswith("undated")}


def test_a_review_of_the_week_has_looked_at_what_has_no_date() -> None:
    book = book_with("11-24 10:00", undated(), reviewed="2026-11-20T15:00:00.000Z")
    assert said_in(book, "11-23 00:00", "11-26 23:00") == []
    assert said_in(book, "11-26 23:00", "11-28 00:00") == ["undated 11-27 09:00"]


def test_how_tasks_without_a_date_read() -> None:
    for tasks, line in [
        ([undated()], "Yours without a date for 22 d: Think about the price"),
        (
            [undated(), undated("Paint"), undated("Sort")],
            "Yours without a date: Think about the price, Paint and 1 more",
        ),
    ]:
        book = book_with("11-24 10:00", *tasks)
        assert summary(due_steps(book, {}), book) == [line]
    book = book_with("11-24 10:00", undated(), mine("2026-11-24"), *waiting(12))
    assert summary(due_steps(book, {}), book, 1)[-1] == "and 2 more: 1 look at undated tasks, 1 to triage"


@pytest.mark.parametrize("state", ["delegated", "mine", "inbox", "later"])
def test_of_what_a_handoff_carries_the_handoff_speaks(state: str) -> None:
    one = mine("2026-11-27", state=state)
    book = book_with("11-27 12:00", one)
    given = handoff(one, state="delivered", next_move="owner")
    carried = book_of(Settings(uid=uid()), one, given, now=book.now)
    assert [step for step in own_tasks(carried) if step.about == one.uid] == []
