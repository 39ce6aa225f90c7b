"""One key at a time: each acts on what the one before has made of the screen, however fast they are typed.

Textual hands a key on while the one before may still open a dialog or have something saved. Typed ahead, ``x x x``
would then drop one task three times, and the first letters after ``a`` would be lost.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from textual import events
from textual.app import App
from textual.command import CommandPalette

from delegator_tui.model.text import shown, visible
from delegator_tui.screens.verb_runner import SLOW, VerbRunner
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.slip import slipped

MAX_WAIT = 1.0
"""Seconds after which the next key is handed on whatever the one before still does: a slow machine opens a dialog."""


class KeyQueue:
    """Keeps what is typed in order; ``hand_on`` gives one event to the app, as Textual would have done at once.

    What takes long to save holds other keys back for ``SLOW`` at most. The same key once more is held back for
    ``MAX_WAIT``: it is meant for the row that comes after the save.
    """

    def __init__(self, app: App[None], runner: VerbRunner, hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._runner = runner
        self._hand_on = hand_on
        self._typed: deque[events.Event] = deque()
        self._handing_on = False
        self._saving = ""
        """The key whose verb took long to save last."""

    @property
    def waiting(self) -> tuple[events.Event, ...]:
        """What was typed and has not been handed on."""
        return tuple(self._typed)

    @property
    def is_idle(self) -> bool:
        """Whether all that was typed has had its effect."""
        return not self._typed and not self._handing_on

    def take(self, event: events.Event) -> bool:
        """Take an event that was typed, to hand it on in its turn; False for any other, which is not kept back."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if isinstance(event, events.Paste):
            event.text = (shown if isinstance(self._app.screen, CommandPalette) else visible)(event.text)
        self._typed.append(event)
        if not self._handing_on:
            self._handing_on = True
            self._app.run_worker(self._hand_all_on(), group="keys")
        return True

    async def _hand_all_on(self) -> None:
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(MAX_WAIT):
                    await self._runner.painted.wait()
            while self._typed:
                event = self._typed.popleft()
                key = event.key if isinstance(event, events.Key) else ""
                stays_there = self._is_text(event)
                if key == self._saving and not stays_there:
                    await self._saved(MAX_WAIT)
                if self._slipped(key):
                    continue
                await self._hand_on(event)
                if not stays_there and not await self._settle():
                    self._saving = key
        finally:
            self._handing_on = False

    def _slipped(self, key: str) -> bool:
        """Tell whether a key was meant for a row that somebody else took away before it was seen to go."""
        view = self._app.screen
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
            async with asyncio.timeout(MAX_WAIT):
                await self._lap(2)
                saved = await self._saved(SLOW)
                await self._lap(2)
        return saved

    async def _saved(self, most: float) -> bool:
        """Wait until nothing is being saved; false when it still is after so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(most):
                await self._runner.settled()
                return True
        return False

    async def _lap(self, times: int) -> None:
        """Let everything from the focused widget up to the app deal with the messages that wait there."""
        for _ in range(times):
            for node in [*(self._app.focused or self._app.screen).ancestors_with_self]:
                passed = asyncio.Event()
                if node.call_later(passed.set):
                    await passed.wait()

    def _is_text(self, event: events.Event) -> bool:
        """Tell whether a field takes the event as text: nothing else can come of it."""
        if isinstance(event, events.Key) and self._app.focused is not None:
            return self._app.focused.check_consume_key(event.key, event.character)
        return isinstance(event, events.Paste)
