"""Making several tasks of one, and saying that a task is there already."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Task
from tests.making import working
from tests.screens.conftest import Board, Launch

TASK = "Insurance renewal quote, three suppliers"


def field(board: Board, name: str) -> Any:
    return board.app.screen.query_one(f"#{name}")


def task(desk: Desk, title: str) -> Task:
    return next(each for each in desk.book.tasks.all() if each.title == title)


async def at(board: Board, title: str) -> None:
    await board.press("2")
    await board.see("62 to triage")
    await board.go_to(title)


# ---- split


async def test_a_task_is_split_into_lines_that_are_understood(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at(board, TASK)
        await board.press("s")
        await board.open(f"Split: {TASK}")
        await board.see("ctrl[+]s split")
        await board.type("Ask Acme fri #money")
        await board.press("enter")
        await board.type("Ask Best ~30m")
        await board.press("ctrl+s")
        await board.closed()
        await board.see("63 to triage")
        assert task(sample, "Ask Acme").due == "2026-11-27"
        assert task(sample, "Ask Acme").project == "money"
        assert task(sample, "Ask Best").estimate_minutes == 30
        assert task(sample, TASK).state == "dropped"
        assert sample.book.version == version + 1
        await board.press("u")
        await board.see("62 to triage")
    assert task(sample, TASK).state == "inbox"


async def test_one_part_is_no_split_and_the_line_stays(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at(board, TASK)
        await board.press("s")
        await board.open("Split")
        await board.type("Ask Acme")
        await board.press("ctrl+s")
        await board.see("Say at least two parts, one a line")
        assert field(board, "lines").text == "Ask Acme"
        assert field(board, "lines").has_focus
        await board.press("escape")
        await board.see("Not saved yet: esc again leaves it, ctrl[+]s saves")
        await board.press("escape")
        await board.closed()
    assert sample.book.version == version


async def test_triage_splits_too_and_goes_on(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see("Triage   1 of 62")
        await board.press("s")
        await board.open("Split")
        await board.type("One half")
        await board.press("enter")
        await board.type("The other half")
        await board.press("ctrl+s")
        await board.closed()
        await board.see("Triage   2 of 62")


# ---- the same


async def test_what_looks_alike_stands_there_and_enter_links_it(sample: Desk, launch: Launch) -> None:
    out = next(each for each in sample.book.open_handoffs if sample.book.title(each) == "Glaze range photos")
    async with launch(sample) as board:
        await at(board, "New product photos for the glaze range")
        await board.press("equals_sign")
        await board.open("The same as: New product photos")
        assert field(board, "other").value == "Glaze range photos"
        await board.press("enter")
        await board.closed()
        await board.see("61 to triage")
        same = task(sample, "New product photos for the glaze range")
        assert (same.state, same.same_as) == ("dropped", out.uid)
        await board.press("u")
        await board.see("62 to triage")
        assert task(sample, same.title).same_as is None


async def test_another_task_is_named_by_a_part_of_its_title(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, TASK)
        await board.press("equals_sign")
        await board.open("The same as")
        await board.fill("other", "trademark")
        await board.press("enter")
        await board.closed()
        await board.see("61 to triage")
    assert task(sample, TASK).same_as == task(sample, "Trademark renewal forms").uid


async def test_nothing_of_that_name_and_itself_are_refused_as_typed(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at(board, TASK)
        await board.press("equals_sign")
        await board.open("The same as")
        for typed, says in (("zebra", "zebra"), ("insurance renewal", "It cannot be the same as itself")):
            await board.fill("other", typed)
            await board.press("enter")
            await board.see(says)
            assert field(board, "other").value == typed
            assert field(board, "other").has_focus
    assert sample.book.version == version


async def test_triage_names_the_way_out_however_long_the_title_is(desk: Desk, launch: Launch) -> None:
    working(desk, "Glaze range photos for the shop page and for the fair in the spring")
    desk.tasks.capture("Glaze range photos for the shop page and for the fair in spring")
    async with launch(desk) as board:
        await board.press("t")
        await board.see("Looks like")
        assert [(hint.key, hint.words) for hint in board.hints[-2:]] == [("esc", "stop"), ("?", "help")]
        await board.see(r"same as Glaze range .*….*spring   e edit   u undo   esc stop   \? help$")


async def test_triage_links_at_once_what_it_shows(sample: Desk, launch: Launch) -> None:
    sample.tasks.capture("Glaze range photos today")
    async with launch(sample) as board:
        await board.press("t")
        await board.press("j", "j")
        while "Glaze range photos" not in str(getattr(board.record, "title", "")):
            await board.press("j")
        await board.see("Looks like +Glaze range photos, with Northlight Photo, 3 d late")
        assert board.hints[0].words == "same as Glaze range photos"
        await board.press("equals_sign")
        await board.wait(lambda: task(sample, "Glaze range photos").state != "inbox")
        assert not board.dialog
