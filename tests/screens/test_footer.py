"""The footer tells the truth: on every row of the sample data each key that it shows does something."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.widgets.key_bar import Hint
from tests.effort import is_long
from tests.screens.conftest import Board, Launch

NAMES = {".": "full_stop", "+": "plus", "=": "equals_sign", "/": "slash", "?": "question_mark", ",": "comma",
         "esc": "escape"}  # fmt: skip
ONLY_SOMETIMES = {"y": "handoff.accept", "r": "handoff.return", "A": "handoff.answer", "Z": "handoff.close"}


def shape(board: Board) -> tuple[object, ...]:
    """All that a key may change: screens, book, the sentence, the list, the focus, the help panel."""
    app = board.app
    return (
        app.current_mode, len(app.screen_stack), board.desk.book.version, board.said, app.screen.focused,
         bool(app.screen.query("KeysPanel")), board.text,
    )  # fmt: skip


async def put_cursor(board: Board, row: str) -> None:
    board.rows_list.move_to(row)
    await board.wait(lambda: board.rows_list.current == row)


async def rows_with_hints(board: Board, key: str) -> list[tuple[str, tuple[Hint, ...]]]:
    """Go through a view; return its rows with the keys shown on each."""
    await board.press(key)
    await board.wait(lambda: board.rows)
    found = []
    for row in board.rows:
        await put_cursor(board, row)
        found.append((row, board.hints))
    return found


async def restore(board: Board, version: int, view: str) -> None:
    """Leave whatever opened and undo whatever was done."""
    if board.app.screen.query("KeysPanel"):
        await board.press("question_mark")
    for _ in range(4):
        if len(board.app.screen_stack) > 1 or type(board.app.screen.focused).__name__ == "TextLine":
            await board.press("escape")
    assert len(board.app.screen_stack) == 1, f"esc does not leave:\n{board.text}"
    if board.desk.book.version != version:
        board.desk.undo()
        await board.app.tick()
    await board.press(view)


async def does_something(board: Board, key: str, view: str) -> None:
    before, version = shape(board), board.desk.book.version
    await board.press(key)
    await board.wait(lambda: shape(board) != before)
    await restore(board, version, view)


@pytest.mark.parametrize("view", ["1", "2", "3", "4"])
async def test_every_key_that_is_shown_does_something(sample: Desk, launch: Launch, view: str) -> None:
    """Each key is tried on the first row of a view that shows it; in the long form, on the first of each footer."""
    async with launch(sample, columns=120, rows=30) as board:
        tried: set[object] = set()
        for row, hints in await rows_with_hints(board, view):
            assert len(hints) <= 8
            assert hints[-1].key == "?"
            for hint in hints:
                what = (hint, hints) if is_long() else hint
                if what not in tried:
                    tried.add(what)
                    await put_cursor(board, row)
                    await does_something(board, NAMES.get(hint.key, hint.key), view)
        assert tried


@pytest.mark.parametrize("view", ["1", "2", "3", "4"])
async def test_a_key_that_does_not_work_on_a_row_does_nothing(sample: Desk, launch: Launch, view: str) -> None:
    async with launch(sample) as board:
        await board.press(view)
        await board.wait(lambda: board.rows)
        version = board.desk.book.version
        for row in board.rows[:12]:
            await put_cursor(board, row)
            offered = board.view.steps_now().works
            dead = [key for key, id_ in ONLY_SOMETIMES.items() if id_ not in offered]
            await board.press(*dead)
            assert not board.dialog
        assert board.desk.book.version == version
