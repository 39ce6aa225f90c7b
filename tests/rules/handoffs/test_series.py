"""The dates of the next of a series, whatever the rule, the distances and who is away."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.records import Recurrence, Sent, Span, Task
from delegator_tui.rules.dates import hours
from delegator_tui.rules.handoffs import series
from tests.making import book_of, contractor, handoff, moment, owed, task, with_owed

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 12, 4)
RULES = ("FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=DAILY;INTERVAL=10")


def recurring(rule: str, since: str = "due", skips: tuple[str, ...] = ()) -> Task:
    kept = Recurrence(rule=rule, start=FIRST.isoformat(), since=since, skips=skips)
    return task("Newsletter", state="delegated", due=FIRST.isoformat(), recurrence=kept, series="line")


@given(
    rule=st.sampled_from(RULES), since=st.sampled_from(["due", "completion"]), distance=st.integers(-6, 3),
    before=st.integers(0, 5), late=st.integers(0, 40), away=st.tuples(st.integers(0, 60), st.integers(0, 20)),
)  # fmt: skip
def test_the_next_one_is_always_later_on_a_day_that_both_work_with_no_part_after_the_whole(
    rule: str, since: str, distance: int, before: int, late: int, away: tuple[int, int]
) -> None:
    start = FIRST + DAY * (1 + away[0])
    gone = Span(start=start.isoformat(), end=(start + DAY * away[1]).isoformat())
    ana, job = contractor("Ana", away=(gone,)), recurring(rule, since)
    due = (FIRST + DAY * distance).isoformat()
    whole = handoff(job, ana, original_due=due, due=due, sent=Sent(at="2026-11-25T09:00:00.000Z"))
    text = owed(whole, "Text", original_due=(FIRST + DAY * (distance - before)).isoformat())
    made = with_owed(whole, text)
    now = moment(f"{FIRST + DAY * late}T09:00:00+00:00")
    book = book_of(ana, job, made, text, now=now)
    day = series.next_day(job, series.day_of(job, made), now.today)
    assert day is not None
    assert day > now.today.isoformat()
    found = series.next_of(job, made, day, book)
    whole_due, ((_, part_due, days),) = dt.date.fromisoformat(found.due), found.parts
    assert whole_due > now.today
    assert hours.of_contractor(ana, book).works_on(whole_due)
    assert now.today.isoformat() < part_due <= found.due
    assert days == before
    assert now.today.isoformat() <= found.send_on <= found.due
    assert bool(found.moved) is (whole_due != dt.date.fromisoformat(day) + DAY * distance)


def test_days_that_are_left_out_are_passed_by() -> None:
    job = recurring("FREQ=WEEKLY", skips=("2026-12-11", "2026-12-18", "2027-01-01"))
    assert series.next_day(job, job.due, FIRST) == "2026-12-25"
    assert series.next_day(job, "2026-12-25", dt.date(2026, 12, 25)) == "2027-01-08"
    said = "every week, but not on Fri 11 Dec and Fri 18 Dec and Fri 1 Jan 2027"
    assert job.recurrence is not None
    assert series.say(job.recurrence, book_of(job)) == said
