"""Verbs on contractors: add, edit, end."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Unknown
from delegator_tui.model.records import Rate
from tests.desk.look import contractor
from tests.desk.same import last_event, one_step, refused, told
from tests.making import accepted, add_contractor, drafted, sent

HOURLY = Rate(amount="65", currency="USD")


def test_somebody_new_is_on_the_roster(desk: Desk) -> None:
    with one_step(desk):
        done = desk.contractors.add(
            " Northlight\tPhoto ", rate=HOURLY, email="a@b.example", skills={"photo": "trial"},
            timezone="Europe/London", capacity_hours_week=10.5, status="trial",
        )  # fmt: skip
    found = contractor(desk, done.uid)
    assert done.message == "Northlight Photo is on the roster."
    assert (found.name, found.email, found.skills) == ("Northlight Photo", "a@b.example", {"photo": "trial"})
    assert (found.rates, found.capacity_hours_week, found.status) == ((HOURLY,), 10.5, "trial")
    assert told(desk, done.uid) == ["added"]


WRONG = [
    ({"name": " "}, "A contractor needs a name.", "name"),
    ({"timezone": "Mars/Sea"}, "“Mars/Sea” is not a time zone: use a name such as Europe/London.", "timezone"),
    ({"timezone": "../etc"}, "“../etc” is not a time zone: use a name such as Europe/London.", "timezone"),
    ({"status": "gone"}, "“gone” is not a status: use one of prospect, trial, active, bench, ended.", "status"),
    ({"skills": {"photo": "super"}}, "“super” is not a level of photo: use one of untried, trial, proven, trusted.",
     "skills"),
    ({"capacity_hours_week": 169}, "Capacity is hours a week, from 0 to 168.", "capacity_hours_week"),
    ({"capacity_hours_week": -1}, "Capacity is hours a week, from 0 to 168.", "capacity_hours_week"),
    ({"capacity_hours_week": float("nan")}, "Capacity is hours a week, from 0 to 168.", "capacity_hours_week"),
    ({"mood": "x"}, "A contractor has no field “mood”.", None),
    ({"rates": []}, "A contractor has no field “rates”.", None),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "sentence", "field"), WRONG)
def test_adding_what_is_no_value_is_refused(
    desk: Desk, fields: dict[str, Any], sentence: str, field: str | None
) -> None:
    with refused(desk, sentence, field=field):
        desk.contractors.add(**{"name": "Northlight", **fields})


@pytest.mark.parametrize(("fields", "sentence", "field"), WRONG)
def test_editing_to_what_is_no_value_is_refused(
    desk: Desk, fields: dict[str, Any], sentence: str, field: str | None
) -> None:
    uid = add_contractor(desk)
    with refused(desk, sentence, field=field):
        desk.contractors.edit(uid, **fields)


def test_two_cannot_have_one_name(desk: Desk) -> None:
    add_contractor(desk, "Northlight Photo")
    south = add_contractor(desk, "South")
    with refused(desk, "Northlight Photo is on the roster already.", field="name"):
        desk.contractors.add("northlight PHOTO")
    with refused(desk, "Northlight Photo is on the roster already.", field="name"):
        desk.contractors.edit(south, name="Northlight Photo")


def test_the_name_of_somebody_who_is_ended_stays_taken(desk: Desk) -> None:
    desk.contractors.end(add_contractor(desk, "South"))
    with refused(desk, "South is on the roster already.", field="name"):
        desk.contractors.add("South")


def test_editing_changes_fields_and_none_empties_one(desk: Desk) -> None:
    uid = add_contractor(desk, email="a@b.example", phone="1")
    with one_step(desk):
        done = desk.contractors.edit(uid, name="NORTHLIGHT PHOTO", email=None, notes="two shoots")
    found = contractor(desk, uid)
    assert (found.name, found.email, found.phone, found.notes) == ("NORTHLIGHT PHOTO", "", "1", "two shoots")
    assert done.message == "Changed NORTHLIGHT PHOTO."
    assert last_event(desk, uid)["fields"] == ["email", "name", "notes"]


def test_a_new_rate_holds_from_today_and_past_ones_stay(desk: Desk) -> None:
    uid = add_contractor(desk, rate=HOURLY)
    with one_step(desk):
        desk.contractors.edit(uid, rate=Rate(amount="70", currency="USD"))
    assert contractor(desk, uid).rates == (HOURLY, Rate(amount="70", currency="USD", valid_from="2026-11-23"))


def test_ending_keeps_the_record(desk: Desk) -> None:
    uid = add_contractor(desk)
    with one_step(desk):
        done = desk.contractors.end(uid, "moved away")
    assert done.message == "Northlight Photo is ended; the record stays."
    assert contractor(desk, uid).status == "ended"
    assert not desk.book.contractors.open
    assert last_event(desk, uid)["because"] == "moved away"


def test_who_is_ended_can_be_brought_back_by_the_status(desk: Desk) -> None:
    uid = add_contractor(desk)
    desk.contractors.end(uid)
    desk.contractors.edit(uid, status="active")
    assert list(desk.book.contractors.open) == [uid]


def test_ending_twice_or_nobody_is_refused(desk: Desk) -> None:
    uid = add_contractor(desk)
    desk.contractors.end(uid)
    with refused(desk, "Northlight Photo is ended already."):
        desk.contractors.end(uid)
    with refused(desk, "There is no such contractor.", kind=Unknown):
        desk.contractors.end("nobody")
    with refused(desk, "There is no such contractor.", kind=Unknown):
        desk.contractors.edit("nobody", notes="x")


def test_whoever_has_work_out_cannot_be_ended(desk: Desk) -> None:
    uid = add_contractor(desk)
    sent(desk)
    sentence = "1 handoff is open with Northlight Photo: take back, reassign or finish first."
    with refused(desk, sentence, field="status"):
        desk.contractors.end(uid)
    drafted(desk, "Film", contractor=uid)
    sentence = "2 handoffs are open with Northlight Photo: take back, reassign or finish first."
    with refused(desk, sentence, field="status"):
        desk.contractors.end(uid)
    with refused(desk, sentence, field="status"):
        desk.contractors.edit(uid, status="ended")


def test_whoever_is_only_to_be_paid_can_be_ended(desk: Desk) -> None:
    accepted(desk)
    (uid,) = desk.book.contractors.open
    desk.contractors.end(uid)
    assert contractor(desk, uid).status == "ended"
