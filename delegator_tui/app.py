"""DelegatorApp: holds the book, the views, the global keys and the reminder tick."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import Provider
from textual.reactive import reactive
from textual.screen import Screen
from textual.theme import Theme

from delegator_tui.desk.core import Done
from delegator_tui.desk.desk import Desk
from delegator_tui.errors import DelegatorError
from delegator_tui.keys import BY_ID, is_key
from delegator_tui.model.book import Book
from delegator_tui.rules.change import Changes, changes_between, next_change
from delegator_tui.screens.actions import ActingScreen
from delegator_tui.screens.add import AddDialog
from delegator_tui.screens.base import BookScreen, bindings_of
from delegator_tui.screens.contractor_form import contractor_form
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.triage import TriageScreen
from delegator_tui.screens.welcome import Welcome
from delegator_tui.widgets.top_bar import TopBar

TICK = 0.5
"""Seconds between looks at the file and the clock: what another process commits shows within a second."""


def _view(name: str) -> Callable[[Hands, Book], BookScreen]:
    """Return what makes a view; its module is read when it is first opened."""

    def make(hands: Hands, book: Book) -> BookScreen:
        if name == "today":
            from delegator_tui.screens.today import TodayScreen as View
        elif name == "inbox":
            from delegator_tui.screens.inbox import InboxScreen as View  # type: ignore[assignment]
        elif name == "handoffs":
            from delegator_tui.screens.handoffs import HandoffsScreen as View  # type: ignore[assignment]
        else:
            from delegator_tui.screens.roster import RosterScreen as View  # type: ignore[assignment]
        return View(hands, book)

    return make


def commands() -> type[Provider]:
    """Return the palette's commands; read when the palette first opens."""
    from delegator_tui.screens.palette import CommandProvider

    return CommandProvider


def records() -> type[Provider]:
    """Return the palette's records."""
    from delegator_tui.screens.palette import RecordProvider

    return RecordProvider


DEFAULT_THEME = "textual-dark"
VIEWS = ("today", "inbox", "handoffs", "roster")


