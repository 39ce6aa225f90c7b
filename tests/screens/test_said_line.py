"""What is said above the keys: at 80 columns a long title is cut, never the sentence round it nor what undoes it."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from tests.making import working
from tests.screens.conftest import Board, Launch

LONG = "Film the workshop for the new shop page and for the fair in the spring, with somebody who speaks German"


def last(board: Board) -> str:
    """The line above the keys."""
    return board.text.split("\n")[-2].strip()


async def ends(board: Board, end: str) -> None:
    await board.wait(lambda: last(board).endswith(end))
    assert "…" in last(board)


@pytest.mark.parametrize(
    ("key", "end"),
    [
        ("x", "It will not come again. u undoes it."),
        ("m", ". u undoes it."),
        ("d", "Next one due Fri 4 Dec. u undoes it."),
        ("f", ": send it from Today. u undoes it."),
    ],
)
async def test_a_verdict_on_a_long_title_says_all_that_follows(desk: Desk, launch: Launch, key: str, end: str) -> None:
    desk.tasks.capture(f"{LONG} every week due fri")
    async with launch(desk) as board:
        await board.press("t")
        await board.see("Triage   1 of 1")
        await board.press(key)
        await ends(board, end)


async def test_undo_and_redo_of_a_long_title_say_how_to_go_on(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture(LONG)
    async with launch(desk) as board:
        await board.press("2", "x", "u")
        await ends(board, "U brings it back.")


@pytest.mark.parametrize(
    ("keys", "end"),
    [
        ("d", "is delivered: yours to review. u undoes it."),
        ("l2", "is on track. u undoes it."),
        ("l6", "next check Tue 24 Nov. u undoes it."),
    ],
)
async def test_what_is_said_of_a_handoff_is_whole_but_for_its_title(
    desk: Desk, launch: Launch, keys: str, end: str
) -> None:
    working(desk, LONG)
    async with launch(desk) as board:
        await board.press("3")
        await board.wait(lambda: board.rows)
        await board.press(*keys)
        await ends(board, end)


async def test_a_refusal_of_a_long_title_says_what_to_do_instead(desk: Desk, launch: Launch) -> None:
    uid = working(desk, LONG)
    async with launch(desk) as board:
        await board.press("3")
        await board.wait(lambda: board.rows)
        board.view.act(lambda other: other.handoffs.accept(uid))
        await ends(board, "it cannot be accepted. Log the delivery first.")


async def test_on_a_narrow_terminal_what_undoes_it_stands_there_whole(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture(f"{LONG} every week due fri")
    async with launch(desk, 40, 10) as board:
        await board.press("2", "x")
        await ends(board, "… u undoes it.")
