"""The verb of import: what rows become, and that the same rows add nothing twice."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.verbs.imports import Imported
from delegator_tui.errors import Refused
from delegator_tui.model.records import Handoff, Money, Rate
from delegator_tui.model.rows import ContractorRow, HandoffRow, TaskRow
from delegator_tui.rules.contractors import people
from tests.desk.same import contents, one_step
from tests.making import StandingClock, add_contractor, add_task
from tests.sample import bring_in

DOLLARS = Money(amount="180.00", currency="USD")


def row(title: str = "Bookkeeping", **fields: Any) -> HandoffRow:
    made = {"line": 2, "contractor": "Tally", "handed_off": "2026-11-02", "due": "2026-11-10", **fields}
    return HandoffRow(title=title, **made)


def bring(desk: Desk, *rows: HandoffRow, dry_run: bool = False) -> Imported:
    return desk.imports.bring_in("handoffs", rows, "handoffs.csv", dry_run=dry_run)


def only(desk: Desk) -> Handoff:
    (found,) = desk.book.handoffs.all()
    return found


@pytest.fixture(autouse=True)
def tally(desk: Desk) -> str:
    return add_contractor(desk, "Tally")


# ---- tasks and contractors


def test_tasks_are_brought_in(desk: Desk) -> None:
    rows = [
        TaskRow(line=2, title="Photos", due="2026-11-27", labels=("a",), priority="high", estimate_minutes=60),
        TaskRow(line=3, title="Film", state="done", notes="long ago"),
    ]
    with one_step(desk):
        made = desk.imports.bring_in("tasks", rows, "tasks.csv")
    photos, film = desk.book.tasks.all()
    assert (made.added, made.known, made.commit) == (2, 0, desk.store.version - 2)
    assert (photos.title, photos.due, photos.labels, photos.priority) == ("Photos", "2026-11-27", ("a",), "high")
    assert (film.state, film.notes) == ("done", "long ago")
    assert {e.source for e in desk.book.events_by_record[photos.uid]} == {"import"}


def test_contractors_are_brought_in_with_untried_skills(desk: Desk) -> None:
    rate = Rate(amount="0.085", currency="EUR", unit="word")
    rows = [ContractorRow(line=2, name="Lingua", skills=("translation", "german"), rate=rate, timezone="Europe/Rome")]
    with one_step(desk):
        desk.imports.bring_in("contractors", rows, "roster.csv")
    lingua = list(desk.book.contractors.open.values())[1]
    assert (lingua.name, lingua.rates, lingua.timezone) == ("Lingua", (rate,), "Europe/Rome")
    assert lingua.skills == {"translation": "untried", "german": "untried"}


def test_the_same_tasks_and_contractors_add_nothing(desk: Desk) -> None:
    tasks = [TaskRow(line=2, title="Photos", due="2026-11-27"), TaskRow(line=3, title="photos", due="2026-11-27")]
    assert desk.imports.bring_in("tasks", tasks, "t.csv")[1:3] == (1, 1)
    desk.tasks.drop(next(iter(desk.book.tasks.open)))
    assert desk.imports.bring_in("tasks", tasks, "t.csv") == Imported("tasks", 0, 2, 0)
    people_rows = [ContractorRow(line=2, name="TALLY"), ContractorRow(line=3, name="Lingua")]
    assert desk.imports.bring_in("contractors", people_rows, "r.csv")[1:3] == (1, 1)
    version = desk.store.version
    assert desk.imports.bring_in("contractors", people_rows, "r.csv") == Imported("contractors", 0, 2, 0)
    assert desk.store.version == version


# ---- handoffs


@pytest.mark.parametrize(
    ("state", "move", "check", "owed", "task_state"),
    [
        ("drafted", "owner", "2026-11-24", "owed", "delegated"),
        ("sent", "contractor", "2026-11-24", "owed", "delegated"),
        ("acknowledged", "contractor", "2026-11-24", "owed", "delegated"),
        ("working", "contractor", "2026-11-24", "owed", "delegated"),
        ("delivered", "owner", "2026-11-24", "delivered", "delegated"),
        ("returned", "contractor", "2026-11-24", "returned", "delegated"),
        ("accepted", "owner", None, "accepted", "done"),
    ],
)
def test_next_move_and_check_follow_from_the_state(
    desk: Desk, state: str, move: str, check: str | None, owed: str, task_state: str
) -> None:
    with one_step(desk):
        bring(desk, row(state=state, due="2026-12-04", price=DOLLARS, deliverables=("One", "Two")))
    found = only(desk)
    task = desk.book.tasks.get(found.task)
    assert (found.state, found.next_move, found.next_check) == (state, move, check)
    assert [(d.title, d.state, d.due) for d in desk.book.owed_in(found)] == [
        ("One", owed, "2026-12-04"), ("Two", owed, "2026-12-04"),
    ]  # fmt: skip
    assert task is not None
    assert (task.state, task.contractor, task.title) == (task_state, found.contractor, "Bookkeeping")


def test_the_check_of_what_is_late_is_today(desk: Desk) -> None:
    bring(desk, row(state="working"))
    assert only(desk).next_check == "2026-11-23"


def test_events_stand_at_the_rows_own_dates(desk: Desk) -> None:
    days = {"delivered": "2026-11-12", "accepted": "2026-11-13"}
    bring(desk, row(state="accepted", paid=True, price=DOLLARS, rating=4, **days))
    found = only(desk)
    story = [(event.what, event.at, event.source) for event in desk.book.events_by_record[found.uid]]
    assert story == [
        ("handed off", "2026-11-02T12:00:00.000Z", "import"), ("delivered", "2026-11-12T12:00:00.000Z", "import"),
        ("accepted", "2026-11-13T12:00:00.000Z", "import"), ("paid", "2026-11-13T12:00:00.000Z", "import"),
        ("closed", "2026-11-13T12:00:00.000Z", "import"),
    ]  # fmt: skip
    assert (found.state, found.first_delivered, found.accepted) == (
        "closed", "2026-11-12T12:00:00.000Z", "2026-11-13T12:00:00.000Z",
    )  # fmt: skip
    (paid,) = desk.book.paid_for(found)
    assert (paid.amount, paid.currency, paid.on, paid.kind) == ("180.00", "USD", "2026-11-13", "final")
    assert found.rating == 4


def test_what_cost_nothing_is_closed_when_accepted(desk: Desk) -> None:
    bring(desk, row(state="accepted", accepted="2026-11-13"))
    assert only(desk).state == "closed"


def test_unknown_dates_stay_empty_and_out_of_figures(desk: Desk, tally: str) -> None:
    bring(desk, row(state="accepted", paid=True, price=DOLLARS, handed_off=None))
    found = only(desk)
    assert (found.sent, found.first_delivered, found.accepted) == (None, None, None)
    assert found.uid not in desk.book.events_by_record
    contractor = desk.book.contractors.get(tally)
    assert contractor is not None
    assert people.on_time(people.handoffs_of(contractor, desk.book), desk.book) == (0, 0)


def test_nothing_is_dated_after_now(desk: Desk) -> None:
    bring(desk, row(handed_off="2026-11-23", due="2026-12-01"))
    sent = only(desk).sent
    assert sent is not None
    assert sent.at == "2026-11-23T09:00:00.000Z"


def test_a_draft_was_not_handed_off(desk: Desk) -> None:
    bring(desk, row(state="drafted"))
    assert (only(desk).sent, desk.book.events_by_record.get(only(desk).uid)) == (None, None)


ROWS = (
    row(state="accepted", price=DOLLARS),
    row("Photos", state="drafted", due=None),
    row("Film", handed_off="2026-12-24"),
    row("Cards"),
    row("Cards", due="2026-12-01"),
    row("cards"),
)


def test_the_same_handoffs_add_nothing_however_they_went_on(desk: Desk, clock: StandingClock) -> None:
    assert bring(desk, *ROWS)[1:3] == (5, 1)
    film = next(h for h in desk.book.open_handoffs if desk.book.title(h) == "Film")
    desk.handoffs.pay(next(h.uid for h in desk.book.handoffs.open.values() if h.state == "accepted"))
    clock.go(days=2)
    desk.handoffs.extend(film.uid, "2026-12-20", "asked")
    desk.settings.change({"zone": "Pacific/Kiritimati"})
    version = desk.store.version
    assert bring(desk, *ROWS) == Imported("handoffs", 0, 6, 0)
    assert desk.store.version == version


def test_undoing_an_import_lets_it_come_again(desk: Desk) -> None:
    before = contents(desk.book)
    bring(desk, *ROWS)
    desk.undo()
    assert contents(desk.book) == before
    assert bring(desk, *ROWS).added == 5


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    version, before = desk.store.version, contents(desk.book)
    assert bring(desk, *ROWS, dry_run=True) == Imported("handoffs", 5, 1, 0)
    assert (desk.store.version, contents(desk.book)) == (version, before)


@pytest.mark.parametrize("name", ["Nobody", "Tal", "ally"])
def test_who_is_not_in_the_roster_is_a_bad_row_and_nothing_is_imported(desk: Desk, name: str) -> None:
    version = desk.store.version
    with pytest.raises(Refused) as caught:
        bring(desk, row(), row("Film", line=7, contractor=name))
    assert str(caught.value).splitlines() == [
        "Nothing of handoffs.csv was imported:", f"  line 7: There is no contractor “{name}” on the roster.",
    ]  # fmt: skip
    assert (desk.store.version, list(desk.book.handoffs.all())) == (version, [])


def test_a_bad_time_zone_names_its_line(desk: Desk) -> None:
    rows = [ContractorRow(line=4, name="Lingua", timezone="Rome")]
    with pytest.raises(Refused, match="line 4: “Rome” is not a time zone"):
        desk.imports.bring_in("contractors", rows, "roster.csv")


def test_at_most_ten_bad_lines_are_named(desk: Desk) -> None:
    rows = [row(f"Task {n}", line=n, contractor="Nobody") for n in range(2, 40)]
    with pytest.raises(Refused) as caught:
        bring(desk, *rows)
    assert len(str(caught.value).splitlines()) == 11


def test_the_sample_shop_comes_in_once(desk: Desk) -> None:
    add_task(desk)
    bring_in(desk)
    assert (len(list(desk.book.handoffs.all())), len(desk.book.contractors.open)) == (31, 15)
    for event in desk.book.events.all():
        assert event.at <= "2026-11-23T09:00:00.000Z"
