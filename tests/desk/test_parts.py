"""Each part of a handoff by itself: delivered, accepted, returned, promised, extended, paid; the whole follows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft, Piece
from delegator_tui.model.records import Deliverable, Money
from delegator_tui.rules.handoffs import money
from tests.desk.look import handoff, stands
from tests.desk.same import last_event, one_step, refused, told
from tests.making import NEXT_FRIDAY, StandingClock, change, drafted, price, somebody, working

TODAY, TOMORROW, WEDNESDAY = "2026-11-23", "2026-11-24", "2026-11-25"
MONTH = "2026-12-18"
BOTH = (("home", None), ("shop", None))


def site(desk: Desk, **said: Any) -> str:
    """Work of two parts, due 18 December, that is being worked on."""
    return working(desk, "Website", **{"due": MONTH, "deliverables": BOTH, **said})


def part(desk: Desk, uid: str, title: str) -> Deliverable:
    return next(each for each in desk.book.owed_in(handoff(desk, uid)) if each.title == title)


def states(desk: Desk, uid: str) -> dict[str, str]:
    return {each.title: each.state for each in desk.book.owed_in(handoff(desk, uid))}


def usd(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


# ---- accept


def test_a_part_is_accepted_by_itself_and_the_rest_goes_on(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.deliver(made, "home")
    with one_step(desk):
        said = desk.handoffs.accept(made, deliverable="home").message
    assert said == "Accepted home of Website; still to come: shop."
    assert states(desk, made) == {"home": "accepted", "shop": "owed"}
    assert stands(desk, made)[:2] == ("working", "contractor")
    assert part(desk, made, "home").accepted == "2026-11-23T09:00:00.000Z"
    assert (handoff(desk, made).accepted, told(desk, made)[-1]) == (None, "accepted a part")
    assert last_event(desk, made)["deliverables"] == [part(desk, made, "home").uid]


def test_without_a_name_what_was_delivered_is_accepted_and_nothing_else(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.deliver(made, "home")
    desk.handoffs.accept(made)
    assert states(desk, made) == {"home": "accepted", "shop": "owed"}


def test_the_last_part_accepts_the_whole(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.deliver(made)
    assert desk.handoffs.accept(made, deliverable="shop").message == "Accepted shop of Website; still to review: home."
    assert stands(desk, made)[:2] == ("delivered", "owner")
    with one_step(desk):
        assert desk.handoffs.accept(made, 5, deliverable="home").message == "Accepted Website. $400 to pay."
    found = handoff(desk, made)
    assert (found.state, found.rating, desk.book.tasks.get(found.task).state) == ("accepted", 5, "done")  # type: ignore[union-attr]


def test_what_comes_last_is_delivered_though_the_rest_is_accepted(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.deliver(made, "home")
    desk.handoffs.accept(made)
    desk.handoffs.deliver(made)
    assert stands(desk, made)[:2] == ("delivered", "owner")
    desk.handoffs.accept(made)
    assert handoff(desk, made).state == "accepted"


def test_what_did_not_come_is_not_accepted(desk: Desk) -> None:
    made = site(desk)
    with refused(desk, "Website is being worked on: it cannot be accepted. Log the delivery first."):
        desk.handoffs.accept(made, deliverable="home")
    desk.handoffs.deliver(made, "home")
    with refused(desk, "shop is not delivered yet. To review: home."):
        desk.handoffs.accept(made, deliverable="shop")
    desk.handoffs.accept(made, deliverable="home")
    with refused(desk, "home is accepted already. Still open: shop."):
        desk.handoffs.deliver(made, "home")


def test_cutting_what_is_left_accepts_what_was_accepted(desk: Desk) -> None:
    made = site(desk, price=None)
    desk.handoffs.deliver(made, "home")
    desk.handoffs.accept(made)
    with one_step(desk):
        desk.handoffs.cut(made, ["shop"])
    assert (handoff(desk, made).state, states(desk, made)) == ("closed", {"home": "accepted", "shop": "waived"})


def test_an_edit_that_leaves_only_what_is_accepted_does_so_too(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.deliver(made, "home")
    desk.handoffs.accept(made)
    said = HandoffDraft(contractor=somebody(desk), due=MONTH, price=price(), deliverables=(("home", None),))
    with one_step(desk):
        desk.handoffs.edit(made, said)
    assert handoff(desk, made).state == "accepted"


# ---- several


def test_several_parts_are_named_at_once(desk: Desk) -> None:
    made = working(desk, "Site", deliverables=(("home", None), ("shop", None), ("blog", None)))
    with one_step(desk):
        said = desk.handoffs.deliver(made, ["shop", "home", "sho"]).message
    assert said == "Northlight Photo delivered home and shop. Still to come: blog."
    desk.handoffs.return_(made, "typos", "missed", NEXT_FRIDAY, ["home", "shop"])
    assert states(desk, made) == {"home": "returned", "shop": "returned", "blog": "owed"}
    desk.handoffs.deliver(made, ["home", "shop"])
    desk.handoffs.accept(made, deliverable=["home", "shop"])
    assert list(states(desk, made).values()) == ["accepted", "accepted", "owed"]


# ---- return


def test_a_returned_part_has_a_date_of_its_own_and_the_whole_keeps_its(desk: Desk, clock: StandingClock) -> None:
    made = site(desk)
    desk.handoffs.deliver(made, "home")
    with one_step(desk):
        said = desk.handoffs.return_(made, "no logo", "missed", "2026-12-09", "home").message
    assert said == "Returned home. Round 2, due Wed 9 Dec."
    assert (handoff(desk, made).due, handoff(desk, made).state) == (MONTH, "returned")
    home = part(desk, made, "home")
    assert (home.due, home.original_due, part(desk, made, "shop").due) == ("2026-12-09", MONTH, MONTH)
    desk.handoffs.deliver(made, "home")
    clock.set("2026-12-14T09:00:00+00:00")
    desk.tick()
    assert (handoff(desk, made).due, handoff(desk, made).state) == (MONTH, "working")


def test_the_date_of_the_whole_moves_with_the_last_open_part(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.deliver(made)
    desk.handoffs.accept(made, deliverable="home")
    desk.handoffs.return_(made, "no logo", "missed", "2026-12-22")
    assert (handoff(desk, made).due, part(desk, made, "home").due) == ("2026-12-22", MONTH)


@pytest.mark.parametrize("named", [None, "home"])
def test_a_later_date_of_the_last_part_may_lie_within_that_of_the_whole(named: str | None, desk: Desk) -> None:
    made = site(desk, deliverables=(("home", "2026-12-04"), ("shop", None)))
    desk.handoffs.deliver(made, "shop")
    desk.handoffs.accept(made)
    desk.handoffs.heard(made, "later", promised="2026-12-10")
    with one_step(desk):
        said = desk.handoffs.extend(made, "2026-12-10", "ill", named).message
    assert said == "home of Website is due Thu 10 Dec now."
    assert (handoff(desk, made).due, part(desk, made, "home").due) == (MONTH, "2026-12-10")
    assert part(desk, made, "home").promised is None
    sentence = "Website is due Fri 18 Dec already: Wed 9 Dec is earlier. Say a later date, or that they agreed to it."
    with refused(desk, sentence, field="due", force="--anyway"):
        desk.handoffs.extend(made, "2026-12-09", "ill", named)


def test_a_return_takes_back_no_promise_of_another_part(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.heard(made, "later", promised="2026-12-10")
    desk.handoffs.deliver(made, "home")
    desk.handoffs.return_(made, "no logo", "missed", "2026-12-09", "home")
    assert (part(desk, made, "home").promised, part(desk, made, "shop").promised) == (None, "2026-12-10")


# ---- what they say of a part


def test_the_date_named_for_one_part_is_not_that_of_the_whole_once_another_is_owed_too(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.heard(made, "later", promised="2026-12-21", deliverable="shop")
    desk.handoffs.deliver(made, "home")
    assert handoff(desk, made).promised == "2026-12-21"
    desk.handoffs.return_(made, "no logo", "missed", "2026-12-01", "home")
    assert handoff(desk, made).promised is None
    assert part(desk, made, "shop").promised == "2026-12-21"


def test_a_date_that_was_never_named_of_a_part_stays_that_of_the_whole(desk: Desk) -> None:
    made = site(desk)
    change(desk, "handoffs", made, promised="2026-12-21")  # as it was imported
    desk.handoffs.deliver(made, "home")
    assert handoff(desk, made).promised == "2026-12-21"


def test_a_promise_is_of_the_parts_that_are_named(desk: Desk) -> None:
    made = site(desk)
    with one_step(desk):
        said = desk.handoffs.heard(made, "later", promised="2026-12-21", deliverable="shop").message
    slip = "Mon 21 Dec, 3 d after the agreed date: agree it, hold them to Fri 18 Dec, or decide"
    assert said == f"shop of Website is promised for {slip}."
    assert (part(desk, made, "home").promised, part(desk, made, "shop").promised) == (None, "2026-12-21")
    assert handoff(desk, made).promised is None
    assert last_event(desk, made)["deliverables"] == [part(desk, made, "shop").uid]
    assert last_event(desk, made)["agreed"] == MONTH
    desk.handoffs.heard(made, "later", promised="2026-12-15", deliverable="home")
    assert handoff(desk, made).promised == "2026-12-21"
    desk.handoffs.deliver(made, "shop")
    assert handoff(desk, made).promised == "2026-12-15"


def test_a_promise_keeps_what_was_agreed_then(desk: Desk) -> None:
    made = working(desk, "Site", due=MONTH, deliverables=(("home", "2026-12-04"), ("shop", None)))
    desk.handoffs.heard(made, "later", promised="2026-12-10")
    assert last_event(desk, made)["agreed"] == "2026-12-04"
    desk.handoffs.extend(made, "2026-12-30", "ill")
    desk.handoffs.heard(made, "later", promised="2027-01-04", deliverable="shop")
    assert last_event(desk, made)["agreed"] == "2026-12-30"


def test_on_track_takes_no_promise_back(desk: Desk) -> None:
    made = working(desk, "Photos", due=MONTH)
    desk.handoffs.heard(made, "later", promised="2026-12-09")
    desk.handoffs.heard(made, "on track")
    assert (handoff(desk, made).promised, stands(desk, made)[2]) == ("2026-12-09", "2026-12-09")


def test_no_check_lies_after_the_agreed_date(desk: Desk) -> None:
    made = working(desk, "Photos", due="2027-02-26")
    desk.handoffs.heard(made, "later", promised="2027-04-05")
    assert stands(desk, made)[2] == "2027-02-26"


def test_an_answer_about_late_work_is_not_asked_for_again_today(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    clock.set("2026-11-30T09:00:00+00:00")
    desk.tick()
    desk.handoffs.heard(made, "on track")
    assert stands(desk, made)[2] == "2026-12-01"


def test_a_report_on_a_part_says_which(desk: Desk) -> None:
    made = site(desk)
    assert desk.handoffs.heard(made, "on track", deliverable="shop").message == "shop of Website is on track."
    assert desk.handoffs.heard(made, "on track", deliverable=["home", "shop"]).message == "Website is on track."
    assert "deliverables" not in last_event(desk, made)
    assert desk.handoffs.heard(made, "note", "blue", deliverable="home").message == "Noted on home of Website."


# ---- extend


def test_a_part_is_extended_alone(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.heard(made, "later", promised="2026-12-21")
    with one_step(desk):
        said = desk.handoffs.extend(made, "2026-12-22", "ill", "shop").message
    assert said == "shop of Website is due Tue 22 Dec now."
    assert (handoff(desk, made).due, part(desk, made, "home").due, part(desk, made, "shop").due) == (
        MONTH, MONTH, "2026-12-22",
    )  # fmt: skip
    assert (part(desk, made, "home").promised, part(desk, made, "shop").promised) == ("2026-12-21", None)
    event = last_event(desk, made)
    assert (event["old"], event["new"], event["deliverables"]) == (MONTH, "2026-12-22", [part(desk, made, "shop").uid])


def test_all_parts_extended_by_name_move_the_whole(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.extend(made, "2026-12-22", "ill", ["home", "shop"])
    assert handoff(desk, made).due == "2026-12-22"


def test_a_part_is_only_extended_to_a_later_date(desk: Desk) -> None:
    made = site(desk, deliverables=(("home", "2026-12-22"), ("shop", None)))
    sentence = "home is due Tue 22 Dec already: Mon 21 Dec is earlier. Say a later date, or that they agreed to it."
    with refused(desk, sentence, field="due", force="--anyway"):
        desk.handoffs.extend(made, "2026-12-21", "ill", "home")
    with refused(desk, "home is due Tue 22 Dec already: say a later date.", field="due"):
        desk.handoffs.extend(made, "2026-12-22", "ill", "home", anyway=True)


# ---- shares of the price


SHARES = (Piece("home", None, usd("100.00")), Piece("shop", None, usd("250.00")))


def test_an_accepted_part_makes_its_share_payable(desk: Desk) -> None:
    made = site(desk, deliverables=SHARES)
    desk.handoffs.deliver(made, "home")
    assert desk.handoffs.accept(made).message == "Accepted home of Website; still to come: shop. $100 to pay."
    with one_step(desk):
        assert desk.handoffs.pay(made).message == "Paid $100 for home of Website."
    assert money.payable(handoff(desk, made), desk.book) is None
    (payment,) = desk.book.paid_for(handoff(desk, made))
    assert (payment.kind, payment.deliverables) == ("part", (part(desk, made, "home").uid,))
    desk.handoffs.deliver(made)
    assert desk.handoffs.accept(made).message == "Accepted Website. $300 to pay."
    assert desk.handoffs.pay(made).message == "Paid $300 for Website."


def test_what_was_paid_ahead_counts_against_the_shares(desk: Desk) -> None:
    made = site(desk, deliverables=SHARES)
    desk.handoffs.pay(made, usd("60.00"), kind="deposit")
    desk.handoffs.deliver(made, "home")
    assert desk.handoffs.accept(made).message.endswith("$40 to pay.")


def test_a_part_is_paid_by_name_and_not_twice(desk: Desk) -> None:
    made = site(desk, deliverables=SHARES)
    assert desk.handoffs.pay(made, deliverable="home", kind="part").message == "Paid $100 for home of Website."
    with refused(desk, "home of Website is paid already.", force="--anyway"):
        desk.handoffs.pay(made, deliverable="home", kind="part")
    other = site(desk)
    with refused(desk, "home has no share of the price: say how much is paid.", field="amount"):
        desk.handoffs.pay(other, deliverable="home", kind="part")


@pytest.mark.parametrize(
    ("said", "sentence", "field"),
    [
        ({"price": None}, "A share is a part of a fixed price: say the price of the whole.", "price"),
        ({"price": price(unit="hour")}, "A share is a part of a fixed price: say the price of the whole.", "price"),
        ({"price": price(currency="EUR")}, "The price is in EUR: say the shares in that.", "deliverables"),
        ({"price": price("300.00")}, "The shares come to $350, and the price is $300.", "deliverables"),
    ],
)
def test_shares_are_parts_of_the_price(desk: Desk, said: dict[str, Any], sentence: str, field: str) -> None:
    made = drafted(desk, "Website")
    with refused(desk, sentence, field=field):
        desk.handoffs.edit(made, HandoffDraft(deliverables=SHARES, **said))


def test_an_edit_that_does_not_speak_of_shares_keeps_them(desk: Desk) -> None:
    made = site(desk, deliverables=SHARES)
    said = HandoffDraft(contractor=somebody(desk), due=MONTH, price=price("500.00"), deliverables=BOTH)
    desk.handoffs.edit(made, said)
    assert part(desk, made, "shop").share == usd("250.00")
    taken = Piece("shop", None, usd("0.00"))
    desk.handoffs.edit(made, HandoffDraft(contractor=said.contractor, due=MONTH, deliverables=(taken, ("home", None)),
                                          price=price("500.00")))  # fmt: skip
    assert (part(desk, made, "shop").share, part(desk, made, "home").share) == (None, usd("100.00"))


# ---- the order of two reports on different parts does not matter


def heard(what: str, part: str = "", **said: str) -> Callable[[Desk, str], object]:
    return lambda desk, uid: desk.handoffs.heard(uid, what, "so", deliverable=part, **said)


def came(part: str, on: str) -> Callable[[Desk, str], object]:
    return lambda desk, uid: desk.handoffs.deliver(uid, part, on=on)


REPORTS = {
    "home came": came("home", "2026-11-20"),
    "home goes well": heard("on track", "home"),
    "home comes on 3 Dec": heard("later", "home", promised="2026-12-03"),
    "shop came": came("shop", "2026-11-19"),
    "shop goes well": heard("on track", "shop"),
    "shop comes on 2 Dec": heard("later", "shop", promised="2026-12-02"),
    "they ask": heard("asks"),
    "a note on blog": heard("note", "blog"),
}


@pytest.mark.parametrize(
    "reports",
    [
        ("home came", "shop came"),
        ("home came", "shop goes well"),
        ("home came", "shop comes on 2 Dec"),
        ("home comes on 3 Dec", "shop comes on 2 Dec"),
        ("home comes on 3 Dec", "shop goes well"),
        ("home goes well", "shop came", "they ask"),
        ("they ask", "home comes on 3 Dec"),
        ("home came", "shop comes on 2 Dec", "a note on blog"),
    ],
)
def test_the_order_of_reports_on_different_parts_does_not_matter(
    desk: Desk, clock: StandingClock, reports: tuple[str, ...]
) -> None:
    clock.set("2026-11-18T09:00:00+00:00")
    desk.tick()
    made = working(desk, "Site", due=MONTH, deliverables=(("home", None), ("shop", None), ("blog", None)))
    clock.set("2026-11-23T09:00:00+00:00")
    desk.tick()
    ends = []
    for order in permutations(reports):
        for name in order:
            REPORTS[name](desk, made)
        found = handoff(desk, made)
        parts = [(each.state, each.promised, each.due, each.first_delivered) for each in desk.book.owed_in(found)]
        ends.append((found.state, found.next_move, found.next_check, found.promised, found.first_delivered, parts))
        for _ in order:
            desk.undo()
    assert all(end == ends[0] for end in ends)


def test_the_whole_came_first_when_its_last_part_did(desk: Desk, clock: StandingClock) -> None:
    made = site(desk)
    clock.go(days=4)
    desk.tick()
    desk.handoffs.deliver(made, "shop", on="2026-11-26")
    desk.handoffs.deliver(made, "home", on="2026-11-24")
    assert (handoff(desk, made).first_delivered or "")[:10] == "2026-11-26"


def test_an_earlier_date_is_asked_about_and_brings_all_of_it_nearer(desk: Desk) -> None:
    made = site(desk)
    sentence = "Website is due Fri 18 Dec already: Fri 4 Dec is earlier. Say a later date, or that they agreed to it."
    with refused(desk, sentence, field="due", force="--anyway"):
        desk.handoffs.extend(made, NEXT_FRIDAY, "the fair is earlier")
    with one_step(desk):
        desk.handoffs.extend(made, NEXT_FRIDAY, "the fair is earlier", anyway=True)
    assert handoff(desk, made).due == NEXT_FRIDAY
    assert {part(desk, made, title).due for title in ("home", "shop")} <= {NEXT_FRIDAY, None}
    assert handoff(desk, made).original_due == MONTH
    with refused(desk, "Website is due Fri 4 Dec already: say a later date.", field="due"):
        desk.handoffs.extend(made, NEXT_FRIDAY, "again", anyway=True)


def test_one_part_may_be_agreed_for_an_earlier_day(desk: Desk) -> None:
    made = site(desk)
    desk.handoffs.extend(made, NEXT_FRIDAY, "they offered it", "home", anyway=True)
    assert part(desk, made, "home").due == NEXT_FRIDAY
    assert handoff(desk, made).due == MONTH
