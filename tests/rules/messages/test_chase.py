"""The chase list: one message a contractor, everything in it, not twice a day."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Record, Sent, Settings
from delegator_tui.rules.messages.chase import Chase, chase_list, chase_one
from tests.making import book_of, contractor, handoff, moment, task, uid
from tests.rules.situations import at, away, case, events, instant, question

ON_TIME = ("11-23 11:00 acknowledged", "11-26 11:00 on track", "12-02 11:00 on track", "12-08 11:00 on track")


def shop(now: str, *jobs: tuple[Contractor, str, dict[str, Any]], told: tuple[str, ...] = ON_TIME) -> Book:
    """A book with jobs (contractor, title, fields), all handed off on 23 November and due on 11 December."""
    records: dict[str, Record] = {"own": Settings(uid=uid())}
    for by, title, fields in jobs:
        job = task(title)
        out = handoff(job, by, **{"due": "2026-12-11", "sent": Sent(at=at("11-23 10:00")), **fields})
        story = events(out.uid, "11-23 10:00 handed off", *told)
        records |= {r.uid: r for r in (by, job, out, *story)}
    return book_of(*records.values(), now=moment(at(now)))


def titles(chase: Chase) -> list[str]:
    return [thing.title for thing in chase.things]


def test_one_message_names_everything_the_latest_first() -> None:
    mira = contractor("Mira")
    book = shop("12-14 12:00", (mira, "Later", {"due": "2026-12-21"}), (mira, "Late", {}),
                (mira, "Very late", {"due": "2026-12-01"}), (mira, "On you", {"next_move": "owner"}))  # fmt: skip
    (chase,) = chase_list(book)
    assert titles(chase) == ["Very late", "Late", "Later"]
    assert [thing.days_late for thing in chase.things] == [13, 3, 0]
    assert [bool(thing.step) for thing in chase.things] == [True, True, False]
    assert chase.owed == ("On you",)
    assert (chase.held, chase.send_at) == ("", instant("12-14 12:00"))


def test_each_contractor_has_one_and_who_is_on_track_none() -> None:
    mira, tom, ann = contractor("Mira"), contractor("Tom"), contractor("Ann")
    book = shop("12-14 12:00", (mira, "A", {}), (tom, "B", {"due": "2026-12-01"}), (ann, "C", {"due": "2026-12-21"}))
    assert [book.name(chase.contractor) for chase in chase_list(book)] == ["Tom", "Mira"]


@pytest.mark.parametrize("state", ["drafted", "delivered", "accepted", "closed", "taken_back", "cancelled"])
def test_what_is_not_with_them_is_not_chased(state: str) -> None:
    assert chase_list(case("12-14 12:00", *ON_TIME, state=state, next_move="owner").book) == []


def test_while_they_wait_for_an_answer_they_are_not_chased() -> None:
    made = case("12-18 12:00", *ON_TIME, next_move="owner", more=(question("12-10 10:00"),))
    assert chase_list(made.book) == []
    assert chase_one(made.handoff, made.book) is None


def test_who_was_chased_today_is_held_until_tomorrow_and_it_says_so() -> None:
    made = case("12-14 13:30", *ON_TIME, "12-14 10:00 nudged step=late_1 channel=email")
    chase = chase_one(made.handoff, made.book)
    assert chase
    assert chase.held == "chased 3 h ago: wait until Tue 15 Dec"
    assert chase.send_at == instant("12-15 09:00")
    soon = chase_one(made.handoff, made.book.at(moment(at("12-14 10:20"))))
    assert soon
    assert soon.held == "chased 20 min ago: wait until Tue 15 Dec"
    at_once = chase_one(made.handoff, made.book.at(moment(at("12-14 10:00"))))
    assert at_once
    assert at_once.held == "chased just now: wait until Tue 15 Dec"


def test_who_was_written_to_is_on_the_list_again_at_the_next_step() -> None:
    made = case("12-14 13:30", *ON_TIME, "12-14 10:00 nudged step=late_1 channel=email")
    for now in ("12-14 13:30", "12-15 09:00", "12-16 08:59"):
        assert chase_list(made.book.at(moment(at(now)))) == []
    (again,) = chase_list(made.book.at(moment(at("12-16 09:00"))))
    assert (again.held, again.things[0].step) == ("", "late 2")


def test_a_nudge_logged_on_the_contractor_counts_too() -> None:
    made = case("12-14 13:00", *ON_TIME)
    nudged = events(made.contractor.uid, "12-14 10:00 nudged")[0]
    book = made.book.put({"events": [(nudged.uid, nudged, False)]}, 2)
    assert chase_list(book) == []
    chase = chase_one(made.handoff, book)
    assert chase
    assert chase.held.startswith("chased 3 h ago")


@pytest.mark.parametrize(
    ("now", "who", "held"),
    [
        ("12-14 19:00", {}, "19:00 where they are: send it Tue 15 Dec at 09:00"),
        ("12-19 12:00", {}, "Sat 12:00 where they are: send it Mon 21 Dec at 09:00"),
        ("12-16 12:00", {"away": away("12-15", "12-20")}, "away until Mon 21 Dec"),
        ("12-14 12:00", {"timezone": "Asia/Tokyo"}, "21:00 where they are: send it Tue 15 Dec at 00:00 (09:00 there)"),
        ("12-14 12:00", {"quiet_hours": "11-15"}, "12:00 where they are: send it at 15:00"),
        ("12-14 09:30", {"timezone": "America/New_York"}, "04:30 where they are: send it at 14:00 (09:00 there)"),
        ("12-14 22:00", {"timezone": "Asia/Tokyo"},
         "Tue 07:00 where they are: send it Tue 15 Dec at 00:00 (09:00 there)"),
    ],
)  # fmt: skip
def test_outside_their_hours_it_says_when_to_send(now: str, who: dict[str, Any], held: str) -> None:
    (chase,) = chase_list(case(now, *ON_TIME, who=who).book)
    assert chase.held == held


@pytest.mark.parametrize(
    ("told", "now", "step", "message", "channel"),
    [
        ((), "12-14 12:00", "late 1", "late_one", "email"),
        (("12-14 10:00 nudged step=late_1",), "12-16 12:00", "late 2", "late_two", "phone"),
        (("12-14 10:00 nudged step=late_1",), "12-21 12:00", "decide", "late_two", "email"),
        ((), "12-21 12:00", "decide", "late_one", "email"),
        (("12-14 10:00 nudged step=late_1 channel=email", "12-16 10:00 nudged step=late_2 channel=phone"),
         "12-21 12:00", "decide", "late_two", "email"),
    ],
)  # fmt: skip
def test_the_first_text_after_the_due_is_mild_the_next_is_firm(
    told: tuple[str, ...], now: str, step: str, message: str, channel: str
) -> None:
    (chase,) = chase_list(case(now, *ON_TIME, *told).book)
    thing = chase.things[0]
    assert (thing.step, thing.message, chase.channel) == (step, message, channel)
    assert thing.key


def test_one_handoff_alone_may_be_nudged_early() -> None:
    made = case("12-09 12:00", *ON_TIME)
    chase = chase_one(made.handoff, made.book)
    assert chase
    assert [(thing.step, thing.message) for thing in chase.things] == [("", "")]
