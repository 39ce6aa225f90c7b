"""A chase as the mail that it becomes."""

from __future__ import annotations

from collections.abc import Mapping

from delegator_tui.model.book import Book
from delegator_tui.rules.messages.chase import Chase
from delegator_tui.rules.messages.fill import NO_TEXTS, Message, chase_words, split


def chase_text(chase: Chase, book: Book, own: Mapping[str, str] = NO_TEXTS) -> Message:
    """The words of a chase, for the address of its contractor."""
    contractor = book.contractors.get(chase.contractor)
    return split(chase_words(chase, book, own), contractor.email if contractor else "")
