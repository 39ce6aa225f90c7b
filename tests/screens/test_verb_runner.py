"""The way from the dashboard to the desk: in order, off the screen's thread, and gone when it is told to go."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.screens.verb_runner import VerbRunner


def capture(line: str, desk: Desk) -> None:
    desk.tasks.capture(line)


async def test_verbs_run_in_the_order_they_were_asked_for(desk: Desk) -> None:
    runner = VerbRunner(desk, lambda _: None, lambda _: None)
    await asyncio.gather(*(runner.do(partial(capture, f"Task {n}")) for n in range(5)))
    runner.close()
    assert [task.title for task in desk.book.tasks.open.values()] == [f"Task {n}" for n in range(5)]


async def test_a_refusal_is_an_answer_and_a_bug_is_raised(desk: Desk) -> None:
    runner = VerbRunner(desk, lambda _: None, lambda _: None)
    assert isinstance(await runner.do(lambda d: d.tasks.drop("nobody")), Refused)
    with pytest.raises(ZeroDivisionError):
        await runner.do(lambda _: 1 // 0)
    runner.close()


async def test_leaving_at_the_moment_a_verb_ends_is_not_forgotten(desk: Desk) -> None:
    """Else the tick that is ended with the program would go on, and the program wait for it for ever."""
    runner = VerbRunner(desk, lambda _: None, lambda _: None)
    doing = asyncio.create_task(runner.do(lambda d: d.book.version))
    await asyncio.sleep(0)
    runner._pool.submit(lambda: None).result()  # the verb has ended; the loop has not looked yet
    asyncio.get_running_loop().call_soon(doing.cancel)
    with pytest.raises(asyncio.CancelledError):
        await doing
    runner.close()


async def test_the_book_is_handed_on_and_settled_is_when_nothing_runs(desk: Desk) -> None:
    versions = []
    runner = VerbRunner(desk, lambda book: versions.append(book.version), lambda _: None)
    asked = asyncio.create_task(runner.do(lambda d: d.tasks.capture("One")))
    await asyncio.sleep(0)
    await runner.settled()
    assert asked.done() or versions
    await asked
    runner.close()
    assert versions == [desk.book.version]
