"""A look back names the way out, offers nothing that would be refused, and says why where a key does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.commands import COMMANDS
from delegator_tui.desk.desk import Desk
from tests.screens.conftest import Launch

WHY = "Nothing can be changed here: the banner says why."
SILENT = [each for each in COMMANDS if each.on == "app" and not each.reads]


@pytest.fixture
def past(sample: Desk, tmp_path: Path) -> Desk:
    """The sample book as of today, which is over as far as this desk goes."""
    return sample.as_of("2026-11-23")


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_both_keys_lead_out_and_are_named(past: Desk, launch: Launch, key: str) -> None:
    async with launch(past) as board:
        await board.see("esc goes back")
        await board.see("q back to today")
        await board.press("2", "enter")
        await board.see("esc back")
        await board.press("escape")
        await board.wait(lambda: len(board.app.screen_stack) == 1)
        assert board.app.is_running
        await board.press(key)
        await board.wait(lambda: board.app._exit)


async def test_nothing_is_offered_that_would_be_refused(past: Desk, launch: Launch) -> None:
    async with launch(past) as board:
        for view in "1234":
            await board.press(view)
            await board.wait(lambda: bool(board.hints))
            offered = {hint.words for hint in board.hints}
            assert offered <= {"back to today", "filter", "group", "help"}
            assert "back to today" in offered
            assert not any(board.app.check_action(each.app.removeprefix("app."), ()) for each in SILENT)
        for command in SILENT:
            board.view.say("")
            await board.press(command.keys.split(",")[0])
            await board.wait(lambda: board.said == WHY)
            assert not board.dialog


async def test_the_present_offers_them_all(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        assert all(board.app.check_action(each.app.removeprefix("app."), ()) for each in SILENT)
        assert not board.sees("back to today")
        await board.press("escape")
        await board.see("overdue")
        assert not board.app._exit
