"""Editing a handoff: what may change, and the state that follows from what is still owed."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.records import Deliverable
from tests.desk.look import handoff, owed, task_of
from tests.desk.same import last_event, one_step, refused, told
from tests.making import (
    FRIDAY,
    MONDAY_AFTER,
    NEXT_FRIDAY,
    accepted,
    add_contractor,
    delivered,
    drafted,
    price,
    sent,
    somebody,
    working,
)

PAST = "2026-11-20"
TODAY = "2026-11-23"
TOMORROW = "2026-11-24"


def piece(desk: Desk, uid: str, title: str) -> Deliverable:
    return next(d for d in desk.book.owed_in(handoff(desk, uid)) if d.title == title)


# ---- edit


def test_editing_a_draft_rewrites_it(desk: Desk) -> None:
    north = add_contractor(desk)
    made = drafted(desk, deliverables=(("One", None), ("Two", MONDAY_AFTER)))
    said = HandoffDraft(
        contractor=north, due=FRIDAY, price=price(), deliverables=(("Two", None), ("Three", NEXT_FRIDAY))
    )  # fmt: skip
    with one_step(desk):
        assert desk.handoffs.edit(made, said).message == "Changed Photos."
    found = handoff(desk, made)
    assert (found.contractor, found.due, found.original_due, found.price) == (north, FRIDAY, FRIDAY, price())
    assert owed(desk, made) == [("Two", "owed", FRIDAY), ("Three", "owed", NEXT_FRIDAY), ("One", "waived", None)]
    assert task_of(desk, made).contractor == north
    assert told(desk, made) == ["drafted", "edited"]


def test_editing_without_naming_deliverables_keeps_them_and_their_own_dues(desk: Desk) -> None:
    made = drafted(desk, due=FRIDAY, deliverables=(("One", None), ("Two", MONDAY_AFTER)))
    desk.handoffs.edit(made, HandoffDraft(due=NEXT_FRIDAY))
    assert owed(desk, made) == [("One", "owed", NEXT_FRIDAY), ("Two", "owed", MONDAY_AFTER)]


def test_two_deliverables_of_one_title_both_stay(desk: Desk) -> None:
    made = drafted(desk, due=FRIDAY, deliverables=(("One", None), ("One", MONDAY_AFTER)))
    desk.handoffs.edit(made, HandoffDraft(due=FRIDAY, deliverables=(("One", None), ("One", None), ("Two", None))))
    assert [title for title, _, _ in owed(desk, made)] == ["One", "One", "Two"]
    desk.handoffs.edit(made, HandoffDraft(due=FRIDAY, deliverables=(("One", None),)))
    assert [state for _, state, _ in owed(desk, made)] == ["owed", "waived", "waived"]


def test_what_was_waived_can_be_owed_again(desk: Desk) -> None:
    north = somebody(desk)
    made = sent(desk, deliverables=(("One", None), ("Two", None)))
    desk.handoffs.edit(made, HandoffDraft(contractor=north, due=FRIDAY, deliverables=(("One", None),)))
    assert owed(desk, made) == [("One", "owed", FRIDAY), ("Two", "waived", FRIDAY)]
    with one_step(desk):
        desk.handoffs.edit(
            made, HandoffDraft(contractor=north, due=FRIDAY, deliverables=(("One", None), ("Two", None)))
        )
    assert owed(desk, made) == [("One", "owed", FRIDAY), ("Two", "owed", FRIDAY)]


def test_once_sent_contractor_and_due_stay(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = sent(desk, contractor=north)
    with refused(desk, "Photos is with Northlight Photo: reassign it.", field="contractor"):
        desk.handoffs.edit(made, HandoffDraft(contractor=south, due=FRIDAY))
    with refused(desk, "An agreed date changes by extending it, with a reason.", field="due"):
        desk.handoffs.edit(made, HandoffDraft(contractor=north, due=NEXT_FRIDAY))
    with one_step(desk):
        desk.handoffs.edit(made, HandoffDraft(contractor=north, due=FRIDAY, price=price("450.00")))
    assert (handoff(desk, made).price, handoff(desk, made).state) == (price("450.00"), "sent")


def test_waiving_all_that_is_still_owed_makes_it_delivered(desk: Desk) -> None:
    made = working(desk, deliverables=(("One", None), ("Two", None)))
    desk.handoffs.deliver(made, "One")
    said = HandoffDraft(contractor=somebody(desk), due=FRIDAY, price=price(), deliverables=(("One", None),))
    with one_step(desk):
        desk.handoffs.edit(made, said)
    found = handoff(desk, made)
    assert owed(desk, made) == [("One", "delivered", FRIDAY), ("Two", "waived", FRIDAY)]
    assert (found.state, found.next_move, found.next_check) == ("delivered", "owner", TODAY)
    assert found.first_delivered == "2026-11-23T09:00:00.000Z"
    assert told(desk, made)[-2:] == ["delivered", "changed"]


def test_asking_for_more_after_the_delivery_makes_it_work_again(desk: Desk) -> None:
    made = delivered(desk)
    said = HandoffDraft(contractor=somebody(desk), due=FRIDAY, deliverables=(("Photos", None), ("Film", None)))
    with one_step(desk):
        desk.handoffs.edit(made, said)
    assert owed(desk, made) == [("Photos", "delivered", FRIDAY), ("Film", "owed", FRIDAY)]
    assert (handoff(desk, made).state, handoff(desk, made).next_move) == ("working", "contractor")
    assert last_event(desk, made)["state"] == "working"


def test_what_is_accepted_is_not_edited(desk: Desk) -> None:
    made = accepted(desk)
    with refused(desk, "Photos is accepted: it cannot be edited."):
        desk.handoffs.edit(made, HandoffDraft())
