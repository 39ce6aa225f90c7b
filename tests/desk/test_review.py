"""Verbs on what came in: deliver, return, accept."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Ambiguous
from tests.desk.look import handoff
from tests.desk.same import last_event, one_step, refused, told
from tests.making import (
    FRIDAY,
    NEXT_FRIDAY,
    StandingClock,
    accepted,
    change,
    delivered,
    drafted,
    put,
    sent,
    somebody,
    working,
)

TODAY, TOMORROW = "2026-11-23", "2026-11-24"
NOW = "2026-11-23T09:00:00.000Z"
PARTS = (("Cut", None), ("Captions", None), ("Project file", None))


def states(desk: Desk, uid: str) -> list[str]:
    return [d.state for d in desk.book.owed_in(handoff(desk, uid))]


# ---- deliver


def test_a_delivery_of_all_is_the_owners_to_review(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS)
    with one_step(desk):
        assert (
            desk.handoffs.deliver(made, link="https://x.example", by="mail").message
            == "Photos is delivered: yours to review."
        )
    found = handoff(desk, made)
    assert (found.state, found.next_move, found.next_check, found.first_delivered) == ("delivered", "owner", TODAY, NOW)
    assert states(desk, made) == ["delivered"] * 3
    assert {d.link for d in desk.book.owed_in(found)} == {"https://x.example"}
    details = last_event(desk, made)
    assert (details["deliverables"], details["heard_by"]) == (list(found.deliverables), "mail")
    assert (details["by"], "skipped" in details) == ("contractor", False)


def test_a_part_keeps_the_ball_with_them_until_the_last_one_comes(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS)
    with one_step(desk):
        said = desk.handoffs.deliver(made, "capt").message
    assert said == "Northlight Photo delivered Captions. Still to come: Cut and Project file."
    assert (handoff(desk, made).state, handoff(desk, made).first_delivered) == ("working", None)
    assert states(desk, made) == ["owed", "delivered", "owed"]
    desk.handoffs.deliver(made, "cut")
    with one_step(desk):
        assert desk.handoffs.deliver(made, "project").message == "Photos is delivered: yours to review."
    assert handoff(desk, made).state == "delivered"
    assert told(desk, made)[-3:] == ["delivered a part", "delivered a part", "delivered"]


def test_a_deliverable_by_its_uid(desk: Desk) -> None:
    made = working(desk, deliverables=(("Cut", None), ("Cut", None)))
    uid = handoff(desk, made).deliverables[1]
    before = desk.store.version
    with pytest.raises(Ambiguous):
        desk.handoffs.deliver(made, "Cut")
    assert desk.store.version == before
    desk.handoffs.deliver(made, uid)
    assert states(desk, made) == ["owed", "delivered"]


@pytest.mark.parametrize("acknowledged", [False, True])
def test_a_delivery_may_skip_steps_which_is_logged(desk: Desk, acknowledged: bool) -> None:
    made = sent(desk)
    if acknowledged:
        desk.handoffs.acknowledge(made)
    with one_step(desk):
        desk.handoffs.deliver(made)
    assert handoff(desk, made).state == "delivered"
    assert last_event(desk, made)["skipped"] == (["started"] if acknowledged else ["acknowledged", "started"])


def test_a_part_of_what_was_only_sent_starts_the_work(desk: Desk) -> None:
    made = sent(desk, deliverables=PARTS)
    desk.handoffs.deliver(made, "cut")
    assert handoff(desk, made).state == "working"
    assert last_event(desk, made)["state"] == "working"


def test_the_first_delivery_is_kept_through_the_rounds(desk: Desk, clock: StandingClock) -> None:
    made = delivered(desk)
    clock.go(hours=1)
    desk.handoffs.return_(made, "blurred", "missed", FRIDAY)
    desk.handoffs.deliver(made)
    assert handoff(desk, made).first_delivered == NOW


def test_what_cannot_be_delivered(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS)
    with refused(desk, "Photos has no such deliverable open: Cut, Captions, Project file."):
        desk.handoffs.deliver(made, "zebra")
    draft, came = drafted(desk, "Draft"), delivered(desk, "Film")
    with refused(desk, "Draft is still a draft: it cannot be delivered. Send it first."):
        desk.handoffs.deliver(draft)
    sentence = "Film is delivered and waits for your review: it cannot be delivered. Accept it, or return it."
    with refused(desk, sentence):
        desk.handoffs.deliver(came)


# ---- return


def test_a_return_is_one_round_more_and_a_new_due(desk: Desk) -> None:
    made = delivered(desk)
    with one_step(desk):
        done = desk.handoffs.return_(made, " bleed is 2 mm ", "missed", NEXT_FRIDAY)
    found = handoff(desk, made)
    assert done.message == "Returned. Round 2, due Fri 4 Dec."
    assert (found.state, found.due, found.original_due, found.promised) == ("returned", NEXT_FRIDAY, FRIDAY, None)
    assert (found.next_move, found.next_check) == ("contractor", TOMORROW)
    (back,) = desk.book.owed_in(found)
    assert (back.state, back.rounds, back.return_cause) == ("returned", 1, "missed")
    assert (back.due, back.original_due) == (NEXT_FRIDAY, FRIDAY)
    details = last_event(desk, made)
    assert (details["because"], details["cause"], details["new"]) == ("bleed is 2 mm", "missed", NEXT_FRIDAY)


def test_each_return_counts(desk: Desk) -> None:
    made = delivered(desk)
    for number in (2, 3, 4):
        assert (
            desk.handoffs.return_(made, "again", "brief_gap", FRIDAY).message
            == f"Returned. Round {number}, due Fri 27 Nov."
        )
        desk.handoffs.deliver(made)
    assert [d.rounds for d in desk.book.owed_in(handoff(desk, made))] == [3]


def test_one_deliverable_may_go_back_alone(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS)
    desk.handoffs.deliver(made, "cut")
    desk.handoffs.deliver(made, "captions")
    with one_step(desk):
        desk.handoffs.return_(made, "typos", "missed", NEXT_FRIDAY, "captions")
    assert (states(desk, made), handoff(desk, made).state) == (["delivered", "returned", "owed"], "returned")
    with one_step(desk):
        desk.handoffs.deliver(made, "captions")
    assert (states(desk, made), handoff(desk, made).state) == (["delivered", "delivered", "owed"], "working")
    desk.handoffs.deliver(made)
    assert handoff(desk, made).state == "delivered"


def test_what_is_returned_stays_with_the_owner_while_a_question_is_open(desk: Desk) -> None:
    made = delivered(desk)
    desk.handoffs.heard(made, "asks", "Which paper?")
    desk.handoffs.return_(made, "blurred", "missed", FRIDAY)
    assert handoff(desk, made).next_move == "owner"


@pytest.mark.parametrize(
    ("because", "cause", "due", "sentence", "field"),
    [
        (" ", "missed", FRIDAY, "Say what is missing: the contractor reads it.", "because"),
        ("x", "mood", FRIDAY, "“mood” is not a cause: use one of brief_gap, missed, changed_mind, new_information.",
         "cause"),
        ("x", "missed", None, "Say by when it comes back.", "due"),
        ("x", "missed", "2026-11-20", "Fri 20 Nov is over already: say a later date.", "due"),
        ("x", "missed", "soon", "“soon” is not a date.", "due"),
    ],
)  # fmt: skip
def test_a_return_needs_words_a_cause_and_a_date_to_come(
    desk: Desk, because: str, cause: str, due: str | None, sentence: str, field: str
) -> None:
    made = delivered(desk)
    with refused(desk, sentence, field=field):
        desk.handoffs.return_(made, because, cause, due)


def test_what_did_not_come_is_not_returned(desk: Desk) -> None:
    made, draft, over = working(desk, deliverables=PARTS), drafted(desk, "Draft"), accepted(desk, "Film")
    with refused(desk, "Nothing of Photos is delivered: there is nothing to return."):
        desk.handoffs.return_(made, "x", "missed", FRIDAY)
    desk.handoffs.deliver(made, "cut")
    with refused(desk, "Captions is not delivered yet. To review: Cut."):
        desk.handoffs.return_(made, "x", "missed", FRIDAY, "captions")
    with refused(desk, "Photos has no such deliverable open: Cut."):
        desk.handoffs.return_(made, "x", "missed", FRIDAY, "music")
    with refused(desk, "Draft is still a draft: it cannot be returned. Send it first."):
        desk.handoffs.return_(draft, "x", "missed", FRIDAY)
    with refused(desk, "Film is accepted: it cannot be returned."):
        desk.handoffs.return_(over, "x", "missed", FRIDAY)


# ---- accept


def test_accepting_finishes_the_task_and_leaves_the_price_to_pay(desk: Desk) -> None:
    made = delivered(desk, deliverables=PARTS)
    with one_step(desk):
        assert desk.handoffs.accept(made, 4, rehire="yes").message == "Accepted Photos. $400 to pay."
    found = handoff(desk, made)
    assert (found.state, found.next_move, found.next_check, found.accepted) == ("accepted", "owner", None, NOW)
    assert (found.rating, found.rehire, states(desk, made)) == (4, "yes", ["accepted"] * 3)
    task = desk.book.tasks.get(found.task)
    assert task is not None
    assert task.state == "done"
    assert last_event(desk, made) == {"by": "owner", "rating": 4, "rehire": "yes"}


def test_accepting_what_costs_nothing_closes_it(desk: Desk) -> None:
    made = delivered(desk, price=None)
    with one_step(desk):
        assert desk.handoffs.accept(made).message == "Accepted Photos."
    found = handoff(desk, made)
    assert (found.state, found.next_move, found.next_check) == ("closed", None, None)
    assert told(desk, made)[-2:] == ["accepted", "closed"]


def test_accepting_what_is_paid_closes_it(desk: Desk) -> None:
    made = delivered(desk)
    desk.handoffs.pay(made, anyway=True)
    assert desk.handoffs.accept(made).message == "Accepted Photos."
    assert handoff(desk, made).state == "closed"


def test_open_access_keeps_what_is_paid_from_closing(desk: Desk) -> None:
    made = delivered(desk, price=None)
    grant = put(desk, "access", contractor=somebody(desk), system="Shop", handoff=made)
    assert desk.handoffs.accept(made).message == "Accepted Photos."
    assert handoff(desk, made).state == "accepted"
    with refused(desk, "Photos is not closed while access is open: revoke it first."):
        desk.handoffs.close(made)
    change(desk, "access", grant, revoked=TODAY)
    with one_step(desk):
        assert desk.handoffs.close(made).message == "Closed Photos."
    assert handoff(desk, made).state == "closed"
    assert told(desk, made)[-1] == "closed"


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_is_from_1_to_5(desk: Desk, rating: int) -> None:
    made = delivered(desk)
    with refused(desk, "A rating is a number from 1 to 5.", field="rating"):
        desk.handoffs.accept(made, rating)


def test_rehire_is_one_of_three_words(desk: Desk) -> None:
    made = delivered(desk)
    with refused(desk, "Rehire is yes, maybe or no.", field="rehire"):
        desk.handoffs.accept(made, rehire="never")


def test_only_what_is_delivered_can_be_accepted(desk: Desk) -> None:
    made, draft, over = working(desk, deliverables=PARTS), drafted(desk, "Draft"), accepted(desk, "Film")
    with refused(desk, "Photos is being worked on: it cannot be accepted. Log the delivery first."):
        desk.handoffs.accept(made)
    with refused(desk, "Draft is still a draft: it cannot be accepted. Send it first."):
        desk.handoffs.accept(draft)
    with refused(desk, "Film is accepted: it cannot be accepted."):
        desk.handoffs.accept(over)
