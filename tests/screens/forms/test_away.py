"""Time away in the dashboard: planned by a form, shown, told; and While you were away, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import MailAccount, Span
from tests.making import FRIDAY, StandingClock, add_contractor, another, desk_at, reread, working
from tests.screens import hostile
from tests.screens.conftest import Board, Launch

TRIP = Span(start="2026-11-26", end="2026-11-29")


def refusal(board: Board) -> str:
    return str(board.app.screen.query_one(".refusal", Static).content)


def at_work(desk: Desk) -> str:
    mira = add_contractor(desk, "Mira", email="mira@example.com")
    return working(desk, "Photos", contractor=mira, due=FRIDAY)


async def plan(board: Board, first: str, last: str = "", note: str = "") -> None:
    await board.press("V")
    await board.open("Time away")
    await board.fill("from", first)
    await board.fill("to", last)
    await board.fill("note", note)


async def test_it_is_planned_by_phrases_that_are_understood_while_they_are_typed(desk: Desk, launch: Launch) -> None:
    at_work(desk)
    async with launch(desk, 100, 30) as board:
        await plan(board, "thu", "sun", "Sam, 555 1234")
        await board.see(r"thu +→ Thu 26 Nov")
        await board.see(r"sun +→ Sun 29 Nov")
        await board.press("enter")
        await board.see("From Thu 26 Nov to Sun 29 Nov, back on Mon 30 Nov")
        for words in ("Sam, 555 1234", "Falls due while you are away", "Fri 27 Nov  Photos", "to tell  Mira"):
            await board.see(words)
        await board.press("escape")
        await board.closed()
        assert board.said.startswith("Away from Thu 26 Nov to Sun 29 Nov, back on Mon 30 Nov.")
        assert reread(desk).settings.away == (Span(start="2026-11-26", end="2026-11-29", note="Sam, 555 1234"),)
        await board.press("u")
        await board.wait(lambda: board.said.startswith("Undone: be away"))
        assert desk.book.settings.away == ()


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("", "", "Say the first day"), ("whenever", "", "“whenever” is not a date"),
        ("9 dec", "2 dec", "say the first day first"), ("fri", "2028-01-01", "a year at most"),
    ],
)  # fmt: skip
async def test_what_is_no_time_away_is_refused_where_it_was_typed(
    desk: Desk, launch: Launch, first: str, last: str, why: str
) -> None:
    at_work(desk)
    async with launch(desk) as board:
        await plan(board, first, last)
        await board.press("enter")
        await board.wait(lambda: why in refusal(board))
        assert board.app.screen.query_one("#from", Input).value == first
        assert desk.book.settings.away == ()


async def test_a_planned_one_is_cancelled_and_another_is_planned(desk: Desk, launch: Launch) -> None:
    at_work(desk)
    desk.away.plan(TRIP)
    async with launch(desk) as board:
        await board.press("V")
        await board.see("From Thu 26 Nov to Sun 29 Nov")
        await board.press("n")
        await board.wait(lambda: board.app.screen.query("#from"))
        await board.fill("from", "10 dec")
        await board.press("enter")
        await board.see("Planned, too")
        await board.press("X")
        await board.closed()
        await board.wait(lambda: board.said.startswith("You are not away from Thu 26 Nov"))
        assert [span.start for span in desk.book.settings.away] == ["2026-12-10"]


async def test_it_is_planned_from_the_settings(desk: Desk, launch: Launch) -> None:
    at_work(desk)
    async with launch(desk, 100, 30) as board:
        await board.press("comma")
        await board.open("Settings")
        await board.fill("name", "Ines")
        await board.fill("away", "9 dec to whenever")
        await board.press("enter")
        await board.wait(lambda: "“whenever” is not a date" in refusal(board))
        assert desk.book.settings.name == ""
        await board.fill("away", "thu to sun")
        await board.see("→ from Thu 26 Nov to Sun 29 Nov")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: board.said.startswith("Away from Thu 26 Nov"))
        assert (desk.book.settings.name, desk.book.settings.away) == ("Ines", (TRIP,))


async def test_the_notices_are_gone_through_one_key_each(desk: Desk, launch: Launch) -> None:
    at_work(desk)
    tom = add_contractor(desk, "Tom [b]Adams[/b]")
    working(desk, "Film", contractor=tom, due=FRIDAY)
    desk.settings.keep(mail=MailAccount(host="mail.example.com"))
    desk.away.plan(TRIP)
    async with launch(desk, 100, 30) as board:
        await board.press("V")
        await board.see("Notices: 0 of 2 told")
        await board.press("w")
        await board.see("Notices   2 to write to")
        await board.see(r"to tell +Mira")
        await board.see("I am away from Thu 26 Nov to Sun 29 Nov and")
        await board.press("s")
        await board.see(r"told +Mira")
        assert [mail.to for mail in desk.book.messages.all()] == ["mira@example.com"]
        await board.see(r"Hi Tom \[b\]Adams\[/b\],")
        await board.press("c", "y")
        await board.see(r"told +Tom \[b\]Adams\[/b\]")
        assert board.app.clipboard.startswith("Hi Tom [b]Adams[/b],")
        assert len(list(desk.book.messages.all())) == 1
        await board.press("escape")
        await board.press("V")
        await board.see("Notices: 2 of 2 told")
    told = [event for events in desk.book.events_by_record.values() for event in events if event.what == "wrote"]
    assert {event.details["away"] for event in told} == {"2026-11-26"}


async def test_when_nobody_is_concerned_there_is_nothing_to_write(desk: Desk, launch: Launch) -> None:
    desk.away.plan(TRIP)
    async with launch(desk) as board:
        await board.press("V")
        await board.open("Time away")
        await board.press("w")
        await board.wait(lambda: board.said.startswith("Nobody has anything of yours"))


async def test_it_is_found_in_the_palette(desk: Desk, launch: Launch) -> None:
    at_work(desk)
    async with launch(desk, 100, 30) as board:
        await board.press("colon")
        await board.type("time away")
        await board.see("Plan a time away")


# ---- after it


def come_back(desk: Desk, clock: StandingClock) -> None:
    at_work(desk)
    desk.tasks.capture("Call the [b]bank[/b] due fri", "Water the plants every day")
    desk.away.plan(TRIP)
    clock.set("2026-11-30T09:00:00+00:00")
    desk.tick()


async def test_the_first_launch_after_it_tells_what_came_due_once(
    desk: Desk, clock: StandingClock, launch: Launch
) -> None:
    come_back(desk, clock)
    async with launch(desk, 100, 30) as board:
        await board.open("While you were away")
        for words in (r"Came due", r"Fri 27 Nov  Photos +Mira", r"Call the \[b\]bank\[/b\]", "Came round again",
                      "Water the plants"):  # fmt: skip
            await board.see(words)
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: desk.book.settings.away_told == "2026-11-29")
        await board.press("f12")
        await board.open("While you were away")
        await board.press("escape")
        await board.closed()
        await board.press("u")
        await board.wait(lambda: board.said.startswith("Undone: be away"))
    async with launch(another(desk)) as board:
        await board.see("Overdue|overdue")
        assert board.dialog == ""


async def test_it_is_not_told_while_it_lasts_or_when_nothing_was_planned(
    desk: Desk, clock: StandingClock, launch: Launch
) -> None:
    at_work(desk)
    async with launch(desk) as board:
        await board.press("f12")
        await board.wait(lambda: board.said == "No time away ended in the last month.")
    desk.away.plan(TRIP)
    clock.set("2026-11-29T20:00:00+00:00")
    desk.tick()
    async with launch(another(desk)) as board:
        await board.rest()
        assert board.dialog == ""
        assert board.desk.book.settings.away_told is None


async def test_when_nothing_came_there_is_one_sentence_and_no_dialog(
    desk: Desk, clock: StandingClock, launch: Launch
) -> None:
    desk.away.plan(TRIP)
    clock.set("2026-11-30T09:00:00+00:00")
    desk.tick()
    async with launch(desk) as board:
        await board.wait(lambda: board.said.startswith("Nothing came due while you were away"))
        assert board.dialog == ""
        await board.wait(lambda: desk.book.settings.away_told == "2026-11-29")


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("seed", range(4))
async def test_hostile_text_stays_text(
    tmp_path: Path, clock: StandingClock, launch: Launch, seed: int, columns: int
) -> None:
    draw = hostile.texts(seed)
    hostile.write(tmp_path / "delegator.json", clock, draw)
    desk = desk_at(tmp_path / "delegator.json", clock)
    desk.away.plan(Span(start="2026-11-24", end="2026-11-27", note=draw()))
    async with launch(desk, columns, 24) as board:
        await board.press("V")
        await board.open("Time away")
        assert hostile.faults(board.app.screen, columns) == []
        await board.press("end")
        assert hostile.faults(board.app.screen, columns) == []
    clock.set("2026-11-30T09:00:00+00:00")
    desk.tick()
    async with launch(another(desk), columns, 24) as board:
        await board.open("While you were away")
        assert hostile.faults(board.app.screen, columns) == []


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 45)])
async def test_its_keys_stay_on_the_screen_however_much_there_is_to_read(
    desk: Desk, launch: Launch, width: int, height: int
) -> None:
    mira = add_contractor(desk, "Mira", email="mira@example.com")
    for n in range(50):
        working(desk, f"Photos {n}", contractor=mira, due=FRIDAY)
    desk.away.plan(TRIP)
    async with launch(desk, width, height) as board:
        await board.press("V")
        await board.open("Time away")
        await board.see("w write the notices · n another · X cancel it · esc leave")
