"""One line for a shell prompt or a status bar: loads neither click nor the verbs, only the book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from delegator_tui.desk.reading import read_book
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import is_open
from delegator_tui.rules.today import agenda
from delegator_tui.store.store import Clock, Store


def status_line(file: str, clock: Clock, moment: Callable[[str | None], Moment]) -> str:
    """Return the line, worked out anew each time: empty when nothing needs the owner. Raises NeedsCare."""
    store = Store.open(Path(file), clock, is_open=is_open)
    try:
        return line_of(read_book(store, moment))
    finally:
        store.close(compact=False)


def line_of(book: Book) -> str:
    """Return the line of a book."""
    return agenda.say_status(agenda.agenda(book).headline)
