"""Draws the pictures in docs/pictures: the real dashboard over the demo's data, on Monday 23 November 2026 at 09:00.

Run it after a change of the look: ``python docs/picture.py``.
"""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from delegator_tui.app import DelegatorApp
from delegator_tui.cli.demo import demo_desk
from delegator_tui.clock import make_clock
from delegator_tui.desk.desk import Desk
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import is_open
from delegator_tui.store.store import Store

START = "2026-11-23T09:00:00+00:00"
ZONE = ZoneInfo("Europe/London")
FOLDER = Path(__file__).with_name("pictures")
CELL = 12.2
"""The width of a cell in the pictures."""
FONT = re.compile(r"@font-face \{[^}]*\}\s*")
TEXT = re.compile(
    r'(?P<start><text class="[^"]*-r\d+" )x="(?P<x>[\d.]+)"(?P<middle> y="[\d.]+" )textLength="(?P<length>[\d.]+)"'
    r"(?P<end>[^>]*>)(?P<text>[^<]*)</text>"
)
WORDS = re.compile(r"\S+(?:\s\S+)*")
"""Words with one space between them; more are a gap."""


class Picture(NamedTuple):
    """One picture: its file's name, the keys that lead there, and the size of the terminal in cells."""

    name: str
    keys: Sequence[str]
    size: tuple[int, int]


PICTURES = (
    Picture("today", (), (90, 36)),
    Picture("triage", ("t",), (90, 16)),
    Picture("handoffs", ("3",), (120, 36)),
)


def open_desk(path: Path) -> Desk:
    """Open a desk on the day of the pictures."""
    clock = make_clock(START)
    return Desk(Store.open(path, clock, is_open=is_open), lambda _: Moment(clock(), ZONE))


def tidy(svg: str) -> str:
    """Return a picture that every viewer draws alike: no font from the network, each run of words where it stands."""

    def cut(found: re.Match[str]) -> str:
        text = html.unescape(found["text"])
        return "".join(placed(found, text, words) for words in WORDS.finditer(text))

    def placed(found: re.Match[str], text: str, words: re.Match[str]) -> str:
        x = float(found["x"]) + CELL * cell_len(text[: words.start()])
        length = CELL * cell_len(words[0])
        kept = html.escape(words[0], quote=False).replace("\N{NO-BREAK SPACE}", "&#160;")
        return f'{found["start"]}x="{x:g}"{found["middle"]}textLength="{length:g}"{found["end"]}{kept}</text>'

    return TEXT.sub(cut, FONT.sub("", svg))


async def draw(picture: Picture) -> str:
    """Return a picture as SVG."""
    with demo_desk(open_desk) as desk:
        app = DelegatorApp(desk)
        async with app.run_test(size=picture.size) as pilot:
            await pilot.press(*picture.keys)
            await pilot.pause()
            return tidy(app.export_screenshot(title="delegator"))


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        (FOLDER / f"{picture.name}.svg").write_text(asyncio.run(draw(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()
