"""A letter goes: copied or opened in the mail program and sent by the owner, sent by the program, or called instead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from delegator_tui.desk.done import Done
from delegator_tui.errors import DelegatorError, Refused
from delegator_tui.model.kept import Kept
from delegator_tui.rules.messages.fill import Message, split
from delegator_tui.rules.messages.letters import MAIL, Letter, can_mail, has_body, mail_link
from delegator_tui.rules.messages.pasting import where_to
from delegator_tui.screens.copying import copy
from delegator_tui.screens.terminal import editor
from delegator_tui.screens.views.base import BookScreen
from delegator_tui.screens.views.letters import Letters, Writing
from delegator_tui.widgets.letter_pane import LetterPane, Words

HandOut = Callable[[Letter, Message], Awaitable[str]]
"""Hands a letter to the owner; returns the sentence on what happened, empty when nothing did."""


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
        """Put the text on the clipboard; it is logged once the owner has sent it."""
        letter = self._letters.here
        if letter:
            self._hand_out(letter.by_hand, self._copied)

    def open_mail(self) -> None:
        """Open it in the mail program; it is logged once the owner has sent it."""
        self._hand_out(MAIL, self._opened)

    def send(self) -> None:
        """Queue it to be sent by mail."""
        self._let_go(MAIL)

    def call(self) -> None:
        """Log what was said on the telephone about the first thing."""
        from delegator_tui.screens.forms.heard import heard_form

        letter, book = self._letters.here, self._view.the_book
        handoff = book.handoffs.get(letter.handoffs[0]) if letter else None
        if handoff:
            self._view.ask(heard_form(handoff, book, self._view.runner, by="phone"), self._gone)

    def _hand_out(self, channel: str, way: HandOut, *, anyway: bool = False) -> None:
        """Hand the letter to the owner by ``way``, ask whether it is sent, and log it then."""
        letter = self._letters.here
        if letter is None:
            return
        if letter.held and not anyway:
            self._ask_anyway(f"{self._view.the_book.name(letter.contractor)}: {letter.held}.",
                             lambda: self._hand_out(channel, way, anyway=True))  # fmt: skip
            return
        self._view.run_worker(self._handed(letter, channel, way, anyway=anyway), group="handing out", exclusive=True)

    async def _handed(self, letter: Letter, channel: str, way: HandOut, *, anyway: bool) -> None:
        from delegator_tui.screens.dialogs.confirm import sent_dialog

        message = self._view.query_one(LetterPane).message
        said = await self._view.runner.beside(way(letter, message))

        def told(is_sent: bool | None) -> None:
            if is_sent:
                keep = self._log(letter, message, channel, by_hand=True, anyway=anyway)
                self._view.run_worker(keep, group="verbs")
            else:
                self._view.say("It does not count as sent. The same key hands it out again.")

        if said:
            self._view.app.push_screen(sent_dialog(said), told)

    def _let_go(self, channel: str, *, anyway: bool = False) -> None:
        """Queue the letter to be sent, and log it."""
        letter = self._letters.here
        if letter is not None:
            message = self._view.query_one(LetterPane).message
            self._view.run_worker(self._log(letter, message, channel, by_hand=False, anyway=anyway), group="verbs")

    async def _log(self, letter: Letter, message: Message, channel: str, *, by_hand: bool, anyway: bool) -> None:
        self.about = letter.contractor
        keep = partial(self._writing.log, anyway=anyway, by_hand=by_hand, how="")
        outcome = await self._view.runner.do(lambda desk: keep(desk, letter, message, channel))
        self.about = None
        if isinstance(outcome, Refused) and outcome.force and not anyway:
            self._ask_anyway(str(outcome), lambda: self._again(letter, message, channel, by_hand=by_hand))
        elif isinstance(outcome, DelegatorError):
            self._view.tell(outcome)
        else:
            self._gone(outcome)

    def _again(self, letter: Letter, message: Message, channel: str, *, by_hand: bool) -> None:
        keep = self._log(letter, message, channel, by_hand=by_hand, anyway=True)
        self._view.run_worker(keep, group="verbs")

    def _ask_anyway(self, why: str, go: Callable[[], None]) -> None:
        from delegator_tui.screens.dialogs.confirm import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                go()

        self._view.app.push_screen(Confirm(why, "write all the same"), answered)

    # ---- by hand

    async def _copied(self, letter: Letter, message: Message) -> str:
        """Copy the words; return what happened, empty where nothing can copy: then that is said here."""
        into = where_to(self._view.the_book.contractors.get(letter.contractor), letter.channel)
        done = await copy(self._view.app, message.body)
        if not done.way:
            self._view.notify(f"Nothing here can copy it. Mark it with the mouse, for {into}.", markup=False)
        return done.say(into) if done.way else ""

    async def _opened(self, letter: Letter, message: Message) -> str:
        """Open the letter in the mail program; what is too long for a link is copied, and pasted by the owner."""
        link = mail_link(message)
        self._view.app.open_url(link)
        if has_body(link):
            return f"Opened in your mail program, to {message.to}."
        done = await copy(self._view.app, message.body)
        where = "is copied" if done.sure else "may be on the clipboard" if done.way else "could not be copied"
        return f"Opened in your mail program, to {message.to}. The text is too long for a link: it {where}, paste it."
