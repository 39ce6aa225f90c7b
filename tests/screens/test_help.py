"""The keys beside a view: esc puts them away, and nothing else."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.widgets.keys_panel import KeyList, KeysPanel
from tests.screens.conftest import Board, Launch

WAYS = {
    "today": ("1",),
    "inbox": ("2",),
    "handoffs": ("3",),
    "roster": ("4",),
    "triage": ("t",),
    "record": ("3", "enter"),
}


def helps(board: Board) -> bool:
    """Tell whether the keys stand beside the view."""
    return bool(board.app.screen.query("KeysPanel"))


@pytest.mark.parametrize("way", WAYS)
async def test_esc_closes_the_keys_and_leaves_the_screen(sample: Desk, launch: Launch, way: str) -> None:
    async with launch(sample) as board:
        await board.press(*WAYS[way], "question_mark")
        await board.wait(lambda: helps(board))
        screens = len(board.app.screen_stack)
        await board.press("escape")
        await board.wait(lambda: not helps(board))
        assert len(board.app.screen_stack) == screens


async def test_the_next_esc_is_the_views_again(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("3", "enter", "question_mark", "escape", "escape")
        await board.wait(lambda: len(board.app.screen_stack) == 1)


async def test_in_a_dialog_above_the_keys_esc_closes_the_dialog(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("question_mark", "a")
        await board.open("add")
        await board.press("escape")
        await board.closed()
        assert helps(board)


async def test_the_keys_name_esc_and_follow_the_owners_keys(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"help": "f1", "add": "ctrl+n"})
    async with launch(sample, columns=120, rows=160) as board:
        await board.press("f1")
        await board.see(r"f1 or esc close")
        await board.see(r"ctrl\+n  add")
        await board.press("escape")
        await board.wait(lambda: not helps(board))


async def test_beside_the_keys_a_headline_says_what_is_marked(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "question_mark")
        await board.wait(lambda: helps(board))
        await board.press("space")
        await board.see("1 marked ")


async def test_while_the_keys_stand_there_the_footer_says_that_esc_closes_them(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=120) as board:
        await board.press("3", "enter")
        await board.see("esc back")
        await board.press("question_mark")
        await board.see("esc close the keys")
        await board.press("escape")
        await board.see("esc back")


async def test_a_headline_takes_its_whole_width_again_when_the_keys_are_gone(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "o")
        await board.see("due this week +by newest$")
        whole = board.text.splitlines()[1]
        await board.press("question_mark")
        await board.see("newest +▏")
        await board.press("escape")
        await board.wait(lambda: board.text.splitlines()[1] == whole)


def panel(board: Board) -> list[str]:
    """What the panel shows, line by line."""
    return [line.partition("▏")[2].rstrip("▁▂▃▄▅▆▇█ ") for line in board.text.splitlines()]


async def test_the_keys_of_the_row_come_first_and_follow_it(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "question_mark")
        await board.wait(lambda: helps(board))
        await board.see("▏ On this row")
        assert [" ".join(line.split()) for line in panel(board)[:4]] == [
            "On this row", ". mine", "e edit", "d done",
        ], board.text  # fmt: skip
        await board.see("▏ +m  mine")
        await board.press("m", "escape", "1")
        await board.wait(lambda: not helps(board))
        await board.press("question_mark")
        await board.go_to("Call the kiln repair people")
        await board.see("▏ +m  mine")
        await board.go_to("Turn on two-factor for the shared mailbox")
        await board.see("▏ +x  drop")
        await board.wait(lambda: "  mine" not in board.text)


async def test_the_key_of_the_keys_turns_their_pages_and_then_puts_them_away(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        seen: set[str] = set()
        more, end = "? more · esc close", "? or esc close"
        for first, how in (("On this row", more), ("↑ k  Previous row", more), ("3  Handoffs", end)):
            await board.press("question_mark")
            page = panel(board)
            assert (page[0].strip(), page[-1].strip()) == (first, how)
            seen |= {line.split()[0] for line in page if line.split()}
        await board.press("question_mark")
        assert not helps(board)
        working = {"e", "x", "h", "m", "o", "z", "b", "/", "1", "2", "3", "4", "a", "t", "w", "u", "U", "q", "V", "f9"}
        assert working - seen == {"u", "U"} - seen


async def test_a_wide_panel_says_what_the_keys_do(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=140, rows=45) as board:
        await board.press("2", "question_mark")
        await board.see("x  drop  Take the task off the")
        await board.see("esc close$")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45), (40, 10)])
async def test_no_line_of_the_keys_is_cut(sample: Desk, launch: Launch, size: tuple[int, int]) -> None:
    async with launch(sample, columns=size[0], rows=size[1]) as board:
        await board.press("2", "question_mark")
        await board.see("esc close$")
        keys = board.app.screen.query_one(KeyList)
        rows = [keys.render_line(y).text for y in range(keys.size.height)]
        assert "q  quit" in rows[-1]
        assert all("…" not in row for row in rows)


async def test_typed_ahead_the_key_of_the_keys_turns_the_page(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2")
        await board.rest()
        await board.app.action_toggle_help()
        await board.app.action_toggle_help()
        assert helps(board)


@pytest.mark.parametrize("ways", [("2", "question_mark", "slash"), ("3", "c", "question_mark", "e")])
async def test_beside_a_text_stand_only_keys_that_it_does_not_take(
    sample: Desk, launch: Launch, ways: tuple[str, ...]
) -> None:
    async with launch(sample) as board:
        await board.press(*ways)
        await board.see("▏ +ctrl\\+p  palette")
        await board.see("▏ esc close$")
        first = {line.split()[0] for line in panel(board) if len(line.split()) > 1}
        assert not first & set("/?12acu.")


async def test_while_a_filter_is_typed_the_footer_names_its_keys(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "slash")
        await board.wait(lambda: [hint.key for hint in board.hints] == ["enter", "esc"])
        await board.type("glaze")
        assert [hint.key for hint in board.hints] == ["enter", "esc"]
        await board.press("enter")
        await board.wait(lambda: board.hints[0].key == ".")
        await board.press("slash", "escape")
        await board.wait(lambda: board.hints[0].key == "." and not board.sees("only glaze"))


async def test_the_last_line_of_the_keys_follows_the_wheel_and_the_owners_key(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "question_mark")
        await board.see(r"\? more · esc close$")
        board.app.screen.query_one(KeysPanel).query_one(".all").scroll_end(animate=False)
        await board.see(r"\? or esc close$")
        sample.settings.keep(keys={"help": "f1"})
        await board.app.tick()
        await board.see("f1 or esc close$")
        await board.press("f1")
        await board.wait(lambda: not helps(board))


async def test_the_reviews_own_keys_stand_in_its_view(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("w", "question_mark")
        await board.see("▏ In this view$")
        lines = panel(board)
        assert lines.index(next(line for line in lines if " w  tick the step" in line)) == lines.index(
            next(line for line in lines if "In this view" in line)) + 1  # fmt: skip
