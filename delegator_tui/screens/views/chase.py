"""The chase list: one message a contractor, written already; one key lets it go, logs it, and goes on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from delegator_tui.desk.done import Done
from delegator_tui.model.book import Book
from delegator_tui.model.text import shown
from delegator_tui.rules.messages.letters import MAIL, Letter, say_last
from delegator_tui.rules.today.sections import FINISHED, LATE, WITH_THEM
from delegator_tui.screens.dialogs.dialog import OVER
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.views.letter_keys import LetterKeys, Writing
from delegator_tui.widgets.key_bar import Hint, KeyBar
from delegator_tui.widgets.letter_pane import LetterPane
from delegator_tui.widgets.list_layout import Cell, Column
from delegator_tui.widgets.record_list import RecordList

COLUMNS = (
    Column(1, gap=1), Column(8), Column(0, min_width=14), Column(8, align="right", drop=2),
    Column(10, drop=3), Column(0, min_width=16, drop=4, gap=0),
)  # fmt: skip
WIDE = 100
"""Cells from which on the letter stands beside the list."""
LOW = 16
"""Lines below which all else makes room for the text."""
HINTS = {
    "copy": Hint("c", "copy", "copy"), "mail": Hint("o", "mail program", "mail"), "send": Hint("s", "send", "send"),
    "call": Hint("p", "I called", "call"), "skip": Hint("x", "skip", "skip"), "edit": Hint("e", "edit", "edit"),
}  # fmt: skip
NOBODY = "Nobody is to be asked about anything now."


class ChaseScreen(LetterKeys):
    """Goes through letters. Answers nothing; the view below is told what was done with a single one."""

    VIEW = "handoffs"
    CSS_PATH = OVER
    AUTO_FOCUS = "RecordList"

    def __init__(self, hands: Hands, book: Book, writing: Writing, tell: Callable[[Done], None]) -> None:
        super().__init__(hands, book, writing, tell)
        self._letters = {letter.contractor: letter for letter in writing.all(book)}
        self._drawn_of = (book.version, book.now.at)
        self._skipped: set[str] = set()
        self._showing = ""

    def compose_body(self) -> ComposeResult:
        yield Static("", classes="headline")
        with Container(classes="letters"):
            yield RecordList(self._draw, COLUMNS, empty=NOBODY)
            yield LetterPane()

    # ---- which letter

    @property
    def letter(self) -> Letter | None:
        """The letter on show."""
        return self._letters.get(self._showing)

    def _is_done(self, who: str) -> bool:
        return self.writing.done(who, self.the_book)

    def _renew(self, book: Book) -> None:
        """Write the letters anew after a change; of what was done here, only that contractor's."""
        if self._drawn_of == (book.version, book.now.at):
            return
        self._drawn_of = (book.version, book.now.at)
        if self._about is not None:
            found = {self._about: self.writing.one(self._about, book)}
        else:
            found = dict.fromkeys(self._letters) | {letter.contractor: letter for letter in self.writing.all(book)}
        for who, letter in found.items():
            if letter is not None:
                self._letters[who] = letter
            elif not self.writing.done(who, book):
                self._letters.pop(who, None)

    def go_on(self) -> None:
        """Go on to the next one that is not done."""
        order = [*self._letters]
        at = order.index(self._showing) if self._showing in order else 0
        left = (who for who in order[at + 1 :] + order[:at] if not (self._is_done(who) or who in self._skipped))
        found = next(left, None)
        if found:
            self.query_one(RecordList).move_to(found)
        else:
            self.say("Nobody is left here: esc goes back.")

    # ---- how it is drawn

    def show_book(self, book: Book) -> None:
        self._renew(book)
        rows = self.query_one(RecordList)
        rows.display = not self.writing.single
        rows.styles.max_height = self._rows_shown()
        rows.set_lines([*self._letters])
        late = sum(letter.days_late > 0 for letter in self._letters.values())
        left = sum(not self._is_done(who) for who in self._letters)
        count = "" if self.writing.single else f"   {left} to write to" + (f" · {late} late" if late else "")
        self.query_one(".headline", Static).update(Content.assemble((shown(self.writing.title), "bold"), count))
        self._show_letter(rows.current or "")

    def _rows_shown(self) -> int:
        """Return how many rows the list has above the letter: few, for the letter is to be read."""
        width, height = self.app.size
        if width >= WIDE:
            return len(self._letters)
        return max(1, min(len(self._letters), height // 4)) if height >= LOW else 1

    def on_resize(self) -> None:
        self.show_book(self.the_book)

    def _show_letter(self, who: str) -> None:
        """Show a letter; what was typed over another one is kept."""
        pane = self.query_one(LetterPane)
        self.keep_typed()
        pane.display = who in self._letters
        if who in self._letters:
            self._showing = who
            pane.load(self._letters[who], self._typed.get(who))
        self.show_hints()

    def _draw(self, who: str) -> Sequence[Cell]:
        letter, book = self._letters[who], self.the_book
        done, days = self._is_done(who), letter.days_late
        mark = FINISHED if done else LATE if days else WITH_THEM
        lead = (
            self.writing.gone
            if done
            else "skipped"
            if who in self._skipped
            else f"{days} d late"
            if days
            else self.writing.to_do
        )
        tone = "muted" if done or who in self._skipped or not days else "overdue"
        count = len(letter.handoffs)
        return (
            Cell(mark, tone), Cell(lead, tone), Cell(book.name(who)),
            Cell(f"{count} thing{'s' if count > 1 else ''}", "muted"), Cell(say_last(who, book) or "not yet", "muted"),
            Cell(letter.held, "muted"),
        )  # fmt: skip

    def show_hints(self) -> None:
        """Name the best way to reach them first."""
        if isinstance(self.focused, Input | TextArea):
            hints = [Hint("esc", "back to the list", "leave"), Hint("ctrl+g", "editor", "editor")]
        else:
            first = {"phone": "call", MAIL: "send" if self.may("send") else "mail"}
            best = first.get(self.letter.channel if self.letter else "", "copy")
            order = sorted(HINTS, key=lambda name: name != best)
            hints = [HINTS[name] for name in order if self.may(name)]
            hints += [self.hint("undo"), Hint("esc", "back", "leave")]
        self.query_one(KeyBar).hints = (*hints[:7], self.hint("help"))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.may(action) if action in HINTS else super().check_action(action, parameters)

    def on_record_list_moved(self, message: RecordList.Moved) -> None:
        self._show_letter(message.key or "")

    def on_record_list_opened(self, _: RecordList.Opened) -> None:
        self.action_edit()

    def on_descendant_focus(self) -> None:
        self.set_class(isinstance(self.focused, Input | TextArea), "-typing")
        self.show_hints()

    def action_skip(self) -> None:
        """Leave this one for now and go on."""
        self._skipped.add(self._showing)
        self.query_one(RecordList).refresh()
        self.go_on()
