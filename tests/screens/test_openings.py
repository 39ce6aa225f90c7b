"""What was opened and closed is gone: a day of opening and closing takes no more memory than the first minute."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

from textual.dom import DOMNode

from delegator_tui.desk.desk import Desk
from delegator_tui.model.kept import Kept
from delegator_tui.store.store import Put
from tests.making import StandingClock, desk_at
from tests.screens.conftest import Board, Launch
from tests.screens.hostile import records
from tests.screens.openings import missing, open_and_close, openings


def every_kind(file: Path, clock: StandingClock) -> Desk:
    """A desk over a book with each kind of row, in each standing."""
    desk = desk_at(file, clock)
    mail = {"to": "word", "subject": "word", "body": "word", "state": "unsure", "at": "2026-11-23T08:00:00.000Z"}
    desk.store.commit([*records(lambda: "word"), Put("messages", mail)], verb="word", label="word", kind="act")
    desk.store.unsaved.keep(Kept("word", (("title", "Title", "word"),)))
    desk.store.close(compact=False)
    desk = desk_at(file, clock)
    for handoff in (handoff for handoff in desk.book.open_handoffs if handoff.state == "working"):
        for _ in desk.book.questions_by_handoff.get(handoff.uid, []):
            desk.handoffs.answer(handoff.uid, "word")  # so that the next move is theirs
    desk.store.close(compact=False)
    clock.go(days=5)  # so that somebody is to be asked
    return desk_at(file, clock)


def live() -> Counter[str]:
    """Count the screens and widgets that are in memory, by their class."""
    gc.collect()
    return Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, DOMNode))


async def test_what_is_opened_and_closed_leaves_no_widget_behind(
    tmp_path: Path, clock: StandingClock, launch: Launch
) -> None:
    async with launch(every_kind(tmp_path / "kinds.json", clock)) as board:
        found = await openings(board)
        assert missing(found) == set()
        ways = {opening.id: opening for opening in found}
        await open_and_close(board, ways.pop("list.filter"))  # its line stays, folded
        del ways["help"]  # below
        before = live()
        for opening in ways.values():
            await open_and_close(board, opening)
        await board.wait(lambda: not more(before))


def more(before: Counter[str]) -> Counter[str]:
    """Return what there is more of. A timer that was cancelled may hold a widget for a second more."""
    return live() - before


async def test_the_keys_beside_a_view_leave_nothing_behind(desk: Desk, launch: Launch) -> None:
    async with launch(desk) as board:
        await keys_shown(board, 1)
        before = live()
        await keys_shown(board, 50)
        await board.wait(lambda: not more(before))


async def keys_shown(board: Board, times: int) -> None:
    for _ in range(times):
        await board.press("question_mark", "escape")
