"""DelegatorApp: holds the book, the views, the global keys and the reminder tick."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen
from textual.theme import Theme

from delegator_tui.commands import BY_ID
from delegator_tui.desk.desk import Desk
from delegator_tui.keys import is_free
from delegator_tui.model.book import Book
from delegator_tui.model.text import shown
from delegator_tui.rules.reminders.change import Changes, changes_between, next_change
from delegator_tui.rules.reminders.channels import in_dashboard
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.services.file import REST
from delegator_tui.screens.services.key_queue import OneByOne
from delegator_tui.screens.services.mail import Postman
from delegator_tui.screens.services.reminders import Reminding
from delegator_tui.screens.views.base import WIDE, BookScreen, bindings_of

HIGH = 16
"""Lines from which on there is room for a page of text."""
TICK = 0.5
"""Seconds between looks at the file and the clock: what another process commits shows within a second."""


def _view(name: str) -> Callable[[Hands, Book], BookScreen]:
    """Return what makes a view; its module is read when it is first opened."""

    def make(hands: Hands, book: Book) -> BookScreen:
        if name == "today":
            from delegator_tui.screens.views.today import TodayScreen as View
        elif name == "inbox":
            from delegator_tui.screens.views.inbox import InboxScreen as View  # type: ignore[assignment]
        elif name == "handoffs":
            from delegator_tui.screens.views.handoffs import HandoffsScreen as View  # type: ignore[assignment]
        else:
            from delegator_tui.screens.views.roster import RosterScreen as View  # type: ignore[assignment]
        return View(hands, book)

    return make


def commands() -> type[Provider]:
    """Return the palette's commands; read when the palette first opens."""
    from delegator_tui.screens.services.palette import CommandProvider

    return CommandProvider


def records() -> type[Provider]:
    """Return the palette's records."""
    from delegator_tui.screens.services.palette import RecordProvider

    return RecordProvider


SAVING = "Saving: another program holds the file …"
RESTING = "Saving: first the file is brought up to date …"
DEFAULT_THEME = "textual-dark"
VIEWS = ("today", "inbox", "handoffs", "roster")


