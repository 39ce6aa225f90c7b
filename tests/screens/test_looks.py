"""What every view keeps to: bars that fit, columns that line up, keys that are the owner's, quiet where nothing is."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.widgets.detail import Detail
from tests.screens.conftest import Board, Launch


def emptied(desk: Desk) -> Desk:
    """A book in which nothing is, and which is not new."""
    desk.tasks.capture("First")
    desk.undo()
    return desk


# ---- the first line


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (80, r"^ delegator  1 Today  2 Inbox 62  3 Handoffs 12  4 Roster +Mon 23 Nov$"),
        (54, r"^ 1 Today  2 Inbox 62  3 Handoffs 12  4 Roster$"),
        (40, r"^ 1 Today  2 Inbox  3 Handoffs  4 Roster$"),
        (24, r"^ 1 Today  2  3  4$"),
    ],
)
async def test_the_first_line_cuts_no_word(sample: Desk, launch: Launch, columns: int, line: str) -> None:
    async with launch(sample, columns) as board:
        await board.see(line)


async def test_a_click_finds_the_view_in_a_shortened_line(sample: Desk, launch: Launch) -> None:
    async with launch(sample, 24) as board:
        await board.see("^ 1 Today  2  3  4$")
        await board._pilot.click("TopBar", offset=(13, 0))
        await board.see("^ Handoffs")


async def test_a_headline_that_is_too_long_for_its_line_goes_on_below(sample: Desk, launch: Launch) -> None:
    async with launch(sample, 40) as board:
        await board.see("^ 5 overdue · 1 due today · 2 silent · 1")
        await board.see("^ to review · 2 to pay · 2 slipping$")


# ---- where things stand


@pytest.mark.parametrize("columns", [80, 100, 140])
async def test_contractors_stand_in_one_column_in_every_section_of_today(
    sample: Desk, launch: Launch, columns: int
) -> None:
    async with launch(sample, columns, 40) as board:
        await board.see("brief not confirmed, 3 d +December newslet")
        lines = board.text.splitlines()
        names = ("Harbour Admin", "Cutting Room Nine", "Lingua Due", "Inkwell Copy")
        assert len({line.index(name) for line in lines for name in names if name in line}) == 1


def shade(board: Board, words: str) -> int:
    """How bright words on the screen are drawn, 0 to 255."""
    segments = (segment for strip in board.app.screen._compositor.render_strips() for segment in strip)
    style = next(segment.style for segment in segments if words in segment.text)
    assert style is not None
    assert style.color is not None
    return style.color.get_truecolor().red


async def test_what_is_muted_within_a_text_is_darker_than_the_text(sample: Desk, launch: Launch) -> None:
    """Textual's own ``$text-muted`` would be white there."""
    async with launch(sample) as board:
        await board.press("3", "enter")
        await board.see("^ Story$")
        assert shade(board, "Story") < shade(board, "Workshop video edit")
        await board.press("escape", "t")
        await board.see("of yours")
        assert shade(board, "of yours") < shade(board, "Looks like")


# ---- what cannot work is not offered


@pytest.mark.parametrize(
    ("view", "seen"), [("1", "Nothing needs"), ("2", "Nothing is on"), ("3", "Nothing is"), ("4", "N")]
)
async def test_an_empty_view_offers_no_filter_and_no_order(desk: Desk, launch: Launch, view: str, seen: str) -> None:
    async with launch(emptied(desk), columns=120) as board:
        await board.press(view)
        await board.see(seen)
        assert not {"filter", "group"} & {hint.words for hint in board.hints}
        await board.press("slash", "b", "o")
        assert not board.view.query("FilterBar")
        assert not any(pane.display for pane in board.view.query(Detail))


async def test_an_empty_triage_offers_no_next_task(desk: Desk, launch: Launch) -> None:
    async with launch(emptied(desk)) as board:
        await board.press("t")
        await board.see("Nothing is left to triage")
        assert "skip" not in [hint.words for hint in board.hints]


async def test_texts_name_the_keys_that_the_owner_chose(desk: Desk, launch: Launch) -> None:
    emptied(desk).settings.keep(keys={"add": "ctrl+n", "contractor.add": "f9", "undo": "f8"})
    async with launch(desk) as board:
        await board.see("ctrl[+]n captures what is on your mind, t goes through the inbox")
        await board.press("4")
        await board.see("f9 adds the first contractor")
        await board.press("t")
        await board.see("esc goes back, ctrl[+]n captures more[.]")
        await board.press("ctrl+n", *"Call Ann", "enter", "escape", "t", "x")
        await board.see("esc goes back, ctrl[+]n captures more, f8 undoes the last verdict")


# ---- marks


async def test_the_headline_counts_the_marked_rows(sample: Desk, launch: Launch) -> None:
    async def says(board: Board, words: str) -> None:
        await board.see(rf"^ Inbox   62 to triage · 2 later · 18 due this week *{words}$")

    async with launch(sample) as board:
        await board.press("2", "space", "space")
        await says(board, "2 marked")
        await board.press("escape")
        await says(board, "")
