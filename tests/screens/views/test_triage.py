"""Triage: one task at a time, one key a verdict, the next task at once."""

from __future__ import annotations

import asyncio

from delegator_tui.desk.desk import Desk
from delegator_tui.screens.verb_runner import SLOW
from delegator_tui.store.files.lock import FileLock
from tests.screens.conftest import Launch

FIRST = "Turn on two-factor for the shared mailbox"
SECOND = "Call the kiln repair people"


def state(desk: Desk, title: str) -> str:
    return next(task.state for task in desk.book.tasks.all() if task.title == title)


async def test_each_verdict_is_one_key_and_brings_the_next_task(sample: Desk, launch: Launch) -> None:
    sample.tasks.capture("Third thing today", "Fourth thing today")
    async with launch(sample) as board:
        await board.press("t")
        await board.see("Triage   1 of 64")
        tasks = []
        for place, key in enumerate("xmdf", 1):
            await board.see(f"Triage   {place} of 64")
            tasks.append(board.record)
            await board.press(key)
        await board.see("Triage   5 of 64")
    after = [sample.book.tasks.get(task.uid) for task in tasks if task is not None]
    assert [task.title for task in after if task][:2] == [FIRST, SECOND]
    assert [task.state for task in after if task] == ["dropped", "mine", "done", "delegated"]


async def test_later_asks_until_when_and_moves_on(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see(FIRST)
        await board.press("h")
        await board.open("Later")
        await board.type("fri")
        await board.see("→ Fri 27 Nov")
        await board.press("enter")
        await board.see("Triage   2 of 62")
    assert state(sample, FIRST) == "later"


async def test_later_without_a_day_stays_and_says_so(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see(FIRST)
        await board.press("h")
        await board.open("Later")
        await board.press("enter")
        await board.see("Say when it comes back")
        await board.type("zebra")
        await board.press("enter")
        await board.see("“zebra” is not a date")
        await board.press("escape")
        await board.press("escape")
        await board.closed()
        await board.see("Triage   1 of 62")
    assert state(sample, FIRST) == "inbox"


async def test_undo_brings_the_task_back_to_be_decided_again(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see("Triage   1 of 62")
        await board.press("x")
        await board.see("Triage   2 of 62")
        await board.press("u")
        await board.see("Triage   1 of 62")
        await board.see(FIRST)
    assert state(sample, FIRST) == "inbox"


async def test_leaving_keeps_the_place(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see("Triage   1 of 62")
        await board.press("j")
        await board.see(SECOND)
        await board.press("escape")
        await board.see("Overdue")
        await board.press("t")
        await board.see(SECOND)


async def test_skipping_decides_nothing_and_goes_back(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await board.press("t")
        await board.see(FIRST)
        await board.press("j", "j", "k", "k")
        await board.see(FIRST)
    assert sample.book.version == version


async def test_the_last_verdict_says_that_nothing_is_left(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("Only one")
    async with launch(desk) as board:
        await board.press("t")
        await board.see("Only one")
        await board.press("m")
        await board.see("Nothing is left to triage")
        await board.see("a captures more, u undoes the last verdict")
        for key in ("x", "m", "f", "h", "d", "full_stop", "j"):
            await board.press(key)
        assert not board.dialog
        await board.press("u")
        await board.see("Triage   1 of 1")
        await board.press("escape")
        await board.see("t triage 1")


async def test_verdicts_typed_ahead_fall_on_one_task_each(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t", "x", "x", "x")
        await board.see("Triage   4 of 62")
    assert [task.state for task in sample.book.tasks.all()].count("dropped") == 3


async def test_on_a_slow_disk_verdicts_typed_ahead_fall_on_one_task_each(sample: Desk, launch: Launch) -> None:
    lock = FileLock(f"{sample.store.path}.lock")
    async with launch(sample) as board:
        await board.press("t")
        await board.see("Triage   1 of 62")
        lock.acquire()
        asyncio.get_running_loop().call_later(3 * SLOW, lock.close)
        await board.press("x", "x", "x")
        await board.see("Triage   4 of 62")
    assert [task.state for task in sample.book.tasks.all()].count("dropped") == 3


async def test_a_task_that_is_with_somebody_already_is_pointed_out_and_linked(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see("Looks like +Mailbox two-factor")
        await board.press("equals_sign")
        await board.wait(lambda: board.dialog or board.sees("Triage   2 of 62"))
        if board.dialog:
            await board.press("enter")
        await board.see("Triage   2 of 62")
        await board.press("u")
        await board.see("Triage   1 of 62")


async def test_an_empty_inbox_says_so_in_triage(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("One")
    desk.tasks.mine(next(iter(desk.book.tasks.open)))
    async with launch(desk) as board:
        await board.press("t")
        await board.see("Nothing is left to triage")
        await board.see("a captures more[.]")
        assert not board.sees("last verdict")
        await board.press("escape")
        await board.see("4 Roster")
