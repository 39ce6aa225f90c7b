"""The last line: long words are cut before a key goes, and the way out stays."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from delegator_tui.widgets.key_bar import Hint, KeyBar

TRIAGE = tuple(
    Hint(key, words, "x")
    for key, words in (
        (".", "same as Product photos for the whole glaze range, autumn"), ("e", "edit"), ("j", "skip"), ("u", "undo"),
        ("esc", "stop"), ("?", "help"),
    )
)  # fmt: skip


class Bar(App[None]):
    def compose(self) -> ComposeResult:
        yield KeyBar()


async def drawn(width: int, hints: tuple[Hint, ...]) -> str:
    app = Bar()
    async with app.run_test(size=(width, 3)) as pilot:
        bar = app.query_one(KeyBar)
        bar.hints = hints
        await pilot.pause()
        return bar.render().plain


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (
            120,
            ". same as Product photos for the whole glaze range, autumn   e edit   j skip   u undo   esc stop   ? help",
        ),
        (80, ". same as Product pho…e, autumn   e edit   j skip   u undo   esc stop   ? help"),
        (50, ". same as Pro…utumn   e edit   esc stop   ? help"),
        (40, ". same as Pr…utumn   esc stop   ? help"),
        (30, ". same as Pro…utumn   ? help"),
        (10, "? help"),
        (4, ""),
    ],
)
async def test_a_long_label_is_cut_first_and_the_way_out_stays(width: int, line: str) -> None:
    assert await drawn(width, TRIAGE) == line
