"""L opens a record's link in the browser, and nothing but a web address."""

from __future__ import annotations

import pytest

from delegator_tui.app import DelegatorApp
from delegator_tui.desk.desk import Desk
from tests.making import change, put
from tests.screens.conftest import Board, Launch


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that went to the browser; there is none where tests run."""
    found: list[str] = []
    monkeypatch.setattr(DelegatorApp, "open_url", lambda _, url, **__: found.append(url))
    return found


def offers(board: Board) -> bool:
    return "link" in board.view.steps_now().works


async def test_a_task_with_a_link_opens_it(desk: Desk, launch: Launch, opened: list[str]) -> None:
    desk.tasks.capture("Read https://example.com/kilns?x=1, then decide today")
    async with launch(desk) as board:
        await board.see("Read https")
        assert offers(board)
        await board.press("L")
        await board.wait(lambda: board.said == "Opened https://example.com/kilns?x=1.")
    assert opened == ["https://example.com/kilns?x=1"]


async def test_a_record_without_one_offers_no_key(sample: Desk, launch: Launch, opened: list[str]) -> None:
    async with launch(sample) as board:
        for view in ("1", "2", "3", "4"):
            await board.press(view)
            await board.wait(lambda: board.rows)
            assert not offers(board)
            await board.press("L")
    assert opened == []


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "javascript:alert(1)", "vscode://run", "ftp://example.com/x", "//example.com"]
)
async def test_what_is_no_web_address_is_never_opened(desk: Desk, launch: Launch, opened: list[str], link: str) -> None:
    put(desk, "tasks", title=f"Look at {link} today", due="2026-11-23", notes=link)
    put(desk, "contractors", name="Ann", links=[link])
    async with launch(desk) as board:
        await board.see("Look at")
        await board.press("L", "4")
        await board.see("Ann")
        assert not offers(board)
        await board.press("L")
    assert opened == []


async def test_the_link_of_a_delivery_opens_from_the_list_and_from_the_record(
    sample: Desk, launch: Launch, opened: list[str]
) -> None:
    owed = next(each for each in sample.book.deliverables.all() if each.title.startswith("140 descriptions"))
    change(sample, "deliverables", owed.uid, link="https://files.example/sheet")
    async with launch(sample) as board:
        await board.see("▸ ● review +Product alt text")
        await board.press("L")
        await board.wait(lambda: opened)
        await board.press("enter")
        await board.see("https://files.example/sheet")
        await board.press("L")
        await board.wait(lambda: len(opened) == 2)
    assert set(opened) == {"https://files.example/sheet"}
