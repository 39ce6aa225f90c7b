"""Every view while the machine's clock is wrong: none ends the dashboard, and no age is negative."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from delegator_tui.model.moment import FIRST, LAST
from tests.making import StandingClock, desk_at
from tests.rules.test_wrong_clocks import MADE, NEGATIVE, live
from tests.sample import bring_in
from tests.screens.conftest import Board, Launch

WIDTHS = (80, 120, 160)
VIEWS = (("1",), ("2",), ("3",), ("4",), ("3", "enter"), ("t",), ("w",), ("c",))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sample book after a busy hour."""
    folder = tmp_path_factory.mktemp("lived")
    desk = desk_at(folder / "delegator.json", StandingClock(MADE))
    bring_in(desk)
    live(desk)
    desk.store.close()
    return folder


async def look_at(board: Board, *keys: str) -> None:
    """Open a view, look at it at each width and on another row, and go back."""
    await board.press(*keys)
    for width in WIDTHS:
        await board._pilot.resize_terminal(width, 30)
        await board.rest()
        assert not NEGATIVE.search(board.text), board.text
    await board.press("j", "j")
    assert not NEGATIVE.search(board.text), board.text
    await board.press("escape", "1")
    await board.wait(lambda: board.view.name_of_view == "today")


@pytest.mark.parametrize(
    "now",
    [
        MADE - dt.timedelta(minutes=2), FIRST, LAST
    ],
    ids=lambda now: f"{now:%Y-%m-%d %H:%M}",
)  # fmt: skip
async def test_every_view_stands_by_a_wrong_clock(
    lived: Path, tmp_path: Path, launch: Launch, now: dt.datetime
) -> None:
    shutil.copytree(lived, tmp_path / "book")
    desk = desk_at(tmp_path / "book" / "delegator.json", StandingClock(now))
    async with launch(desk, 120, 30) as board:
        for keys in VIEWS:
            await look_at(board, *keys)
        await board.app.tick()
        assert board.app.is_running
        assert board.app._exception is None
