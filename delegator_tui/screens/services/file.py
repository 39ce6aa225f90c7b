"""What the dashboard tells of its file and does with it: banner, waiting for others, copies, pauses, earlier days."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from textual.app import SuspendNotSupported

from delegator_tui.desk.done import Done
from delegator_tui.errors import Busy, DelegatorError, Refused, TransientNotice
from delegator_tui.model.text import shown
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner

REST = 30.0
"""Seconds without a key after which the file is brought up to date."""


class FileService:
    """Looks after a book's file.

    ``show_file_status`` draws the banner anew; ``on_edit`` is told when an edit by hand was taken in.
    """

    def __init__(
        self, runner: VerbRunner, app: Dashboard, show_file_status: Callable[[], None], on_edit: Callable[[], None]
    ) -> None:
        self._runner = runner
        self._app = app
        self._show_file_status = show_file_status
        self._on_edit = on_edit
        self._waiting_for: asyncio.Future[bool] | None = None
        self._warned: set[str] = set()
        """What was said once of sync programs, and need not be said again when it was put away."""

    # ---- the banner

    def tell_news(self, sentences: Iterable[str]) -> None:
        """Say what was found in the file: in passing what asks for nothing, in the banner all else."""
        news = list(sentences)
        for each in news:
            if isinstance(each, TransientNotice):
                self._app.notify(shown(each), title="The file", timeout=8, markup=False)
        self._runner.file_status.note(each for each in news if not isinstance(each, TransientNotice))
        self._show_file_status()
        if any(isinstance(each, TransientNotice) for each in news):
            self._on_edit()

    async def look_around(self) -> None:
        """Find out whether a sync program has its hands on the folder."""
        found = await self._runner.do(lambda desk: desk.file.warnings(), quiet=True)
        if not isinstance(found, DelegatorError):
            self.tell_news(each for each in found if each not in self._warned)
            self._warned.update(found)

    async def show(self) -> None:
        """Show all that stands about the file; what was found is put away."""
        from delegator_tui.screens.dialogs.file_news import FileNews

        told = self._runner.file_status.whole()
        copies = await self._runner.do(lambda desk: desk.file.conflicted_copies(), quiet=True)
        found = () if isinstance(copies, DelegatorError) else copies
        dialog = FileNews(str(self._runner.desk.store.path), told, found)
        self._app.push_screen(dialog, lambda copy: self._read(told, copy))

    def _read(self, told: list[str], copy: Path | None) -> None:
        self._runner.file_status.put_away(told)
        self._show_file_status()
        if copy is not None:
            self.merge(copy)

    def merge(self, copy: Path, prefer: str = "") -> None:
        """Take over what a conflicted copy has; ask where both may have changed the same."""

        async def merge() -> None:
            outcome = await self._runner.do(lambda desk: desk.file.merge(copy, prefer=prefer))
            screen = self._app.view_on_show()
            if isinstance(outcome, Refused) and outcome.force:
                self._ask_which(copy, outcome)
            elif screen is not None:
                screen.tell(outcome)

        self._app.run_worker(merge(), group="verbs")

    def _ask_which(self, copy: Path, why: Refused) -> None:
        from delegator_tui.screens.dialogs.file_news import WhichStays

        def answered(prefer: str | None) -> None:
            if prefer:
                self.merge(copy, prefer)

        self._app.push_screen(WhichStays(str(why)), answered)

    # ---- waiting for another program

    async def ask_to_wait(self, busy: Busy) -> bool:
        """Ask whether to wait on. Several verbs that wait for the same program get one answer, in their order."""
        from delegator_tui.screens.dialogs.confirm import wait_dialog

        if self._runner.leaving:
            return False
        if self._waiting_for is None or self._waiting_for.done():
            answer = self._waiting_for = asyncio.get_running_loop().create_future()
            dialog = wait_dialog(str(busy))
            self._app.push_screen(dialog, lambda yes: None if answer.done() else answer.set_result(bool(yes)))
        return await asyncio.shield(self._waiting_for)

    def stop_waiting(self) -> None:
        """Wait for no other program any more: the dashboard ends."""
        if self._waiting_for is not None and not self._waiting_for.done():
            self._waiting_for.set_result(False)

    # ---- an idle moment

    def rest(self) -> None:
        """Use a pause: bring the file up to date, unless that goes on already."""
        if not self._runner.resting:
            self._app.run_worker(self._rested(), group="rest")

    async def _rested(self) -> None:
        outcome = await self._runner.rest()
        if isinstance(outcome, DelegatorError):
            self.tell_news([str(outcome)])
        await self.look_around()

    # ---- copies and earlier days

    def backup(self) -> None:
        """Make a verified copy of the file now."""

        async def backup() -> None:
            outcome = await self._runner.do(lambda desk: desk.store.copies.backup())
            screen = self._app.view_on_show()
            if isinstance(outcome, DelegatorError):
                self._app.refuse(outcome)
            elif screen is not None:
                screen.tell(Done(f"Copied and read back: {outcome}", "", 0, about=str(outcome)))

        self._app.run_worker(backup(), group="verbs")

    def ask_for_a_day(self) -> None:
        """Ask for a day and show the book as it was then, in a dashboard of its own that cannot change it."""
        from delegator_tui.screens.forms.past import past_form

        days: list[str] = []

        def answered(done: Done | None) -> None:
            if done is not None:
                self.look_back(days[-1])

        self._app.push_screen(past_form(self._runner.desk.book, self._runner, days.append), answered)

    def look_back(self, when: str) -> None:
        """Run a read-only dashboard as of ``when``; this one goes on when it is left."""
        self._run(["--db", str(self._runner.desk.store.path), "--at", when], "--at DATE")

    def demo(self) -> None:
        """Run a dashboard on a throw-away copy of sample data; this one goes on when it is left."""
        self._run(["demo"], "demo")

    def _run(self, words: list[str], typed: str) -> None:
        """Lend the terminal to another dashboard; ``typed`` is what would open it in a shell."""
        from delegator_tui.outbox.watch import this_program
        from delegator_tui.screens.terminal.editor import lent, run

        try:
            with lent(self._app):
                run([*this_program(), *words])
        except SuspendNotSupported:
            said = f"This terminal cannot show two dashboards: run delegator {typed}."
            self._app.notify(said, markup=False)
