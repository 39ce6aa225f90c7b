"""The two questions that forms about parts share: which parts are meant, and when it happened."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from delegator_tui.model.book import Book
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import OWED
from delegator_tui.screens.forms import asking
from delegator_tui.screens.forms.form import Answers, Field

PARTS, ON = "parts", "on"


def parts_in(handoff: Handoff, book: Book, states: Collection[str] = OWED) -> list[Deliverable]:
    """Return the parts of a handoff that are in one of some states."""
    return [part for part in book.owed_in(handoff) if part.state in states]


def which(parts: Sequence[Deliverable], chosen: Sequence[Deliverable] = (), label: str = "Which") -> list[Field]:
    """Ask which parts are meant, all unless some are ``chosen``; no question where there is only one."""
    options = tuple((part.uid, part.title) for part in parts)
    value = " ".join(part.uid for part in chosen)
    return [Field(PARTS, label, value, "several", options)] if len(parts) > 1 else []


def meant(typed: Answers) -> list[str] | None:
    """Return the uids of the parts that are meant; None for all."""
    return typed.get(PARTS, "").split() or None


def when(book: Book) -> Field:
    """Ask when it happened."""
    return Field(
        ON, "When", placeholder="now; else yesterday, last fri, -3d", understand=asking.understood_past_date(book)
    )


def on(typed: Answers, book: Book) -> str | None:
    """Return when it happened; None for now. Raises Refused."""
    return asking.past_date_of(typed.get(ON, ""), book)
