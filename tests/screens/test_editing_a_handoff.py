"""The form of a handoff changes what was typed and nothing else, and lends a text to the owner's editor."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.parts import Brief
from delegator_tui.model.records import Handoff
from tests.making import StandingClock, row, somebody
from tests.screens.conftest import Board, Launch

BRIEF = Brief(
    outcome="Ten photos", why="the shop opens", done_when=("white ground; no shadow", "3000 px"), inputs="the shelf",
    constraints="no filters", rounds_included=2, check_ins="Tuesdays", access_needed="studio", needs_from_me="the jars",
)  # fmt: skip
OWED = (("Photos; retouched", None), ("Source files", "2026-12-02"))


@pytest.fixture
def uid(desk: Desk) -> str:
    """A draft whose brief says more than the form asks."""
    task = desk.tasks.capture("Glaze photos")[0]
    said = HandoffDraft(contractor=somebody(desk), due="2026-11-27", deliverables=OWED, brief=BRIEF)
    return desk.handoffs.draft(task, said).uid


def handoff(desk: Desk, uid: str) -> Handoff:
    found = desk.book.handoffs.get(uid)
    assert found
    return found


def owed(desk: Desk, uid: str) -> list[tuple[str, str | None, str]]:
    return [(each.title, each.due, each.state) for each in desk.book.owed_in(handoff(desk, uid))]


async def edit(board: Board, **typed: str) -> None:
    await board.press("3", "e")
    await board.open("Edit: Glaze photos")
    for name, text in typed.items():
        await board.fill(name, text)
    await board.press("enter")
    await board.closed()
    await board.wait(lambda: board.said)


async def test_one_changed_line_leaves_the_rest_of_the_brief(desk: Desk, launch: Launch, uid: str) -> None:
    before, then = row(handoff(desk, uid)), owed(desk, uid)
    async with launch(desk) as board:
        await edit(board, why="the shop opens twice")
    after = row(handoff(desk, uid))
    assert after["brief"] == {**before["brief"], "why": "the shop opens twice"}
    assert {**after, "brief": 0, "updated": 0} == {**before, "brief": 0, "updated": 0}
    assert owed(desk, uid) == then


async def test_what_is_owed_keeps_its_name_and_its_own_due(desk: Desk, launch: Launch, uid: str) -> None:
    async with launch(desk) as board:
        await edit(board, deliverables="Photos; retouched; Source files; One banner")
    assert owed(desk, uid) == [
        ("Photos; retouched", "2026-11-27", "owed"), ("Source files", "2026-12-02", "owed"),
        ("One banner", "2026-11-27", "owed"),
    ]  # fmt: skip


async def test_a_later_due_moves_what_has_none_of_its_own(desk: Desk, launch: Launch, uid: str) -> None:
    async with launch(desk) as board:
        await edit(board, due="30 nov")
    assert [when for _, when, _ in owed(desk, uid)] == ["2026-11-30", "2026-12-02"]


async def test_checks_are_read_apart(desk: Desk, launch: Launch, uid: str) -> None:
    async with launch(desk) as board:
        await edit(board, done_when="white ground; no shadow; 3000 px; one of the kiln")
    assert handoff(desk, uid).brief.done_when == ("white ground; no shadow", "3000 px", "one of the kiln")


async def test_a_form_that_was_only_read_is_no_step(desk: Desk, launch: Launch, uid: str, clock: StandingClock) -> None:
    clock.go(hours=1)
    version = desk.book.version
    async with launch(desk) as board:
        await edit(board)
        assert board.said == "Nothing changed."
        await board.press("2", "a")
        await board.press("escape")
    assert desk.book.version == version
    assert handoff(desk, uid).brief == BRIEF


async def test_sending_a_draft_keeps_what_the_form_does_not_ask(desk: Desk, launch: Launch, uid: str) -> None:
    async with launch(desk) as board:
        await board.press("3", "f")
        await board.open("Hand off: Glaze photos")
        await board.fill("price", "$90")
        await board.press("enter")
        await board.open("Brief: Glaze photos")
        await board.press("c")
        await board.see("Is it sent")
        await board.press("y")
        await board.wait(lambda: handoff(desk, uid).state == "sent")
    assert handoff(desk, uid).brief == BRIEF
    assert [title for title, _, _ in owed(desk, uid)] == ["Photos; retouched", "Source files"]


async def test_the_own_screen_of_a_record_does_not_offer_to_open_it(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.see("▸ ● review +Product alt text")
        assert board.hints[0].words == "open review"
        await board.press("enter")
        await board.see("esc back")
        assert board.hints[0].words == "accept"
        await board.press("full_stop")
        await board.open("Accept: Product alt text")


async def test_where_no_terminal_can_be_lent_the_form_says_so(
    sample: Desk, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with launch(sample) as board:
        await board.press("2", "e")
        await board.open("Edit: ")
        for editor, says in (
            ("true", "No editor can be opened in this terminal"),
            ("no-such-editor", "The editor no-such-editor is not"),
            ("'", "which is not a command"),
        ):
            monkeypatch.setenv("EDITOR", editor)
            monkeypatch.delenv("VISUAL", raising=False)
            await board.press("ctrl+g")
            await board.see(says)


def field(board: Board, name: str) -> Any:
    return board.app.screen.query_one(f"#{name}")


async def test_the_key_line_follows_the_field(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("2", "e")
        await board.see("enter save · ctrl[+]g editor · esc keep as it was")
        field(board, "priority").focus()
        await board.see("  enter save · esc keep as it was")
        field(board, "notes").focus()
        await board.see("ctrl[+]s save · ctrl[+]g editor · esc")
    async with launch(sample, columns=40, rows=20) as narrow:
        await narrow.press("2", "e")
        await narrow.see("  enter save · esc keep as it was")
