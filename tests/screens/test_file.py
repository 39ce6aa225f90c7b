"""What the dashboard does with its file while nobody types, and what stands in the banner."""

from __future__ import annotations

import threading
from pathlib import Path

from textual.pilot import Pilot

from delegator_tui.app import DelegatorApp
from delegator_tui.desk.desk import Desk
from delegator_tui.errors import NeedsCare, NotSaved
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import is_open
from delegator_tui.screens.file_status import FileStatus
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.files.lock import DEADLINE, FileLock
from delegator_tui.store.store import Store
from tests.making import StandingClock, zone
from tests.screens.conftest import Board, Launch

SHORT = 0.05
"""Seconds of rest, for a test."""
LONG_NOTES = "n" * 30_000


class Slow(Disk):
    """A disk on which the snapshot takes until it is let go."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def rename(self, source: str, target: str) -> None:
        if target.endswith("delegator.json"):
            self.reached.set()
            self.go_on.wait(20)
        super().rename(source, target)


def desk_on(path: Path, clock: StandingClock, disk: Disk | None = None, deadline: float = DEADLINE) -> Desk:
    return Desk(
        Store.open(path, clock, is_open=is_open, disk=disk, deadline=deadline), lambda _: Moment(clock(), zone("UTC"))
    )


async def board_of(app: DelegatorApp, desk: Desk, pilot: Pilot[None]) -> Board:
    board = Board(app, desk, pilot)
    await board.wait(lambda: app.screen.is_mounted)
    return board


async def test_a_pause_brings_the_file_up_to_date(tmp_path: Path, clock: StandingClock) -> None:
    desk = desk_on(tmp_path / "delegator.json", clock)
    (uid,) = desk.tasks.capture("Photos")
    desk.tasks.edit(uid, notes=LONG_NOTES)
    app = DelegatorApp(desk, rest=SHORT)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await board_of(app, desk, pilot)
        await board.wait(lambda: LONG_NOTES in (tmp_path / "delegator.json").read_text())
        await board.wait(desk.store.copies.backups)
    desk.store.close(compact=False)


async def test_keys_move_while_the_file_is_brought_up_to_date(tmp_path: Path, clock: StandingClock) -> None:
    disk = Slow()
    disk.go_on.set()
    desk = desk_on(tmp_path / "delegator.json", clock, disk)
    first, _ = desk.tasks.capture("Photos", "Cards")
    desk.tasks.edit(first, notes=LONG_NOTES)
    disk.go_on.clear()
    disk.reached.clear()
    app = DelegatorApp(desk, rest=SHORT)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await board_of(app, desk, pilot)
        await board.wait(disk.reached.is_set)
        await board.press("2")
        await board.see("▸ +Photos")
        await board.press("j")
        await board.see("▸ +Cards")
        await board.press("x")
        await board.wait(lambda: "brought up to date" in board.said)
        disk.go_on.set()
        await board.see("1 to triage")
    desk.store.close(compact=False)


async def test_who_holds_the_file_is_named_and_can_be_waited_for(
    tmp_path: Path, clock: StandingClock, launch: Launch
) -> None:
    desk = desk_on(tmp_path / "delegator.json", clock, deadline=SHORT)
    desk.tasks.capture("Photos", "Cards", "Invoice")
    holder = FileLock(f"{desk.store.path}.lock")
    async with launch(desk) as board:
        await board.press("2")
        await board.see("3 to triage")
        with holder:
            await board.press("x")
            await board.wait(lambda: "Another delegator is busy with this file (" in board.text.replace("\n", " "))
            await board.see("w waits for it · esc leaves it")
        await board.press("w")
        await board.see("2 to triage")
        assert not board.sees("NOT SAVED")
    assert {task.title: task.state for task in desk.book.tasks.all()} == {
        "Photos": "dropped", "Cards": "inbox", "Invoice": "inbox",
    }  # fmt: skip
    desk.store.close(compact=False)


def test_a_save_that_failed_stands_until_one_works() -> None:
    standing = FileStatus()
    standing.hear(NotSaved.because("The disk is full", "Free some."), saved=False, quiet=False)
    assert [each.head for each in standing.notices("f5")] == ["NOT SAVED"]
    assert standing.notices("f5")[0].said == "The disk is full. Free some."
    standing.hear("a book", saved=False, quiet=True)
    standing.hear("nothing to do", saved=False, quiet=False)
    assert standing.notices("f5")
    standing.hear("done", saved=True, quiet=False)
    assert standing.notices("f5") == ()


def test_what_was_found_stands_until_it_was_read() -> None:
    standing = FileStatus("It is read-only.")
    standing.note(["One", "Two", "One", "It is read-only."])
    assert [each.said for each in standing.notices("f5")] == ["It is read-only.", "Two (2 in all)"]
    told = standing.whole()
    standing.note(["Three"])
    standing.put_away(told)
    assert standing.whole() == ["It is read-only.", "Three"]


def test_damage_that_a_look_at_the_file_finds_is_gone_when_a_look_goes_well() -> None:
    standing = FileStatus()
    standing.hear(NeedsCare("It is damaged at save 3."), saved=False, quiet=True)
    assert [each.head for each in standing.notices("f5")] == ["DAMAGED"]
    standing.hear("a book", saved=False, quiet=True)
    assert standing.notices("f5") == ()
