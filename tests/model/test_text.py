"""User text on its way in: kept whole, but such that a file and a line can hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.model.text import one_line, several_lines, shown, sound

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
"""Text as a terminal may hand it over: half surrogate pairs and NUL too."""


def test_sound_text_stays_as_it_is() -> None:
    assert sound("Café [b]日本語[/b] 🎉\t") == "Café [b]日本語[/b] 🎉\t"


def test_bytes_that_were_no_text_become_the_replacement_character() -> None:
    assert sound(b"caf\xe9".decode("utf-8", "surrogateescape")) == "caf\ufffd"


def test_nul_goes() -> None:
    assert sound("a\0b") == "ab"


@given(ANY)
def test_sound_text_fits_a_file(text: str) -> None:
    assert sound(text).encode("utf-8").decode("utf-8") == sound(text)
    assert sound(sound(text)) == sound(text)


@pytest.mark.parametrize("broken", ["a\nb", "a\rb", "a\r\nb", "a\tb", "a\vb", "a\fb", "a\x85b", "a\u2028b", "a\u2029b"])
def test_one_line_turns_breaks_and_tabs_into_spaces(broken: str) -> None:
    assert one_line(broken) == "a" + " " * (len(broken) - 2) + "b"


def test_one_line_strips_the_ends_and_keeps_inner_spaces() -> None:
    assert one_line("  two  words \n") == "two  words"
    assert one_line(" \n\t ") == ""


@given(ANY)
def test_one_line_is_one_line_of_sound_text(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip() == one_line(line)
    assert line == sound(line)


def test_several_lines_have_plain_breaks() -> None:
    assert several_lines("\r\n one\r\ntwo\rthree\n\nfour  \n") == "one\ntwo\nthree\n\nfour"


@given(ANY)
def test_several_lines_keep_every_word(text: str) -> None:
    kept = several_lines(text)
    assert "\r" not in kept
    assert kept.split() == sound(text).split()


@given(ANY)
def test_shown_text_cannot_move_the_cursor(text: str) -> None:
    assert all(character >= " " and character != "\x7f" for character in shown(text))
    assert len(shown(text).splitlines()) <= 1


def test_shown_text_makes_control_characters_visible() -> None:
    assert shown("a\x1b[31mb\x07") == "a␛[31mb␇"
