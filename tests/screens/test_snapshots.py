"""Each view as it was looked at once: small and wide, dark and light, full and empty, on Monday 23 November at 09:00.

CONTRIBUTING.md tells how to judge a picture that differs.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from delegator_tui.app import DelegatorApp
from tests.making import StandingClock, desk_at
from tests.sample import bring_in
from tests.screens.conftest import Board

SIZES = {"small": (80, 24), "wide": (140, 45)}
THEMES = {"dark": "textual-dark", "light": "textual-light"}
VIEWS = {"today": "", "inbox": "2", "handoffs": "3", "roster": "4", "triage": "t"}
Book = Callable[[str, str], Path]
Look = Callable[..., bool]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """What gives the folder of a book, full or empty, whose owner chose a theme; ids are the same every time."""
    books = tmp_path_factory.mktemp("books")

    def made(filled: str, theme: str) -> Path:
        folder = books / f"{filled}-{theme}"
        if not folder.exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(os, "urandom", Random(23).randbytes)
                desk = desk_at(folder / "delegator.json", StandingClock())
                desk.settings.remember(theme=THEMES[theme])
                if filled == "full":
                    bring_in(desk)
                desk.store.close(compact=True)
        return folder

    return made


@pytest.fixture
def look(book: Book, tmp_path: Path, snap_compare: Callable[..., bool]) -> Look:
    """What compares the dashboard after some keys with its picture; text is typed letter by letter."""

    def compared(filled: str, theme: str, size: str, *keys: str) -> bool:
        folder = shutil.copytree(book(filled, theme), tmp_path / "book")
        desk = desk_at(folder / "delegator.json", StandingClock())
        app = DelegatorApp(desk)

        async def walk(pilot: Pilot[None]) -> None:
            board = Board(app, desk, pilot)
            await board.rest()
            for key in keys:
                await board.press(key)
            await board.wait(lambda: not any(worker.is_running for worker in app.workers))
            await board.rest()
            for field in app.screen.query(Input):
                field.cursor_blink = False
            for page in app.screen.query(TextArea):
                page.cursor_blink = False

        same = snap_compare(app, terminal_size=SIZES[size], run_before=walk)
        desk.store.close(compact=False)
        return same

    return compared


@pytest.mark.parametrize("filled", ["full", "empty"])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_looks_as_it_did(look: Look, view: str, size: str, theme: str, filled: str) -> None:
    assert look(filled, theme, size, *VIEWS[view])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_the_review_of_the_week_looks_as_it_did(look: Look, size: str, theme: str) -> None:
    assert look("full", theme, size, *"wwww")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_the_keys_beside_a_view_look_as_they_did(look: Look, size: str, theme: str) -> None:
    assert look("full", theme, size, "3", "question_mark")


DIALOGS = {
    "handoff form": ("2", "f", *"north"),
    "heard": ("3", "l", "4", *"wed"),
    "settings": ("comma",),
    "keys": ("f2",),
    "add": ("a", *"Glaze photos ~5h $400 due 4 dec #shop >north"),
    "record": ("3", "enter"),
    "marked and said": ("2", "space", "space", "d"),
}
"""Forms, dialogs and the screens above the views, with the keys that lead there."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("dialog", DIALOGS)
def test_a_dialog_looks_as_it_did(look: Look, dialog: str, theme: str) -> None:
    assert look("full", theme, "small", *DIALOGS[dialog])


def test_the_first_run_looks_as_it_did(tmp_path: Path, snap_compare: Callable[..., bool]) -> None:
    desk = desk_at(tmp_path / "delegator.json", StandingClock())
    assert snap_compare(DelegatorApp(desk))
    desk.store.close(compact=False)
