"""After a decision the message to the contractor is at one key, and so is a level that accepted work speaks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Event
from tests.making import add_contractor, delivered, working
from tests.screens.conftest import Board, Launch

PHOTOS = "Photos"


def story(desk: Desk, uid: str) -> list[Event]:
    return desk.book.events_by_record[uid]


async def on_photos(board: Board) -> None:
    await board.press("3")
    await board.see(PHOTOS)
    await board.go_to(PHOTOS)


async def returned(board: Board) -> None:
    await on_photos(board)
    await board.press("r")
    await board.open("Return")
    await board.fill("because", "Two are blurred.")
    await board.fill("cause", "2")
    await board.fill("due", "4 dec")
    await board.press("ctrl+s")
    await board.closed()


@pytest.fixture
def mira(desk: Desk) -> str:
    return add_contractor(desk, "Mira", email="mira@example.com", skills={"photo": "untried"})


async def test_a_return_offers_its_message_and_it_counts_when_it_is_sent(
    desk: Desk, launch: Launch, mira: str, clipboard: Path
) -> None:
    uid = delivered(desk, PHOTOS, contractor=mira)
    async with launch(desk, 100, 30) as board:
        await returned(board)
        await board.see(r"Returned.*M message to Mira · u undoes it.")
        await board.press("M")
        await board.see("Write to Mira")
        await board.see("Two are blurred.")
        await board.press("c")
        await board.see(r"Paste it into a message to Mira \(mira@example.com\).")
        await board.press("y")
        await board.see("Wrote to Mira by mail.")
    assert "Two are blurred." in clipboard.read_text()
    assert [event.what for event in story(desk, uid)][-2:] == ["returned", "wrote"]


async def test_the_message_is_there_later_too_on_its_row(desk: Desk, launch: Launch, mira: str) -> None:
    delivered(desk, PHOTOS, contractor=mira)
    working(desk, "Film", contractor=mira)
    async with launch(desk, 100, 30) as board:
        await returned(board)
        await board.press("M", "escape")
        await board.see(PHOTOS)
        await board.go_to(PHOTOS)
        await board.press("M")
        await board.see("Photos: changes, by Fri 4 Dec")


async def test_what_is_ended_leaves_the_list_and_its_message_is_still_at_hand(
    desk: Desk, launch: Launch, mira: str
) -> None:
    uid = working(desk, PHOTOS, contractor=mira)
    async with launch(desk, 100, 30) as board:
        await on_photos(board)
        await board.press("X")
        await board.open("Cancel")
        await board.press("ctrl+s")
        await board.closed()
        await board.see("M message to Mira")
        await board.press("M")
        await board.see("Please stop working on Photos: it is not needed any more.")
        await board.press("c", "y")
        await board.see("Wrote to Mira")
    assert story(desk, uid)[-1].what == "wrote"


async def test_an_acceptance_offers_the_message_and_the_level(desk: Desk, launch: Launch, mira: str) -> None:
    delivered(desk, PHOTOS, contractor=mira)
    async with launch(desk, 120, 30) as board:
        await on_photos(board)
        await board.press("y")
        await board.open("Accept")
        await board.press("5", "enter")
        await board.closed()
        await board.see(r"M message to Mira · Y photo: untried → trial · u undoes it.")
        await board.press("Y")
        await board.see("Mira, photo: untried → trial.")
    found = desk.book.contractors.get(mira)
    assert found is not None
    assert found.skills == {"photo": "trial"}


async def test_the_roster_proposes_the_level_and_one_key_raises_it(desk: Desk, launch: Launch, mira: str) -> None:
    desk.handoffs.accept(delivered(desk, PHOTOS, contractor=mira), 5)
    async with launch(desk, 120, 30) as board:
        await board.press("4")
        await board.see(r"photo +untried → trial\? +1 accepted")
        await board.press("Y")
        await board.see("Mira, photo: untried → trial.")
        await board.press("Y")
        await board.see(r"Y \(level\) works only on a contractor whose accepted work speaks for a level")
    found = desk.book.contractors.get(mira)
    assert found is not None
    assert found.skills == {"photo": "trial"}
