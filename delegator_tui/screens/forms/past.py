"""Ask for a day that is over, to see the book as it was."""

from __future__ import annotations

from collections.abc import Callable

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.rules.dates import dates
from delegator_tui.rules.dates.why_not import refusal
from delegator_tui.screens.forms.form import Answers, Field, Form
from delegator_tui.screens.verb_runner import VerbRunner
from delegator_tui.widgets.fields import Meaning, read_as, unread


def past_form(book: Book, runner: VerbRunner, chosen: Callable[[str], None]) -> Form:
    """Ask for a day; ``chosen`` gets it once the history is known to reach so far."""

    def read(text: str) -> str | None:
        return dates.read(text, book, past=True)

    def understand(text: str) -> Meaning:
        when = read(text)
        return read_as(Due.of(when).say(book.now)) if when else unread("no date yet")

    def save(desk: Desk, typed: Answers) -> Done:
        when = read(typed["day"])
        if when is None:
            raise Refused(refusal(typed["day"], book, past=True), field="day")
        desk.as_of(when).store.close(compact=False)
        chosen(when)
        return Done(f"Looked back at {Due.of(when).say(book.now)}.", "", desk.book.version)

    field = Field("day", "As it was on", understand=understand, placeholder="yesterday, last fri, 3 nov")
    return Form("Look back", [field], save, runner, "look", opened=None)
