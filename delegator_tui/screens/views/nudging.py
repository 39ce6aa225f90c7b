"""The keys of chasing: nudge one, put its reminder off, decide, and write that you are late yourself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from delegator_tui.commands import BY_ID
from delegator_tui.desk.done import Done, Offer
from delegator_tui.desk.verbs.offers import LEVEL, MESSAGE
from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff
from delegator_tui.screens.views.actions import ActingScreen
from delegator_tui.widgets.said_line import SaidLine

if TYPE_CHECKING:
    from delegator_tui.rules.messages.letters import Letter
    from delegator_tui.screens.views.letters import Writing

CHASED = frozenset({"today", "handoffs"})
"""Views with the chase list."""
OFFERS = {"message": MESSAGE, "level": LEVEL}
"""Actions that work on what was offered, too, whatever is under the cursor."""
INSTEAD = {
    "handoff.answer": "answer it", "handoff.send": "send it", "handoff.accept": "accept it",
    "handoff.return": "return it", "handoff.close": "close it", "handoff.pay": "pay it",
}  # fmt: skip
"""What is done with a handoff whose reminder cannot be put off again, where there is no choice to make."""


class NudgingScreen(ActingScreen):
    """A view whose handoffs are chased."""

    _reading = False

    def show_hints(self) -> None:
        super().show_hints()
        if not (self.the_book.events_at_hand or self._reading) and self.the_book.open_handoffs:
            self._reading = True
            self.run_worker(self._read_events())

    async def _read_events(self) -> None:
        """Read what only the events tell, off the screen's thread, once the first picture stands."""
        await self.hands.painted.wait()
        book = self.the_book
        await self.hands.do(lambda _: book.events_by_record, quiet=True)
        self._reading = False
        if self.stands:
            self._refresh()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the chase list where handoffs stand."""
        if action == "chase":
            return self.VIEW in CHASED and not self.hands.desk.read_only
        if action in OFFERS and self._offered(OFFERS[action]):
            return True
        return super().check_action(action, parameters)

    def action_chase(self) -> None:
        """Write to everyone who is late or due a check-in."""
        from delegator_tui.rules.messages.letters import chase_letter, chase_letters
        from delegator_tui.screens.views.letters import Writing

        self._write(Writing("Chase", chase_letters, chase_letter))

    def action_nudge(self) -> None:
        """Write to them about this one."""
        from delegator_tui.rules.messages.letters import nudge_letter

        self._write_on(nudge_letter)

    def action_write(self) -> None:
        """Write that you keep them waiting."""
        from delegator_tui.rules.messages.letters import owner_letter

        self._write_on(owner_letter)

    def action_message(self) -> None:
        """Write what the last step asks for, or what the row under the cursor does."""
        from delegator_tui.rules.messages.letters import message_letter

        record, offer = self.record(), self._offered(MESSAGE)
        stands = bool(self.query_one(SaidLine).sentence[0])
        about = offer.about if offer and (stands or not isinstance(record, Handoff)) else self.handoff_here().uid
        self._write_on(message_letter, about)

    def action_level(self) -> None:
        """Raise a level that accepted work speaks for: what was offered, else the first of the row."""
        from delegator_tui.rules.contractors.levels import proposals

        record, offer = self.record(), self._offered(LEVEL)
        if isinstance(record, Contractor) and (found := proposals(record, self.the_book)):
            uid, skill = found[0].contractor, found[0].skill
        elif offer:
            uid, skill = offer.about, offer.what
        else:
            return
        self.act(lambda desk: desk.contractors.raise_level(uid, skill), "good")

    def _offered(self, command: str) -> Offer | None:
        """Return what the last thing that was done offers under a command."""
        return next((offer for offer in self.hands.offers if offer.command == command), None)

    def _tell_gone(self, about: str, done: Done) -> None:
        """Tell what was done with a message; what else the step before offered stays on offer."""
        left = tuple(offer for offer in self.hands.offers if offer.about != about)
        self.tell(done._replace(offers=(*done.offers, *left)))

    def _write_on(self, letter: Callable[[Handoff, Book], Letter | None], about: str = "") -> None:
        from delegator_tui.screens.views.letters import Writing

        uid = about or self.handoff_here().uid

        def one(book: Book) -> Letter | None:
            handoff = book.handoffs.get(uid)
            return letter(handoff, book) if handoff else None

        def every(book: Book) -> list[Letter]:
            found = one(book)
            return [found] if found else []

        found = self.the_book.handoffs.get(uid)
        title = f"Write to {self.the_book.name(found.contractor if found else None)}"
        writing = Writing(title, every, lambda _, book: one(book), single=True)
        self._write(writing, partial(self._tell_gone, uid))

    def _write(self, writing: Writing, tell: Callable[[Done], None] | None = None) -> None:
        from delegator_tui.screens.views.chase import NOBODY, ChaseScreen

        if writing.all(self.the_book):
            self.app.push_screen(ChaseScreen(self.hands, self.the_book, writing, tell or self.tell))
        else:
            self.say(NOBODY)

    def action_snooze(self) -> None:
        """Put the reminder off; after three times the owner must decide."""
        from delegator_tui.rules.handoffs.history import times_put_off
        from delegator_tui.rules.reminders.schedule import SNOOZES

        handoff = self.handoff_here()
        if times_put_off(handoff, self.the_book) < SNOOZES:
            self.ask_about("snooze")
        elif "handoff.decide" in self.steps_now().works:
            self._decide(f"Its reminder was put off {SNOOZES} times: decide now.")
        else:
            self.say(f"{self.the_book.title(handoff)} was put off {SNOOZES} times: {self._instead()}.")

    def _instead(self) -> str:
        """Return the first two things that work on the row now, each with its key."""
        works = self.steps_now().works
        found = [self.with_keys(f"{words} ({{{id_}}})") for id_, words in INSTEAD.items() if id_ in works]
        return " or ".join(found[:2])

    def action_cut(self) -> None:
        """Take some of what is owed off."""
        self.ask_about("cut")

    def action_decide(self) -> None:
        """Choose how it goes on."""
        self._decide()

    def _decide(self, why: str = "") -> None:
        from delegator_tui.screens.forms.decide import DecideDialog

        def chosen(id_: str) -> None:
            self.run_worker(self.run_action(BY_ID[id_].action))

        self.ask(DecideDialog(self.handoff_here(), self.the_book, why), chosen)
