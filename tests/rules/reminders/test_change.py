"""What time changes by itself."""

from __future__ import annotations

import datetime as dt

from delegator_tui.desk.desk import Desk
from delegator_tui.model.moment import Moment
from delegator_tui.rules.reminders.change import changes_between, next_change
from tests.sample import bring_in


def _at(desk: Desk, text: str) -> Moment:
    return Moment(dt.datetime.fromisoformat(text), dt.UTC)


def test_the_next_change_is_a_due_time_or_midnight(desk: Desk) -> None:
    desk.tasks.capture("Call due 16:00", "Write due fri")
    assert next_change(desk.book).isoformat() == "2026-11-23T16:00:00+00:00"
    late = desk.book.at(_at(desk, "2026-11-23T16:00:00+00:00"))
    assert next_change(late).isoformat() == "2026-11-24T00:00:00+00:00"


def test_nothing_is_said_when_nothing_came_due(desk: Desk) -> None:
    bring_in(desk)
    later = desk.book.at(_at(desk, "2026-11-23T15:00:00+00:00"))
    assert changes_between(desk.book, later) == ("", "")


def test_midnight_says_once_what_became_overdue_and_what_is_due(desk: Desk) -> None:
    bring_in(desk)
    tomorrow = desk.book.at(_at(desk, "2026-11-24T00:00:00+00:00"))
    title, said = changes_between(desk.book, tomorrow)
    assert title == "Overdue"
    assert "Returns page in German" in said
    assert "1 due today: Checkout bug" in said


def test_three_days_asleep_are_one_summary(desk: Desk) -> None:
    bring_in(desk)
    back = desk.book.at(_at(desk, "2026-11-26T09:00:00+00:00"))
    _, said = changes_between(desk.book, back)
    assert len(said.splitlines()) <= 3


def test_your_own_tasks_are_left_to_their_own_steps(desk: Desk) -> None:
    bring_in(desk)
    tomorrow = desk.book.at(_at(desk, "2026-11-24T00:00:00+00:00"))
    assert changes_between(desk.book, tomorrow).said.splitlines() == [
        "1 became overdue: Returns page in German", "1 due today: Checkout bug",
    ]  # fmt: skip
