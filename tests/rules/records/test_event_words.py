"""Nudges, letters, snoozes and cuts in the story of a handoff, in words; and its two clocks."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Handoff
from delegator_tui.rules.messages.letters import nudge_letter, owner_letter
from delegator_tui.rules.records.story import story
from tests.making import StandingClock, delivered, working


def told(desk: Desk, uid: str) -> list[str]:
    return [part.text.strip() for part in story(desk.book.handoffs.get(uid), desk.book)]


def one(desk: Desk, uid: str) -> Handoff:
    found = desk.book.handoffs.get(uid)
    assert found is not None
    return found


def nudge(desk: Desk, uid: str, channel: str = "email", how: str = "") -> None:
    letter = nudge_letter(one(desk, uid), desk.book)
    assert letter is not None
    assert letter.chase is not None
    desk.handoffs.nudge(letter.chase, letter.message, channel, by_hand=True, how=how)


def test_a_nudge_says_what_it_was_about_and_whether_they_answered(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    clock.set("2026-11-26T10:00:00+00:00")
    nudge(desk, uid)
    assert "Thu 26 Nov   nudge by mail: due tomorrow" in told(desk, uid)
    clock.set("2026-11-30T10:00:00+00:00")
    desk.tick()
    assert "Thu 26 Nov   nudge by mail: due tomorrow, no answer" in told(desk, uid)
    nudge(desk, uid, "phone")
    desk.handoffs.heard(uid, "on track", by="phone")
    clock.go(days=1)
    desk.tick()
    assert "Mon 30 Nov   nudge by phone: 3 d late" in told(desk, uid)


def test_letters_snoozes_and_cuts_are_words(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk, deliverables=(("Cut", None), ("Captions", None)))
    desk.reminders.snooze(uid, "2026-11-25")
    desk.handoffs.cut(uid, ["Captions"], "no time")
    desk.handoffs.heard(uid, "no answer", by="phone")
    letter = owner_letter(one(desk, uid), desk.book)
    desk.handoffs.write(uid, letter.message, "email", by_hand=True)
    found = told(desk, uid)
    assert "Mon 23 Nov   reminder put off until Wed 25 Nov" in found
    assert "Mon 23 Nov   cut scope: Captions (no time)" in found
    assert "Mon 23 Nov   tried by phone, no answer" in found
    assert "Mon 23 Nov   letter by mail: Photos: I owe you an answer" in found


def test_both_clocks_are_told_in_working_days(desk: Desk, clock: StandingClock) -> None:
    uid = delivered(desk)
    clock.set("2026-11-30T10:00:00+00:00")
    desk.tick()
    assert "working days with them 0, with you 5" in told(desk, uid)


def test_of_a_text_that_was_only_copied_or_opened_nothing_more_is_told(desk: Desk, clock: StandingClock) -> None:
    uid = working(desk)
    clock.set("2026-11-26T10:00:00+00:00")
    nudge(desk, uid, "email", "copied")
    letter = owner_letter(one(desk, uid), desk.book)
    said = desk.handoffs.write(uid, letter.message, "email", by_hand=True, how="opened").message
    assert said.endswith(" (opened).")
    assert "Thu 26 Nov   nudge (copied): due tomorrow" in told(desk, uid)
    assert "Thu 26 Nov   letter (opened): Photos: I owe you an answer" in told(desk, uid)
    clock.go(days=1)
    nudge(desk, uid, "")
    assert "Fri 27 Nov   nudge: due that day" in told(desk, uid)
