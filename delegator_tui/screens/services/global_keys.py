"""The keys that work in every view: views, capture, triage, undo, settings, help, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.command import CommandPalette
from textual.reactive import reactive

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.keys import key_of
from delegator_tui.model.book import Book
from delegator_tui.model.kept import Kept
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.services.away import AwayKeys
from delegator_tui.screens.views.actions import ActingScreen
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.widgets.key_bar import KeyBar
from delegator_tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from delegator_tui.screens.dialogs.unsaved import Offer


class GlobalKeys(AwayKeys):
    """An app over a desk. The book is handed down to the view on show."""

    book: reactive[Book | None] = reactive(None, init=False, repaint=False)
    hands: Hands
    _kept: Offer | None = None
    place: str | None = None
    """The task at which the next triage begins."""

    @property
    def the_book(self) -> Book:
        """The book on show."""
        assert self.book is not None
        return self.book

    def hand_down(self) -> None:
        """Give the book to the views on show; those of other modes get it when they come back."""
        for screen in self.screen_stack if self._running else ():
            if isinstance(screen, BookScreen):
                screen.book = self.book

    async def action_go(self, view: str) -> None:
        """Open a view."""
        if self.current_mode != view:
            await self.switch_mode(view)
        self.hand_down()

    async def on_top_bar_chosen(self, message: TopBar.Chosen) -> None:
        await self.action_go(message.name)

    def action_add(self) -> None:
        """Capture a task from any view."""
        self.add()

    def add(self, kept: Kept | None = None, then: Callable[[], None] = lambda: None) -> None:
        """Open the capture line, with a text that was kept; ``then`` is called once something is captured."""
        from delegator_tui.screens.dialogs.add import AddDialog

        def captured(uids: list[str] | None) -> None:
            screen = self.view_on_show()
            if uids:
                then()
            if uids and screen is not None:
                titles = [task.title for uid in uids if (task := self.hands.desk.book.tasks.get(uid))]
                said = f"Added {titles[0]}." if len(titles) == 1 else f"Added {len(titles)} tasks."
                screen.tell(Done(said, uids[0], 0))

        self.push_screen(AddDialog(self.hands, self.the_book, kept), captured)

    def action_new_contractor(self) -> None:
        """Put somebody on the roster."""
        screen = self.view_on_show()
        if isinstance(screen, ActingScreen):
            from delegator_tui.screens.forms.by_key import new_contractor_form

            screen.fill(new_contractor_form(self.the_book, self.hands).asked_by("contractor"))

    def action_triage(self) -> None:
        """Go through the inbox; begins where the last triage stopped."""
        from delegator_tui.screens.views.triage import TriageScreen

        if any(isinstance(screen, TriageScreen) for screen in self.screen_stack):
            return
        triage = TriageScreen(self.hands, self.the_book, self.place)

        def stopped(_: None) -> None:
            self.place = triage.current

        self.push_screen(triage, stopped)

    def action_review(self) -> None:
        """Review the week; begins at the first step that is not done with."""
        screen, why = self.view_on_show(), self.hands.desk.read_only
        from delegator_tui.screens.views.weekly import WeeklyScreen

        if screen is None or any(isinstance(each, WeeklyScreen) for each in self.screen_stack):
            return
        if why:
            screen.say(why)
        else:
            self.push_screen(WeeklyScreen(self.hands, self.the_book, screen.tell))

    def action_undo(self) -> None:
        """Take back the last step."""
        self._step(Desk.undo)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._step(Desk.redo)

    def _step(self, verb: Callable[..., Done], *, anyway: bool = False) -> None:
        async def step() -> None:
            outcome = await self.hands.do(lambda desk: verb(desk, anyway=anyway))
            screen = self.view_on_show()
            if isinstance(outcome, Refused) and outcome.force and not anyway:
                self._ask_anyway(outcome, verb)
            elif isinstance(outcome, DelegatorError):
                self.refuse(outcome)
            elif screen is not None:
                screen.tell(outcome)

        self.run_worker(step(), group="verbs")

    def _ask_anyway(self, why: Refused, verb: Callable[..., Done]) -> None:
        """Ask before a step is taken back over what changed since."""
        from delegator_tui.screens.dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self._step(verb, anyway=True)

        self.push_screen(Confirm(str(why), "do it all the same"), answered)

    def action_command_palette(self) -> None:
        """Find a command, or any record."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="a command, or any record by any word", id="--command-palette"))

    async def action_toggle_help(self) -> None:
        """Show the keys beside the view, then their next page, and after the last put them away."""
        from delegator_tui.widgets.keys_panel import KeysPanel

        panels = self.screen.query(KeysPanel)
        if not panels:
            await self.screen.mount(KeysPanel(lambda: key_of("help", self.the_book.settings.keys)))
        elif not panels.first().more():
            await self.action_close_help()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Have esc close the keys while they stand there; else it is the view's."""
        if action == "close_help":
            return bool(self.screen.query("KeysPanel"))
        if action == "unsaved":
            return bool(self.hands.standing.offer)
        return super().check_action(action, parameters)

    async def action_close_help(self) -> None:
        """Put the keys away, and nothing else: esc is the view's again, and the footer says so."""
        await self.screen.query("KeysPanel").remove()
        self.screen.query(KeyBar).refresh()

    async def look_for_unsaved(self) -> None:
        """Find out whether something that was typed when the program ended is kept, and offer it in the banner."""
        found = await self.hands.do(lambda desk: desk.store.unsaved.all(), quiet=True)
        self._kept = None
        if found and not isinstance(found, DelegatorError) and not self.hands.desk.read_only:
            from delegator_tui.screens.dialogs.unsaved import Offer

            self._kept = Offer(self, found)
        self.hands.standing.offer = self._kept.said if self._kept else ""
        self.show_standing()

    async def action_unsaved(self) -> None:
        """Show what was typed when the program ended, and is kept still: another dashboard may have taken it."""
        await self.look_for_unsaved()
        if self._kept is not None:
            self._kept.show()
        else:
            self.notify("Nothing is kept that was not saved.", markup=False)

    def action_leave(self) -> None:
        """Leave; everything is saved already."""
        self.exit()

    async def action_quit(self) -> None:
        """Leave from anywhere; an unsaved form asks first."""
        may_leave = getattr(self.screen, "may_leave", None)
        if may_leave is None or may_leave("ctrl+q"):
            self.exit()

    def action_settings(self) -> None:
        """Ask the profile."""
        screen = self.view_on_show()
        if isinstance(screen, ActingScreen):
            from delegator_tui.screens.forms.settings import settings_form

            screen.fill(settings_form(self.the_book, self.hands, sorted(self.available_themes), self.theme))

    def action_keys(self) -> None:
        """Show the keys, to change them."""
        from delegator_tui.screens.forms.settings import KeysDialog

        self.push_screen(KeysDialog(self.hands, self.the_book))

    def action_texts(self) -> None:
        """Show the texts of the messages, to change them."""
        from delegator_tui.screens.forms.texts import TextsDialog

        self.push_screen(TextsDialog(self.hands))
