"""What comes again, what waits, what is missing when work goes, and what was paid: by the keys of a row."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.records import Money
from delegator_tui.rules.handoffs.dependencies import waits_for
from tests.desk.look import handoff, task, task_of
from tests.making import NEXT_FRIDAY, add_contractor, add_task, sent, working
from tests.screens.conftest import Board, Launch


async def at(board: Board, title: str, view: str = "3") -> None:
    await board.press(view)
    await board.go_to(title)


async def test_a_handoff_comes_again_is_left_out_once_and_stopped_by_its_key(desk: Desk, launch: Launch) -> None:
    uid = sent(desk, "Photos", due="2026-12-04")
    async with launch(desk) as board:
        await at(board, "Photos")
        await board.press("*")
        await board.open("Comes again: Photos")
        await board.see("Photos comes once.")
        await board.type("every month")
        await board.see("→ every month")
        await board.press("enter")
        await board.closed()
        await board.see("comes again every month. After this one: Mon 4 Jan 2027.")
        for key, words in (("2", "is left out on Mon 4 Jan 2027."), ("3", "will not come again.")):
            await board.press("*")
            await board.open("Comes again: Photos")
            await board.press("tab", key, "enter")
            await board.closed()
            await board.see(words)
    assert task_of(desk, uid).recurrence is None


async def test_words_that_are_no_rhythm_stay_typed(desk: Desk, launch: Launch) -> None:
    sent(desk, "Photos")
    async with launch(desk) as board:
        await at(board, "Photos")
        await board.press("*")
        await board.open("Comes again: Photos")
        await board.type("now and then")
        await board.see("not a rhythm yet")
        await board.press("enter")
        await board.see("does not say how often: try every month")


@pytest.mark.parametrize("waiter", ["Page", "Launch"])
async def test_work_waits_for_other_work_and_waits_no_more(desk: Desk, launch: Launch, waiter: str) -> None:
    logo, page = working(desk, "Logo"), sent(desk, "Page", due=NEXT_FRIDAY)
    launch_task = add_task(desk, "Launch")
    async with launch(desk) as board:
        await at(board, waiter, "3" if waiter == "Page" else "2")
        await board.press("W")
        await board.open(f"Waits for: {waiter}")
        await board.type("logo")
        await board.see("→ Logo, due Fri 27 Nov")
        await board.press("enter")
        await board.closed()
        await board.see(f"{waiter} waits for Logo now.")
        own = handoff(desk, page) if waiter == "Page" else task(desk, launch_task)
        assert [each.uid for each in waits_for(own, desk.book)] == [logo]
        await board.press("W")
        await board.open(f"Waits for: {waiter}")
        await board.press("tab", "2", "enter")
        await board.closed()
        await board.see("does not wait for Logo any more.")


async def test_what_is_missing_is_said_while_it_is_typed_and_critical_work_asks(desk: Desk, launch: Launch) -> None:
    add_contractor(desk, "Ana")
    draft = desk.handoffs.draft(add_task(desk, "Photos"), HandoffDraft(stakes="critical")).uid
    async with launch(desk, 100, 40) as board:
        await at(board, "Photos")
        await board.press("f")
        await board.open("Hand off: Photos")
        await board.see("Missing: the outcome, a check, a price, a contractor, a due date.")
        await board.type("ana")
        await board.fill("due", "sun")
        await board.see("Missing: the outcome, a check, a price. Ana does not work on Sun 29 Nov.")
        await board.press("enter")
        await board.see("Photos is critical. It does not say what is true when it is done.")
        await board.press("y")
        await board.open("Brief: Photos")
        await board.see("! It has no check that tells when it is done.")
        await board.press("s")
        await board.closed()
        await board.wait(lambda: handoff(desk, draft).state == "sent")


async def test_a_later_date_says_what_it_moves_while_it_is_typed(desk: Desk, launch: Launch) -> None:
    logo, page = working(desk, "Logo"), sent(desk, "Page", due=NEXT_FRIDAY)
    desk.work.after(page, logo)
    async with launch(desk, 100, 30) as board:
        await at(board, "Logo")
        await board.press("+")
        await board.open("Agree a later date: Logo")
        await board.type("1 dec")
        await board.see("Waiting for it: Page \\(Northlight Photo\\), due Fri 4 Dec, would be Tue 8")


@pytest.mark.parametrize(("key", "title"), [("R", "Reassign"), ("X", "Cancel"), ("T", "Take back")])
async def test_who_calls_work_back_reads_what_was_paid(desk: Desk, launch: Launch, key: str, title: str) -> None:
    uid = working(desk, "Photos")
    desk.handoffs.pay(uid, Money(amount="100.00", currency="USD"))
    async with launch(desk) as board:
        await at(board, "Photos")
        await board.press(key)
        await board.open(f"{title}: Photos")
        await board.see(r"Paid so far: \$100 to Northlight Photo on Mon 23 Nov\.")
