"""Handing a task off: the form, the brief, the draft, and somebody new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Handoff
from tests.screens.conftest import Board, Launch

TASK = "New product photos for the glaze range"


def made(desk: Desk) -> Handoff | None:
    """The handoff of the task, if there is one."""
    return next((each for each in desk.book.handoffs.all() if desk.book.title(each) == TASK), None)


def field(board: Board, name: str) -> Any:
    return board.app.screen.query_one(f"#{name}")


async def open_form(board: Board) -> None:
    await board.press("2")
    await board.see("62 to triage")
    await board.go_to(TASK)
    await board.press("f")
    await board.open(f"Hand off: {TASK}")


async def test_the_form_knows_what_the_task_knows(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.see(r"Due .*→ Fri 4 Dec")
        assert field(board, "price").value == "$400"
        assert field(board, "contractor").value == ""


async def test_a_handoff_is_sent_once_the_owner_says_so(sample: Desk, launch: Launch, clipboard: Path) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.type("north")
        await board.see("→ Northlight Photo")
        await board.fill("deliverables", "18 photos; source files")
        await board.fill("done_when", "white ground; 3000 px wide")
        await board.press("enter")
        await board.open(f"Brief: {TASK}")
        for words in ("18 photos", "source files", "white ground", "Fri 4 Dec", r"\$400"):
            await board.see(words)
        await board.press("c")
        await board.see("Copied. Paste it into a message to Northlight Photo")
        await board.see("Is it sent.")
        assert [each.state for each in [made(sample)] if each] == ["drafted"]
        assert "18 photos" in clipboard.read_text()
        await board.press("y")
        await board.closed()
        await board.wait(lambda: (found := made(sample)) and found.state == "sent")
        await board.see("61 to triage")
    found = made(sample)
    assert found is not None
    assert (found.due, found.price.amount if found.price else "") == ("2026-12-04", "400.00")


async def test_a_brief_that_was_copied_and_is_not_sent_yet_stays_a_draft(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.type("north")
        await board.press("enter")
        await board.open("Brief: ")
        await board.press("c", "n")
        await board.closed()
        await board.wait(lambda: "Kept as a draft" in board.said)
    found = made(sample)
    assert found is not None
    assert found.state == "drafted"


async def test_a_brief_that_is_sent_in_another_way_needs_no_copy(sample: Desk, launch: Launch, clipboard: Path) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.type("north")
        await board.press("enter")
        await board.open("Brief: ")
        await board.press("s")
        await board.closed()
        await board.wait(lambda: (found := made(sample)) and found.state == "sent")
    assert not clipboard.exists()


async def test_a_brief_that_was_not_sent_stays_a_draft(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.type("north")
        await board.press("enter")
        await board.open("Brief: ")
        await board.press("escape")
        await board.closed()
        await board.wait(lambda: "draft" in board.said)
        await board.press("1")
        await board.see(f"● Fri +4 Dec +{TASK[:10]}")
    found = made(sample)
    assert found is not None
    assert found.state == "drafted"


async def test_only_keeping_the_draft_needs_nobody(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.fill("send", "2")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: (found := made(sample)) and found.state == "drafted")


async def test_without_a_contractor_it_is_refused_and_what_was_typed_stays(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.fill("outcome", "all glazes on one page")
        await board.press("enter")
        await board.wait(lambda: field(board, "contractor").has_focus)
        assert board.dialog.startswith("Hand off")
        assert field(board, "outcome").value == "all glazes on one page"
        assert made(sample) is None


async def test_a_name_that_nobody_has_is_refused_with_the_sentence(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.type("zebra")
        await board.see("[?] nobody yet")
        await board.press("enter")
        await board.see("zebra.*|No contractor")
        assert field(board, "contractor").value == "zebra"
        assert made(sample) is None


async def test_a_date_that_is_none_is_refused_with_the_sentence(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.type("north")
        await board.fill("due", "whenever")
        await board.press("enter")
        await board.see("“whenever” is not a date")
        assert field(board, "due").has_focus
        assert field(board, "contractor").value == "north"
        assert made(sample) is None


async def test_somebody_new_is_put_on_the_roster_with_the_handoff(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_form(board)
        await board.type("Kiln and Light")
        await board.fill("reach", "hi@kiln.example")
        await board.press("enter")
        await board.open("Brief: ")
        await board.press("c", "y")
        await board.closed()
        await board.wait(lambda: (found := made(sample)) and found.state == "sent")
    assert [each.email for each in sample.book.contractors.open.values() if each.name == "Kiln and Light"] == [
        "hi@kiln.example"
    ]


async def test_a_brief_can_be_read_again_and_copied(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await board.press("3")
        await board.see("Handoffs   12")
        await board.go_to("Care card design")
        await board.press("B")
        await board.open("Brief: Care card design")
        await board.see("Print-ready PDF with bleed")
        await board.press("c")
        await board.closed()
        await board.wait(lambda: board.said.startswith("Copied. Paste it into a message to Paper Plane Design"))
        assert "Print-ready PDF with bleed" in board.app.clipboard
    assert sample.book.version == version
