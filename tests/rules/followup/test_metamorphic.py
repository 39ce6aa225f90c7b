"""What must not change an answer: the order of reports on different parts, the clock put back, a report undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.followup.asking import to_write
from delegator_tui.rules.messages.chase import chase_list
from delegator_tui.rules.reminders.ladder import all_steps
from delegator_tui.rules.reminders.summary import summary
from delegator_tui.rules.today import agenda, sections
from tests.making import StandingClock, desk_at
from tests.rules.followup.every import EVERY
from tests.rules.followup.table import ACK
from tests.rules.followup.walk import Situation, found, walk
from tests.sample import bring_in

PARTS = "11-23 10:00 hand off due=12-18 parts=home@11-27,shop@12-04,menu"
EVERY_FOURTH = EVERY[::4]


@pytest.fixture
def again(tmp_path: Path) -> Callable[[], tuple[Desk, StandingClock]]:
    """What opens an empty desk of its own."""
    made = 0

    def opened() -> tuple[Desk, StandingClock]:
        nonlocal made
        made += 1
        clock = StandingClock()
        return desk_at(tmp_path / f"{made}.json", clock), clock

    return opened


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("deliver home", "deliver shop"),
        ("deliver home", "later 12-09 shop"),
        ("later 12-01 home", "later 12-09 shop"),
        ("cut menu", "deliver home"),
        ("extend 12-09 home", "later 12-14 shop"),
    ],
)
def test_the_order_of_two_reports_on_different_parts_does_not_matter(
    first: str, second: str, again: Callable[[], tuple[Desk, StandingClock]]
) -> None:
    said = []
    for one, two in ((first, second), (second, first)):
        desk, clock = again()
        told = (PARTS, ACK, f"11-25 10:00 {one}", f"11-25 10:00 {two}")
        said.append(found(walk(told, "11-30 10:00", desk, clock), desk.book))
    assert said[0] == said[1]


@pytest.mark.parametrize("situation", EVERY_FOURTH, ids=lambda each: each.name.replace(" ", "_"))
def test_the_clock_put_back_raises_nothing_and_makes_nothing_later(
    situation: Situation, desk: Desk, clock: StandingClock
) -> None:
    uid = walk(situation.told, situation.now, desk, clock)
    handoff = desk.book.handoffs.get(uid)
    assert handoff is not None
    last = account(handoff, desk.book).days_late
    for hours in (1, 5, 30, 100, 1000):
        back = desk.book.at(Moment(clock() - dt.timedelta(hours=hours), desk.book.now.zone))
        known = account(handoff, back)
        assert known.days_late <= last
        assert known.silent_days >= 0
        assert known.check_late >= 0
        last = known.days_late
        assert isinstance(found(uid, back), str)
        assert isinstance(summary(all_steps(back), back), list)


def lists(book: Book) -> list[tuple[str, list[str]]]:
    """Every section of Today with its lines, and who is to be written to."""
    day = agenda.whole(book)
    shown = [(s.name, [f"{i.lead} {i.title} {i.note}" for i in s.items]) for s in sections.sections(day, book)]
    return [*shown, ("c", [asked.contractor for asked in to_write(book)])]


@pytest.mark.parametrize("what", ["on track", "later", "deliver", "asks", "no answer"])
def test_undo_of_the_last_report_gives_the_same_lists(what: str, desk: Desk) -> None:
    bring_in(desk)
    before, changed = lists(desk.book), 0
    for handoff in list(desk.book.open_handoffs):
        if not account(handoff, desk.book).is_theirs:
            continue
        if what == "deliver":
            desk.handoffs.deliver(handoff.uid)
        else:
            desk.handoffs.heard(handoff.uid, what, "Which?", promised="2026-12-20" if what == "later" else None)
        changed += lists(desk.book) != before
        desk.undo()
        assert lists(desk.book) == before
    assert changed


def test_a_report_that_says_less_than_is_known_changes_nothing(again: Callable[[], tuple[Desk, StandingClock]]) -> None:
    said = []
    for more in ((), ("12-14 11:30 on track",)):
        desk, clock = again()
        told = (ACK, "12-08 10:00 on track", "12-14 11:00 later 12-16", *more)
        said.append(found(walk(told, "12-15 12:00", desk, clock), desk.book))
    assert said[0] == said[1]


def test_an_answer_takes_them_off_the_list_and_every_count_follows(desk: Desk) -> None:
    bring_in(desk)
    late = agenda.whole(desk.book).overdue
    before = len(chase_list(desk.book))
    for handoff in late:
        desk.handoffs.heard(handoff.uid, "on track")
    assert len(chase_list(desk.book)) == len(to_write(desk.book)) == before - len({h.contractor for h in late})
    assert agenda.whole(desk.book).overdue == [desk.book.handoffs.get(h.uid) for h in late]
    assert {desk.book.handoffs.open[h.uid].next_check for h in late} == {"2026-11-24"}
