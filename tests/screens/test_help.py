"""The keys beside a view: esc puts them away, and nothing else."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from tests.screens.conftest import Board, Launch

WAYS = {
    "today": ("1",),
    "inbox": ("2",),
    "handoffs": ("3",),
    "roster": ("4",),
    "triage": ("t",),
    "record": ("3", "enter"),
}


def helps(board: Board) -> bool:
    """Tell whether the keys stand beside the view."""
    return bool(board.app.screen.query("HelpPanel"))


@pytest.mark.parametrize("way", WAYS)
async def test_esc_closes_the_keys_and_leaves_the_screen(sample: Desk, launch: Launch, way: str) -> None:
    async with launch(sample) as board:
        await board.press(*WAYS[way], "question_mark")
        await board.wait(lambda: helps(board))
        screens = len(board.app.screen_stack)
        await board.press("escape")
        await board.wait(lambda: not helps(board))
        assert len(board.app.screen_stack) == screens


async def test_the_next_esc_is_the_views_again(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("3", "enter", "question_mark", "escape", "escape")
        await board.wait(lambda: len(board.app.screen_stack) == 1)


async def test_in_a_dialog_above_the_keys_esc_closes_the_dialog(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("question_mark", "a")
        await board.open("add")
        await board.press("escape")
        await board.closed()
        assert helps(board)


async def test_the_keys_name_esc_and_follow_the_owners_keys(sample: Desk, launch: Launch) -> None:
    sample.keep(keys={"help": "f1", "add": "ctrl+n"})
    async with launch(sample, columns=120, rows=160) as board:
        await board.press("f1")
        await board.see(r"esc close these")
        await board.see(r"\^n add")
        await board.press("escape")
        await board.wait(lambda: not helps(board))


async def test_beside_the_keys_a_headline_says_what_is_marked(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "question_mark")
        await board.wait(lambda: helps(board))
        await board.press("space")
        await board.see("^ marked")


async def test_while_the_keys_stand_there_the_footer_says_that_esc_closes_them(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=120) as board:
        await board.press("3", "enter")
        await board.see("esc back")
        await board.press("question_mark")
        await board.see("esc close the keys")
        await board.press("escape")
        await board.see("esc back")


async def test_a_headline_takes_its_whole_width_again_when_the_keys_are_gone(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "o")
        await board.see("due this week +by newest$")
        whole = board.text.splitlines()[1]
        await board.press("question_mark")
        await board.see("^ newest ")
        await board.press("escape")
        await board.wait(lambda: board.text.splitlines()[1] == whole)
