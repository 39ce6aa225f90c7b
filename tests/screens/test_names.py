"""Whom the name in a field means: nobody else, where the one who is named has ended."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from tests.making import add_contractor, add_task, sent
from tests.screens.conftest import Launch


@pytest.fixture
def roster(desk: Desk) -> Desk:
    """A desk with Ann, who has ended, and Annabel."""
    desk.contractors.end(add_contractor(desk, "Ann"))
    add_contractor(desk, "Annabel")
    return desk


async def test_a_handoff_is_not_for_another_than_is_named(roster: Desk, launch: Launch) -> None:
    add_task(roster, "Photos due 4 dec")
    async with launch(roster) as board:
        await board.press("2", "f")
        await board.open("Hand off: Photos")
        await board.fill("contractor", "ann")
        await board.see(r"\? Ann has ended")
        await board.press("enter")
        await board.see("Ann is ended: choose somebody else")
        await board.fill("contractor", "an")
        await board.see(r"\? more than one")
        await board.press("enter")
        await board.see("“an” fits 2 contractors")
        assert board.app.screen.query_one("#contractor").has_focus
    assert not list(roster.book.handoffs.all())


async def test_somebody_new_whose_name_begins_like_anothers_is_somebody_new(desk: Desk, launch: Launch) -> None:
    add_contractor(desk, "Annabel")
    add_task(desk, "Photos due 4 dec")
    async with launch(desk) as board:
        await board.press("2", "f")
        await board.open("Hand off: Photos")
        await board.fill("contractor", "Ann")
        await board.fill("reach", "ann@example.com")
        await board.press("enter")
        await board.open("Brief: Photos")
    assert [desk.book.name(each.contractor) for each in desk.book.handoffs.all()] == ["Ann"]


async def test_reassigning_to_one_who_has_ended_is_refused(roster: Desk, launch: Launch) -> None:
    made = sent(roster, "Photos")
    async with launch(roster) as board:
        await board.press("3", "R")
        await board.open("Reassign: Photos")
        await board.fill("contractor", "Ann")
        await board.press("enter")
        await board.see("Ann is ended: choose somebody else")
    found = roster.book.handoffs.get(made)
    assert found
    assert roster.book.name(found.contractor) == "Annabel"


async def test_a_captured_line_says_that_the_one_named_has_ended(roster: Desk, launch: Launch) -> None:
    async with launch(roster) as board:
        await board.press("a")
        await board.open("add")
        await board.type("Photos >Ann")
        await board.see("to Ann, who has ended")
        await board.press("enter")
        await board.closed()
    assert [roster.book.name(each.contractor) for each in roster.book.tasks.all()] == ["Ann"]
