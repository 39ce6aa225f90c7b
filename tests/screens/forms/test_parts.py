"""In the dashboard a part of a handoff is delivered, accepted, returned, reported on and extended by itself."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft, Piece
from delegator_tui.model.records import Money
from tests.desk.look import handoff
from tests.desk.same import last_event
from tests.making import StandingClock, price, somebody, working
from tests.screens.conftest import Board, Launch

MONTH = "2026-12-18"


@pytest.fixture
def site(desk: Desk) -> str:
    parts = ("home", "shop", "blog")
    return working(desk, "Website", due=MONTH, deliverables=tuple((title, None) for title in parts))


def states(desk: Desk, uid: str) -> list[str]:
    return [part.state for part in desk.book.owed_in(handoff(desk, uid))]


async def at(board: Board) -> None:
    await board.press("3")
    await board.go_to("Website")


async def test_a_delivery_asks_which_and_all_is_one_key(desk: Desk, site: str, launch: Launch) -> None:
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("d")
        await board.open("Delivered: Website")
        await board.see("▸1 all   2 home   3 shop   4 blog")
        await board.press("1")
        await board.closed()
    assert states(desk, site) == ["delivered"] * 3


async def test_parts_go_by_their_digits_each_its_own_way(desk: Desk, site: str, launch: Launch) -> None:
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("d", "2", "3", "4", "4")
        await board.see("1 all  ▸2 home  ▸3 shop   4 blog")
        await board.press("enter")
        await board.closed()
        assert states(desk, site) == ["delivered", "delivered", "owed"]
        await board.press("y")
        await board.see("Still to come: blog.")
        await board.press("2", "enter")
        await board.closed()
        await board.wait(lambda: states(desk, site) == ["accepted", "delivered", "owed"])
        await at(board)
        await board.press("r")
        await board.type("no prices")
        await board.press("down", "2", "down")
        await board.type("9 dec")
        await board.press("enter")
        await board.closed()
    assert states(desk, site) == ["accepted", "returned", "owed"]
    assert (handoff(desk, site).due, desk.book.owed_in(handoff(desk, site))[1].due) == (MONTH, "2026-12-09")


async def test_one_part_that_is_owed_is_delivered_without_a_question(desk: Desk, site: str, launch: Launch) -> None:
    desk.handoffs.deliver(site, ["home", "shop"])
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("d")
        await board.wait(lambda: states(desk, site) == ["delivered"] * 3)
        assert not board.app.screen.is_modal


async def test_a_form_takes_the_day_on_which_it_happened(
    desk: Desk, site: str, launch: Launch, clock: StandingClock
) -> None:
    clock.set("2026-11-30T09:00:00+00:00")
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("d", "2", "down")
        await board.type("fri")
        await board.see("→ Fri 27 Nov")
        await board.press("enter")
        await board.closed()
        assert desk.book.events_by_record[site][-1].on == "2026-11-27"
        await board.press("d", "down")
        await board.type("1 nov")
        await board.press("enter")
        await board.see("Website was sent on Mon 23 Nov: say a day from then on.")


async def test_what_was_heard_may_be_of_a_part(desk: Desk, site: str, launch: Launch) -> None:
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("l", "down", "down", "down", "3", "up", "up", "up", "2")
        await board.closed()
        await board.wait(lambda: "deliverables" in last_event(desk, site))
    assert last_event(desk, site)["deliverables"] == [handoff(desk, site).deliverables[1]]


async def test_finished_asks_which_of_several_came_and_all_is_one_key(desk: Desk, site: str, launch: Launch) -> None:
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("l", "3")
        await board.see("Which of it came?")
        await board.press("3", "enter")
        await board.closed()
        await board.wait(lambda: states(desk, site) == ["owed", "delivered", "owed"])
        await at(board)
        await board.press("l", "3", "1")
        await board.closed()
        await board.wait(lambda: states(desk, site) == ["delivered"] * 3)


async def test_a_later_date_starts_with_what_they_promised_of_which_part(desk: Desk, site: str, launch: Launch) -> None:
    desk.handoffs.heard(site, "later", promised="2026-12-22", deliverable="shop")
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("plus")
        await board.see("22 Dec 2026")
        await board.see("▸3 shop")
        await board.fill("because", "ill")
        await board.press("enter")
        await board.closed()
    assert [part.due for part in desk.book.owed_in(handoff(desk, site))] == [MONTH, "2026-12-22", MONTH]


async def test_dates_and_shares_of_parts_stand_in_the_form_and_a_change_says_whether_it_is_agreed(
    desk: Desk, site: str, launch: Launch
) -> None:
    usd = Money(amount="100.00", currency="USD")
    said = HandoffDraft(contractor=somebody(desk), due=MONTH, price=price(), deliverables=(Piece("home", None, usd),))
    desk.handoffs.edit(site, said)
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("e")
        await board.see("home =\\$100")
        await board.fill("deliverables", "home =$100; menu @9 dec =$80; a = b")
        await board.fill("agreed", "2")
        await board.press("enter")
        await board.closed()
    _, menu, odd = [part for part in desk.book.owed_in(handoff(desk, site)) if part.state == "owed"]
    assert (menu.title, menu.due, menu.share) == ("menu", "2026-12-09", Money(amount="80.00", currency="USD"))
    assert (odd.title, odd.share) == ("a = b", None)
    assert last_event(desk, site)["agreed"] is False


async def test_paying_starts_with_what_accepted_parts_make_payable(desk: Desk, site: str, launch: Launch) -> None:
    usd = Money(amount="100.00", currency="USD")
    parts = (Piece("home", None, usd), Piece("shop"), Piece("blog"))
    desk.handoffs.edit(site, HandoffDraft(contractor=somebody(desk), due=MONTH, price=price(), deliverables=parts))
    desk.handoffs.deliver(site, "home")
    desk.handoffs.accept(site)
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("p")
        await board.see("Amount +\\$100")
        await board.press("enter")
        await board.closed()
    (payment,) = desk.book.paid_for(handoff(desk, site))
    assert (payment.amount, payment.deliverables) == ("100.00", handoff(desk, site).deliverables[:1])


async def test_an_earlier_date_is_agreed_after_a_question(desk: Desk, site: str, launch: Launch) -> None:
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("plus")
        await board.fill("due", "4 dec")
        await board.fill("because", "the fair is earlier")
        await board.press("enter")
        await board.see("Fri 4 Dec is earlier")
        assert handoff(desk, site).due == MONTH
        await board.press("y")
        await board.closed()
        await board.wait(lambda: handoff(desk, site).due == "2026-12-04")


async def test_of_several_parts_that_may_be_paid_one_is_chosen(desk: Desk, site: str, launch: Launch) -> None:
    share = {title: Money(amount=amount, currency="USD") for title, amount in (("home", "100.00"), ("shop", "120.00"))}
    parts = (Piece("home", None, share["home"]), Piece("shop", None, share["shop"]), Piece("blog"))
    desk.handoffs.edit(site, HandoffDraft(contractor=somebody(desk), due=MONTH, price=price(), deliverables=parts))
    desk.handoffs.deliver(site, ["home", "shop"])
    desk.handoffs.accept(site)
    async with launch(desk, 120, 36) as board:
        await at(board)
        await board.press("p")
        await board.see("Amount +\\$220")
        await board.see("▸1 all   2 home   3 shop")
        await board.press("down", "down", "3", "enter")
        await board.closed()
        await board.wait(lambda: len(desk.book.paid_for(handoff(desk, site))) == 1)
    (payment,) = desk.book.paid_for(handoff(desk, site))
    assert (payment.amount, payment.deliverables) == ("120.00", handoff(desk, site).deliverables[1:2])
