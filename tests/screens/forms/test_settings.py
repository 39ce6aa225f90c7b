"""Settings and own keys: kept in the store, refused in place, and followed at once."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

from delegator_tui.commands import BY_ID, COMMANDS
from delegator_tui.desk.desk import Desk
from delegator_tui.widgets.record_list import RecordList
from tests.making import reread
from tests.screens.conftest import Board, Launch


def field(board: Board, name: str) -> Any:
    return board.app.screen.query_one(f"#{name}")


def refusal(board: Board) -> str:
    return str(board.app.screen.query_one(".refusal", Static).content)


async def open_settings(board: Board) -> None:
    await board.press("comma")
    await board.open("Settings")


# ---- the profile


async def test_the_profile_is_saved_in_the_store(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_settings(board)
        typed = {
            "name": "Ines", "hour_value": "£62.50", "home_currency": "gbp", "zone": "Europe/London",
            "working_days": "mon-thu", "quiet_hours": "20:00-07:00",
        }  # fmt: skip
        for name, text in typed.items():
            await board.fill(name, text)
        await board.fill("month_first", "2")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: board.said.startswith("Set "))
        own = reread(sample).settings
        assert (own.name, own.home_currency, own.zone) == ("Ines", "GBP", "Europe/London")
        assert (own.working_days, own.quiet_hours, own.month_first) == ((0, 1, 2, 3), "20:00-07:00", True)
        assert own.hour_value
        assert (own.hour_value.amount, own.hour_value.currency) == ("62.50", "GBP")
        await open_settings(board)
        assert field(board, "hour_value").value == "£62.50"
        await board.press("escape")
        await board.closed()
        await board.press("u")
        await board.wait(lambda: "Undone" in board.said)
        assert sample.book.settings.zone is None


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("hour_value", "a lot", "a lot"),
        ("home_currency", "pounds", "three letters such as USD"),
        ("zone", "Leeds", "“Leeds” is not a time zone"),
        ("working_days", "sometimes", "Working days are names"),
        ("theme", "beige", "There is no theme “beige”"),
    ],
)
async def test_a_bad_value_is_refused_where_it_was_typed(
    sample: Desk, launch: Launch, name: str, text: str, says: str
) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await open_settings(board)
        await board.fill("name", "Ines")
        await board.fill(name, text)
        await board.press("enter")
        await board.wait(lambda: says in refusal(board))
        assert field(board, name).value == text
        assert field(board, name).has_focus
        assert field(board, "name").value == "Ines"
        await board.press("escape", "escape")
        await board.closed()
    assert sample.book.version == version


async def test_settings_that_were_only_read_change_nothing(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await open_settings(board)
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: board.said == "Nothing changed.")
        assert not board.sees("undoes it")
    assert sample.book.version == version


async def test_days_are_read_as_the_profile_says(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_settings(board)
        await board.fill("month_first", "2")
        await board.press("enter")
        await board.closed()
        await board.press("a")
        await board.type("Tape 3/12/2027")
        await board.see("due Fri 12 Mar 2027")


# ---- the theme


async def test_a_theme_is_shown_at_once_and_kept(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await open_settings(board)
        assert field(board, "theme").value == "textual-dark"
        await board.fill("theme", "textual-light")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: board.app.theme == "textual-light")
    async with launch(sample) as again:
        await again.wait(lambda: again.app.theme == "textual-light")


async def test_a_theme_chosen_elsewhere_is_kept_and_is_no_step_of_undo(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        board.app.theme = "nord"
        await board.wait(lambda: sample.book.settings.theme == "nord")
        await board.press("u")
        await board.wait(lambda: "import" in board.said.lower())
    assert sample.book.settings.theme == "nord"


async def test_a_theme_that_is_not_there_any_more_is_passed_over(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(theme="of-a-later-version")
    async with launch(sample) as board:
        await board.see("5 overdue")
        assert board.app.theme == "textual-dark"


# ---- the keys


async def take(board: Board, id_: str, *keys: str) -> None:
    """Press keys for a command in the list of keys."""
    await board.press("f2")
    await board.open("Keys")
    board.app.screen.query_one(RecordList).move_to(id_)
    await board.press(*keys)


async def test_an_own_key_works_and_the_old_one_does_not(sample: Desk, launch: Launch) -> None:
    async with launch(sample, columns=120, rows=99) as board:
        await take(board, "task.drop", "enter", "D")
        await board.see("Kept")
        await board.see("D +drop .* yours")
        await board.press("escape")
        await board.closed()
        await board.press("2")
        await board.see("62 to triage")
        await board.press("x")
        assert not board.said
        assert "x" not in {hint.key for hint in board.hints}
        await board.press("D")
        await board.wait(lambda: "Dropped" in board.said)
        await board.press("question_mark")
        await board.see(r"D  drop$")
        await board.press("question_mark")
        await board.press("ctrl+p")
        await board.type("drop")
        await board.see(r"D +drop")
    assert reread(sample).settings.keys == {"task.drop": "D"}


@pytest.mark.parametrize("size", [(40, 10), (40, 24), (80, 24)], ids=str)
async def test_the_keys_of_the_list_are_whole_whatever_is_said(
    desk: Desk, launch: Launch, size: tuple[int, int]
) -> None:
    desk.tasks.capture("Photos")
    async with launch(desk, *size) as board:
        await board.press("f2")
        for words in ("enter another key", "backspace its own key", "esc leave"):
            await board.see(words)
        await board.press("enter")
        await board.see("Press the new key for Today")
        await board.see("esc leave")
        await board.press("m")
        await board.see("m is mine already")
        await board.see("esc leave")


async def test_the_footer_names_the_own_key(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"likely": "ctrl+o", "help": "f1", "add": "n"})
    async with launch(sample) as board:
        await board.wait(lambda: board.hints and board.hints[0].key == "ctrl+o")
        assert board.hints[-1].key == "f1"
        await board.press("n")
        await board.open("add")


async def test_triage_and_its_card_follow_own_keys(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"task.drop": "D", "triage": "y"})
    async with launch(sample) as board:
        await board.press("2", "y")
        await board.see("D drop")
        await board.press("x")
        await board.see("Triage   1 of 62")
        await board.press("D")
        await board.see("Triage   2 of 62")


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("d", "d is done already: give that another key first."),
        ("j", "j belongs to every list: choose another key for drop."),
        ("tab", "tab belongs to every list"),
        ("1", "1 is Today already"),
    ],
)
async def test_a_clash_is_refused_with_a_sentence(sample: Desk, launch: Launch, key: str, says: str) -> None:
    async with launch(sample) as board:
        await take(board, "task.drop", "enter", key)
        await board.wait(lambda: says in refusal(board))
        assert board.app.is_running
    assert sample.book.settings.keys == {}


async def test_one_key_may_have_two_meanings_where_they_never_meet(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await take(board, "task.drop", "enter", "y")
        await board.see("Kept")
    assert sample.book.settings.keys == {"task.drop": "y"}


async def test_backspace_gives_a_command_its_own_key_back(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"task.drop": "D", "add": "n"})
    async with launch(sample) as board:
        await take(board, "task.drop", "backspace")
        await board.see("x +drop")
        await board.press("escape", "2", "x")
        await board.wait(lambda: "Dropped" in board.said)
    assert sample.book.settings.keys == {"add": "n"}


async def test_a_key_is_not_given_back_while_another_command_has_it(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"task.drop": "D", "task.mine": "x"})
    async with launch(sample) as board:
        await take(board, "task.drop", "backspace")
        await board.wait(lambda: "x is mine already" in refusal(board))
    assert sample.book.settings.keys == {"task.drop": "D", "task.mine": "x"}


async def test_escape_keeps_the_old_key(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await take(board, "task.drop", "enter", "escape", "escape")
        await board.closed()
    assert sample.book.settings.keys == {}


async def test_no_map_of_keys_keeps_anybody_in(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"add": "ctrl+q", "triage": "ctrl+c", "undo": "escape", "help": "enter", "quit": "f11"})
    async with launch(sample) as board:
        await board.press("2", "a")
        await board.open("add")
        await board.press("escape")
        await board.closed()
        await board.press("e")
        await board.open("Edit")
        await board.type("x")
        await board.press("ctrl+q")
        await board.see("ctrl.q again leaves it")


async def test_what_the_store_has_and_nobody_knows_is_passed_over(sample: Desk, launch: Launch) -> None:
    sample.settings.keep(keys={"of.a.later.version": "x", "task.drop": "no such key", "add": "\x1b[31m", "triage": ""})
    async with launch(sample) as board:
        await board.press("2")
        await board.see("62 to triage")
        assert not board.sees("no such key")
        await board.press("x")
        await board.wait(lambda: "Dropped" in board.said)
        await board.press("a")
        await board.open("add")


def test_no_two_commands_of_one_place_have_one_key() -> None:
    from delegator_tui.keys import refusal as why

    assert [
        found for command in COMMANDS for key in command.keys.split(",") if (found := why(command.id, key, {}))
    ] == []
    assert set(BY_ID) == {command.id for command in COMMANDS}


async def test_the_channels_of_reminders_are_chosen_and_refused_in_place(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("comma")
        await board.open("Settings")
        await board.see("Remind me with +pop-up, sound")
        await board.fill("channels", "toast pigeon")
        await board.press("enter")
        await board.see("“pigeon” is not a way to remind you. Use pop-up, sound, terminal, desktop, +│")
        await board.fill("channels", "desktop, pop-up")
        await board.press("enter")
        await board.closed()
    assert list(sample.book.settings.channels) == ["toast", "desktop"]
