"""A letter goes: copied, opened in the mail program, sent, or called instead; each is logged in the same press."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.model.kept import Kept
from delegator_tui.rules.messages.fill import Message, split
from delegator_tui.rules.messages.letters import MAIL, Letter, can_mail, has_body, mail_link
from delegator_tui.screens.terminal import editor
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.letters import Letters, Writing
from delegator_tui.widgets.letter_pane import LetterPane, Words

HandOut = Callable[[Message], None]


class Outgoing:
    """Lets the letter on show go, with what is typed over it. ``gone`` is told what was done."""

    def __init__(self, view: BookScreen, writing: Writing, letters: Letters, gone: Callable[[Done], None]) -> None:
        self._view = view
        self._writing = writing
        self._letters = letters
        self._gone = gone
        self.typed: dict[str, Words] = {}
        """What is typed over letters, by contractor."""
        self.about: str | None = None
        """The contractor whose letter is being logged."""
        self._asked_to_leave = False

    # ---- what is typed

    def keep_typed(self) -> None:
        """Keep what is typed over the letter on show."""
        letter = self._letters.here
        if letter is None:
            return
        typed = self._view.query_one(LetterPane).typed
        if typed is not None:
            self.typed[letter.contractor] = typed
        else:
            self.typed.pop(letter.contractor, None)

    def unsaved(self) -> Iterator[Kept]:
        """Yield the letters that were written over and have not gone."""
        self.keep_typed()
        book = self._view.the_book
        for who, (subject, words) in self.typed.items():
            if not self._letters.has_gone(who, book):
                fields = (("subject", "Subject", subject), ("words", "", words))
                yield Kept(f"{self._writing.title}: {book.name(who)}", fields)

    def may_leave(self, key: str) -> bool:
        """Tell whether nothing typed would be lost, or the owner has said so by pressing the key twice."""
        self.keep_typed()
        if not self.typed or self._asked_to_leave:
            return True
        self._asked_to_leave = True
        self._view.say(f"What you changed has not gone to anybody: {key} again leaves it.")
        return False

    def edit(self) -> None:
        """Open the owner's editor on subject and text."""
        pane = self._view.query_one(LetterPane)
        message = pane.message
        try:
            again = editor.changed(self._view.app, f"Subject: {message.subject}\n\n{message.body}")
            pane.write_over(split(again))
        except DelegatorError as error:
            self._view.tell(error)

    # ---- letting it go

    def may(self, name: str) -> bool:
        """Tell whether a way to let the letter go is open."""
        letter = self._letters.here
        if letter is None:
            return False
        ways = {
            "mail": bool(letter.message.to),
            "send": bool(letter.message.to) and can_mail(self._view.the_book),
            "call": letter.chase is not None,
            "skip": not self._writing.single,
        }
        return ways.get(name, True)

    def copy(self) -> None:
        """Put the text on the clipboard (OSC 52), and log it."""
        letter = self._letters.here
        if letter:
            self._let_go(letter.by_hand, lambda message: self._view.app.copy_to_clipboard(message.body), "copied")

    def open_mail(self) -> None:
        """Open it in the mail program, and log it."""
        self._let_go(MAIL, self._open, "opened")

    def send(self) -> None:
        """Queue it to be sent by mail."""
        self._let_go(MAIL, None)

    def call(self) -> None:
        """Log what was said on the telephone about the first thing."""
        from delegator_tui.screens.forms.heard import heard_form

        letter, book = self._letters.here, self._view.the_book
        handoff = book.handoffs.get(letter.handoffs[0]) if letter else None
        if handoff:
            self._view.ask(heard_form(handoff, book, self._view.hands, by="phone"), self._gone)

    def _let_go(self, channel: str, then: HandOut | None, how: str = "", *, anyway: bool = False) -> None:
        """Log the letter, and ``how`` it is handed out; then do that. Without ``then`` it is queued to be sent."""
        letter = self._letters.here
        if letter is not None:
            self._view.run_worker(self._log(letter, channel, then, how, anyway=anyway), group="verbs")

    async def _log(self, letter: Letter, channel: str, then: HandOut | None, how: str, *, anyway: bool) -> None:
        message = self._view.query_one(LetterPane).message
        self.about = letter.contractor
        keep = partial(self._writing.log, anyway=anyway, by_hand=then is not None, how=how)
        outcome = await self._view.hands.do(lambda desk: keep(desk, letter, message, channel))
        self.about = None
        if isinstance(outcome, Refused) and outcome.force and not anyway:
            self._ask_anyway(str(outcome), lambda: self._let_go(channel, then, how, anyway=True))
        elif isinstance(outcome, DelegatorError):
            self._view.tell(outcome)
        else:
            if then is not None:
                then(message)
            self._gone(outcome)

    def _ask_anyway(self, why: str, go: Callable[[], None]) -> None:
        from delegator_tui.screens.dialogs.confirm import Confirm

        self._view.app.push_screen(Confirm(why, "write all the same"), lambda yes: go() if yes else None)

    def _open(self, message: Message) -> None:
        link = mail_link(message)
        if not has_body(link):
            self._view.app.copy_to_clipboard(message.body)
            self._view.notify("The text is too long for a link: it is on the clipboard, paste it.", markup=False)
        self._view.app.open_url(link)
