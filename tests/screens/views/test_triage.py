"""Triage: one task at a time, one key a verdict, the next task at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Handoff
from delegator_tui.screens.verb_runner import SLOW
from delegator_tui.store.files.lock import FileLock
from tests.screens.conftest import Board, Launch

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
        for place, keys in enumerate(("x", "m", "d", "ff"), 1):
            await board.see(f"Triage   {place} of 64")
            tasks.append(board.record)
            await board.press(*keys)
        await board.see("Triage   5 of 64")
    after = [sample.book.tasks.get(task.uid) for task in tasks if task is not None]
    assert [task.title for task in after if task][:2] == [FIRST, SECOND]
    assert [task.state for task in after if task] == ["dropped", "mine", "done", "delegated"]


async def test_later_asks_until_when_and_moves_on(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see(FIRST)
        await board.press("h", "h")
        await board.open("Later")
        await board.type("fri")
        await board.see("→ Fri 27 Nov")
        await board.press("enter")
        await board.see("Triage   2 of 62")
    assert state(sample, FIRST) == "later"


TIED = "\N{NO-BREAK SPACE}"
NEWSLETTER = "Write the January newsletter"


@asynccontextmanager
async def at_the_newsletter(sample: Desk, launch: Launch, **given: int) -> AsyncIterator[Board]:
    """Open triage on a task that somebody did the like of."""
    sample.tasks.capture(f"{NEWSLETTER} ~2h fri")
    async with launch(sample, **given) as board:
        await board.press("t")
        await board.see("Triage   1 of 63")
        while NEWSLETTER not in board.text:
            await board.press("j")
        yield board


def handoff_of(desk: Desk, title: str) -> Handoff:
    return next(each for each in desk.book.handoffs.all() if desk.book.title(each) == title)


@pytest.mark.parametrize("columns", [80, 120])
async def test_the_card_says_who_fits_and_for_how_much(sample: Desk, launch: Launch, columns: int) -> None:
    async with at_the_newsletter(sample, launch, columns=columns) as board:
        await board.see("Hand it off")
        assert all(each in board.text for each in ("1  Inkwell Copy", "$165", "did one like it, the last 5/5"))


@pytest.mark.parametrize("keys", [("f", "1"), ("full_stop",)])
async def test_a_digit_picks_who_and_the_draft_knows_the_last_job(
    sample: Desk, launch: Launch, keys: tuple[str, ...]
) -> None:
    async with at_the_newsletter(sample, launch) as board:
        await board.press(*keys)
        await board.see("for Inkwell Copy: send it from Today")
    made, last = handoff_of(sample, NEWSLETTER), handoff_of(sample, "November newsletter")
    assert (sample.book.name(made.contractor), made.state, made.due) == ("Inkwell Copy", "drafted", "2026-11-27")
    assert made.price == last.price is not None
    assert made.brief == last.brief


async def test_the_same_key_twice_leaves_the_person_open(sample: Desk, launch: Launch) -> None:
    async with at_the_newsletter(sample, launch) as board:
        await board.press("f")
        await board.see(rf"To whom\?   1{TIED}Inkwell{TIED}Copy")
        await board.press("f")
        await board.see(": send it from Today")
    assert handoff_of(sample, NEWSLETTER).contractor is None


async def test_who_was_named_in_capture_is_not_asked_for(sample: Desk, launch: Launch) -> None:
    sample.tasks.capture("Proofread the leaflet today >harbour")
    async with launch(sample, columns=120) as board:
        await board.press("t")
        while "Proofread the leaflet" not in board.text:
            await board.press("j")
        await board.press("f")
        await board.see("Drafted Proofread the leaflet for Harbour Admin")


@pytest.mark.parametrize(("digit", "until"), enumerate(["2026-11-24", "2026-11-30", "2026-12-07", "2026-12-01"], 1))
async def test_a_digit_says_until_when(sample: Desk, launch: Launch, digit: int, until: str) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see(FIRST)
        await board.press("h")
        await board.see(rf"Until when\?   1{TIED}tomorrow   2{TIED}Mon{TIED}30{TIED}Nov")
        await board.press(str(digit))
        await board.see("Triage   2 of 62")
    task = next(task for task in sample.book.tasks.all() if task.title == FIRST)
    assert (task.state, task.defer_until) == ("later", until)


async def test_a_digit_that_nobody_asked_for_does_nothing(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with at_the_newsletter(sample, launch) as board:
        await board.press("1")
        await board.see("f and a digit hands it to somebody, h and a digit puts it away")
        await board.press("f", "4")
        await board.see(r"To whom\?")
        await board.press("j", "1")
        assert "To whom?" not in board.text
    assert sample.book.version == version + 1


async def test_esc_gives_the_question_up_first(sample: Desk, launch: Launch) -> None:
    async with at_the_newsletter(sample, launch) as board:
        await board.press("f")
        await board.see(r"To whom\?")
        await board.press("escape")
        await board.see("h later")
        assert "To whom?" not in board.text
        await board.press("escape")
        await board.see("Overdue")


async def test_later_without_a_day_stays_and_says_so(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("t")
        await board.see(FIRST)
        await board.press("h", "h")
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
