"""Who is to be written to now, when to decide, how many messages are ready, how long something waits on the owner."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model import book
from delegator_tui.model.records import Handoff
from delegator_tui.rules.followup.asking import count, for_later, to_write, turn
from delegator_tui.rules.handoffs.clocks import waits_on_you
from delegator_tui.rules.messages.chase import chase_list
from delegator_tui.rules.messages.letters import chase_letters
from delegator_tui.rules.records.available import steps
from delegator_tui.rules.reminders.remind import to_say
from delegator_tui.rules.reminders.summary import summary
from delegator_tui.rules.today import agenda
from tests.making import StandingClock, delivered, sent, working
from tests.sample import bring_in


def one(desk: Desk, uid: str) -> Handoff:
    found = desk.book.handoffs.get(uid)
    assert found is not None
    return found


def go(desk: Desk, clock: StandingClock, when: str) -> None:
    clock.set(when)
    desk.tick()
    assert desk.book.events_by_record


def nudge(desk: Desk) -> None:
    letter = chase_letters(desk.book)[0]
    assert letter.chase is not None
    desk.handoffs.nudge(letter.chase, letter.message, "phone")


def test_what_is_late_is_asked_about_a_step_at_a_time_and_decided_at_the_end(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    assert turn(one(desk, uid), desk.book) == ""
    go(desk, clock, "2026-11-30T10:00:00+00:00")
    assert turn(one(desk, uid), desk.book) == "nudge"
    nudge(desk)
    assert turn(one(desk, uid), desk.book) == ""
    go(desk, clock, "2026-12-01T10:00:00+00:00")
    assert turn(one(desk, uid), desk.book) == ""
    go(desk, clock, "2026-12-02T10:00:00+00:00")
    assert turn(one(desk, uid), desk.book) == "nudge"
    go(desk, clock, "2026-12-04T10:00:00+00:00")
    assert turn(one(desk, uid), desk.book) == "decide"
    desk.handoffs.extend(uid, "2026-12-11", "agreed on the phone")
    assert turn(one(desk, uid), desk.book) == ""


def test_nobody_is_nudged_on_the_due_day(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    go(desk, clock, "2026-11-27T10:00:00+00:00")
    assert turn(one(desk, uid), desk.book) == ""


def test_a_reminder_put_off_is_not_offered(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    go(desk, clock, "2026-11-30T10:00:00+00:00")
    desk.reminders.snooze(uid, "2026-12-02")
    assert turn(one(desk, uid), desk.book) == ""
    assert one(desk, uid).next_check == "2026-12-02"
    assert one(desk, uid).due == "2026-11-27"
    go(desk, clock, "2026-12-02T10:00:00+00:00")
    assert turn(one(desk, uid), desk.book) == "nudge"


def test_three_times_put_off_is_to_be_decided(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    go(desk, clock, "2026-11-30T10:00:00+00:00")
    for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
        desk.reminders.snooze(uid, day)
    go(desk, clock, "2026-12-03T10:00:00+00:00")
    assert turn(one(desk, uid), desk.book) == "decide"


def test_the_owner_is_never_told_to_nudge_for_what_waits_on_them(desk: Desk, clock: StandingClock) -> None:
    came, asks = delivered(desk), working(desk, "Cards")
    desk.handoffs.heard(asks, "asks", "Which paper?")
    go(desk, clock, "2026-12-07T10:00:00+00:00")
    for uid in (came, asks):
        now = steps(one(desk, uid), desk.book)
        assert turn(one(desk, uid), desk.book) == ""
        assert "handoff.nudge" not in now.works
        assert "handoff.write" in now.works
    assert waits_on_you(one(desk, came), desk.book) == 10
    assert waits_on_you(one(desk, sent(desk, "Third", due="2026-12-11")), desk.book) == 0


def test_one_question_who_is_to_be_written_to_has_one_answer(desk: Desk) -> None:
    bring_in(desk)
    letters = chase_letters(desk.book)
    assert count(desk.book) == len(letters) == len(to_write(desk.book)) == 9
    assert sum(letter.days_late > 0 for letter in letters) == 5
    nudges = [step for step in to_say(desk.book) if step.to == "contractor"]
    assert {step.contractor for step in nudges} == {asked.contractor for asked in to_write(desk.book)}
    assert for_later(desk.book) == sum(bool(letter.chase and letter.chase.held) for letter in letters) == 3
    assert sum("(at work from " in line for line in summary(nudges, desk.book, None)) == 3
    for letter in letters[:2]:
        assert letter.chase is not None
        desk.handoffs.nudge(letter.chase, letter.message, "phone", anyway=True)
    assert count(desk.book) == len(chase_letters(desk.book)) == 7


def test_before_the_events_were_read_nobody_is_counted_and_nothing_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "FEW_EVENTS", 3)
    bring_in(desk)
    fresh = desk.book.put({}, desk.book.version + 1)
    fresh.__dict__.pop("events_by_record", None)
    assert count(fresh) == 0
    assert {turn(h, fresh) for h in fresh.open_handoffs} == {""}
    assert not fresh.events_at_hand
    assert fresh.events_by_record
    assert count(fresh) == 9


def test_a_book_of_few_events_says_at_once_who_is_silent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bring_in(desk)
    fresh = desk.book.put({}, desk.book.version + 1)
    fresh.__dict__.pop("events_by_record", None)
    assert fresh.events_at_hand
    assert agenda.agenda(fresh).headline.silent == 2
    monkeypatch.setattr(book, "FEW_EVENTS", 3)
    unread = desk.book.put({}, desk.book.version + 2)
    unread.__dict__.pop("events_by_record", None)
    headline = agenda.agenda(unread).headline
    assert agenda.say_headline(headline, is_whole=unread.events_at_hand).endswith(" · …")
    assert agenda.say_headline(agenda.agenda(book.empty_book(unread.now)).headline, is_whole=False) == "…"


@pytest.mark.parametrize("undo", [False, True])
def test_events_are_kept_in_order_from_book_to_book(desk: Desk, *, undo: bool) -> None:
    bring_in(desk)
    chase = chase_list(desk.book)[1]
    assert desk.book.events_by_record
    uid = chase.things[0].handoff
    desk.handoffs.heard(uid, "note", "one")
    desk.handoffs.heard(uid, "on track")
    if undo:
        desk.undo()
    kept = desk.book.events_by_record
    fresh = desk.book.put({}, desk.book.version)
    fresh.__dict__.pop("events_by_record", None)
    assert kept == fresh.events_by_record
