"""A story as lines: only so many are looked at as somebody comes to see."""

from __future__ import annotations

import time

import pytest

from delegator_tui.rules.records.story import Part
from delegator_tui.widgets.detail import FIRST, first_lines

MEGABYTE = 1_000_000


@pytest.mark.parametrize("word", ["word ", "wörd ", "a", "漢"])
def test_the_first_screenful_of_a_note_of_a_megabyte_is_there_at_once(word: str) -> None:
    text = word * (MEGABYTE // len(word))
    began = time.process_time()
    lines, has_more = first_lines([Part("Logo", "title"), Part(text), Part("Story", "heading")], 60, FIRST)
    assert time.process_time() - began < 0.3
    assert (len(lines), has_more) == (FIRST, True)
    assert text.startswith(lines[1].plain)


def test_many_lines_are_taken_as_far_as_they_are_asked_for() -> None:
    parts = [Part(f"  line {n}") for n in range(MEGABYTE // 50)]
    assert [len(first_lines(parts, 60, most)[0]) for most in (10, FIRST)] == [10, FIRST]


def test_a_short_story_is_whole() -> None:
    lines, has_more = first_lines([Part("Logo", "title"), Part("due Fri", "", "2 m")], 60, FIRST)
    assert (len(lines), has_more) == (2, False)
    assert first_lines([Part("a")] * 5, 60, 5)[1] is False
