"""The columns of the lists: one object each, whatever shows it."""

from __future__ import annotations

from types import ModuleType

import pytest
from msgspec import structs

from delegator_tui.exchange.export import COLUMNS
from delegator_tui.model.parts import Money, Price, Rate, Said
from delegator_tui.model.records import Task
from delegator_tui.rules.columns import handoffs, roster, tasks
from delegator_tui.rules.columns.column import cells, fields, layouts, right, texts, titles
from delegator_tui.widgets.list_layout import lay_out
from tests.making import book_of, contractor, handoff, owed, task, uid, with_owed

LISTS = {"tasks": tasks, "handoffs": handoffs, "contractors": roster}


@pytest.mark.parametrize("kind", LISTS)
def test_all_columns_stand_on_a_wide_screen_and_the_first_to_go_are_named_by_drop(kind: str) -> None:
    found = layouts(LISTS[kind].SCREEN)
    assert [slot.column for slot in lay_out(found, 160)] == [*range(len(found))]
    assert sum(slot.width + slot.gap for slot in lay_out(found, 40)) == 40
    assert {slot.column for slot in lay_out(found, 40)} >= {n for n, each in enumerate(found) if not each.drop}


@pytest.mark.parametrize(("kind", "module"), LISTS.items())
def test_what_has_a_name_in_the_shell_or_a_file_has_one_title(kind: str, module: ModuleType) -> None:
    assert COLUMNS[kind] == titles(module.CSV)
    assert all(titles(module.CSV))
    assert len(set(COLUMNS[kind])) == len(module.CSV)


def test_a_contractor_says_the_same_in_the_shell_on_the_screen_and_in_a_file() -> None:
    who = structs.replace(
        contractor(), name="Northlight", skills={"photo": "proven", "retouch": "trial"}, status="trial",
        rates=(Rate(amount="65", currency="USD", unit="hour"),), papers={"contract": "missing"},
        capacity_hours_week=9.5,
    )  # fmt: skip
    row = roster.Row(who, book_of(who))
    assert texts(roster.SHELL, row)[1:] == ("Northlight", "trial", "photo, retouch", "$65/h", "9.5 h", "", "")
    drawn = cells(roster.SCREEN, row)
    assert [cell.text for cell in drawn] == ["Northlight", "photo, retouch", "$65/h", "10 h", "", "", "no contract"]
    assert drawn[0].note == "on trial"
    written = dict(zip(titles(roster.CSV), fields(roster.CSV, row), strict=True))
    assert (written["name"], written["skills"], written["rate"]) == ("Northlight", "photo;retouch", "65")
    assert (written["currency"], written["unit"], written["capacity_hours_week"]) == ("USD", "hour", "9.5")
    assert right(roster.SHELL) == (4, 5, 6, 7)


def test_who_has_more_than_their_hours_stands_out() -> None:
    who = structs.replace(contractor(), capacity_hours_week=1.0)
    job = task(state="delegated", estimate_minutes=300)
    row = roster.Row(who, book_of(job, who, handoff(job, who, state="sent", next_move="contractor")))
    free = roster.FREE.cell
    assert free is not None
    assert (free(row).text, free(row).style) == ("-4 h", "overdue")


def test_a_handoff_that_was_paid_is_accepted_in_a_file_unless_it_is_settled() -> None:
    job, who = task(state="delegated", title="Film"), contractor()
    price = Price(amount="240.00", currency="USD")
    mine = structs.replace(
        handoff(job, who, state="accepted", price=price), sent=Said(at="2026-11-02T09:00:00.000Z"), rating=4
    )
    thing = owed(mine, "Cut", state="accepted")
    mine = with_owed(mine, thing)
    row = handoffs.Row(mine, book_of(job, who, mine, thing))
    written = dict(zip(titles(handoffs.CSV), fields(handoffs.CSV, row), strict=True))
    assert (written["title"], written["state"], written["price"], written["rating"]) == (
        "Film",
        "accepted",
        "240.00",
        "4",
    )
    assert (written["handed_off"], written["deliverables"], written["delivered"]) == ("2026-11-02", "Cut", "")
    assert [cell.text for cell in cells(handoffs.SCREEN, row)][1:3] == ["to pay", "Film"]


def test_an_urgent_task_has_its_mark_on_the_screen_alone() -> None:
    job = Task(
        uid=uid(), title="Fix the form", priority="high", project="shop", labels=("web", "now"),
        price_idea=Money(amount="20.00", currency="USD"), estimate_minutes=90,
    )  # fmt: skip
    row = tasks.Row(job, book_of(job))
    assert [cell.text for cell in cells(tasks.SCREEN, row)] == ["↑", "", "Fix the form", "#shop", "$20", "~1.5 h"]
    assert texts(tasks.SHELL, row)[1:] == ("", "Fix the form", "inbox", "#shop", "~1.5 h")
    written = dict(zip(titles(tasks.CSV), fields(tasks.CSV, row), strict=True))
    assert (written["labels"], written["estimate_minutes"], written["project"]) == ("web;now", "90", "shop")
