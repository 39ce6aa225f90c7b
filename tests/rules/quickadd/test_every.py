"""``every …`` and ``after …`` in a line, on three clocks."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest

from delegator_tui.model.moment import Moment
from delegator_tui.rules.quickadd.phrases import read_line
from delegator_tui.rules.quickadd.recurrence import is_rule, occurrences_after

MONDAY = "2026-11-23T12:00"
LAST_OF_JANUARY = "2027-01-31T12:00"  # a Sunday
LEAP_DAY = "2028-02-29T12:00"  # a Tuesday

CASES = [
    (MONDAY, "every day", "FREQ=DAILY", "2026-11-23"),
    (MONDAY, "every 1d", "FREQ=DAILY", "2026-11-23"),
    (MONDAY, "every 3 days", "FREQ=DAILY;INTERVAL=3", "2026-11-26"),
    (MONDAY, "every 10d", "FREQ=DAILY;INTERVAL=10", "2026-12-03"),
    (MONDAY, "every other day", "FREQ=DAILY;INTERVAL=2", "2026-11-25"),
    (MONDAY, "every week", "FREQ=WEEKLY", "2026-11-30"),
    (MONDAY, "every 2w", "FREQ=WEEKLY;INTERVAL=2", "2026-12-07"),
    (MONDAY, "every 2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-12-07"),
    (MONDAY, "every mon", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30"),
    (MONDAY, "Every Tuesday", "FREQ=WEEKLY;BYDAY=TU", "2026-11-24"),
    (MONDAY, "every mondays", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30"),
    (MONDAY, "every mon and thu", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26"),
    (MONDAY, "every thu,mon", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26"),
    (MONDAY, "every mon, wed and fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-25"),
    (MONDAY, "every 2w mon", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30"),
    (MONDAY, "every 2 weeks on mon", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30"),
    (MONDAY, "every other fri", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27"),
    (MONDAY, "every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24"),
    (MONDAY, "every month", "FREQ=MONTHLY", "2026-12-23"),
    (MONDAY, "every 3 months", "FREQ=MONTHLY;INTERVAL=3", "2027-02-23"),
    (MONDAY, "every quarter", "FREQ=MONTHLY;INTERVAL=3", "2027-02-23"),
    (MONDAY, "every 1st", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01"),
    (MONDAY, "every 23rd", "FREQ=MONTHLY;BYMONTHDAY=23", "2026-12-23"),
    (MONDAY, "every month on the 10th", "FREQ=MONTHLY;BYMONTHDAY=10", "2026-12-10"),
    (MONDAY, "every 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01"),
    (MONDAY, "every 31st", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-11-30"),
    (MONDAY, "every eom", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-11-30"),
    (MONDAY, "every 30th", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "2026-11-30"),
    (MONDAY, "every year", "FREQ=YEARLY", "2027-11-23"),
    (MONDAY, "every 10 dec", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10", "2026-12-10"),
    (MONDAY, "every nov 23", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23", "2027-11-23"),
    (MONDAY, "on the 1st of every month", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01"),
    (MONDAY, "last friday of every month", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    (MONDAY, "on the last working day of every month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30"),
    (MONDAY, "every first monday", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07"),
    (MONDAY, "every 2nd tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU", "2026-12-08"),
    (MONDAY, "every month on the last day", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-11-30"),
    (MONDAY, "every second week", "FREQ=WEEKLY;INTERVAL=2", "2026-12-07"),
    (MONDAY, "every fortnight", "FREQ=WEEKLY;INTERVAL=2", "2026-12-07"),
    (MONDAY, "every three days", "FREQ=DAILY;INTERVAL=3", "2026-11-26"),
    (MONDAY, "every mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24"),
    (MONDAY, "every working day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24"),
    (MONDAY, "every 25th of december", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "2026-12-25"),
    (MONDAY, "every year on the last friday of november", "FREQ=YEARLY;BYMONTH=11;BYDAY=-1FR", "2026-11-27"),
    (MONDAY, "every day until fri", "FREQ=DAILY;UNTIL=20261127", "2026-11-23"),
    (MONDAY, "every mon till 7 dec", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261207", "2026-11-30"),
    (LAST_OF_JANUARY, "every day", "FREQ=DAILY", "2027-01-31"),
    (LAST_OF_JANUARY, "every month", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2027-02-28"),
    (LAST_OF_JANUARY, "every quarter", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2027-04-30"),
    (LAST_OF_JANUARY, "every sun", "FREQ=WEEKLY;BYDAY=SU", "2027-02-07"),
    (LAST_OF_JANUARY, "every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2027-02-01"),
    (LAST_OF_JANUARY, "every 31st", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2027-02-28"),
    (LEAP_DAY, "every year", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2029-02-28"),
    (LEAP_DAY, "every month", "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1", "2028-03-29"),
    (LEAP_DAY, "every 29 feb", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", "2029-02-28"),
    (LEAP_DAY, "every 2w tue", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2028-03-07"),
]


def at(wall: str) -> Moment:
    zone = zoneinfo.ZoneInfo("America/New_York")
    return Moment(dt.datetime.fromisoformat(wall).replace(tzinfo=zone).astimezone(dt.UTC), zone)


@pytest.mark.parametrize(("wall", "phrase", "rule", "start"), CASES)
def test_a_recurring_task_starts_on_the_first_day_its_rule_names(wall: str, phrase: str, rule: str, start: str) -> None:
    line = read_line(f"Stock count {phrase} #shop", at(wall))
    assert (line.title, line.due) == ("Stock count", start)
    assert line.recurrence == {"rule": rule, "start": start, "from": "due"}


@pytest.mark.parametrize("rule_and_start", sorted({(rule, start) for _, _, rule, start in CASES}))
def test_every_rule_that_is_made_names_its_start_and_a_day_after(rule_and_start: tuple[str, str]) -> None:
    rule, start = rule_and_start
    first = dt.date.fromisoformat(start)
    recurrence = {"rule": rule, "start": start, "from": "due"}
    assert is_rule(rule)
    assert occurrences_after(recurrence, first - dt.timedelta(days=1)) == first
    assert (occurrences_after(recurrence, first) or first) > first


@pytest.mark.parametrize(
    ("phrase", "rule", "start"),
    [
        ("after 10d", "FREQ=DAILY;INTERVAL=10", "2027-02-10"),
        ("after 1d", "FREQ=DAILY", "2027-01-31"),
        ("after 2w", "FREQ=WEEKLY;INTERVAL=2", "2027-02-14"),
        ("after 1m", "FREQ=MONTHLY", "2027-02-28"),
        ("after 1y", "FREQ=YEARLY", "2028-01-31"),
    ],
)
def test_after_counts_from_completion(phrase: str, rule: str, start: str) -> None:
    line = read_line(f"Descale the kiln {phrase}", at(LAST_OF_JANUARY))
    assert line.recurrence == {"rule": rule, "start": start, "from": "completion"}
    assert line.due == start


def test_a_date_given_is_the_start() -> None:
    line = read_line("Bookkeeping every month 31 dec", at(MONDAY))
    assert line.due == "2026-12-31"
    assert line.recurrence is not None
    assert line.recurrence["start"] == "2026-12-31"
    assert line.recurrence["rule"].startswith("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31")


def test_a_daily_time_that_has_passed_today_starts_tomorrow() -> None:
    assert read_line("Post every day 11:00", at(MONDAY)).due == "2026-11-24T11:00[America/New_York]"
    assert read_line("Post every day 13:00", at(MONDAY)).due == "2026-11-23T13:00[America/New_York]"


@pytest.mark.parametrize(
    "typed",
    [
        "every second friday",
        "every mon fails",
        "every $200 cap",
        "every 1000d",
        "every 2w 1st",
        "every 32nd",
    ],
)
def test_an_every_that_is_not_understood_stays_in_the_title(typed: str) -> None:
    line = read_line(f"Look at {typed}", at(MONDAY))
    assert (line.title, line.recurrence) == (f"Look at {typed}", None)
