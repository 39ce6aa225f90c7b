"""Who is to be written to now. One list: the chase list, Today's figure, the footer, the counts all come from it."""

from __future__ import annotations

from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.rules.followup.account import Account, account, at_hand
from delegator_tui.rules.followup.slips import held_untold


class Asked(NamedTuple):
    """One contractor who is to be written to, and about which handoffs, in the order in which these were made."""

    contractor: str
    handoffs: tuple[Handoff, ...]


def to_write(book: Book) -> tuple[Asked, ...]:
    """Return everybody who is to be written to now; with those whom night or time away holds back. Reads the events."""
    return book.once(_to_write)


def count(book: Book) -> int:
    """Return how many messages are ready; 0 while the events were not read yet."""
    return len(to_write(book)) if book.events_at_hand else 0


def for_later(book: Book) -> int:
    """Return how many of the messages that are ready wait until their contractor is at work."""
    held = (account(each, book).quiet for asked in to_write(book) for each in asked.handoffs[:1])
    return sum(quiet is not None for quiet in held) if book.events_at_hand else 0


def is_to_ask(handoff: Handoff, book: Book) -> bool:
    """Tell whether the contractor is to be written to about a handoff now."""
    return book.once_on(_is_to_ask, handoff, handoff.uid)


def must_decide(handoff: Handoff, book: Book) -> bool:
    """Tell whether the owner has to choose how it goes on: asking has come to its end."""
    from delegator_tui.rules.reminders.ladder import their_step

    step = their_step(handoff, book) if account(handoff, book).is_theirs else None
    return step is not None and step.step in ("decide", "slip") and step.at <= book.now.at


def turn(handoff: Handoff, book: Book) -> str:
    """Return ``decide`` when the ladder is at its end, ``nudge`` when they are to be written to, else nothing.

    While the events were not read yet nobody knows, and nothing is said.
    """
    if not book.events_at_hand or not at_hand(handoff, book).is_theirs:
        return ""
    if must_decide(handoff, book):
        return "decide"
    return "nudge" if is_to_ask(handoff, book) else ""


def _to_write(book: Book) -> tuple[Asked, ...]:
    found: dict[str, list[Handoff]] = {}
    for handoff in book.open_handoffs:
        if handoff.contractor and is_to_ask(handoff, book):
            found.setdefault(handoff.contractor, []).append(handoff)
    return tuple(Asked(who, tuple(handoffs)) for who, handoffs in found.items())


def _is_to_ask(handoff: Handoff, book: Book) -> bool:
    known = account(handoff, book)
    if not known.is_theirs:
        return False
    if known.quiet and not known.quiet.is_held:
        return False
    if held_untold(handoff, book):
        return True
    if known.kind == "today" and not known.is_late:
        return False  # nobody is asked on the due day itself
    return _is_time(known, handoff, book)


def _is_time(known: Account, handoff: Handoff, book: Book) -> bool:
    """Tell whether the time for a message has come, or comes as soon as they are at work: it is held until then."""
    from delegator_tui.rules.reminders.ladder import their_step

    step, asks = their_step(handoff, book), known.is_late or known.is_silent
    if step is None or step.to != "contractor":
        return asks
    opens = known.quiet.until if known.quiet and asks else book.now.at
    return step.at <= opens
