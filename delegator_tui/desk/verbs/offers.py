"""What may follow a verb: the message that tells the contractor, a skill that goes up a level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegator_tui.desk.done import LEVEL, MESSAGE, Done, Offer
from delegator_tui.desk.transaction import Transaction
from delegator_tui.model.records import Handoff

if TYPE_CHECKING:  # read by the verb that needs it: the dashboard opens without
    from delegator_tui.rules.contractors.levels import Proposal


def with_message(tx: Transaction, done: Done, handoff: Handoff) -> Done:
    """Return an answer that offers the message on a handoff to its contractor, unless they never had the work."""
    name = tx.book.name(handoff.contractor)
    if not name or handoff.state == "drafted":
        return done
    return done._replace(offers=(*done.offers, Offer(MESSAGE, handoff.uid, f"message to {name}")))


def with_levels(tx: Transaction, done: Done, uid: str) -> Done:
    """Return an answer that offers the levels for which work that is accepted now speaks."""
    from delegator_tui.rules.contractors.levels import proposals_by

    book = tx.book_after()
    handoff = book.handoffs.get(uid)
    return _with(done, proposals_by(handoff, book) if handoff is not None else [])


def with_levels_of(tx: Transaction, done: Done, contractor: str) -> Done:
    """Return an answer that offers the levels for which all of a contractor's accepted work speaks now."""
    from delegator_tui.rules.contractors.levels import proposals

    book = tx.book_after()
    found = book.contractors.get(contractor)
    return _with(done, proposals(found, book) if found is not None else [])


def _with(done: Done, found: Sequence[Proposal]) -> Done:
    offers = (Offer(LEVEL, each.contractor, str(each), each.skill) for each in found)
    return done._replace(offers=(*done.offers, *offers))
