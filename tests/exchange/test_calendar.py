"""The calendar, read back with the library: what is in it, on which day, and that taking it in again updates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from delegator_tui.cli.demo import fill, sample
from delegator_tui.desk.desk import Desk
from delegator_tui.exchange.calendar import calendar
from delegator_tui.model.book import Book
from delegator_tui.model.records import Brief, Price, Settings
from tests.making import (
    FRIDAY,
    NEXT_FRIDAY,
    StandingClock,
    accepted,
    add_task,
    book_of,
    contractor,
    desk_at,
    handoff,
    moment,
    owed,
    sent,
    task,
    uid,
    with_owed,
    working,
)

Events = dict[str, Any]


def events(book: Book, *, everything: bool = False) -> Events:
    """The events of the calendar by UID, as another program reads them."""
    read = Calendar.from_ical(calendar(book, everything=everything))
    found = [part for part in read.walk() if part.name == "VEVENT"]
    assert [part.name for part in read.walk() if part.name not in ("VEVENT", "VCALENDAR")] == []
    by = {str(each["uid"]): each for each in found}
    assert len(by) == len(found)
    return by


def told(found: Events) -> list[tuple[str, Any]]:
    return sorted((str(each["summary"]), each["dtstart"].dt) for each in found.values())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "delegator.json", StandingClock())


def test_deliverables_checks_and_own_dues_are_events_of_whole_days() -> None:
    mira, job, own = contractor("Mira"), task("Photos"), task("Call", state="mine", due="2026-12-01")
    out = handoff(job, mira, price=Price(amount="400.00", currency="USD"), brief=Brief(outcome="Ten photos"))
    parts = [owed(out, "Raw", due="2026-11-25"), owed(out, "Final"), owed(out, "Gone", state="accepted")]
    book = book_of(mira, job, own, with_owed(out, *parts), *parts, now=moment())
    found = events(book)
    assert told(found) == [
        ("Call", dt.date(2026, 12, 1)),
        ("Check: Photos (Mira)", dt.date(2026, 11, 24)),
        ("Final · Photos (Mira)", dt.date(2026, 11, 27)),
        ("Raw · Photos (Mira)", dt.date(2026, 11, 25)),
    ]
    raw = found[f"{parts[0].uid}@delegator"]
    assert raw["dtend"].dt == dt.date(2026, 11, 26)
    assert str(raw["description"]) == "Due Fri 27 Nov\nPrice $400\nTen photos"
    assert {str(each["transp"]) for each in found.values()} == {"TRANSPARENT"}
    assert {str(name) for name in found} == {
        f"{parts[0].uid}@delegator", f"{parts[1].uid}@delegator", f"{out.uid}-check@delegator", f"{own.uid}@delegator",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("due", "instant"),
    [
        ("2026-11-27T16:00[Europe/London]", "2026-11-27T16:00:00+00:00"),
        ("2026-07-27T16:00[Europe/London]", "2026-07-27T15:00:00+00:00"),
        ("2026-11-27T16:00[America/New_York]", "2026-11-27T21:00:00+00:00"),
        ("2026-11-27T00:30[Pacific/Kiritimati]", "2026-11-26T10:30:00+00:00"),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Tokyo"])
def test_a_due_time_is_the_instant_of_its_wall_time_wherever_the_owner_is(due: str, instant: str, zone: str) -> None:
    book = book_of(task("Call", state="mine", due=due), now=moment(zone_name=zone))
    (event,) = events(book).values()
    assert event["dtstart"].dt == dt.datetime.fromisoformat(instant)
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(minutes=15)


def test_a_later_promise_is_the_day_and_what_was_agreed_is_told() -> None:
    job = task("Photos")
    book = book_of(job, handoff(job, due=FRIDAY, promised=NEXT_FRIDAY, next_check=None), now=moment())
    (event,) = events(book).values()
    assert event["dtstart"].dt == dt.date(2026, 12, 4)
    assert str(event["description"]).startswith("Agreed for Fri 27 Nov; they say later.")


@pytest.mark.parametrize("state", ["cancelled", "taken_back", "reassigned"])
def test_what_is_cancelled_is_in_no_calendar(state: str) -> None:
    job = task("Photos", state="dropped")
    book = book_of(job, handoff(job, state=state), now=moment())
    assert not events(book)
    assert not events(book, everything=True)


def test_what_was_accepted_is_only_in_a_calendar_of_everything(desk: Desk) -> None:
    accepted(desk, "Photos")
    assert told(events(desk.book)) == []
    assert told(events(desk.book, everything=True)) == [("Photos (Northlight Photo)", dt.date(2026, 11, 27))]


def test_taking_it_in_again_updates_also_after_an_undo(desk: Desk) -> None:
    made = sent(desk, "Photos")
    first = events(desk.book)
    desk.handoffs.extend(made, NEXT_FRIDAY, because="more photos")
    second = events(desk.book)
    desk.undo()
    third = events(desk.book)
    handed = desk.book.handoffs.open[made]
    name = f"{handed.deliverables[0]}@delegator"
    assert set(first) == set(second) == set(third)
    days = [each[name]["dtstart"].dt for each in (first, second, third)]
    assert days == [dt.date(2026, 11, 27), dt.date(2026, 12, 4), dt.date(2026, 11, 27)]
    numbers = [each[name]["sequence"] for each in (first, second, third)]
    assert numbers == sorted(set(numbers))
    assert all("last-modified" in each and "dtstamp" in each for each in third.values())


def test_nothing_changed_gives_the_same_file(desk: Desk) -> None:
    working(desk)
    add_task(desk, "Call due fri")
    assert calendar(desk.book) == calendar(desk.book)


def test_the_sample_shop_reads_back_whole(tmp_path: Path) -> None:
    desk = desk_at(tmp_path / "delegator.json", StandingClock())
    fill(desk, sample())
    found, more = events(desk.book), events(desk.book, everything=True)
    assert len(found) > 30
    assert set(found) < set(more)


def test_an_empty_book_is_a_calendar_without_events() -> None:
    assert not events(book_of(Settings(uid=uid()), now=moment()))
    assert calendar(book_of(now=moment())).endswith(b"END:VCALENDAR\r\n")


HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "semi;colon, comma\\ and \\n", "x" * 500, "日本語" * 60, "\x00\x07\x1b[31mred",
    "line\u2028sep\u2029par\x85nel", "\u202eright to left", "[bold]no markup[/bold]", '"quoted": "x"', "😀" * 50,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    mira, job = contractor(text), task(text)
    out = handoff(job, mira, brief=Brief(outcome=text), next_check=None)
    part = owed(out, text)
    book = book_of(mira, job, with_owed(out, part), part, now=moment())
    (event,) = events(book).values()
    assert set(event) == {
        "UID", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DTSTAMP", "SEQUENCE", "TRANSP"
    }  # fmt: skip
    assert len(str(event["summary"]).splitlines()) <= 1
    lines = calendar(book).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(byte < 32 and byte != 9 for line in lines for byte in line)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_title_and_outcome_read_back_as_one_event(title: str, outcome: str) -> None:
    job = task(title)
    book = book_of(job, handoff(job, brief=Brief(outcome=outcome), next_check=None), now=moment())
    (event,) = events(book).values()
    assert event["dtstart"].dt == dt.date(2026, 11, 27)


@pytest.mark.parametrize("due", ["9999-12-31", "0001-01-01", "9999-12-31T23:59[America/New_York]", "nonsense"])
def test_dates_at_the_ends_of_the_calendar_break_nothing(due: str) -> None:
    book = book_of(task("Call", state="mine", due=due), now=moment())
    assert len(events(book)) == (due != "nonsense")
