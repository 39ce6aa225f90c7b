"""What holds for every line one could type: no crash, no word lost, every mark can be turned back into text."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.model.moment import Moment
from delegator_tui.rules.quickadd.phrases import Line, Mark, read_line

NOW = Moment(dt.datetime(2027, 1, 31, 23, 30, tzinfo=dt.UTC), zoneinfo.ZoneInfo("Europe/London"))

PIECES = (
    "#shop|#a|@x|@y|>maria|to:north|~2h|est:45m|!high|p3|chase:2d|due|due:|fri|tomorrow|16:00|at|4pm|3|dec|2000|eur|$300|"
    '400usd|every|2w|mon|and|other|1st|after|10d|next|in|days|wait:1|wait:|feb|every,|Tom|by|mugs|the|"|\'|“|”|(|x"y|'
    '>"a b"|'
    "2026-12-03T15:00|+3d|eow|\u202e|\x00|²|٣|\ud800|İ|\u2003|- |#|@|~|$"
)
LINES = st.lists(st.sampled_from(PIECES.split("|")), max_size=12).map(" ".join) | st.text(max_size=60)


def without_marks(typed: str, marks: list[Mark]) -> str:
    """The words that no mark covers, one space between them."""
    kept = list(typed)
    for mark in marks:
        kept[mark.start : mark.end] = " " * (mark.end - mark.start)
    return " ".join("".join(kept).split())


@settings(deadline=None)
@given(LINES)
def test_every_word_is_in_the_title_or_in_a_mark(typed: str) -> None:
    line = read_line(typed, NOW)
    assert " ".join(line.title.split()) == without_marks(typed, line.marks)
    assert line.title == line.title.strip()


@settings(deadline=None)
@given(LINES)
def test_marks_stand_in_order_on_whole_words_and_apart(typed: str) -> None:
    end = 0
    for mark in read_line(typed, NOW).marks:
        assert mark.start >= end
        assert typed[mark.start : mark.end] == mark.text == mark.text.strip() != ""
        assert not typed[: mark.start] or typed[mark.start - 1].isspace()
        assert not typed[mark.end :] or typed[mark.end].isspace()
        end = mark.end


@settings(deadline=None)
@given(LINES)
def test_a_line_that_is_not_blank_has_a_title(typed: str) -> None:
    assert bool(read_line(typed, NOW).title) == bool(typed.strip())


@settings(deadline=None)
@given(LINES)
def test_with_every_mark_turned_back_the_title_is_the_line(typed: str) -> None:
    line = read_line(typed, NOW, literal=[mark.start for mark in read_line(typed, NOW).marks])
    assert line.title == typed.strip()
    assert line.marks == []
    assert [name for name in Line.__slots__ if name != "title" and getattr(line, name)] == []


@settings(deadline=None)
@given(LINES, st.integers(0, 11))
def test_one_mark_turned_back_leaves_the_others_as_they_are(typed: str, which: int) -> None:
    marks = read_line(typed, NOW).marks
    if which < len(marks):
        left = read_line(typed, NOW, literal={marks[which].start}).marks
        assert [mark.start for mark in left] == [mark.start for mark in marks if mark is not marks[which]]


@settings(deadline=None)
@given(LINES)
def test_a_mark_that_counts_gives_its_field_a_value(typed: str) -> None:
    line = read_line(typed, NOW)
    assert all(getattr(line, mark.field) for mark in line.marks)


@pytest.mark.parametrize("instant", ["0001-01-01T12:00+00:00", "9999-12-31T12:00+00:00"])
@pytest.mark.parametrize(
    "typed", ["Mugs every year", "Mugs fri", "Mugs due 22:00", "Mugs +9999y", "Mugs eow", "Mugs 1 jan"]
)
def test_the_ends_of_the_calendar_make_nothing_fail(instant: str, typed: str) -> None:
    now = Moment(dt.datetime.fromisoformat(instant), dt.UTC)
    assert read_line(typed, now).title.startswith("Mugs")
