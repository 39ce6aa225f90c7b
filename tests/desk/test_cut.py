"""Cutting scope: some of what is owed is taken off, the rest goes on."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from tests.desk.look import handoff, stands
from tests.desk.same import last_event, one_step, refused, told
from tests.making import StandingClock, delivered, drafted, working

PARTS = (("Cut of 12 minutes", None), ("Captions", None), ("Project file", None))
TODAY, TOMORROW = "2026-11-23", "2026-11-24"


def owed(desk: Desk, uid: str) -> dict[str, str]:
    return {d.title: d.state for d in desk.book.owed_in(handoff(desk, uid))}


def test_what_is_cut_is_owed_no_more_and_the_date_stays(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS)
    with one_step(desk):
        assert (
            desk.handoffs.cut(made, ["capt", "project"], "no time left").message
            == "Photos goes on without Captions, Project file."
        )
    assert owed(desk, made) == {"Cut of 12 minutes": "owed", "Captions": "waived", "Project file": "waived"}
    assert stands(desk, made) == ("working", "contractor", TOMORROW)
    assert handoff(desk, made).due == "2026-11-27"
    event = last_event(desk, made)
    assert (event["because"], event["text"]) == ("no time left", "Captions, Project file")


def test_when_only_what_came_is_left_it_is_the_owners_to_review(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS[:2])
    desk.handoffs.deliver(made, "Cut of")
    with one_step(desk):
        desk.handoffs.cut(made, ["Captions"])
    assert stands(desk, made) == ("delivered", "owner", TODAY)
    assert handoff(desk, made).first_delivered
    assert told(desk, made)[-2:] in (["delivered", "cut"], ["cut", "delivered"])


def test_a_named_twice_is_cut_once(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS)
    desk.handoffs.cut(made, ["Captions", "capt", " "])
    assert list(owed(desk, made).values()) == ["owed", "waived", "owed"]


def test_something_must_be_left(desk: Desk) -> None:
    made = working(desk, deliverables=PARTS[:2])
    with refused(desk, "Nothing of Photos would be left: take it back, or cancel it.", field="deliverables"):
        desk.handoffs.cut(made, ["Captions", "Cut of"])
    with refused(desk, "Say what is taken off: a part of its title.", field="deliverables"):
        desk.handoffs.cut(made, ["", "  "])
    with refused(desk, "Photos has no such deliverable open: Cut of 12 minutes, Captions."):
        desk.handoffs.cut(made, ["Music"])


def test_a_draft_is_edited_and_a_delivery_is_reviewed(desk: Desk) -> None:
    draft, came = drafted(desk), delivered(desk, "Cards")
    with refused(desk, "Photos is still a draft: it cannot be cut. Edit what the draft owes."):
        desk.handoffs.cut(draft, ["Photos"])
    with refused(desk, "Cards is delivered and waits for your review: it cannot be cut. Accept it, or return it."):
        desk.handoffs.cut(came, ["Cards"])


def test_a_cut_begins_the_ladder_anew(desk: Desk, clock: StandingClock) -> None:
    from delegator_tui.rules.followup.asking import must_decide

    made = working(desk, deliverables=PARTS)
    clock.set("2026-12-08T10:00:00+00:00")
    desk.tick()
    assert must_decide(handoff(desk, made), desk.book)
    desk.handoffs.cut(made, ["Captions"])
    assert not must_decide(handoff(desk, made), desk.book)
