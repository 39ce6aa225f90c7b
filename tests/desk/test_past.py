"""A desk over the book as it was, restoring, and what the desk says of hand edits."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.hand_edit import check_row
from delegator_tui.errors import Refused
from delegator_tui.model.records import is_open
from delegator_tui.store.store import Store
from tests.desk.same import contents, same_book
from tests.making import StandingClock, sent, somebody


def test_the_book_is_shown_as_it_was_at_the_end_of_a_day(desk: Desk, clock: StandingClock) -> None:
    (one,) = desk.tasks.capture("One due fri")
    monday = contents(desk.book)
    clock.go(days=1)
    desk.tasks.drop(one)
    desk.tasks.capture("Two")
    past = desk.as_of("2026-11-23")
    assert contents(past.book) == monday
    assert past.book.now.local.isoformat() == "2026-11-23T23:59:59.999000+00:00"
    assert past.read_only == "This is the book as of Mon 23 Nov: nothing can be changed here."
    assert desk.read_only == ""
    today = desk.as_of("2026-11-24")
    assert same_book(today.book, desk.book)
    assert today.book.now.at == clock.now
    past.store.close()
    today.store.close()


def test_a_day_ends_where_the_owner_is(open_desk: Callable[..., Desk], clock: StandingClock) -> None:
    desk = open_desk("Pacific/Auckland")
    clock.set("2026-11-23T10:30:00+00:00")
    desk.tasks.capture("Late on Monday in Auckland")
    clock.set("2026-11-23T11:30:00+00:00")
    desk.tasks.capture("Early on Tuesday in Auckland")
    clock.go(days=3)
    shown = {day: [t.title for t in desk.as_of(day).book.tasks.open.values()] for day in ("2026-11-23", "2026-11-24")}
    assert shown["2026-11-23"] == ["Late on Monday in Auckland"]
    assert len(shown["2026-11-24"]) == 2


def test_a_time_shows_the_book_at_that_minute(desk: Desk, clock: StandingClock) -> None:
    desk.tasks.capture("At nine")
    clock.go(hours=2)
    desk.tasks.capture("At eleven")
    past = desk.as_of("2026-11-23T10:00[UTC]")
    assert [task.title for task in past.book.tasks.open.values()] == ["At nine"]
    assert "Mon 23 Nov 10:00" in past.read_only


def test_nothing_can_be_done_in_the_past(desk: Desk, clock: StandingClock) -> None:
    handoff = sent(desk)
    clock.go(days=1)
    past = desk.as_of("2026-11-23")
    before = past.book
    for verb in (
        lambda: past.tasks.capture("More"), lambda: past.handoffs.deliver(handoff),
        lambda: past.handoffs.cancel(handoff), past.undo, past.redo,
        lambda: past.settings.change({"name": "Ann"}), lambda: past.contractors.add("Ann"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="nothing can be changed here"):
            verb()
    assert past.book is before or same_book(past.book, before)
    assert not past.refresh()
    clock.go(days=1)
    assert past.tick().now.at == before.now.at


@pytest.mark.parametrize("when", ["2026-11-24", "2026-11-23T09:01[UTC]", "2027-01-01"])
def test_what_is_still_to_come_cannot_be_shown(desk: Desk, when: str) -> None:
    desk.tasks.capture("One")
    with pytest.raises(Refused, match="still to come"):
        desk.as_of(when)


def test_restoring_says_how_much_and_undo_brings_the_present_back(desk: Desk, clock: StandingClock) -> None:
    handoff = sent(desk)
    made = desk.store.copies.backup()
    then = contents(desk.book)
    clock.go(days=1)
    desk.handoffs.acknowledge(handoff, "I will.")
    desk.handoffs.deliver(handoff)
    desk.tasks.capture("New")
    now, stories = contents(desk.book), {key: len(story) for key, story in desk.book.events_by_record.items()}
    done = desk.file.restore(made)
    assert done.message == f"Restored {made.name}: 3 records changed. Undo brings the present back."
    assert contents(desk.book) == then
    assert "delivered" not in [event.what for event in desk.book.events_by_record[handoff]]
    desk.undo()
    assert contents(desk.book) == now
    assert {key: len(story) for key, story in desk.book.events_by_record.items()} == stories
    assert "nothing was different" in desk.file.restore(desk.store.copies.backup()).message


def test_a_pause_is_used_for_the_backup_of_the_day(desk: Desk, clock: StandingClock) -> None:
    desk.tasks.capture("One")
    desk.file.rest()
    desk.tasks.capture("Two")
    desk.file.rest()
    assert len(desk.store.copies.backups()) == 1
    clock.go(days=1)
    desk.file.rest()
    assert [each.seq for each in desk.store.copies.backups()] == [2, 1]
    desk.file.rest()
    past = desk.as_of("2026-11-23")
    past.file.rest()
    assert len(desk.store.copies.backups()) == 2


def test_the_desk_warns_of_a_folder_that_a_sync_program_keeps(desk: Desk, tmp_path: Path) -> None:
    assert desk.file.warnings() == []
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "delegator.sync-conflict-20261123-090000-ABCDEFG.json").write_text("{}")
    assert ["sync program" in said for said in desk.file.warnings()] == [True, True]


# ---- hand edits


@pytest.fixture
def edited(desk: Desk, tmp_path: Path, clock: StandingClock) -> Callable[..., Desk]:
    """Have a book with one handoff edited by hand; answer a desk that checks edits and has looked twice."""
    uid = sent(desk)
    desk.store.compact()

    def edit(table: str, **fields: object) -> Desk:
        path = tmp_path / "delegator.json"
        tables = json.loads(path.read_text("utf-8"))
        next(iter(tables[table].values())).update(fields)
        path.write_text(json.dumps(tables, indent=1), "utf-8")
        mine = Desk(Store.open(path, clock, is_open=is_open, check=check_row), lambda _: desk.now())
        mine.refresh()
        mine.refresh()
        return mine

    assert desk.book.handoffs.get(uid) is not None
    return edit


def test_a_date_may_be_taken_out_by_hand(edited: Callable[..., Desk]) -> None:
    assert [task.due for task in edited("tasks", due="").book.tasks.open.values()] == [""]


def test_a_good_edit_is_one_step_that_undo_takes_back(edited: Callable[..., Desk]) -> None:
    desk = edited("tasks", title="By hand", moons=["Io"])
    assert [task.title for task in desk.book.tasks.open.values()] == ["By hand"]
    assert "taken in" in desk.file.news()[0]
    assert desk.file.news() == []
    assert next(desk.store.history.commits()).verb == "edit by hand"
    assert "edit by hand" in desk.undo().message


@pytest.mark.parametrize(
    ("table", "fields", "said"),
    [
        ("tasks", {"title": 5}, "“5” in tasks cannot be read: Expected `str`, got `int` of “title”."),
        ("tasks", {"state": "somewhere"}, "of “state”"),
        ("handoffs", {"task": "nobody"}, "needs its “task”, and nobody is not there."),
        ("deliverables", {"handoff": None}, "of “handoff”"),
        ("contractors", {"rates": [{"amount": 5}]}, "of “rates”"),
        ("tasks", {"due": "2026-11-3"}, "has “2026-11-3” as its “due”: write a date as 2026-11-27."),
        ("tasks", {"defer_until": "2026-11-27T"}, "as its “defer_until”"),
        ("handoffs", {"next_check": "20261127"}, "as its “next_check”"),
        ("deliverables", {"due": "2026-11-33"}, "as its “due”"),
        ("handoffs", {"promised": "soon"}, "has “soon” as its “promised”: write a date as 2026-11-27."),
        ("handoffs", {"sent": {"at": "x"}}, "has “x” as its “sent.at”: write a time as 2026-11-27T09:00:00.000Z."),
        ("tasks", {"updated": "inbox"}, "as its “updated”"),
        ("tasks", {"recurrence": {"rule": "FREQ=DAILY", "start": "now"}}, "as its “recurrence.start”"),
        ("contractors", {"away": [{"start": "2026-12-01", "end": "2026-12-40"}]}, "as its “away.end”"),
        ("tasks", {"uid": "mine-1"}, "has “mine-1” as its “uid”: leave the uid of a new record out."),
    ],
)
def test_an_edit_that_the_program_could_not_read_is_set_aside_with_its_place(
    edited: Callable[..., Desk], desk: Desk, table: str, fields: dict[str, object], said: str
) -> None:
    before = contents(desk.book)
    mine = edited(table, **fields)
    (news,) = mine.file.news()
    assert said in news
    assert "breaks a rule at line" in news
    assert contents(mine.book) == before
    assert somebody(mine)
    assert mine.store.version == desk.store.version
    quarantine = Path(f"{desk.store.path}.quarantine")
    assert len(list(quarantine.iterdir())) == 1
