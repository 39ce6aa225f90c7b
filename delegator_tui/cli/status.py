"""One line for a shell prompt or a status bar: loads neither click nor the verbs, only the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delegator_tui.desk.reading import read_book
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import is_open
from delegator_tui.rules.today import agenda
from delegator_tui.store.store import Clock, Store

if TYPE_CHECKING:
    from delegator_tui.store.state.edit_check import IsThere, Wrong


def status_line(file: str, clock: Clock, moment: Callable[[str | None], Moment]) -> str:
    """Return the line, worked out anew each time: empty when nothing needs the owner. Raises NeedsCare."""
    store = Store.open(Path(file), clock, is_open=is_open, check=_check_row)
    try:
        return line_of(read_book(store, moment))
    finally:
        store.close(compact=False)


def _check_row(table: str, row: Mapping[str, Any], is_there: IsThere) -> Wrong | None:
    """Look at what was edited by hand; what that takes is read only then."""
    from delegator_tui.desk.hand_edit import check_row

    return check_row(table, row, is_there)


def line_of(book: Book) -> str:
    """Return the line of a book."""
    return agenda.say_status(agenda.whole(book).headline)
