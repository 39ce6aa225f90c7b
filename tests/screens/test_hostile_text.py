"""Hostile text in every field of every record, on every screen, dialog, palette and toast."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual import events
from textual.widgets import Input
from textual.worker import Worker

from delegator_tui.commands import BY_ID
from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Contractor, Handoff, Record, Task
from delegator_tui.screens.views.chase import ChaseScreen
from delegator_tui.screens.views.weekly import Week
from tests.making import StandingClock, another, desk_at, row
from tests.screens.conftest import Board, Launch
from tests.screens.hostile import SURROGATE, faults, texts, write

SIZES = (
    pytest.param((80, 24), id="80x24"),
    pytest.param((40, 10), id="40x10", marks=pytest.mark.long),
    pytest.param((140, 45), id="140x45", marks=pytest.mark.long),
)
ASKING = frozenset(BY_ID) - {
    "finish", "link", "edit", "likely", "task.drop", "task.mine", "task.hand_off", "handoff.close", "task.same",
    "handoff.nudge", "handoff.write", "handoff.message", "handoff.hold", "contractor.level", "date.day_later",
    "date.day_earlier", "date.week_later", "date.week_earlier",
}  # fmt: skip
"""Commands of a row that open a dialog whatever the row; the others are pressed elsewhere."""


class Tour:
    """A walk through the whole dashboard that looks at each screen."""

    def __init__(self, board: Board, words: Callable[[], str]) -> None:
        self.board = board
        self.words = words
        self.asked: set[str] = set()

    def look(self) -> None:
        app = self.board.app
        for screen in app.screen_stack:
            found = faults(screen, app.size.width)
            assert not found, "\n".join([type(screen).__name__, *found[:3]])

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.board.press(key)
            self.look()

    async def paste(self, text: str) -> None:
        self.board.app.post_message(events.Paste(text))
        await self.board.rest()
        self.look()

    async def leave(self) -> None:
        """Leave a dialog, also one in which something was typed."""
        for _ in range(3):
            if self.board.app.screen.is_modal:
                await self.press("escape")
        assert not self.board.app.screen.is_modal, self.board.text

    # ---- where to

    async def views(self) -> None:
        for view in ("1", "2", "3", "4"):
            await self.press(view)
            await self.press("b", "o", "z", "v", "G", "escape", "escape")
            await self.narrow()
            for at in self.board.rows:
                await self.row(at)

    async def narrow(self) -> None:
        await self.press("slash")
        await self.paste(self.words()[:200] + SURROGATE)
        await self.press("ctrl+s", "down", "down", "up")
        await self.press("escape")

    async def row(self, at: str) -> None:
        """Stand on a row, open its record and whatever asks about it, each kind of question once."""
        board = self.board
        board.rows_list.move_to(at)
        await board.rest()
        self.look()
        record = board.record
        if record is None:
            return
        kind = getattr(record, "state", type(record).__name__)
        if kind not in self.asked:
            await self.press("enter", "j", "escape")
            await self.save_unchanged(record)
        for id_ in board.view.steps_now().works:
            if id_ in ASKING - self.asked:
                await self.press(BY_ID[id_].keys)
                assert board.app.screen.is_modal, f"{id_} asks nothing: {board.said}"
                await self.leave()
                self.asked.add(id_)
        for id_ in ("handoff.nudge", "handoff.write", "handoff.message"):
            if kind not in self.asked and id_ in board.view.steps_now().works:
                await self.press(BY_ID[id_].keys, "e", "x", "escape", "c")
                await self.back()
        self.asked.add(kind)

    async def back(self) -> None:
        """Leave what asks, and the letters."""
        await self.leave()
        for _ in range(3):
            if isinstance(self.board.app.screen, ChaseScreen):
                await self.press("escape")
        assert not isinstance(self.board.app.screen, ChaseScreen), self.board.text

    async def save_unchanged(self, record: Record) -> None:
        board = self.board
        if "edit" not in board.view.steps_now().works:
            return
        await self.press("e")
        await board.open("Edit")
        await board.press(*["tab"] * (len(board.app.screen.query("Input, TextArea, Choice")) - 1))
        self.look()
        await self.press("ctrl+s")
        assert not board.app.screen.is_modal, board.text
        assert of(another_book(board.desk), record) == of(None, record)

    async def everywhere(self) -> None:
        """The dialogs that belong to no row, the palette, help, undo, and what has come due."""
        board = self.board
        await self.press("1", "a")
        await self.paste(self.words()[:500])
        await self.paste(f"{self.words()[:500]}\n{SURROGATE}\n{self.words()[:500]}")
        await self.leave()
        await self.press("c", "j", "j", "G", "e")
        await self.paste(self.words()[:500])
        await self.press("escape", "c")
        await self.back()
        await self.press("f6", "j", "G", "enter")
        await self.paste(self.words()[:500])
        await self.press("ctrl+s")
        await self.leave()
        await self.press("f2", "G", "g")
        await self.leave()
        await self.press("comma", "tab", "ctrl+s")
        assert not board.app.screen.is_modal, board.text
        await self.press("ctrl+p")
        for text in (self.words()[:40], "word", "filter", SURROGATE):
            board.app.screen.query_one(Input).value = ""
            await self.paste(text)
            await board.app.workers.wait_for_complete(list_of_searches(board))
            await self.press("down", "up")
        await self.press("down", "down")
        await self.leave()
        await self.review()
        await self.press("question_mark", "question_mark", "t", "j", "k", "escape", "u", "U")

    async def review(self) -> None:
        """The review of the week, each row of each step."""
        board = self.board
        await self.press("w")
        while board.app.is_open(Week):
            for at in board.rows:
                board.rows_list.move_to(at)
                await board.rest()
                self.look()
            await self.narrow()
            await self.press("w")

    async def toasts(self, clock: StandingClock) -> None:
        clock.now += dt.timedelta(days=1)
        await self.board.wait(lambda: list(self.board.app._notifications))
        await self.board.wait(lambda: self.board.app.screen.query("Toast"))
        self.look()


def list_of_searches(board: Board) -> list[Worker[Any]]:
    """The palette's search under way."""
    return [worker for worker in board.app.workers if worker.name == "_gather_commands"]


