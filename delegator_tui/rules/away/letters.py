"""The notices of a time away as letters, to go through like those of a chase."""

from __future__ import annotations

from delegator_tui.model.book import Book
from delegator_tui.model.records import Span
from delegator_tui.rules.away.notice import notices, was_told
from delegator_tui.rules.contractors.contact import usual
from delegator_tui.rules.messages.letters import Letter


def away_letters(span: Span, book: Book) -> list[Letter]:
    """Return a letter to everybody whom a time away concerns, by their names."""
    return [
        Letter(each.contractor, each.handoffs, each.message, channel=usual(book.contractors.get(each.contractor)),
               wrong=each.wrong)
        for each in notices(span, book)
    ]  # fmt: skip


def is_told(span: Span, who: str, book: Book) -> bool:
    """Tell whether a contractor was told of a time away."""
    return was_told(span, who, book)
