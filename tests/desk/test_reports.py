"""Verbs on work that is out: acknowledge, start, answer, extend."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Unknown
from delegator_tui.model.records import Question
from tests.desk.look import handoff, stands
from tests.desk.same import last_event, one_step, refused, told
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


# ---- acknowledge


def test_an_acknowledgement_is_logged_and_looked_after(desk: Desk) -> None:
    made = sent(desk, due=NEXT_FRIDAY)
    with one_step(desk):
        assert desk.handoffs.acknowledge(made).message == "Photos is acknowledged."
    assert stands(desk, made) == ("acknowledged", "contractor", WEDNESDAY)
    assert last_event(desk, made) == {"by": "contractor"}


def test_a_kept_read_back_starts_the_work(desk: Desk) -> None:
    made = sent(desk)
    with one_step(desk):
        assert (
            desk.handoffs.acknowledge(made, "\r\nTen photos\r\nby Friday \n").message
            == "Photos: read back and started."
        )
    assert stands(desk, made) == ("working", "contractor", WEDNESDAY)
    assert handoff(desk, made).read_back == "Ten photos\nby Friday"
    assert last_event(desk, made) == {"by": "contractor", "read_back": "Ten photos\nby Friday"}


def test_an_empty_read_back_is_none(desk: Desk) -> None:
    made = sent(desk)
    desk.handoffs.acknowledge(made, " \n ")
    assert (handoff(desk, made).state, handoff(desk, made).read_back) == ("acknowledged", "")
    with refused(desk, "Photos is acknowledged already; a read-back starts it."):
        desk.handoffs.acknowledge(made, "  ")
    with one_step(desk):
        desk.handoffs.acknowledge(made, "Ten photos by Friday")
    assert handoff(desk, made).state == "working"


def test_acknowledging_leaves_an_open_question_with_the_owner(desk: Desk) -> None:
    made = sent(desk)
    desk.handoffs.heard(made, "asks", "Which size?")
    desk.handoffs.acknowledge(made)
    assert handoff(desk, made).next_move == "owner"


# ---- start


def test_work_starts_with_a_read_back_or_by_force(desk: Desk) -> None:
    made = sent(desk)
    sentence = "Northlight Photo has not read Photos back: keep the read-back, or start it anyway."
    with refused(desk, sentence, force="--anyway"):
        desk.handoffs.start(made)
    with one_step(desk):
        assert desk.handoffs.start(made, anyway=True, by="phone").message == "Photos is being worked on."
    assert stands(desk, made) == ("working", "contractor", WEDNESDAY)
    assert last_event(desk, made) == {
        "by": "contractor", "heard_by": "phone", "skipped": "acknowledged", "without_read_back": True,
    }  # fmt: skip


def test_starting_what_was_acknowledged_skips_nothing(desk: Desk) -> None:
    made = sent(desk)
    desk.handoffs.acknowledge(made)
    desk.handoffs.start(made, anyway=True)
    assert last_event(desk, made) == {"by": "contractor", "without_read_back": True}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (drafted, "Photos is still a draft: it cannot be started. Send it first."),
        (working, "Photos is being worked on: it cannot be started."),
        (delivered, "Photos is delivered and waits for your review: it cannot be started."),
        (accepted, "Photos is accepted: it cannot be started."),
    ],
)
def test_what_cannot_start(desk: Desk, make: object, sentence: str) -> None:
    assert callable(make)
    made = make(desk)
    with refused(desk, sentence):
        desk.handoffs.start(made, anyway=True)
    with refused(desk, sentence):
        desk.handoffs.heard(made, "started")


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("acknowledge", ()), ("start", ()), ("heard", ("note", "x")), ("answer", ("x",)), ("extend", (FRIDAY, "x")),
        ("deliver", ()), ("return_", ("x", "missed", FRIDAY)), ("accept", ()), ("pay", ()), ("close", ()),
        ("invoice", ()), ("send", ()), ("take_back", ()), ("cancel", ()), ("reassign", ("x",)),
    ],
)  # fmt: skip
def test_no_verb_works_on_what_is_not_there(desk: Desk, verb: str, arguments: tuple[str, ...]) -> None:
    with refused(desk, "There is no such handoff.", kind=Unknown):
        getattr(desk.handoffs, verb)("no-such", *arguments)


# ---- answer


def test_answers_go_to_the_oldest_question_and_the_last_gives_the_ball_back(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    desk.handoffs.heard(made, "asks", "Which size?")
    clock.go(minutes=5)
    desk.handoffs.heard(made, "asks", "Which paper?")
    with one_step(desk):
        assert desk.handoffs.answer(made, " A4 ").message == "Answered; 1 more of Northlight Photo on Photos to answer."
    assert [question.asked.text for question in asked(desk, made)] == ["Which paper?"]
    assert handoff(desk, made).next_move == "owner"
    with one_step(desk):
        assert desk.handoffs.answer(made, "Matt").message == "Answered; Photos is with Northlight Photo again."
    assert stands(desk, made) == ("working", "contractor", TOMORROW)
    answers = [q.answered for q in desk.book.questions.all()]
    assert [said.text for said in answers if said] == ["A4", "Matt"]
    assert told(desk, made)[-4:] == ["asks", "asks", "answered", "answered"]


def test_an_answer_on_what_is_delivered_leaves_the_review_with_the_owner(desk: Desk) -> None:
    made = delivered(desk)
    desk.handoffs.heard(made, "asks", "Is it fine?")
    assert desk.handoffs.answer(made, "Looking at it").message == "Answered."
    assert stands(desk, made)[:2] == ("delivered", "owner")


def test_a_question_can_still_be_answered_after_the_acceptance(desk: Desk) -> None:
    made = delivered(desk)
    desk.handoffs.heard(made, "asks", "Where do I send the bill?")
    desk.handoffs.accept(made)
    with one_step(desk):
        assert desk.handoffs.answer(made, "By mail").message == "Answered."
    assert stands(desk, made) == ("accepted", "owner", None)


def test_an_answer_needs_words_and_a_question(desk: Desk) -> None:
    made, draft = working(desk), drafted(desk, "Draft")
    with refused(desk, "Northlight Photo has no open question on Photos."):
        desk.handoffs.answer(made, "Yes")
    desk.handoffs.heard(made, "asks", "Which size?")
    with refused(desk, "An answer needs words.", field="text"):
        desk.handoffs.answer(made, " \n")
    with refused(desk, "Draft is still a draft: it cannot be answered."):
        desk.handoffs.answer(draft, "Yes")


# ---- extend


def test_an_extension_moves_the_due_and_keeps_the_original(desk: Desk) -> None:
    made = working(desk)
    desk.handoffs.heard(made, "later", promised=MONDAY_AFTER)
    with one_step(desk):
        assert desk.handoffs.extend(made, NEXT_FRIDAY, " they were ill ").message == "Photos is due Fri 4 Dec now."
    found = handoff(desk, made)
    assert (found.due, found.original_due, found.promised) == (NEXT_FRIDAY, FRIDAY, None)
    assert found.next_check == TOMORROW
    assert [(d.due, d.original_due, d.promised) for d in desk.book.owed_in(found)] == [(NEXT_FRIDAY, FRIDAY, None)]
    assert last_event(desk, made) == {"by": "owner", "old": FRIDAY, "new": NEXT_FRIDAY, "because": "they were ill"}


def test_an_extension_brings_no_deliverable_nearer_and_moves_none_that_came(desk: Desk) -> None:
    made = working(desk, deliverables=(("One", None), ("Two", "2026-12-20"), ("Three", None)))
    desk.handoffs.deliver(made, "Three")
    desk.handoffs.extend(made, NEXT_FRIDAY, "more to do")
    found = [(d.title, d.due) for d in desk.book.owed_in(handoff(desk, made))]
    assert found == [("One", NEXT_FRIDAY), ("Two", "2026-12-20"), ("Three", FRIDAY)]


@pytest.mark.parametrize(
    ("due", "because", "sentence", "field"),
    [
        (NEXT_FRIDAY, " ", "Say why the date moves: it is kept with the handoff.", "because"),
        (FRIDAY, "x", "Photos is due Fri 27 Nov already: say a later date.", "due"),
        ("2026-11-20", "x", "Fri 20 Nov is over already: say a later date.", "due"),
        ("soon", "x", "“soon” is not a date.", "due"),
    ],
)
def test_an_extension_needs_a_later_date_and_a_reason(
    desk: Desk, due: str, because: str, sentence: str, field: str
) -> None:
    made = working(desk)
    with refused(desk, sentence, field=field):
        desk.handoffs.extend(made, due, because)


@pytest.mark.parametrize(("due", "earlier"), [(WEDNESDAY, "Wed 25 Nov"), ("2026-11-27T16:00[UTC]", "Fri 27 Nov 16:00")])
def test_an_earlier_date_is_agreed_only_where_that_is_said(desk: Desk, due: str, earlier: str) -> None:
    made = working(desk)
    said = f"Photos is due Fri 27 Nov already: {earlier} is earlier. Say a later date, or that they agreed to it."
    with refused(desk, said, field="due", force="--anyway"):
        desk.handoffs.extend(made, due, "x")


def test_a_draft_or_an_accepted_handoff_is_not_extended(desk: Desk) -> None:
    draft, over = drafted(desk, "Draft"), accepted(desk)
    with refused(desk, "Draft is still a draft: it cannot be extended. Edit the draft's due date."):
        desk.handoffs.extend(draft, NEXT_FRIDAY, "x")
    with refused(desk, "Photos is accepted: it cannot be extended."):
        desk.handoffs.extend(over, NEXT_FRIDAY, "x")
