"""What happened on a day before is told with that day: in the records, the events, the figures and the story."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Event
from delegator_tui.rules.contractors import people
from delegator_tui.rules.handoffs.clocks import clocks
from delegator_tui.rules.handoffs.happened import first_late
from delegator_tui.rules.handoffs.history import history
from delegator_tui.rules.records.story import story
from tests.desk.look import contractor, handoff, stands
from tests.desk.same import one_step, refused
from tests.making import StandingClock, delivered, sent, somebody, working

MONDAY, THURSDAY, FRIDAY = "2026-11-23", "2026-11-26", "2026-11-27"


def later(desk: Desk, clock: StandingClock, at: str = "2026-11-30T09:00:00+00:00") -> None:
    """Go to the Monday after."""
    clock.set(at)
    desk.tick()


def last(desk: Desk, uid: str) -> Event:
    return desk.book.events_by_record[uid][-1]


def told(desk: Desk, uid: str) -> list[str]:
    return [part.text.strip() for part in story(handoff(desk, uid), desk.book)]


def test_what_came_on_friday_and_is_logged_on_monday_came_in_time(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    later(desk, clock)
    with one_step(desk):
        desk.handoffs.deliver(made, on=FRIDAY)
    found = handoff(desk, made)
    assert (last(desk, made).on, last(desk, made).at[:10]) == (FRIDAY, "2026-11-30")
    assert first_late(found.first_delivered, found.original_due, desk.book) == 0
    assert people.on_time([found], desk.book) == (0, 0)
    desk.handoffs.accept(made)
    assert people.on_time([handoff(desk, made)], desk.book) == (1, 1)
    assert clocks(found, desk.book).theirs_days == 4
    assert "Fri 27 Nov   delivered (noted Mon 30 Nov)" in told(desk, made)


def test_without_a_day_it_came_when_it_was_logged(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    later(desk, clock)
    desk.handoffs.deliver(made)
    found = handoff(desk, made)
    assert last(desk, made).on is None
    assert first_late(found.first_delivered, found.original_due, desk.book) == 3
    assert "Mon 30 Nov   delivered" in told(desk, made)


def test_that_the_first_delivery_was_late_is_kept_when_it_is_done(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    later(desk, clock, "2026-12-15T09:00:00+00:00")
    desk.handoffs.deliver(made)
    desk.handoffs.return_(made, "blurred", "missed", "2026-12-18")
    desk.handoffs.deliver(made)
    desk.handoffs.accept(made)
    found = handoff(desk, made)
    assert first_late(found.first_delivered, found.original_due, desk.book) == 18
    (part,) = desk.book.owed_in(found)
    assert first_late(part.first_delivered, part.original_due, desk.book) == 18
    assert any("first delivered 18 d late" in line for line in told(desk, made))


def test_a_day_alone_is_in_time_for_a_due_time_on_it(desk: Desk, clock: StandingClock) -> None:
    made = working(desk, due="2026-11-27T16:00[UTC]")
    later(desk, clock)
    desk.handoffs.deliver(made, on=FRIDAY)
    found = handoff(desk, made)
    assert first_late(found.first_delivered, found.original_due, desk.book) == 0
    desk.undo()
    desk.handoffs.deliver(made, on="2026-11-27T17:30[UTC]")
    found = handoff(desk, made)
    assert first_late(found.first_delivered, found.original_due, desk.book) == 1


VERBS: dict[str, tuple[Callable[[Desk], str], Callable[[Desk, str, str | None], object]]] = {
    "deliver": (working, lambda desk, uid, on: desk.handoffs.deliver(uid, on=on)),
    "finished": (working, lambda desk, uid, on: desk.handoffs.heard(uid, "finished", on=on)),
    "started": (sent, lambda desk, uid, on: desk.handoffs.heard(uid, "started", on=on)),
    "on track": (working, lambda desk, uid, on: desk.handoffs.heard(uid, "on track", on=on)),
    "later": (working, lambda desk, uid, on: desk.handoffs.heard(uid, "later", promised="2026-12-24", on=on)),
    "asks": (working, lambda desk, uid, on: desk.handoffs.heard(uid, "asks", "A4?", on=on)),
    "no answer": (working, lambda desk, uid, on: desk.handoffs.heard(uid, "no answer", on=on)),
    "acknowledge": (sent, lambda desk, uid, on: desk.handoffs.acknowledge(uid, on=on)),
    "start": (sent, lambda desk, uid, on: desk.handoffs.start(uid, anyway=True, on=on)),
    "return": (delivered, lambda desk, uid, on: desk.handoffs.return_(uid, "x", "missed", "2026-12-24", on=on)),
    "accept": (delivered, lambda desk, uid, on: desk.handoffs.accept(uid, on=on)),
    "pay": (delivered, lambda desk, uid, on: desk.handoffs.pay(uid, kind="deposit", on=on)),
    "invoice": (delivered, lambda desk, uid, on: desk.handoffs.invoice(uid, on=on)),
}


@pytest.mark.parametrize("name", VERBS)
def test_each_report_may_be_of_a_day_before(desk: Desk, clock: StandingClock, name: str) -> None:
    make, do = VERBS[name]
    made = make(desk)
    later(desk, clock)
    with refused(desk, "Tue 1 Dec is still to come: say when it happened.", field="on"):
        do(desk, made, "2026-12-01")
    with refused(desk, "Mon 30 Nov 09:01 is still to come: say when it happened.", field="on"):
        do(desk, made, "2026-11-30T09:01[UTC]")
    with refused(desk, "Photos was sent on Mon 23 Nov: say a day from then on.", field="on"):
        do(desk, made, "2026-11-22")
    with refused(desk, "Photos was sent on Mon 23 Nov: say a day from then on.", field="on"):
        do(desk, made, "2026-11-23T08:59[UTC]")
    with refused(desk, "“then” is not a date.", field="on"):
        do(desk, made, "then")
    with one_step(desk):
        do(desk, made, THURSDAY)
    event = next(each for each in desk.book.events_by_record[made] if each.on)
    assert event.on == THURSDAY
    assert any(line.startswith("Thu 26 Nov") and "(noted Mon 30 Nov)" in line for line in told(desk, made))


def test_today_is_now(desk: Desk) -> None:
    made = working(desk)
    desk.handoffs.deliver(made, on=MONDAY)
    assert last(desk, made).on is None


def test_a_time_of_today_is_kept_and_told_once(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    clock.go(hours=6)
    desk.tick()
    desk.handoffs.deliver(made, on="2026-11-23T11:30[UTC]")
    assert handoff(desk, made).first_delivered == "2026-11-23T11:30:00.000Z"
    assert "Mon 23 Nov   delivered" in told(desk, made)


def test_money_has_the_day_on_which_it_moved(desk: Desk, clock: StandingClock) -> None:
    made = delivered(desk)
    later(desk, clock)
    desk.handoffs.invoice(made, number="7", on=THURSDAY)
    desk.handoffs.pay(made, kind="deposit", on=FRIDAY)
    assert [each.received for each in desk.book.invoices.all()] == [THURSDAY]
    assert [each.on for each in desk.book.payments.all()] == [FRIDAY]


def test_what_is_judged_came_before(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    later(desk, clock)
    desk.handoffs.deliver(made, on=FRIDAY)
    sentence = "Photos came on Fri 27 Nov: say a day from then on."
    with refused(desk, sentence, field="on"):
        desk.handoffs.accept(made, on=THURSDAY)
    with refused(desk, sentence, field="on"):
        desk.handoffs.return_(made, "x", "missed", "2026-12-24", on=THURSDAY)
    desk.handoffs.accept(made, on=FRIDAY)
    assert (handoff(desk, made).accepted or "")[:10] == FRIDAY


def test_an_answer_is_counted_from_when_it_was_given(desk: Desk, clock: StandingClock) -> None:
    made = working(desk, due="2026-12-18")
    later(desk, clock)
    desk.handoffs.heard(made, "on track", on=FRIDAY)
    assert stands(desk, made)[2] == "2026-12-01"
    (said,) = history(handoff(desk, made), desk.book).reports
    assert f"{said:%Y-%m-%d}" == FRIDAY


def test_a_report_of_earlier_takes_nothing_back_that_is_known_of_later(desk: Desk, clock: StandingClock) -> None:
    made = working(desk, due="2026-12-18")
    later(desk, clock)
    desk.handoffs.heard(made, "on track")
    check = stands(desk, made)[2]
    desk.handoffs.heard(made, "on track", on=THURSDAY)
    assert stands(desk, made)[2] == check == "2026-12-02"
    story = [event.what for event in desk.book.events_by_record[made]]
    assert story[-2:] == ["on track", "on track"]


def test_an_answer_of_the_owners_has_its_day_too(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    desk.handoffs.heard(made, "asks", "A4?")
    later(desk, clock)
    desk.handoffs.answer(made, "Yes", on=THURSDAY)
    (question,) = desk.book.questions.all()
    assert question.answered
    assert question.answered.at[:10] == THURSDAY


def test_who_delivers_in_time_is_not_held_to_when_it_was_written_down(desk: Desk, clock: StandingClock) -> None:
    made = working(desk)
    later(desk, clock)
    assert people.on_time([handoff(desk, made)], desk.book) == (0, 1)
    desk.handoffs.deliver(made, on=FRIDAY)
    assert people.on_time(people.handoffs_of(contractor(desk, somebody(desk)), desk.book), desk.book) == (0, 0)
