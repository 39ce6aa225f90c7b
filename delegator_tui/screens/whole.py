"""A picture is painted whole: what a key changes in several widgets comes in one paint.

Textual paints whatever a screen knows of at the moment. A list, its headline and the keys below tell the screen one
after the other that they changed, so that one of them could be painted beside what the others showed before.
"""

from __future__ import annotations

import asyncio
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

MAX_TURNS = 50
"""Turns of the event loop that a picture waits for the last widget: one that never rests must not stop it."""


def is_whole(screen: Screen[Any]) -> bool:
    """Tell whether each widget has dealt with what it was sent, and nobody has more to say to the screen."""
    if screen.message_queue_size:
        return False
    waiting: list[Widget] = list(screen.children)
    while waiting:
        widget = waiting.pop()
        if not widget.is_mounted or widget.message_queue_size or _has_news(widget):
            return False
        waiting += widget.children
        bar = widget._vertical_scrollbar  # the public name would make one, also for a widget that is going away
        waiting += [bar] if bar is not None and widget.show_vertical_scrollbar else ()
    return True


def _has_news(widget: Widget) -> bool:
    """Tell whether a widget has yet to tell its screen that it looks different; it does so when it is idle."""
    return widget._repaint_required or widget._layout_required or widget._scroll_required


class Whole:
    """Says when the picture of one screen may be painted; one that may not yet is painted as soon as it may."""

    def __init__(self, screen: Screen[Any]) -> None:
        self._screen = screen
        self._turns = 0
        self._owed = False
        self._asked = False

    def may_be_painted(self) -> bool:
        """Tell whether to paint now; where not, the screen is asked again at the next turn of the event loop."""
        self._owed = self._turns < MAX_TURNS and not is_whole(self._screen)
        if not self._owed:
            self._turns = 0
        elif not self._asked:
            self._asked = self._screen.call_later(self._again)
        return not self._owed

    async def _again(self) -> None:
        await asyncio.sleep(0)  # the widgets' turn
        self._asked = False
        self._turns += 1
        if is_whole(self._screen) or self._turns == MAX_TURNS:
            self._screen._on_timer_update()  # where all have said what they have to say, it is laid out once
        if self._owed:
            self._screen._compositor_refresh()
