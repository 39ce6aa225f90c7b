"""What comes again comes on the days that its words said, once each, wherever the due of one was moved."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Task
from delegator_tui.rules.tasks.bump import Step
from tests.desk.same import contents
from tests.making import StandingClock, add_task


def on(desk: Desk, clock: StandingClock, day: str) -> None:
    clock.set(f"{day}T09:00+00:00")
    desk.tick()


def next_of(desk: Desk) -> str | None:
    """Finish the one open task; the due of the next one."""
    (task,) = desk.book.tasks.open.values()
    desk.tasks.done(task.uid)
    return open_task(desk).due


def open_task(desk: Desk) -> Task:
    (task,) = desk.book.tasks.open.values()
    return task


WORDS = [
    ("2026-11-23", "every month due eom", ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]),
    ("2027-02-10", "every month due end of month", ["2027-02-28", "2027-03-31", "2027-04-30"]),
    ("2027-02-10", "every month due 31st", ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]),
    ("2026-11-23", "every month due 31st", ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]),
    ("2027-02-10", "every month due the 30th", ["2027-02-28", "2027-03-30", "2027-04-30"]),
    ("2026-11-23", "every month due 30 nov", ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28", "2027-03-30"]),
    ("2026-11-23", "every month due last friday of november", ["2026-11-27", "2026-12-25", "2027-01-29"]),
    ("2026-11-23", "every last friday", ["2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"]),
    ("2026-11-23", "every first monday of the month", ["2026-12-07", "2027-01-04", "2027-02-01"]),
    ("2026-11-23", "every month on the 2nd tuesday", ["2026-12-08", "2027-01-12"]),
    ("2026-11-23", "every last working day of the month", ["2026-11-30", "2026-12-31", "2027-01-29", "2027-02-26"]),
    ("2026-11-23", "every month end", ["2026-11-30", "2026-12-31", "2027-01-31"]),
    ("2026-11-23", "every quarter end", ["2026-12-31", "2027-03-31", "2027-06-30"]),
    ("2026-11-23", "every quarter due eoq", ["2026-12-31", "2027-03-31", "2027-06-30"]),
    ("2026-11-23", "every 29 feb", ["2027-02-28", "2028-02-29", "2029-02-28"]),
    ("2028-02-10", "every year due 29 feb", ["2028-02-29", "2029-02-28"]),
    ("2026-11-23", "every year due end of february", ["2027-02-28", "2028-02-29", "2029-02-28"]),
    ("2026-11-23", "every year on the last friday of november", ["2026-11-27", "2027-11-26", "2028-11-24"]),
    ("2026-11-23", "every 25th of december", ["2026-12-25", "2027-12-25"]),
    ("2026-11-23", "every fortnight due fri", ["2026-11-27", "2026-12-11", "2026-12-25"]),
    ("2026-11-23", "every workday", ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"]),
    ("2026-11-23", "every mon-fri 8am", ["2026-11-24T08:00[UTC]", "2026-11-25T08:00[UTC]"]),
    ("2026-11-23", "every three weeks from 7 dec", ["2026-12-07", "2026-12-28"]),
]


@pytest.mark.parametrize(("day", "words", "dues"), WORDS, ids=[f"{words} on {day}" for day, words, _ in WORDS])
def test_a_rule_remembers_the_words_it_came_from(
    desk: Desk, clock: StandingClock, day: str, words: str, dues: list[str]
) -> None:
    on(desk, clock, day)
    add_task(desk, f"Bins {words}")
    found = [open_task(desk).due]
    while len(found) < len(dues):
        due = str(found[-1])[:10]
        on(desk, clock, due)  # done on the day itself
        found.append(next_of(desk))
    assert found == dues
    assert open_task(desk).title == "Bins"


@pytest.mark.parametrize(
    ("words", "moved", "done", "then"),
    [
        ("every month due 15 dec", "2026-12-14", "2026-12-14", "2027-01-15"),  # a day earlier: not the same one again
        ("every month due 15 dec", "2026-12-01", "2026-11-30", "2027-01-15"),
        ("every month due 15 dec", "2026-12-20", "2026-12-18", "2027-01-15"),
        ("every month due 15 dec", "2027-01-16", "2027-01-14", "2027-01-15"),  # over the next one: that is not skipped
        ("every month due 15 dec", "2027-01-20", "2027-01-20", "2027-02-15"),
        ("every month due 15 dec", None, "2026-12-10", "2027-01-15"),
        ("every month due 15 dec", None, "2026-12-15", "2027-01-15"),
        ("every mon", "2026-11-27", "2026-11-27", "2026-12-07"),
        ("every mon", "2026-12-08", "2026-12-06", "2026-12-07"),
        ("every mon", None, "2026-11-24", "2026-12-07"),
        ("every day due 25 nov", "2026-11-24", "2026-11-24", "2026-11-26"),
        ("every month due eom", "2026-11-27", "2026-11-27", "2026-12-31"),
        ("every last fri", "2026-11-26", "2026-11-26", "2026-12-25"),
        ("every year due 1 mar", "2027-02-26", "2027-02-26", "2028-03-01"),
    ],
)
def test_moving_or_clearing_a_due_brings_no_day_twice_and_skips_none(
    desk: Desk, clock: StandingClock, words: str, moved: str | None, done: str, then: str
) -> None:
    uid = add_task(desk, f"Post {words}")
    desk.tasks.edit(uid, due=moved)
    on(desk, clock, done)
    assert next_of(desk) == then


def test_a_due_that_is_bumped_brings_no_day_twice_and_undo_takes_all_of_it_back(desk: Desk) -> None:
    uid = add_task(desk, "Post every mon")
    before = contents(desk.book)
    desk.tasks.bump(uid, Step(-3))
    desk.tasks.done(uid)
    assert open_task(desk).due == "2026-12-07"
    desk.undo()
    desk.undo()
    assert contents(desk.book) == before


def test_one_that_is_left_out_is_not_brought_by_the_next(desk: Desk, clock: StandingClock) -> None:
    uid = add_task(desk, "Post every mon")
    desk.tasks.edit(uid, due="2026-11-27")
    desk.work.skip(uid)
    assert open_task(desk).due == "2026-12-07"
    on(desk, clock, "2026-12-03")
    assert next_of(desk) == "2026-12-14"


def test_a_rule_given_later_counts_from_the_day_on_which_it_was_given(desk: Desk, clock: StandingClock) -> None:
    uid = add_task(desk, "Post due 15 dec")
    desk.work.repeat(uid, "monthly")
    desk.tasks.edit(uid, due="2026-12-14")
    on(desk, clock, "2026-12-14")
    assert next_of(desk) == "2027-01-15"
