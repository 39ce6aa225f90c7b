"""Draws docs/screens.md: the real dashboard over the demo's data, on Monday 23 November 2026 at 09:00, as text.

Run it after a change of what a view says: ``python docs/screens.py``. tests/docs/test_screens.py fails until then.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from delegator_tui.app import DelegatorApp
from delegator_tui.cli.demo import demo_desk
from delegator_tui.screens.whole import is_whole

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "screens.md"
SMALL, WIDE = (80, 24), (120, 40)
TURNS = 1000
"""Turns of the event loop that a picture is waited for."""
HEAD = """# What the screens show

Each is drawn by the program itself, over the sample data of `make demo` on Monday 23 November 2026 at 09:00, in a
terminal of 80 columns and 24 rows. `python docs/screens.py` draws them again. Ids differ from book to book.
"""


ID = re.compile(r"(?<=  )[0-9a-hjkmnp-tv-z]{8}$", re.MULTILINE)
"""The id of the handoff that a detail is about: made anew with the data."""


class Drawing(NamedTuple):
    """One screen: its title, a sentence on it, the keys that lead there from Today, and what is seen once it is there.

    ``back`` leads to Today again; ``typed`` is typed once they had their effect.
    """

    title: str
    about: str
    keys: Sequence[str]
    seen: str
    back: Sequence[str] = ("1",)
    size: tuple[int, int] = SMALL
    typed: str = ""


TODAY = r"^ On you "
DRAWINGS = (
    Drawing("Today", "What needs you, in order; `c` writes to everybody who is late or due a check-in.", (), TODAY),
    Drawing("Capture", "`a`: a line is understood while it is typed.",
            ("a",), r"New photos  due Fri +4 Dec.*\$400", ("escape",), typed="New photos ~5h $400 due 4 dec #shop"),
    Drawing("Inbox", "`2`: your own plate in three lists.", ("2",), r"^ To triage "),
    Drawing("Triage", "`t`: one task at a time, one key each.", ("t",), r"^ Triage   1 of", ("escape",)),
    Drawing("Hand off", "`f` on a task: to whom, by when, for how much.",
            ("2", "f"), r"Hand off: ", ("escape", "1")),
    Drawing("Handoffs", "`3`: who has what, by how it stands.", ("3",), r"^ Handoffs "),
    Drawing("One handoff", "`enter` on it: what was agreed, what is owed, and its story.",
            ("3", "enter"), r"^ Owed", ("escape", "1")),
    Drawing("Heard from them", "`l`: a phone call is two keys.", ("3", "l"), r"Heard from ", ("escape", "1")),
    Drawing("Something came", "`d`: all of it, or which part.", ("3", "d"), r"What came", ("escape", "1")),
    Drawing("A later date", "`+`: you agree; the date that was agreed first is kept.",
            ("3", "+"), r"Later date", ("escape", "1")),
    Drawing("Chase", "`c`: one message to each, with everything that is late or to be asked.",
            ("c",), r"^ Chase ", ("escape",)),
    Drawing("Roster", "`4`: who can do what, how much is free, and how often they were on time.", ("4",), r"^ Roster "),
    Drawing("Handoffs, wide", "In a wide terminal the handoff under the cursor stands beside the list.",
            ("3",), r"▏ Story", size=WIDE),
)  # fmt: skip


def text_of(app: DelegatorApp) -> str:
    """Return what stands on the screen, a line a row."""
    strips = app.screen._compositor.render_strips()
    return ID.sub("8f3kq2zt", "\n".join(strip.text.rstrip() for strip in strips))


def press(app: DelegatorApp, keys: Sequence[str]) -> None:
    """Press keys, by their names in Textual or as characters; the program takes them in their order."""
    for key in keys:
        name, letter = (_character_to_key(key), key) if len(key) == 1 else (key, key_to_character(key))
        app.post_message(events.Key(name, letter))


async def wait(app: DelegatorApp, pilot: Pilot[None], seen: str) -> None:
    """Wait until the picture is whole and shows what is looked for. Raises TimeoutError when it does not come."""
    for _ in range(TURNS):
        await pilot.pause(0.002)
        if app.screen._layout_required or app.screen._scroll_required:
            app.screen._on_timer_update()  # now, instead of at the next sixtieth of a second
        rests = app.runner.painted.is_set() and app.key_queue.is_idle and is_whole(app.screen)
        if rests and re.search(seen, text_of(app), re.MULTILINE):
            return
    raise TimeoutError(f"never saw {seen}:\n{text_of(app)}")


async def draw(drawings: Sequence[Drawing], size: tuple[int, int]) -> list[str]:
    """Return drawings of one size, walked to one after the other in one dashboard."""
    from docs.picture import open_desk

    found = []
    with demo_desk(open_desk) as desk:
        desk.reminders.claim()  # else one is said below the list, at a moment that nobody knows
        app = DelegatorApp(desk)
        async with app.run_test(size=size) as pilot:
            for drawing in drawings:
                await wait(app, pilot, TODAY)
                for keys in (*([key] for key in drawing.keys), drawing.typed):
                    press(app, keys)
                    await wait(app, pilot, "")
                await wait(app, pilot, drawing.seen)
                found.append(text_of(app).rstrip("\n"))
                for key in drawing.back:
                    press(app, [key])
                    await wait(app, pilot, "")
    return found


def _drawn() -> Iterator[tuple[Drawing, str]]:
    for size in (SMALL, WIDE):
        drawings = [each for each in DRAWINGS if each.size == size]
        yield from zip(drawings, asyncio.run(draw(drawings, size)), strict=True)


def page() -> str:
    """Return the whole page as it should be."""
    parts = [f"## {drawing.title}\n\n{drawing.about}\n\n```text\n{text}\n```\n" for drawing, text in _drawn()]
    return "\n".join([HEAD, *parts])


def main() -> None:
    """Write the page."""
    sys.path.insert(0, str(ROOT))  # as a script only this folder is on it
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
