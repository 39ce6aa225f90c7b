"""Dates as people say them, on seven clocks: what each means, what is none and why. No reading betrays a word."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.rules.dates.date_math import MONTHS, WEEKDAYS
from delegator_tui.rules.dates.dates import read_date
from delegator_tui.rules.dates.habits import Habits
from delegator_tui.rules.dates.why_not import not_a_date
from tests.effort import examples
from tests.rules.dates.phrases import MONDAY, TABLES, rows


def stored(due: str, now: Moment) -> str:
    day, _, time_of_day = due.partition(" ")
    return f"{day}T{time_of_day}[{now.zone_name}]" if time_of_day else day


ROWS = rows()


def test_there_are_phrases_enough() -> None:
    assert len({(now.at, phrase) for now, phrase, _ in ROWS}) == len(ROWS) >= 400
    assert len({now.zone_name for now, _ in TABLES}) >= 3


@pytest.mark.parametrize(("now", "phrase", "due"), ROWS, ids=[f"{p} on {n.local:%d %b %Y}" for n, p, _ in ROWS])
def test_a_phrase_is_the_day_that_a_calendar_tells(now: Moment, phrase: str, due: str) -> None:
    assert read_date(phrase, now) == stored(due, now)


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("thu 4 dec", "4 Dec is a Friday"), ("4 dec thursday", "4 Dec is a Friday"),
        ("thursday the 4th of december", "4 Dec is a Friday"), ("thu 4 dec 16:00", "4 Dec is a Friday"),
        ("mon 25 december 2026", "25 Dec is a Friday"), ("tomorrow fri", "24 Nov is a Tuesday"),
        ("friday the 13th", "13 Dec is a Sunday"), ("mon 4/12", "4 Dec is a Friday"),
        ("31 feb", "February has at most 29 days"), ("feb 30", "February has at most 29 days"),
        ("29 feb 2027", "February 2027 has 28 days"), ("31 nov", "November has 30 days"),
        ("31st of april", "April has 30 days"), ("32 dec", "December has 31 days"), ("31/11", "November has 30 days"),
        ("2026-02-30", "February has 28 days"), ("30.2.2027", "February has 28 days"), ("2026-13-01", "no month 13"),
        ("25:00", "no 25:00 on a clock"), ("fri 25:00", "no 25:00 on a clock"), ("fri 13pm", "no 13pm on a clock"),
        ("16:60", "no 16:60 on a clock"), ("12/25", "you write the day before the month"),
        ("last friday", "over"), ("yesterday", "over"), ("3 days ago", "over"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_no_date_and_the_sentence_says_why(phrase: str, why: str) -> None:
    assert read_date(phrase, MONDAY) is None
    assert why in not_a_date(phrase, MONDAY)


@pytest.mark.parametrize("phrase", ["someday", "fri sat", "mon-fri", "3-5 dec", "dec", "fri 16", "before", "by"])
def test_what_is_only_no_date_is_told_what_to_try(phrase: str) -> None:
    assert read_date(phrase, MONDAY) is None
    assert not_a_date(phrase, MONDAY) == f"“{phrase}” is not a date. Try fri, 3 dec or in 2 weeks."


SUNDAY_TO_THURSDAY = Habits(days=(6, 0, 1, 2, 3))


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("+2b", "2026-11-26"), ("+3b", "2026-11-29"), ("eow", "2026-11-26"), ("end of next week", "2026-12-03"),
        ("sow", "2026-11-29"), ("next week", "2026-11-29"), ("in 4 working days", "2026-11-30"),
        ("this weekend", "2026-11-27"), ("next working day", "2026-11-25"),
        ("last working day of the month", "2026-11-30"),
        ("w48", "2026-11-26"), ("first working day of january", "2027-01-03"),
    ],
)  # fmt: skip
def test_the_working_week_is_the_owners(phrase: str, due: str) -> None:
    tuesday = Moment(dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC), MONDAY.zone)
    assert read_date(phrase, tuesday, SUNDAY_TO_THURSDAY) == due


@pytest.mark.parametrize(
    ("days", "end", "start"),
    [
        ((0, 1, 2, 3, 4), 4, 0), ((6, 0, 1, 2, 3), 3, 6), ((0, 1, 3, 4), 4, 0), ((1, 2, 3, 4, 5), 5, 1), ((2,), 2, 2),
        ((0, 1, 2, 3, 4, 5, 6), 6, 0), ((0, 2, 4), 4, 0),
    ],
)  # fmt: skip
def test_a_working_week_ends_before_its_longest_rest(days: tuple[int, ...], end: int, start: int) -> None:
    assert (Habits(days=days).last_of_week, Habits(days=days).first_of_week) == (end, start)


def test_what_waits_for_a_part_of_a_day_comes_back_when_it_begins() -> None:
    assert read_date("tomorrow afternoon", MONDAY, begins=True) == "2026-11-24T12:00[Europe/London]"
    assert read_date("tomorrow morning", MONDAY, begins=True) == "2026-11-24"


# ---- no reading betrays a word

CLOCKS = st.builds(
    lambda at, zone: Moment(at, zone),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    st.sampled_from([now.zone for now, _ in TABLES]),
)
WORDS = sorted({word for _, phrase, _ in ROWS for word in phrase.split()})
SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
"""Words of phrases thrown together: most are none."""
PHRASE = st.sampled_from(sorted({phrase for _, phrase, _ in ROWS}))
_TIMES = {"noon": (12, 0), "midday": (12, 0), "16:00": (16, 0), "4pm": (16, 0), "8am": (8, 0), "10:00": (10, 0)}
_SHIFTS = {"week", "weeks", "fortnight", "from", "month", "months", "before", "after", "day", "days", "eve", "year"}


def betrayed(phrase: str, due: Due, now: Moment) -> str:
    """The word that a due denies; empty when it denies none."""
    words = [word.strip(".,").lower() for word in phrase.split()]
    for word in words:
        if word in WEEKDAYS and due.day.weekday() != WEEKDAYS[word] and not {"from", "easter"} & set(words):
            return word
        if word in MONTHS and due.day.month != MONTHS[word] and not {"from", "after"} & set(words):
            return word
        if word.isdigit() and len(word) == 4 and due.day.year != int(word):
            return word
        if word in _TIMES and (due.time is None or (due.time.hour, due.time.minute) != _TIMES[word]):
            return word
        if word in ("next", "in", "within", "tomorrow") and due.day < now.today:
            return word
    return ""


@settings(deadline=None, max_examples=examples(300, 5000))
@given(CLOCKS, PHRASE | SAID)
def test_no_date_denies_a_word_of_its_phrase(now: Moment, phrase: str) -> None:
    due = read_date(phrase, now)
    if due is not None:
        assert betrayed(phrase, Due.of(due), now) == ""


@settings(deadline=None, max_examples=examples(200, 3000))
@given(CLOCKS, st.integers(1, 28), st.sampled_from(sorted(MONTHS)), st.sampled_from(["{} {}", "{}th of {}", "{}-{}"]))
def test_a_day_of_a_month_is_that_day(now: Moment, day: int, month: str, form: str) -> None:
    due = read_date(form.format(day, month), now)
    if due is not None:
        found = dt.date.fromisoformat(due)
        assert (found.day, found.month) == (day, MONTHS[month])
        assert found >= now.today


@settings(deadline=None, max_examples=examples(200, 3000))
@given(CLOCKS, SAID, st.sampled_from(sorted(WEEKDAYS)), st.booleans())
def test_no_words_make_the_reader_or_its_reasons_fail(now: Moment, words: str, weekday: str, past: bool) -> None:
    for text in (words, f"{weekday} {words}", f"{words} {weekday}"):
        if read_date(text, now, past=past) is None:
            assert not_a_date(text, now, past=past)


@pytest.mark.parametrize("piece", ["fri ", "3 dec ", "half past ", "a week on ", "first monday of ", "31 feb ", "1.1."])
def test_a_text_of_ten_thousand_characters_is_refused_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    assert read_date(text, MONDAY) is None
    assert not_a_date(text, MONDAY)
    assert time.process_time() - began < 0.2
