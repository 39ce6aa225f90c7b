"""The review of the week by keys: step after step, resumed, undone, in an empty book, on a narrow terminal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.rules.review.steps import week_steps
from delegator_tui.screens.views.weekly import Week
from delegator_tui.store.files.lock import FileLock
from tests.making import StandingClock, accepted, add_task, delivered, desk_at, sent, working
from tests.screens.conftest import Board, Launch

DONE = r"Reviewed the week: 6 of 10 steps had something; next Fri 27 Nov\. u undoes it\."


@pytest.fixture
def week(desk: Desk) -> Desk:
    """Something in six steps: inbox, due soon, overdue, delivered, unpaid, hand over."""
    add_task(desk, "Care cards #shop")
    add_task(desk, "Call the bank")
    working(desk, "Photos", due="2026-11-25")
    delivered(desk, "Film")
    accepted(desk, "Logo")
    sent(desk, "Courier contract", due="2026-11-23T12:00[UTC]")
    return desk


@pytest.fixture
def late(week: Desk, clock: StandingClock) -> Desk:
    clock.go(hours=4)
    week.tick()
    return week


def left(desk: Desk, name: str) -> int:
    return next(len(step.rows) for step in week_steps(desk.book) if step.name == name)


async def test_a_whole_review_is_w_after_w(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w")
        for step in ("1 of 10 · Inbox", "4 of 10 · Due soon", "5 of 10 · Overdue", "7 of 10 · Delivered",
                     "8 of 10 · Unpaid", "10 of 10 · Hand over"):  # fmt: skip
            await board.see(f"Review of the week   {step}")
            await board.press("w")
        await board.see(DONE)
        await board.see("Overdue")
        assert late.book.settings.reviewed
        await board.press("u")
        await board.see("Undone: review the week")
        assert late.book.settings.reviewed is None
        await board.press("w")
        await board.see("10 of 10 · Hand over")
        await board.see("✓✓✓✓✓✓✓✓✓▸")
        assert "finish" in [hint.words for hint in board.hints]


async def test_every_step_says_what_to_do_and_where_one_is(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w")
        await board.see(r"1 of 10 · Inbox +▸✓✓··✓··✓·$")
        await board.see("Decide on every task: do it, hand it off, put it away or drop it")
        await board.press("w")
        await board.see(r"4 of 10 · Due soon +✓✓✓▸·✓··✓·$")
        await board.see("Due in the next seven days: is each on its way")


async def test_what_is_typed_ahead_is_one_step_each(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w", "w", "w", "w")
        await board.see("7 of 10 · Delivered")
        await board.press("w", "w", "w")
        await board.see(DONE)


async def test_left_and_opened_again_it_goes_on_at_the_first_step_that_is_not_ticked(
    late: Desk, launch: Launch
) -> None:
    async with launch(late) as board:
        await board.press("w", "w", "w", "W", "escape")
        await board.see("Overdue +1")
        await board.press("w")
        await board.see("5 of 10 · Overdue")
        await board.press("q")
    async with launch(late) as board:
        await board.press("2", "w")
        await board.see("5 of 10 · Overdue")


async def test_a_week_later_it_begins_anew(late: Desk, launch: Launch, clock: StandingClock) -> None:
    async with launch(late) as board:
        await board.press("w", "w", "escape")
    clock.go(days=6, minutes=1)
    async with launch(late) as board:
        await board.press("w")
        await board.see("1 of 10 · Inbox")


async def test_back_goes_through_the_steps_that_had_something(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w", "w", "w")
        await board.see("5 of 10 · Overdue")
        await board.press("W")
        await board.see("4 of 10 · Due soon")
        await board.press("W")
        await board.see("1 of 10 · Inbox")
        await board.press("W")
        await board.wait(lambda: board.said == "This is the first step that has something.")
        await board.press("w")
        await board.see("4 of 10 · Due soon")


async def test_a_step_follows_the_book_and_says_when_nothing_is_left(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w", "w", "w", "w")
        await board.see("7 of 10 · Delivered")
        assert board.hints[1].words == "next"
        await board.press("y")
        await board.open("Accept: Film")
        await board.press("enter")
        await board.closed()
        await board.see("Nothing left here: w goes on")
        await board.press("u")
        await board.see("● review +Film")
        await board.press("U")
        await board.see("Nothing left here: w goes on")
        await board.press("w", "w", "w")
        await board.see(DONE)


async def test_the_keys_of_rows_marks_and_filter_work_as_in_the_views(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w")
        await board.see("1 of 10 · Inbox")
        await board.press("slash")
        await board.type("#shop")
        await board.wait(lambda: len(board.rows) == 1)
        await board.see(r"only #shop   ▸✓✓··✓··✓·$")
        await board.press("escape")
        await board.press("enter")
        await board.see("esc back")
        await board.press("w")
        await board.see("esc back")
        await board.press("escape")
        await board.see("1 of 10 · Inbox")
        await board.press("space", "space")
        await board.see("2 marked")
        await board.press("x")
        await board.see("Nothing left here: w goes on")
        assert left(late, "inbox") == 0
        await board.press("u")
        await board.wait(lambda: left(late, "inbox") == 2)
        await board.press("c")
        await board.wait(lambda: board.said.startswith("No"))


async def test_a_task_is_handed_over_from_the_last_step(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press(*"wwwwww")
        await board.see("10 of 10 · Hand over")
        await board.go_to("Care cards")
        await board.press("f")
        await board.open("Hand off: Care cards")
        await board.press("escape")
        await board.closed()
        await board.press("m")
        await board.wait(lambda: "mine" in [task.state for task in late.book.tasks.all()])


async def test_an_empty_book_is_reviewed_by_two_keys(desk: Desk, launch: Launch) -> None:
    desk.tasks.drop(add_task(desk))
    async with launch(desk) as board:
        await board.press("w")
        await board.see("Nothing left here: w goes on")
        assert [hint.words for hint in board.hints] == ["finish", "leave", "help"]
        await board.press("w")
        await board.see("Reviewed the week: nothing was there to look at; next Fri 27 Nov. u undoes it.")


@pytest.mark.parametrize("size", [(40, 10), (20, 8), (80, 24), (140, 45)])
async def test_it_goes_through_at_any_size(sample: Desk, launch: Launch, size: tuple[int, int]) -> None:
    async with launch(sample, *size) as board:
        await board.press("w")
        for _ in range(8):
            await board.rest()
            await board.press("w")
        await board.wait(lambda: sample.book.settings.reviewed)


async def test_on_a_narrow_terminal_the_strip_and_the_key_that_goes_on_are_there(sample: Desk, launch: Launch) -> None:
    async with launch(sample, 40, 10) as board:
        for step in ("1 of 10 · Inbox", "2 of 10 · Slipping", "4 of 10 · Due soon"):
            await board.press("w")
            await board.see(f"^ Review   {step} .*▸")
            await board.see(" w next ")


async def test_the_key_is_the_owners(late: Desk, launch: Launch) -> None:
    late.settings.keep(keys={"review": "Z"})
    async with launch(late) as board:
        await board.press("Z")
        await board.see("1 of 10 · Inbox")
        await board.press("w")
        await board.see("1 of 10 · Inbox")
        await board.press("Z")
        await board.see("4 of 10 · Due soon")
        await board.see(" Z next ")


async def test_it_opens_once_and_not_where_nothing_can_be_kept(late: Desk, launch: Launch, tmp_path: Path) -> None:
    async with launch(late) as board:
        await board.press("w")
        await board.see("1 of 10 · Inbox")
        depth = len(board.app.screen_stack)
        await board.app.run_action("app.review")
        assert len(board.app.screen_stack) == depth
    past = desk_at(tmp_path / "delegator.json", StandingClock()).as_of("2026-11-23")
    async with launch(past) as board:
        await board.press("w")
        await board.wait(lambda: board.said == "Nothing can be changed here: the banner says why.")


async def test_a_tick_that_another_program_made_and_a_due_that_comes_are_followed(
    late: Desk, launch: Launch, clock: StandingClock
) -> None:
    async with launch(late) as board:
        await board.press("w", "w", "w")
        await board.see("5 of 10 · Overdue")
        assert left(late, "overdue") == 1
        clock.set("2026-11-26T09:00:00+00:00")
        await board.wait(lambda: left(late, "overdue") == 2)
        await board.see("1 d late +Photos")


def test_its_module_is_read_when_it_is_opened() -> None:
    code = "import sys, delegator_tui.app; sys.exit('delegator_tui.screens.views.weekly' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---- while another program holds the file


def held(desk: Desk) -> FileLock:
    """Return what holds the file as another program would."""
    return FileLock(f"{desk.store.path}.lock")


def logged(desk: Desk) -> int:
    return sum(event.what == "reviewed the week" for event in desk.book.events.all())


async def last_step(board: Board) -> None:
    await board.press("w", "w", "w", "w", "w", "w")
    await board.see("10 of 10 · Hand over")


async def test_what_is_typed_over_it_stays_when_it_ends(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await last_step(board)
        with held(late):
            await board.press("w")
            await board.wait(lambda: "Saving" in board.said)
            await board.press("a")
            await board.open("add")
            await board.type("Milk")
        await board.wait(lambda: logged(late) == 1)
        await board.wait(lambda: not any(worker.is_running for worker in board.app.workers))
        await board.open("add")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: not board.app.is_open(Week))
        assert "Milk" in [task.title for task in late.book.tasks.open.values()]


async def test_a_second_w_meanwhile_does_nothing(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w")
        await board.see("1 of 10 · Inbox")
        with held(late):
            await board.press("w")
            await board.wait(lambda: "Saving" in board.said)
            await board.press("w")
        await board.see("4 of 10 · Due soon")
        await board.press("w", "w", "w", "w")
        await board.see("10 of 10 · Hand over")
        with held(late):
            await board.press("w")
            await board.wait(lambda: "Saving" in board.said)
            await board.press("w")
        await board.see(DONE)
        assert logged(late) == 1


async def test_esc_meanwhile_leaves_when_it_is_saved(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await last_step(board)
        with held(late):
            await board.press("w")
            await board.wait(lambda: "Saving" in board.said)
            await board.press("escape")
        await board.see(DONE)
        assert late.book.settings.reviewed


async def test_it_closes_when_another_program_has_finished_it(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w", "w")
        await board.see("4 of 10 · Due soon")
        other = desk_at(Path(late.store.path), StandingClock())
        other.weekly.finish()
        other.store.close(compact=False)
        await board.wait(lambda: board.said == "The review of the week is finished.")
        assert not board.app.is_open(Week)
        assert logged(late) == 1


async def test_what_a_filter_hides_is_looked_at_first(late: Desk, launch: Launch) -> None:
    async with launch(late) as board:
        await board.press("w", "slash")
        await board.type("#shop")
        await board.press("enter", "w")
        await board.wait(lambda: board.said == "The filter hid 1 of this step: look at them, then w goes on.")
        assert len(board.rows) == 2
        await board.press("w")
        await board.see("4 of 10 · Due soon")
