from __future__ import annotations

import datetime as dt
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from delegator_tui.cli.demo import demo_desk
from delegator_tui.desk.desk import Desk
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.today import sections
from delegator_tui.rules.today.agenda import agenda
from tests.making import START, StandingClock, desk_at


def opener(clock: StandingClock, zone: str = "Europe/London") -> Callable[[Path], Desk]:
    return lambda path: desk_at(path, clock, zone)


def test_every_screen_has_something(clock: StandingClock) -> None:
    with demo_desk(opener(clock)) as desk:
        book = desk.book
        day = agenda(book)
        assert [section.name for section in sections.sections(day, book)] == [
            "on_you", "to_hand_off", "overdue", "due_today", "checks", "leaks", "yours_today"
        ]  # fmt: skip
        assert all(count for name, count in day.headline._asdict().items() if name not in ("slips", "silent"))
        assert day.headline.inbox >= 40
        assert len(list(book.contractors.all())) == 10
        assert {record.status for record in book.contractors.all()} >= {"active", "trial", "prospect"}
        states = Counter(handoff.state for handoff in book.handoffs.all())
        assert set(states) == {
            "drafted", "sent", "acknowledged", "working", "delivered", "returned", "accepted", "closed", "taken_back",
            "reassigned", "cancelled",
        }  # fmt: skip
        assert states["closed"] >= 5
        late = sorted(account(handoff, book).days_late for handoff in day.overdue)
        assert (late[0], late[-1]) == (1, 9)
        assert {task.state for task in book.tasks.all()} == {"inbox", "mine", "later", "delegated", "done", "dropped"}
        assert any(task.recurrence for task in book.tasks.open.values())
        assert any(handoff.promised for handoff in book.open_handoffs)
        assert any(deliverable.rounds for deliverable in book.deliverables.open.values())


@pytest.mark.parametrize("days", [*range(8), 38, 98, 463])
def test_the_headline_is_the_same_on_every_day_of_the_week(clock: StandingClock, days: int) -> None:
    clock.go(days=days)
    with demo_desk(opener(clock)) as desk:
        headline = agenda(desk.book).headline
    assert (headline.overdue, headline.due_today, headline.to_review, headline.to_pay) == (4, 1, 1, 2)
    assert (headline.questions, headline.drafts, headline.leaks) == (1, 2, 2)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_days_are_the_owners(zone: str) -> None:
    with demo_desk(opener(StandingClock(START + dt.timedelta(hours=14)), zone)) as desk:
        assert agenda(desk.book).headline.due_today == 1


def test_the_copy_is_gone_at_the_end(clock: StandingClock) -> None:
    with demo_desk(opener(clock)) as desk:
        folder = Path(desk.store.path).parent
        desk.tasks.capture("Something of the visitor's")
        assert folder.is_dir()
    assert not folder.exists()


def test_the_copy_is_gone_after_an_exception_too(clock: StandingClock) -> None:
    folders = []

    def fail() -> None:
        with demo_desk(opener(clock)) as desk:
            folders.append(Path(desk.store.path).parent)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not folders[0].exists()


def test_a_copy_that_was_closed_and_compacted_is_gone_too(clock: StandingClock) -> None:
    with demo_desk(opener(clock)) as desk:
        folder = Path(desk.store.path).parent
        desk.store.close(compact=True)
    assert not folder.exists()


def test_the_wheel_has_the_sample_data(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    from hatchling.builders.wheel import WheelBuilder

    [wheel] = WheelBuilder(str(Path(__file__).parents[2])).build(directory=str(tmp_path), versions=["standard"])
    assert "delegator_tui/cli/demo.toml" in zipfile.ZipFile(wheel).namelist()
