"""The verb of what was heard from them."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.verbs.reports import HEARD
from delegator_tui.model.records import Question
from tests.desk.look import handoff, stands
from tests.desk.same import last_event, one_step, refused
from tests.making import (
    FRIDAY,
    MONDAY_AFTER,
    NEXT_FRIDAY,
    StandingClock,
    accepted,
    delivered,
    drafted,
    sent,
    working,
)

TODAY, TOMORROW, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"


def asked(desk: Desk, uid: str) -> list[Question]:
    return desk.book.questions_by_handoff.get(uid, [])


# ---- heard from them


def test_on_track_gives_them_two_working_days(desk: Desk) -> None:
    made = working(desk, due=NEXT_FRIDAY)
    with one_step(desk):
        assert desk.handoffs.heard(made, "on track", " all fine ", by="phone").message == "Photos is on track."
    assert stands(desk, made) == ("working", "contractor", WEDNESDAY)
    assert last_event(desk, made) == {"by": "contractor", "text": "all fine", "heard_by": "phone"}


def test_heard_started_and_finished_are_the_verbs(desk: Desk) -> None:
    made = sent(desk)
    with one_step(desk):
        desk.handoffs.heard(made, "started", by="phone")
    assert handoff(desk, made).state == "working"
    with one_step(desk):
        desk.handoffs.heard(made, "finished", by="phone")
    assert stands(desk, made) == ("delivered", "owner", TODAY)
    assert last_event(desk, made)["heard_by"] == "phone"


def test_what_they_said_when_they_started_and_finished_is_kept(desk: Desk) -> None:
    made = sent(desk)
    desk.handoffs.heard(made, "started", " on it ")
    assert last_event(desk, made)["text"] == "on it"
    desk.handoffs.heard(made, "finished", "all in the folder")
    assert last_event(desk, made)["text"] == "all in the folder"


def test_a_promise_never_moves_the_agreed_date_nor_puts_the_check_behind_it(desk: Desk) -> None:
    made = working(desk)
    with one_step(desk):
        done = desk.handoffs.heard(made, "later", "ill", promised=MONDAY_AFTER)
    found = handoff(desk, made)
    assert (
        done.message
        == "Photos is promised for Mon 30 Nov, 3 d after the agreed date: agree it, hold them to Fri 27 Nov, or decide."
    )
    assert (found.due, found.original_due, found.promised) == (FRIDAY, FRIDAY, MONDAY_AFTER)
    assert stands(desk, made) == ("working", "contractor", FRIDAY)
    assert [(d.due, d.promised) for d in desk.book.owed_in(found)] == [(FRIDAY, MONDAY_AFTER)]
    assert last_event(desk, made) == {
        "by": "contractor", "text": "ill", "promised": MONDAY_AFTER, "agreed": FRIDAY,
    }  # fmt: skip


def test_a_question_gives_the_owner_the_ball(desk: Desk) -> None:
    made = working(desk)
    with one_step(desk):
        done = desk.handoffs.heard(made, "asks", "Which size?\r\nA4?")
    assert done.message == "Northlight Photo waits for your answer on Photos."
    assert stands(desk, made) == ("working", "owner", TODAY)
    assert [question.asked.text for question in asked(desk, made)] == ["Which size?\nA4?"]


def test_nobody_answered_is_tried_again_next_working_day(desk: Desk, clock: StandingClock) -> None:
    made = working(desk, due=NEXT_FRIDAY)
    clock.set("2026-11-27T17:00:00+00:00")
    with one_step(desk):
        assert desk.handoffs.heard(made, "no answer").message == "No answer on Photos; next check Mon 30 Nov."
    assert stands(desk, made) == ("working", "contractor", MONDAY_AFTER)
    assert last_event(desk, made) == {"by": "owner"}


def test_a_note_moves_nothing(desk: Desk) -> None:
    made = working(desk)
    before = stands(desk, made)
    with one_step(desk):
        assert desk.handoffs.heard(made, "note", "likes tea").message == "Noted on Photos."
    assert stands(desk, made) == before
    assert last_event(desk, made) == {"by": "owner", "text": "likes tea"}


@pytest.mark.parametrize("what", ["on track", "later"])
def test_a_report_leaves_the_ball_with_the_owner_while_a_question_or_a_review_is_open(desk: Desk, what: str) -> None:
    made, other = working(desk), delivered(desk, "Film")
    desk.handoffs.heard(made, "asks", "Which size?")
    for uid in (made, other):
        desk.handoffs.heard(uid, what, promised=MONDAY_AFTER if what == "later" else None)
        assert handoff(desk, uid).next_move == "owner"


def test_starting_leaves_the_ball_with_the_owner_while_a_question_is_open(desk: Desk) -> None:
    made = sent(desk)
    desk.handoffs.heard(made, "asks", "Which size?")
    desk.handoffs.heard(made, "started")
    assert stands(desk, made)[:2] == ("working", "owner")


@pytest.mark.parametrize(
    ("what", "text", "promised", "sentence", "field"),
    [
        ("later", "", None, "Say which day they promise.", "promised"),
        ("later", "", "2026-11-20", "Fri 20 Nov is over already: say a later date.", "promised"),
        ("later", "", "soon", "“soon” is not a date.", "promised"),
        ("asks", "  ", None, "Say what they ask.", "text"),
        ("note", "", None, "A note needs words.", "text"),
        ("", "", None, f"Say what you heard: one of {', '.join(HEARD)}.", "what"),
        ("sang", "", None, f"“sang” is not a kind of report. Use one of {', '.join(HEARD)}.", "what"),
    ],
)
def test_a_report_that_lacks_something_is_refused(
    desk: Desk, what: str, text: str, promised: str | None, sentence: str, field: str
) -> None:
    made = working(desk)
    with refused(desk, sentence, field=field):
        desk.handoffs.heard(made, what, text, promised=promised)


@pytest.mark.parametrize("what", ["on track", "later", "asks", "no answer", "note"])
def test_nothing_is_heard_on_a_draft_or_after_the_acceptance(desk: Desk, what: str) -> None:
    draft, over = drafted(desk, "Draft"), accepted(desk)
    with refused(desk, "Draft is still a draft: it cannot be reported on. Send it first."):
        desk.handoffs.heard(draft, what, "x", promised=FRIDAY)
    with refused(desk, "Photos is accepted: it cannot be reported on."):
        desk.handoffs.heard(over, what, "x", promised=FRIDAY)
