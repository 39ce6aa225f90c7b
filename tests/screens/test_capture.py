"""Capture from any view: the line is understood while it is typed."""

from __future__ import annotations

import pytest
from textual import events

from delegator_tui.desk.desk import Desk
from delegator_tui.screens.services import key_queue
from delegator_tui.store.files.lock import FileLock
from delegator_tui.widgets.capture_line import CaptureInput
from tests.screens.conftest import Board, Launch


def newest(desk: Desk, title: str) -> object:
    return next((task for task in desk.book.tasks.open.values() if task.title == title), None)


async def open_line(board: Board) -> CaptureInput:
    await board.press("a")
    await board.open("add")
    return board.app.screen.query_one(CaptureInput)


async def test_pasted_lines_become_tasks_after_a_yes_and_none_after_a_no(sample: Desk, launch: Launch) -> None:
    three = "Order kiln shelves soon\n\nCall Hannah ~20m\nSweep the yard due fri\n"
    async with launch(sample) as board:
        for key in ("escape", "enter"):
            version = sample.book.version
            await open_line(board)
            board.app.post_message(events.Paste(three))
            await board.see("3 lines: enter adds 3 tasks, esc none")
            assert sample.book.version == version
            await board.press(key)
            await board.closed()
        await board.wait(lambda: "Added 3 tasks" in board.said)
    assert sample.book.version == version + 1
    assert all(newest(sample, title) for title in ("Order kiln shelves soon", "Call Hannah", "Sweep the yard"))


@pytest.mark.parametrize("view", ["1", "2", "3", "4", "t"])
async def test_a_opens_the_line_from_every_view(sample: Desk, launch: Launch, view: str) -> None:
    async with launch(sample) as board:
        await board.press(view)
        await open_line(board)
        await board.type("Order tape")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Added Order tape" in board.said)
    assert newest(sample, "Order tape")


async def test_what_is_understood_stands_below_while_it_is_typed(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_line(board)
        await board.type("New product photos ~5h $400 due 4 dec #shop >north")
        await board.see(r"New product photos  due Fri 4 Dec  ~5 h  \$400  #shop  to Northlight Photo")
        await board.type(" x")
        await board.see(r"New product photos.* x")


async def test_below_a_long_line_every_chip_is_on_the_screen(sample: Desk, launch: Launch) -> None:
    long = "Ask the stockist in Harrogate whether they want the wide bowls for the January order"
    async with launch(sample) as board:
        await open_line(board)
        await board.type(f"{long} fri $300 >har")
        await board.see(r"to har\?  \$300  due Fri 27 Nov|to Har.*  \$300  due Fri 27 Nov")
        await board.see("Ask the stockist")


async def test_tab_completes_a_contractor_and_a_project(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        line = await open_line(board)
        await board.type("Photos #mark")
        await board.wait(lambda: line._suggestion)
        await board.press("tab")
        await board.see("#marketing")
        await board.type(" >north")
        await board.wait(lambda: line._suggestion)
        await board.press("tab")
        await board.see("to Northlight Photo")


async def test_backspace_after_a_mark_makes_it_text(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        line = await open_line(board)
        await board.type("Print flyer #shop")
        await board.see("Print flyer  #shop")
        await board.press("backspace")
        await board.wait(lambda: line.literal)
        assert line.value == "Print flyer #shop"
        await board.press("enter")
        await board.closed()
    assert newest(sample, "Print flyer #shop")


async def test_escape_adds_nothing(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await open_line(board)
        await board.type("Half a thought")
        await board.press("escape")
        await board.closed()
    assert sample.book.version == version


async def test_an_empty_line_is_not_added(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await open_line(board)
        await board.press("space", "enter", "enter")
        assert board.dialog == "add"
    assert sample.book.version == version


async def test_a_name_that_several_have_is_refused_and_the_line_stays(sample: Desk, launch: Launch) -> None:
    sample.contractors.add("Northern Prints")
    async with launch(sample) as board:
        line = await open_line(board)
        await board.type("Tape >north")
        await board.see("to north[?]")
        await board.press("enter")
        await board.see("Northlight Photo.*Northern Prints|Northern Prints.*Northlight Photo")
        assert line.value == "Tape >north"
        assert not newest(sample, "Tape")


async def test_letters_that_are_keys_elsewhere_are_typed(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        line = await open_line(board)
        await board.type("quit u U 1 2 3 ? : x")
        assert line.value == "quit u U 1 2 3 ? : x"
        assert board.dialog == "add"


async def test_a_second_enter_and_esc_while_it_is_saved_do_nothing(
    sample: Desk, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "MAX_WAIT", 0.1)  # shorter than the file is locked
    async with launch(sample) as board:
        await open_line(board)
        await board.type("Milk")
        with FileLock(f"{sample.store.path}.lock"):
            await board.press("enter")
            await board.wait(lambda: not board.app.runner._idle.is_set())
            await board.press("enter", "escape")
        await board.closed()
        await board.wait(lambda: board.said == "Added Milk.")
    assert [task.title for task in sample.book.tasks.open.values()].count("Milk") == 1
