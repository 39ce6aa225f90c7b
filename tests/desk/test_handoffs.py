"""Verbs that give work out and call it back: draft, hand off, edit, send, take back, reassign, cancel."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.handoffs import HandoffDraft
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.records import Brief, Deliverable, Handoff, Task
from tests.desk.same import last_event, one_step, refused, told
from tests.making import (
    FRIDAY,
    MONDAY_AFTER,
    NEXT_FRIDAY,
    StandingClock,
    accepted,
    add_contractor,
    add_task,
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


def handoff(desk: Desk, uid: str) -> Handoff:
    found = desk.book.handoffs.get(uid)
    assert found is not None
    return found


def task_of(desk: Desk, uid: str) -> Task:
    found = desk.book.tasks.get(handoff(desk, uid).task)
    assert found is not None
    return found


def owed(desk: Desk, uid: str) -> list[tuple[str, str, str | None]]:
    return [(d.title, d.state, d.due) for d in desk.book.owed_in(handoff(desk, uid))]


def piece(desk: Desk, uid: str, title: str) -> Deliverable:
    return next(d for d in desk.book.owed_in(handoff(desk, uid)) if d.title == title)


# ---- draft


def test_a_draft_may_wait_for_everything(desk: Desk) -> None:
    uid = add_task(desk, "Photos wait:1 feb")
    with one_step(desk):
        done = desk.draft(uid)
    found = handoff(desk, done.uid)
    assert done.said == "Drafted Photos: send it from Today."
    assert (found.state, found.contractor, found.due, found.price) == ("drafted", None, None, None)
    assert (found.next_move, found.next_check) == ("owner", TODAY)
    assert owed(desk, done.uid) == [("Photos", "owed", None)]
    assert (task_of(desk, done.uid).state, task_of(desk, done.uid).defer_until) == ("delegated", None)
    assert told(desk, done.uid) == ["drafted"]


def test_a_draft_takes_contractor_and_price_from_the_task(desk: Desk) -> None:
    north = add_contractor(desk)
    done = desk.draft(add_task(desk, "Photos $400 >northlight"))
    found = handoff(desk, done.uid)
    assert done.said == "Drafted Photos for Northlight Photo: send it from Today."
    assert (found.contractor, found.price) == (north, price())


def test_a_draft_keeps_what_is_said(desk: Desk) -> None:
    north = add_contractor(desk)
    said = HandoffDraft(
        contractor=north, due=FRIDAY, price=price("35.00", unit="hour"), stakes="critical", autonomy="propose",
        brief=Brief(outcome="Sold out"), deliverables=(("One", None), (" Two ", MONDAY_AFTER)),
    )  # fmt: skip
    made = desk.draft(add_task(desk), said).uid
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
        desk.draft(uid, said)
    with refused(desk, sentence, field=field, kind=kind):
        desk.edit_handoff(made, said)


def test_a_second_draft_or_one_of_nothing_is_refused(desk: Desk) -> None:
    uid = add_task(desk)
    desk.draft(uid)
    sentence = "Photos is handed off to nobody yet, as a draft: take it back or cancel the handoff first."
    with refused(desk, sentence):
        desk.draft(uid)
    with refused(desk, "There is no such task.", kind=Unknown):
        desk.draft("no-such")


# ---- hand off


def test_a_task_is_handed_off_in_one_step(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    said = HandoffDraft(contractor=north, due=FRIDAY, price=price(), channel="mail")
    with one_step(desk):
        done = desk.hand_off(uid, said)
    found = handoff(desk, done.uid)
    assert done.said == "Handed Photos to Northlight Photo, due Fri 27 Nov."
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
    desk.draft(
        uid,
        HandoffDraft(
            due=FRIDAY, price=price(), stakes="critical", brief=Brief(outcome="Sold out", why="Rent"),
            deliverables=(("One", MONDAY_AFTER), ("Two", None)),
        ),
    )  # fmt: skip
    with one_step(desk):
        made = desk.hand_off(uid, HandoffDraft(contractor=north, due=NEXT_FRIDAY, brief=Brief(outcome="All sold"))).uid
    found = handoff(desk, made)
    assert len(list(desk.book.handoffs.all())) == 1
    assert (found.state, found.due, found.original_due, found.price) == ("sent", NEXT_FRIDAY, NEXT_FRIDAY, price())
    assert (found.brief, found.stakes) == (Brief(outcome="All sold", why="Rent"), "critical")
    assert owed(desk, made) == [("One", "owed", MONDAY_AFTER), ("Two", "owed", NEXT_FRIDAY)]
    assert told(desk, made) == ["drafted", "handed off"]


def test_what_a_draft_knows_need_not_be_said_again(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    desk.draft(uid, HandoffDraft(contractor=north, due=FRIDAY))
    made = desk.hand_off(uid, HandoffDraft()).uid
    assert (handoff(desk, made).contractor, handoff(desk, made).due) == (north, FRIDAY)


def test_a_handoff_needs_a_contractor_and_a_due(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    who = "Say who does Photos: a handoff needs a contractor. A draft may wait."
    with refused(desk, who, field="contractor"):
        desk.hand_off(uid, HandoffDraft(due=FRIDAY))
    when = "Say by when Photos is due: a handoff without a date is a leak."
    with refused(desk, when, field="due"):
        desk.hand_off(uid, HandoffDraft(contractor=north))
    with refused(desk, "There is no such contractor.", field="contractor", kind=Unknown):
        desk.hand_off(uid, HandoffDraft(contractor="nobody", due=FRIDAY))
    with refused(desk, "There is no such task.", kind=Unknown):
        desk.hand_off("no-such", HandoffDraft(contractor=north, due=FRIDAY))


def test_who_is_ended_gets_nothing(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    desk.end_contractor(north)
    sentence = "Northlight Photo is ended: choose somebody else, or edit the status first."
    with refused(desk, sentence, field="contractor"):
        desk.hand_off(uid, HandoffDraft(contractor=north, due=FRIDAY))


def test_a_due_that_is_over_must_be_forced(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    said = HandoffDraft(contractor=north, due=PAST)
    with refused(desk, "Fri 20 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.hand_off(uid, said)
    with one_step(desk):
        made = desk.hand_off(uid, said, anyway=True).uid
    assert (handoff(desk, made).due, handoff(desk, made).next_check) == (PAST, TODAY)


@pytest.mark.parametrize(("verb", "state"), [("drop", "dropped"), ("done", "done")])
def test_what_is_over_cannot_be_handed_off(desk: Desk, verb: str, state: str) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    getattr(desk, verb)(uid)
    with refused(desk, f"Photos is {state}: a {state} task cannot be handed off."):
        desk.hand_off(uid, HandoffDraft(contractor=north, due=FRIDAY))


def test_what_is_out_cannot_be_handed_off_again(desk: Desk) -> None:
    made = sent(desk)
    with refused(desk, "Photos is with Northlight Photo already: reassign it instead."):
        desk.hand_off(handoff(desk, made).task, HandoffDraft(contractor=somebody(desk), due=FRIDAY))


def test_asking_first_refuses_what_handing_off_would(desk: Desk) -> None:
    north, uid = add_contractor(desk), add_task(desk)
    desk.check_hand_off(uid, HandoffDraft(contractor=north, due=FRIDAY))
    with refused(desk, "Fri 20 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.check_hand_off(uid, HandoffDraft(contractor=north, due=PAST))


# ---- send


def test_a_draft_is_sent(desk: Desk) -> None:
    made = drafted(desk, contractor=add_contractor(desk), due=FRIDAY)
    with one_step(desk):
        done = desk.send(made, channel="phone")
    found = handoff(desk, made)
    assert done.said == "Sent Photos to Northlight Photo, due Fri 27 Nov."
    assert (found.state, found.next_move, found.next_check) == ("sent", "contractor", TOMORROW)
    assert last_event(desk, made) == {"by": "owner", "channel": "phone"}


def test_a_draft_that_lacks_something_is_not_sent(desk: Desk) -> None:
    north = add_contractor(desk)
    bare = drafted(desk)
    with refused(desk, "Say who does Photos: a handoff needs a contractor. A draft may wait.", field="contractor"):
        desk.send(bare)
    dateless = drafted(desk, "Film", contractor=north)
    with refused(desk, "Say by when Film is due: a handoff without a date is a leak.", field="due"):
        desk.send(dateless)
    late = drafted(desk, "Cards", contractor=north, due=PAST)
    with refused(desk, "Fri 20 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.send(late)
    with one_step(desk):
        desk.send(late, anyway=True)


def test_what_is_sent_is_not_sent_again(desk: Desk) -> None:
    made = sent(desk)
    with refused(desk, "Photos is sent and not read back: it cannot be sent."):
        desk.send(made)
    with refused(desk, "There is no such handoff.", kind=Unknown):
        desk.send("no-such")


# ---- edit


def test_editing_a_draft_rewrites_it(desk: Desk) -> None:
    north = add_contractor(desk)
    made = drafted(desk, deliverables=(("One", None), ("Two", MONDAY_AFTER)))
    said = HandoffDraft(
        contractor=north, due=FRIDAY, price=price(), deliverables=(("Two", None), ("Three", NEXT_FRIDAY))
    )  # fmt: skip
    with one_step(desk):
        assert desk.edit_handoff(made, said).said == "Changed Photos."
    found = handoff(desk, made)
    assert (found.contractor, found.due, found.original_due, found.price) == (north, FRIDAY, FRIDAY, price())
    assert owed(desk, made) == [("Two", "owed", FRIDAY), ("Three", "owed", NEXT_FRIDAY), ("One", "waived", None)]
    assert task_of(desk, made).contractor == north
    assert told(desk, made) == ["drafted", "edited"]


def test_editing_without_naming_deliverables_keeps_them_and_their_own_dues(desk: Desk) -> None:
    made = drafted(desk, due=FRIDAY, deliverables=(("One", None), ("Two", MONDAY_AFTER)))
    desk.edit_handoff(made, HandoffDraft(due=NEXT_FRIDAY))
    assert owed(desk, made) == [("One", "owed", NEXT_FRIDAY), ("Two", "owed", MONDAY_AFTER)]


def test_two_deliverables_of_one_title_both_stay(desk: Desk) -> None:
    made = drafted(desk, due=FRIDAY, deliverables=(("One", None), ("One", MONDAY_AFTER)))
    desk.edit_handoff(made, HandoffDraft(due=FRIDAY, deliverables=(("One", None), ("One", None), ("Two", None))))
    assert [title for title, _, _ in owed(desk, made)] == ["One", "One", "Two"]
    desk.edit_handoff(made, HandoffDraft(due=FRIDAY, deliverables=(("One", None),)))
    assert [state for _, state, _ in owed(desk, made)] == ["owed", "waived", "waived"]


def test_what_was_waived_can_be_owed_again(desk: Desk) -> None:
    north = somebody(desk)
    made = sent(desk, deliverables=(("One", None), ("Two", None)))
    desk.edit_handoff(made, HandoffDraft(contractor=north, due=FRIDAY, deliverables=(("One", None),)))
    assert owed(desk, made) == [("One", "owed", FRIDAY), ("Two", "waived", FRIDAY)]
    with one_step(desk):
        desk.edit_handoff(made, HandoffDraft(contractor=north, due=FRIDAY, deliverables=(("One", None), ("Two", None))))
    assert owed(desk, made) == [("One", "owed", FRIDAY), ("Two", "owed", FRIDAY)]


def test_once_sent_contractor_and_due_stay(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = sent(desk, contractor=north)
    with refused(desk, "Photos is with Northlight Photo: reassign it.", field="contractor"):
        desk.edit_handoff(made, HandoffDraft(contractor=south, due=FRIDAY))
    with refused(desk, "An agreed date changes by extending it, with a reason.", field="due"):
        desk.edit_handoff(made, HandoffDraft(contractor=north, due=NEXT_FRIDAY))
    with one_step(desk):
        desk.edit_handoff(made, HandoffDraft(contractor=north, due=FRIDAY, price=price("450.00")))
    assert (handoff(desk, made).price, handoff(desk, made).state) == (price("450.00"), "sent")


def test_waiving_all_that_is_still_owed_makes_it_delivered(desk: Desk) -> None:
    made = working(desk, deliverables=(("One", None), ("Two", None)))
    desk.deliver(made, "One")
    said = HandoffDraft(contractor=somebody(desk), due=FRIDAY, price=price(), deliverables=(("One", None),))
    with one_step(desk):
        desk.edit_handoff(made, said)
    found = handoff(desk, made)
    assert owed(desk, made) == [("One", "delivered", FRIDAY), ("Two", "waived", FRIDAY)]
    assert (found.state, found.next_move, found.next_check) == ("delivered", "owner", TODAY)
    assert found.first_delivered == "2026-11-23T09:00:00.000Z"
    assert told(desk, made)[-2:] == ["delivered", "edited"]


def test_asking_for_more_after_the_delivery_makes_it_work_again(desk: Desk) -> None:
    made = delivered(desk)
    said = HandoffDraft(contractor=somebody(desk), due=FRIDAY, deliverables=(("Photos", None), ("Film", None)))
    with one_step(desk):
        desk.edit_handoff(made, said)
    assert owed(desk, made) == [("Photos", "delivered", FRIDAY), ("Film", "owed", FRIDAY)]
    assert (handoff(desk, made).state, handoff(desk, made).next_move) == ("working", "contractor")
    assert last_event(desk, made)["state"] == "working"


def test_what_is_accepted_is_not_edited(desk: Desk) -> None:
    made = accepted(desk)
    with refused(desk, "Photos is accepted: it cannot be edited."):
        desk.edit_handoff(made, HandoffDraft())


# ---- take back, cancel


@pytest.mark.parametrize("make", [drafted, sent, working, delivered])
@pytest.mark.parametrize(
    ("verb", "state", "task_state", "said"),
    [
        ("take_back", "taken_back", "mine", "Photos is yours again."),
        ("cancel", "cancelled", "dropped", "Cancelled Photos; its task is dropped."),
    ],
)
def test_an_open_handoff_can_be_ended(
    desk: Desk, make: object, verb: str, state: str, task_state: str, said: str
) -> None:
    assert callable(make)
    made = make(desk)
    with one_step(desk):
        done = getattr(desk, verb)(made, "no time")
    found = handoff(desk, made)
    assert (found.state, found.next_move, found.next_check, done.said) == (state, None, None, said)
    assert task_of(desk, made).state == task_state
    assert [s for _, s, _ in owed(desk, made)] == ["delivered" if make is delivered else "waived"]
    assert last_event(desk, made) == {"by": "owner", "because": "no time"}
    assert made not in desk.book.handoffs.open


@pytest.mark.parametrize("verb", ["take_back", "cancel"])
def test_what_is_over_cannot_be_ended(desk: Desk, verb: str) -> None:
    made = accepted(desk)
    past = {"take_back": "taken back", "cancel": "cancelled"}[verb]
    with refused(desk, f"Photos is accepted: it cannot be {past}."):
        getattr(desk, verb)(made)
    other = sent(desk, "Film")
    getattr(desk, verb)(other)
    with refused(desk, f"Film is {past}: it cannot be {past}."):
        getattr(desk, verb)(other)


def test_what_was_taken_back_can_be_handed_off_again(desk: Desk) -> None:
    made = sent(desk)
    desk.take_back(made)
    again = desk.hand_off(handoff(desk, made).task, HandoffDraft(contractor=somebody(desk), due=FRIDAY)).uid
    assert again != made
    assert desk.book.handoffs_by_task[handoff(desk, made).task].uid == again


# ---- reassign


def test_reassigning_ends_one_handoff_and_sends_another(desk: Desk, clock: StandingClock) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    brief = Brief(outcome="Sold out")
    made = working(desk, contractor=north, brief=brief, deliverables=(("One", None), ("Two", MONDAY_AFTER)))
    clock.go(days=1)
    with one_step(desk):
        done = desk.reassign(made, south, because="ill")
    old, new = handoff(desk, made), handoff(desk, done.uid)
    assert done.said == "Photos is with South now, due Fri 27 Nov."
    assert (old.state, old.next_move, old.next_check) == ("reassigned", None, None)
    assert (new.state, new.contractor, new.task, new.due, new.original_due) == ("sent", south, old.task, FRIDAY, FRIDAY)
    assert (new.price, new.brief, new.read_back, new.next_check) == (price(), brief, "", "2026-11-25")
    assert owed(desk, made) == [("One", "waived", FRIDAY), ("Two", "waived", MONDAY_AFTER)]
    assert owed(desk, done.uid) == [("One", "owed", FRIDAY), ("Two", "owed", MONDAY_AFTER)]
    assert (task_of(desk, made).state, task_of(desk, made).contractor) == ("delegated", south)
    assert (told(desk, made)[-1], told(desk, done.uid)) == ("reassigned", ["drafted", "handed off"])


def test_reassigning_with_a_new_date_moves_everything_to_it(desk: Desk) -> None:
    south = add_contractor(desk, "South")
    made = sent(desk, contractor=add_contractor(desk), deliverables=(("One", None), ("Two", MONDAY_AFTER)))
    new = desk.reassign(made, south, due=NEXT_FRIDAY).uid
    assert owed(desk, new) == [("One", "owed", NEXT_FRIDAY), ("Two", "owed", NEXT_FRIDAY)]
    assert handoff(desk, new).original_due == NEXT_FRIDAY


def test_what_was_waived_is_not_owed_by_the_next(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = sent(desk, contractor=north, deliverables=(("One", None), ("Two", None)))
    desk.edit_handoff(made, HandoffDraft(contractor=north, due=FRIDAY, deliverables=(("Two", None),)))
    assert owed(desk, desk.reassign(made, south).uid) == [("Two", "owed", FRIDAY)]


def test_a_reassigned_draft_stays_a_draft(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = drafted(desk, contractor=north, due=FRIDAY)
    new = desk.reassign(made, south).uid
    assert (handoff(desk, made).state, handoff(desk, new).state) == ("reassigned", "drafted")


def test_reassigning_to_whom_it_cannot_go_is_refused(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = sent(desk, contractor=north)
    with refused(desk, "Photos is with Northlight Photo already.", field="contractor"):
        desk.reassign(made, north)
    with refused(desk, "There is no such contractor.", field="contractor", kind=Unknown):
        desk.reassign(made, "nobody")
    with refused(desk, "“soon” is not a date.", field="due"):
        desk.reassign(made, south, due="soon")
    desk.end_contractor(south)
    sentence = "South is ended: choose somebody else, or edit the status first."
    with refused(desk, sentence, field="contractor"):
        desk.reassign(made, south)


def test_reassigning_what_is_late_needs_a_new_date_or_force(desk: Desk, clock: StandingClock) -> None:
    south, made = add_contractor(desk, "South"), sent(desk, contractor=add_contractor(desk))
    clock.go(days=6)
    desk.tick()
    with refused(desk, "Fri 27 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.reassign(made, south)
    assert owed(desk, desk.reassign(made, south, anyway=True).uid) == [("Photos", "owed", FRIDAY)]


def test_what_is_accepted_is_not_reassigned(desk: Desk) -> None:
    south, made = add_contractor(desk, "South"), accepted(desk)
    with refused(desk, "Photos is accepted: it cannot be reassigned."):
        desk.reassign(made, south)
