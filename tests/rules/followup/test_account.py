"""The account of work that is out: whose move, late by which date, slips, silence, quiet, and how it stands."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.model import book
from delegator_tui.model.book import Book
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.rules.followup.account import Account, Quiet, account, at_hand
from delegator_tui.rules.followup.parts import parts
from delegator_tui.rules.followup.silence import is_unconfirmed
from delegator_tui.rules.followup.standing import say
from delegator_tui.rules.handoffs.leaks import UNCONFIRMED, of_handoff
from delegator_tui.rules.reminders.ladder import all_steps
from delegator_tui.rules.reminders.summary import summary
from tests.making import book_of, contractor, handoff, moment, owed, task, with_owed
from tests.rules.situations import Case, away, case, instant, question

ACKED = "11-23 11:00 acknowledged"


def of(case_: Case) -> Account:
    return account(case_.handoff, case_.book)


def with_parts(*parts_: dict[str, Any], now: str = "2026-11-23T09:00:00+00:00", **fields: Any) -> tuple[Handoff, Book]:
    by, work = contractor(), task()
    out = handoff(work, by, **fields)
    made: list[Deliverable] = [owed(out, **part) for part in parts_]
    out = with_owed(out, *made)
    return out, book_of(work, by, out, *made, now=moment(now))


HOME, SHOP = {"title": "home", "due": "2026-11-27"}, {"title": "shop", "due": "2026-12-04"}


@pytest.mark.parametrize(
    ("home", "shop", "fields", "whose", "standing"),
    [
        ("owed", "owed", {}, "theirs", "ahead"),
        ("delivered", "owed", {}, "both", "ahead"),
        ("delivered", "delivered", {"state": "delivered", "next_move": "owner"}, "yours", "yours"),
        ("returned", "delivered", {"state": "returned"}, "both", "ahead"),
        ("accepted", "owed", {}, "theirs", "ahead"),
        ("delivered", "owed", {"next_move": "owner"}, "yours", "yours"),
        ("owed", "owed", {"next_move": "third"}, "third", "third"),
        ("owed", "owed", {"state": "drafted", "next_move": "owner"}, "yours", "draft"),
        ("accepted", "accepted", {"state": "accepted", "next_move": "owner"}, "yours", "to_settle"),
        ("accepted", "accepted", {"state": "closed", "next_move": None}, "nobody", "done"),
    ],
)
def test_whose_move_it_is_follows_from_the_parts(
    home: str, shop: str, fields: dict[str, Any], whose: str, standing: str
) -> None:
    out, book = with_parts({**HOME, "state": home}, {**SHOP, "state": shop}, **fields)
    known = account(out, book)
    assert (known.whose, known.standing) == (whose, standing)


def test_a_part_counts_by_its_own_date_and_the_handoff_by_its_worst_part() -> None:
    out, book = with_parts(HOME, SHOP, now="2026-11-30T09:00:00+00:00")
    known = account(out, book)
    assert (known.is_late, known.days_late) == (True, 3)
    assert known.late_by == "2026-11-27"
    assert known.counts is not None
    assert known.counts.title == "home"
    assert [part.days_late for part in known.parts] == [3, 0]


def test_a_part_without_a_date_has_that_of_the_whole_and_a_promise_of_its_own_hides_that_of_the_whole() -> None:
    out, book = with_parts({"title": "home"}, {**SHOP, "promised": "2026-12-09"}, promised="2026-12-20")
    home, shop = parts(out, book)
    assert (home.due, home.promise) == ("2026-11-27", None)
    assert (shop.promise, shop.slip_days) == ("2026-12-09", 5)


def test_a_promise_after_the_agreed_date_slips_at_once_and_never_hides_a_delay() -> None:
    told = case("11-23 12:00", ACKED, "11-23 11:30 later promised=2026-12-20", promised="2026-12-20")
    assert (of(told).standing, of(told).slip_days, of(told).slips) == ("slip", 9, 1)
    late = case("12-14 12:00", ACKED, "11-23 11:30 later promised=2026-12-20", promised="2026-12-20")
    assert (of(late).standing, of(late).days_late, of(late).late_by) == ("overdue", 3, "2026-12-11")
    over = case("12-22 12:00", ACKED, "11-23 11:30 later promised=2026-12-20", promised="2026-12-20")
    assert (of(over).days_late, of(over).slip) == (11, None)


@pytest.mark.parametrize(
    ("now", "told", "fields", "quiet"),
    [
        # an answer is an answer
        ("12-14 12:00", ["12-14 11:00 on track"], {}, "2026-12-15 09:00 answered"),
        ("12-15 09:00", ["12-14 11:00 on track"], {}, None),
        ("12-18 17:30", ["12-18 16:00 on track"], {}, "2026-12-21 09:00 answered"),
        ("11-24 12:00", ["11-24 11:00 on track"], {"next_check": "2026-11-26"}, "2026-11-26 09:00 answered"),
        # a promise stands until it is over, whatever they say after it
        ("12-14 12:00", ["12-14 11:00 later promised=2026-12-16"], {"promised": "2026-12-16"},
         "2026-12-17 09:00 promised"),
        ("12-15 12:00", ["12-14 11:00 later promised=2026-12-16", "12-15 11:00 on track"], {"promised": "2026-12-16"},
         "2026-12-17 09:00 promised"),
        ("12-17 09:00", ["12-14 11:00 later promised=2026-12-16"], {"promised": "2026-12-16"}, None),
        # put off, and written to
        ("12-14 12:00", ["12-14 11:00 snoozed until=2026-12-16T09:00:00Z"], {}, "2026-12-16 09:00 put off"),
        ("12-14 12:00", ["12-14 11:00 nudged step=late_1"], {}, "2026-12-16 09:00 nudged"),
        ("12-14 12:00", ["12-14 11:00 no answer channel=phone"], {}, "2026-12-15 09:00 nudged"),
        # night, and away: held
        ("12-14 20:00", [], {}, "2026-12-15 09:00 night"),
        ("12-14 12:00", [], {"who": {"away": away("12-14", "12-15")}}, "2026-12-16 09:00 away"),
    ],
)  # fmt: skip
def test_until_when_nobody_is_written_to_and_why(
    now: str, told: list[str], fields: dict[str, Any], quiet: str | None
) -> None:
    found = of(case(now, ACKED, *told, **fields)).quiet
    assert (f"{found.until:%Y-%m-%d %H:%M} {found.why}" if found else None) == quiet


def test_an_answer_to_a_question_of_theirs_brings_the_work_back_and_is_the_message_of_that_day() -> None:
    asked = case("12-14 12:00", ACKED, "12-14 10:00 asks", "12-14 11:00 answered")
    assert of(asked).quiet == Quiet(instant("12-15 09:00"), "nudged")
    assert of(case("12-15 09:00", ACKED, "12-14 10:00 asks", "12-14 11:00 answered")).quiet is None
    unanswered = case("12-14 12:00", ACKED, "12-14 10:00 asks", more=(question("12-14 10:00"),))
    assert (of(unanswered).whose, of(unanswered).quiet) == ("yours", None)


@pytest.mark.parametrize(
    ("now", "told", "fields", "days", "silent"),
    [
        ("11-27 12:00", [ACKED], {}, 4, False),
        ("11-30 12:00", [ACKED], {}, 5, True),
        ("11-26 12:00", [ACKED], {"stakes": "critical"}, 3, True),
        ("12-01 12:00", [ACKED, "11-30 12:00 on track"], {}, 1, False),
        ("12-08 12:00", [ACKED, "12-07 12:00 extended new=2026-12-20"], {}, 1, False),
        ("12-01 12:00", [ACKED], {"who": {"away": away("11-24", "11-30")}}, 1, False),
        ("12-01 12:00", [ACKED], {"who": {"working_days": (0, 2)}}, 2, False),
        ("12-01 12:00", [ACKED], {"next_move": "owner"}, 0, False),
        ("12-01 12:00", [ACKED], {"due": None, "original_due": None}, 6, True),
        ("12-01 12:00", [ACKED, "11-23 12:00 later promised=2026-12-10"], {"promised": "2026-12-10"}, 6, False),
    ],
)
def test_silence_counts_working_days_of_theirs_whatever_the_dates_say(
    now: str, told: list[str], fields: dict[str, Any], days: int, *, silent: bool
) -> None:
    known = of(case(now, *told, **fields))
    assert (known.silent_days, known.is_silent) == (days, silent)


def test_what_waits_for_unfinished_work_is_not_asked_about_at_all() -> None:
    first = task("Photos")
    waits, book = with_parts(HOME, now="2026-12-14T12:00:00+00:00", depends_on=(first.uid,))
    both = book_of(first, *(record for _, record in book.everything()), now=book.now)
    known = account(waits, both)
    assert known.quiet is not None
    assert known.quiet.why == "waits for"
    assert known.standing == "overdue"


@pytest.mark.parametrize(("told", "is_open"), [
    ((), True), (("11-24 10:00 on track",), False), (("11-24 10:00 asks", "11-24 11:00 answered"), False),
    (("11-24 10:00 no answer",), True), (("11-24 10:00 later promised=2026-12-20", "11-24 11:00 held"), False),
])  # fmt: skip
def test_who_said_anything_has_the_brief(told: tuple[str, ...], *, is_open: bool) -> None:
    made = case("11-27 12:00", *told, state="sent")
    assert is_unconfirmed(made.handoff, made.book) == is_open
    assert any(leak.reason == UNCONFIRMED for leak in of_handoff(made.handoff, made.book)) == is_open
    lines = summary([step for step in all_steps(made.book) if step.handoff], made.book, None)
    assert any("brief not confirmed" in line for line in lines) <= is_open


def test_a_draft_is_late_by_nobody() -> None:
    known = of(case("12-14 12:00", state="drafted"))
    assert (known.standing, known.days_late, known.is_late, known.late_by) == ("draft", 0, False, None)


@pytest.mark.parametrize(("now", "told", "note"), [
    ("12-14 12:00", ("12-14 11:00 on track",), "answered"),
    ("12-14 12:00", ("12-14 11:00 nudged step=late",), "written to"),
    ("12-14 12:00", ("12-14 11:00 snoozed until=2026-12-18T09:00:00Z",), "put off"),
    ("12-15 12:00", ("12-14 11:00 on track",), ""),
    ("11-26 12:00", ("11-26 11:00 on track",), ""),
])  # fmt: skip
def test_a_row_says_why_nobody_asks_about_it(now: str, told: tuple[str, ...], note: str) -> None:
    made = case(now, ACKED, *told)
    assert say(made.handoff, made.book).note == note


def test_a_check_that_passed_ages() -> None:
    known = of(case("12-01 12:00", ACKED, next_check="2026-11-25"))
    assert known.check_late == 6
    assert of(case("11-25 12:00", ACKED, next_check="2026-11-25")).check_late == 0


def test_without_the_events_the_account_says_what_the_records_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "FEW_EVENTS", 0)
    told = case("12-14 12:00", ACKED)
    known = at_hand(told.handoff, told.book)
    assert not told.book.events_at_hand
    assert (known.standing, known.days_late, known.is_whole) == ("overdue", 3, False)
    assert account(told.handoff, told.book).is_whole
    assert at_hand(told.handoff, told.book).is_whole
