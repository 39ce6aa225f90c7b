"""Each key that opens something, on a row where it works: found from the table of keys, so that a new one is in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from delegator_tui.commands import BY_ID, COMMANDS
from delegator_tui.rules.records.available import steps
from tests.screens.conftest import Board

VIEWS = {"today": "1", "inbox": "2", "handoffs": "3", "roster": "4"}
OPENS_NOTHING = frozenset({
    "view.today", "view.inbox", "view.handoffs", "view.roster", "undo", "redo", "quit", "backup", "mail.send", "link",
    "likely", "finish", "task.drop", "task.mine", "handoff.close", "mail.again", "list.sort", "list.closed",
    "list.group", "away.report", "date.day_later", "date.day_earlier", "date.week_later", "date.week_earlier",
    "handoff.hold", "contractor.level",
})  # fmt: skip
"""Commands that do or say something at once; of a time away there is a report only after it."""


class Opening(NamedTuple):
    """A key, the view in which it is pressed, and the row; none for a key that needs no row."""

    id: str
    key: str
    view: str
    row: str | None


async def openings(board: Board) -> list[Opening]:
    """Return an opening for every command, as far as the book has a row for it, and for the record of a row."""
    found: dict[str, Opening] = {}
    for view, key in VIEWS.items():
        await board.press(key)
        await board.wait(partial(is_on, board, view))
        for row in board.rows:
            record = board.view.content.record_of(row)  # type: ignore[attr-defined]
            found.setdefault("open", Opening("open", "enter", view, row))
            for id_ in steps(record, board.view.the_book).works:
                found.setdefault(id_, Opening(id_, first_key(id_), view, row))
    for command in COMMANDS:
        if command.on in ("app", "list"):
            found.setdefault(command.id, Opening(command.id, first_key(command.id), "handoffs", None))
    return [opening for id_, opening in found.items() if id_ not in OPENS_NOTHING]


def first_key(id_: str) -> str:
    """Return the key of a command."""
    return BY_ID[id_].keys.split(",")[0]


def missing(found: Iterable[Opening]) -> set[str]:
    """Return the commands that may open something, and for which no row was found."""
    return set(BY_ID) - OPENS_NOTHING - {opening.id for opening in found}


def is_open(board: Board) -> bool:
    """Tell whether anything stands over the view, or beside it."""
    app = board.app
    return len(app.screen_stack) > 1 or bool(app.screen.query("KeysPanel, FilterBar.-open"))


async def open_and_close(board: Board, opening: Opening) -> None:
    """Press the key, see that something opens, and leave it."""
    if board.app.current_mode != opening.view:
        await board.press(VIEWS[opening.view])
        await board.wait(partial(is_on, board, opening.view))
    if opening.row is not None and board.rows_list.current != opening.row:
        board.rows_list.move_to(opening.row)
        await board.rest()
    await board.press(opening.key)
    await board.wait(lambda: is_open(board))
    for _ in range(4):
        if is_open(board):
            await board.press("escape")
    assert not is_open(board), f"esc does not leave {opening.id}:\n{board.text}"


def is_on(board: Board, view: str) -> bool:
    """Tell whether a view is on show."""
    return board.app.current_mode == view
