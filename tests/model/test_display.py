"""User text on a terminal line: safe, and exactly as wide as asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from delegator_tui.model.display import LEAST, Align, fit, in_middle, shortened, wrapped
from delegator_tui.model.text import shown

ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=80),
    st.text(st.sampled_from("ab 日本👩🏽\u200d💻❤\ufe0f🇬🇧e\u0301\u200b\x1b\x9b\r\n\t\u202e\udcff…"), max_size=80),
)
ALIGNS: st.SearchStrategy[Align] = st.sampled_from(["left", "right"])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("see [/foo] [red]x", "see [/foo] [red]x"),
        ("\x1b[31mred\x07\x7f", "␛[31mred␇␡"),
        ("\x9b31m\x90", "�31m�"),
        ("one\r\ntwo\tthree\u2028four\x85five", "one two three four five"),
        ("abc\u202edef\u2066g\u200f", "abcdefg"),
        ("a\u200bb\u2060c\ufeffd\xade\U000e0041", "abcde"),
        ("lone \ud800 half", "lone � half"),
        ("👩🏽\u200d💻 ❤\ufe0f", "👩💻 ❤"),
        ("ship to 🇬🇧", "ship to GB"),
        ("日本語 e\u0301", "日本語 e\u0301"),
    ],
)
def test_shown_keeps_words_and_disarms_the_rest(text: str, line: str) -> None:
    assert shown(text) == line


@given(ANY_TEXT)
def test_shown_has_no_control_character_and_can_be_encoded(text: str) -> None:
    line = shown(text)
    assert not any(ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in line)
    line.encode()


@given(ANY_TEXT)
def test_what_is_shown_is_as_wide_as_its_characters(text: str) -> None:
    line = shown(text)
    assert cell_len(line) == sum(cell_len(character) for character in line)


@given(ANY_TEXT)
def test_showing_twice_changes_nothing(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@given(ANY_TEXT, st.integers(-2, 60), ALIGNS)
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int, align: Align) -> None:
    fitted = fit(text, width, align)
    assert cell_len(fitted) == Strip([Segment(fitted)]).cell_length == max(0, width)


@pytest.mark.parametrize(
    ("text", "width", "align", "fitted"),
    [
        ("short", 8, "left", "short   "),
        ("$180", 6, "right", "  $180"),
        ("exactly", 7, "left", "exactly"),
        ("Product alt text", 12, "left", "Product alt…"),
        ("Product alt text", 13, "left", "Product alt… "),
        ("日本語", 6, "left", "日本語"),
        ("日本語", 5, "left", "日本…"),
        ("日本語", 4, "left", "日… "),
        ("日本語", 4, "right", " 日…"),
        ("日", 1, "left", "…"),
        ("\u0301accent", 6, "left", "accent"),
        ("", 3, "left", "   "),
        ("x", 0, "left", ""),
    ],
)
def test_fit_pads_or_cuts_with_an_ellipsis(text: str, width: int, align: Align, fitted: str) -> None:
    assert fit(text, width, align) == fitted


class Counted(str):
    """Text that remembers how much of it was asked for."""

    __slots__ = ("taken",)
    taken: int

    def __getitem__(self, part: object) -> str:
        assert isinstance(part, slice)
        piece = str.__getitem__(self, part)
        self.taken = len(piece)
        return piece


def test_fit_looks_at_a_few_characters_of_a_long_text_only() -> None:
    text = Counted("日" * 10_000)
    assert fit(text, 20) == "日" * 9 + "… "
    assert text.taken < 200


def test_a_cell_full_of_invisible_characters_is_cut_not_searched() -> None:
    assert fit("\u200b" * 10_000 + "word", 6) == "…     "


def test_wrapped_breaks_at_spaces_and_keeps_lines_and_indents() -> None:
    assert wrapped("The quick brown fox\n\n  - jumps over", 10) == ["The quick", "brown fox", "", "  - jumps", "over"]


def test_wrapped_cuts_a_word_that_is_wider_than_the_line() -> None:
    assert wrapped("ab supercalifragilistic", 8) == ["ab", "supercal", "ifragili", "stic"]
    assert wrapped("日本語日本語", 5) == ["日本", "語日", "本語"]


def test_wrapped_replaces_a_character_that_is_wider_than_the_line() -> None:
    assert wrapped("日a", 1) == ["…", "a"]


@pytest.mark.parametrize(("text", "width"), [("", 10), ("words", 0), ("words", -1)])
def test_nothing_to_wrap_or_no_room_gives_no_line(text: str, width: int) -> None:
    assert wrapped(text, width) == []


@given(ANY_TEXT, st.integers(1, 30))
def test_no_wrapped_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrapped(text, width))


@given(ANY_TEXT, st.integers(2, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    kept = "".join(wrapped(text, width)).replace(" ", "")
    assert kept == "".join(shown(line) for line in text.splitlines()).replace(" ", "")


def test_in_a_long_sentence_the_names_are_cut_and_not_its_words() -> None:
    title, who = "Film the workshop for the shop page and the fair", "Northlight Photo"
    said = f"{title} is with {who} now, due Fri 27 Nov."
    assert shortened(said, [title, who], 100) == said
    assert shortened(said, [title, who], 70) == "Film the worksho…he fair is with Northlight Photo now, due Fri 27 Nov."
    assert shortened(said, [title, who], 10) == "Film t…ir is with Northl…to now, due Fri 27 Nov."


def test_of_two_names_as_long_the_earlier_is_cut_first() -> None:
    names = ["Photograph the mugs", "Photograph the jugs"]
    said = f"Linked to {names[1]}, and off the plate: {names[0]}."
    expected = "Linked to Photograph the jugs, and off the plate: Photograph t…mugs."
    assert shortened(said, names, len(said) - 1) == expected


@given(ANY_TEXT, ANY_TEXT, st.integers(0, 90))
def test_shortening_keeps_what_stands_round_the_names(one: str, other: str, width: int) -> None:
    names = [shown(one), shown(other)]
    line = shortened(f"<{names[0]}> with <{names[1]}>.", names, width)
    assert cell_len(line) <= max(width, cell_len("<> with <>.") + 2 * LEAST)


@given(ANY_TEXT, st.integers(LEAST, 40))
def test_a_cut_in_the_middle_is_never_wider_than_asked(text: str, width: int) -> None:
    line = in_middle(shown(text), width)
    assert cell_len(line) <= width
    assert line == shown(text) or "…" in line
