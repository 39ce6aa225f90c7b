"""Inbox: three lists of the owner's own plate, where the cursor goes after a verdict, and dates moved by key."""

from __future__ import annotations

import re

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Handoff, Task
from tests.making import add_task, drafted, sent
from tests.screens.conftest import Board, Launch


@pytest.fixture
def own(desk: Desk) -> Desk:
    """Something on each list."""
    for line in (
        "Sort the shelf",
        "Call the bank due fri",
        "Order clay due today",
        "Stock count due 31 dec wait:4 jan",
    ):
        add_task(desk, line)
    for line in ("Think about the price", "VAT return due fri"):
        desk.tasks.mine(add_task(desk, line))
    return desk


def title(board: Board) -> str:
    record = board.record
    if isinstance(record, Handoff):
        return board.desk.book.title(record)
    return record.title if isinstance(record, Task) else ""


def due(desk: Desk, name: str) -> str | None:
    return next(task.due for task in desk.book.tasks.all() if task.title == name)


async def test_the_inbox_is_three_lists_with_their_counts(own: Desk, launch: Launch) -> None:
    async with launch(own) as board:
        await board.see("2 Inbox 5 ")
        await board.press("2")
        await board.see("^ Inbox   3 to triage · 2 yours · 1 later · 3 due this week")
        heads = re.findall(r"^ (To triage|Yours|Later) +(\d)$", board.text, re.MULTILINE)
        assert heads == [("To triage", "3"), ("Yours", "2"), ("Later", "1")]
        await board.see(r"^ +Fri 27 Nov +VAT return")
        await board.see(r"^ +no date, 0 d +Think about the price")
        await board.see(r"^ +Mon  4 Jan +Stock count +due Thu 31 Dec, while it is away")


async def test_a_verdict_moves_the_row_and_the_cursor_goes_on_to_the_next(own: Desk, launch: Launch) -> None:
    async with launch(own) as board:
        await board.press("2")
        await board.wait(lambda: title(board) == "Order clay")
        await board.press("m")
        await board.see("2 to triage · 3 yours")
        assert title(board) == "Call the bank"
        await board.press("m")
        await board.see("1 to triage · 4 yours")
        assert title(board) == "Sort the shelf"
        await board.press("u")
        await board.see("2 to triage · 3 yours")
        assert title(board) == "Sort the shelf"


async def test_a_task_of_the_last_list_goes_up_and_the_cursor_stays_near(own: Desk, launch: Launch) -> None:
    async with launch(own) as board:
        await board.press("2", "G")
        await board.wait(lambda: title(board) == "Stock count")
        await board.press("m")
        await board.see("3 to triage · 3 yours")
        assert title(board) == "Think about the price"


@pytest.mark.parametrize(
    ("keys", "when"), [("]", "2026-11-28"), ("[", "2026-11-26"), ("}", "2026-12-04"), ("{", "2026-11-20"),
                       ("]]}[", "2026-12-05")],
)  # fmt: skip
async def test_brackets_move_a_date_by_a_day_and_braces_by_a_week(
    own: Desk, launch: Launch, keys: str, when: str
) -> None:
    async with launch(own) as board:
        await board.press("2")
        await board.go_to("Call the bank")
        await board.press(*keys)
        await board.wait(lambda: due(own, "Call the bank") == when)
        await board.see("Due .*: Call the bank. u undoes it.")
        assert title(board) == "Call the bank"


async def test_several_marked_rows_move_as_one_step_and_keep_their_marks(own: Desk, launch: Launch) -> None:
    async with launch(own) as board:
        await board.press("2", "space", "space", "]")
        await board.see("Moved 2, a day later. u undoes it.")
        assert (due(own, "Order clay"), due(own, "Call the bank")) == ("2026-11-24", "2026-11-28")
        await board.see("2 marked")
        await board.press("]", "u", "u")
        await board.wait(lambda: due(own, "Order clay") == "2026-11-23")
        assert due(own, "Call the bank") == "2026-11-27"


async def test_where_there_is_no_date_the_key_says_so(own: Desk, launch: Launch) -> None:
    async with launch(own) as board:
        await board.press("2")
        await board.go_to("Sort the shelf")
        await board.press("]")
        await board.wait(lambda: "on a row with a date" in board.said)


async def test_a_drafts_date_moves_and_of_what_is_out_the_later_date_is_asked(desk: Desk, launch: Launch) -> None:
    draft, out = drafted(desk, "Films", due="2026-12-04"), sent(desk, "Photos")
    async with launch(desk) as board:
        await board.press("3")
        await board.go_to("Films")
        await board.press("]")
        await board.wait(lambda: (found := desk.book.handoffs.get(draft)) and found.due == "2026-12-05")
        await board.go_to("Photos")
        await board.press("}")
        await board.open("Agree a later date: Photos")
        await board.see("4 Dec 2026")
        await board.press("escape", "[")
        await board.wait(lambda: "only a later one can be agreed" in board.said)
        found = desk.book.handoffs.get(out)
        assert found is not None
        assert found.due == "2026-11-27"


async def test_the_likely_key_never_ends_what_is_to_be_done(own: Desk, launch: Launch) -> None:
    async with launch(own) as board:
        await board.press("2")
        await board.wait(lambda: title(board) == "Order clay")
        await board.press("full_stop")
        await board.see("Yours to do: Order clay")
        await board.go_to("Order clay")
        assert board.hints[0].words == "open"
        await board.go_to("Think about the price")
        assert board.hints[0].words == "give it a date"
        assert not list(own.book.tasks.closed())


async def test_until_when_a_task_is_put_away_is_held_against_its_due(own: Desk, launch: Launch) -> None:
    async with launch(own) as board:
        await board.press("2")
        await board.go_to("Call the bank")
        await board.press("h")
        await board.open("Later")
        await board.type("1 dec")
        await board.see("→ Tue 1 Dec, after its due")
        await board.see("Due Fri 27 Nov: put away for longer, it is on Today on that day")
        await board.press("enter")
        await board.wait(lambda: "That is after its due date, Fri 27 Nov." in board.said)
