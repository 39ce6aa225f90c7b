"""Ask for a day that is over, to see the book as it was."""

from __future__ import annotations

from collections.abc import Callable

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.rules.dates import dates
from delegator_tui.screens.form import Answers, Field, Form
from delegator_tui.screens.hands import Hands


def past_form(book: Book, hands: Hands, chosen: Callable[[str], None]) -> Form:
    """Ask for a day; ``chosen`` gets it once the history is known to reach so far."""

    def read(text: str) -> str | None:
        return dates.read_date(text, book.now, month_first=book.settings.month_first, past=True)

    def understand(text: str) -> str:
        when = read(text)
        return f"→ {dates.say_date(when, book.now)}" if when else "? no date yet"

    def save(desk: Desk, typed: Answers) -> Done:
        when = read(typed["day"])
        if when is None:
            raise Refused(f"“{typed['day']}” is not a date: try yesterday, last fri or 3 nov.", field="day")
        desk.as_of(when).store.close(compact=False)
        chosen(when)
        return Done(f"Looked back at {dates.say_date(when, book.now)}.", "", desk.book.version)

    field = Field("day", "As it was on", understand=understand, placeholder="yesterday, last fri, 3 nov")
    return Form("Look back", [field], save, hands, "look", opened=None)
