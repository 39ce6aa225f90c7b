"""The texts of the messages: listed, previewed, changed, refused with the wrong field, and taken back."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from delegator_tui.desk.desk import Desk
from delegator_tui.rules.messages.templates import TEXTS
from tests.screens.conftest import Launch


async def test_a_text_is_changed_used_and_undone(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("f6")
        await board.open("Texts of the messages")
        await board.press("j", "j", "j", "j")
        await board.see("Subject: .* was due|I do not see it yet")
        await board.press("enter")
        await board.open("Text: the first after the due")
        area = board.app.screen.query_one(TextArea)
        area.text = area.text.replace("Hi {name}", "Dear {nam}")
        await board.press("ctrl+s")
        await board.see("fields that do not exist: {nam}")
        area.text = area.text.replace("{nam}", "{name}")
        await board.press("ctrl+s")
        await board.open("Texts of the messages")
        await board.see("Your text is used from now on")
        await board.see("the first after the due .*yours")
        await board.see("^[ │]+Dear ")
        assert sample.book.settings.texts["late_one"].count("Dear {name}") == 1
        await board.press("u")
        await board.wait(lambda: not sample.book.settings.texts)
        await board.press("escape", "c", "j")
        await board.see("Hi Paper Plane Design")


@pytest.mark.parametrize("size", [(40, 10), (40, 24), (80, 24)], ids=str)
async def test_its_keys_are_whole_whatever_is_said(sample: Desk, launch: Launch, size: tuple[int, int]) -> None:
    async with launch(sample, *size) as board:
        await board.press("f6")
        for words in ("enter change", "backspace standard", "u undo", "esc leave"):
            await board.see(words)
        await board.press("backspace")
        await board.see("Standard text again")
        await board.see("esc leave")


async def test_backspace_goes_back_to_ours(sample: Desk, launch: Launch) -> None:
    sample.texts.keep("brief", "Subject: {title}\n\nHere it is.")
    async with launch(sample) as board:
        await board.press("f6")
        await board.see("handing work off .*yours")
        await board.see("Here it is")
        await board.press("backspace")
        await board.see("Standard text again: handing work off")
    assert sample.book.settings.texts == {}


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (160, 50)], ids=str)
async def test_it_fits_every_terminal(desk: Desk, launch: Launch, size: tuple[int, int]) -> None:
    desk.tasks.capture("Photos today")
    async with launch(desk, *size) as board:
        await board.press("f6")
        await board.open("Texts of the messages")
        await board.press("G", "enter")
        await board.open(f"Text: {[*TEXTS.values()][-1].when}")
        await board.press("escape", "escape")
        await board.closed()
