"""The dashboard's way to the desk: one verb at a time, off the screen's thread, so that a held disk freezes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done, Offer
from delegator_tui.errors import Busy, DelegatorError
from delegator_tui.model.book import Book
from delegator_tui.screens.file_status import FileStatus

T = TypeVar("T")
SLOW = 0.15
"""Seconds after which the owner is told that something is being saved."""


async def _leave_it(_: Busy) -> bool:
    return False


class VerbRunner:
    """Runs the desk's verbs in order. ``on_book`` gets each new book, ``on_wait`` True while a verb takes long.

    ``on_busy`` asks the owner whether to wait on for another program that holds the file. ``file_status`` is what the
    banner shows; ``resting``: a verb of idle moments is running.
    """

    def __init__(
        self,
        desk: Desk,
        on_book: Callable[[Book], None],
        on_wait: Callable[[bool], None],
        on_busy: Callable[[Busy], Awaitable[bool]] = _leave_it,
    ) -> None:
        self.desk = desk
        self.file_status = FileStatus(desk.read_only)
        self.resting = False
        self.leaving = False
        """Whether the program is being ended: nothing is claimed or sent any more."""
        self.by_others = False
        """The book that is handed on now has what others did, and nothing of this dashboard's."""
        self.offers: tuple[Offer, ...] = ()
        """What the last thing that was done offers to follow: until the next is done, or it is taken."""
        self.watcher: str | None = None
        """Who watches while the dashboard is closed: empty for nobody, None while that is not known."""
        self._on_book = on_book
        self._on_wait = on_wait
        self._on_busy = on_busy
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._running = 0
        self.may_paint = True
        """False until all is there that the first picture shows."""
        self.painted = asyncio.Event()
        """Set when the first picture stands: what is not in it is read after that."""
        self.painted.set()
        self._idle = asyncio.Event()
        self._idle.set()

    async def do(self, verb: Callable[[Desk], T], *, quiet: bool = False) -> T | DelegatorError:
        """Run a verb; return what it answers, or the refusal. Bugs are raised. ``quiet``: waiting is not told."""
        outcome = await self._once(verb, quiet)
        while isinstance(outcome, Busy) and not quiet and await self._on_busy(outcome):
            outcome = await self._once(verb, quiet)
        return outcome

    async def rest(self) -> object:
        """Use an idle moment: bring the file up to date, keep the day's backup; return a refusal, if any."""
        self.resting = True
        try:
            return await self.do(lambda desk: desk.file.rest(), quiet=True)
        finally:
            self.resting = False

    async def _once(self, verb: Callable[[Desk], T], quiet: bool) -> T | DelegatorError:
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(self._pool, self._run, verb, quiet)
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
            self.by_others = quiet and self._running == 1
            self._on_book(self.desk.book)
            self.by_others = False
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def beside(self, work: Awaitable[T]) -> T:
        """Wait for something beside the desk, and return what comes of it: keys that follow wait, as for a verb."""
        self._running += 1
        self._idle.clear()
        try:
            return await work
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def settled(self) -> None:
        """Wait until no verb is running."""
        await self._idle.wait()

    def _run(self, verb: Callable[[Desk], T], quiet: bool) -> T | DelegatorError:
        outcome: T | DelegatorError
        saves = self.desk.store.saves
        try:
            outcome = verb(self.desk)
        except DelegatorError as error:
            outcome = error
        self.file_status.hear(outcome, saved=self.desk.store.saves > saves, quiet=quiet)
        self.file_status.read_only = self.desk.read_only  # asked here: on a disk that hangs it takes long
        return outcome

    def close(self) -> None:
        """Wait for what is being saved and stop."""
        self._pool.shutdown(wait=True)


Verb = Callable[[Desk], Done]
