"""What every view is made of: the bound book, the bars, the row under the cursor and the walk from key to verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from msgspec import structs
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from delegator_tui.commands import BY_ID, COMMANDS, IN_BULK, OF_ROWS
from delegator_tui.desk.done import UNDONE, Done
from delegator_tui.errors import DelegatorError, NotSaved
from delegator_tui.keys import key_of, shown
from delegator_tui.model.book import Book
from delegator_tui.model.records import TABLES, Handoff, Record
from delegator_tui.model.text import shown as safe
from delegator_tui.rules.records.available import NOTHING, Steps, steps
from delegator_tui.rules.tasks import plate
from delegator_tui.screens.hands import Hands, Verb
from delegator_tui.screens.views.slip import Slip, noticing, slipped
from delegator_tui.screens.whole import Whole
from delegator_tui.widgets.banner import Banner
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.said_line import SaidLine
from delegator_tui.widgets.top_bar import Tab, TopBar

WIDE = 100
"""Cells from which on two things stand side by side, such as a list and the detail of its row."""
ROW_COMMANDS = tuple(command for command in COMMANDS if command.on in OF_ROWS)
OF_ACTION: dict[str, list[str]] = {}
for _command in ROW_COMMANDS:
    OF_ACTION.setdefault(_command.action, []).append(_command.id)

BY_ITSELF = frozenset({"messages", "reminders", "settings"})
"""Tables that change without the owner; of the settings some fields do."""
KEPT_BY_ITSELF = ("updated", "theme", "watch_offered", "away_told", "review")
NAMED = ("handoffs", "tasks", "contractors", "messages")
"""Tables whose records a sentence names."""
MAX_HINTS = 3
"""Hints of the row beside the likely one."""
OFFERED = 2
"""What a sentence offers at most to follow."""


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


class BookScreen(Screen[None]):
    """A view of the book. Subclasses give their body and say which record is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(*OF_ROWS)
    VIEW: ClassVar[str] = ""
    book: reactive[Book | None] = reactive(None, init=False, repaint=False)

    def __init__(self, hands: Hands, book: Book) -> None:
        super().__init__()
        self.hands = hands
        self._whole = Whole(self)
        self.slip = Slip(self.set_timer)
        self.set_reactive(BookScreen.book, book)

    # ---- what a subclass says

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
        record = self.record()
        return [record] if record is not None else []

    def pointed(self) -> tuple[str, ...]:
        """Return the keys of the rows that a key acts on, as they stand there."""
        return tuple(record.uid for record in self.chosen())

    def more_hints(self, book: Book) -> Iterable[Hint]:
        """Yield the hints of this view that follow those of the row."""
        yield self.hint("add")

    # ---- how it is drawn

    def compose(self) -> ComposeResult:
        yield TopBar(self.VIEW)
        yield Banner()
        yield from self.compose_body()
        yield SaidLine()
        yield KeyBar()

    def on_mount(self) -> None:
        self._refresh()

    def _compositor_refresh(self) -> None:
        """Render nothing before the first picture is there: Textual would render each step to it, and show none."""
        if self.hands.may_paint and (not self.hands.painted.is_set() or self._whole.may_be_painted()):
            super()._compositor_refresh()

    def watch_book(self, old: Book | None, book: Book | None) -> None:
        if self.stands:
            if old and book and was_acted_on(old, book):
                self.query_one(SaidLine).outdate()
            with noticing(self):
                self._refresh()

    def _refresh(self) -> None:
        book = self.the_book
        own = plate.counts(book)
        self.query_one(TopBar).tabs = (
            Tab("today", "1", "Today"),
            Tab("inbox", "2", "Inbox", own.triage + own.yours),
            Tab("handoffs", "3", "Handoffs", len(book.open_handoffs)),
            Tab("roster", "4", "Roster"),
        )
        self._show_badge()
        self.show_book(book)
        self.show_hints()

    def _show_badge(self) -> None:
        today = self.the_book.today
        badge = "read-only · " if self.hands.standing.read_only else ""
        self.query_one(TopBar).date = f"{badge}{today:%a} {today.day} {today:%b}"
        self.query_one(Banner).notices = self.hands.standing.notices(self.key("file"))

    def show_standing(self) -> None:
        """Tell what stands about the file, and offer only keys that work."""
        if self.stands and self.query_one(Banner).notices != self.hands.standing.notices(self.key("file")):
            self._show_badge()
            self.show_hints()

    @property
    def stands(self) -> bool:
        """Whether the view is whole: its widgets are there, and are not being taken away."""
        return self.is_mounted and self.is_attached and self.app.is_running

    @property
    def the_book(self) -> Book:
        """The book on show."""
        assert self.book is not None
        return self.book

    def show_hints(self) -> None:
        """Tell the truth for the row under the cursor."""
        now = self.steps_now()
        hints = [self.hint("likely", now.words)] if now.likely else []
        hints += [self._hint(id_) for id_ in now.works if id_ != now.likely and id_ in BY_ID][:MAX_HINTS]
        hints += [hint for hint in self.more_hints(self.the_book) if self.check_action(hint.action, ())]
        self.query_one(KeyBar).hints = (*hints[:7], self.hint("help"))
        self.refresh_bindings()

    def steps_now(self) -> Steps:
        """Return what works on the chosen rows: on all of them, where several are marked."""
        if self.book is None or self.hands.standing.read_only:
            return NOTHING
        each = [steps(record, self.the_book) for record in self.chosen()]
        if len(each) < 2:
            return each[0] if each else NOTHING
        works = (id_ for id_ in each[0].works if id_ in IN_BULK and all(id_ in other.works for other in each))
        return Steps(tuple(works))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a key only where it works."""
        if action == "likely":
            return bool(self.steps_now().likely)
        if action in OF_ACTION:
            return any(id_ in self.steps_now().works for id_ in OF_ACTION[action])
        return True

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
        self.tell(await self.hands.do(verb), tone)

    def tell(self, outcome: Done | DelegatorError, tone: str = "") -> None:
        """Show the sentence of a verb, or the refusal."""
        line = self.query_one(SaidLine)
        if isinstance(outcome, NotSaved):
            line.say("Not done: the banner says why. The same key tries again.", "bad")
        elif isinstance(outcome, DelegatorError):
            line.say(safe(str(outcome)), "bad", names=self._names())
        else:
            self.hands.offers = outcome.offers
            line.say(safe(outcome.message), tone, self._tails(outcome), self._names(outcome))

    def _tails(self, done: Done) -> list[str]:
        """Return what may follow, each with its key, in more and in fewer words: ``M message to Ann · u undoes it.``"""
        undo = f"{self.key('undo')} undoes it." if done.uid else ""
        undo = f"{self.key('redo')} brings it back." if done.kind == UNDONE else undo
        offers = [(self.key(offer.command), offer) for offer in done.offers[:OFFERED]]
        long = [f"{key} {safe(offer.words)}" for key, offer in offers]
        short = [f"{key} {BY_ID[offer.command].words}" for key, offer in offers]
        return [" · ".join(filter(None, [*words, undo])) for words in (long, short, short[:1], [])]

    def _names(self, done: Done | None = None) -> list[str]:
        """Return what a sentence may shorten: names of the record it is about, and of the one under the cursor."""
        from delegator_tui.rules.search.names import said_with

        book = self.hands.desk.book
        found = next((record for table in NAMED if (record := book.table(table).get(done and done.uid))), None)
        names = [*said_with(found, book), *said_with(self.record(), book), done.about if done else ""]
        return [safe(name) for name in names]

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

    def _hint(self, id_: str) -> Hint:
        return self.hint(id_, "delivered" if id_ == "finish" and isinstance(self.record(), Handoff) else "")
