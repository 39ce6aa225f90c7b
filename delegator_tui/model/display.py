"""User text cut, padded and wrapped to terminal cells; what ``rich.cells`` counts is what is painted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from rich.cells import cell_len, get_character_cell_size

from delegator_tui.model.text import shown

Align = Literal["left", "right"]

ELLIPSIS = "…"
LEAST = 9
"""Cells that are left of a name in a sentence, so that one still knows whose it is."""

_CHARACTERS_PER_CELL = 4
"""How many characters a cell may cost before the rest of a text is not looked at: bounds the work of ``fit``."""


def fit(text: str, width: int, align: Align = "left") -> str:
    """Return ``shown(text)`` in exactly ``width`` cells: padded with spaces, or cut with ``…`` at its end.

    Looks at a few characters a cell only, however long the text is. A width below one gives an empty string.
    """
    if width <= 0:
        return ""
    most = width * _CHARACTERS_PER_CELL + 8
    line = _with_base(shown(text[:most]))
    if len(text) > most or _reach(line, 0, width) < len(line):
        line = line[: _reach(line, 0, width - 1)].rstrip() + ELLIPSIS
    padding = " " * (width - cell_len(line))
    return padding + line if align == "right" else line + padding


def shortened(text: str, names: Iterable[str], width: int) -> str:
    """Return a safe sentence with the names in it cut in their middle, the longest first, until ``width`` holds it.

    Of two that are as long the earlier goes first, so that a sentence looks the same at every launch.
    Its own words stay whole; where they alone are too long, so is the sentence.
    """
    there = [name for name in dict.fromkeys(names) if name and name in text]
    left = {name: cell_len(name) for name in there if not any(name in other for other in there if other != name)}
    over = cell_len(text) - width
    while over > 0 and left and max(left.values()) > LEAST:
        order = sorted(left.values(), reverse=True)
        step = min(over, order[0] - max(LEAST, order[1] if len(order) > 1 else 0)) or 1
        left[max(left, key=lambda name: left[name])] -= step
        over -= step
    for name, room in left.items():
        text = text.replace(name, in_middle(name, room))
    return text


def in_middle(text: str, width: int) -> str:
    """Return safe text in at most ``width`` cells: cut with ``…`` in its middle, so that both ends can be read."""
    if cell_len(text) <= width:
        return text
    head = text[: _reach(text, 0, width * 2 // 3)].rstrip()
    room, start = width - 1 - cell_len(head), len(text)
    while start > len(head) and cell_len(text[start - 1 :]) <= room:
        start -= 1
    return head + ELLIPSIS + text[start:].lstrip()


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` as safe lines of at most ``width`` cells, broken at spaces where that is possible.

    The line ends of the text are kept, and so is the indent of each of its lines. No text, or no width, gives no line.
    """
    if width <= 0:
        return []
    return [line for paragraph in text.splitlines() for line in _broken(shown(paragraph).rstrip(" "), width)]


def _broken(line: str, width: int) -> list[str]:
    """Return one line of safe text as lines of at most ``width`` cells."""
    lines = []
    start = 0
    while (end := _reach(line, start, width)) < len(line):
        space = line.rfind(" ", start, end + 1)
        if space > start and line[start:space].strip(" "):
            end = space
        lines.append(line[start:end].rstrip(" ") if end > start else ELLIPSIS)
        start = max(end, start + 1)
        while line.startswith(" ", start):
            start += 1
    return [*lines, line[start:]]


def _reach(line: str, start: int, width: int) -> int:
    """Return the index at which ``width`` cells of safe text from ``start`` end; never inside a character."""
    if line.isascii():
        return min(len(line), start + max(width, 0))
    for index in range(start, len(line)):
        width -= get_character_cell_size(line[index])
        if width < 0:
            return index
    return len(line)


def _with_base(line: str) -> str:
    """Return the line without leading accents: they would land on whatever stands before it."""
    start = 0
    while start < len(line) and get_character_cell_size(line[start]) == 0:
        start += 1
    return line[start:]
