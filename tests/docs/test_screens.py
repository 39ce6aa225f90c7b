"""What docs/screens.md shows is what the program draws."""

from __future__ import annotations

from docs import screens


def test_the_screens_of_the_page_are_those_of_the_program() -> None:
    assert screens.PAGE.read_text("utf-8") == screens.page(), "run python docs/screens.py, and look at what changed"


def test_each_screen_fits_its_terminal() -> None:
    page = screens.PAGE.read_text("utf-8")
    pictures = page.split("```text\n")[1:]
    assert len(pictures) == len(screens.DRAWINGS)
    for drawing, picture in zip(screens.DRAWINGS, pictures, strict=True):
        lines = picture.split("\n```")[0].split("\n")
        assert max(map(len, lines)) <= drawing.size[0]
        assert len(lines) <= drawing.size[1]
