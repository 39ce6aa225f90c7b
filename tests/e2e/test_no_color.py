"""NO_COLOR, and terminals with few colours: nothing is told by colour alone, and what is overdue is the loudest."""

from __future__ import annotations

import json
import re

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e
STYLES = re.compile(rb"\x1b\[([0-9;:]*)m")
NO_COLOURS = {"", "0", "1", "2", "3", "4", "7", "9", "22", "23", "24", "27", "29", "39", "49"}
"""Reset, weight, slant, lines, reverse, and the terminal's own two colours."""


def test_no_colour_is_sent_and_marks_and_words_remain(sample: Installed) -> None:
    sample("settings", "theme", "nord")
    with sample.open(NO_COLOR="1") as terminal:
        terminal.wait(r"! 5 d late +Workshop video edit")
        terminal.wait(r"▸ ● review +Product alt text")
        terminal.press("2")
        terminal.wait(r"↑ fri 17:00 +Gift guide landing page")
        terminal.press("/")
        terminal.wait("words +#project")
        terminal.press("zebra")
        terminal.wait("Nothing here matches")
        terminal.press("esc")
        terminal.wait("▸")
        terminal.press("3", "x", "l")
        terminal.wait("Heard from")
        terminal.press("4soonish", "enter")
        terminal.wait("“soonish” is not a date")
        terminal.press("esc")
        terminal.wait("Not saved yet")
        terminal.press("esc")
        terminal.wait_gone("Heard from")
        terminal.press("?")
        terminal.wait("On this row")
        terminal.press("esc")
        terminal.wait_gone("On this row")
        terminal.press("q")
        assert terminal.leave() == 0
    sent = {code for style in STYLES.findall(bytes(terminal.raw)) for code in style.decode().split(";")}
    assert sent <= NO_COLOURS
    assert "1" in sent
    assert "7" in sent


def test_the_theme_that_was_chosen_stays_chosen(sample: Installed) -> None:
    sample("settings", "theme", "nord")
    with sample.open(NO_COLOR="1") as terminal:
        terminal.wait("5 overdue")
        terminal.press("q")
        assert terminal.leave() == 0
    assert json.loads(sample("settings", "theme", "--json")) == {"theme": "nord"}


def test_with_colours_again_the_theme_is_back(sample: Installed) -> None:
    sample("settings", "theme", "textual-light")
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        terminal.press("q")
        assert terminal.leave() == 0
    grounds = re.findall(rb"48;2;(\d+);(\d+);(\d+)", bytes(terminal.raw))
    assert max(min(int(part) for part in ground) for ground in grounds) > 200


def drawn_as(raw: bytes, words: str) -> set[str]:
    """The codes of the style in which words were sent last."""
    [*_, last] = re.findall(rb"\x1b\[([0-9;]*)m" + words.encode(), raw)
    return set(last.decode().split(";"))


@pytest.mark.parametrize("theme", [None, "nord"])
def test_with_sixteen_colours_what_is_overdue_is_the_one_thing_in_bold_red(
    sample: Installed, theme: str | None
) -> None:
    if theme:
        sample("settings", "theme", theme)
    with sample.open(TERM="linux", COLORTERM="") as terminal:
        terminal.wait(r"! 5 d late +Workshop video edit")
        terminal.wait(r"\[?\] help|\? help")
        terminal.press("q")
        assert terminal.leave() == 0
    raw = bytes(terminal.raw)
    assert drawn_as(raw, "4 d late") >= {"1", "31"}
    assert drawn_as(raw, "to pay") & {"1", "31"} == set()
    assert not re.search(rb"[34]8;[25];", raw)
    assert json.loads(sample("settings", "theme", "--json")) == {"theme": theme}


def test_on_a_terminal_without_colours_what_is_overdue_stands_out_most(sample: Installed) -> None:
    with sample.open(TERM="vt100", COLORTERM="") as terminal:
        terminal.wait(r"! 5 d late +Workshop video edit")
        terminal.press("q")
        assert terminal.leave() == 0
    raw = bytes(terminal.raw)
    assert drawn_as(raw, "4 d late") >= {"1", "7"}
    assert {code for style in STYLES.findall(raw) for code in style.decode().split(";")} <= NO_COLOURS
