"""Undo and redo in the dashboard: one step each, named by what it did, back to the same book."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from delegator_tui.store.store import Set, Store
from tests.making import StandingClock
from tests.screens.conftest import Launch


async def test_undo_and_redo_go_back_and_forth(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        await board.see("62 to triage")
        await board.press("x")
        await board.see("61 to triage")
        await board.press("u")
        await board.see("62 to triage")
        assert "Turn on two-factor" in board.said
        await board.press("U")
        await board.see("61 to triage")
        await board.press("u", "u")
        await board.wait(lambda: "import" in board.said.lower())


async def test_undo_in_a_record_puts_the_record_back(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("3")
        await board.see("Handoffs   12")
        await board.press("enter")
        await board.see("12-minute cut")
        await board.press("d")
        await board.open("Delivered: Workshop video edit")
        await board.press("enter")
        await board.see("● review")
        await board.press("u")
        await board.see("! 5 d late")
        await board.see("12-minute cut")


async def test_undo_of_the_creation_of_the_record_on_show_does_not_break_it(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("First thing today")
    async with launch(desk) as board:
        await board.see("First thing")
        await board.press("enter")
        await board.see("esc back")
        await board.press("u")
        await board.wait(lambda: not desk.book.tasks.open)
        for key in ("d", "x", "e", "full_stop", "f"):
            await board.press(key)
        await board.press("escape")
        await board.see("Nothing needs you now")


async def test_nothing_to_undo_says_so(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("First")
    async with launch(desk) as board:
        await board.press("u")
        await board.see("Nothing needs you now")
        await board.press("u")
        await board.wait(lambda: board.tone == "bad")
        assert "undo" in board.said.lower()


async def test_nothing_to_redo_says_so(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("U")
        await board.wait(lambda: board.tone == "bad")
        assert "redo" in board.said.lower() or "again" in board.said.lower()


async def test_a_sentence_goes_when_something_else_was_done_elsewhere(sample: Desk, launch: Launch) -> None:
    """``u undoes it`` must not stand beside what u would no longer undo."""
    async with launch(sample) as board:
        await board.press("y")
        await board.open("Accept")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Accepted" in board.said)
        await board.press("t")
        await board.see("Triage   1 of 62")
        await board.press("x")
        await board.see("Triage   2 of 62")
        await board.press("escape")
        await board.see("to pay")
        assert not board.sees("Accepted Product alt text")


async def test_undo_asks_before_it_goes_over_a_later_change(desk: Desk, clock: StandingClock, launch: Launch) -> None:
    (uid,) = desk.tasks.capture("Call Ann")
    async with launch(desk) as board:
        await board.press("2", "x")
        await board.see("Nothing is on your plate")
        other = Store.open(desk.store.path, clock)
        other.commit([Set("tasks", uid, {"state": "mine"})], verb="stamp", label="stamp", kind="system")
        other.close(compact=False)
        for answer in ("n", "y"):
            await board.press("u")
            await board.see("y do it all the same")
            assert [task.state for task in desk.book.tasks.all()] == ["mine"]
            await board.press(answer)
            await board.closed()
        await board.see("Call Ann$")
    assert [task.state for task in desk.book.tasks.all()] == ["inbox"]
