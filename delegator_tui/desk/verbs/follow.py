"""What follows for a handoff when its parts are other ones: after a cut, or an edit. Not a verb."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verbs.accepting import end_accepted
from delegator_tui.desk.verbs.parts import Parts
from delegator_tui.desk.verbs.standing import next_move
from delegator_tui.desk.verbs.when import now
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs.checks import first_check

REST = "the rest was taken off"


def follow_parts(tx: Transaction, handoff: Handoff, parts: Parts) -> str | None:
    """Have the handoff follow from its parts. Returns its new state where no event of its own tells that.

    When nothing is owed any more what came is the owner's to review; when all that is left is accepted, so is the
    whole; when something is owed again, it is worked on.
    """
    state, stamp = parts.state(), now(tx).stamp
    if state == handoff.state:
        return None
    if state == "accepted":
        end_accepted(tx, handoff, now(tx), parts.last("accepted", stamp), by="system", because=REST)
        return None
    if state != "delivered":
        check = first_check(handoff.due, tx.book)
        tx.set("handoffs", handoff.uid, state=state, **next_move(handoff, tx.book, back=True), next_check=check)
        return state
    fields: dict[str, Any] = {"state": state, "next_move": "owner", "next_check": tx.book.today.isoformat()}
    if not handoff.first_delivered:
        fields["first_delivered"] = parts.last("first_delivered", stamp)
    tx.set("handoffs", handoff.uid, **fields)
    tx.event("delivered", handoff.uid, by="system")
    return None