class DelegatorApp(Postman, Reminding, OneByOne[None]):
    """The dashboard over one desk."""

    TITLE = "delegator"
    CSS_PATH = Path(__file__).with_name("delegator.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("app"),
        Binding("escape", "close_help", "close these keys", priority=True, show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide-screen")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]  # noqa: RUF012 - Textual declares it so
    DEFAULT_MODE = "today"
    COMMANDS = {commands, records}  # noqa: RUF012 - Textual declares it so

    def __init__(self, desk: Desk, rest: float = REST) -> None:
        self.hands = Hands(desk, self._take, self._wait, self.ask_to_wait)
        self._rest_after = rest
        super().__init__()
        self.set_reactive(DelegatorApp.book, desk.tick())
        self._next_change = next_change(desk.book)
        self._looking = False
        self._said_to_wait: list[BookScreen] = []
        for name in VIEWS:
            self.add_mode(name, self._maker(name))

    def _maker(self, name: str) -> Callable[[], Screen[Any]]:
        make = _view(name)

        def made() -> BookScreen:
            view = make(self.hands, self.the_book)
            wide, high = self.size.width >= WIDE, self.size.height >= HIGH
            names = (("-wide-screen", wide), ("-narrow", not wide), ("-high", high), ("-low", not high))
            view.set_classes([name for name, holds in names if holds])
            return view

        return made

    def on_mount(self) -> None:
        self.hold()
        self.set_interval(TICK, self.tick)
        self.pause_begins()
        self.start_resting(self._rest_after)
        self.begin_rounds()
        self._follow_settings()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self._greet()

    def begin(self) -> None:
        """Take what was typed so far, and look at what the first picture does not need."""
        super().begin()
        settle_memory()
        for look in (self.look_around, self.find_watcher, self.welcome_back, self.look_for_unsaved):
            self.run_worker(look())

    def _greet(self) -> None:
        """Say what there is to know of the file; to a new owner, how to begin."""
        self.tell_news(self.hands.desk.file.news())
        if self.the_book.version == 0 and not self.hands.standing.read_only:
            from delegator_tui.screens.dialogs.welcome import Welcome

            self.push_screen(Welcome(), self._welcomed)

    def _welcomed(self, key: str | None) -> None:
        if key == "a":
            self.action_add()
        elif key == "?":
            self.run_worker(self.action_toggle_help())

    # ---- what the owner set

    def _follow_settings(self) -> None:
        """Take theme and keys from the owner's profile. Without colours the theme stays the terminal's."""
        own = self.the_book.settings
        self.set_keymap({id_: key for id_, key in own.keys.items() if id_ in BY_ID and is_free(key)})
        if own.theme and own.theme in self.available_themes and own.theme != self.theme and not self.no_color:
            self.theme = own.theme

    def _keep_theme(self, theme: Theme) -> None:
        if not self.no_color and theme.name != (self.the_book.settings.theme or DEFAULT_THEME):
            self.run_worker(self.hands.do(lambda desk: desk.settings.remember(theme=theme.name)))

    async def on_unmount(self) -> None:
        await self.end_rounds()
        self.hands.close()

    # ---- the one assignment, and what follows it

    def _take(self, book: Book) -> None:
        if self.book is None or book.version != self.book.version or book.now.at > self.book.now.at:
            self.book = book
        self.show_standing()

    def watch_book(self, old: Book | None, book: Book) -> None:
        came_due = old is not None and book.now.at >= self._next_change
        self.hand_down()
        if came_due or old is None or book.version != old.version:
            self.call_after_refresh(self._look_ahead)
        if old is not None and old.version != book.version:
            self._follow(old, book)
        if old is not None and came_due:
            self.announce(changes_between(old, book))

    def _look_ahead(self) -> None:
        """Find out when time changes something next: once what changed is on show, for it goes through all tasks."""
        self._next_change = next_change(self.the_book)

    def _follow(self, old: Book, book: Book) -> None:
        """Do what a commit asks for: other settings, a mail to send."""
        if old.settings != book.settings and self._running:  # what is saved as it closes has no screen to follow it
            self._follow_settings()
        self.follow_mail(old, book)

    def _wait(self, waiting: bool) -> None:
        screen = self.view_on_show()
        if waiting and screen is not None:
            screen.say(RESTING if self.hands.resting else SAVING)
            self._said_to_wait.append(screen)
        while not waiting and self._said_to_wait:
            self._said_to_wait.pop().unsay(SAVING, RESTING)

    # ---- time and other processes

    async def tick(self) -> None:
        """Look at the file and at the clock. A moment that something came due changes the view and says so once."""
        if self._looking or self.hands.leaving:
            return
        self._looking = True
        try:
            await self._look()
        finally:
            self._looking = False

    async def _look(self) -> None:
        due = self.hands.desk.now().at >= self._next_change
        await self.hands.do(lambda desk: look(desk, due=due), quiet=True)
        self.tell_news(self.hands.desk.file.news())
        await self.remind_in_a_pause()

    def announce(self, changes: Changes) -> None:
        """Say in one summary what became due or overdue, by toast and bell as they are chosen."""
        own, lines = in_dashboard(self.the_book), map(shown, changes.said.split("\n"))
        if changes.said and "bell" in own:
            self.bell()
        if changes.said and "toast" in own:
            self.notify("\n".join(lines), title=changes.title, timeout=12, markup=False)

    async def on_app_focus(self) -> None:
        """Look at once when the owner comes back to the terminal."""
        await self.tick()


def look(desk: Desk, *, due: bool) -> Book:
    """Return the book with what others committed; as of now when something has come due."""
    desk.refresh()
    return desk.tick() if due else desk.book


def settle_memory() -> None:
    """Take what is in memory now as lasting: the collector need not walk through the book at each turn."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
