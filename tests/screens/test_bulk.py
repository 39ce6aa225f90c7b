"""Several at once: marks, ranges, and verbs that are one commit and one step of undo."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Task
from tests.making import StandingClock
from tests.screens.conftest import Board, Launch

THREE = (
    "Turn on two-factor for the shared mailbox", "Call the kiln repair people",
    "Answer the questions on the marketplace listing",
)  # fmt: skip


def states(desk: Desk) -> list[str]:
    """The states of the first three tasks of the inbox; the next one of a series does not count."""
    found = sorted((task for task in desk.book.tasks.all() if task.title in THREE), key=lambda task: task.created)
    first = {task.title: task.state for task in reversed(found)}
    return [first[title] for title in THREE]


async def at_inbox(board: Board) -> None:
    await board.press("2")
    await board.see("62 to triage")


def marked(board: Board) -> list[str]:
    records = [board.view.content.record_of(key) for key in board.rows_list.marked]  # type: ignore[attr-defined]
    return [record.title for record in records if isinstance(record, Task)]


# ---- marks


async def test_space_marks_and_goes_on(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("space", "space", "space")
        assert tuple(marked(board)) == THREE
        await board.see(r"^\* +today +Turn on two-factor")
        await board.press("k", "space")
        assert tuple(marked(board)) == THREE[:2]
        await board.press("escape")
        assert marked(board) == []


async def test_v_marks_a_range_that_follows_the_cursor(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("v", "j", "j", "j", "k")
        assert tuple(marked(board)) == THREE
        await board.press("v", "j", "j")
        assert tuple(marked(board)) == THREE
        await board.press("space")
        assert len(marked(board)) == 4


async def test_the_footer_offers_only_what_works_on_all_of_them(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("space", "space")
        keys = {hint.key for hint in board.hints}
        assert {"f", "h"} <= keys
        assert not {".", "e", "=", "s"} & keys
        await board.press("e", "s", "equals_sign", "full_stop")
        assert not board.dialog


# ---- verbs


@pytest.mark.parametrize(
    ("key", "state", "says"),
    [
        ("x", "dropped", "Dropped 3 at once."),
        ("m", "mine", "Yours to do: 3 at once."),
        ("d", "done", "Finished 3 at once."),
        ("f", "delegated", "Drafted 3 at once."),
    ],
)
async def test_several_are_one_commit_and_one_undo(
    sample: Desk, launch: Launch, clock: StandingClock, key: str, state: str, says: str
) -> None:
    clock.go(minutes=1)
    version = sample.book.version
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("v", "j", "j", key)
        await board.wait(lambda: board.said == says)
        assert states(sample) == [state] * 3
        assert sample.book.version == version + 1
        assert marked(board) == []
        await board.press("u")
        await board.see("62 to triage")
        assert states(sample) == ["inbox"] * 3
        await board.press("U")
        await board.wait(lambda: states(sample) == [state] * 3)
    assert sample.book.version == version + 3


async def test_later_asks_once_for_all_of_them(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("v", "j", "j", "h")
        await board.open("Later: 3 tasks")
        await board.type("1 feb")
        await board.see("→ Mon 1 Feb")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Put 3 away until Mon 1 Feb" in board.said)
        assert states(sample) == ["later"] * 3
        await board.press("u")
        await board.see("62 to triage")
    assert states(sample) == ["inbox"] * 3
    assert sample.book.version == version + 2


async def test_a_refusal_of_one_changes_none(sample: Desk, launch: Launch) -> None:
    late = next(task.uid for task in sample.book.tasks.all() if task.title == THREE[1])
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("v", "j", "j")
        sample.tasks.drop(late)
        version = sample.book.version
        await board.press("m")
        await board.wait(lambda: board.said)
        assert states(sample)[::2] in (["inbox", "inbox"], ["mine", "mine"])
        assert states(sample)[1] == "dropped"
        assert sample.book.version <= version + 1


async def test_a_day_that_is_over_is_refused_for_all_and_the_form_stays(sample: Desk, launch: Launch) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("space", "space", "h")
        await board.open("Later: 2 tasks")
        await board.type("2026-11-20")
        await board.press("enter")
        await board.see("has begun already: say a later date")
        assert board.dialog.startswith("Later")
    assert sample.book.version == version


async def test_several_handoffs_are_delivered_at_once(sample: Desk, launch: Launch) -> None:
    async with launch(sample, rows=60) as board:
        await board.press("3")
        await board.see("Handoffs   12")
        await board.press("v", "j", "d")
        await board.wait(lambda: "2 at once" in board.said)
        await board.see("^ On you +3$")
        await board.press("u")
        await board.see("^ On you +1$")


async def test_marks_go_with_the_rows_that_go(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at_inbox(board)
        await board.press("space", "space")
        sample.tasks.drop(board.rows_list.marked[0])
        board.app.book = sample.book
        await board.see("61 to triage")
        assert tuple(marked(board)) == THREE[1:2]
