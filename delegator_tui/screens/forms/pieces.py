"""What a handoff owes as it is typed in one line: ``home @9 dec =$100``, a date and a share of the price if any."""

from __future__ import annotations

from collections.abc import Iterable

from delegator_tui.desk.draft import Piece
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Money
from delegator_tui.rules.dates import dates
from delegator_tui.rules.handoffs import money
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
    """Read a piece. What is behind ``@`` or ``=`` and is no date or amount is of the title.

    One of the ``known`` keeps its own date unless another is said.
    """
    said = _read(text, book)
    own = next((piece for piece in known if typed(piece, book) == text or piece.title == said.title), None)
    if own is None:
        return said
    return own if typed(own, book) == text else said._replace(due=said.due or own.due)


def _read(text: str, book: Book) -> Piece:
    bare, share = _share(text, book)
    title, at, day = bare.rpartition("@")
    due = dates.read(day, book) if at and title.strip() else None
    return Piece(title.strip(), due, share) if due else Piece(bare.strip(), None, share)


def _share(text: str, book: Book) -> tuple[str, Money | None]:
    bare, equals, amount = text.rpartition("=")
    try:
        given = money.read_money(amount, book.settings.home_currency) if equals and bare.strip() else None
    except Refused:
        given = None
    return (bare, given) if given else (text, None)
