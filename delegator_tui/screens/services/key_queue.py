"""One key at a time: each acts on what the one before has made of the screen, however fast they are typed.

Textual hands a key on while the one before may still open a dialog or have something saved. Typed ahead, ``x x x``
would then drop one task three times, and the first letters after ``a`` would be lost.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import ExitStack, suppress
from typing import TypeVar

from textual import events
from textual.app import App
from textual.command import CommandPalette

from delegator_tui.model.text import shown, visible
from delegator_tui.screens.hands import SLOW, Hands
from delegator_tui.screens.terminal.ending import Ending, terminal_driver
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.slip import slipped

T = TypeVar("T")
LONGEST = 1.0
"""Seconds after which the next key is handed on whatever the one before still does: a slow machine opens a dialog."""


class OneByOne(App[T]):
    """An app that keeps what is typed in order. What takes long to save holds other keys back for ``SLOW`` at most.

    The same key once more is held back for ``LONGEST``: it is meant for the row that comes after the save.
    """

    hands: Hands

    def __init__(self) -> None:
        super().__init__(driver_class=terminal_driver())
        self._ending = Ending(self, self.hands)
        self._typed: deque[events.Event] = deque()
        self._handing_on = False
        self._saving = ""
        """The key whose verb took long to save last."""
        self._unpainted = ExitStack()
        self._has_a_screen = False
        self.hands.may_paint = False
        self.hands.painted.clear()

    def end(self, code: int) -> None:
        """End with this exit code: the terminal is gone, or a signal asks for it."""
        self._ending.begin(code)

    def _handle_exception(self, error: Exception) -> None:
        """End by a bug: what stands typed is kept, and nothing of the book is printed."""
        self._ending.fail(error)

    def hold(self) -> None:
        """Paint nothing until all is there that the first picture shows, and then all of it at once."""
        self._unpainted.enter_context(self.batch_update())
        self._has_a_screen = True
        self.call_after_refresh(self._paint)

    def _paint(self) -> None:
        self.hands.may_paint = True
        self._unpainted.close()
        self.screen.refresh(repaint=False, layout=True)
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Hand on what was typed so far: the first picture stands, and a list has the focus."""
        self.hands.painted.set()

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles anew; not for the first screen, which was just made with them."""
        if self._has_a_screen:
            super().refresh_css(animate)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Paste):
                event.text = (shown if isinstance(self.screen, CommandPalette) else visible)(event.text)
            self._typed.append(event)
            if not self._handing_on:
                self._handing_on = True
                self.run_worker(self._hand_on(), group="keys")
        else:
            await super().on_event(event)

    async def _hand_on(self) -> None:
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(LONGEST):
                    await self.hands.painted.wait()
            while self._typed:
                event = self._typed.popleft()
                key = event.key if isinstance(event, events.Key) else ""
                stays_there = self._is_text(event)
                if key == self._saving and not stays_there:
                    await self._saved(LONGEST)
                if self._slipped(key):
                    continue
                await super().on_event(event)
                if not stays_there and not await self._settle():
                    self._saving = key
        finally:
            self._handing_on = False

    def _slipped(self, key: str) -> bool:
        """Tell whether a key was meant for a row that somebody else took away before it was seen to go."""
        view = self.screen
        if not isinstance(view, BookScreen) or not view.slip.title:
            return False
        bound = view.active_bindings.get(key)
        return bound is not None and slipped(view, bound.binding.action)

    async def _settle(self) -> bool:
        """Wait until the key has had its effect: it bubbled up, its action ran, its verb is saved, its dialog is up.

        False when it is still being saved.
        """
        saved = True
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                await self._lap(2)
                saved = await self._saved(SLOW)
                await self._lap(2)
        return saved

    async def _saved(self, most: float) -> bool:
        """Wait until nothing is being saved; false when it still is after so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(most):
                await self.hands.settled()
                return True
        return False

    async def _lap(self, times: int) -> None:
        """Let everything from the focused widget up to the app deal with the messages that wait there."""
        for _ in range(times):
            for node in [*(self.focused or self.screen).ancestors_with_self]:
                passed = asyncio.Event()
                if node.call_later(passed.set):
                    await passed.wait()

    def _is_text(self, event: events.Event) -> bool:
        """Tell whether a field takes the event as text: nothing else can come of it."""
        if isinstance(event, events.Key) and self.focused is not None:
            return self.focused.check_consume_key(event.key, event.character)
        return isinstance(event, events.Paste)
