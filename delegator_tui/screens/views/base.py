"""What every view is made of: the bound book, the bars, the row under the cursor and the walk from key to verb."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, ClassVar

from msgspec import structs
from textual import events
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from delegator_tui.commands import BY_ID, COMMANDS, OF_ROWS
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError
from delegator_tui.keys import key_of, shown
from delegator_tui.model.book import Book
from delegator_tui.model.records import TABLES, Record
from delegator_tui.model.text import shown as safe
from delegator_tui.rules.records.available import Steps
from delegator_tui.screens.styling import keep_styles
from delegator_tui.screens.verb_runner import Verb, VerbRunner
from delegator_tui.screens.views.bars import Bars
from delegator_tui.screens.views.row_commands import Do, RowCommands
from delegator_tui.screens.views.slip import Slip, noticing, slipped
from delegator_tui.screens.whole import Whole
from delegator_tui.widgets.banner import Banner
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.said_line import SaidLine
from delegator_tui.widgets.top_bar import TopBar

WIDE = 100
"""Cells from which on two things stand side by side, such as a list and the detail of its row."""
BY_ITSELF = frozenset({"messages", "reminders", "settings"})
"""Tables that change without the owner; of the settings some fields do."""
KEPT_BY_ITSELF = ("updated", "theme", "watch_offered", "away_told", "review")


def was_acted_on(old: Book, book: Book) -> bool:
    """Tell whether something was done since: more than a mail that left, a reminder that was said, an offer made."""
    if old.version == book.version:
        return False
    mine = structs.replace(old.settings, **{name: getattr(book.settings, name) for name in KEPT_BY_ITSELF})
    changed = (old.table(table) is not book.table(table) for table in TABLES if table not in BY_ITSELF)
    return any(changed) or (mine != book.settings and bool(old.settings.uid))


def bindings_of(*kinds: str) -> list[BindingType]:
    """Return the bindings of all commands that work on these kinds of things."""
    return [
        Binding(command.keys, command.action, command.words, id=command.id, tooltip=command.help)
        for command in COMMANDS
        if command.on in kinds and command.keys
    ]


def may(screen: Screen[Any], action: str) -> bool:
    """Tell whether an action of a screen, or of the app, works now."""
    of, name, parameters = parse(action)
    return bool((screen.app if of == "app" else screen).check_action(name, parameters))


class BookScreen(Screen[None]):
    """A view of the book. Subclasses give their body and say which record is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(*OF_ROWS)
    FORMS_OVER: ClassVar[bool] = True
    """Whether a form of the program's own may open over it."""
    book: reactive[Book | None] = reactive(None, init=False, repaint=False)
    _keep_styles = keep_styles

    def __init__(self, runner: VerbRunner, book: Book) -> None:
        super().__init__()
        self.runner = runner
        self._whole = Whole(self)
        self.slip = Slip(self.set_timer)
        self._bars = Bars(self)
        self.commands = RowCommands(self, self.own_ways())
        self.set_reactive(BookScreen.book, book)

    # ---- what a subclass says

    @property
    def name_of_view(self) -> str:
        """The view whose tab is lit; empty for none."""
        return ""

    def own_ways(self) -> Mapping[str, Do]:
        """Return the commands of rows that this view does in a way of its own, by their ids."""
        return {}

    def compose_body(self) -> ComposeResult:
        """Yield the widgets between the bars."""
        yield from ()

    def show_book(self, book: Book) -> None:
        """Draw the book."""

    def record(self) -> Record | None:
        """Return the record under the cursor."""
        return None

    def chosen(self) -> list[Record]:
        """Return the records that a key acts on: the marked ones, else the one under the cursor."""
        return [record] if (record := self.record()) is not None else []

    def pointed(self) -> tuple[str, ...]:
        """Return the keys of the rows that a key acts on, as they stand there."""
        return tuple(record.uid for record in self.chosen())

    def unmark(self) -> None:
        """Take the marks away."""

    def open_record(self) -> None:
        """Show the record under the cursor whole."""

    def more_hints(self, book: Book) -> Iterable[Hint]:
        """Yield the hints of this view that follow those of the row."""
        yield self.hint("add")

    # ---- how it is drawn

    def compose(self) -> ComposeResult:
        yield TopBar(self.name_of_view)
        yield Banner()
        yield from self.compose_body()
        yield SaidLine()
        yield KeyBar()

    def on_mount(self) -> None:
        self.redraw()

    def _compositor_refresh(self) -> None:
        """Render nothing before the first picture is there: Textual would render each step to it, and show none."""
        if self.runner.may_paint and (not self.runner.painted.is_set() or self._whole.may_be_painted()):
            super()._compositor_refresh()

    def watch_book(self, old: Book | None, book: Book | None) -> None:
        if self.is_ready:
            if old and book and was_acted_on(old, book):
                self.query_one(SaidLine).outdate()
            with noticing(self):
                self.redraw()

    def redraw(self) -> None:
        """Draw all that the book and the row say."""
        book = self.the_book
        self._bars.show_tabs(book)
        self.show_book(book)
        self.show_hints()

    def show_file_status(self) -> None:
        """Tell what stands about the file, and offer only keys that work."""
        if self.is_ready and not self._bars.tells_what_stands():
            self._bars.show_file_status(self.the_book)
            self.show_hints()

    @property
    def is_ready(self) -> bool:
        """Whether the view is whole: its widgets are there, and are not being taken away."""
        return self.is_mounted and self.is_attached and self.app.is_running

    @property
    def the_book(self) -> Book:
        """The book on show."""
        assert self.book is not None
        return self.book

    def show_hints(self) -> None:
        """Tell the truth for the row under the cursor."""
        more = (hint for hint in self.more_hints(self.the_book) if may(self, hint.action))
        hints = (*self._bars.row_hints(self.steps_now()), *more)
        self.query_one(KeyBar).offer(hints, self.hint("help"))
        self.refresh_bindings()
        self.commands.read_events()

    def steps_now(self) -> Steps:
        """Return what works on the chosen rows."""
        return self.commands.steps()

    def offers(self, id_: str) -> bool:
        """Tell whether a command of this view works now."""
        command = BY_ID.get(id_)
        return command is None or (command.on in OF_ROWS and self.commands.offers(id_))

    def do(self, id_: str) -> Awaitable[None] | None:
        """Do a command of this view."""
        return self.commands.do(id_)

    async def action_do(self, id_: str) -> None:
        """Do a command, by its id: what the keys of rows and lists run."""
        doing = self.do(id_)
        if doing is not None:
            await doing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a key only where it works."""
        return self.offers(str(parameters[0])) if action == "do" else True

    def on_key(self, event: events.Key) -> None:
        """Say why a key does nothing here; one that works is left to its binding."""
        from delegator_tui.screens.views.why_not import why_not

        if why := why_not(self, event.key):
            self.say(why)

    # ---- the walk of a key press

    def act(self, verb: Verb, tone: str = "") -> None:
        """Have the desk do a verb, and say what it did or why not."""
        self.run_worker(self._act(verb, tone), group="verbs")

    async def _act(self, verb: Verb, tone: str) -> None:
        self.tell(await self.runner.do(verb), tone)

    def tell(self, outcome: Done | DelegatorError, tone: str = "") -> None:
        """Show the sentence of a verb, or the refusal."""
        self._bars.tell(outcome, tone)

    def show_record(self, record: Record) -> None:
        """Show a record on a screen of its own."""

    def say(self, text: str, tone: str = "") -> None:
        """Show one sentence."""
        self.query_one(SaidLine).say(safe(text), tone)

    def unsay(self, *texts: str) -> None:
        """Take a sentence away if one of these still stands there."""
        if self.is_attached and self.query_one(SaidLine).sentence[0] in texts:
            self.say("")

    def ask(self, dialog: Screen[Any], then: Callable[[Any], None]) -> None:
        """Ask a question on top of the view; ``then`` gets the answer unless it was given up."""

        def answered(answer: object) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(dialog, answered)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        if not slipped(self, message.action):
            self.run_worker(self.run_action(message.action))

    def key(self, id_: str) -> str:
        """Return the key of a command as it is shown, the owner's own key when there is one."""
        return shown(key_of(id_, self.the_book.settings.keys))

    def with_keys(self, text: str) -> str:
        """Return a text of ours with ``{add}`` replaced by the key of that command."""
        return re.sub(r"\{([a-z_.]+)\}", lambda found: self.key(found[1]), text)

    def hint(self, id_: str, words: str = "") -> Hint:
        """Return the hint of a command."""
        return Hint(self.key(id_), safe(words) or BY_ID[id_].words, BY_ID[id_].action)
