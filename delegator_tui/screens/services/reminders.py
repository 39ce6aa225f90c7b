"""Reminders in the open dashboard: looked for in a pause of the owner's, said once, by the channels of the settings."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import DelegatorError, NotReached, Refused
from delegator_tui.model.text import shown
from delegator_tui.rules.reminders.channels import in_dashboard, is_silent, morning_is_due, was_read
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.said_line import SaidLine

if TYPE_CHECKING:  # read when there is something to say
    from delegator_tui.outbox.notifications import Channel, Notification

PAUSE = 1.5
"""Seconds without a key before the dashboard looks for reminders: looking may cost a tenth of a second."""
NOT_SAVED = dt.timedelta(minutes=1)
"""After how long it tries again when the file could not be written."""
MAX_LINES = 3
"""Lines of a reminder; the rest is counted in one more."""
TOAST = 20
"""Seconds for which a reminder stands on the screen."""


class Looked(NamedTuple):
    """What a look found: the lines to say, when it is worth looking again, and the version of the book it left.

    ``failed`` is the sentence why the mail of the morning cannot leave, ``counted`` what was only counted: the keys of
    its steps. It is said at a later look.
    """

    lines: Sequence[str]
    again: dt.datetime
    version: int
    failed: str = ""
    counted: frozenset[str] = frozenset()


class Reminders:
    """Says what needs saying while the dashboard is open.

    ``write`` puts a sequence on the terminal; it returns False where there is none. ``is_read`` tells whether somebody
    can read what is shown.
    """

    def __init__(
        self, runner: VerbRunner, app: Dashboard, write: Callable[[str], bool], is_read: Callable[[], bool]
    ) -> None:
        self._runner = runner
        self._app = app
        self._write = write
        self._is_read = is_read
        self._look_again: dt.datetime | None = None
        self._has_looked = False
        self._looked_at = -1
        self._touched = 0.0
        self._told: frozenset[str] = frozenset()
        self._counted: frozenset[str] = frozenset()

    def pause_begins(self) -> None:
        """Count the pause of the owner's from now on."""
        self._touched = asyncio.get_running_loop().time()

    async def look_in_a_pause(self) -> None:
        """Say what needs saying, if there may be something, nobody is typing and some channel is chosen."""
        now, loop = self._runner.desk.now().at, asyncio.get_running_loop()
        is_time = self._look_again is None or now >= self._look_again or self._app.the_book.version != self._looked_at
        quiet = loop.time() - self._touched >= PAUSE
        if not (is_time and quiet) or self._runner.file_status.read_only or is_silent(self._app.the_book):
            return
        if self._runner.leaving or not self._is_read():
            return  # what is claimed is said by nobody else, and here nobody would read it
        most = MAX_LINES if self._has_looked else 1
        waits = self._counted if self._look_again and now < self._look_again else frozenset[str]()
        outcome = await self._runner.do(lambda desk: look_for_reminders(desk, most, waits), quiet=True)
        if isinstance(outcome, DelegatorError):
            self._look_again = now + NOT_SAVED
            return
        from delegator_tui.outbox.notifications import notification_of

        first, self._has_looked = not self._has_looked, True
        self._take_in(outcome, self._look_again if waits and not outcome.lines else None)
        self._tell_failed([outcome.failed] if outcome.failed else [])
        if outcome.lines and first:
            self._say_in_line(notification_of(outcome.lines))
        elif outcome.lines:
            self._app.run_worker(self.say(notification_of(outcome.lines)), group="reminders")

    def _take_in(self, found: Looked, before: dt.datetime | None) -> None:
        """Keep what a look found; ``before``: what was counted is said no later than it was to be."""
        self._looked_at, self._counted = found.version, found.counted
        self._look_again = min(found.again, before) if before else found.again

    def _say_in_line(self, notice: Notification) -> None:
        """Say it in the line above the keys; by toast while something else stands there, or a dialog covers it."""
        screen = self._app.view_on_show()
        if screen is None or screen is not self._app.screen or screen.query_one(SaidLine).sentence[0]:
            self._toast(notice)
        else:
            screen.say("; ".join(["Now: " + notice.lines[0], *notice.lines[1:]]))

    async def say(self, notice: Notification) -> None:
        """Show a notification by every channel of the settings; of a channel that fails the owner is told once."""
        from delegator_tui.outbox.notifications import deliver, on_the_desktop

        own = in_dashboard(self._app.the_book)
        channels: dict[str, Channel] = {name: channel for name, channel in self._channels().items() if name in own}
        reached = deliver(notice, channels)
        desktop = {"desktop": on_the_desktop} if "desktop" in own else {}
        outside = await asyncio.to_thread(deliver, notice, desktop)
        self._tell_failed([*reached.failed.values(), *outside.failed.values()])
        if not was_read([*reached.by, *outside.by]):
            self._say_in_line(notice)

    def _tell_failed(self, sentences: Sequence[str]) -> None:
        """Tell once why a channel does not reach the owner."""
        fresh = [sentence for sentence in sentences if sentence not in self._told]
        self._told |= frozenset(fresh)
        for sentence in fresh:
            self._app.notify(shown(sentence), title="Not reached", severity="warning", timeout=TOAST, markup=False)

    def _channels(self) -> dict[str, Channel]:
        return {"toast": self._toast, "bell": lambda _: self._app.bell(), "terminal": self._by_terminal}

    def _toast(self, notice: Notification) -> None:
        self._app.notify("\n".join(map(shown, notice.lines)), title="Now", timeout=TOAST, markup=False)

    def _by_terminal(self, notice: Notification) -> None:
        from delegator_tui.outbox.terminal import notification

        sequence = notification(notice.title, notice.body, os.environ)
        if not sequence or not self._write(sequence):
            raise NotReached("This terminal is not known to show notifications.")


def look_for_reminders(desk: Desk, most: int, waits: frozenset[str] = frozenset()) -> Looked:
    """Claim what needs saying now and is named in so many lines; tell when to look again.

    What is only counted in one line more stays to be said. ``waits`` are the keys of what was counted a while ago: by
    itself it is no reason to speak again. Where mail alone is chosen, the mail of the morning says it.
    """
    from delegator_tui.rules.reminders.remind import next_look, to_say
    from delegator_tui.rules.reminders.summary import summary

    book = desk.tick()
    failed = morning_mail(desk) if morning_is_due(book) else ""
    found = to_say(book) if in_dashboard(book) else []
    lines, counted = list[str](), frozenset(step.key for step in found)
    if not counted <= waits:
        named = desk.reminders.claim(most)
        rest = to_say(desk.book)
        lines, counted = summary([*named, *rest], desk.book, most), frozenset(step.key for step in rest)
    return Looked(lines, next_look(book), desk.book.version, failed, counted)


def morning_mail(desk: Desk) -> str:
    """Queue the mail of the morning; return the sentence why it cannot be, if so.

    None is queued while the mail account is not approved, which the service of mails tells: they would pile up.
    """
    from delegator_tui.outbox.approvals import unapproved

    try:
        if unapproved(desk.book.settings.mail, desk.store):
            return ""
        desk.reminders.morning_mail()
    except Refused as error:
        return f"mail: {error}"
    return ""
