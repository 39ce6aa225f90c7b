"""Who watches while the dashboard is closed: found out, told on Today, set up and taken away by a key."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from delegator_tui.errors import DelegatorError
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner

if TYPE_CHECKING:  # read after the first picture, on the thread that asks
    from delegator_tui.outbox.timers import Installed

ASK = "Check every five minutes, and tell you what is due even when delegator is closed?"
NOT_THIS = "Reminders cannot be turned on for this book: it is a demo, or read-only."
OFFER = "No reminders while delegator is closed. {key} turns them on."


class WatchService:
    """Knows who watches the book while it is closed."""

    def __init__(self, runner: VerbRunner, app: Dashboard) -> None:
        self._runner = runner
        self._app = app
        self._was_out = True

    @property
    def _file(self) -> Path:
        return Path(self._runner.desk.store.path)

    async def find_out(self) -> None:
        """Find out who watches; nobody is asked of a book that is thrown away or only read."""
        if not (self._runner.desk.throw_away or self._runner.file_status.read_only):
            self._was_out = self._is_out
            before = self._runner.watcher
            self._runner.watcher = await asyncio.to_thread(who_watches, self._file)
            if "" in (before, self._runner.watcher):
                self._show_anew()

    @property
    def _is_out(self) -> bool:
        """Whether work is out."""
        return any(handoff.sent is not None for handoff in self._app.the_book.open_handoffs)

    def _show_anew(self) -> None:
        screen = self._app.view_on_show()
        if screen is not None:
            screen.watch_book(screen.book, screen.book)

    def follow(self) -> None:
        """Look at a new book, whether work has gone out by now."""
        if self._is_out and not self._was_out:
            self._offer()
        self._was_out = self._is_out

    def _offer(self) -> None:
        """Offer once, after the first handoff, to have the machine watch."""
        if self._runner.watcher == "" and not self._app.the_book.settings.watch_offered:
            screen = self._app.view_on_show()
            key = screen.key("watch") if screen else "f9"
            self._app.notify(OFFER.format(key=key), title="Reminders", timeout=8, markup=False)
            self._app.run_worker(self._runner.do(lambda desk: desk.settings.remember(watch_offered=True), quiet=True))

    def ask(self) -> None:
        """Have the machine watch, or take that away; asks first."""
        from delegator_tui.screens.dialogs.confirm import Confirm

        watcher = self._runner.watcher
        if watcher is None:
            self._app.notify(NOT_THIS, markup=False)
            return
        question = f"{watcher} checks this book every five minutes. Turn that off?" if watcher else ASK
        dialog = Confirm(question, "turn them off" if watcher else "turn them on")
        self._app.push_screen(dialog, lambda yes: self._watch(put_up=not watcher) if yes else None)

    def _watch(self, *, put_up: bool) -> None:
        self._app.run_worker(self._set_up() if put_up else self._take_away(), group="watch")

    async def _set_up(self) -> None:
        from delegator_tui.outbox import timers
        from delegator_tui.outbox.watch import timer_command

        try:
            done = await asyncio.to_thread(timers.install, self._file, timer_command(self._file))
        except DelegatorError as error:
            self._app.refuse(error)
        else:
            self._tell_watch(done, put_up=True)

    async def _take_away(self) -> None:
        from delegator_tui.outbox import timers

        try:
            done = await asyncio.to_thread(timers.uninstall, self._file)
        except DelegatorError as error:
            self._app.refuse(error)
        else:
            self._tell_watch(done, put_up=False)

    def _tell_watch(self, done: Installed | None, *, put_up: bool) -> None:
        from delegator_tui.outbox.watch import told
        from delegator_tui.screens.dialogs.reading import Reading

        self._runner.watcher = done.kind if done and put_up else ""
        self._show_anew()
        if done is not None:
            text = "\n\n".join(told(done, put_up=put_up))
            self._app.push_screen(Reading("Reminders while delegator is closed", text))


def who_watches(file: Path) -> str:
    """Return who watches a book while it is closed; empty for nobody."""
    from delegator_tui.outbox import timers

    return timers.watching(file)
