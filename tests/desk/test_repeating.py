"""What comes again: the next handoff is a ready draft, a rule is set, changed, left out once, stopped."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.desk.verbs.recurring import on_day
from delegator_tui.model.records import Brief, Handoff, Span
from delegator_tui.rules.handoffs import series
from tests.desk.look import handoff, owed, task, task_of
from tests.desk.same import contents, last_event, one_step, refused, told
from tests.making import StandingClock, add_contractor, add_task, change, desk_at, price, sent

BRIEF = Brief(outcome="It is read.", done_when=("No dead link.",), rounds_included=2)
PARTS = (("Text", "2026-11-26"), ("Pictures", "2026-11-25T16:00[UTC]"), ("Sent", None))


def newsletter(desk: Desk, line: str = "Newsletter every month due 27 nov", **said: Any) -> str:
    """A handoff that comes again, sent four days before it is due, with three parts."""
    kept: dict[str, Any] = {"due": "2026-11-27", "price": price("180.00"), "brief": BRIEF, "deliverables": PARTS}
    said = kept | said
    who = said.pop("contractor", None) or add_contractor(desk, "Ana")
    return desk.handoffs.hand_off(
        add_task(desk, line), HandoffDraft(contractor=who, autonomy="own", stakes="matters", **said)
    ).uid


def accept(desk: Desk, uid: str) -> str:
    desk.handoffs.deliver(uid)
    return desk.handoffs.accept(uid).message


def following(desk: Desk, uid: str) -> Handoff:
    """The one open handoff of the series beside this one."""
    line = task_of(desk, uid).series
    found = [h for h in desk.book.open_handoffs if h.uid != uid and task(desk, h.task).series == line]
    assert len(found) == 1
    return found[0]


def test_the_next_of_a_series_is_a_ready_draft_that_says_the_same(desk: Desk) -> None:
    made = newsletter(desk)
    desk.handoffs.deliver(made)
    with one_step(desk):
        said = desk.handoffs.accept(made).message
    assert said == (
        "Accepted Newsletter. $180 to pay. The next one is ready to send to Ana, due Mon 28 Dec "
        "(not Sun 27 Dec: Ana does not work on a Sunday)."
    )
    now, old = following(desk, made), handoff(desk, made)
    assert (now.state, now.next_move, now.due, now.original_due) == ("drafted", "owner", "2026-12-28", "2026-12-28")
    for name in ("contractor", "brief", "price", "autonomy", "stakes", "activity", "spend_limit"):
        assert getattr(now, name) == getattr(old, name), name
    assert owed(desk, now.uid) == [
        ("Text", "owed", "2026-12-25"), ("Pictures", "owed", "2026-12-25T16:00[UTC]"), ("Sent", "owed", "2026-12-28"),
    ]  # fmt: skip
    assert now.next_check == "2026-12-24"
    again = task(desk, now.task)
    assert (again.state, again.due, again.contractor) == ("delegated", "2026-12-27", now.contractor)
    assert again.recurrence == on_day(task_of(desk, made).recurrence, "2026-12-27")
    assert told(desk, now.uid) == ["drafted"]
    assert desk.handoffs.send(now.uid).message == "Sent Newsletter to Ana, due Mon 28 Dec."


def test_every_date_keeps_its_distance_to_the_day_that_the_rule_names(desk: Desk) -> None:
    parts = (("Text", "2026-11-30"), ("Check", "2026-12-02"))
    made = newsletter(desk, "Report every 2w due 4 dec", due="2026-12-01", deliverables=parts)
    accept(desk, made)
    assert following(desk, made).due == "2026-12-15"
    assert owed(desk, following(desk, made).uid) == [("Text", "owed", "2026-12-14"), ("Check", "owed", "2026-12-16")]


def test_a_date_that_was_agreed_later_moves_none_of_the_next(desk: Desk) -> None:
    made = newsletter(desk, "Report every 2w due 4 dec", due="2026-12-04", deliverables=(("Text", "2026-12-03"),))
    desk.handoffs.extend(made, "2026-12-09", "ill")
    accept(desk, made)
    assert following(desk, made).due == "2026-12-18"
    assert owed(desk, following(desk, made).uid) == [("Text", "owed", "2026-12-17")]


@pytest.mark.parametrize(
    ("whose", "first", "last", "due", "why"),
    [
        ("contractor", "2026-12-24", "2027-01-03", "2027-01-04", "Ana is away then"),
        ("owner", "2026-12-28", "2026-12-29", "2026-12-30", "Ana does not work on a Sunday"),
        ("owner", "2026-12-27", "2027-01-01", "2027-01-04", "Ana does not work on a Sunday"),
    ],
)
def test_nobody_is_to_deliver_while_they_are_away_or_to_somebody_who_is(
    desk: Desk, whose: str, first: str, last: str, due: str, why: str
) -> None:
    made = newsletter(desk)
    if whose == "contractor":
        desk.contractors.edit(handoff(desk, made).contractor or "", away=(Span(start=first, end=last),))
    else:
        desk.away.plan(Span(start=first, end=last))
    said = accept(desk, made)
    assert f"(not Sun 27 Dec: {why})" in said
    assert following(desk, made).due == due
    assert all(d.due and d.due[:10] <= due for d in desk.book.owed_in(following(desk, made)))


def test_two_machines_that_each_finish_it_open_one_and_the_same(tmp_path: Path) -> None:
    one = desk_at(tmp_path / "one.json", StandingClock())
    made = newsletter(one)
    one.handoffs.deliver(made)
    one.store.close(compact=True)
    shutil.copy(tmp_path / "one.json", tmp_path / "two.json")
    found = []
    for name, at in (("one", "2026-11-24T09:00:00+00:00"), ("two", "2026-11-25T15:00:00+00:00")):
        clock = StandingClock()
        clock.set(at)
        desk = desk_at(tmp_path / f"{name}.json", clock)
        desk.handoffs.accept(made)
        now = following(desk, made)
        found.append((now.uid, now.task, now.deliverables, now.due))
        desk.store.close(compact=False)
    assert found[0] == found[1]


def test_what_was_taken_back_and_accepted_again_opens_the_same_one(desk: Desk) -> None:
    made = newsletter(desk)
    accept(desk, made)
    first = following(desk, made)
    desk.undo()
    assert desk.book.handoffs.get(first.uid) is None
    with one_step(desk):
        desk.handoffs.accept(made, 5)
    assert following(desk, made).uid == first.uid
    assert told(desk, first.uid) == ["drafted"]
    kept = contents(desk.book)
    desk.undo()
    desk.redo()
    assert contents(desk.book) == kept


def test_one_of_a_series_is_open_at_a_time(desk: Desk) -> None:
    made = newsletter(desk)
    line = task_of(desk, made).series
    other = add_task(desk, "Newsletter for January")
    change(desk, "tasks", other, series=line)
    assert accept(desk, made) == "Accepted Newsletter. $180 to pay."
    assert [t.uid for t in desk.book.tasks.open.values() if t.series == line] == [other]


def test_a_rule_that_has_ended_opens_nothing(desk: Desk) -> None:
    made = newsletter(desk)
    change(desk, "tasks", handoff(desk, made).task, recurrence={"rule": "FREQ=MONTHLY;COUNT=1", "start": "2026-11-27"})
    assert accept(desk, made) == "Accepted Newsletter. $180 to pay."
    assert not desk.book.open_handoffs


def test_what_was_cut_this_once_is_owed_the_next_time_and_what_was_edited_away_is_not(desk: Desk) -> None:
    made = newsletter(desk)
    desk.handoffs.cut(made, ["Pictures"], "no time")
    kept = HandoffDraft(
        contractor=handoff(desk, made).contractor, due="2026-11-27", brief=BRIEF,
        deliverables=(("Text", "2026-11-26"), ("Numbers", None)),
    )  # fmt: skip
    desk.handoffs.edit(made, kept)
    accept(desk, made)
    assert {title for title, _, _ in owed(desk, following(desk, made).uid)} == {"Text", "Pictures", "Numbers"}


def test_who_has_ended_is_not_given_the_next_one(desk: Desk) -> None:
    made = newsletter(desk)
    change(desk, "contractors", handoff(desk, made).contractor or "", status="ended")
    said = accept(desk, made)
    assert said.endswith("Sunday): Ana has ended, so choose somebody else.")
    assert following(desk, made).contractor is None


def test_how_often_in_a_row_it_was_on_time_is_said(desk: Desk, clock: StandingClock) -> None:
    made = newsletter(desk, "Report every week due 27 nov", deliverables=())
    said = []
    for late in (0, 0, 5, 0, 0):
        due = handoff(desk, made).due or ""
        clock.set(f"{due[:10]}T09:00:00+00:00")
        clock.go(days=late)
        said.append(accept(desk, made))
        made = following(desk, made).uid
        desk.handoffs.send(made)
    assert ["in a row" in each for each in said] == [False, True, False, False, True]
    assert said[1].endswith(" 2 on time in a row.")
    assert series.streak(handoff(desk, made), desk.book) == 2


# ---- a rule


def test_a_handoff_is_made_to_come_again(desk: Desk) -> None:
    made = sent(desk, due="2026-12-04")
    with one_step(desk):
        said = desk.work.repeat(made, "every month").message
    assert said == "Photos comes again every month. After this one: Mon 4 Jan 2027."
    assert (task_of(desk, made).due, last_event(desk, made)) == (None, {"by": "owner", "text": "every month"})
    assert "The next one is ready to send to Northlight Photo, due Mon 4 Jan 2027." in accept(desk, made)


def test_a_rule_is_changed_and_a_task_of_the_owners_can_have_one(desk: Desk) -> None:
    own = add_task(desk, "Count the stock every week due fri")
    with one_step(desk):
        said = desk.work.repeat(own, "2 weeks").message
    assert said == "Count the stock comes again every 2 weeks. After this one: Fri 11 Dec."
    once = add_task(desk, "Sweep")
    assert desk.work.repeat(once, "every mon").message == "Sweep comes again every Mon. After this one: Mon 7 Dec."
    assert task(desk, once).due == "2026-11-30"
    desk.tasks.done(once)
    assert [t.due for t in desk.book.tasks.open.values() if t.title == "Sweep"] == ["2026-12-07"]


def test_what_is_done_already_opens_the_next_at_once(desk: Desk) -> None:
    made = sent(desk, due="2026-12-04")
    accept(desk, made)
    with one_step(desk):
        said = desk.work.repeat(made, "every month").message
    assert said.startswith("Photos comes again every month. The next one is ready to send to Northlight Photo, due")


def test_words_that_do_not_say_how_often_are_refused(desk: Desk) -> None:
    made = sent(desk)
    tries = "every month, every 2 weeks, every mon, every 1st, or after 10d (from when it is done)"
    with refused(desk, f"“when I like” does not say how often: try {tries}.", field="rule"):
        desk.work.repeat(made, "when I like")
    gone = add_task(desk, "Sweep")
    desk.tasks.drop(gone)
    with refused(desk, "Sweep was dropped: add it again, and say how often there."):
        desk.work.repeat(gone, "every month")


def test_one_of_work_that_is_out_is_left_out(desk: Desk) -> None:
    made = newsletter(desk)
    with one_step(desk):
        said = desk.work.skip(made).message
    assert said == "Newsletter is left out on Sun 27 Dec. After this one: Wed 27 Jan 2027."
    assert "due Wed 27 Jan 2027." in accept(desk, made)
    kept = task(desk, following(desk, made).task).recurrence
    assert kept is not None
    assert kept.skips == ("2026-12-27",)


def test_a_draft_that_is_left_out_moves_on_to_the_day_after(desk: Desk) -> None:
    made = newsletter(desk)
    accept(desk, made)
    now = following(desk, made).uid
    with one_step(desk):
        assert desk.work.skip(now).message == "Left out: Newsletter is due Wed 27 Jan 2027 now."
    assert owed(desk, now)[0] == ("Text", "owed", "2027-01-26")
    assert task_of(desk, now).due == "2027-01-27"
    own = add_task(desk, "Sweep every week due fri")
    assert desk.work.skip(own).message == "Left out: Sweep is due Fri 4 Dec now."


def test_what_comes_after_it_is_done_has_no_day_to_leave_out(desk: Desk) -> None:
    made = sent(desk)
    desk.work.repeat(made, "after 10d")
    said = "Photos comes again 10 days after it is done: no day is set that could be left out. "
    with refused(desk, said + "Leave it out when it is there."):
        desk.work.skip(made)


def test_what_is_stopped_comes_no_more(desk: Desk) -> None:
    made = newsletter(desk)
    with one_step(desk):
        assert desk.work.stop(made).message == "Newsletter will not come again."
    assert accept(desk, made) == "Accepted Newsletter. $180 to pay."
    with refused(desk, "Newsletter comes once: say how often first."):
        desk.work.stop(made)


def test_the_end_of_a_series_is_said(desk: Desk) -> None:
    made = newsletter(desk)
    assert desk.handoffs.cancel(made).message == "Cancelled Newsletter; its task is dropped. It will not come again."


def test_what_is_over_is_left_to_the_one_that_is_open(desk: Desk) -> None:
    made = newsletter(desk)
    accept(desk, made)
    with refused(desk, "Newsletter is done: what comes again is the next one. The next one is open: Newsletter."):
        desk.work.skip(made)
