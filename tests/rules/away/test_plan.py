"""A time away: how it is typed, what it means, whom to tell, and what there is to know after it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Brief, Money, Question, Recurrence, Said, Settings, Span
from delegator_tui.rules.away.letters import is_told
from delegator_tui.rules.away.notice import notices
from delegator_tui.rules.away.plan import checks_in, plan
from delegator_tui.rules.away.report import last_away, report, untold
from delegator_tui.rules.away.span import back_on, check_span, planned, read_span, say_span, span_on
from delegator_tui.rules.messages.fill import check_template
from tests.making import book_of, contractor, handoff, moment, owed, task, uid, with_owed
from tests.rules.situations import at, away, case, events

NOW = "2026-11-23T09:00:00+00:00"
TRIP = Span(start="2026-12-05", end="2026-12-12")


def empty(now: str = NOW, **own: Any) -> Book:
    return book_of(Settings(uid=uid(), **own), now=moment(now))


# ---- how it is typed


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("5 dec to 12 dec", "2026-12-05", "2026-12-12"),
        ("5 dec", "2026-12-05", "2026-12-05"),
        ("from 5 dec until 12 dec", "2026-12-05", "2026-12-12"),
        ("5 dec - 12 dec", "2026-12-05", "2026-12-12"),
        ("5 dec – 12 dec", "2026-12-05", "2026-12-12"),
        ("5 to 12 dec", "2026-12-05", "2026-12-12"),
        ("5 dec to 12", "2026-12-05", "2026-12-12"),
        ("20 dec to 3 jan", "2026-12-20", "2027-01-03"),
        ("fri to mon", "2026-11-27", "2026-11-30"),
        ("thu to wed", "2026-11-26", "2026-12-02"),
        ("today to fri", "2026-11-23", "2026-11-27"),
        ("2026-12-05 to 2026-12-12", "2026-12-05", "2026-12-12"),
        ("5 DEC TO 12 DEC", "2026-12-05", "2026-12-12"),
    ],
)
def test_how_a_time_away_is_read(text: str, start: str, end: str) -> None:
    span = read_span(text, empty())
    assert (span.start, span.end) == (start, end)


def test_days_are_read_as_the_owner_writes_them() -> None:
    span = read_span("3/12 to 3/15", empty(month_first=True))
    assert (span.start, span.end) == ("2027-03-12", "2027-03-15")


@pytest.mark.parametrize(
    ("text", "why", "field"),
    [
        ("whenever", "“whenever” is not a date. Try fri, 3 dec or in 2 weeks.", "from"),
        ("", "“” is not a date. Try fri, 3 dec or in 2 weeks.", "from"),
        ("5 dec to then", "“then” is not a date. Try fri, 3 dec or in 2 weeks.", "to"),
        ("5 dec 10:00 to 12 dec", "A time away is whole days: leave the time of day out.", "from"),
        ("9 dec to 2 dec", "Wed 2 Dec comes before Wed 9 Dec: say the first day first.", "to"),
        ("2026-12-09 to 2026-12-02", "Wed 2 Dec comes before Wed 9 Dec: say the first day first.", "to"),
        ("2026-11-03", "Tue 3 Nov is over already: a time away is still to come.", "to"),
        ("1 nov to 3 nov", "Sun 1 Nov is over: write 2027-11-01 if you mean next year.", "from"),
        ("1 to 3 nov", "Tue 3 Nov is over: write 2027-11-03 if you mean next year.", "to"),
        ("20 nov to 27 nov", "Fri 20 Nov is over: write 2027-11-20 if you mean next year.", "from"),
        ("today to 1 nov", "Sun 1 Nov is over: write 2027-11-01 if you mean next year.", "to"),
        ("2027-11-01 to 3 nov", "", ""),
        ("1 nov 2027 to 3 nov 2027", "", ""),
        ("1 jan 2027 to 1 jan 2028", "", ""),
        ("1 jan 2027 to 2 jan 2028", "A time away lasts a year at most.", "to"),
        ("5 jan 2027 to 9 jan 2027", "You are away from Mon 4 Jan 2027 to Tue 5 Jan 2027 already: cancel that first.",
         "from"),
        ("6 jan 2027 to 9 jan 2027", "", ""),
    ],
)  # fmt: skip
def test_what_is_no_time_away_is_refused_in_one_sentence(text: str, why: str, field: str) -> None:
    known = Span(start="2027-01-04", end="2027-01-05") if "jan 2027 to 9" in text else None
    book = empty(away=(known,) if known else ())
    if not why:
        check_span(read_span(text, book), book)
        return
    with pytest.raises(Refused) as refused:
        check_span(read_span(text, book), book)
    assert (str(refused.value), refused.value.field) == (why, field)


def test_the_day_back_is_the_first_working_day_after_it_and_after_what_follows_on_it() -> None:
    assert back_on(TRIP, empty()).isoformat() == "2026-12-14"
    assert back_on(TRIP, empty(working_days=(5, 6))).isoformat() == "2026-12-13"
    assert back_on(TRIP, empty(away=(TRIP, Span(start="2026-12-13", end="2026-12-15")))).isoformat() == "2026-12-16"


def test_what_is_planned_leaves_out_what_is_over_and_what_is_no_date() -> None:
    over, broken = Span(start="2026-11-01", end="2026-11-02"), Span(start="soon", end="later")
    book = empty(away=(TRIP, over, broken, Span(start="2026-11-23", end="2026-11-23")))
    assert [say_span(span, book) for span in planned(book)] == ["on Mon 23 Nov", "from Sat 5 Dec to Sat 12 Dec"]
    assert span_on(dt.date(2026, 12, 12), book) == TRIP
    assert span_on(dt.date(2026, 12, 13), book) is None


# ---- what it means


def shop() -> Book:
    mira, tom, ann = contractor("Mira", email="mira@example.com"), contractor("Tom"), contractor("Ann")
    jobs = [task(title) for title in ("In it", "After it", "Silent", "Asks", "Delivered", "Draft")]
    parts = handoff(jobs[0], mira, due="2026-12-09", next_check="2026-12-07")
    dues = [owed(parts, "Script", due="2026-12-07"), owed(parts, "Film", due="2026-12-20")]
    out = [
        with_owed(parts, *dues),
        handoff(jobs[1], mira, due="2026-12-18", next_check="2026-12-12", autonomy="own"),
        handoff(jobs[2], tom, due="2026-12-18", state="sent", next_check="2026-12-04"),
        handoff(jobs[3], ann, due="2026-12-18", state="sent", next_check="2026-12-13"),
        handoff(jobs[4], ann, due="2026-12-08", state="delivered", next_move="owner",
                first_delivered=at("11-20 09:00")),
        handoff(jobs[5], None, state="drafted", due="2026-12-08", next_check="2026-12-08"),
    ]  # fmt: skip
    states = {"Mine in it": "2026-12-06", "Mine before": "2026-12-04", "Mine after": "2026-12-13", "Old": "2026-09-01"}
    own = [task(title, state="mine", due=due) for title, due in states.items()]
    own.append(task("Done", state="done", due="2026-12-06"))
    said = Said(at=at("11-20 10:00"), text="Which?")
    asked = Question(uid=uid(), handoff=out[3].uid, asked=said, answered=said)
    return book_of(Settings(uid=uid()), mira, tom, ann, *jobs, *out, *dues, *own, asked, now=moment(NOW))


def test_what_falls_due_who_may_ask_and_what_waits() -> None:
    book = shop()
    found = plan(TRIP, book)
    assert [(each.due, each.title, each.who) for each in found.due] == [
        ("2026-12-06", "Mine in it", ""), ("2026-12-07", "In it: Script", "Mira")
    ]  # fmt: skip
    assert [book.title(each) for each in found.questions] == ["In it", "After it", "Asks"]
    assert [step.step for step in found.waits] == ["review"]
    assert [each.title for each in found.before] == ["Mine before"]
    assert found.back.isoformat() == "2026-12-14"
    assert [book.title(each) for each in found.checks] == ["In it", "After it", "Draft"]
    assert checks_in(Span(start="2026-12-13", end="2026-12-13"), book) == [book.open_handoffs[3]]


def test_what_waits_on_you_already_is_named_though_it_is_said_again_only_after_it() -> None:
    gone = case("12-08 12:00", "12-07 10:00 delivered", state="delivered", next_move="owner",
                own={"away": away("12-09", "12-09")})  # fmt: skip
    assert [step.step for step in plan(Span(start="2026-12-09", end="2026-12-09"), gone.book).waits] == ["review"]


def test_everybody_concerned_gets_one_notice_that_names_what_they_have() -> None:
    book = shop()
    found = notices(TRIP, book)
    assert [book.name(each.contractor) for each in found] == ["Ann", "Mira"]
    ann, mira = (each.message for each in found)
    assert "1. Asks, due Fri 18 Dec\n2. Delivered, which waits for me\n" in ann.body
    assert "1. In it, due Mon 7 Dec, while I am away\n2. After it, due Fri 18 Dec, yours to decide\n" in mira.body
    assert (mira.to, mira.subject) == ("mira@example.com", "Away from Sat 5 Dec to Sat 12 Dec")
    assert "back on Mon 14 Dec" in mira.body
    assert "If it cannot wait" not in mira.body
    assert mira.blanks == 0
    assert len(found[1].handoffs) == 2


def test_a_notice_says_whom_to_ask_and_what_was_agreed_for_that_case() -> None:
    made = case("12-01 09:00", who={"contact": "Mira"}, brief=Brief(if_then="If the printer is shut, wait."),
                spend_limit=Money(amount="50", currency="USD"), autonomy="propose")  # fmt: skip
    (notice,) = notices(Span(start="2026-12-05", end="2026-12-05", note="Sam\n555 1234"), made.book)
    assert "- If it cannot wait: Sam\n555 1234\n" in notice.message.body
    assert "show me before you decide, up to $50 is yours to spend\n   If the printer is shut, wait." in (
        notice.message.body
    )
    assert notice.message.body.startswith("Hi Mira,\n\nI am away on Sat 5 Dec and back on Mon 7 Dec.")


def test_a_notice_is_in_the_owners_words_or_says_why_not() -> None:
    own = {"texts": {"away": "Subject: Gone {away}\n\nHi {name}\n{nonsense}\n"}}
    (notice,) = notices(TRIP, case("12-01 09:00", own=own).book)
    assert notice.message.subject.startswith("Away ")
    assert "{nonsense}" in notice.wrong
    (notice,) = notices(TRIP, case("12-01 09:00", own={"texts": {"away": "Subject: Gone {away}\n\nHi\n"}}).book)
    assert (notice.message.subject, notice.wrong) == ("Gone from Sat 5 Dec to Sat 12 Dec", "")


def test_an_address_that_is_none_is_told_and_the_text_is_still_there() -> None:
    (notice,) = notices(TRIP, case("12-01 09:00", who={"email": "no address"}).book)
    assert (notice.message.to, "not one mail address" in notice.wrong) == ("", True)
    assert notice.message.body


def test_who_was_told_is_known_until_it_is_another_time_away() -> None:
    made = case("12-01 09:00", "11-30 10:00 wrote away=2026-12-05")
    assert [n.told for n in notices(TRIP, made.book)] == [True]
    assert [n.told for n in notices(Span(start="2026-12-06", end="2026-12-12"), made.book)] == [False]


def test_who_was_told_is_known_of_each_by_the_notices_written_to_them() -> None:
    made = case("12-01 09:00", "11-30 10:00 wrote away=2026-12-05")
    other = contractor("Tom")
    assert is_told(TRIP, made.contractor.uid, made.book)
    assert not is_told(TRIP, other.uid, made.book)
    assert not is_told(Span(start="2026-12-06", end="2026-12-12"), made.contractor.uid, made.book)
    assert [n.told for n in notices(TRIP, made.book)] == [is_told(TRIP, made.contractor.uid, made.book)]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=40))
def test_no_value_breaks_the_subject_of_a_notice(note: str, title: str, name: str) -> None:
    by = contractor(name or "x", email="mira@example.com")
    job = task(title or "x")
    book = book_of(Settings(uid=uid(), name=note), by, job, handoff(job, by), now=moment(NOW))
    for notice in notices(Span(start="2026-12-05", end="2026-12-05", note=note), book):
        assert len(notice.message.subject.splitlines()) == 1
        assert not any(mark in notice.message.body for mark in "\r\v\f\x00\x85\u2028")


def test_the_text_has_only_fields_that_exist() -> None:
    assert check_template("{away} {back} {things} {urgent}") == []


# ---- after it


def back(now: str, *told: str, **fields: Any) -> Book:
    return case(now, *told, own={"away": away("12-07", "12-11")}, **fields).book


@pytest.mark.parametrize(
    ("now", "told", "expected"),
    [
        ("12-06 12:00", None, False), ("12-11 23:00", None, False), ("12-12 00:01", None, True),
        ("12-14 09:00", None, True), ("12-14 09:00", "2026-12-11", False), ("12-14 09:00", "2026-08-01", True),
        ("2027-01-11 09:00", None, True), ("2027-01-12 09:00", None, False),
    ],
)  # fmt: skip
def test_it_is_told_once_after_the_last_day_and_for_a_month(now: str, told: str | None, expected: bool) -> None:
    book = case(now, own={"away": away("12-07", "12-11"), "away_told": told}).book
    assert bool(untold(book)) == expected


def test_of_times_away_that_touch_it_is_told_when_the_last_is_over() -> None:
    spans = away("12-07", "12-08") + away("12-09", "12-11")
    assert untold(case("12-09 12:00", own={"away": spans}).book) is None
    assert untold(case("12-14 12:00", own={"away": spans}).book) == Span(start="2026-12-07", end="2026-12-11")


def test_a_report_tells_each_thing_once() -> None:
    made = case("12-14 09:00", due="2026-12-09", own={"away": away("12-07", "12-11")})
    rent = Recurrence(rule="FREQ=MONTHLY", start="2026-12-08")
    bins = Recurrence(rule="FREQ=WEEKLY", start="2026-11-02")
    tasks = [
        task("Rent", state="mine", due="2026-12-08", recurrence=rent), task("Call", state="mine", due="2026-12-10"),
        task("Bins", state="mine", due="2026-11-30", recurrence=bins), task("Later", state="mine", due="2026-12-12"),
        task("Next", state="mine", due="2027-01-08", recurrence=rent), task("Old", state="mine", due="2026-12-01"),
    ]  # fmt: skip
    late = task("Poster")
    waits = handoff(late, made.contractor, state="delivered", next_move="owner", due="2026-12-08",
                    first_delivered=at("12-08 10:00"))  # fmt: skip
    asked = Question(uid=uid(), handoff=waits.uid, asked=Said(at=at("12-10 10:00"), text="Which?"))
    story = events(waits.uid, "12-01 09:00 handed off", "12-08 10:00 delivered")
    records = [record for _, record in made.book.everything()]
    book = book_of(*records, *tasks, late, waits, asked, *story, now=made.book.now)
    span = last_away(book)
    assert span
    found = report(span, book)
    assert [each.title for each in found.due] == ["Glaze range photos", "Call"]
    assert [each.title for each in found.recurs] == ["Bins", "Rent"]
    assert [(each.said, each.days) for each in found.waits] == [
        ("Review Poster from Northlight Photo", 1), ("Northlight Photo waits for your answer on Poster", 1),
    ]  # fmt: skip
    everything = [each.uid for each in (*found.due, *found.recurs)]
    assert len(everything) == len(set(everything))


def test_a_report_of_nothing_is_empty() -> None:
    book = empty("2026-12-14T09:00:00+00:00", away=away("12-07", "12-11"))
    span = last_away(book)
    assert span
    found = report(span, book)
    assert (found.due, found.waits, found.recurs) == ((), (), ())


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)), st.integers(0, 40), st.integers(0, 60),
    st.sampled_from([(0, 1, 2, 3, 4), (), (6,), (0, 2)]),
)  # fmt: skip
def test_the_day_back_is_a_working_day_after_it_and_never_in_it(
    first: dt.date, length: int, gap: int, days: tuple[int, ...]
) -> None:
    last = first + dt.timedelta(days=length)
    other = last + dt.timedelta(days=gap + 1)
    span = Span(start=first.isoformat(), end=last.isoformat())
    known = Span(start=other.isoformat(), end=(other + dt.timedelta(days=3)).isoformat())
    book = empty(away=(known,), working_days=days)
    day = back_on(span, book)
    assert day > last
    assert not other <= day <= other + dt.timedelta(days=3)
    assert not days or day.weekday() in days
