"""What the dashboard tells of its file and does with it: banner, waiting for others, copies, looking back, resting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import SuspendNotSupported

from delegator_tui.desk.done import Done
from delegator_tui.errors import Busy, DelegatorError, Passing, Refused
from delegator_tui.model.text import shown
from delegator_tui.screens.views.base import BookScreen

if TYPE_CHECKING:
    from delegator_tui.screens.services.key_queue import OneByOne

    Base = OneByOne[None]
else:
    Base = object  # plain until an app is made of it: each class of apps costs milliseconds at the start

REST = 30.0
"""Seconds without a key after which the file is brought up to date."""


class FileKeys(Base):
    """An app over a book's file."""

    _waiting_for: asyncio.Future[bool] | None = None

    def __init__(self) -> None:
        super().__init__()
        self._warned: set[str] = set()
        """What was said once of sync programs, and need not be said again when it was put away."""

    def view_on_show(self) -> BookScreen | None:
        """Return the view on top, below any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, BookScreen)), None)

    # ---- the banner

    def show_standing(self) -> None:
        """Have the views on show tell what stands, and offer only keys that work."""
        for screen in self.screen_stack if self._running else ():
            if isinstance(screen, BookScreen):
                screen.show_standing()

    def tell_news(self, sentences: Iterable[str]) -> None:
        """Say what was found in the file: in passing what asks for nothing, in the banner all else."""
        news = list(sentences)
        for each in news:
            if isinstance(each, Passing):
                self.notify(shown(each), title="The file", timeout=8, markup=False)
        self.hands.standing.note(each for each in news if not isinstance(each, Passing))
        self.show_standing()

    async def look_around(self) -> None:
        """Find out whether a sync program has its hands on the folder."""
        found = await self.hands.do(lambda desk: desk.file.warnings(), quiet=True)
        if not isinstance(found, DelegatorError):
            self.tell_news(each for each in found if each not in self._warned)
            self._warned.update(found)

    async def action_file(self) -> None:
        """Show all that stands about the file; what was found is put away."""
        from delegator_tui.screens.dialogs.file_news import FileNews

        told = self.hands.standing.whole()
        copies = await self.hands.do(lambda desk: desk.file.conflicted_copies(), quiet=True)
        found = () if isinstance(copies, DelegatorError) else copies
        self.push_screen(FileNews(str(self.hands.desk.store.path), told, found), lambda copy: self._read(told, copy))

    def _read(self, told: list[str], copy: Path | None) -> None:
        self.hands.standing.put_away(told)
        self.show_standing()
        if copy is not None:
            self.merge(copy)

    def merge(self, copy: Path, prefer: str = "") -> None:
        """Take over what a conflicted copy has; ask where both may have changed the same."""

        async def merge() -> None:
            outcome = await self.hands.do(lambda desk: desk.file.merge(copy, prefer=prefer))
            screen = self.view_on_show()
            if isinstance(outcome, Refused) and outcome.force:
                self._ask_which(copy, outcome)
            elif screen is not None:
                screen.tell(outcome)

        self.run_worker(merge(), group="verbs")

    def _ask_which(self, copy: Path, why: Refused) -> None:
        from delegator_tui.screens.dialogs.file_news import WhichStays

        def answered(prefer: str | None) -> None:
            if prefer:
                self.merge(copy, prefer)

        self.push_screen(WhichStays(str(why)), answered)

    # ---- waiting for another program

    async def ask_to_wait(self, busy: Busy) -> bool:
        """Ask whether to wait on. Several verbs that wait for the same program get one answer, in their order."""
        from delegator_tui.screens.dialogs.confirm import Wait

        if self.hands.leaving:
            return False
        if self._waiting_for is None or self._waiting_for.done():
            answer = self._waiting_for = asyncio.get_running_loop().create_future()
            self.push_screen(Wait(str(busy)), lambda yes: None if answer.done() else answer.set_result(bool(yes)))
        return await asyncio.shield(self._waiting_for)

    def end(self, code: int) -> None:
        """End with this exit code; nobody waits for another program any more."""
        super().end(code)
        if self._waiting_for is not None and not self._waiting_for.done():
            self._waiting_for.set_result(False)

    # ---- an idle moment

    def start_resting(self, after: float) -> None:
        """Use every pause of ``after`` seconds."""
        self._pause = self.set_interval(after, self._rest)

    def _rest(self) -> None:
        if not self.hands.resting:
            self.run_worker(self._rested(), group="rest")

    async def _rested(self) -> None:
        outcome = await self.hands.rest()
        if isinstance(outcome, DelegatorError):
            self.tell_news([str(outcome)])
        await self.look_around()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent | events.Paste) and hasattr(self, "_pause"):
            self._pause.reset()
        await super().on_event(event)

    # ---- copies and earlier days

    def action_backup(self) -> None:
        """Make a verified copy of the file now."""

        async def backup() -> None:
            outcome = await self.hands.do(lambda desk: desk.store.copies.backup())
            screen = self.view_on_show()
            if isinstance(outcome, DelegatorError):
                self.refuse(outcome)
            elif screen is not None:
                screen.tell(Done(f"Copied and read back: {outcome}", "", 0, about=str(outcome)))

        self.run_worker(backup(), group="verbs")

    def action_past(self) -> None:
        """Ask for a day and show the book as it was then, in a dashboard of its own that cannot change it."""
        from delegator_tui.screens.forms.past import past_form

        days: list[str] = []

        def answered(done: Done | None) -> None:
            if done is not None:
                self.look_back(days[-1])

        self.push_screen(past_form(self.hands.desk.book, self.hands, days.append), answered)

    def look_back(self, when: str) -> None:
        """Run a read-only dashboard as of ``when``; this one goes on when it is left."""
        desk = self.hands.desk
        from delegator_tui.outbox.watch import this_program
        from delegator_tui.screens.terminal.editor import lent, run

        command = [*this_program(), "--db", str(desk.store.path), "--at", when]
        try:
            with lent(self):
                run(command)
        except SuspendNotSupported:
            self.notify("This terminal cannot show two dashboards: run delegator --at DATE.", markup=False)

    def refuse(self, error: DelegatorError) -> None:
        """Say a refusal above the keys."""
        screen = self.view_on_show()
        if screen is not None:
            screen.tell(error)
