"""How accepted work ends: the handoff, its task, and the next of a series. Not a verb: several come to it."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.depending import say_freed
from delegator_tui.desk.verbs.recurring import open_next, say_next, say_streak
from delegator_tui.desk.verbs.standing import has_open_access
from delegator_tui.desk.verbs.when import When
from delegator_tui.model.records import Handoff
from delegator_tui.rules.handoffs import money


def end_accepted(
    tx: Transaction, handoff: Handoff, moment: When, at: str, *, by: str = "owner", rating: int | None = None,
    rehire: str | None = None, because: str | None = None, **details: Any,  # noqa: ANN401 - any JSON value
) -> str:  # fmt: skip
    """Take the whole as accepted at an instant; it closes when no money or access is open.

    Finishes its task and opens the next one of a series. Returns what is to be paid and what comes next, in words.
    """
    settled = money.is_settled(handoff, tx.book) and not has_open_access(handoff, tx.book)
    fields: dict[str, Any] = {"state": "closed" if settled else "accepted", "accepted": at}
    fields |= {name: value for name, value in (("rating", rating), ("rehire", rehire)) if value is not None}
    move = None if settled else "owner"
    tx.set("handoffs", handoff.uid, **fields, next_move=move, next_check=None, promised=None)
    tx.event("accepted", handoff.uid, by=by, on=moment.on, rating=rating, rehire=rehire, because=because, **details)
    if settled:
        tx.event("closed", handoff.uid, by="system")
    task = lookup.task(handoff.task, tx.book)
    tx.set("tasks", task.uid, state="done")
    following = open_next(tx, task, handoff)
    owing = money.balance(handoff, tx.book)
    to_pay = "" if settled or owing is None else f" {money.say_money(owing)} to pay."
    then = say_next(following, tx.book) + say_streak(task, handoff.uid, tx) + say_freed(handoff.uid, tx.book)
    return to_pay + then
