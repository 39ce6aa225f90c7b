"""The chase list: one message a contractor, written already; one key lets it go, logs it, and goes on to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from delegator_tui.desk.done import Done
from delegator_tui.model.book import Book
from delegator_tui.model.kept import Kept
from delegator_tui.model.text import shown
from delegator_tui.rules.messages.letters import MAIL, say_last
from delegator_tui.rules.today.sections import FINISHED, LATE, WITH_THEM
from delegator_tui.screens.closing import Closer
from delegator_tui.screens.dialogs.dialog import OVER
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.letters import Letters, Writing
from delegator_tui.screens.views.outgoing import Outgoing
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.letter_pane import LetterPane
from delegator_tui.widgets.list_layout import Cell, Layout
from delegator_tui.widgets.record_list import RecordList

COLUMNS = (
    Layout(1, gap=1), Layout(8), Layout(0, min_width=14), Layout(8, align="right", drop=2),
    Layout(10, drop=3), Layout(0, min_width=16, drop=4, gap=0),
)  # fmt: skip
WIDE = 100
"""Cells from which on the letter stands beside the list."""
LOW = 16
"""Lines below which all else makes room for the text."""
HINTS = {
    "copy": Hint("c", "copy", "copy"), "mail": Hint("o", "mail program", "mail"), "send": Hint("s", "send", "send"),
    "call": Hint("p", "I called", "call"), "skip": Hint("x", "skip", "skip"), "edit": Hint("e", "edit", "edit"),
}  # fmt: skip
NOBODY = "Nothing to ask anybody right now."


class ChaseScreen(BookScreen):
    """Goes through letters. Answers nothing; ``tell`` is how the view below hears what was done with a single one."""

    CSS_PATH = OVER
    FORMS_OVER = False
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy the text: you send it yourself", show=False),
        Binding("o", "mail", "Open it in your mail program", show=False),
        Binding("s", "send", "Send it by mail", show=False),
        Binding("p", "call", "You called: log what they said", show=False),
        Binding("x", "skip", "Not this one now", show=False),
        Binding("e,enter", "edit", "Edit the text", show=False),
        Binding("ctrl+g", "editor", "Subject and text in your own editor", show=False),
        Binding("escape,q", "leave", "Back", show=False),
    ]

    def __init__(self, runner: VerbRunner, book: Book, writing: Writing, tell: Callable[[Done], None]) -> None:
        super().__init__(runner, book)
        self.writing = writing
        self.letters = Letters(writing, book)
        self.outgoing = Outgoing(self, writing, self.letters, self._gone)
        self._closer = Closer(self)
        self._tell = tell

    @property
    def name_of_view(self) -> str:
        return "handoffs"

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        with Container(classes="letters"):
            yield RecordList(self._draw, COLUMNS, empty=NOBODY)
            yield LetterPane()

    def unsaved(self) -> Iterator[Kept]:
        """Yield the letters that were written over and have not gone."""
        return self.outgoing.unsaved()

    def may_leave(self, key: str) -> bool:
        """Tell whether nothing typed would be lost, or the owner has said so by pressing the key twice."""
        return self.outgoing.may_leave(key)

    def on_screen_resume(self) -> None:
        self._closer.resume()

    # ---- a letter that went

    def _gone(self, done: Done) -> None:
        """Say what was done, and go on."""
        if self.letters.here is not None:
            self.query_one(LetterPane).load(self.letters.here)
        if self.writing.single:
            self._closer.close(None)
            self._tell(done)
        else:
            self._go_on()
            self.tell(done)

    def _go_on(self) -> None:
        """Go on to the next one that has not gone."""
        found = self.letters.next_left(self.the_book)
        if found:
            self.query_one(RecordList).move_to(found)
        else:
            self.say("Nobody left to write to: esc goes back.")

    # ---- how it is drawn

    def show_book(self, book: Book) -> None:
        self.letters.renew(book, self.outgoing.about)
        rows = self.query_one(RecordList)
        rows.display = not self.writing.single
        rows.styles.max_height = self._rows_shown()
        rows.set_lines([*self.letters.of])
        count = "" if self.writing.single else f"   {self.letters.counts(book)}"
        self.query_one(".headline", Static).update(Content.assemble((shown(self.writing.title), "bold"), count))
        self._show_letter(rows.current or "")

    def _rows_shown(self) -> int:
        """Return how many rows the list has above the letter: few, for the letter is to be read."""
        width, height = self.app.size
        if width >= WIDE:
            return len(self.letters.of)
        return max(1, min(len(self.letters.of), height // 4)) if height >= LOW else 1

    def on_resize(self) -> None:
        self.show_book(self.the_book)

    def _show_letter(self, who: str) -> None:
        """Show a letter; what was typed over another one is kept."""
        pane = self.query_one(LetterPane)
        self.outgoing.keep_typed()
        pane.display = who in self.letters.of
        if who in self.letters.of:
            self.letters.showing = who
            pane.load(self.letters.of[who], self.outgoing.typed.get(who))
        self.show_hints()

    def _draw(self, who: str) -> Sequence[Cell]:
        letter, book = self.letters.of[who], self.the_book
        done, days = self.letters.has_gone(who, book), letter.days_late
        mark = FINISHED if done else LATE if days else WITH_THEM
        tone = "muted" if done or who in self.letters.skipped or not days else "overdue"
        count = len(letter.handoffs)
        return (
            Cell(mark, tone), Cell(self.letters.lead(who, book), tone), Cell(book.name(who)),
            Cell(f"{count} thing{'s' if count > 1 else ''}", "muted"), Cell(say_last(who, book) or "not yet", "muted"),
            Cell(letter.held, "muted"),
        )  # fmt: skip

    def show_hints(self) -> None:
        """Name the best way to reach them first."""
        if isinstance(self.focused, Input | TextArea):
            hints = [Hint("esc", "back to the list", "leave"), Hint("ctrl+g", "editor", "editor")]
        else:
            letter = self.letters.here
            first = {"phone": "call", MAIL: "send" if self.outgoing.may("send") else "mail"}
            best = first.get(letter.channel if letter else "", "copy")
            order = sorted(HINTS, key=lambda name: name != best)
            hints = [HINTS[name] for name in order if self.outgoing.may(name)]
            hints += [self.hint("undo"), Hint("esc", "back", "leave")]
        self.query_one(KeyBar).offer(hints, self.hint("help"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.outgoing.may(action) if action in HINTS else super().check_action(action, parameters)

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        self._show_letter(message.key or "")

    def on_record_list_opened(self, _: RecordList.Opened) -> None:
        self.action_edit()

    def on_descendant_focus(self) -> None:
        self.set_class(isinstance(self.focused, Input | TextArea), "-typing")
        self.show_hints()

    # ---- keys

    def action_copy(self) -> None:
        """Put the text on the clipboard, and log it."""
        self.outgoing.copy()

    def action_mail(self) -> None:
        """Open it in the mail program, and log it."""
        self.outgoing.open_mail()

    def action_send(self) -> None:
        """Queue it to be sent by mail."""
        self.outgoing.send()

    def action_call(self) -> None:
        """Log what was said on the telephone about the first thing."""
        self.outgoing.call()

    def action_edit(self) -> None:
        """Put the cursor into the text."""
        self.query_one("#words").focus()

    def action_editor(self) -> None:
        """Open the owner's editor on subject and text."""
        self.outgoing.edit()

    def action_leave(self) -> None:
        """Back: from the text to the list, from the list to the view."""
        if isinstance(self.focused, Input | TextArea):
            self.set_focus(None if self.writing.single else self.query_one(RecordList))
            self.show_hints()
        elif self.may_leave("esc"):
            self.dismiss(None)

    def action_skip(self) -> None:
        """Leave this one for now and go on."""
        self.letters.skipped.add(self.letters.showing)
        self.query_one(RecordList).refresh()
        self._go_on()
