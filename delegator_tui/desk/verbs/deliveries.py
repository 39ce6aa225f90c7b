"""Verbs on what came in: deliver, return, accept, close."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.depending import say_freed
from delegator_tui.desk.verbs.lookup import check_date, say_due
from delegator_tui.desk.verbs.offers import with_levels, with_message
from delegator_tui.desk.verbs.owed import one_owed
from delegator_tui.desk.verbs.recurring import open_next, say_next, say_streak
from delegator_tui.desk.verbs.standing import has_open_access, next_move
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import OWED
from delegator_tui.model.text import several_lines
from delegator_tui.rules.handoffs import checks, lifecycle, money

CAUSES = ("brief_gap", "missed", "changed_mind", "new_information")
"""Why work is returned; the first and the third are the owner's."""
REHIRE = ("yes", "maybe", "no")


@verb("deliver")
def deliver(
    tx: Transaction, uid: str, deliverable: str | None = None, *, link: str = "", by: str = "", text: str = ""
) -> Done:
    """Log a delivery of all that is owed, or of one thing by part of its title or uid; ``text``: what they said."""
    handoff = lookup.handoff(uid, "deliver", tx.book)
    title = tx.book.title(handoff)
    owed = [d for d in tx.book.owed_in(handoff) if d.state in OWED]
    came = [one_owed(handoff, owed, deliverable, tx.book)] if deliverable else owed
    for each in came:
        tx.set("deliverables", each.uid, state="delivered", **({"link": link} if link else {}))
    whole = len(came) == len(owed)
    heard = {"heard_by": by or None, "text": several_lines(text) or None}
    _write_delivered(tx, handoff, came, heard, whole=whole)
    tx.label = f"deliver {title}"
    name = tx.book.name(handoff.contractor)
    message = f"{title} is delivered: yours to review." if whole else f"{name} delivered {came[0].title}."
    return tx.done(message, uid)


@verb("return")
def return_(
    tx: Transaction, uid: str, because: str, cause: str, due: str | None, deliverable: str | None = None
) -> Done:
    """Return what was delivered: one round more, and a new due.

    ``cause`` is one of CAUSES. Raises Refused when nothing was delivered, without words, cause or a later date.
    """
    handoff = lookup.handoff(uid, "return", tx.book)
    title = tx.book.title(handoff)
    came = [d for d in tx.book.owed_in(handoff) if d.state == "delivered"]
    if not came:
        raise Refused(f"Nothing of {title} is delivered: there is nothing to return.")
    _check_return(because, cause, due, tx.book)
    back = [one_owed(handoff, came, deliverable, tx.book)] if deliverable else came
    for each in back:
        fields = {"state": "returned", "rounds": each.rounds + 1, "return_cause": cause, "due": due}
        tx.set("deliverables", each.uid, **fields, promised=None)
    check = checks.first_check(due, tx.book)
    later = {"due": due, "promised": None}
    tx.set("handoffs", uid, state="returned", **next_move(handoff, tx.book, back=True), next_check=check, **later)
    tx.event("returned", uid, because=because.strip(), cause=cause, new=due, deliverables=[d.uid for d in back])
    tx.label = f"return {title}"
    done = tx.done(f"Returned. Round {max(d.rounds for d in back) + 2}, due {say_due(due, tx.book)}.", uid)
    return with_message(tx, done, handoff)


