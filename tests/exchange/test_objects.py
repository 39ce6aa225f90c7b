from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest

from delegator_tui.cli.demo import fill, sample
from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.exchange import objects
from delegator_tui.rules.search import names
from tests.exchange.keys import CONTRACTOR, DELIVERABLE, HANDOFF, TASK
from tests.making import add_contractor, add_task, price, sent

UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ID = re.compile(r"[0-9a-hjkmnp-tv-z]{8}")


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with handoffs in every state."""
    fill(desk, sample())
    return desk


def task(desk: Desk, line: str) -> dict[str, Any]:
    uid = add_task(desk, line)
    return objects.task(desk.book.tasks.open[uid], desk.book)


def is_money(value: object) -> bool:
    return value is None or (
        isinstance(value, dict)
        and set(value) == {"amount", "currency"}
        and re.fullmatch(r"[0-9]+(\.[0-9]{2})?", value["amount"]) is not None
        and re.fullmatch("[A-Z]{3}", value["currency"]) is not None
    )


def is_when(value: str | None) -> bool:
    return value is None or len(value) == 10 or dt.datetime.fromisoformat(value).tzinfo is not None


def is_reference(value: object, name: str) -> bool:
    return value is None or (isinstance(value, dict) and set(value) == {"id", "uid", name})


def test_every_key_of_a_task_is_always_there(full: Desk) -> None:
    for record in full.book.tasks.all():
        made = objects.task(record, full.book)
        assert set(made) == TASK
        assert ID.fullmatch(made["id"])
        assert UID.fullmatch(made["uid"])
        assert is_money(made["price_idea"])
        assert all(is_when(made[name]) for name in ("due", "defer_until", "created", "updated"))
        assert is_reference(made["contractor"], "name")
        assert isinstance(made["labels"], list)
        json.dumps(made)


def test_absent_values_of_a_task_are_null(desk: Desk) -> None:
    made = task(desk, "Plain")
    assert {name for name, value in made.items() if value is None} == {
        "notes", "due", "defer_until", "estimate_minutes", "project", "price_idea", "chase_days", "recurrence",
        "contractor", "same_as", "handoff", "activity", "skill",
    }  # fmt: skip
    assert (made["labels"], made["priority"], made["state"]) == ([], "normal", "inbox")


def test_a_due_time_is_iso_with_offset_and_a_date_a_date(desk: Desk) -> None:
    assert task(desk, "A due fri 16:00")["due"] == "2026-11-27T16:00:00+00:00"
    assert task(desk, "B due fri")["due"] == "2026-11-27"


def test_a_recurrence_says_its_rule_start_and_what_it_counts_from(desk: Desk) -> None:
    assert task(desk, "Posts every 2w mon")["recurrence"] == {
        "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "start": "2026-11-30", "from": "due", "skips": [],
    }  # fmt: skip
    assert task(desk, "Filter after 10d")["recurrence"]["from"] == "completion"


def test_every_key_of_a_handoff_is_always_there(full: Desk) -> None:
    states = set()
    for record in full.book.handoffs.all():
        made = objects.handoff(record, full.book)
        states.add(made["state"])
        assert set(made) == HANDOFF
        assert is_money(made["price"])
        assert is_money(made["paid"])
        assert all(is_when(made[name]) for name in ("next_check", "original_due", "due", "promised"))
        assert is_reference(made["contractor"], "name")
        assert is_reference(made["task"], "title")
        assert made["next_move"] in (None, "owner", "contractor", "third")
        assert made["standing"] in ("done", "ahead", "soon", "today", "overdue")
        assert isinstance(made["days_late"], int)
        assert all(isinstance(leak, str) for leak in made["leaks"])
        assert all(set(owed) == DELIVERABLE for owed in made["deliverables"])
        json.dumps(made)
    assert states >= {"drafted", "sent", "working", "delivered", "returned", "accepted", "closed", "cancelled"}


def test_an_empty_draft_has_every_key_too(desk: Desk) -> None:
    uid = desk.handoffs.draft(add_task(desk), HandoffDraft()).uid
    made = objects.handoff(desk.book.handoffs.open[uid], desk.book)
    assert set(made) == HANDOFF
    assert (made["contractor"], made["due"], made["price"], made["paid"], made["leaks"]) == (None, None, None, None, [])


def test_days_late_are_calendar_days_and_the_worst_of_what_is_owed(full: Desk) -> None:
    made = objects.handoff(names.handoff("Polish the lid", full.book), full.book)
    assert (made["standing"], made["days_late"], made["promised"]) == ("overdue", 9, "2026-11-25")
    assert {owed["days_late"] for owed in made["deliverables"]} == {9}


def test_paid_is_what_left_so_far(full: Desk) -> None:
    made = objects.handoff(names.handoff("Online booking page", full.book), full.book)
    assert (made["price"]["amount"], made["paid"]["amount"]) == ("960.00", "300.00")


def test_leaks_are_said_as_home_says_them(full: Desk) -> None:
    made = objects.handoff(names.handoff("Newsletter no. 12", full.book), full.book)
    assert made["leaks"] == ["brief not confirmed, 6 d"]


def test_every_key_of_a_contractor_is_always_there(full: Desk) -> None:
    add_contractor(full, "Bare")
    for record in full.book.contractors.all():
        made = objects.contractor(record, full.book)
        assert set(made) == CONTRACTOR
        assert set(made["on_time"]) == {"hits", "of"}
        assert isinstance(made["open_handoffs"], int)
        assert all({"amount", "currency", "unit", "valid_from"} == set(rate) for rate in made["rates"])
        json.dumps(made)


def test_the_price_of_work_by_the_hour_is_its_rate(desk: Desk) -> None:
    said = HandoffDraft(contractor=add_contractor(desk), due="2026-11-27", price=price("35.00", unit="hour"))
    uid = desk.handoffs.hand_off(add_task(desk), said).uid
    made = objects.handoff(desk.book.handoffs.open[uid], desk.book)
    assert made["price"] == {"amount": "35.00", "currency": "USD"}


def test_a_list_says_items_count_and_now(desk: Desk) -> None:
    assert objects.listing([{}], objects.now_text(desk.book)) == {
        "items": [{}], "count": 1, "now": "2026-11-23T09:00:00+00:00"
    }  # fmt: skip


def test_a_task_says_on_which_list_it_stands_and_a_delegated_one_its_handoffs_standing(desk: Desk) -> None:
    plain, kept = task(desk, "Plain"), task(desk, "Kept due 20 nov 2026")
    assert (plain["list"], plain["standing"], plain["days_late"]) == ("triage", "ahead", 0)
    assert (kept["list"], kept["standing"], kept["days_late"]) == ("triage", "overdue", 3)
    out = desk.book.handoffs.get(sent(desk, "Out due 20 nov 2026"))
    assert out is not None
    given = desk.book.tasks.get(out.task)
    assert given is not None
    told = objects.task(given, desk.book)
    assert (told["list"], told["standing"], told["handoff"]["uid"]) == ("delegated", "ahead", out.uid)
