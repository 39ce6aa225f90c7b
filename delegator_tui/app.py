"""DelegatorApp: holds the book and the views, owns the services, and has the keys that work everywhere."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.reactive import reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer

from delegator_tui.commands import BY_ID, COMMANDS
from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Busy, DelegatorError
from delegator_tui.keys import is_free, key_of, shown
from delegator_tui.model.book import Book
from delegator_tui.screens import copying, on_demand, styling
from delegator_tui.screens.services.away import AwayService
from delegator_tui.screens.services.file import REST, FileService
from delegator_tui.screens.services.first_picture import FirstPicture
from delegator_tui.screens.services.key_queue import KeyQueue
from delegator_tui.screens.services.mail import ROUND, MailService
from delegator_tui.screens.services.openings import Openings
from delegator_tui.screens.services.reminders import Reminders
from delegator_tui.screens.services.ticking import TICK, Ticker
from delegator_tui.screens.services.undo import UndoService
from delegator_tui.screens.services.unsaved import UnsavedTexts
from delegator_tui.screens.services.watching import WatchService
from delegator_tui.screens.terminal import access, colours
from delegator_tui.screens.terminal.ending import Ending
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import WIDE, BookScreen, bindings_of
from delegator_tui.widgets.key_bar import KeyBar
from delegator_tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from delegator_tui.outbox.clipboard import Copied

HIGH = 16
"""Lines from which on there is room for a page of text."""
SAVING = "Saving: another program holds the file …"
RESTING = "Saving: first the file is brought up to date …"
DEFAULT_THEME = "textual-dark"
CHANGES = frozenset(each.app.removeprefix("app.") for each in COMMANDS if each.app and not each.reads)
"""Actions that are not offered where nothing can be saved."""
VIEWS = ("today", "inbox", "handoffs", "roster")


class DelegatorApp(App[None]):
    """The dashboard over one desk. What it does beside showing is done by its services."""

    TITLE = "delegator"
    CSS_PATH = Path(__file__).with_name("delegator.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of("app"),
        Binding("escape", "close_help", "close these keys", priority=True, show=False),
        Binding("escape", "end_look_back", "back to today", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide-screen")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]  # noqa: RUF012 - Textual declares it so
    DEFAULT_MODE = "today"
    COMMANDS = {on_demand.commands, on_demand.records}  # noqa: RUF012 - Textual declares it so
    book: reactive[Book | None] = reactive(None, init=False, repaint=False)

    def __init__(self, desk: Desk, rest: float = REST) -> None:
        super().__init__(driver_class=access.terminal_driver(), ansi_color=colours.as_they_are())
        colours.dress(self)
        self.runner = VerbRunner(desk, self._take, self._wait, self._ask_to_wait)
        self._rest_after = rest
        self._pause: Timer | None = None
        self.set_reactive(DelegatorApp.book, desk.tick())
        self._make_services()
        self._said_to_wait: list[BookScreen] = []
        for name in VIEWS:
            self.add_mode(name, self._maker(name))

    def _make_services(self) -> None:
        runner = self.runner
        if runner.desk.looks_back:
            runner.file_status.way_out = f"{shown(key_of('quit', self.the_book.settings.keys))} or esc goes back."
        self.first_picture = FirstPicture(self, runner, self._begin)
        self.key_queue = KeyQueue(self, runner, super().on_event)
        self._ending = Ending(self, runner)
        self.mail = MailService(runner, self, self._is_read)
        self.file = FileService(runner, self, self.show_file_status, self.mail.look_at_account)
        self.reminders = Reminders(runner, self, partial(access.write, self), self._is_read)
        self.ticker = Ticker(runner, self, self._looked)
        self.watching = WatchService(runner, self)
        self.away = AwayService(runner, self)
        self.undo = UndoService(runner, self)
        self.openings = Openings(runner, self)
        self.unsaved = UnsavedTexts(runner, self, self.show_file_status, self.openings.capture)

    def _maker(self, name: str) -> Callable[[], Screen[Any]]:
        make = on_demand.view(name)
        return lambda: make(self.runner, self.the_book)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        styling.style(self, screen)
        super()._load_screen_css(screen)

    # ---- coming and going

    def on_mount(self) -> None:
        self.first_picture.hold()
        self._start_looking()
        self._follow_settings()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self._greet()

    def _start_looking(self) -> None:
        """Look at the file, the clock and the mail from now on, each in its own time."""
        self.set_interval(TICK, self.tick)
        self.reminders.pause_begins()
        self._pause = self.set_interval(self._rest_after, self.file.rest)
        self.set_interval(ROUND, self.mail.look)
        self.call_after_refresh(self.mail.look)

    def _begin(self) -> None:
        """Look at what the first picture does not need."""
        settle_memory()
        self.run_worker(asyncio.to_thread(import_module, "delegator_tui.desk.groups"))  # the first key need not wait
        for look in (self.file.look_around, self.watching.find_out, self.away.welcome_back, self.unsaved.look):
            self.run_worker(look())

    def _greet(self) -> None:
        """Say what there is to know of the file; to a new owner, how to begin."""
        self.file.tell_news(self.runner.desk.file.news())
        if self.the_book.version == 0 and not self.runner.file_status.read_only:
            from delegator_tui.screens.dialogs.welcome import Welcome

            self.push_screen(Welcome(), self._welcomed)

    def _welcomed(self, key: str | None) -> None:
        if key == "a":
            self.action_add()
        elif key == "d":
            self.file.demo()
            self._greet()
        elif key == "?":
            self.run_worker(self.action_toggle_help())

    async def on_unmount(self) -> None:
        await self.mail.end()
        self.runner.close()

    def end(self, code: int) -> None:
        """End with this exit code: the terminal is gone, or a signal asks for it."""
        self._ending.begin(code)
        self.file.stop_waiting()

    def _handle_exception(self, error: Exception) -> None:
        """End by a bug: what stands typed is kept, and nothing of the book is printed."""
        self._ending.fail(error)

    def _is_read(self) -> bool:
        """Tell whether somebody can read what is shown."""
        return access.has_terminal(self)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles anew; not for the first screen, which was just made with them."""
        if self.first_picture.is_coming:
            super().refresh_css(animate)

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold no picture back: Textual hides the steps of a change of view by a pause; ours come whole."""

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent | events.Paste):
            self._touched()
        if not self.key_queue.take(event):
            await super().on_event(event)

    def _touched(self) -> None:
        """Count the pause of the owner's from now on."""
        self.reminders.pause_begins()
        if self._pause is not None:
            self._pause.reset()

    # ---- what the owner set

    def _follow_settings(self) -> None:
        """Take theme and keys from the owner's profile. With few colours, or none, the theme stays the terminal's."""
        own = self.the_book.settings
        self.set_keymap({id_: key for id_, key in own.keys.items() if id_ in BY_ID and is_free(key)})
        if own.theme and own.theme in self.available_themes and own.theme != self.theme and not self._has_few:
            self.theme = own.theme

    @property
    def _has_few(self) -> bool:
        """Whether the terminal has so few colours that the theme follows from that."""
        return self.no_color or colours.FEW in self.available_themes

    def _keep_theme(self, theme: Theme) -> None:
        if not self._has_few and theme.name != (self.the_book.settings.theme or DEFAULT_THEME):
            self.run_worker(self.runner.do(lambda desk: desk.settings.remember(theme=theme.name)))

    # ---- what is on show

    @property
    def the_book(self) -> Book:
        """The book on show."""
        assert self.book is not None
        return self.book

    def _views(self) -> list[BookScreen]:
        """Return the views that stand over one another; none before the app runs."""
        return [screen for screen in self.screen_stack if isinstance(screen, BookScreen)] if self.is_running else []

    def view_on_show(self) -> BookScreen | None:
        """Return the view on top, below any dialog."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, BookScreen)), None)

    def is_open(self, kind: type[object]) -> bool:
        """Tell whether a screen of this kind, or a list with such a content, stands over the view."""
        return any(isinstance(each, kind) for s in self.screen_stack for each in (s, getattr(s, "content", None)))

    def refuse(self, error: DelegatorError) -> None:
        """Say a refusal above the keys."""
        screen = self.view_on_show()
        if screen is not None:
            screen.tell(error)

    def show_file_status(self) -> None:
        """Have the views on show tell what stands about the file, and offer only keys that work."""
        for screen in self._views():
            screen.show_file_status()

    async def copy(self, text: str) -> Copied:
        """Put a text on the clipboard; return by which way, and whether that was seen to work."""
        return await copying.copy(self, text)

    def copy_to_clipboard(self, text: str) -> None:
        """Put what is marked in a field on the clipboard: Textual asks for it, and asks nothing more."""
        self.run_worker(self.copy(text), group="copying")

    # ---- the one assignment, and what follows it

    def _take(self, book: Book) -> None:
        if self.book is None or book.version != self.book.version or book.now.at > self.book.now.at:
            self.book = book
        self.show_file_status()

    def watch_book(self, old: Book | None, book: Book) -> None:
        came_due = old is not None and self.ticker.is_due(book)
        self.hand_down()
        if came_due or old is None or book.version != old.version:
            self.call_after_refresh(self.ticker.look_ahead)
        if old is not None and old.version != book.version:
            self._follow(old, book)
        if old is not None and came_due:
            self.ticker.announce(old, book)

    def hand_down(self) -> None:
        """Give the book to the views on show; those of other modes get it when they come back."""
        for screen in self._views():
            screen.book = self.book
        self.watching.follow()

    def _follow(self, old: Book, book: Book) -> None:
        """Do what a commit asks for: other settings, a mail to send."""
        if old.settings != book.settings and self.is_running:  # what is saved as it closes has no screen to follow it
            self._follow_settings()
        self.mail.follow(old, book)

    def _wait(self, waiting: bool) -> None:
        screen = self.view_on_show()
        if waiting and screen is not None:
            screen.say(RESTING if self.runner.resting else SAVING)
            self._said_to_wait.append(screen)
        while not waiting and self._said_to_wait:
            self._said_to_wait.pop().unsay(SAVING, RESTING)

    async def _ask_to_wait(self, busy: Busy) -> bool:
        return await self.file.ask_to_wait(busy)

    # ---- time and other programs

    async def tick(self) -> None:
        """Look at the file and at the clock."""
        await self.ticker.tick()

    async def _looked(self) -> None:
        """Tell what was found in the file; remind in a pause of the owner's."""
        self.file.tell_news(self.runner.desk.file.news())
        await self.reminders.look_in_a_pause()

    async def on_app_focus(self) -> None:
        """Look at once when the owner comes back to the terminal."""
        await self.tick()

    # ---- the keys that work in every view

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Have esc close the keys while they stand there. Nothing is offered that would be refused."""
        if action == "close_help":
            return bool(self.screen.query("KeysPanel"))
        if action == "end_look_back":
            return self.runner.desk.looks_back and len(self.screen_stack) == 1
        if self.runner.file_status.read_only and action in CHANGES:
            return False
        if action == "backup":
            return not self.runner.desk.looks_back
        if action == "unsaved":
            return bool(self.runner.file_status.offer)
        return super().check_action(action, parameters)

    async def action_go(self, view: str) -> None:
        """Open a view."""
        if self.current_mode != view:
            await self.switch_mode(view)
        self.hand_down()

    async def on_top_bar_chosen(self, message: TopBar.Chosen) -> None:
        await self.action_go(message.name)

    def action_add(self) -> None:
        """Capture a task from any view."""
        self.openings.capture()

    def action_new_contractor(self) -> None:
        """Put somebody on the roster."""
        self.openings.new_contractor()

    def action_triage(self) -> None:
        """Go through the inbox; begins where the last triage stopped."""
        self.openings.triage()

    def action_review(self) -> None:
        """Review the week; begins at the first step that is not done with."""
        self.openings.review()

    def action_undo(self) -> None:
        """Take back the last step."""
        self.undo.undo()

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.undo.redo()

    def action_command_palette(self) -> None:
        """Find a command, or any record."""
        if not isinstance(self.screen, CommandPalette):
            from delegator_tui.screens.dialogs.palette import Palette

            self.push_screen(Palette(placeholder="a command, or any record by any word", id="--command-palette"))

    async def action_toggle_help(self) -> None:
        """Show the keys beside the view, then their next page, and after the last put them away."""
        from delegator_tui.widgets.keys_panel import KeysPanel

        panels = self.screen.query(KeysPanel)
        if not panels:
            await self.screen.mount(KeysPanel(lambda: key_of("help", self.the_book.settings.keys)))
        elif not panels.first().more():
            await self.action_close_help()

    async def action_close_help(self) -> None:
        """Put the keys away, and nothing else: esc is the view's again, and the footer says so."""
        await self.screen.query("KeysPanel").remove()
        self.screen.query(KeyBar).refresh()

    async def action_unsaved(self) -> None:
        """Show what was typed when the program ended, and is kept still."""
        await self.unsaved.show()

    def action_end_look_back(self) -> None:
        """Leave the book as it was, for the present one or the shell."""
        self.action_leave()

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
        self.openings.settings(sorted(self.available_themes), self.theme)

    def action_keys(self) -> None:
        """Show the keys, to change them."""
        self.openings.keys()

    def action_texts(self) -> None:
        """Show the texts of the messages, to change them."""
        self.openings.texts()

    async def action_file(self) -> None:
        """Show all that stands about the file; what was found is put away."""
        await self.file.show()

    def action_backup(self) -> None:
        """Make a verified copy of the file now."""
        self.file.backup()

    def action_past(self) -> None:
        """Ask for a day and show the book as it was then, in a dashboard of its own that cannot change it."""
        self.file.ask_for_a_day()

    def action_away(self) -> None:
        """Show what the next time away means; without one, ask for it."""
        self.away.show()

    def action_away_report(self) -> None:
        """Show again what came due in the last time away."""
        self.away.show_report()

    def action_watch(self) -> None:
        """Have the machine watch, or take that away; asks first."""
        self.watching.ask()

    def action_send_mail(self) -> None:
        """Send what waits, now."""
        self.mail.send_now()

    async def action_send_again(self, uid: str) -> None:
        """Send a mail that is stuck again, now."""
        await self.mail.send_again(uid)

    def action_mail_account(self) -> None:
        """Ask for the mail account; show first what one from elsewhere would do."""
        from delegator_tui.screens.services.mail_account import open_account

        open_account(self.runner, self, self.mail)


def settle_memory() -> None:
    """Take what is in memory now as lasting: the collector need not walk through the book at each turn."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
