"""Heard from them: one dialog, two keys for a phone call."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from textual.widgets import Input

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.keys import key_of, shown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs.lifecycle import may
from delegator_tui.screens.forms import asking, part_fields
from delegator_tui.screens.forms.facts import opened_on
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.fields import Choice, Meaning, Several

KINDS = (
    ("started", "started"), ("on track", "on track"), ("finished", "finished"), ("later", "a later date"),
    ("asks", "a question"), ("no answer", "tried, no answer"), ("note", "only a note"),
)  # fmt: skip
AT_ONCE = frozenset({"started", "on track", "finished", "no answer"})
"""What needs no further word."""
NEEDS = {"started": "start", "finished": "deliver"}
"""What is a verb of its own, and not offered where that cannot be."""
WHICH = "Which of it came? 1 is all; or choose by digits, then enter."
ASKS = {
    "later": "which day: wed, 3 dec, +2d",
    "asks": "what they ask",
    "note": "what you want to remember",
}


def _rests_on(typed: Mapping[str, str]) -> Collection[str]:
    """Return what a report may write over; most only add to what is known."""
    return {"later": ("the agreed date", "the promised date"), "finished": ("sent back",)}.get(typed["what"], ())


def heard_form(handoff: Handoff, book: Book, runner: VerbRunner, by: str = "") -> Form:
    """Ask what was heard: digits choose it; the four that need no word save at once, the others take a line."""
    return _Heard(handoff, book, runner, by).form


class _Heard:
    """The form, and what follows from what is chosen in it."""

    def __init__(self, handoff: Handoff, book: Book, runner: VerbRunner, by: str) -> None:
        who = book.name(handoff.contractor)
        off = [kind for kind, verb in NEEDS.items() if not may(verb, handoff.state)]
        fields = [
            Field("what", "Heard", "", "choice", KINDS, off=off),
            Field("words", "Says", understand=self._understand),
            Field("by", "By", by, placeholder="phone, mail"),
            *part_fields.which(part_fields.parts_in(handoff, book), label="Of which"),
            part_fields.when(book),
        ]
        opened = opened_on(handoff, book, "the agreed date", "the promised date", "sent back", only=_rests_on)
        self.form = Form(f"Heard from {who}: {book.title(handoff)}", fields, self._log, runner, opened=opened)
        self.form.when_chosen(self._chosen)
        self._handoff = handoff
        self._book = book
        plus = shown(key_of("handoff.extend", book.settings.keys))
        agreed = f"Agreed stays {Due.of(handoff.due).say(book.now)}; {plus} agrees a new date." if handoff.due else ""
        self._agreed = agreed

    def _chosen(self, event: Choice.Chosen) -> None:
        if event.choice.id == part_fields.PARTS and event.picked and self._what == "finished":
            self.form.action_save()
        if event.choice.id != "what":
            return
        if not event.picked:
            self._name_words(event.value)
        elif event.value == "finished" and (which := self._open_question()):
            self.form.note(WHICH, quiet=True)
            which.focus()
        elif event.value in AT_ONCE:
            self.form.action_save()
        else:
            self._name_words(event.value).focus()

    @property
    def _what(self) -> str:
        return self.form.query_one("#what", Choice).value

    def _open_question(self) -> Several | None:
        """Return the question which parts are meant, where there are several and none was chosen."""
        found = self.form.query(f"#{part_fields.PARTS}").results(Several)
        return next((each for each in found if not each.value), None)

    def _name_words(self, what: str) -> Input:
        """Say what the line of words is for; return it."""
        words = self.form.query_one("#words", Input)
        words.placeholder = ASKS.get(what, "")
        self.form.note(self._agreed if what == "later" else "", quiet=True)
        return words

    def _understand(self, text: str) -> Meaning:
        if self._what != "later":
            return Meaning()
        return asking.understood_date(self._book)(text)

    def _log(self, desk: Desk, typed: Answers) -> Done:
        what, words = typed["what"], typed["words"].strip()
        promised = asking.date_of(words, desk.book, "words") if what == "later" else None
        text = "" if what == "later" else words
        return desk.handoffs.heard(
            self._handoff.uid, what, text, promised=promised, by=typed["by"].strip(),
            deliverable=part_fields.meant(typed), on=part_fields.on(typed, desk.book),
        )  # fmt: skip
