"""The picture that these tests look at is what pyte's own screen shows of the same text."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.e2e.picture import Picture

COLUMNS, ROWS = 12, 4
PIECES = (
    "a", "word", "  ", "▸─…", "日本", "e\u0301", "\u0301", "\u200b", "👍🏽", "\x07", "\r\n", "\n", "\r", "\b", "\t",
    "\x1b[H", "\x1b[2;5H", "\x1b[4;12H", "\x1b[K", "\x1b[1K", "\x1b[2J", "\x1b[J", "\x1b[3X", "\x1b[2P", "\x1b[2@",
    "\x1b[L", "\x1b[M", "\x1b[4h", "\x1b[4l", "\x1b[?7l", "\x1b[?7h", "\x1b(0", "\x1b(B", "\x0e", "\x0f", "\x1b7",
    "\x1b8", "\x1bM", "\x1bc",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=9), max_size=5))
def test_any_text_and_any_move_give_the_same_picture(parts: list[list[str]]) -> None:
    ours, theirs = Picture(COLUMNS, ROWS), pyte.Screen(COLUMNS, ROWS)
    for part in parts:
        for screen in (ours, theirs):
            pyte.Stream(screen).feed("".join(part))
        rows = [theirs.buffer[y] for y in range(ROWS)]
        assert ours.text == "\n".join("".join(row[x].data for x in range(COLUMNS)).rstrip() for row in rows)


def test_a_picture_of_another_size_is_the_same() -> None:
    ours, theirs = Picture(COLUMNS, ROWS), pyte.Screen(COLUMNS, ROWS)
    for rows, columns in ((6, 20), (2, 5)):
        for screen in (ours, theirs):
            screen.resize(rows, columns)
            pyte.Stream(screen).feed("a long text\r\nmore")
        assert ours.text.split("\n") == [line.rstrip() for line in theirs.display]
