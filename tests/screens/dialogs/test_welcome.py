"""The first run: one screen, three keys, the demo; never again after that."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from tests.screens.conftest import Launch


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 18), (140, 45)])
async def test_it_names_three_keys_and_the_demo(desk: Desk, launch: Launch, columns: int, rows: int) -> None:
    async with launch(desk, columns, rows) as board:
        await board.open("Welcome to delegator")
        for words in (r"a +put everything on your", r"t +decide on each", r"f +hand one to somebody", "opens a"):
            await board.see(words)


async def test_on_a_tiny_terminal_its_keys_stay_and_the_rest_scrolls(desk: Desk, launch: Launch) -> None:
    async with launch(desk, 40, 10) as board:
        await board.see("a add the first task · d demo ·")
        assert not board.sees("opens a")
        await board.press("end")
        await board.see("opens a")


async def test_a_captures_the_first_task(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await board.open("Welcome")
        await board.press("a")
        await board.open("add")
        await board.type("Call Ann tomorrow")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Added Call Ann" in board.said)
    assert [task.title for task in desk.book.tasks.all()] == ["Call Ann"]


@pytest.mark.parametrize("key", ["escape", "enter", "space", "t", "f"])
async def test_any_of_its_keys_goes_on_to_the_dashboard(desk: Desk, launch: Launch, key: str) -> None:
    async with launch(desk) as board:
        await board.open("Welcome")
        await board.press(key)
        await board.closed()
        await board.see("Nothing needs you now")
        assert board.app.is_running
    assert desk.book.version == 0


async def test_it_shows_no_key_that_does_nothing_yet(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await board.open("Welcome")
        picture = board.app.export_screenshot()
        assert "help" not in picture
        assert "Handoffs" not in picture


async def test_a_question_mark_goes_on_to_the_keys(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await board.open("Welcome")
        await board.press("question_mark")
        await board.closed()
        await board.wait(lambda: board.app.screen.query("KeysPanel"))


async def test_q_leaves_as_its_text_says(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await board.open("Welcome")
        await board.see("Leave it with q")
        await board.press("q")
        await board.wait(lambda: not board.app.is_running or board.app._exit)


async def test_it_comes_once(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("Call Ann")
    desk.undo()
    async with launch(desk) as board:
        await board.see("Nothing needs you now")
        assert not board.dialog
