"""The keys of a dialog: whole, on one line where that is wide enough, else on more."""

from __future__ import annotations

import pytest

from delegator_tui.widgets.key_lines import KeyLines

HINTS = ("enter change", "backspace ours again", "u undo", "esc leave")


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (92, ["enter change · backspace ours again · u undo · esc leave"]),
        (56, ["enter change · backspace ours again · u undo · esc leave"]),
        (55, ["enter change · backspace ours again · u undo", "esc leave"]),
        (36, ["enter change · backspace ours again", "u undo · esc leave"]),
        (0, list(HINTS)),
    ],
)
def test_a_line_ends_between_two_keys_only(width: int, lines: list[str]) -> None:
    assert KeyLines(*HINTS).laid(width) == lines
