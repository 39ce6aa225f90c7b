"""A key of ours that cannot work on the row says so in one line, from the table of commands; others say nothing."""

from __future__ import annotations

import re

import pytest

from delegator_tui.commands import COMMANDS, OF_ROWS
from delegator_tui.desk.desk import Desk
from tests.screens.conftest import Board, Launch

OURS = {command.keys.split(",")[0] for command in COMMANDS if command.on in (*OF_ROWS, "list")}


async def expect(board: Board, key: str, said: str) -> None:
    version = board.desk.book.version
    await board.press(key)
    await board.wait(lambda: board.said == said)
    assert not board.dialog
    assert board.desk.book.version == version


async def test_it_names_key_and_words_and_where_it_works(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        await board.wait(lambda: board.rows)
        await expect(board, "H", "H (put off reminder) works only on an open handoff.")
        await expect(board, "O", "O (tell them it's on you) works only where the next move is yours.")
        await expect(board, "c", "c (chase) works only in Today and Handoffs.")
        await board.press("3")
        await board.wait(lambda: board.rows)
        await expect(board, "f", "f (send) works only on a draft.")
        await expect(board, "O", "O (tell them it's on you) works only where the next move is yours.")


@pytest.mark.parametrize("view", ["1", "2", "3", "4", "t", "3 enter"])
async def test_every_key_of_ours_that_is_not_offered_says_why_whole(sample: Desk, launch: Launch, view: str) -> None:
    async with launch(sample) as board:
        await board.press(*view.split())
        await board.wait(lambda: board.view.record() is not None)
        for key in sorted(OURS - set(board.app.screen.active_bindings)):
            board.view.say("")
            await board.press(key)
            await board.wait(lambda: " works " in board.said)
            assert board.sees(f"^ {re.escape(board.said)}$"), board.said
            assert not board.dialog


async def test_in_an_empty_list_and_where_nothing_is_left_it_says_so_too(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("Call Ann")
    desk.tasks.drop(next(iter(desk.book.tasks.open)))
    async with launch(desk) as board:
        await expect(board, "x", "x (drop) works only on an open task without a handoff.")


async def test_it_follows_the_owners_keys(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"handoff.snooze": "S"})
    async with launch(sample) as board:
        await board.press("2")
        await board.wait(lambda: board.rows)
        await expect(board, "S", "S (put off reminder) works only on an open handoff.")
        board.view.say("")
        await board.press("H")
        assert board.said == ""


async def test_keys_that_are_not_ours_and_keys_that_work_say_nothing(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        await board.wait(lambda: board.rows)
        await board.press("Q", "E", "f11", "j", "k")
        assert board.said == ""
        await board.press("slash")
        await board.type("HOy")
        assert board.said == ""


async def test_on_marked_rows_it_says_that_it_takes_one(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        await board.wait(lambda: board.rows)
        await board.press("space", "space")
        await expect(board, "s", "s (split) works on one row, not on several that are marked.")


async def test_where_nothing_can_be_saved_it_says_where_to_read_why(sample: Desk, launch: Launch) -> None:
    past = sample.as_of("2026-11-23")
    async with launch(past) as board:
        await expect(board, "y", "Nothing can be changed here: the banner says why.")
    past.store.close()


async def test_on_a_narrow_terminal_it_says_the_place_first(sample: Desk, launch: Launch) -> None:
    async with launch(sample, 40, 10) as board:
        await board.press("4")
        await board.wait(lambda: board.rows)
        await board.press("D")
        await board.see("^ D works only on a handoff they work")
