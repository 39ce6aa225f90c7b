"""The palette: every command that works now, kept filters, and any record by any word."""

from __future__ import annotations

import re

from rich.style import Style
from textual.command import CommandList
from textual.events import Click
from textual.widgets import Input

from delegator_tui.commands import COMMANDS
from delegator_tui.desk.desk import Desk
from delegator_tui.screens.services.palette import CommandProvider
from tests.screens.conftest import Board, Launch


async def open_palette(board: Board, text: str = "") -> None:
    await board.press("ctrl+p")
    await board.wait(lambda: board.app.screen.query("CommandList"))
    await board.type(text)


async def choose(board: Board, text: str, seen: str) -> None:
    """Type until what is looked for stands first, and take it."""
    await open_palette(board, text)
    await board.see(seen)
    await board.press("enter")
    await board.wait(lambda: not board.app.screen.query("CommandList"))


async def test_it_offers_only_what_works_on_the_row(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=100, rows=200) as board:
        await board.press("3")
        await board.see("▸ ! 5 d late")
        await open_palette(board)
        await board.see(r"^ +l +heard from them")
        for words in ("r +return$", "y +accept", "x +drop", "m +mine", "= +same as", "A +answer"):
            assert not board.sees(rf"^ +{words}"), words
        await board.press("escape")
        await board.closed()
        await board.press("2")
        await board.see("62 to triage")
        await open_palette(board)
        await board.see(r"^ +x +drop")
        assert not board.sees(r"^ +l +heard")


async def test_it_offers_every_command_with_a_key_somewhere(sample: Desk, launch: Launch) -> None:
    seen: set[str] = set()
    async with launch(sample, columns=100, rows=200) as board:
        for view, rows in (("2", 1), ("3", 99), ("4", 1)):
            await board.press(view)
            await board.wait(lambda: board.rows)
            for at in board.rows[:rows]:
                board.rows_list.move_to(at)
                await board.rest()
                seen |= {str(hit.text) async for hit in CommandProvider(board.view).discover()}
    rare = {"handoff.answer", "handoff.close", "handoff.send", "handoff.accept", "handoff.return", "handoff.hold"}
    mails = {"link", "mail.again", "mail.settle", "unsaved"}
    assert {command.id for command in COMMANDS if command.words not in seen} <= rare | mails


async def test_a_command_is_found_by_its_words_and_done(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        await board.see("62 to triage")
        await choose(board, "mine", r"^ +m +mine")
        await board.wait(lambda: "Yours to do: Turn on two-factor" in board.said)
        await choose(board, "hand off", r"^ +f +hand off")
        await board.open("Hand off: ")


async def test_a_record_is_found_by_any_word_of_it_also_a_closed_one(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=60) as board:
        for words, seen, there in (
            ("logo refresh", "Logo refresh", "Vector and PNG"),
            ("evening overlap", "Harbour Admin", "evening overlap only"),
            ("kiln repair", "Call the kiln repair people", "inbox"),
            ("product alt", "Product alt text", "140 descriptions"),
        ):
            await choose(board, words, seen)
            await board.see(there)
            await board.press("escape")


async def test_accents_and_case_do_not_matter(sample: Desk, launch: Launch) -> None:
    sample.tasks.capture("Café Zürich: ask about cups")
    async with launch(sample) as board:
        await choose(board, "cafe zurich", "Café Zürich: ask about cups")
        await board.see("esc back")


async def test_a_kept_filter_is_found_where_there_is_a_list(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(filters={"late": "overdue >harbour", "money": "#money"})
    async with launch(sample) as board:
        await board.press("2")
        await board.see("62 to triage")
        await choose(board, "#mon", "Filter: #money")
        await board.see("only #money")
        await board.press("slash")
        assert board.view.query_one("FilterBar Input", Input).value == "#money"


async def test_nothing_found_is_said_and_escape_goes_back(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_palette(board, "zzzzqqq")
        await board.see("No matches found")
        await board.press("escape")
        await board.closed()
        await board.see("5 overdue")


async def test_markup_in_a_name_breaks_nothing(sample: Desk, launch: Launch) -> None:
    who = sample.contractors.add("Ann [/b] [@click=app.quit]").uid
    task = sample.tasks.capture("Draw [red]cups[/red]")[0]
    from delegator_tui.desk.draft import HandoffDraft

    sample.handoffs.draft(task, HandoffDraft(contractor=who, due="2026-11-27"))
    async with launch(sample) as board:
        await open_palette(board, "cups")
        await board.see(re.escape("Draw [red]cups[/red]"))
        await board.see(re.escape("handoff · Ann [/b] [@click=app.quit]"))


async def test_it_opens_by_colon_too_and_not_in_a_field(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("colon")
        await board.wait(lambda: board.app.screen.query("CommandList"))
        await board.press("escape")
        await board.closed()
        await board.press("a")
        await board.open("add")
        await board.type("Call: Ann")
        assert board.app.screen.query_one(Input).value == "Call: Ann"


async def test_a_click_on_a_row_that_is_gone_does_nothing(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("ctrl+p")
        await board.wait(lambda: bool(board.app.screen.query(CommandList)))
        found = board.app.screen.query_one(CommandList)
        await board.wait(lambda: found.option_count > 0)
        gone = Style.from_meta({"option": found.option_count})
        found.post_message(Click(found, 1, 1, 0, 0, 1, False, False, False, style=gone))
        await board.rest()
        assert board.app.is_running
        assert board.app.screen.query_one(CommandList) is found
        await board.press("escape")
        await board.wait(lambda: not board.app.screen.query(CommandList))
