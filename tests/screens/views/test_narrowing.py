"""Narrowing and ordering a list by key: the filter's language, kept filters, orders, groups, closed records."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from textual.widgets import Input

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Handoff, Record, Task
from tests.making import StandingClock
from tests.screens.conftest import Board, Launch

VIEWS = {"2": "62 to triage", "3": "Handoffs   12", "4": "Roster   10"}


async def at(board: Board, view: str) -> None:
    await board.press(view)
    await board.see(VIEWS[view])


async def narrow(board: Board, text: str) -> None:
    """Type a filter over what is there."""
    await board.press("slash")
    line = board.view.query_one("FilterBar Input", Input)
    line.value = ""
    await board.type(text)


def title(board: Board, record: Record | None) -> str:
    if isinstance(record, Handoff):
        return board.view.the_book.title(record)
    return str(getattr(record, "title", getattr(record, "name", "")))


def titles(board: Board) -> list[str]:
    """What the list shows, in its order."""
    return [title(board, board.view.content.record_of(key)) for key in board.rows]  # type: ignore[attr-defined]


# ---- the language


@pytest.mark.parametrize(
    ("view", "text", "first", "count"),
    [
        ("2", "mailbox", "Turn on two-factor for the shared mailbox", 1),
        ("2", "#money !high", "Chase the three unpaid wholesale invoices", 2),
        ("2", "@writing", "Write the December newsletter", 1),
        ("2", "newsletter -december", "", 0),
        ("2", "due<wed", "Turn on two-factor for the shared mailbox", 8),
        ("2", "#shop ~>5h", "Gift guide landing page", 2),
        ("2", "price>200", "New product photos for the glaze range", 1),
        ("2", "state:inbox today", "Turn on two-factor for the shared mailbox", 4),
        ("3", "overdue", "Workshop video edit", 5),
        ("3", ">harbour", "Daily marketplace replies", 3),
        ("3", "state:working -overdue", "Returns page in German", 3),
        ("3", "leak", "Mailbox two-factor", 2),
        ("3", '"pdf"', "", 0),
        ("3", "price>200", "Workshop video edit", 5),
        ("4", "skill:photo", "Northlight Photo", 1),
        ("4", "state:trial", "Signal Ads", 2),
        ("4", "overdue", "Cutting Room Nine", 5),
    ],
)
async def test_each_list_is_narrowed_as_one_types(
    sample: Desk, launch: Launch, view: str, text: str, first: str, count: int
) -> None:
    async with launch(sample, rows=60) as board:
        await at(board, view)
        before = titles(board)
        await narrow(board, text)
        await board.see(re.escape(f"only {text}"))
        found = titles(board)
        assert (next(iter(found), ""), len(found)) == (first, count)
        assert set(found) < set(before)
        await board.press("escape")
        assert titles(board) == before
        assert not board.sees("only ")


async def test_today_is_narrowed_section_by_section(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.see("5 overdue")
        await narrow(board, ">harbour")
        await board.see(r"^ On you +1$")
        assert titles(board) == ["Product alt text", "Daily marketplace replies"]
        assert not board.sees("^ Overdue")


async def test_a_mark_that_waits_for_its_value_asks_nothing_yet(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, "3")
        await narrow(board, "state:")
        assert len(titles(board)) == 14
        await board.type("sent")
        assert sorted(titles(board)) == ["December newsletter", "Mailbox two-factor"]


async def test_a_mark_that_nobody_understands_is_said_and_taken_as_a_word(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, "2")
        await narrow(board, "due<nevermore colour:blue")
        await board.see(r"\? due<nevermore, colour:blue")
        assert titles(board) == []
        await board.press(*["backspace"] * len(" colour:blue"))
        await board.press(*["backspace"] * len("nevermore"))
        await board.type("wed")
        await board.wait(lambda: not board.sees(r"\? due"))
        assert len(titles(board)) == 8


async def test_letters_that_are_keys_are_typed_and_enter_goes_to_the_list(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at(board, "2")
        await narrow(board, "xdm")
        await board.see("only xdm")
        await narrow(board, "van")
        await board.press("enter")
        assert board.app.focused is board.rows_list
        assert sample.book.version == version
        assert board.record is not None
        await board.press("x")
        await board.wait(lambda: "Dropped Book the van" in board.said)
        await board.see("Nothing here matches the filter")


async def test_the_filter_stays_while_one_looks_elsewhere(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, "3")
        await narrow(board, "overdue")
        await board.press("enter", "2")
        await board.see("62 to triage")
        await board.press("3")
        await board.see("only overdue")
        assert len(titles(board)) == 5
        await board.press("slash")
        assert board.view.query_one("FilterBar Input", Input).value == "overdue"


# ---- kept filters


async def test_a_filter_is_kept_and_found_again_with_the_arrows(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, "2")
        for text in ("#money", "due<wed"):
            await narrow(board, text)
            await board.press("ctrl+s")
            await board.wait(lambda text=text: f"Kept the filter {text}" in board.said)  # type: ignore[misc]
            await board.press("escape")
    assert list(sample.book.settings.filters.values()) == ["#money", "due<wed"]

    async with launch(sample) as again:
        await at(again, "2")
        await again.press("slash", "down")
        await again.see("only #money")
        await again.press("down")
        await again.see("only due<wed")
        assert len(titles(again)) == 8
        await again.press("down")
        await again.see("only #money")
        await again.press("up")
        await again.see("only due<wed")


async def test_an_empty_filter_is_not_kept(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at(board, "2")
        await board.press("slash", "ctrl+s", "space", "ctrl+s")
    assert sample.book.version == version


# ---- orders, groups, closed


def by(field: Callable[[Task], object]) -> Callable[[list[Task]], list[Task]]:
    return lambda tasks: sorted(tasks, key=field)  # type: ignore[arg-type]


async def test_o_goes_through_the_orders_and_says_which(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, "2")
        triage = titles(board)
        await board.press("o")
        await board.see("by newest")
        newest = titles(board)
        await board.press("o")
        await board.see("by title")
        assert titles(board)[:62] == sorted(triage[:62], key=str.casefold)
        await board.press("o")
        await board.see("by time it takes")
        minutes = [getattr(board.view.content.record_of(key), "estimate_minutes", 0) or 0 for key in board.rows[:62]]  # type: ignore[attr-defined]
        assert minutes == sorted(minutes, reverse=True)
        await board.press("o")
        await board.see("by priority")
        ranks = [("high", "normal", "low").index(board.view.content.record_of(key).priority) for key in board.rows[:62]]  # type: ignore[attr-defined]
        assert ranks == sorted(ranks)
        await board.press("o")
        await board.wait(lambda: titles(board) == triage)
        assert not board.sees(" by ")
    assert sorted(newest) == sorted(triage)


async def test_handoffs_sort_by_price_and_stay_in_their_groups(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=60) as board:
        await at(board, "3")
        await board.press("o", "o")
        await board.see("by price")
        await board.see("^ Overdue +5$")
        assert titles(board)[:2] == ["Glaze range photos", "Courier contract review"]


async def test_b_goes_through_the_groups(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=60) as board:
        await at(board, "3")
        await board.see("^ Overdue +5$")
        await board.press("b")
        await board.see("^ Harbour Admin +3$")
        await board.press("b")
        await board.see("^ 2026-11 +14$")
        await board.press("2", "b")
        await board.see(r"^ #money +\d+$")
        assert board.rows
        await board.press("4", "b")
        await board.see("^ On trial +2$")


async def test_z_shows_closed_ones_too_and_the_same_keys_find_them(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=40) as board:
        await at(board, "3")
        await board.press("z")
        await board.see("with closed ones")
        await board.see("^ Closed +")
        await narrow(board, "logo")
        await board.wait(lambda: titles(board) == ["Logo refresh"])
        await board.press("enter", "enter")
        await board.see("Vector and PNG")
        await board.press("escape", "z")
        await board.see("Nothing here matches the filter")


async def test_the_cursor_stays_on_its_record_when_the_list_is_ordered_anew(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, "2")
        await board.go_to("Book the van for the Christmas fair")
        for key in ("o", "o", "b", "z", "o"):
            await board.press(key)
            assert title(board, board.record) == "Book the van for the Christmas fair"


@pytest.mark.parametrize("rows", [10, 14, 30])
async def test_the_scrollbar_tells_of_the_list_as_it_is(sample: Desk, launch: Launch, rows: int) -> None:
    async with launch(sample, 80, rows) as board:
        await board.press("2")
        await board.wait(lambda: board.rows)
        found = board.rows_list
        bar = found.vertical_scrollbar

        def is_true() -> bool:
            height, lines = found.scrollable_size.height, found.virtual_size.height
            told = bar.window_virtual_size == lines and bar.position == found.scroll_y <= lines - height
            fits = found.scroll_y == 0 and not found.show_vertical_scrollbar
            return lines == len(board.lines) and (fits if lines <= height else told and found.show_vertical_scrollbar)

        for keys in ("G", "kkkm", "m", "g", "/shop\r", "G", "m", "u", "/\x1b", "G", "u", "U", " j x"):
            await board.type(keys.replace("\r", "").replace("\x1b", ""))
            if keys[-1] in "\r\x1b":
                await board.press("enter" if keys[-1] == "\r" else "escape")
            await board.wait(is_true)


async def test_the_order_follows_the_day_though_nothing_was_saved(
    desk: Desk, clock: StandingClock, launch: Launch
) -> None:
    desk.tasks.capture("Sort the shelves", "Order the glaze 3 dec")
    async with launch(desk) as board:
        await board.press("2")
        assert titles(board) == ["Sort the shelves", "Order the glaze"]
        version = desk.book.version
        clock.go(days=5)  # it is due within seven days now
        await board.app.tick()
        await board.wait(lambda: titles(board) == ["Order the glaze", "Sort the shelves"])
        assert desk.book.version == version
