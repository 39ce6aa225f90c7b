"""The dashboard as a test drives it: keys in, what stands on the screen out, on a real file and a standing clock."""

from __future__ import annotations

import asyncio
import gc
import os
import re
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from delegator_tui.app import DelegatorApp
from delegator_tui.desk.desk import Desk
from delegator_tui.exchange.csv_in import read
from delegator_tui.model.records import Handoff, Record
from delegator_tui.screens.services import key_queue, reminders
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.whole import is_whole
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.list_layout import Line
from delegator_tui.widgets.record_list import RecordList
from delegator_tui.widgets.said_line import SaidLine
from tests.making import StandingClock, desk_at

DATA = Path(__file__).parents[1] / "data"
PATIENCE = 30.0
"""Seconds for what must come; mostly it is there at the next look. On a busy machine a turn of its own takes long."""


class Board:
    """A running dashboard."""

    def __init__(self, app: DelegatorApp, desk: Desk, pilot: Pilot[None]) -> None:
        self.app = app
        self.desk = desk
        self._pilot = pilot

    # ---- what stands there

    @property
    def text(self) -> str:
        """The topmost screen, a line a row; what lies below a dialog is not in it."""
        return picture(self.app.screen)

    @property
    def is_whole(self) -> bool:
        """Whether the topmost screen shows all that it was told: nothing waits to be drawn or laid out."""
        screen = self.app.screen
        if is_whole(screen) and (screen._layout_required or screen._scroll_required):
            screen._on_timer_update()  # now, instead of at the next sixtieth of a second
        return is_whole(screen)

    def sees(self, pattern: str) -> bool:
        return re.search(pattern, self.text, re.MULTILINE) is not None

    @property
    def dialog(self) -> str:
        """The title of the dialog that is open; empty for none."""
        found = self.app.screen.query(".dialog") if self.app.screen.is_modal else ()
        return next((str(each.border_title or "") for each in found), "")

    @property
    def view(self) -> BookScreen:
        """The view on show, below any dialog."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, BookScreen))

    @property
    def rows_list(self) -> RecordList:
        return self.view.query_one(RecordList)

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        return self.view.record()

    @property
    def lines(self) -> list[Line]:
        """The lines of the list: rows, headings and blanks."""
        return list(self.view.content.lines(self.view.the_book))  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[str]:
        """The keys of the list's rows, in order."""
        return [key for line in self.lines if (key := line if isinstance(line, str) else getattr(line, "key", None))]

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys that the footer shows."""
        return tuple(hint for _, hint in self.view.query_one(KeyBar).fitting())

    @property
    def said(self) -> str:
        """The sentence above the keys."""
        return self.view.query_one(SaidLine).sentence[0]

    @property
    def tone(self) -> str:
        return self.view.query_one(SaidLine).sentence[1]

    # ---- what a person does

    async def press(self, *keys: str) -> None:
        """Press keys by their names in Textual, and wait until each has had its effect."""
        for key in keys:
            name, letter = (_character_to_key(key), key) if len(key) == 1 else (key, key_to_character(key))
            self.app.post_message(events.Key(name, letter))
        await self.rest()

    async def type(self, text: str) -> None:
        """Type into what has the focus."""
        await self.press(*text)

    async def rest(self) -> None:
        """Let the app and every widget take in what they were sent, until the picture is whole."""
        await self._pilot._wait_for_screen()
        end = time.monotonic() + 2 * PATIENCE
        while not self.app.key_queue.is_idle:
            assert time.monotonic() < end, f"keys were never handed on: {self.app.key_queue.waiting}\n{self.text}"
            await asyncio.sleep(0)
        await self._pilot._wait_for_screen()
        while not self.is_whole:
            assert time.monotonic() < end, f"the picture never becomes whole:\n{self.text}"
            await asyncio.sleep(0)

    async def fill(self, field: str, text: str) -> None:
        """Put the cursor into a field of the open form and type over what is there."""
        box = self.app.screen.query_one(f"#{field}")
        self.app.screen.set_focus(box)
        if isinstance(box, Input):
            box.value = ""
            box.insert_text_at_cursor(text)
        else:
            await self.type(text)

    async def go_to(self, title: str) -> None:
        """Put the cursor on the row of the record with this title or name."""
        book = self.view.the_book

        def is_it(record: Record | None) -> bool:
            name = book.title(record) if isinstance(record, Handoff) else getattr(record, "title", "")
            return title in (name, getattr(record, "name", ""))

        key = next((key for key in self.rows if is_it(self.view.content.record_of(key))), None)  # type: ignore[attr-defined]
        assert key is not None, f"no row {title!r} in:\n{self.text}"
        self.rows_list.move_to(key)
        await self.wait(lambda: is_it(self.record))

    async def wait(self, met: Callable[[], object]) -> None:
        """Wait until ``met`` in a picture that is whole; fail with the screen when it does not come."""
        end = time.monotonic() + PATIENCE
        await self.rest()
        while not (self.is_whole and met()):
            assert time.monotonic() < end, f"still not met:\n{self.text}"
            await asyncio.sleep(0.002)

    async def see(self, pattern: str) -> None:
        """Wait until the screen matches."""
        await self.wait(lambda: self.sees(pattern))

    async def open(self, title: str) -> None:
        """Wait until a dialog with this beginning of its title is open."""
        await self.wait(lambda: self.dialog.startswith(title) and self.app.screen.is_mounted)

    async def closed(self) -> None:
        """Wait until no dialog is open."""
        await self.wait(lambda: not self.app.screen.is_modal)


def picture(screen: Screen[Any]) -> str:
    """Return what a screen shows, a line a row."""
    return "\n".join(strip.text.rstrip() for strip in screen._compositor.render_strips())


Launch = Callable[..., AbstractAsyncContextManager[Board]]


@pytest.fixture(autouse=True)
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clipboard of a desktop that a test has to itself: a real program puts into this file what is copied."""
    for name in ("TMUX", "STY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "desktop"
    folder.mkdir()
    program = folder / "wl-copy"
    program.write_text(f"#!/bin/sh\ncat > '{folder}/clipboard'\n")
    program.chmod(0o755)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder / "clipboard"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no test interrupted by a reminder that it does not wait for: nobody pauses that long."""
    monkeypatch.setattr(reminders, "PAUSE", 3600.0)


@pytest.fixture(autouse=True)
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each key wait for the dialog that the one before opens, however busy the machine is."""
    monkeypatch.setattr(key_queue, "MAX_WAIT", PATIENCE)


def bring_sample(desk: Desk) -> Desk:
    """Put the sample data on a desk: 62 tasks to triage, 14 contractors, 12 open handoffs."""
    lines = (DATA / "plate.txt").read_text().splitlines()
    desk.tasks.capture(*[line for line in lines if line.strip() and not line.startswith("# ")])
    for name in ("roster.csv", "handoffs.csv"):
        sheet = read(DATA / name, None, desk.book.settings.home_currency, desk.book.now)
        desk.imports.bring_in(sheet.kind, sheet.rows, name)
    return desk


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a book with the sample data, made once."""
    folder = tmp_path_factory.mktemp("sample")
    bring_sample(desk_at(folder / "delegator.json", StandingClock())).store.close(compact=False)
    return folder


@pytest.fixture
def sample(sample_book: Path, tmp_path: Path, open_desk: Callable[..., Desk]) -> Desk:
    """A desk with the sample data."""
    shutil.copytree(sample_book, tmp_path, dirs_exist_ok=True)
    return open_desk()


@pytest.fixture
def launch() -> Launch:
    """What opens the dashboard over a desk."""

    @asynccontextmanager
    async def launched(
        desk: Desk, columns: int = 80, rows: int = 24, app_of: Callable[[Desk], DelegatorApp] = DelegatorApp
    ) -> AsyncIterator[Board]:
        app = app_of(desk)
        try:
            async with app.run_test(size=(columns, rows), notifications=True) as pilot:
                board = Board(app, desk, pilot)
                await board.wait(lambda: app.screen.is_mounted and app.runner.painted.is_set())
                await board.wait(lambda: not any(worker.is_running for worker in app.workers))
                yield board
        finally:
            gc.unfreeze()  # the program takes what it opens with as lasting; here it goes with the test

    return launched
