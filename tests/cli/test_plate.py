"""The owner's own plate on the command line: its three lists, their counts on every surface, and dates that move."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Run
from tests.cli.test_lists import titles

PLATE = """Sort the shelf
Call the bank due fri
Order clay due 20 nov 2026
Think about the price
VAT return due 31 dec
Stock count due 31 dec wait:4 jan
Read the book wait:1 feb
Pay the rent due today wait:1 dec
"""


@pytest.fixture
def own(run: Run) -> Run:
    """A plate with something on each list."""
    run("add", "-", stdin=PLATE)
    for title in ("think about", "vat"):
        run("mine", title)
    return run


def test_the_three_lists_have_commands_of_their_own(own: Run) -> None:
    assert titles(own("list", "--json")) == titles(own("list", "inbox", "--json"))
    assert titles(own("list", "inbox", "--json")) == ["Order clay", "Call the bank", "Sort the shelf"]
    assert titles(own("list", "yours", "--json")) == ["VAT return", "Think about the price"]
    assert titles(own("list", "later", "--json")) == ["Pay the rent", "Stock count", "Read the book"]
    assert {each["list"] for each in own("list", "later", "--json").json["items"]} == {"later"}
    assert "no date, 0 d" in own("list", "yours").out
    later = [line.split(maxsplit=1)[1] for line in own("list", "later").out.splitlines()]
    assert re.sub(" +", " ", later[1]) == "Mon 4 Jan Stock count due Thu 31 Dec, while it is away"


def test_words_states_and_closed_ones_narrow_each_list(own: Run) -> None:
    assert titles(own("list", "later", "stock", "--json")) == ["Stock count"]
    assert titles(own("list", "yours", "--due-before", "1 jan 2027", "--json")) == ["VAT return"]
    own("done", "VAT return")
    assert titles(own("list", "yours", "--all", "--json")) == ["Think about the price", "VAT return"]
    assert titles(own("list", "yours", "--state", "done", "--json")) == ["VAT return"]
    assert "se one of inbox, mine" in own("list", "yours", "--state", "sent", code=2).err


@pytest.mark.parametrize(
    ("one", "all_"),
    [("handoff", "handoffs"), ("task", "tasks"), ("contractor", "contractors"), ("Handoffs", "handoffs"),
     ("triage", "inbox")],
)  # fmt: skip
def test_a_kind_may_be_called_by_its_singular(shop: Run, one: str, all_: str) -> None:
    assert shop("list", one).out == shop("list", all_).out != "Nothing here.\n"


def test_every_count_of_tasks_is_the_same_on_every_surface(own: Run) -> None:
    line = own("today", "--json").json["headline"]
    lists = {name: own("list", name, "--json").json["count"] for name in ("inbox", "yours", "later")}
    assert {name: line[name] for name in lists} == lists == {"inbox": 3, "yours": 2, "later": 3}
    assert own("today").out.splitlines()[-1] == "3 in the inbox, 2 yours, 3 later."
    sections = {each["name"]: each for each in own("today", "--json").json["sections"]}
    due_now = [item["task"]["title"] for item in sections["yours_today"]["items"]]
    assert due_now == ["Order clay", "Pay the rent"]
    assert line["yours_due"] == sections["yours_today"]["count"] == len(due_now)
    assert own("status").out == "2 of yours due · 3 inbox\n"
    steps = {each["name"]: each for each in own("review", "--json").json["steps"]}
    assert steps["inbox"]["count"] == lists["inbox"]
    rest = {item["task"]["title"] for name in ("due", "overdue", "yours") for item in steps[name]["items"]}
    assert rest == {"Think about the price", "Stock count", "Read the book", "Pay the rent"}


def test_a_task_put_away_past_its_due_is_on_today_on_its_day_and_after_it(
    own: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, lead in [("2026-12-30", None), ("2026-12-31", "today"), ("2027-01-02", "2 d late")]:
        monkeypatch.setenv("DELEGATOR_NOW", f"{day}T09:00:00+00:00")
        sections = own("today", "--json").json["sections"]
        leads = {item["task"]["title"]: item["text"] for each in sections for item in each["items"] if "task" in item}
        assert leads.get("Stock count") == lead
        assert ("Stock count" in own("today").out) is (lead is not None)
        assert (lead is None) or "away until Mon 4 Jan" in own("today").out


def test_that_a_task_is_put_away_past_its_due_is_said(own: Run) -> None:
    said = "That is after its due date, Thu 31 Dec."
    assert own("later", "VAT return", "15 jan").out == f"Back on Fri 15 Jan 2027: VAT return. {said}\n"
    assert own("later", "VAT return", "30 dec").out == "Back on Wed 30 Dec: VAT return.\n"
    captured = own("add", "Order boxes wait:fri due wed #shop").out
    assert captured == (
        "Added Order boxes  (due Wed 25 Nov, back on Fri 27 Nov: that is after its due date, Wed 25 Nov, #shop)\n"
    )
    assert "after its due" not in own("add", "Order bags wait:wed due fri").out


def test_the_quick_way_of_add_says_it_as_well(program: Run) -> None:
    program("add", "First")
    assert "that is after its due date, Wed 25 Nov" in program("add", "Order boxes wait:fri due wed").out


def test_that_a_reminder_is_put_off_past_the_due_is_said_unless_that_is_over(shop: Run) -> None:
    assert shop("snooze", "Paper orders", "1 mar").out.endswith("That is after its due date, Wed 25 Nov.\n")
    assert "after its due" not in shop("snooze", "Workshop video edit", "1 mar").out


def test_a_date_moves_by_a_step(own: Run) -> None:
    assert own("bump", "bank", "+1d").out == "Due Sat 28 Nov: Call the bank.\n"
    assert own("bump", "bank", "-1w").out == "Due Sat 21 Nov: Call the bank.\n"
    assert own("bump", "read the book", "2w", "--json").json["defer_until"] == "2027-02-15"
    assert own("undo").out.startswith("Undone: move Read the book to Mon 15 Feb 2027.")
    assert "has no date to move" in own("bump", "shelf", "+1d", code=1).err
    assert "try +1d, -2d, +1w or +1m" in own("bump", "bank", "soon", code=2).err
    assert own("bump", "nowhere", "+1d", code=1).err


def test_the_date_of_what_is_out_moves_by_agreement_and_the_command_is_named(shop: Run) -> None:
    refused = shop("bump", "Paper orders", "+1w", code=1).err
    assert "is out with" in refused
    command = refused.split("delegator ")[1].split(" --because")[0].split()
    assert command[0] == "extend"
    assert shop(*command, "--because", "holiday").out == "Paper orders data entry is due Wed 2 Dec now.\n"
    assert shop("handoff", "clay delivery", "--draft", "--due", "fri").out
    assert shop("bump", "clay delivery", "+1d", "--json").json["due"] == "2026-11-28"
