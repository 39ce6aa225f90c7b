"""Today says that nobody watches while the dashboard is closed, one key has the machine do it, and takes it away."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from tests.crontab import NEEDS_CRONTAB, crontab, own_crontab
from tests.making import add_contractor, drafted, sent
from tests.screens.conftest import Board, Launch

__all__ = ["own_crontab"]
UNWATCHED = "No reminders while delegator is closed +f9 turns them on"


def told(board: Board) -> str:
    return " ".join(toast.message for toast in board.app._notifications)


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
async def test_one_key_has_the_machine_watch_and_takes_it_away(desk: Desk, launch: Launch) -> None:
    sent(desk)
    async with launch(desk) as board:
        await board.see(UNWATCHED)
        await board.press("f9")
        await board.see("Check every five minutes, and tell you")
        await board.press("y")
        await board.open("Reminders while delegator is closed")
        assert b"remind --timer" in (crontab() or b"")
        await board.see("cron runs delegator remind every five")
        await board.press("escape")
        await board.wait(lambda: not board.sees("No reminders while"))
    async with launch(desk) as again:
        await again.wait(lambda: again.app.runner.watcher == "cron")
        await again.press("f9")
        await again.see("Turn that off")
        await again.press("y")
        await again.open("Reminders while delegator is closed")
        assert b"delegator" not in (crontab() or b"")
        await again.press("escape")
        await again.see(UNWATCHED)


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
async def test_enter_on_the_line_asks_too_and_no_changes_nothing(desk: Desk, launch: Launch) -> None:
    sent(desk)
    async with launch(desk) as board:
        await board.see(UNWATCHED)
        await board.press("G", "enter")
        await board.see("Check every five minutes, and tell you")
        await board.press("n")
        assert crontab() is None
        await board.see(UNWATCHED)


async def test_without_work_that_is_out_nothing_needs_watching(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await board.wait(lambda: board.app.runner.watcher is not None)
        assert not board.sees("No reminders while")


async def test_the_first_handoff_offers_it_once(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await board.wait(lambda: board.app.runner.watcher == "")
        uid = drafted(desk, contractor=add_contractor(desk), due="2026-11-27")
        desk.handoffs.send(uid)
        await board.wait(lambda: "f9 turns them on" in told(board))
        await board.wait(lambda: desk.book.settings.watch_offered)
        step = desk.store.history.undoable()
        assert step is not None
        assert step.label == "send Photos"
        desk.handoffs.take_back(uid)
        await board.app.tick()
        sent(desk, "Labels")
        await board.app.tick()
        await board.rest()
        assert told(board).count("f9 turns them on") == 1


async def test_a_throw_away_book_is_not_watched(sample: Desk, launch: Launch) -> None:
    sample.throw_away = True
    async with launch(sample) as board:
        await board.press("f9")
        await board.wait(lambda: "Reminders cannot be turned on" in told(board))
        assert not board.sees("No reminders while")
