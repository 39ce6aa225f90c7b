"""Verbs that clear the plate: drop, mine, later, done, same as; and what comes again."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.desk.verbs.recurring import on_day
from delegator_tui.errors import Unknown
from delegator_tui.model.records import Recurrence
from tests.desk.look import task
from tests.desk.same import one_step, refused, told
from tests.making import FRIDAY, StandingClock, accepted, add_contractor, add_task, drafted, sent

# ---- verdicts


def test_a_dropped_task_is_off_the_plate(desk: Desk) -> None:
    uid = add_task(desk)
    with one_step(desk):
        done = desk.tasks.drop(uid)
    assert (task(desk, uid).state, done.message) == ("dropped", "Dropped Photos.")
    assert told(desk, uid) == ["captured", "dropped"]
    assert uid not in desk.book.tasks.open


def test_dropping_a_recurring_task_says_that_it_is_over(desk: Desk) -> None:
    uid = add_task(desk, "Post every week")
    assert desk.tasks.drop(uid).message == "Dropped Post. It will not come again."
    assert not desk.book.tasks.open


def test_mine_keeps_a_task_and_takes_it_back_from_later(desk: Desk) -> None:
    uid = add_task(desk, "Photos wait:1 feb")
    with one_step(desk):
        assert desk.tasks.mine(uid).message == "Yours to do: Photos."
    assert (task(desk, uid).state, task(desk, uid).defer_until) == ("mine", None)


def test_later_puts_a_task_away_until_a_day(desk: Desk) -> None:
    uid = add_task(desk)
    with one_step(desk):
        assert desk.tasks.later(uid, FRIDAY).message == "Back on Fri 27 Nov: Photos."
    assert (task(desk, uid).state, task(desk, uid).defer_until) == ("later", FRIDAY)


@pytest.mark.parametrize(
    ("line", "until", "sentence"),
    [
        ("Stock due 31 dec", "2027-01-15",
         "Back on Fri 15 Jan 2027: Stock. That is after its due date, Thu 31 Dec."),
        ("Stock due 31 dec", "2027-01-01", "Back on Fri 1 Jan 2027: Stock. That is after its due date, Thu 31 Dec."),
        ("Stock due 31 dec", "2026-12-31", "Back on Thu 31 Dec: Stock."),
        ("Stock due 31 dec 10:00", "2026-12-31T16:00[UTC]",
         "Back on Thu 31 Dec 16:00: Stock. That is after its due date, Thu 31 Dec 10:00."),
        ("Stock", "2027-01-15", "Back on Fri 15 Jan 2027: Stock."),
    ],
)  # fmt: skip
def test_to_put_a_task_away_past_its_due_is_allowed_and_said(desk: Desk, line: str, until: str, sentence: str) -> None:
    uid = add_task(desk, line)
    with one_step(desk):
        assert desk.tasks.later(uid, until).message == sentence
    assert task(desk, uid).state == "later"


def test_a_new_due_within_the_time_that_a_task_is_away_is_said(desk: Desk) -> None:
    uid = add_task(desk, "Stock wait:15 jan")
    assert desk.tasks.edit(uid, due="2026-12-31").message == "Changed Stock. It comes back after that, Fri 15 Jan 2027."
    assert desk.tasks.edit(uid, due="2027-01-15").message == "Changed Stock."
    assert desk.tasks.edit(uid, notes="Both rooms").message == "Changed Stock."


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
        desk.tasks.later(uid, until)


def test_done_finishes_a_task_and_keeps_the_minutes(desk: Desk) -> None:
    uid = add_task(desk)
    with one_step(desk):
        assert desk.tasks.done(uid, 25).message == "Done: Photos."
    assert task(desk, uid).state == "done"
    assert desk.book.events_by_record[uid][-1].owner_minutes == 25


@pytest.mark.parametrize("verb", ["drop", "mine", "done"])
@pytest.mark.parametrize("state", ["drop", "done"])
def test_a_verdict_on_what_is_over_is_refused(desk: Desk, verb: str, state: str) -> None:
    uid = add_task(desk)
    getattr(desk.tasks, state)(uid)
    over = {"drop": "dropped", "done": "done"}[state]
    with refused(desk, f"Photos is {over} already; nothing was changed."):
        getattr(desk.tasks, verb)(uid)


@pytest.mark.parametrize("verb", ["drop", "mine", "done"])
def test_a_verdict_on_what_is_out_is_refused(desk: Desk, verb: str) -> None:
    sent(desk)
    (uid,) = desk.book.tasks.open
    with refused(
        desk, "Photos is handed off to Northlight Photo: take it back or cancel the handoff first."
    ):  # fmt: skip
        getattr(desk.tasks, verb)(uid)


def test_a_verdict_on_a_draft_for_nobody_says_so(desk: Desk) -> None:
    drafted(desk)
    uid = next(iter(desk.book.tasks.open))
    with refused(
        desk, "Photos is handed off to nobody yet, as a draft: take it back or cancel the handoff first."
    ):  # fmt: skip
        desk.tasks.drop(uid)


def test_what_was_accepted_is_done_even_while_it_is_to_pay(desk: Desk) -> None:
    accepted(desk)
    (out,) = desk.book.handoffs.open.values()
    with refused(desk, "Photos is done already; nothing was changed."):
        desk.tasks.drop(out.task)


@pytest.mark.parametrize("verb", ["drop", "mine", "done"])
def test_a_verdict_on_nothing_is_refused(desk: Desk, verb: str) -> None:
    with refused(desk, "There is no such task.", kind=Unknown):
        getattr(desk.tasks, verb)("no-such")


# ---- what comes again


def test_a_done_recurring_task_opens_the_next_and_undo_takes_both_back(desk: Desk) -> None:
    uid = add_task(desk, "Bookkeeping ~4h every month due 10 dec #money >nobody @a !high")
    with one_step(desk):
        done = desk.tasks.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert done.message == "Done: Bookkeeping >nobody. Next one due Sun 10 Jan 2027."
    assert (following.due, following.state, following.series) == ("2027-01-10", "inbox", uid)
    assert (following.estimate_minutes, following.project, following.labels) == (240, "money", ("a",))
    assert (following.priority, following.recurrence) == ("high", on_day(task(desk, uid).recurrence, "2027-01-10"))
    assert told(desk, following.uid) == ["opened by recurrence"]
    desk.undo()
    assert list(desk.book.tasks.open) == [uid]
    assert desk.book.tasks.get(following.uid) is None


def test_the_next_of_an_own_task_is_the_owners_again(desk: Desk) -> None:
    uid = add_task(desk, "Post every week due fri")
    desk.tasks.mine(uid)
    desk.tasks.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert (following.state, following.due, following.series) == ("mine", "2026-12-04", uid)
    desk.tasks.done(following.uid)
    assert [t.series for t in desk.book.tasks.open.values()] == [uid]


def test_nothing_piles_up_in_an_absence(desk: Desk, clock: StandingClock) -> None:
    uid = add_task(desk, "Post every week due fri")
    clock.go(days=60)
    desk.tasks.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert following.due == "2027-01-29"


def test_after_completion_counts_from_the_day_it_is_done(desk: Desk, clock: StandingClock) -> None:
    uid = add_task(desk, "Water the plants after 10d")
    clock.go(days=3)
    desk.tasks.done(uid)
    (following,) = desk.book.tasks.open.values()
    assert following.due == "2026-12-06"


def test_a_rule_that_has_ended_opens_nothing(desk: Desk) -> None:
    uid = add_task(desk, "Post due fri")
    desk.tasks.edit(uid, recurrence=Recurrence(rule="FREQ=WEEKLY;COUNT=1", start=FRIDAY))
    assert desk.tasks.done(uid).message == "Done: Post."
    assert not desk.book.tasks.open


def test_an_accepted_handoff_opens_the_next_of_its_task(desk: Desk) -> None:
    north = add_contractor(desk)
    uid = add_task(desk, "Bookkeeping every month due 10 dec >north")
    out = desk.handoffs.hand_off(uid, HandoffDraft(contractor=north, due="2026-12-10")).uid
    desk.handoffs.start(out, anyway=True)
    desk.handoffs.deliver(out)
    with one_step(desk):
        done = desk.handoffs.accept(out)
    assert done.message == (
        "Accepted Bookkeeping. The next one is ready to send to Northlight Photo, due Mon 11 Jan 2027 "
        "(not Sun 10 Jan 2027: Northlight Photo does not work on a Sunday)."
    )
    (following,) = desk.book.tasks.open.values()
    assert (following.due, following.state, following.contractor) == ("2027-01-10", "delegated", north)
    desk.undo()
    assert list(desk.book.tasks.open) == [uid]


# ---- same as


def test_the_same_as_another_task_is_linked_and_off_the_plate(desk: Desk) -> None:
    one, other = desk.tasks.capture("Photos", "Pictures")
    with one_step(desk):
        done = desk.tasks.same(one, other)
    assert done.message == "Linked to Pictures, and off the plate: Photos."
    assert (task(desk, one).state, task(desk, one).same_as) == ("dropped", other)
    assert list(desk.book.tasks.open) == [other]


def test_the_same_as_a_handoff(desk: Desk) -> None:
    out = sent(desk, "Glaze range photos")
    uid = add_task(desk, "Photos")
    with one_step(desk):
        done = desk.tasks.same(uid, out)
    assert done.message == "Linked to Glaze range photos, and off the plate: Photos."
    assert task(desk, uid).same_as == out


def test_the_same_as_itself_or_as_nothing_is_refused(desk: Desk) -> None:
    uid = add_task(desk)
    with refused(desk, "Photos cannot be the same as itself."):
        desk.tasks.same(uid, uid)
    with refused(desk, "There is no such task or handoff.", kind=Unknown):
        desk.tasks.same(uid, "no-such")


def test_the_same_as_its_own_ended_handoff_is_refused(desk: Desk) -> None:
    out = sent(desk)
    desk.handoffs.take_back(out)
    (uid,) = desk.book.tasks.open
    with refused(desk, "Photos cannot be the same as itself."):
        desk.tasks.same(uid, out)


def test_two_tasks_cannot_send_each_other_off_the_plate(desk: Desk) -> None:
    one, other, third = desk.tasks.capture("One", "Other", "Third")
    desk.tasks.same(one, other)
    desk.tasks.same(other, third)
    with refused(desk, "One is the same as Third already: that one has to stay."):
        desk.tasks.same(third, one)
    assert list(desk.book.tasks.open) == [third]
