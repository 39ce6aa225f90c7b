"""Verbs that fill the plate: capture, edit, split."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Ambiguous, Unknown
from delegator_tui.model.records import Money, Recurrence
from tests.desk.look import task
from tests.desk.same import last_event, one_step, refused, told
from tests.making import FRIDAY, add_contractor, add_task, row

# ---- capture


def test_a_captured_line_is_in_the_inbox_with_what_was_understood(desk: Desk) -> None:
    with one_step(desk):
        (uid,) = desk.tasks.capture("Photos ~5h $400 due 4 dec chase:2d #shop @studio !high")
    assert {**row(task(desk, uid)), "created": "", "updated": ""} == {
        "uid": uid, "created": "", "updated": "", "title": "Photos", "due": "2026-12-04", "estimate_minutes": 300,
        "price_idea": {"amount": "400.00", "currency": "USD"}, "chase_days": 2, "project": "shop",
        "labels": ("studio",), "priority": "high",
    }  # fmt: skip
    assert told(desk, uid) == ["captured"]


def test_many_lines_are_one_step(desk: Desk) -> None:
    with one_step(desk):
        uids = desk.tasks.capture("Photos", "Film due fri", "Cards")
    assert [task(desk, uid).title for uid in uids] == ["Photos", "Film", "Cards"]
    assert list(desk.book.tasks.open) == uids
    undoable = desk.store.history.undoable()
    assert undoable is not None
    assert undoable.label == "capture 3 tasks"


def test_no_line_is_no_commit(desk: Desk) -> None:
    assert desk.tasks.capture() == []
    assert desk.store.version == 0


def test_a_task_that_waits_is_later_and_not_in_the_inbox(desk: Desk) -> None:
    uid = add_task(desk, "Write to customers wait:1 feb")
    assert (task(desk, uid).state, task(desk, uid).defer_until) == ("later", "2027-02-01")


def test_a_named_contractor_is_looked_up(desk: Desk) -> None:
    north = add_contractor(desk, "Northlight Photo")
    assert task(desk, add_task(desk, "Photos >north")).contractor == north


def test_a_name_that_nobody_has_stays_in_the_title(desk: Desk) -> None:
    uid = add_task(desk, "Photos >zebra fri")
    assert (task(desk, uid).title, task(desk, uid).contractor) == ("Photos >zebra", None)
    assert task(desk, uid).due == FRIDAY


def test_a_name_that_several_have_refuses_all_lines(desk: Desk) -> None:
    add_contractor(desk, "North Sea")
    add_contractor(desk, "Northlight")
    before = desk.store.version
    with pytest.raises(Ambiguous):
        desk.tasks.capture("Cards", "Photos >north")
    assert desk.store.version == before
    assert not desk.book.tasks.open


@pytest.mark.parametrize("line", ["", "   ", "\n"])
def test_a_task_needs_a_title(desk: Desk, line: str) -> None:
    with refused(desk, "A task needs a title.", field="title"):
        desk.tasks.capture("Photos", line)


def test_a_captured_line_is_sound_text(desk: Desk) -> None:
    uid = add_task(desk, b"caf\xe9\tmenu\0".decode("utf-8", "surrogateescape"))
    assert task(desk, uid).title == "caf\ufffd menu"


def test_a_recurring_task_begins_a_series(desk: Desk) -> None:
    uid = add_task(desk, "Post every 2w mon")
    found = task(desk, uid)
    assert (found.series, found.due) == (uid, "2026-11-30")
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"
    assert found.recurrence == Recurrence(rule=rule, start="2026-11-30", since="due", day="2026-11-30")


# ---- edit


def test_editing_changes_fields_and_none_empties_one(desk: Desk) -> None:
    uid = add_task(desk, "Photos due fri #shop")
    with one_step(desk):
        done = desk.tasks.edit(
            uid, title=" New\nphotos ", due=None, notes="by hand", labels=("a", "b"),
            price_idea=Money(amount="5.00", currency="USD"), priority="low",
        )  # fmt: skip
    found = task(desk, uid)
    assert (found.title, found.due, found.notes, found.project) == ("New photos", None, "by hand", "shop")
    assert (found.labels, found.price_idea) == (("a", "b"), Money(amount="5.00", currency="USD"))
    assert done.message == "Changed New photos."
    assert last_event(desk, uid)["fields"] == ["due", "labels", "notes", "price_idea", "priority", "title"]


def test_a_task_may_be_edited_to_a_past_due(desk: Desk) -> None:
    uid = add_task(desk)
    desk.tasks.edit(uid, due="2026-11-01")
    assert task(desk, uid).due == "2026-11-01"


@pytest.mark.parametrize(
    ("fields", "sentence", "field"),
    [
        ({"title": " "}, "A task needs a title.", "title"),
        ({"title": None}, "A task needs a title.", "title"),
        ({"due": "soon"}, "“soon” is not a date.", "due"),
        ({"defer_until": "20261127"}, "“20261127” is not a date.", "defer_until"),
        ({"priority": "urgent"}, "“urgent” is not a priority: use high, normal, low.", "priority"),
        ({"mood": "x"}, "A task has no field “mood”.", None),
        ({"state": "done"}, "A task has no field “state”.", None),
        ({"recurrence": Recurrence(rule="FREQ=SOMETIMES", start=FRIDAY)},
         "That is not a rule by which a task can come again.", "recurrence"),
    ],
)  # fmt: skip
def test_an_edit_that_says_no_value_is_refused(
    desk: Desk, fields: dict[str, Any], sentence: str, field: str | None
) -> None:
    uid = add_task(desk)
    with refused(desk, sentence, field=field):
        desk.tasks.edit(uid, **fields)


def test_what_could_never_be_read_again_is_not_written(desk: Desk) -> None:
    uid = add_task(desk)
    sentence = "This cannot be kept in “tasks”: Expected `int | null`, got `str` - at `$.estimate_minutes`."
    with refused(desk, sentence):
        desk.tasks.edit(uid, estimate_minutes="long")


def test_an_unknown_contractor_is_refused(desk: Desk) -> None:
    uid = add_task(desk)
    with refused(desk, "There is no such contractor.", field="contractor", kind=Unknown):
        desk.tasks.edit(uid, contractor="nobody")


# ---- split


def test_a_split_task_becomes_its_parts(desk: Desk) -> None:
    uid = add_task(desk, "Fair due fri #shop @stand !high")
    with one_step(desk):
        done = desk.tasks.split(uid, "Van ~1h", "", "Stand due mon #ops")
    van, stand = desk.book.tasks.open.values()
    assert (van.title, van.due, van.project, van.labels, van.priority) == ("Van", FRIDAY, "shop", ("stand",), "high")
    assert (stand.title, stand.due, stand.project) == ("Stand", "2026-11-30", "ops")
    assert (task(desk, uid).state, done.message, done.uid) == ("dropped", "Fair is 2 tasks now.", van.uid)


def test_one_part_is_no_split(desk: Desk) -> None:
    uid = add_task(desk)
    with refused(desk, "Say at least two parts, one a line.", field="lines"):
        desk.tasks.split(uid, "Only one", "  ")