def another_book(desk: Desk) -> Any:
    other = another(desk)
    other.store.close(compact=False)
    return other.book


def of(book: Any, record: Record) -> dict[str, Any]:
    """A record as plain values, as ``book`` has it, apart from when it was changed."""
    if book is not None:
        table = {Task: "tasks", Contractor: "contractors", Handoff: "handoffs"}[type(record)]
        record = book.table(table).get(record.uid)
    return {name: value for name, value in row(record).items() if name != "updated"}


@pytest.mark.parametrize("size", SIZES)
@settings(
    max_examples=1, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(seed=st.integers(0, 1_000_000))
def test_hostile_text_survives_every_screen(launch: Launch, size: tuple[int, int], seed: int) -> None:
    words = texts(seed + size[0])

    async def tour() -> None:
        with TemporaryDirectory() as folder:
            path, clock = Path(folder) / "delegator.json", StandingClock()
            write(path, clock, words)
            desk = desk_at(path, clock)
            async with launch(desk, *size) as board:
                walk = Tour(board, words)
                await walk.views()
                await walk.everywhere()
                await walk.toasts(clock)
            desk.store.close(compact=False)

    asyncio.run(tour())


async def test_a_hostile_name_that_completes_a_field_is_not_sent_to_the_terminal(desk: Desk, launch: Launch) -> None:
    desk.contractors.add("Ann \x1b[31m\u202e Lee")
    desk.contractors.add("Bob \u202e Lee")
    desk.tasks.capture("Photos today #shop\x9b2J @desk\x07")
    async with launch(desk) as board:
        await board.press("e")
        await board.open("Edit: Photos")
        for field, typed in (("contractor", "Ann"), ("contractor", "Bob"), ("project", "sh"), ("labels", "de")):
            await board.fill(field, typed)
            await board.rest()
            assert faults(board.app.screen, 80) == []
        await board.see("Meant for +Bob .*→ Bob  Lee")


async def test_a_text_of_several_lines_stays_so_in_a_field_of_one(desk: Desk, launch: Launch) -> None:
    uid = desk.contractors.add("Ann", working_hours="9 to 12\n13 to 17").uid
    async with launch(desk) as board:
        await board.press("4", "e")
        await board.open("Edit: Ann")
        await board.see("Hours +9 to 12␤13 to 17")
        board.app.screen.query_one("#working_hours").focus()
        await board.press("end", "!", "enter")
        await board.closed()
        await board.see("Changed Ann")
    contractor = desk.book.contractors.get(uid)
    assert contractor
    assert contractor.working_hours == "9 to 12\n13 to 17!"