class DelegatorApp(App[None]):
    """The dashboard over one desk."""

    TITLE = "delegator"
    CSS_PATH = Path(__file__).with_name("delegator.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("app")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide-screen")]  # noqa: RUF012 - Textual declares it so
    DEFAULT_MODE = "today"
    COMMANDS = App.COMMANDS | {commands, records}
    book: reactive[Book | None] = reactive(None, init=False)

    def __init__(self, desk: Desk) -> None:
        self.hands = Hands(desk, self._take, self._wait)
        super().__init__()
        self.set_reactive(DelegatorApp.book, desk.tick())
        self._next_change = next_change(desk.book)
        self._place: str | None = None
        self._looking = False
        for name in VIEWS:
            self.add_mode(name, self._maker(name))

    def _maker(self, name: str) -> Callable[[], Screen[Any]]:
        make = _view(name)
        return lambda: make(self.hands, self.the_book)

    @property
    def the_book(self) -> Book:
        """The book on show."""
        assert self.book is not None
        return self.book

    def on_mount(self) -> None:
        self.set_interval(TICK, self.tick)
        self._follow_settings()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if self.the_book.version == 0:
            self.push_screen(Welcome(), self._welcomed)

    def _welcomed(self, key: str | None) -> None:
        if key == "a":
            self.action_add()

    # ---- what the owner set

    def _follow_settings(self) -> None:
        """Take theme and keys from the owner's profile. Without colours the theme stays the terminal's."""
        own = self.the_book.settings
        self.set_keymap({id_: key for id_, key in own.keys.items() if id_ in BY_ID and is_key(key)})
        if own.theme and own.theme in self.available_themes and own.theme != self.theme and not self.no_color:
            self.theme = own.theme

    def _keep_theme(self, theme: Theme) -> None:
        if not self.no_color and theme.name != (self.the_book.settings.theme or DEFAULT_THEME):
            self.run_worker(self.hands.do(lambda desk: desk.keep(kind="system", theme=theme.name)))

    def action_settings(self) -> None:
        """Ask the profile."""
        screen = self._view_on_show()
        if isinstance(screen, ActingScreen):
            from delegator_tui.screens.settings import settings_form

            screen.fill(settings_form(self.the_book, self.hands, sorted(self.available_themes), self.theme))

    def action_keys(self) -> None:
        """Show the keys, to change them."""
        from delegator_tui.screens.settings import KeysDialog

        self.push_screen(KeysDialog(self.hands, self.the_book))

    async def on_unmount(self) -> None:
        self.hands.close()

    # ---- the one assignment, and what follows it

    def _take(self, book: Book) -> None:
        if self.book is None or book.version != self.book.version or book.now.at > self.book.now.at:
            self.book = book

    def watch_book(self, old: Book | None, book: Book) -> None:
        if old is None or book.version != old.version:
            self._next_change = next_change(book)
            if old is not None and old.settings != book.settings:
                self._follow_settings()
        self._hand_down()

    def _hand_down(self) -> None:
        """Give the book to the views on show; those of other modes get it when they come back."""
        for screen in self.screen_stack if self._running else ():
            if isinstance(screen, BookScreen):
                screen.book = self.book

    def _wait(self, waiting: bool) -> None:
        screen = self._view_on_show()
        if screen is not None:
            screen.say("Saving: another program holds the file …" if waiting else "")

    def _view_on_show(self) -> BookScreen | None:
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, BookScreen)), None)

    # ---- time and other processes

    async def tick(self) -> None:
        """Look at the file and at the clock. A moment that something came due changes the view and says so once."""
        if self._looking:
            return
        self._looking = True
        try:
            await self._look()
        finally:
            self._looking = False

    async def _look(self) -> None:
        before = self.the_book
        due = self.hands.desk.now().at >= self._next_change
        outcome = await self.hands.do(lambda desk: look(desk, due=due), quiet=True)
        if isinstance(outcome, DelegatorError):
            self._say(outcome)
        elif due:
            self.announce(changes_between(before, self.the_book))

    def announce(self, changes: Changes) -> None:
        """Raise one summary toast of what became due or overdue."""
        self._next_change = next_change(self.the_book)
        if changes.said:
            self.bell()
            self.notify(changes.said, title=changes.title, timeout=12, markup=False)

    async def on_app_focus(self) -> None:
        """Look at once when the owner comes back to the terminal."""
        await self.tick()

    # ---- global keys

    async def action_go(self, view: str) -> None:
        """Open a view."""
        if self.current_mode != view:
            await self.switch_mode(view)
        self._hand_down()

    async def on_top_bar_chosen(self, message: TopBar.Chosen) -> None:
        await self.action_go(message.name)

    def action_add(self) -> None:
        """Capture a task from any view."""

        def captured(uids: list[str] | None) -> None:
            screen = self._view_on_show()
            if uids and screen is not None:
                titles = [task.title for uid in uids if (task := self.hands.desk.book.tasks.get(uid))]
                said = f"Added {titles[0]}." if len(titles) == 1 else f"Added {len(titles)} tasks."
                screen.tell(Done(said, uids[0], 0))

        self.push_screen(AddDialog(self.hands, self.the_book), captured)

    def action_new_contractor(self) -> None:
        """Put somebody on the roster."""
        screen = self._view_on_show()
        if isinstance(screen, ActingScreen):
            screen.fill(contractor_form(None, self.the_book, self.hands))

    def action_triage(self) -> None:
        """Go through the inbox; begins where the last triage stopped."""
        if any(isinstance(screen, TriageScreen) for screen in self.screen_stack):
            return
        triage = TriageScreen(self.hands, self.the_book, self._place)

        def stopped(_: None) -> None:
            self._place = triage.current

        self.push_screen(triage, stopped)

    def action_undo(self) -> None:
        """Take back the last step."""
        self._step(lambda desk: desk.undo())

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._step(lambda desk: desk.redo())

    def _step(self, verb: Callable[[Desk], Done]) -> None:
        async def step() -> None:
            outcome = await self.hands.do(verb)
            screen = self._view_on_show()
            if screen is None:
                return
            if isinstance(outcome, DelegatorError):
                self._say(outcome)
            else:
                screen.say(outcome.said)

        self.run_worker(step(), group="verbs")

    def _say(self, error: DelegatorError) -> None:
        screen = self._view_on_show()
        if screen is not None:
            screen.tell(error)

    def action_toggle_help(self) -> None:
        """Show the keys beside the view, or put them away."""
        if self.screen.query("HelpPanel"):
            self.action_hide_help_panel()
        else:
            self.action_show_help_panel()

    def action_leave(self) -> None:
        """Leave; everything is saved already."""
        self.exit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        for command in super().get_system_commands(screen):
            if command.title in ("Theme", "Screenshot"):
                yield command


def look(desk: Desk, *, due: bool) -> Book:
    """Return the book with what others committed; as of now when something has come due."""
    desk.refresh()
    return desk.tick() if due else desk.book
