"""The form of a contractor: every field there and back, and what is no value refused in place."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Contractor, PayTerms, Span
from tests.making import reread, row
from tests.screens.conftest import Board, Launch

TYPED = {
    "name": "Kiln & Co", "contact": "Ada", "email": "ada@kiln.example", "phone": "+44 20 7946 0000", "channel": "mail",
    "skills": "photo=proven; retouch", "rate": "$65/hour", "capacity_hours_week": "12.5", "timezone": "Europe/London",
    "working_days": "mon tue thu", "working_hours": "09:00-17:00", "quiet_hours": "19:00-08:00",
    "lead_time_days": "3", "reminder_lead_days": "2", "away": "5 dec to 12 dec; 24 dec",
    "papers": "contract=2026-03-01; nda=missing", "pay_terms": "14 days; 30% deposit; by transfer", "language": "en",
    "links": "https://kiln.example https://kiln.example/work", "source": "referral", "backup_for": "photo; print",
}  # fmt: skip


def field(board: Board, name: str) -> Any:
    return board.app.screen.query_one(f"#{name}")


def refusal(board: Board) -> str:
    return str(board.app.screen.query_one(".refusal", Static).content)


def named(desk: Desk, name: str) -> Contractor:
    return next(each for each in reread(desk).contractors.all() if each.name == name)


async def add(board: Board) -> None:
    await board.press("4")
    await board.see("Roster   10")
    await board.press("N")
    await board.open("New contractor")


async def test_every_field_goes_there_and_back(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=40) as board:
        await add(board)
        for name, text in TYPED.items():
            await board.fill(name, text)
        await board.fill("status", "2")
        await board.fill("notes", "two shoots")
        await board.press("enter")
        await board.type("good light")
        await board.press("ctrl+s")
        await board.closed()
        await board.wait(lambda: "Kiln & Co is on the roster" in board.said)
        await board.go_to("Kiln & Co")
        await board.press("e")
        await board.open("Edit: Kiln & Co")
        again = {name: field(board, name).value for name in TYPED}
        assert again == TYPED | {
            "away": "2026-12-05 to 2026-12-12; 2026-12-24 to 2026-12-24", "working_days": "mon tue thu",
        }  # fmt: skip
        assert (field(board, "status").value, field(board, "notes").text) == ("trial", "two shoots\ngood light")
    made = named(sample, "Kiln & Co")
    assert (made.contact, made.email, made.phone, made.channel) == (
        "Ada",
        "ada@kiln.example",
        "+44 20 7946 0000",
        "mail",
    )
    assert made.skills == {"photo": "proven", "retouch": "untried"}
    assert [(rate.amount, rate.currency, rate.unit) for rate in made.rates] == [("65", "USD", "hour")]
    assert (made.capacity_hours_week, made.lead_time_days, made.reminder_lead_days) == (12.5, 3, 2)
    assert (made.timezone, made.working_days, made.working_hours) == ("Europe/London", (0, 1, 3), "09:00-17:00")
    assert made.away == (Span(start="2026-12-05", end="2026-12-12"), Span(start="2026-12-24", end="2026-12-24"))
    assert made.papers == {"contract": "2026-03-01", "nda": "missing"}
    assert made.pay_terms == PayTerms(days=14, deposit=30, how="by transfer")
    assert (made.links, made.backup_for) == (tuple(TYPED["links"].split()), ("photo", "print"))
    assert (made.language, made.source, made.status, made.quiet_hours) == ("en", "referral", "trial", "19:00-08:00")


def test_the_form_asks_every_field_of_the_record() -> None:
    asked = {*TYPED, "status", "notes"} - {"rate"} | {"rates"}
    assert set(Contractor.__struct_fields__) - {"uid", "created", "updated", "papers_until"} == asked


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("name", "", "A contractor needs a name"),
        ("name", "Harbour admin", "Harbour Admin is on the roster already"),
        ("skills", "photo=superb", "“superb” is not a level: use one of untried, trial, proven, trusted"),
        ("rate", "a lot/hour", "a lot"),
        ("capacity_hours_week", "many", "“many” is not a number of hours"),
        ("capacity_hours_week", "200", "from 0 to 168"),
        ("timezone", "Leeds", "“Leeds” is not a time zone"),
        ("working_days", "mon funday", "Working days are names such as mon tue wed"),
        ("lead_time_days", "-2", "“-2” is not a number of days"),
        ("reminder_lead_days", "soon", "“soon” is not a number of days"),
        ("away", "5 dec to 1 dec", "is not a time away: write 5 dec to 12 dec"),
        ("papers", "passport=soon", "“passport=soon” is no paper"),
    ],
)
async def test_what_is_no_value_is_refused_in_place(
    sample: Desk, launch: Launch, name: str, text: str, says: str
) -> None:
    version = sample.book.version
    async with launch(sample, rows=40) as board:
        await add(board)
        await board.fill("name", "Kiln & Co")
        await board.fill("source", "a friend")
        await board.fill(name, text)
        await board.press("enter")
        await board.wait(lambda: says in refusal(board))
        assert field(board, name).value == text
        assert field(board, name).has_focus
        assert field(board, "source").value == "a friend"
        await board.press("escape", "escape")
        await board.closed()
    assert sample.book.version == version


async def test_saving_what_was_only_read_changes_nothing(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await board.press("4")
        for name in ("Northlight Photo", "Lingua Due", "Second Shelf Editing"):
            await board.go_to(name)
            before = row(sample.book.contractors.get(board.rows_list.current or ""))
            await board.press("e")
            await board.open(f"Edit: {name}")
            await board.press("enter")
            await board.closed()
            await board.wait(lambda: board.said == "Nothing changed.")
            assert row(sample.book.contractors.get(board.rows_list.current or "")) == before
    assert sample.book.version == version


async def test_a_new_rate_keeps_the_old_ones(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("4")
        await board.go_to("Northlight Photo")
        await board.press("e")
        await board.open("Edit: Northlight Photo")
        await board.fill("rate", "£70/hour")
        await board.press("enter")
        await board.closed()
        await board.see(r"Northlight Photo +photo.* £70/h")
    rates = named(sample, "Northlight Photo").rates
    assert [(rate.amount, rate.currency) for rate in rates] == [("65", "USD"), ("70", "GBP")]
    assert rates[-1].valid_from == "2026-11-23"


async def test_an_emptied_field_is_empty(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("4")
        await board.go_to("Northlight Photo")
        await board.press("e")
        await board.open("Edit: Northlight Photo")
        for name in ("email", "skills", "capacity_hours_week", "timezone", "source"):
            await board.fill(name, "")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Changed Northlight Photo" in board.said)
    after = named(sample, "Northlight Photo")
    assert (after.email, after.skills, after.capacity_hours_week, after.source) == ("", {}, None, "")
    assert not after.timezone


async def test_somebody_with_open_work_is_not_ended(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("4")
        await board.go_to("Harbour Admin")
        await board.press("X")
        await board.open("End the work with Harbour Admin")
        await board.press("enter")
        await board.see("3 handoffs are open with Harbour Admin")
        await board.press("escape")
        await board.closed()
        await board.go_to("Gridwise Data")
        await board.press("X")
        await board.open("End the work with Gridwise Data")
        await board.type("never began")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Gridwise Data is ended; the record stays" in board.said)
    assert named(sample, "Gridwise Data").status == "ended"
