"""Every situation of the table, walked through the real verbs on a file."""

from __future__ import annotations

import datetime as dt

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Handoff
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.followup.asking import is_to_ask
from delegator_tui.rules.reminders.ladder import all_steps
from tests.making import StandingClock
from tests.rules.followup.every import EVERY
from tests.rules.followup.walk import Situation, found, walk


@pytest.mark.parametrize("situation", EVERY, ids=lambda each: each.name.replace(" ", "_"))
def test_the_table(situation: Situation, desk: Desk, clock: StandingClock) -> None:
    uid = walk(situation.told, situation.now, desk, clock)
    assert found(uid, desk.book) == situation.then


@pytest.mark.parametrize("situation", EVERY, ids=lambda each: each.name.replace(" ", "_"))
def test_reminders_and_the_chase_list_name_the_same_then_and_later(
    situation: Situation, desk: Desk, clock: StandingClock
) -> None:
    uid = walk(situation.told, situation.now, desk, clock)
    for hours in (0, 1, 7, 22, 24, 49, 75, 100, 121, 170, 195, 338, 505):
        book = desk.book.at(Moment(clock() + dt.timedelta(hours=hours), dt.UTC))
        assert_one_answer(book.handoffs.open.get(uid), book)


def assert_one_answer(handoff: Handoff | None, book: Book) -> None:
    """Whom reminders say to nudge is in the chase list; who is in it was said, or is not at work, or is just told."""
    steps = [step for step in all_steps(book) if handoff and step.handoff == handoff.uid]
    said = [step for step in steps if step.at <= book.now.at and not step.silent]
    asked = handoff is not None and is_to_ask(handoff, book)
    assert asked or not any(step.to == "contractor" for step in said)
    quiet = account(handoff, book).quiet if handoff else None
    held = (quiet is not None and quiet.is_held) or any(step.step == "held" for step in steps)
    assert said or held or not asked


def test_each_situation_has_a_name_of_its_own() -> None:
    assert len({each.name for each in EVERY}) == len(EVERY) >= 150
