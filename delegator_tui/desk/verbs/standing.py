"""How a handoff stands that several verbs ask: who has the next move, and whether they still get in somewhere."""

from __future__ import annotations

from typing import Any

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff


def next_move(handoff: Handoff, book: Book, *, back: bool = False) -> dict[str, Any]:
    """Return the next move after a report: theirs, unless the owner has to answer, or to review.

    ``back``: what was delivered goes back to them.
    """
    ours = bool(book.questions_by_handoff.get(handoff.uid)) or (handoff.state == "delivered" and not back)
    return {"next_move": "owner" if ours else "contractor"}


def has_open_access(handoff: Handoff, book: Book) -> bool:
    """Tell whether access that was given for a handoff is not revoked yet."""
    return any(grant.handoff == handoff.uid for grant in book.access.open.values())