@verb("accept")
def accept(tx: Transaction, uid: str, rating: int | None = None, *, rehire: str | None = None) -> Done:
    """Accept the whole delivery; ``rating`` from 1 to 5. Closes when no money or access is open."""
    handoff = lookup.handoff(uid, "accept", tx.book)
    title = tx.book.title(handoff)
    if rating is not None and not 1 <= rating <= 5:
        raise Refused("A rating is a number from 1 to 5.", field="rating")
    if rehire not in (None, *REHIRE):
        raise Refused("Rehire is yes, maybe or no.", field="rehire")
    for each in tx.book.owed_in(handoff):
        if each.state == "delivered":
            tx.set("deliverables", each.uid, state="accepted")
    settled = money.is_settled(handoff, tx.book) and not has_open_access(handoff, tx.book)
    _write_accepted(tx, handoff, rating, rehire, closed=settled)
    task = lookup.task(handoff.task, tx.book)
    tx.set("tasks", task.uid, state="done")
    following = open_next(tx, task)
    tx.label = f"accept {title}"
    owing = money.balance(handoff, tx.book)
    to_pay = "" if settled or owing is None else f" {money.say_money(owing)} to pay."
    then = say_next(following, tx.book) + say_streak(task, uid, tx) + say_freed(uid, tx.book)
    done = tx.done(f"Accepted {title}.{to_pay}{then}", uid)
    return with_levels(tx, with_message(tx, done, handoff), uid)


@verb("close")
def close(tx: Transaction, uid: str) -> Done:
    """Close an accepted handoff. Raises Refused while money or access is open."""
    handoff = lookup.handoff(uid, "close", tx.book)
    title = tx.book.title(handoff)
    if not money.is_settled(handoff, tx.book):
        owing = money.say_money(money.balance(handoff, tx.book)) or "its price"
        raise Refused(f"{title} is not paid: {owing} is open.")
    if has_open_access(handoff, tx.book):
        raise Refused(f"{title} is not closed while access is open: revoke it first.")
    tx.set("handoffs", uid, state="closed", next_move=None, next_check=None)
    tx.event("closed", uid)
    tx.label = f"close {title}"
    return tx.done(f"Closed {title}.", uid)


def _write_delivered(
    tx: Transaction, handoff: Handoff, came: list[Deliverable], heard: dict[str, Any], *, whole: bool
) -> None:
    skipped = [step for step, done in _steps(handoff.state).items() if not done]
    state = lifecycle.following(handoff.state, [d.state for d in tx.book.owed_in(handoff) if d not in came])
    fields: dict[str, Any] = {"state": "working" if state in ("sent", "acknowledged") else state}
    if whole:
        today = tx.book.today.isoformat()
        fields = {"state": "delivered", "next_move": "owner", "next_check": today}
        if handoff.first_delivered is None:
            fields["first_delivered"] = stamp(tx.now.at)
    tx.set("handoffs", handoff.uid, **fields)
    details: dict[str, Any] = {
        "deliverables": [d.uid for d in came],
        **heard,
        "skipped": skipped or None,
        "state": None if whole else fields["state"],
    }
    tx.event("delivered" if whole else "delivered a part", handoff.uid, by="contractor", **details)


def _steps(state: str) -> dict[str, bool]:
    """Return the steps before a delivery and whether each was taken."""
    return {"acknowledged": state != "sent", "started": state not in ("sent", "acknowledged")}


def _check_return(because: str, cause: str, due: str | None, book: Book) -> None:
    if not because.strip():
        raise Refused("Say what is missing: the contractor reads it.", field="because")
    if cause not in CAUSES:
        raise Refused(f"“{cause}” is not a cause: use one of {', '.join(CAUSES)}.", field="cause")
    if not due:
        raise Refused("Say by when it comes back.", field="due")
    check_date(due, "due", book)


def _write_accepted(tx: Transaction, handoff: Handoff, rating: int | None, rehire: str | None, *, closed: bool) -> None:
    fields: dict[str, Any] = {"state": "closed" if closed else "accepted", "accepted": stamp(tx.now.at)}
    if rating is not None:
        fields["rating"] = rating
    if rehire is not None:
        fields["rehire"] = rehire
    move = None if closed else "owner"
    tx.set("handoffs", handoff.uid, **fields, next_move=move, next_check=None, promised=None)
    tx.event("accepted", handoff.uid, rating=rating, rehire=rehire)
    if closed:
        tx.event("closed", handoff.uid, by="system")
