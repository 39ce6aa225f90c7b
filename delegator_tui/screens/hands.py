"""The dashboard's way to the desk: one verb at a time, off the screen's thread, so that a held disk freezes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from delegator_tui.desk.core import Done
from delegator_tui.desk.desk import Desk
from delegator_tui.errors import DelegatorError
from delegator_tui.model.book import Book

T = TypeVar("T")
SLOW = 0.15
"""Seconds after which the owner is told that something is being saved."""


class Hands:
    """Runs the desk's verbs in order. ``on_book`` gets each new book, ``on_wait`` True while a verb takes long."""

    def __init__(self, desk: Desk, on_book: Callable[[Book], None], on_wait: Callable[[bool], None]) -> None:
        self.desk = desk
        self._on_book = on_book
        self._on_wait = on_wait
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def do(self, verb: Callable[[Desk], T], *, quiet: bool = False) -> T | DelegatorError:
        """Run a verb; return what it answers, or the refusal. Bugs are raised. ``quiet``: waiting is not told."""
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(self._pool, self._run, verb)
        waiting = False
        self._running += 1
        self._idle.clear()
        try:
            # not wait_for: it swallows the cancellation that comes as the verb ends, and the program would never leave
            await asyncio.wait([future], timeout=SLOW)
            waiting = not quiet and not future.done()
            if waiting:
                self._on_wait(True)
            return await asyncio.shield(future)
        finally:
            if waiting:
                self._on_wait(False)
            self._on_book(self.desk.book)
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def settled(self) -> None:
        """Wait until no verb is running."""
        await self._idle.wait()

    def _run(self, verb: Callable[[Desk], T]) -> T | DelegatorError:
        try:
            return verb(self.desk)
        except DelegatorError as error:
            return error

    def close(self) -> None:
        """Wait for what is being saved and stop."""
        self._pool.shutdown(wait=True)


Verb = Callable[[Desk], Done]
