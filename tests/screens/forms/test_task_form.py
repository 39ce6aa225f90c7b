"""What a task is and takes, in its form: shown as a guess, kept when it is typed."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from tests.desk.look import task
from tests.making import add_task
from tests.screens.conftest import Launch


async def test_what_a_task_seems_to_be_is_shown_and_only_what_is_typed_is_kept(desk: Desk, launch: Launch) -> None:
    uid = add_task(desk, "Write the December newsletter")
    async with launch(desk) as board:
        await board.press("2")
        await board.go_to("Write the December newsletter")
        await board.press("e")
        await board.open("Edit: Write the December newsletter")
        await board.see("seems to be E-mail newsletter")
        await board.see("it would take email-marketing")
        await board.fill("estimate", "2h")
        await board.press("enter")
        await board.closed()
        assert (task(desk, uid).activity, task(desk, uid).skill) == (None, None)
        await board.press("e")
        await board.open("Edit: Write the December newsletter")
        await board.fill("activity", "Blog articles")
        await board.fill("skill", "writing")
        await board.press("enter")
        await board.closed()
    assert (task(desk, uid).activity, task(desk, uid).skill) == ("D3", "writing")


async def test_an_activity_that_is_none_is_refused_in_its_field(desk: Desk, launch: Launch) -> None:
    uid = add_task(desk, "Think")
    async with launch(desk) as board:
        await board.press("2")
        await board.go_to("Think")
        await board.press("e")
        await board.open("Edit: Think")
        await board.fill("activity", "xyzzy")
        await board.press("enter")
        await board.see("There is no activity “xyzzy”")
        await board.press("escape")
    assert task(desk, uid).activity is None
