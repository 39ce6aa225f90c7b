"""Verbs on tasks: capture, edit, split, the verdicts, done, same as."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.handoffs import HandoffDraft
from delegator_tui.errors import Ambiguous, Unknown
from delegator_tui.model.records import Money, Recurrence, Task
from tests.desk.same import last_event, one_step, refused, told
from tests.making import FRIDAY, StandingClock, accepted, add_contractor, add_task, drafted, row, sent


def task(desk: Desk, uid: str) -> Task:
    found = desk.book.tasks.get(uid)
    assert found is not None
    return found


# ---- capture


def test_a_captured_line_is_in_the_inbox_with_what_was_understood(desk: Desk) -> None:
    with one_step(desk):
        (uid,) = desk.capture("Photos ~5h $400 due 4 dec chase:2d #shop @studio !high")
    assert {**row(task(desk, uid)), "created": "", "updated": ""} == {
        "uid": uid, "created": "", "updated": "", "title": "Photos", "due": "2026-12-04", "estimate_minutes": 300,
        "price_idea": {"amount": "400.00", "currency": "USD"}, "chase_days": 2, "project": "shop",
        "labels": ("studio",), "priority": "high",
    }  # fmt: skip
    assert told(desk, uid) == ["captured"]


def test_many_lines_are_one_step(desk: Desk) -> None:
    with one_step(desk):
        uids = desk.capture("Photos", "Film due fri", "Cards")
    assert [task(desk, uid).title for uid in uids] == ["Photos", "Film", "Cards"]
    assert list(desk.book.tasks.open) == uids
    undoable = desk.store.undoable()
    assert undoable is not None
    assert undoable.label == "capture 3 tasks"


def test_no_line_is_no_commit(desk: Desk) -> None:
    assert desk.capture() == []
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
        desk.capture("Cards", "Photos >north")
    assert desk.store.version == before
    assert not desk.book.tasks.open


@pytest.mark.parametrize("line", ["", "   ", "\n"])
def test_a_task_needs_a_title(desk: Desk, line: str) -> None:
    with refused(desk, "A task needs a title.", field="title"):
        desk.capture("Photos", line)


def test_a_captured_line_is_sound_text(desk: Desk) -> None:
    uid = add_task(desk, b"caf\xe9\tmenu\0".decode("utf-8", "surrogateescape"))
    assert task(desk, uid).title == "caf\ufffd menu"


def test_a_recurring_task_begins_a_series(desk: Desk) -> None:
    uid = add_task(desk, "Post every 2w mon")
    found = task(desk, uid)
    assert (found.series, found.due) == (uid, "2026-11-30")
    assert found.recurrence == Recurrence(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", start="2026-11-30", since="due")


# ---- edit


def test_editing_changes_fields_and_none_empties_one(desk: Desk) -> None:
    uid = add_task(desk, "Photos due fri #shop")
    with one_step(desk):
        done = desk.edit_task(
            uid, title=" New\nphotos ", due=None, notes="by hand", labels=("a", "b"),
            price_idea=Money(amount="5.00", currency="USD"), priority="low",
        )  # fmt: skip
    found = task(desk, uid)
    assert (found.title, found.due, found.notes, found.project) == ("New photos", None, "by hand", "shop")
    assert (found.labels, found.price_idea) == (("a", "b"), Money(amount="5.00", currency="USD"))
    assert done.said == "Changed New photos."
    assert last_event(desk, uid)["fields"] == ["due", "labels", "notes", "price_idea", "priority", "title"]


def test_a_task_may_be_edited_to_a_past_due(desk: Desk) -> None:
    uid = add_task(desk)
    desk.edit_task(uid, due="2026-11-01")
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
        desk.edit_task(uid, **fields)


def test_what_could_never_be_read_again_is_not_written(desk: Desk) -> None:
    uid = add_task(desk)
    sentence = "This cannot be kept in “tasks”: Expected `int | null`, got `str` - at `$.estimate_minutes`."
    with refused(desk, sentence):
        desk.edit_task(uid, estimate_minutes="long")


def test_an_unknown_contractor_is_refused(desk: Desk) -> None:
    uid = add_task(desk)
    with refused(desk, "There is no such contractor.", field="contractor", kind=Unknown):
        desk.edit_task(uid, contractor="nobody")


# ---- split


def test_a_split_task_becomes_its_parts(desk: Desk) -> None:
    uid = add_task(desk, "Fair due fri #shop @stand !high")
    with one_step(desk):
        done = desk.split(uid, "Van ~1h", "", "Stand due mon #ops")
    van, stand = desk.book.tasks.open.values()
    assert (van.title, van.due, van.project, van.labels, van.priority) == ("Van", FRIDAY, "shop", ("stand",), "high")
    assert (stand.title, stand.due, stand.project) == ("Stand", "2026-11-30", "ops")
    assert (task(desk, uid).state, done.said, done.uid) == ("dropped", "Fair is 2 tasks now.", van.uid)


def test_one_part_is_no_split(desk: Desk) -> None:
    uid = add_task(desk)
    with refused(desk, "Say at least two parts, one a line.", field="lines"):
        desk.split(uid, "Only one", "  ")


# ---- verdicts


def test_a_dropped_task_is_off_the_plate(desk: Desk) -> None:
    uid = add_task(desk)
    with one_step(desk):
        done = desk.drop(uid)
    assert (task(desk, uid).state, done.said) == ("dropped", "Dropped Photos.")
    assert told(desk, uid) == ["captured", "dropped"]
    assert uid not in desk.book.tasks.open


def test_dropping_a_recurring_task_says_that_it_is_over(desk: Desk) -> None:
    uid = add_task(desk, "Post every week")
    assert desk.drop(uid).said == "Dropped Post. It will not come again."
    assert not desk.book.tasks.open


def test_mine_keeps_a_task_and_takes_it_back_from_later(desk: Desk) -> None:
    uid = add_task(desk, "Photos wait:1 feb")
    with one_step(desk):
        assert desk.mine(uid).said == "Photos is yours to do."
    assert (task(desk, uid).state, task(desk, uid).defer_until) == ("mine", None)


def test_later_puts_a_task_away_until_a_day(desk: Desk) -> None:
    uid = add_task(desk)
    with one_step(desk):
        assert desk.later(uid, FRIDAY).said == "Photos comes back on Fri 27 Nov."
    assert (task(desk, uid).state, task(desk, uid).defer_until) == ("later", FRIDAY)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2026-11-23", "Mon 23 Nov has begun already: say a later date."),
        ("2026-11-01", "Sun 1 Nov has begun already: say a later date."),
        ("2026-11-23T09:00[UTC]", "Mon 23 Nov 09:00 has begun already: say a later date."),
        ("some day", "“some day” is not a date."),
    ],
)
def test_later_needs_a_day_to_come(desk: Desk, until: str, sentence: str) -> None:
    uid = add_task(desk)
    with refused(desk, sentence, field="defer_until"):
        desk.later(uid, until)


def test_done_finishes_a_task_and_keeps_the_minutes(desk: Desk) -> None:
    uid = add_task(desk)
    with one_step(desk):
        assert desk.done(uid, 25).said == "Done: Photos."
    assert task(desk, uid).state == "done"
    assert desk.book.events_by_record[uid][-1].owner_minutes == 25


@pytest.mark.parametrize("verb", ["drop", "mine", "done"])
@pytest.mark.parametrize("state", ["drop", "done"])
def test_a_verdict_on_what_is_over_is_refused(desk: Desk, verb: str, state: str) -> None:
    uid = add_task(desk)
    getattr(desk, state)(uid)
    over = {"drop": "dropped", "done": "done"}[state]
    with refused(desk, f"Photos is {over} already; undo brings it back."):
        getattr(desk, verb)(uid)


@pytest.mark.parametrize("verb", ["drop", "mine", "done"])
def test_a_verdict_on_what_is_out_is_refused(desk: Desk, verb: str) -> None:
    sent(desk)
    (uid,) = desk.book.tasks.open
    with refused(
        desk, "Photos is handed off to Northlight Photo: take it back or cancel the handoff first."
    ):  # fmt: skip
        getattr(desk, verb)(uid)


def test_a_verdict_on_a_draft_for_nobody_says_so(desk: Desk) -> None:
    drafted(desk)
    uid = next(iter(desk.book.tasks.open))
    with refused(
        desk, "Photos is handed off to nobody yet, as a draft: take it back or cancel the handoff first."
    ):  # fmt: skip
        desk.drop(uid)


def test_what_was_accepted_is_done_even_while_it_is_to_pay(desk: Desk) -> None:
    accepted(desk)
    (out,) = desk.book.handoffs.open.values()
    with refused(desk, "Photos is done already; undo brings it back."):
        desk.drop(out.task)


@pytest.mark.parametrize("verb", ["drop", "mine", "done"])
def test_a_verdict_on_nothing_is_refused(desk: Desk, verb: str) -> None:
    with refused(desk, "There is no such task.", kind=Unknown):
        getattr(desk, verb)("no-such")


# ---- what comes again


def test_a_done_recurring_task_opens_the_next_and_undo_takes_both_back(desk: Desk) -> None:
    uid = add_task(desk, "Bookkeeping ~4h every month due 10 dec #money >nobody @a !high")
    with one_step(desk):
        done = desk.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert done.said == "Done: Bookkeeping >nobody. Next one due Sun 10 Jan 2027."
    assert (following.due, following.state, following.series) == ("2027-01-10", "inbox", uid)
    assert (following.estimate_minutes, following.project, following.labels) == (240, "money", ("a",))
    assert (following.priority, following.recurrence) == ("high", task(desk, uid).recurrence)
    assert told(desk, following.uid) == ["opened by recurrence"]
    desk.undo()
    assert list(desk.book.tasks.open) == [uid]
    assert desk.book.tasks.get(following.uid) is None


def test_the_next_of_an_own_task_is_the_owners_again(desk: Desk) -> None:
    uid = add_task(desk, "Post every week due fri")
    desk.mine(uid)
    desk.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert (following.state, following.due, following.series) == ("mine", "2026-12-04", uid)
    desk.done(following.uid)
    assert [t.series for t in desk.book.tasks.open.values()] == [uid]


def test_nothing_piles_up_in_an_absence(desk: Desk, clock: StandingClock) -> None:
    uid = add_task(desk, "Post every week due fri")
    clock.go(days=60)
    desk.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert following.due == "2027-01-29"


def test_after_completion_counts_from_the_day_it_is_done(desk: Desk, clock: StandingClock) -> None:
    uid = add_task(desk, "Water the plants after 10d")
    clock.go(days=3)
    desk.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert following.due == "2026-12-06"


def test_a_rule_that_has_ended_opens_nothing(desk: Desk) -> None:
    uid = add_task(desk, "Post due fri")
    desk.edit_task(uid, recurrence=Recurrence(rule="FREQ=WEEKLY;COUNT=1", start=FRIDAY))
    assert desk.done(uid).said == "Done: Post."
    assert not desk.book.tasks.open


def test_an_accepted_handoff_opens_the_next_of_its_task(desk: Desk) -> None:
    north = add_contractor(desk)
    uid = add_task(desk, "Bookkeeping every month due 10 dec >north")
    out = desk.hand_off(uid, HandoffDraft(contractor=north, due="2026-12-10")).uid
    desk.start(out, anyway=True)
    desk.deliver(out)
    with one_step(desk):
        done = desk.accept(out)
    assert done.said == "Accepted Bookkeeping. Next one due Sun 10 Jan 2027."
    (following,) = desk.book.tasks.open.values()
    assert (following.due, following.state, following.contractor) == ("2027-01-10", "inbox", north)
    desk.undo()
    assert list(desk.book.tasks.open) == [uid]


# ---- same as


def test_the_same_as_another_task_is_linked_and_off_the_plate(desk: Desk) -> None:
    one, other = desk.capture("Photos", "Pictures")
    with one_step(desk):
        done = desk.same(one, other)
    assert done.said == "Photos is the same as Pictures: linked, and off the plate."
    assert (task(desk, one).state, task(desk, one).same_as) == ("dropped", other)
    assert list(desk.book.tasks.open) == [other]


def test_the_same_as_a_handoff(desk: Desk) -> None:
    out = sent(desk, "Glaze range photos")
    uid = add_task(desk, "Photos")
    with one_step(desk):
        done = desk.same(uid, out)
    assert done.said == "Photos is the same as Glaze range photos: linked, and off the plate."
    assert task(desk, uid).same_as == out


def test_the_same_as_itself_or_as_nothing_is_refused(desk: Desk) -> None:
    uid = add_task(desk)
    with refused(desk, "Photos cannot be the same as itself."):
        desk.same(uid, uid)
    with refused(desk, "There is no such task or handoff.", kind=Unknown):
        desk.same(uid, "no-such")


def test_the_same_as_its_own_ended_handoff_is_refused(desk: Desk) -> None:
    out = sent(desk)
    desk.take_back(out)
    (uid,) = desk.book.tasks.open
    with refused(desk, "Photos cannot be the same as itself."):
        desk.same(uid, out)


def test_two_tasks_cannot_send_each_other_off_the_plate(desk: Desk) -> None:
    one, other, third = desk.capture("One", "Other", "Third")
    desk.same(one, other)
    desk.same(other, third)
    with refused(desk, "One is the same as Third already: that one has to stay."):
        desk.same(third, one)
    assert list(desk.book.tasks.open) == [third]
