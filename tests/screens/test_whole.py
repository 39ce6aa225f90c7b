"""What a key changes comes in one paint: no picture shows one half as it was and the other as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from textual.screen import Screen

from delegator_tui.app import DelegatorApp
from delegator_tui.desk.desk import Desk
from delegator_tui.screens.whole import MAX_TURNS, Whole
from tests.screens.conftest import Board, Launch, picture

WALKS = {
    "pages of the keys": ("2", "question_mark", "question_mark", "question_mark", "question_mark"),
    "keys beside views": ("question_mark", "2", "question_mark", "1", "2", "j", "escape", "1", "escape"),
    "rows": ("2", "j", "space", "space", "v", "j", "escape", "escape", "G", "g", "o", "b", "z"),
    "filter": ("2", "slash", "g", "l", "a", "backspace", "enter", "slash", "escape"),
    "views": ("2", "3", "4", "1", "2", "3"),
    "records": ("3", "enter", "escape", "j", "enter", "escape"),
    "dialogs": ("a", "escape", "comma", "escape", "3", "e", "escape", "f2", "escape"),
}


def seen(screen: Screen[Any]) -> str:
    """Return what a screen itself shows. Of what lies below a dialog Textual tells only while it paints."""
    if not screen.is_modal:
        return picture(screen)
    strips = screen._compositor.render_strips()
    inside = [widget.region for widget in screen.children if widget.display]
    return "\n".join(
        strip.crop(region.x, region.right).text for region in inside for strip in strips[region.y : region.bottom]
    )


class Film(DelegatorApp):
    """A dashboard that keeps each picture as it is painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pictures: list[tuple[Screen[Any], str]] = []

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if renderable is not None and not self._batch_count:
            self.pictures.append((screen, seen(screen)))
        super()._display(screen, renderable)

    @contextmanager
    def one_picture(self) -> Iterator[None]:
        """Check that in between nothing is painted but the picture as it was, and the one that it ends with."""
        before = {str(self.screen): seen(self.screen)}
        self.pictures.clear()
        yield
        after = {str(self.screen): seen(self.screen)}
        for screen, painted in self.pictures:
            known = [shown[str(screen)] for shown in (before, after) if str(screen) in shown]
            assert painted in known, painted
        order = [painted == after.get(str(screen)) for screen, painted in self.pictures]
        assert all(later or not earlier for earlier, later in pairwise(order)), "painted, and painted as it was before"


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("walk", WALKS)
async def test_a_key_changes_all_that_it_changes_in_one_paint(
    sample: Desk, launch: Launch, walk: str, columns: int
) -> None:
    async with launch(sample, columns=columns, app_of=Film) as board:
        app = board.app
        assert isinstance(app, Film)
        for key in WALKS[walk]:
            with app.one_picture():
                await board.press(key)
                await painted(board)


async def painted(board: Board) -> None:
    """Wait until what stands on the screen was painted."""
    app = board.app
    assert isinstance(app, Film)
    await board.wait(lambda: not app.pictures or app.pictures[-1] == (app.screen, seen(app.screen)))


async def test_a_widget_that_never_rests_does_not_stop_the_picture(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        whole = Whole(board.view)
        for _ in range(MAX_TURNS):
            board.rows_list.refresh()
            assert not whole.may_be_painted()
            whole._turns += 1
        board.rows_list.refresh()
        assert whole.may_be_painted()
