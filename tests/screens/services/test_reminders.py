"""The open dashboard says what needs saying, once, by the channels of the settings, and never while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from textual.widgets._toast import Toast

from delegator_tui.desk.desk import Desk
from delegator_tui.rules.reminders.remind import to_say
from delegator_tui.rules.reminders.summary import summary
from delegator_tui.screens.services import reminders
from tests.making import StandingClock, add_contractor, set_mail, working
from tests.screens.conftest import Board, Launch


@pytest.fixture(autouse=True)
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "PAUSE", 0.1)


@pytest.fixture
def late(desk: Desk, clock: StandingClock) -> str:
    """A handoff that was due on Friday; on Friday morning."""
    uid = working(desk, contractor=add_contractor(desk, "Mira", email="mira@example.com"))
    clock.set("2026-11-27T09:30:00+00:00")
    return uid


def toasts(board: Board) -> list[str]:
    return [str(toast.render()) for toast in board.app.screen.query(Toast)]


def is_any_named(board: Board, names: set[str]) -> bool:
    return any(f"{name}:" in toast for name in names for toast in toasts(board))


def said(desk: Desk) -> Callable[[], bool]:
    """Whether the step of Monday was claimed."""
    return lambda: any(":late 1:" in key for r in desk.book.reminders.open.values() for key in r.said)


async def test_what_comes_up_is_said_once_by_toast_and_bell(
    desk: Desk, late: str, clock: StandingClock, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with launch(desk) as board:
        rung: list[bool] = []
        monkeypatch.setattr(board.app, "bell", lambda: rung.append(True))
        await board.wait(lambda: board.app.reminders._has_looked)
        clock.set("2026-11-30T10:00:00+00:00")
        await board.wait(lambda: any("Nudge Mira: Photos, 3 d late" in toast for toast in toasts(board)))
        assert rung
        version = desk.book.version
        clock.go(hours=1)
        await board.wait(lambda: board.app.reminders._look_again and board.app.reminders._look_again > clock.now)
        assert desk.book.version == version


async def test_what_gathered_is_said_in_one_line_at_the_start(
    desk: Desk, late: str, clock: StandingClock, launch: Launch
) -> None:
    clock.set("2026-11-30T10:00:00+00:00")
    async with launch(desk) as board:
        await board.wait(lambda: board.said.startswith("Now: Nudge Mira: Photos, 3 d late"))
        assert toasts(board) == []
    async with launch(desk) as again:
        await again.wait(lambda: again.app.reminders._has_looked)
        assert again.said == ""


async def test_what_is_only_counted_stays_to_be_said_and_is_named_a_while_later(
    desk: Desk, clock: StandingClock, launch: Launch
) -> None:
    for n in range(9):
        working(desk, f"Job {n}", contractor=add_contractor(desk, f"Studio {n}"))
    clock.set("2026-11-30T10:00:00+00:00")
    desk.tick()
    named = {line.split(":")[0] for line in summary(to_say(desk.book), desk.book, None)}
    async with launch(desk) as board:
        await board.wait(lambda: board.said.startswith("Now: Nudge Studio 0: Job 0, 3 d late; and 8 more to nudge"))
        assert len(to_say(desk.book)) == 8
        desk.tasks.capture("Something else")
        await board.wait(lambda: board.app.reminders._looked_at == desk.book.version)
        assert len(to_say(desk.book)) == 8
        unnamed = named - {"Nudge Studio 0"}
        while unnamed:
            left = len(unnamed)
            clock.go(minutes=16)
            await board.wait(partial(is_any_named, board, unnamed))
            unnamed = {who for who in unnamed if not is_any_named(board, {who})}
            assert len(unnamed) <= left - 2
        assert to_say(desk.book) == []


async def test_nothing_is_claimed_where_no_channel_is_chosen(
    desk: Desk, late: str, clock: StandingClock, launch: Launch
) -> None:
    desk.settings.change({"channels": "none"})
    clock.set("2026-11-30T10:00:00+00:00")
    async with launch(desk) as board:
        await board.press("3", "1")
        assert not said(desk)()
        desk.settings.change({"channels": "bell"})
        await board.wait(said(desk))


async def test_nobody_is_spoken_to_while_typing(
    desk: Desk, late: str, clock: StandingClock, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "PAUSE", 60.0)
    clock.set("2026-11-30T10:00:00+00:00")
    async with launch(desk) as board:
        await board.press("j")
        await board.app.tick()
        assert not said(desk)()
        monkeypatch.setattr(reminders, "PAUSE", 0.0)
        await board.app.tick()
        await board.wait(said(desk))


async def test_nothing_is_claimed_without_a_terminal(
    desk: Desk, late: str, clock: StandingClock, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "PAUSE", 0.0)
    async with launch(desk) as board:
        monkeypatch.setattr(board.app._driver, "is_there", False, raising=False)
        clock.set("2026-11-30T10:00:00+00:00")
        await board.app.tick()
        await board.app.tick()
        assert not said(desk)()
        monkeypatch.setattr(board.app._driver, "is_there", True, raising=False)
        await board.wait(said(desk))


async def test_a_channel_that_fails_is_told_of_once_and_stops_no_other(
    desk: Desk, late: str, clock: StandingClock, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    desk.settings.change({"channels": "toast desktop"})
    async with launch(desk) as board:
        await board.wait(lambda: board.app.reminders._has_looked)
        clock.set("2026-11-30T10:00:00+00:00")
        await board.wait(lambda: any("Nudge Mira" in toast for toast in toasts(board)))
        await board.wait(lambda: any("desktop: " in toast for toast in toasts(board)))
        clock.set("2026-12-02T10:00:00+00:00")
        await board.wait(lambda: any("5 d late" in toast for toast in toasts(board)))
        await board.rest()
        assert sum("desktop: " in toast for toast in toasts(board)) == 1


async def test_hostile_titles_are_only_text(desk: Desk, clock: StandingClock, launch: Launch) -> None:
    working(desk, "[/b] \x1b[31m[@click=app.quit]x", contractor=add_contractor(desk, "[red]Mira[/x]"))
    async with launch(desk) as board:
        await board.wait(lambda: board.app.reminders._has_looked)
        clock.set("2026-11-30T10:00:00+00:00")
        await board.wait(lambda: any("[@click=app.quit]x" in toast for toast in toasts(board)))


async def test_a_book_that_cannot_be_changed_reminds_of_nothing(desk: Desk, late: str, launch: Launch) -> None:
    past = desk.as_of("2026-11-27")
    async with launch(past) as board:
        await board.app.tick()
        assert not board.app.reminders._has_looked


async def test_where_only_the_bell_is_chosen_the_words_stand_above_the_keys(
    desk: Desk, late: str, clock: StandingClock, launch: Launch
) -> None:
    desk.settings.change({"channels": "bell"})
    async with launch(desk) as board:
        await board.wait(lambda: board.app.reminders._has_looked)
        clock.set("2026-11-30T10:00:00+00:00")
        await board.wait(lambda: board.said.startswith("Now: Nudge Mira: Photos, 3 d late"))


async def test_where_only_mail_is_chosen_nothing_is_claimed_but_by_the_mail_of_the_morning(
    desk: Desk, late: str, clock: StandingClock, launch: Launch
) -> None:
    desk.settings.change({"channels": "mail"})
    clock.set("2026-11-30T10:00:00+00:00")
    async with launch(desk) as board:
        await board.wait(lambda: any("mail: There is no address" in toast for toast in toasts(board)))
        assert not said(desk)()
        set_mail(desk, host="localhost", port="1", **{"from": "me@example.com"})
        await board.wait(said(desk))
    (mail,) = desk.book.messages.open.values()
    assert "Nudge Mira: Photos, 3 d late" in mail.body


async def test_what_gathered_is_said_by_toast_while_a_dialog_is_open(
    desk: Desk, late: str, clock: StandingClock, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "PAUSE", 3600.0)
    clock.set("2026-11-30T10:00:00+00:00")
    async with launch(desk) as board:
        await board.press("a")
        monkeypatch.setattr(reminders, "PAUSE", 0.0)
        await board.wait(lambda: any("Nudge Mira" in toast for toast in toasts(board)))
