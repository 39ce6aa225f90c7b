"""What was understood of a line, in the lines that there is room for."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from delegator_tui.model.moment import Moment
from delegator_tui.rules.quickadd.phrases import read_line
from delegator_tui.widgets.capture_line import MOST_LINES, folded

NOW = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.UTC)
LONG = "Ask the stockist in Harrogate whether they want the wide bowls for the January order"
TYPED = f"{LONG} #shop ~2h @b @a fri $300"


def chips(typed: str) -> list[tuple[str, str]]:
    """The fields in an order that is not that of the line."""
    line = read_line(typed, NOW)
    found = {mark.field: mark.text for mark in line.marks if mark.field != "labels"}
    return [*sorted(found.items()), *(("labels", f"@{label}") for label in line.labels)]


def test_in_one_line_where_there_is_room() -> None:
    assert folded("Call", [("due", "due Fri")], [], 20) == [["Call", "due Fri"]]
    assert folded(LONG, [], [], 20) == [[LONG]]


def test_below_a_long_title_the_last_mark_comes_first() -> None:
    lines = folded(LONG, chips(TYPED), read_line(TYPED, NOW).marks, 60)
    assert lines == [[LONG[:59] + "…"], ["$300", "fri", "@a", "@b", "~2h", "#shop"]]


def test_what_there_is_no_room_for_is_counted() -> None:
    lines = folded(LONG, chips(TYPED), read_line(TYPED, NOW).marks, 10)
    assert lines[1:] == [["$300", "fri"], ["@a", "@b", "+2"]]


@given(st.text(max_size=60), st.lists(st.text("ab漢é ", min_size=1, max_size=30), max_size=9), st.integers(5, 90))
def test_no_line_is_wider_than_there_is_room(title: str, said: list[str], width: int) -> None:
    pairs = [("labels", text) for text in said]
    lines = folded(title.replace("\n", " "), pairs, [], width)
    assert len(lines) <= MOST_LINES
    if pairs:
        assert all(cell_len("  ".join(parts)) <= width for parts in lines) or len(lines) == 1
        shown = [text for parts in lines[1:] for text in parts] if len(lines) > 1 else lines[0][1:]
        assert len(shown) == len(said) or shown[-1].startswith("+")
