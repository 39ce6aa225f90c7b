"""Verbs that call work back: take back, reassign, cancel."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.errors import Unknown
from delegator_tui.model.records import Brief, Deliverable, Money
from tests.desk.look import handoff, owed, task_of
from tests.desk.same import last_event, one_step, refused, told
from tests.making import (
    FRIDAY,
    MONDAY_AFTER,
    NEXT_FRIDAY,
    StandingClock,
    accepted,
    add_contractor,
    change,
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


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


def piece(desk: Desk, uid: str, title: str) -> Deliverable:
    return next(d for d in desk.book.owed_in(handoff(desk, uid)) if d.title == title)


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
        done = getattr(desk.handoffs, verb)(made, "no time")
    found = handoff(desk, made)
    assert (found.state, found.next_move, found.next_check, done.message) == (state, None, None, said)
    assert task_of(desk, made).state == task_state
    assert [s for _, s, _ in owed(desk, made)] == ["delivered" if make is delivered else "waived"]
    assert last_event(desk, made) == {"by": "owner", "because": "no time"}
    assert made not in desk.book.handoffs.open


@pytest.mark.parametrize(("own", "agreed", "due"), [
    ("2026-11-27", "2026-12-11", "2026-12-11"), ("2026-12-18", "2026-12-11", "2026-12-18"),
    (None, "2026-12-11", "2026-12-11"),
])  # fmt: skip
def test_what_is_taken_back_has_the_later_of_its_own_date_and_the_agreed_one(
    desk: Desk, own: str | None, agreed: str, due: str
) -> None:
    made = sent(desk)
    task = handoff(desk, made).task
    if own:
        change(desk, "tasks", task, due=own)
    desk.handoffs.extend(made, agreed, "asked for")
    desk.handoffs.take_back(made)
    found = desk.book.tasks.get(task)
    assert found is not None
    assert found.due == due


@pytest.mark.parametrize("verb", ["take_back", "cancel"])
def test_what_is_over_cannot_be_ended(desk: Desk, verb: str) -> None:
    made = accepted(desk)
    past = {"take_back": "taken back", "cancel": "cancelled"}[verb]
    with refused(desk, f"Photos is accepted: it cannot be {past}."):
        getattr(desk.handoffs, verb)(made)
    other = sent(desk, "Film")
    getattr(desk.handoffs, verb)(other)
    with refused(desk, f"Film is {past}: it cannot be {past}."):
        getattr(desk.handoffs, verb)(other)


def test_what_was_taken_back_can_be_handed_off_again(desk: Desk) -> None:
    made = sent(desk)
    desk.handoffs.take_back(made)
    again = desk.handoffs.hand_off(handoff(desk, made).task, HandoffDraft(contractor=somebody(desk), due=FRIDAY)).uid
    assert again != made
    assert desk.book.handoffs_by_task[handoff(desk, made).task].uid == again


# ---- reassign


def test_reassigning_ends_one_handoff_and_sends_another(desk: Desk, clock: StandingClock) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    brief = Brief(outcome="Sold out")
    made = working(desk, contractor=north, brief=brief, deliverables=(("One", None), ("Two", MONDAY_AFTER)))
    clock.go(days=1)
    with one_step(desk):
        done = desk.handoffs.reassign(made, south, because="ill")
    old, new = handoff(desk, made), handoff(desk, done.uid)
    assert done.message == "Photos is with South now, due Fri 27 Nov, for $400."
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
    new = desk.handoffs.reassign(made, south, due=NEXT_FRIDAY).uid
    assert owed(desk, new) == [("One", "owed", NEXT_FRIDAY), ("Two", "owed", NEXT_FRIDAY)]
    assert handoff(desk, new).original_due == NEXT_FRIDAY


def test_what_was_waived_is_not_owed_by_the_next(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = sent(desk, contractor=north, deliverables=(("One", None), ("Two", None)))
    desk.handoffs.edit(made, HandoffDraft(contractor=north, due=FRIDAY, deliverables=(("Two", None),)))
    assert owed(desk, desk.handoffs.reassign(made, south).uid) == [("Two", "owed", FRIDAY)]


def test_a_reassigned_draft_stays_a_draft(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = drafted(desk, contractor=north, due=FRIDAY)
    new = desk.handoffs.reassign(made, south).uid
    assert (handoff(desk, made).state, handoff(desk, new).state) == ("reassigned", "drafted")


def test_reassigning_to_whom_it_cannot_go_is_refused(desk: Desk) -> None:
    north, south = somebody(desk), add_contractor(desk, "South")
    made = sent(desk, contractor=north)
    with refused(desk, "Photos is with Northlight Photo already.", field="contractor"):
        desk.handoffs.reassign(made, north)
    with refused(desk, "There is no such contractor.", field="contractor", kind=Unknown):
        desk.handoffs.reassign(made, "nobody")
    with refused(desk, "“soon” is not a date.", field="due"):
        desk.handoffs.reassign(made, south, due="soon")
    desk.contractors.end(south)
    sentence = "South is ended: choose somebody else, or edit the status first."
    with refused(desk, sentence, field="contractor"):
        desk.handoffs.reassign(made, south)


def test_reassigning_what_is_late_needs_a_new_date_or_force(desk: Desk, clock: StandingClock) -> None:
    south, made = add_contractor(desk, "South"), sent(desk, contractor=add_contractor(desk))
    clock.go(days=6)
    desk.tick()
    with refused(desk, "Fri 27 Nov is over already: say a later date.", field="due", force="--anyway"):
        desk.handoffs.reassign(made, south)
    assert owed(desk, desk.handoffs.reassign(made, south, anyway=True).uid) == [("Photos", "owed", FRIDAY)]


def test_what_is_accepted_is_not_reassigned(desk: Desk) -> None:
    south, made = add_contractor(desk, "South"), accepted(desk)
    with refused(desk, "Photos is accepted: it cannot be reassigned."):
        desk.handoffs.reassign(made, south)


# ---- what was paid


@pytest.mark.parametrize(("verb", "said"), [
    ("take_back", "Photos is yours again."), ("cancel", "Cancelled Photos; its task is dropped."),
])  # fmt: skip
def test_work_that_is_called_back_says_what_was_paid_and_to_whom(desk: Desk, verb: str, said: str) -> None:
    made = working(desk)
    desk.handoffs.pay(made, usd("100.00"))
    desk.handoffs.pay(made, usd("30.00"))
    with one_step(desk):
        done = getattr(desk.handoffs, verb)(made)
    assert done.message == f"{said} Paid so far: $130 to Northlight Photo on Mon 23 Nov."


def test_the_next_one_has_a_price_of_its_own_or_the_old_one(desk: Desk) -> None:
    made = working(desk)
    desk.handoffs.pay(made, usd("100.00"))
    new = desk.handoffs.reassign(made, add_contractor(desk, "Ben"), price=price("250.00"))
    assert new.message == (
        "Photos is with Ben now, due Fri 27 Nov, for $250. Paid so far: $100 to Northlight Photo on Mon 23 Nov."
    )
    again = desk.handoffs.reassign(new.uid, add_contractor(desk, "Cleo"))
    assert again.message == "Photos is with Cleo now, due Fri 27 Nov, for $250."
