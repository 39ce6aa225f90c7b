"""The keys of a letter: copy it, open it in the mail program, send it, call instead; each logs it in the same press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.model.book import Book
from delegator_tui.model.kept import Kept
from delegator_tui.rules.messages.fill import Message, split
from delegator_tui.rules.messages.letters import MAIL, Letter, can_mail, has_body, mail_link, was_chased_today
from delegator_tui.screens.hands import Hands
from delegator_tui.screens.leaving import Leaving
from delegator_tui.screens.terminal import editor
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.widgets.letter_pane import LetterPane, Words
from delegator_tui.widgets.record_list import RecordList

HandOut = Callable[[Message], None]
Log = Callable[..., Done]


def log(desk: Desk, letter: Letter, message: Message, channel: str, *, anyway: bool, by_hand: bool, how: str) -> Done:
    """Log a letter by its verb."""
    if letter.chase is not None:
        return desk.handoffs.nudge(letter.chase, message, channel, anyway=anyway, by_hand=by_hand, how=how)
    return desk.handoffs.write(letter.handoffs[0], message, channel, by_hand=by_hand, how=how)


class Writing(NamedTuple):
    """What is written: ``all`` the letters, ``one`` of a contractor anew; ``title`` in the headline.

    ``single``: there is one letter only, and letting it go ends it. ``log`` is the verb that logs one, ``done`` tells
    whether a contractor's has gone; ``gone`` and ``to_do`` are the words for that and for what has not.
    """

    title: str
    all: Callable[[Book], list[Letter]]
    one: Callable[[str, Book], Letter | None]
    single: bool = False
    log: Log = log
    done: Callable[[str, Book], bool] = was_chased_today
    gone: str = "chased"
    to_do: str = "to ask"


class LetterKeys(Leaving, BookScreen):
    """A screen with a letter on show. ``tell`` is how the view below hears what was done with a single one."""

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

    def __init__(self, hands: Hands, book: Book, writing: Writing, tell: Callable[[Done], None]) -> None:
        super().__init__(hands, book)
        self.writing = writing
        self._tell = tell
        self._typed: dict[str, Words] = {}
        self._about: str | None = None
        self._asked_to_leave = False

    @property
    def letter(self) -> Letter | None:
        """The letter on show."""
        return None

    def go_on(self) -> None:
        """Show the next letter that has not gone."""

    def keep_typed(self) -> None:
        """Keep what is typed over the letter on show."""
        if self.letter is None:
            return
        typed = self.query_one(LetterPane).typed
        if typed is not None:
            self._typed[self.letter.contractor] = typed
        else:
            self._typed.pop(self.letter.contractor, None)

    def unsaved(self) -> Iterator[Kept]:
        """Yield the letters that were written over and have not gone."""
        self.keep_typed()
        for who, (subject, words) in self._typed.items():
            if not self.writing.done(who, self.the_book):
                fields = (("subject", "Subject", subject), ("words", "", words))
                yield Kept(f"{self.writing.title}: {self.the_book.name(who)}", fields)

    def may(self, name: str) -> bool:
        """Tell whether a way to let the letter go is open."""
        letter = self.letter
        if letter is None:
            return False
        ways = {
            "mail": bool(letter.message.to),
            "send": bool(letter.message.to) and can_mail(self.the_book),
            "call": letter.chase is not None,
            "skip": not self.writing.single,
        }
        return ways.get(name, True)

    # ---- keys

    def action_copy(self) -> None:
        """Put the text on the clipboard (OSC 52), and log it."""
        if self.letter:
            self._let_go(self.letter.by_hand, lambda message: self.app.copy_to_clipboard(message.body), "copied")

    def action_mail(self) -> None:
        """Open it in the mail program, and log it."""
        self._let_go(MAIL, self._open_mail, "opened")

    def action_send(self) -> None:
        """Queue it to be sent by mail."""
        self._let_go(MAIL, None)

    def action_call(self) -> None:
        """Log what was said on the telephone about the first thing."""
        from delegator_tui.screens.forms.heard import Heard

        letter, book = self.letter, self.the_book
        handoff = book.handoffs.get(letter.handoffs[0]) if letter else None
        if handoff:
            self.ask(Heard(handoff, book, self.hands, by="phone"), self._gone)

    def action_edit(self) -> None:
        """Put the cursor into the text."""
        self.query_one("#words").focus()

    def action_editor(self) -> None:
        """Open the owner's editor on subject and text."""
        pane = self.query_one(LetterPane)
        message = pane.message
        try:
            again = editor.changed(self.app, f"Subject: {message.subject}\n\n{message.body}")
            pane.write_over(split(again))
        except DelegatorError as error:
            self.tell(error)

    def action_leave(self) -> None:
        """Back: from the text to the list, from the list to the view."""
        if isinstance(self.focused, Input | TextArea):
            self.set_focus(None if self.writing.single else self.query_one(RecordList))
            self.show_hints()
        elif self.may_leave("esc"):
            self.dismiss(None)

    def may_leave(self, key: str) -> bool:
        """Tell whether nothing typed would be lost, or the owner has said so by pressing the key twice."""
        self.keep_typed()
        if not self._typed or self._asked_to_leave:
            return True
        self._asked_to_leave = True
        self.say(f"What you changed has not gone to anybody: {key} again leaves it.")
        return False

    # ---- letting it go

    def _let_go(self, channel: str, then: HandOut | None, how: str = "", *, anyway: bool = False) -> None:
        """Log the letter, and ``how`` it is handed out; then do that. Without ``then`` it is queued to be sent."""
        letter = self.letter
        if letter is not None:
            self.run_worker(self._log(letter, channel, then, how, anyway=anyway), group="verbs")

    async def _log(self, letter: Letter, channel: str, then: HandOut | None, how: str, *, anyway: bool) -> None:
        message = self.query_one(LetterPane).message
        self._about = letter.contractor
        keep = partial(self.writing.log, anyway=anyway, by_hand=then is not None, how=how)
        outcome = await self.hands.do(lambda desk: keep(desk, letter, message, channel))
        self._about = None
        if isinstance(outcome, Refused) and outcome.force and not anyway:
            self._ask_anyway(str(outcome), lambda: self._let_go(channel, then, how, anyway=True))
        elif isinstance(outcome, DelegatorError):
            self.tell(outcome)
        else:
            if then is not None:
                then(message)
            self._gone(outcome)

    def _ask_anyway(self, why: str, go: Callable[[], None]) -> None:
        from delegator_tui.screens.dialogs.confirm import Confirm

        self.app.push_screen(Confirm(why, "write all the same"), lambda yes: go() if yes else None)

    def _open_mail(self, message: Message) -> None:
        link = mail_link(message)
        if not has_body(link):
            self.app.copy_to_clipboard(message.body)
            self.notify("The text is too long for a link: it is on the clipboard, paste it.", markup=False)
        self.app.open_url(link)

    def _gone(self, done: Done) -> None:
        """Say what was done, and go on."""
        if self.letter is not None:
            self.query_one(LetterPane).load(self.letter)
        if self.writing.single:
            self.leave(None)
            self._tell(done)
        else:
            self.go_on()
            self.tell(done)
