"""Dates as typed, on three clocks: a Monday in UTC, a Saturday night before a leap day, New Year's Eve down under."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates.dates import longest_date, read_date
from delegator_tui.rules.dates.habits import Habits
from delegator_tui.rules.dates.times import read_duration_minutes


def at(instant: str, zone: str) -> Moment:
    return Moment(dt.datetime.fromisoformat(instant), dt.UTC if zone == "UTC" else zoneinfo.ZoneInfo(zone))


MONDAY = at("2026-11-23T09:00+00:00", "UTC")
SATURDAY_NIGHT = at("2028-02-27T03:30+00:00", "America/New_York")  # Sat 26 Feb 2028, 22:30 there
NEW_YEARS_EVE = at("2026-12-31T02:00+00:00", "Pacific/Auckland")  # Thu 31 Dec 2026, 15:00 there

ON_MONDAY = """
today 2026-11-23 | tod 2026-11-23 | eod 2026-11-23 | tomorrow 2026-11-24 | tom 2026-11-24 | TOMORROW 2026-11-24
mon 2026-11-30 | monday 2026-11-30 | tue 2026-11-24 | tues 2026-11-24 | wed 2026-11-25 | thu 2026-11-26
thurs 2026-11-26 | fri 2026-11-27 | Friday 2026-11-27 | sat 2026-11-28 | sun 2026-11-29 | Sunday 2026-11-29
next fri 2026-12-04 | next mon 2026-11-30 | next sunday 2026-12-06 | Next Friday 2026-12-04
in 3 days 2026-11-26 | in 1 day 2026-11-24 | in 2 weeks 2026-12-07 | in a week 2026-11-30 | in 1 month 2026-12-23
in 2 years 2028-11-23 | +3d 2026-11-26 | +2w 2026-12-07 | +1m 2026-12-23 | +1y 2027-11-23 | +0d 2026-11-23
+1b 2026-11-24 | +4b 2026-11-27 | +5b 2026-11-30 | +10b 2026-12-07 | +0b 2026-11-23
3d 2026-11-26 | 2w 2026-12-07 | 1m 2026-12-23 | 5b 2026-11-30 | 1st 2026-12-01 | 23rd 2026-11-23 | 22nd 2026-12-22
31st 2026-11-30 | 10th 2026-12-10 | eow 2026-11-27 | eom 2026-11-30 | eoq 2026-12-31 | eoy 2026-12-31
eonw 2026-12-04 | sow 2026-11-30 | som 2026-12-01 | soq 2027-01-01 | soy 2027-01-01
3 dec 2026-12-03 | dec 3 2026-12-03 | 3 December 2026-12-03 | 3rd dec 2026-12-03 | 15 jan 2027-01-15 | 1 feb 2027-02-01
22 nov 2027-11-22 | 23 nov 2026-11-23 | 30 nov 2026-11-30 | 29 feb 2028-02-29 | 3/12 2026-12-03 | 03/12 2026-12-03
22/11 2027-11-22 | 30/11 2026-11-30 | 3/12/2026 2026-12-03 | 3 dec 2025 2025-12-03 | dec 3 2027 2027-12-03
dec 3, 2026 2026-12-03 | fri 27 nov 2026-11-27 | Fri 15 Jan 2027 2027-01-15 | Fri, 27 Nov 2026-11-27
2026-12-03 2026-12-03 | 2020-01-31 2020-01-31 | 2028-02-29 2028-02-29
fri 16:00 2026-11-27T16:00[UTC] | fri 4pm 2026-11-27T16:00[UTC] | fri 4:30pm 2026-11-27T16:30[UTC]
fri 4 pm 2026-11-27T16:00[UTC] | fri at 4pm 2026-11-27T16:00[UTC] | next fri 9:05 2026-12-04T09:05[UTC]
27 nov 17:00 2026-11-27T17:00[UTC] | 1 dec 15:00 2026-12-01T15:00[UTC] | in 3 days 12pm 2026-11-26T12:00[UTC]
+1d 12am 2026-11-24T00:00[UTC] | 2026-12-03 15:00 2026-12-03T15:00[UTC] | today 08:59 2026-11-23T08:59[UTC]
today 09:00 2026-11-23T09:00[UTC] | 16:00 2026-11-23T16:00[UTC] | 08:00 2026-11-24T08:00[UTC]
4pm 2026-11-23T16:00[UTC] | 23 nov 08:00 2026-11-23T08:00[UTC] | 23rd 08:00 2026-11-23T08:00[UTC]
2026-11-23 08:00 2026-11-23T08:00[UTC]
2026-12-03T15:00 2026-12-03T15:00[UTC] | 2026-12-03t15:00 2026-12-03T15:00[UTC]
2026-12-03T15:00:00+02:00 2026-12-03T13:00[UTC] | 2026-12-03T15:00Z 2026-12-03T15:00[UTC]
2026-12-03T15:00[Europe/London] 2026-12-03T15:00[Europe/London]
"""

ON_SATURDAY_NIGHT = """
today 2028-02-26 | tomorrow 2028-02-27 | sat 2028-03-04 | sun 2028-02-27 | mon 2028-02-28 | fri 2028-03-03
next fri 2028-03-03 | next sat 2028-03-04 | eow 2028-03-03 | eonw 2028-03-03 | sow 2028-02-28 | eom 2028-02-29
som 2028-03-01 | eoq 2028-03-31 | eoy 2028-12-31 | +1b 2028-02-28 | +5b 2028-03-03 | +6b 2028-03-06 | +0b 2028-02-28
+3d 2028-02-29 | +1m 2028-03-26 | +1y 2029-02-26 | in 2 weeks 2028-03-11 | 29 feb 2028-02-29 | feb 25 2029-02-25
26 feb 2028-02-26 | 30 apr 2028-04-30 | 3/4 2028-04-03 | 1st 2028-03-01 | 25th 2028-03-25 | 26th 2028-02-26
30th 2028-02-29 | 22:00 2028-02-27T22:00[America/New_York] | 23:00 2028-02-26T23:00[America/New_York]
today 22:00 2028-02-26T22:00[America/New_York] | tod 23:00 2028-02-26T23:00[America/New_York]
fri 4pm 2028-03-03T16:00[America/New_York] | 12am 2028-02-27T00:00[America/New_York]
26 feb 22:00 2028-02-26T22:00[America/New_York] | 2028-02-26T22:00 2028-02-26T22:00[America/New_York]
2028-02-29T12:00Z 2028-02-29T07:00[America/New_York]
"""

ON_NEW_YEARS_EVE = """
today 2026-12-31 | tomorrow 2027-01-01 | thu 2027-01-07 | fri 2027-01-01 | next thu 2027-01-07 | next mon 2027-01-04
eow 2027-01-01 | eom 2026-12-31 | eoq 2026-12-31 | eoy 2026-12-31 | eonw 2027-01-08 | sow 2027-01-04 | som 2027-01-01
soq 2027-01-01 | soy 2027-01-01 | 31 dec 2026-12-31 | 30 dec 2027-12-30 | 1/1 2027-01-01 | 31st 2026-12-31
30th 2027-01-30 | 1st 2027-01-01 | +1m 2027-01-31 | +2m 2027-02-28 | in 2 months 2027-02-28 | +14m 2028-02-29
+3b 2027-01-05 | in 1 week 2027-01-07 | 29 feb 2028-02-29 | 15:00 2026-12-31T15:00[Pacific/Auckland]
14:59 2027-01-01T14:59[Pacific/Auckland] | dec 31 14:00 2026-12-31T14:00[Pacific/Auckland]
eom 14:00 2026-12-31T14:00[Pacific/Auckland] | eow 14:00 2027-01-01T14:00[Pacific/Auckland]
"""

NO_DATES = """
someday|later|next|31 nov|31/11|31 apr|fri sat|12/25|32 dec|0 dec|dec|3|1600|16|25:00|16:60|13pm|0pm|fri 16
2026-13-01|2026-02-30|31 nov 2026|31/11/2026|thu 27 nov|+3|+d|-3d|yesterday|last fri|3 days ago|in days|in ² days|٣d|³d
1³ dec|99999y|+99999m|in 99999 years|2026-12-03T25:00|2026-12-03T15:00[Mars/Olympus]|2026-12-03T15:00[|0th|32nd
1st dec 16|at|next tomorrow|tomorrow tomorrow|9999-99-99|٢٠٢٦-١٢-٠٣|fri 16:00 17:00|+1d +1d
"""


def pairs(table: str) -> list[tuple[str, str]]:
    cells = [cell.strip() for line in table.strip().splitlines() for cell in line.split("|")]
    return [(phrase, due) for phrase, due in (cell.rsplit(" ", 1) for cell in cells)]


@pytest.mark.parametrize(("phrase", "due"), pairs(ON_MONDAY))
def test_a_phrase_typed_on_a_monday(phrase: str, due: str) -> None:
    assert read_date(phrase, MONDAY) == due


@pytest.mark.parametrize(("phrase", "due"), pairs(ON_SATURDAY_NIGHT))
def test_a_phrase_typed_on_a_saturday_before_a_leap_day_in_new_york(phrase: str, due: str) -> None:
    assert read_date(phrase, SATURDAY_NIGHT) == due


@pytest.mark.parametrize(("phrase", "due"), pairs(ON_NEW_YEARS_EVE))
def test_a_phrase_typed_on_new_years_eve_in_auckland(phrase: str, due: str) -> None:
    assert read_date(phrase, NEW_YEARS_EVE) == due


@pytest.mark.parametrize("phrase", [cell for line in NO_DATES.strip().splitlines() for cell in line.split("|")])
def test_what_is_no_date_is_refused(phrase: str) -> None:
    assert read_date(phrase, MONDAY) is None


@pytest.mark.parametrize("phrase", ["", " ", "3d", "2w", "1m", "1st", "23rd", "16:00", "4pm"])
def test_short_forms_need_a_place_that_asks_for_a_date(phrase: str) -> None:
    assert read_date(phrase, MONDAY, bare=False) is None


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("3/12", "2027-03-12"),
        ("12/3", "2026-12-03"),
        ("12/25", "2026-12-25"),
        ("12/3/2027", "2027-12-03"),
        ("25/12", None),
    ],
)
def test_the_setting_puts_the_month_first(phrase: str, due: str | None) -> None:
    assert read_date(phrase, MONDAY, Habits(month_first=True)) == due


LOOKING_BACK = """
today 2026-11-23 | yesterday 2026-11-22 | fri 2026-11-20 | mon 2026-11-16 | last fri 2026-11-20 | 3d 2026-11-20
-3d 2026-11-20 | 2w 2026-11-09 | 1m 2026-10-23 | -1b 2026-11-20 | 3 days ago 2026-11-20 | a week ago 2026-11-16
3 dec 2025-12-03 | 22 nov 2026-11-22 | 23 nov 2026-11-23 | 3/12 2025-12-03 | 1st 2026-11-01 | 24th 2026-10-24
31st 2026-10-31 | sow 2026-11-23 | som 2026-11-01 | soq 2026-10-01 | soy 2026-01-01 | eow 2026-11-20 | eom 2026-10-31
eoq 2026-09-30 | eoy 2025-12-31 | 08:00 2026-11-23T08:00[UTC] | 16:00 2026-11-22T16:00[UTC] | 2026-12-03 2026-12-03
today 16:00 2026-11-23T16:00[UTC] | fri 4pm 2026-11-20T16:00[UTC] | +3d 2026-11-26 | tomorrow 2026-11-24
"""


@pytest.mark.parametrize(("phrase", "due"), pairs(LOOKING_BACK))
def test_a_command_that_looks_back_takes_the_latest_past(phrase: str, due: str) -> None:
    assert read_date(phrase, MONDAY, past=True) == due


def test_a_weekend_goes_back_to_its_friday() -> None:
    assert read_date("-1b", SATURDAY_NIGHT, past=True) == "2028-02-25"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("3 dec 2027 photos", ("2027-12-03", 3)),
        ("3 dec photos", ("2026-12-03", 2)),
        ("fri 16:00 sharp", ("2026-11-27T16:00[UTC]", 2)),
        ("fri at work", ("2026-11-27", 1)),
        ("next fri at 4 pm now", ("2026-12-04T16:00[UTC]", 5)),
        ("Fri 15 Jan 2027 at 4 pm x", ("2027-01-15T16:00[UTC]", 7)),
        ("in 3 days or so", ("2026-11-26", 3)),
        ("16:00 sharp", None),
        ("1st of all", None),
        ("Tom", None),
        ("tom", ("2026-11-24", 1)),
        ("", None),
    ],
)
def test_the_longest_reading_that_is_a_date_wins(words: str, found: tuple[str, int] | None) -> None:
    read = longest_date(words.split(), MONDAY)
    assert (read and (read[0].due, read[1])) == found


def test_after_due_a_bare_time_and_a_bare_day_are_dates() -> None:
    for words, due in ((["16:00", "x"], "2026-11-23T16:00[UTC]"), (["1st", "9am"], "2026-12-01T09:00[UTC]")):
        read = longest_date(words, MONDAY, bare=True)
        assert read is not None
        assert read[0].due == due


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2h", 120), ("45m", 45), ("1h30", 90), ("1h30m", 90), ("1.5h", 90), ("0.25h", 15), ("1,5h", 90), ("2H", 120)]
    + [("90min", 90), ("2 hours", 120), ("1h 5m", 65), ("10h", 600), ("0h30m", 30)]
    + [(text, None) for text in ("", "2", "h", "0h", "0m", "1h60", "1.5m", "1.5h30", "-1h", "2d", "²h", "٢h", "1h30x")],
)
def test_a_duration_is_read_in_minutes(text: str, minutes: int | None) -> None:
    assert read_duration_minutes(text) == minutes


def test_the_hour_that_the_clocks_repeat_is_read_as_its_first_pass() -> None:
    second_pass = at("2026-10-25T01:10+00:00", "Europe/London")  # 01:10 again, an hour after the first
    assert read_date("01:30", second_pass) == "2026-10-26T01:30[Europe/London]"
    assert read_date("02:00", second_pass) == "2026-10-25T02:00[Europe/London]"


def test_a_zone_without_a_name_is_kept_as_the_same_instant_in_utc() -> None:
    now = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.timezone(dt.timedelta(hours=-5)))
    assert read_date("fri 22:00", now) == "2026-11-28T03:00[UTC]"


CLOCKS = st.sampled_from([MONDAY, SATURDAY_NIGHT, NEW_YEARS_EVE]) | st.builds(
    lambda instant, zone: Moment(instant.replace(tzinfo=dt.UTC), zoneinfo.ZoneInfo(zone)),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1)),  # noqa: DTZ001 - the builder adds the zone
    st.sampled_from(["UTC", "Europe/London", "America/St_Johns", "Pacific/Kiritimati", "Australia/Lord_Howe"]),
)
NUMBER = st.integers(0, 400).map(str)
NAMED_DAYS = "today|tod|tom|eod|eow|eom|eoq|eoy|eonw|sow|som|fri|mon|sunday|next@fri|next@mon"
DAY = st.one_of(
    st.sampled_from(NAMED_DAYS.split("|")),
    st.builds("in@{}@{}".format, NUMBER, st.sampled_from(["days", "weeks", "months"])),
    st.builds("+{}{}".format, NUMBER, st.sampled_from("dwmb")),
    st.builds("{}{}".format, NUMBER, st.sampled_from(["d", "w", "th", "/2", "/11", "@feb", "@dec"])),
)
TIME = st.sampled_from(["", "@00:00", "@23:59", "@4pm", "@01:30", "@at@9am"])


@settings(deadline=None)
@given(CLOCKS, DAY, TIME)
def test_a_day_without_a_year_is_never_past(now: Moment, day: str, time: str) -> None:
    due = read_date((day + time).replace("@", " "), now)
    assert due is None or Due.of(due).day >= now.today


@settings(deadline=None)
@given(CLOCKS, st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["", "16:00", "00:05"]))
def test_what_the_program_says_it_also_reads(now: Moment, day: dt.date, time: str) -> None:
    due = f"{day}T{time}[{now.zone_name}]" if time else f"{day}"
    assert read_date(due, now) == due
    if day > now.today:
        assert read_date(Due.of(due).say(now), now) == due


@settings(deadline=None)
@given(CLOCKS, st.text() | st.text("0123456789/:+-.dwmbtT[]Zz, "), st.booleans(), st.booleans(), st.booleans())
def test_no_text_makes_the_reader_fail(now: Moment, text: str, month_first: bool, bare: bool, past: bool) -> None:
    due = read_date(text, now, Habits(month_first=month_first), bare=bare, past=past)
    if due is not None:
        assert due[:10] == str(dt.date.fromisoformat(due[:10]))
        assert Due.of(due).say(now)
