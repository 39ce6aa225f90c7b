"""The owner's time away: planned, told to those it concerns, and the report after it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError
from delegator_tui.model.book import Book
from delegator_tui.model.records import Span
from delegator_tui.screens.services.dashboard import Dashboard
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import BookScreen

if TYPE_CHECKING:
    from delegator_tui.rules.messages.fill import Message
    from delegator_tui.rules.messages.letters import Letter
    from delegator_tui.rules.records.story import Part

NOTHING_CAME = "Nothing came due while you were away, and nothing waits on you."
NOBODY = "Nobody has anything of yours that it concerns."
NONE_ENDED = "No time away ended in the last month."


class AwayService:
    """Asks for a time away, shows what it means, and tells what came due in it."""

    def __init__(self, runner: VerbRunner, app: Dashboard) -> None:
        self._runner = runner
        self._app = app

    # ---- before it

    def show(self) -> None:
        """Show what the next time away means; without one, ask for it."""
        from delegator_tui.rules.away.span import planned

        screen = self._app.view_on_show()
        if screen is None or self._runner.desk.read_only:
            return
        spans = planned(screen.the_book)
        if spans:
            self._show_plan(screen, spans[0])
        else:
            self._ask_away(screen)

    def _ask_away(self, screen: BookScreen) -> None:
        from delegator_tui.screens.forms.away import away_form

        def planned(done: Done | None) -> None:
            if done is not None:
                screen.tell(done)
                self.show()

        self._app.push_screen(away_form(screen.the_book, self._runner), planned)

    def _show_plan(self, screen: BookScreen, span: Span) -> None:
        from delegator_tui.rules.away.words import plan_parts
        from delegator_tui.screens.dialogs.away import plan_dialog

        def answered(answer: str | None) -> None:
            if answer == "another":
                self._ask_away(screen)
            elif answer == "cancel":
                self._app.run_worker(self._cancel_away(span), group="verbs")
            elif answer == "write":
                self._write_notices(screen, span)

        self._app.push_screen(plan_dialog(plan_parts(span, screen.the_book)), answered)

    async def _cancel_away(self, span: Span) -> None:
        outcome = await self._runner.do(lambda desk: desk.away.cancel(dt.date.fromisoformat(span.start)))
        screen = self._app.view_on_show()
        if screen is not None:
            screen.tell(outcome)

    def _write_notices(self, screen: BookScreen, span: Span) -> None:
        """Go through the notices, one key each to copy, open or send."""
        from delegator_tui.rules.away.letters import away_letters, is_told
        from delegator_tui.screens.views.chase import ChaseScreen
        from delegator_tui.screens.views.letters import Writing

        def every(book: Book) -> list[Letter]:
            return away_letters(span, book)

        def one(who: str, book: Book) -> Letter | None:
            return next((letter for letter in every(book) if letter.contractor == who), None)

        if not every(screen.the_book):
            screen.say(NOBODY)
            return
        done = partial(is_told, span)
        writing = Writing("Notices", every, one, log=partial(tell, span), done=done, to_do="to tell", gone="told")
        self._app.push_screen(ChaseScreen(self._runner, screen.the_book, writing, screen.tell))

    # ---- after it

    async def welcome_back(self) -> None:
        """After a time away, show once what came due in it. For after the first picture."""
        screen = self._app.view_on_show() if self._app.is_running else None
        if screen is None or self._runner.desk.read_only or not screen.the_book.settings.away:
            return
        from delegator_tui.rules.away.report import untold

        span = untold(screen.the_book)
        if span is not None and await self._report(screen, span):
            await self._runner.do(lambda desk: desk.settings.remember(away_told=span.end), quiet=True)

    def show_report(self) -> None:
        """Show again what came due in the last time away."""
        from delegator_tui.rules.away.report import last_away

        screen = self._app.view_on_show()
        span = last_away(screen.the_book) if screen else None
        if screen is not None and span is not None:
            self._app.run_worker(self._report(screen, span), group="verbs")
        elif screen is not None:
            screen.say(NONE_ENDED)

    async def _report(self, screen: BookScreen, span: Span) -> bool:
        """Work the report out off the screen's thread, and show it; tell whether it was shown."""
        from delegator_tui.screens.dialogs.away import report_dialog

        found = await self._runner.do(lambda desk: told(span, desk), quiet=True)
        if isinstance(found, DelegatorError):
            self._app.refuse(found)
            return False
        if self._app.is_running and len(found) > 1:
            self._app.push_screen(report_dialog(found))
        elif self._app.is_running:
            screen.say(NOTHING_CAME)
        return self._app.is_running


def tell(
    span: Span, desk: Desk, letter: Letter, message: Message, channel: str, *, by_hand: bool, how: str, **_: object
) -> Done:
    """Log a notice by its verb."""
    return desk.away.tell(letter.contractor, letter.handoffs, message, channel, span, by_hand=by_hand, how=how)


def told(span: Span, desk: Desk) -> list[Part]:
    """Return the lines of the report on a time away."""
    from delegator_tui.rules.away.report import report
    from delegator_tui.rules.away.words import report_parts

    book: Book = desk.tick()
    return report_parts(report(span, book), book)
