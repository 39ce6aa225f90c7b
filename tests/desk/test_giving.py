"""Verbs that give work out: draft, hand off, send."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Brief, Deliverable
from tests.desk.look import handoff, owed, task_of
from tests.desk.same import last_event, one_step, refused, told
from tests.making import (
    FRIDAY,
    MONDAY_AFTER,
    NEXT_FRIDAY,
    add_contractor,
    add_task,
    drafted,
    price,
    sent,
    somebody,
)

PAST = "2026-11-20"
TODAY = "2026-11-23"
TOMORROW = "2026-11-24"


def piece(desk: Desk, uid: str, title: str) -> Deliverable:
    return next(d for d in desk.book.owed_in(handoff(desk, uid)) if d.title == title)


# ---- draft


def test_a_draft_may_wait_for_everything(desk: Desk) -> None:
    uid = add_task(desk, "Photos wait:1 feb")
    with one_step(desk):
        done = desk.handoffs.draft(uid)
    found = handoff(desk, done.uid)
    assert done.message == "Drafted Photos: send it from Today."
    assert (found.state, found.contractor, found.due, found.price) == ("drafted", None, None, None)
    assert (found.next_move, found.next_check) == ("owner", TODAY)
    assert owed(desk, done.uid) == [("Photos", "owed", None)]
    assert (task_of(desk, done.uid).state, task_of(desk, done.uid).defer_until) == ("delegated", None)
    assert told(desk, done.uid) == ["drafted"]


def test_a_draft_takes_contractor_and_price_from_the_task(desk: Desk) -> None:
    north = add_contractor(desk)
    done = desk.handoffs.draft(add_task(desk, "Photos $400 >northlight"))
    found = handoff(desk, done.uid)
    assert done.message == "Drafted Photos for Northlight Photo: send it from Today."
    assert (found.contractor, found.price) == (north, price())


def test_a_draft_keeps_what_is_said(desk: Desk) -> None:
    north = add_contractor(desk)
    said = HandoffDraft(
        contractor=north, due=FRIDAY, price=price("35.00", unit="hour"), stakes="critical", autonomy="propose",
        brief=Brief(outcome="Sold out"), deliverables=(("One", None), (" Two ", MONDAY_AFTER)),
    )  # fmt: skip
    made = desk.handoffs.draft(add_task(desk), said).uid
    found = handoff(desk, made)
    assert (found.original_due, found.due, found.price) == (FRIDAY, FRIDAY, said.price)
    assert (found.brief.outcome, found.stakes, found.autonomy) == ("Sold out", "critical", "propose")
    assert owed(desk, made) == [("One", "owed", FRIDAY), ("Two", "owed", MONDAY_AFTER)]
    assert piece(desk, made, "Two").original_due == MONDAY_AFTER


@pytest.mark.parametrize(
    ("said", "sentence", "field", "kind"),
    [
        (HandoffDraft(contractor="nobody"), "There is no such contractor.", "contractor", Unknown),
        (HandoffDraft(due="soon"), "“soon” is not a date.", "due", Refused),
        (HandoffDraft(deliverables=((" ", None),)), "A deliverable needs a title.", "deliverables", Refused),
        (HandoffDraft(deliverables=(("One", "soon"),)), "“soon” is not a date.", "deliverables", Refused),
    ],
)
def test_a_draft_that_says_what_is_none_is_refused(
    desk: Desk, said: HandoffDraft, sentence: str, field: str, kind: type[Refused]
) -> None:
    uid = add_task(desk)
    made = drafted(desk, "Film")
    with refused(desk, sentence, field=field, kind=kind):
        desk.handoffs.draft(uid, said)
    with refused(desk, sentence, field=field, kind=kind):
        desk.handoffs.edit(made, said)


def test_a_second_draft_or_one_of_nothing_is_refused(desk: Desk) -> None:
    uid = add_task(desk)
    desk.handoffs.draft(uid)
    sentence = "Photos is handed off to nobody yet, as a draft: take it back or cancel the handoff first."
    with refused(desk, sentence):
        desk.handoffs.draft(uid)
    with refused(desk, "There is no such task.", kind=Unknown):
        desk.handoffs.draft("no-such")


# ---- hand off


def test_a_task_is_handed_off_in_one_step(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    said = HandoffDraft(contractor=north, due=FRIDAY, price=price(), channel="mail")
    with one_step(desk):
        done = desk.handoffs.hand_off(uid, said)
    found = handoff(desk, done.uid)
    assert done.message == "Handed Photos to Northlight Photo, due Fri 27 Nov."
    assert (found.state, found.next_move, found.next_check) == ("sent", "contractor", TOMORROW)
    assert (found.due, found.original_due, found.price) == (FRIDAY, FRIDAY, price())
    assert found.sent is not None
    assert (found.sent.at, found.sent.channel) == ("2026-11-23T09:00:00.000Z", "mail")
    assert (task_of(desk, done.uid).state, task_of(desk, done.uid).contractor) == ("delegated", north)
    assert told(desk, done.uid) == ["drafted", "handed off"]


@pytest.mark.parametrize("line", ["Photos", "Photos wait:1 feb"])
def test_any_open_task_can_be_handed_off(desk: Desk, line: str) -> None:
    made = sent(desk, line)
    assert task_of(desk, made).defer_until is None


def test_the_first_check_comes_after_the_tasks_chase_days(desk: Desk) -> None:
    assert handoff(desk, sent(desk, "Photos chase:3d", due=NEXT_FRIDAY)).next_check == "2026-11-26"


def test_handing_off_a_draft_sends_it_and_keeps_what_is_not_said_anew(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    desk.handoffs.draft(
        uid,
        HandoffDraft(
            due=FRIDAY, price=price(), stakes="critical",
            brief=Brief(outcome="Sold out", why="Rent", done_when=("None left",)),
            deliverables=(("One", MONDAY_AFTER), ("Two", None)),
        ),
    )  # fmt: skip
    with one_step(desk):
        made = desk.handoffs.hand_off(
            uid, HandoffDraft(contractor=north, due=NEXT_FRIDAY, brief=Brief(outcome="All sold"))
        ).uid
    found = handoff(desk, made)
    assert len(list(desk.book.handoffs.all())) == 1
    assert (found.state, found.due, found.original_due, found.price) == ("sent", NEXT_FRIDAY, NEXT_FRIDAY, price())
    assert found.brief == Brief(outcome="All sold", why="Rent", done_when=("None left",))
    assert found.stakes == "critical"
    assert owed(desk, made) == [("One", "owed", MONDAY_AFTER), ("Two", "owed", NEXT_FRIDAY)]
    assert told(desk, made) == ["drafted", "handed off"]


def test_what_a_draft_knows_need_not_be_said_again(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    desk.handoffs.draft(uid, HandoffDraft(contractor=north, due=FRIDAY))
    made = desk.handoffs.hand_off(uid, HandoffDraft()).uid
    assert (handoff(desk, made).contractor, handoff(desk, made).due) == (north, FRIDAY)


def test_a_handoff_needs_a_contractor_and_a_due(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    who = "Say who does Photos: a handoff needs a contractor. A draft may wait."
    with refused(desk, who, field="contractor"):
        desk.handoffs.hand_off(uid, HandoffDraft(due=FRIDAY))
    when = "Say by when Photos is due: work without a date slips through the cracks."
    with refused(desk, when, field="due"):
        desk.handoffs.hand_off(uid, HandoffDraft(contractor=north))
    with refused(desk, "There is no such contractor.", field="contractor", kind=Unknown):
        desk.handoffs.hand_off(uid, HandoffDraft(contractor="nobody", due=FRIDAY))
    with refused(desk, "There is no such task.", kind=Unknown):
        desk.handoffs.hand_off("no-such", HandoffDraft(contractor=north, due=FRIDAY))


def test_who_is_ended_gets_nothing(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    desk.contractors.end(north)
    sentence = "Northlight Photo is ended: choose somebody else, or edit the status first."
    with refused(desk, sentence, field="contractor"):
        desk.handoffs.hand_off(uid, HandoffDraft(contractor=north, due=FRIDAY))


def test_a_due_that_is_over_must_be_forced(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    said = HandoffDraft(contractor=north, due=PAST)
    with refused(desk, "Fri 20 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.handoffs.hand_off(uid, said)
    with one_step(desk):
        made = desk.handoffs.hand_off(uid, said, anyway=True).uid
    assert (handoff(desk, made).due, handoff(desk, made).next_check) == (PAST, TODAY)


@pytest.mark.parametrize(("verb", "state"), [("drop", "dropped"), ("done", "done")])
def test_what_is_over_cannot_be_handed_off(desk: Desk, verb: str, state: str) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    getattr(desk.tasks, verb)(uid)
    with refused(desk, f"Photos is {state}: a {state} task cannot be handed off."):
        desk.handoffs.hand_off(uid, HandoffDraft(contractor=north, due=FRIDAY))


def test_what_is_out_cannot_be_handed_off_again(desk: Desk) -> None:
    made = sent(desk)
    with refused(desk, "Photos is with Northlight Photo already: reassign it instead."):
        desk.handoffs.hand_off(handoff(desk, made).task, HandoffDraft(contractor=somebody(desk), due=FRIDAY))


def test_asking_first_refuses_what_handing_off_would(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    desk.handoffs.check_hand_off(uid, HandoffDraft(contractor=north, due=FRIDAY))
    with refused(desk, "Fri 20 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.handoffs.check_hand_off(uid, HandoffDraft(contractor=north, due=PAST))


# ---- send


def test_a_draft_is_sent(desk: Desk) -> None:
    made = drafted(desk, contractor=add_contractor(desk), due=FRIDAY)
    with one_step(desk):
        done = desk.handoffs.send(made, channel="phone")
    found = handoff(desk, made)
    assert done.message == "Sent Photos to Northlight Photo, due Fri 27 Nov."
    assert (found.state, found.next_move, found.next_check) == ("sent", "contractor", TOMORROW)
    without = ["outcome", "done_when", "price"]
    assert last_event(desk, made) == {"by": "owner", "channel": "phone", "without": without}


def test_a_draft_that_lacks_something_is_not_sent(desk: Desk) -> None:
    north = add_contractor(desk)
    bare = drafted(desk)
    with refused(desk, "Say who does Photos: a handoff needs a contractor. A draft may wait.", field="contractor"):
        desk.handoffs.send(bare)
    dateless = drafted(desk, "Film", contractor=north)
    with refused(desk, "Say by when Film is due: work without a date slips through the cracks.", field="due"):
        desk.handoffs.send(dateless)
    late = drafted(desk, "Cards", contractor=north, due=PAST)
    with refused(desk, "Fri 20 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.handoffs.send(late)
    with one_step(desk):
        desk.handoffs.send(late, anyway=True)


def test_what_is_sent_is_not_sent_again(desk: Desk) -> None:
    made = sent(desk)
    with refused(desk, "Photos is sent and not read back: it cannot be sent."):
        desk.handoffs.send(made)
    with refused(desk, "There is no such handoff.", kind=Unknown):
        desk.handoffs.send("no-such")
