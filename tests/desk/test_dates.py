"""The verb that moves a date by days or weeks."""

from __future__ import annotations

from functools import partial

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.groups import TaskVerbs
from delegator_tui.rules.records.event_words import event_words
from delegator_tui.rules.tasks.bump import Step
from tests.desk.look import handoff, task
from tests.desk.same import contents, last_event, one_step, refused, told
from tests.making import FRIDAY, accepted, add_task, drafted, sent


@pytest.mark.parametrize(
    ("line", "step", "field", "when", "sentence"),
    [
        ("Photos due fri", Step(1), "due", "2026-11-28", "Due Sat 28 Nov: Photos."),
        ("Photos due fri", Step(-1, "w"), "due", "2026-11-20", "Due Fri 20 Nov: Photos."),
        ("Photos due fri 16:00", Step(1, "w"), "due", "2026-12-04T16:00[UTC]", "Due Fri 4 Dec 16:00: Photos."),
        ("Photos wait:fri", Step(1), "defer_until", "2026-11-28", "Back on Sat 28 Nov: Photos."),
        ("Photos wait:15 jan due 30 dec", Step(1), "due", "2026-12-31",
         "Due Thu 31 Dec: Photos. It comes back after that, Fri 15 Jan 2027."),
    ],
)  # fmt: skip
def test_a_tasks_date_moves_as_one_step(
    desk: Desk, line: str, step: Step, field: str, when: str, sentence: str
) -> None:
    uid = add_task(desk, line)
    old = getattr(task(desk, uid), field)
    with one_step(desk):
        assert desk.tasks.bump(uid, step).message == sentence
    assert getattr(task(desk, uid), field) == when
    assert told(desk, uid) == ["captured", "bumped"]
    assert last_event(desk, uid) == {"by": "owner", "old": old, "new": when, "field": field}
    assert "moved to" in event_words(desk.book.events_by_record[uid][-1], desk.book)


def test_a_day_there_and_a_day_back_is_the_same_book(desk: Desk) -> None:
    uid = add_task(desk, "Photos due fri")
    before = contents(desk.book)
    desk.tasks.bump(uid, Step(1, "w"))
    desk.tasks.bump(uid, Step(-1, "w"))
    assert contents(desk.book) == before


def test_a_drafts_date_moves_with_what_it_will_owe(desk: Desk) -> None:
    given = drafted(desk, due=FRIDAY, deliverables=(("Films", None), ("Stills", "2026-11-25")))
    with one_step(desk):
        assert desk.tasks.bump(given, Step(1, "w")).message == "Due Fri 4 Dec: Photos."
    moved = handoff(desk, given)
    assert (moved.due, moved.original_due) == ("2026-12-04", "2026-12-04")
    assert [owed.due for owed in desk.book.owed_in(moved)] == ["2026-12-04", "2026-12-02"]
    desk.tasks.bump(moved.task, Step(-1))
    assert handoff(desk, given).due == "2026-12-03"


def test_a_draft_without_a_date_has_that_of_its_task(desk: Desk) -> None:
    given = drafted(desk, "Photos due fri")
    with one_step(desk):
        desk.tasks.bump(given, Step(1))
    assert handoff(desk, given).due == "2026-11-28"


def test_several_are_one_step_and_none_moves_when_one_cannot(desk: Desk) -> None:
    one, two, three = add_task(desk, "One due fri"), add_task(desk, "Two wait:fri"), add_task(desk, "Three")
    later = partial(TaskVerbs.bump, step=Step(1))
    with one_step(desk):
        assert desk.on_each(later, [one, two], "move 2 a day later", "Moved 2, a day later.").message
    assert (task(desk, one).due, task(desk, two).defer_until) == ("2026-11-28", "2026-11-28")
    with refused(desk, "Three has no date to move: give it one first."):
        desk.on_each(later, [one, three], "move 2 a day later", "Moved 2.")


def test_what_cannot_move_says_why(desk: Desk) -> None:
    away = add_task(desk, "Photos wait:tomorrow")
    with refused(desk, "Mon 23 Nov has begun already: decide on Photos now, or say a later date."):
        desk.tasks.bump(away, Step(-1))
    desk.tasks.drop(away)
    with refused(desk, "Photos is dropped already: its date stays."):
        desk.tasks.bump(away, Step(1))
    out = sent(desk)
    title, who = desk.book.title(handoff(desk, out)), desk.book.name(handoff(desk, out).contractor)
    for uid in (out, handoff(desk, out).task):
        with refused(desk, f"{title} is out with {who}: its date moves when you agree a later one with them."):
            desk.tasks.bump(uid, Step(1))
    ended = accepted(desk)
    with refused(desk, f"{desk.book.title(handoff(desk, ended))} is accepted: its date stays."):
        desk.tasks.bump(ended, Step(1))
