"""A screen is styled once, as it is made; what changes later reaches it all the same."""

from __future__ import annotations

import pytest
from textual.color import Color

from delegator_tui.desk.desk import Desk
from tests.screens.conftest import Board, Launch

OPENED = ("2", "3", "4", "N", "a")
"""Keys that each show a screen of another kind."""
OF_SIZE = ("-wide-screen", "-narrow", "-high", "-low")


async def test_the_styles_are_not_read_anew_for_another_screen(sample: Desk, launch: Launch) -> None:
    """What was read stands first in the sheet: a selector of the view is the same object before and after."""
    async with launch(sample) as board:
        before = [rule for rule in board.app.stylesheet.rules if ".headline" in rule.selector_names]
        assert before
        for key in OPENED:
            await board.press(key)
            after = [rule for rule in board.app.stylesheet.rules if ".headline" in rule.selector_names]
            assert list(map(id, after[: len(before)])) == list(map(id, before)), key
            await board.press("escape")


@pytest.mark.parametrize("size", [(80, 24), (120, 12)])
async def test_view_and_dialog_know_from_the_first_how_large_they_are(
    sample: Desk, launch: Launch, size: tuple[int, int]
) -> None:
    async with launch(sample, *size) as board:
        await board.press("4", "N")
        names = ["-wide-screen", "-low"] if size[0] > 100 else ["-narrow", "-high"]
        for screen in board.app.screen_stack:
            assert [name for name in OF_SIZE if screen.has_class(name)] == names


async def test_another_size_reaches_what_is_open_and_what_stands_below(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("3", "N")
        await board._pilot.resize_terminal(140, 12)
        await board.wait(lambda: shown_as(board) == ["-wide-screen", "-low"])
        assert board.text.count("\n") == 11
        await board.press("escape")
        await board.wait(lambda: shown_as(board) == ["-wide-screen", "-low"])
        await board.wait(lambda: board.view.query_one("Detail").display)
        await board._pilot.resize_terminal(80, 24)
        await board.wait(lambda: shown_as(board) == ["-narrow", "-high"])
        assert not board.view.query_one("Detail").display


def shown_as(board: Board) -> list[str]:
    return [name for name in OF_SIZE if board.app.screen.has_class(name)]


async def test_another_theme_reaches_every_view_and_what_stands_over_it(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:

        def is_in_theme() -> bool:
            return board.app.screen.styles.background.rgb == Color.parse(board.app.theme_variables["background"]).rgb

        await board.press("2", "3", "N")
        dark = board.app.screen.styles.background.rgb
        board.app.theme = "textual-light"
        await board.wait(lambda: board.app.screen.styles.background.rgb != dark)
        assert is_in_theme()
        await board.press("escape")
        for view in ("1", "2", "3", "4"):
            await board.press(view)
            await board.wait(is_in_theme)
