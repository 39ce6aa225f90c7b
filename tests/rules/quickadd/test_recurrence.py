"""What recurs: which day comes next, and how a rule is said."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.rules.quickadd.recurrence import is_rule, next_due, occurrences_after
from delegator_tui.rules.quickadd.rule_parts import anchored, monthly_rule, weekly_rule, yearly_rule
from delegator_tui.rules.quickadd.rule_words import say_rule

LAST_DAY = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
LEAP_DAY = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1"


def recurrence(rule: str, start: str, counted_from: str = "due") -> dict[str, str]:
    return {"rule": rule, "start": start, "from": counted_from}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("rule", "start", "after", "expected"),
    [
        ("FREQ=DAILY", "2026-11-23", "2026-11-23", "2026-11-24"),
        ("FREQ=DAILY", "2026-11-23", "2026-11-01", "2026-11-23"),
        ("FREQ=DAILY;INTERVAL=3", "2026-11-23", "2026-11-24", "2026-11-26"),
        ("FREQ=DAILY;INTERVAL=3", "2026-11-23", "2026-11-26", "2026-11-29"),
        ("FREQ=WEEKLY", "2026-11-23", "2026-11-23", "2026-11-30"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26", "2026-11-26", "2026-11-30"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23", "2026-11-27", "2026-11-30"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30", "2026-11-30", "2026-12-14"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30", "2026-12-07", "2026-12-14"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30", "2036-01-01", "2036-01-14"),
        ("FREQ=MONTHLY", "2026-12-10", "2026-12-10", "2027-01-10"),
        ("FREQ=MONTHLY;INTERVAL=3", "2027-02-23", "2027-02-23", "2027-05-23"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01", "2026-12-01", "2026-12-15"),
        (LAST_DAY, "2026-12-31", "2026-12-31", "2027-01-31"),
        (LAST_DAY, "2026-12-31", "2027-01-31", "2027-02-28"),
        (LAST_DAY, "2026-12-31", "2028-02-01", "2028-02-29"),
        (LAST_DAY, "2026-12-31", "2027-02-28", "2027-03-31"),
        (LAST_DAY, "2026-12-31", "2027-03-31", "2027-04-30"),
        ("FREQ=MONTHLY", "2027-01-31", "2027-01-31", "2027-02-28"),
        ("FREQ=MONTHLY", "2027-01-30", "2027-02-28", "2027-03-30"),
        ("FREQ=MONTHLY", "2027-01-29", "2028-01-29", "2028-02-29"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", "2027-03-31", "2027-04-30"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-11-30", "2026-11-30", "2027-02-28"),
        ("FREQ=YEARLY", "2026-11-23", "2026-11-23", "2027-11-23"),
        ("FREQ=YEARLY", "2028-02-29", "2028-02-29", "2029-02-28"),
        (LEAP_DAY, "2028-02-29", "2031-03-01", "2032-02-29"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-27", "2026-12-25"),
        ("FREQ=MONTHLY;BYDAY=+2TU", "2026-11-10", "2026-11-10", "2026-12-08"),
        ("FREQ=DAILY;COUNT=3", "2026-11-23", "2026-11-24", "2026-11-25"),
        ("FREQ=DAILY;COUNT=3", "2026-11-23", "2026-11-25", None),
        ("FREQ=WEEKLY;UNTIL=20261207", "2026-11-23", "2026-11-30", "2026-12-07"),
        ("FREQ=WEEKLY;UNTIL=20261207T235959Z", "2026-11-23", "2026-12-07", None),
        ("FREQ=MONTHLY;UNTIL=20270228", "2027-01-31", "2027-02-28", None),
        ("RRULE:freq=weekly", "2026-11-23", "2026-11-23", "2026-11-30"),
        ("FREQ=YEARLY", "9999-01-01", "9999-01-01", None),
    ],
)
def test_the_next_day_that_a_rule_names(rule: str, start: str, after: str, expected: str | None) -> None:
    found = occurrences_after(recurrence(rule, start), day(after))
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("rule", "due", "completed", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-30", "2026-11-30", "2026-12-07"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-30", "2026-11-25", "2026-12-07"),  # early: not the same Monday again
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-30", "2026-12-02", "2026-12-07"),  # late
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-30", "2027-03-10", "2027-03-15"),  # after months away: one, not fifteen
        ("FREQ=WEEKLY;BYDAY=MO", None, "2026-11-25", "2026-11-30"),
        ("FREQ=DAILY", "2026-11-30T09:00[Europe/London]", "2026-11-30", "2026-12-01T09:00[Europe/London]"),
        ("FREQ=MONTHLY", "2026-12-30", "2027-06-01", "2027-06-30"),
        ("FREQ=WEEKLY;UNTIL=20261201", "2026-11-30", "2026-11-30", None),
    ],
)
def test_the_next_due_is_after_both_the_due_and_the_completion(
    rule: str, due: str | None, completed: str, expected: str | None
) -> None:
    assert next_due(recurrence(rule, "2026-11-30"), due, day(completed)) == expected


@pytest.mark.parametrize(
    ("rule", "due", "completed", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=10", "2026-12-03", "2026-12-05", "2026-12-15"),
        ("FREQ=DAILY;INTERVAL=10", "2026-12-03", "2026-11-25", "2026-12-05"),
        ("FREQ=DAILY;INTERVAL=10", None, "2026-12-05", "2026-12-15"),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-12-03", "2026-12-05", "2026-12-19"),
        ("FREQ=MONTHLY", "2027-01-31", "2027-01-31", "2027-02-28"),
        ("FREQ=YEARLY", "2028-02-29", "2028-02-29", "2029-02-28"),
        ("FREQ=DAILY;INTERVAL=10", "2026-12-03T16:00[UTC]", "2026-12-05", "2026-12-15T16:00[UTC]"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-30", "2026-12-02", "2026-12-07"),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20261210", "2026-12-03", "2026-12-05", None),
        ("FREQ=YEARLY;INTERVAL=1000", "9998-01-01", "9998-01-01", None),
    ],
)
def test_from_completion_the_next_due_is_one_period_later(
    rule: str, due: str | None, completed: str, expected: str | None
) -> None:
    assert next_due(recurrence(rule, "2026-12-03", "completion"), due, day(completed)) == expected


@pytest.mark.parametrize(("due", "expected"), [("2026-10-24", "2026-10-25"), ("2027-03-27", "2027-03-28")])
def test_a_time_of_day_stays_when_the_clocks_change(due: str, expected: str) -> None:
    daily = recurrence("FREQ=DAILY", "2026-01-01")
    assert next_due(daily, f"{due}T09:00[Europe/London]", day(due)) == f"{expected}T09:00[Europe/London]"


@pytest.mark.parametrize(
    ("built", "text"),
    [
        (weekly_rule([3, 0], 2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        (monthly_rule(10), "FREQ=MONTHLY;BYMONTHDAY=10"),
        (monthly_rule(31), LAST_DAY),
        (monthly_rule(30, 3), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        (yearly_rule(2, 29), LEAP_DAY),
        (yearly_rule(12, 10), "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"),
        (anchored("FREQ=MONTHLY", dt.date(2026, 12, 31)), LAST_DAY),
        (anchored("FREQ=MONTHLY;COUNT=2", dt.date(2026, 12, 29)), "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1;COUNT=2"),
        (anchored("FREQ=MONTHLY", dt.date(2026, 12, 28)), "FREQ=MONTHLY"),
        (anchored("FREQ=YEARLY", dt.date(2028, 2, 29)), LEAP_DAY),
    ],
)
def test_a_built_rule_names_a_day_in_every_month(built: str, text: str) -> None:
    assert built == text


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        LAST_DAY,
        LEAP_DAY,
        "FREQ=MONTHLY;BYDAY=-1FR",
        "freq=yearly",
        "FREQ=DAILY;COUNT=5",
        "FREQ=DAILY;UNTIL=20200101",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
    ],
)
def test_a_rule_of_whole_days_can_be_followed(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "weekly", "FREQ", "FREQ=", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=3", "FREQ=WEEKLY;BYDAY=XX", "BYDAY=MO"),
        *("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=1001", "FREQ=DAILY;INTERVAL=x", "FREQ=DAILY;INTERVAL=²"),
        *("FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=99999999", "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;FOO=1"),
        *("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=13", "FREQ=MONTHLY;BYMONTHDAY=0"),
        *("FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=WEEKLY;BYMONTHDAY=3", "DTSTART:20260101\nRRULE:FREQ=DAILY", "\ud800"),
    ],
)
def test_any_other_text_is_no_rule(text: str) -> None:
    assert not is_rule(text)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY", "every week"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "every 2 weeks on Mon"),
        ("FREQ=WEEKLY;BYDAY=MO", "every Mon"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Mon and Thu"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Mon, Wed and Fri"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=MONTHLY", "every month"),
        ("FREQ=MONTHLY;INTERVAL=3", "every quarter"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "every month on the 1st"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on the 1st and 15th"),
        (LAST_DAY, "every month, last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month, last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "every month on the 30th or the last day"),
        ("FREQ=YEARLY", "every year"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10", "every year on 10 Dec"),
        (LEAP_DAY, "every year on 29 Feb"),
        ("FREQ=DAILY;COUNT=5", "every day, 5 times"),
        ("FREQ=WEEKLY;UNTIL=20261207", "every week, until 7 Dec 2026"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Fri"),
        ("FREQ=DAILY;BYMONTH=3", "by the rule FREQ=DAILY;BYMONTH=3"),
        ("nonsense", "by the rule nonsense"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, said: str) -> None:
    assert say_rule(recurrence(rule, "2026-11-30")) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY;INTERVAL=10", "10 days after it is done"),
        ("FREQ=DAILY", "1 day after it is done"),
        ("FREQ=MONTHLY;INTERVAL=2", "2 months after it is done"),
    ],
)
def test_a_rule_from_completion_says_so(rule: str, said: str) -> None:
    assert say_rule(recurrence(rule, "2026-11-30", "completion")) == said


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=7", "FREQ=WEEKLY;BYDAY=MO,FR"])
def test_a_rule_of_twenty_years_answers_at_once(rule: str) -> None:
    occurrences_after(recurrence(rule, "2026-01-01"), day("2026-01-02"))
    began = time.process_time()
    occurrences_after(recurrence(rule, "2006-11-23"), day("2026-11-23"))
    assert time.process_time() - began < 0.02


@settings(deadline=None)
@given(
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=TU,SA", LAST_DAY]),
    st.integers(1, 40),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
    st.integers(0, 4000),
)
def test_the_days_of_a_rule_do_not_depend_on_when_one_asks(rule: str, interval: int, start: dt.date, away: int) -> None:
    rec = recurrence(f"{rule};INTERVAL={interval}", start.isoformat())
    after = start + dt.timedelta(days=away)
    found = occurrences_after(rec, after)
    assert found is not None
    assert found > after
    assert occurrences_after(rec, found - dt.timedelta(days=1)) == found


@settings(deadline=None)
@given(st.text() | st.text("FREQ=DAILYWKMOBY;1234567890-,+"))
def test_no_text_makes_the_rule_check_fail(text: str) -> None:
    assert is_rule(text) in (True, False)
    assert say_rule(recurrence(text, "2026-11-30"))
