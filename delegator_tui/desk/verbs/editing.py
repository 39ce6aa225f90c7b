"""The verb edit: what a handoff says is rewritten. Of work that is out, what was agreed is kept beside what is new."""

from __future__ import annotations

from typing import Any

import msgspec

from delegator_tui.desk.done import Done
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.follow import follow_parts
from delegator_tui.desk.verbs.offers import with_message
from delegator_tui.desk.verbs.owed import check_draft, rewrite_owed
from delegator_tui.desk.verbs.parts import Parts
from delegator_tui.errors import Refused
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs import scope

WANTED_BY = ("owner", "contractor")


@verb("edit handoff")
def edit(tx: Transaction, uid: str, draft: HandoffDraft, *, agreed: bool = True, by: str = "owner") -> Done:
    """Change what a handoff says. Once it is sent, its contractor and due stay: reassign or extend instead.

    Of sent work each change of price, scope or parts is kept, old and new: ``agreed`` tells whether both agree to it,
    ``by`` who wanted it, one of WANTED_BY.
    """
    handoff = lookup.handoff(uid, "edit", tx.book)
    title = tx.book.title(handoff)
    if handoff.state != "drafted" and draft.contractor != handoff.contractor:
        raise Refused(f"{title} is with {tx.book.name(handoff.contractor)}: reassign it.", field="contractor")
    if handoff.state != "drafted" and draft.due != handoff.due:
        raise Refused("An agreed date changes by extending it, with a reason.", field="due")
    if by not in WANTED_BY:
        raise Refused("Who wanted it is owner or contractor.", field="by")
    check_draft(draft, tx.book)
    before = scope.terms(handoff, tx.book.owed_in(handoff))
    now, parts = rewrite(tx, handoff, draft, title)
    state = follow_parts(tx, now, parts)
    changes = scope.differences(before, scope.terms(now, parts.all)) if handoff.state != "drafted" else {}
    tx.label = f"edit {title}"
    if changes:
        said = "; ".join(scope.say(changes, tx.book))
        tx.event("changed", uid, by=by, state=state, changes=changes, agreed=agreed, text=said)
        tx.label = f"edit {title}: {said}"
        return with_message(tx, tx.done(f"Changed {title}.", uid), handoff)
    tx.event("edited", uid, state=state)
    return tx.done(f"Changed {title}.", uid)


def rewrite(tx: Transaction, handoff: Handoff, draft: HandoffDraft, title: str) -> tuple[Handoff, Parts]:
    """Write what is said over a handoff; return it and its parts as they are then, in the state it was in."""
    fields: dict[str, Any] = {"price": draft.price, "brief": draft.brief}
    fields |= {"stakes": draft.stakes, "autonomy": draft.autonomy}
    if handoff.state == "drafted":
        fields |= {"contractor": draft.contractor, "due": draft.due, "original_due": draft.due}
        tx.set("tasks", handoff.task, contractor=draft.contractor)
    parts = rewrite_owed(tx, handoff, draft, title)
    fields["deliverables"] = tuple(part.uid for part in parts.all)
    tx.set("handoffs", handoff.uid, **fields)
    return msgspec.structs.replace(handoff, **fields), parts
