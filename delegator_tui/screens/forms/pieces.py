"""What a handoff owes as it is typed in one line: ``home @9 dec =$100``, a date and a share of the price if any."""

from __future__ import annotations

from collections.abc import Iterable

from delegator_tui.desk.draft import Piece
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.said_part import read_part
from delegator_tui.screens.forms import asking


def of(handoff: Handoff, book: Book) -> tuple[Piece, ...]:
    """Return what a handoff owes as it could be said again; a date is told where it is not that of the whole."""
    parts = (part for part in book.owed_in(handoff) if part.state != "waived")
    return tuple(Piece(part.title, None if part.due == handoff.due else part.due, part.share) for part in parts)


def typed(piece: Piece, book: Book) -> str:
    """Return a piece as the owner could have typed it."""
    day = f" @{asking.typed_date(piece.due, book)}" if piece.due else ""
    return piece.title + day + (f" ={money.say_money(piece.share)}" if piece.share else "")


def read(text: str, known: Iterable[Piece], book: Book) -> Piece:
    """Read a piece as ``rules/handoffs/said_part.py`` does.

    One of the ``known`` keeps its own date unless another is said.
    """
    before = next((piece for piece in known if typed(piece, book) == text), None)
    if before is not None:
        return before
    said = Piece(*read_part(text, book))
    own = next((piece for piece in known if piece.title == said.title), None)
    return said if own is None else said._replace(due=said.due or own.due)
