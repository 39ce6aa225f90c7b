"""Columns share the width; every painted line is exactly as wide as the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from delegator_tui.widgets.list_layout import Blank, Cell, Heading, Layout, Row, heading_segments, lay_out, row_segments
from delegator_tui.widgets.list_lines import Lines
from delegator_tui.widgets.list_paint import Painter

NARROWING = [Layout(3), Layout(0, share=3, min_width=10), Layout(0, min_width=6, drop=1), Layout(6, "right", drop=2)]
COLUMNS = st.lists(
    st.builds(
        Layout,
        st.integers(0, 20),
        min_width=st.integers(1, 12),
        share=st.integers(1, 4),
        drop=st.integers(0, 3),
        gap=st.integers(0, 3),
        less=st.integers(0, 9),
    ),
    min_size=1,
    max_size=6,
)


def plain(_name: str) -> Style:
    return Style.null()


def text_of(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


@given(COLUMNS, st.integers(0, 200))
def test_visible_columns_fill_the_width_exactly(columns: list[Layout], total: int) -> None:
    slots = lay_out(columns, total)
    assert all(slot.width >= 0 and slot.gap >= 0 for slot in slots)
    assert not slots or sum(slot.width + slot.gap for slot in slots) == total


@pytest.mark.parametrize(
    ("total", "visible"), [(60, [0, 1, 2, 3]), (31, [0, 1, 2, 3]), (30, [0, 1, 2]), (22, [0, 1]), (4, [0, 1])]
)
def test_columns_with_the_higher_drop_go_first(total: int, visible: list[int]) -> None:
    assert [slot.column for slot in lay_out(NARROWING, total)] == visible


def test_flexible_columns_take_their_share_of_what_is_left() -> None:
    assert [slot.width for slot in lay_out(NARROWING, 56)] == [3, 30, 11, 6]


@pytest.mark.parametrize("total", [60, 77, 140])
def test_what_a_wider_column_takes_from_the_next_moves_no_other(total: int) -> None:
    def last(*columns: Layout) -> int:
        return total - lay_out(columns, total)[-1].width

    narrow = (Layout(4), Layout(0, share=3), Layout(0, share=2, gap=0))
    wide = (Layout(10), Layout(0, share=3, less=6), Layout(0, share=2, gap=0))
    assert last(*narrow) == last(*wide)


@given(st.lists(st.text(max_size=40), max_size=5), st.text(max_size=12), st.integers(0, 90))
def test_a_row_is_as_wide_as_the_list_whatever_it_says(texts: list[str], note: str, total: int) -> None:
    cells = [Cell(text, note=note) for text in texts]
    assert cell_len(text_of(row_segments(cells, lay_out(NARROWING, total), NARROWING, plain))) == total


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 90))
def test_a_heading_is_as_wide_as_the_list_whatever_it_says(title: str, right: str, total: int) -> None:
    assert cell_len(text_of(heading_segments(Heading(title, right), total, plain))) == total


def test_a_note_follows_its_text_and_the_text_gives_way_to_it() -> None:
    columns = [Layout(24)]
    slots = lay_out(columns, 24)
    assert (
        text_of(row_segments([Cell("Care card", note="round 2")], slots, columns, plain)) == "Care card  round 2      "
    )
    long = [Cell("Care card design for all jars", note="round 2")]
    assert text_of(row_segments(long, slots, columns, plain)) == "Care card desi…  round 2"


def test_a_row_is_drawn_in_the_columns_of_its_shape() -> None:
    painter = Painter(
        lambda key: [Cell(key), Cell("right")], {"": [Layout(4), Layout()], "leak": [Layout(9), Layout()]}
    )
    assert text_of(painter.paint("key", 23, plain)) == "   key   right         "
    assert text_of(painter.paint(Row("key", "leak"), 23, plain, "*▸")) == "*▸ key        right    "
    titles = Heading(cells=[Cell("who"), Cell("what")], shape="leak")
    assert text_of(painter.paint(titles, 23, plain)) == "   who        what     "


def test_the_nearest_row_is_looked_for_in_the_way_of_the_move_first() -> None:
    lines = Lines([Heading("A"), "a", Blank(), Heading("B"), "b", Blank()])
    assert [lines.nearest_row(at, 1) for at in range(-1, 7)] == [1, 1, 1, 4, 4, 4, 4, 4]
    assert [lines.nearest_row(at, -1) for at in range(-1, 7)] == [1, 1, 1, 1, 1, 4, 4, 4]
    assert Lines([Heading("A")]).nearest_row(0, 1) is None
    assert Lines().nearest_row(0, 1) is None
