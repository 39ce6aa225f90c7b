"""Verbs on what came in: deliver, return, accept, close. Each on one part, several, or all that it can be done to."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.accepting import end_accepted
from delegator_tui.desk.verbs.lookup import check_date, say_due
from delegator_tui.desk.verbs.offers import with_levels, with_message
from delegator_tui.desk.verbs.parts import Parts, Which, named, titles
from delegator_tui.desk.verbs.standing import has_open_access, next_move
from delegator_tui.desk.verbs.when import When, when
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.text import several_lines
from delegator_tui.rules.handoffs import checks, money

CAUSES = ("brief_gap", "missed", "changed_mind", "new_information")
"""Why work is returned; the first and the third are the owner's."""
REHIRE = ("yes", "maybe", "no")


@verb("deliver")
def deliver(
    tx: Transaction, uid: str, deliverable: Which = None, *, link: str = "", by: str = "", text: str = "",
    on: str | None = None,
) -> Done:  # fmt: skip
    """Log a delivery of all that is owed, or of the parts that are named; ``text``: what they said.

    Each part waits for its review from then on. ``on``: the day, or due time, on which it came, when not now.
    """
    handoff = lookup.handoff(uid, "deliver", tx.book)
    title, name = tx.book.title(handoff), tx.book.name(handoff.contractor)
    moment = when(tx, on, handoff)
    parts = Parts(tx, handoff)
    came = named(handoff, parts.owed, deliverable, tx.book)
    for each in came:
        first = when(tx, on, handoff, agreed=each.original_due).stamp
        fields = {"link": link} if link else {}
        parts.set(each, state="delivered", **fields, first_delivered=each.first_delivered or first)
    heard = {"heard_by": by or None, "text": several_lines(text) or None}
    whole = not parts.owed
    _write_delivered(tx, handoff, parts, came, moment, heard)
    if whole:
        tx.label = f"deliver {title}"
        return tx.done(f"{title} is delivered: yours to review.", uid)
    tx.label = f"deliver {titles(came)} of {title}"
    return tx.done(f"{name} delivered {titles(came)}. Still to come: {titles(parts.owed)}.", uid)


@verb("return")
def return_(
    tx: Transaction, uid: str, because: str, cause: str, due: str | None, deliverable: Which = None, *,
    on: str | None = None,
) -> Done:  # fmt: skip
    """Return what was delivered, or the parts of it that are named: one round more, and a new due.

    The date of the whole moves with it only when nothing else of the work is open. ``cause`` is one of CAUSES.
    Raises Refused when nothing was delivered, without words, cause or a later date.
    """
    handoff = lookup.handoff(uid, "return", tx.book)
    title = tx.book.title(handoff)
    parts = Parts(tx, handoff)
    if not parts.delivered:
        raise Refused(f"Nothing of {title} is delivered: there is nothing to return.")
    _check_return(because, cause, due, tx.book)
    back = named(handoff, parts.delivered, deliverable, tx.book)
    moment = when(tx, on, handoff, _came(handoff, back))
    whole = len(back) == len(parts.unsettled)
    for each in back:
        fields = {"state": "returned", "rounds": each.rounds + 1, "return_cause": cause, "due": due}
        parts.set(each, **fields, promised=None)
    check = checks.first_check(due, tx.book)
    later = {"due": due, "promised": None} if whole else parts.promise()
    tx.set("handoffs", uid, state=parts.state(), **next_move(handoff, tx.book, back=True), next_check=check, **later)
    tx.event("returned", uid, on=moment.on, because=because.strip(), cause=cause, new=due,
             deliverables=[d.uid for d in back])  # fmt: skip
    tx.label = f"return {title}" if whole else f"return {titles(back)} of {title}"
    said = "Returned" if whole else f"Returned {titles(back)}"
    done = tx.done(f"{said}. Round {max(d.rounds for d in back) + 2}, due {say_due(due, tx.book)}.", uid)
    return with_message(tx, done, handoff)


@verb("accept")
def accept(
    tx: Transaction, uid: str, rating: int | None = None, *, rehire: str | None = None, deliverable: Which = None,
    on: str | None = None,
) -> Done:  # fmt: skip
    """Accept what was delivered, or the parts of it that are named; ``rating`` from 1 to 5.

    With the last part that is open the handoff is accepted; it closes when no money or access is open.
    """
    handoff = lookup.handoff(uid, "accept", tx.book)
    title = tx.book.title(handoff)
    if rating is not None and not 1 <= rating <= 5:
        raise Refused("A rating is a number from 1 to 5.", field="rating")
    if rehire not in (None, *REHIRE):
        raise Refused("Rehire is yes, maybe or no.", field="rehire")
    parts = Parts(tx, handoff)
    good = named(handoff, parts.delivered, deliverable, tx.book)
    moment = when(tx, on, handoff, _came(handoff, good))
    for each in good:
        parts.set(each, state="accepted", accepted=moment.stamp)
    if parts.unsettled:
        return _accept_some(tx, handoff, parts, good, moment, rating, rehire)
    tx.label = f"accept {title}"
    after = end_accepted(tx, handoff, moment, parts.last("accepted", moment.stamp), rating=rating, rehire=rehire)
    done = tx.done(f"Accepted {title}.{after}", uid)
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
    tx: Transaction, handoff: Handoff, parts: Parts, came: list[Deliverable], moment: When, heard: dict[str, Any]
) -> None:
    whole, state = not parts.owed, parts.state()
    skipped = [step for step, done in _steps(handoff.state).items() if not done]
    if whole:
        fields: dict[str, Any] = {"state": "delivered", "next_move": "owner", "next_check": tx.book.today.isoformat()}
        if handoff.first_delivered is None:
            fields["first_delivered"] = parts.last("first_delivered", moment.stamp)
    else:
        state = "working" if state in ("sent", "acknowledged") else state
        fields = {"state": state, **parts.promise(), "next_check": parts.check(moment.day)}
    tx.set("handoffs", handoff.uid, **fields)
    details: dict[str, Any] = {
        "deliverables": [d.uid for d in came],
        **heard,
        "skipped": skipped or None,
        "state": None if whole else fields["state"],
    }
    tx.event("delivered" if whole else "delivered a part", handoff.uid, by="contractor", on=moment.on, **details)


def _accept_some(
    tx: Transaction, handoff: Handoff, parts: Parts, good: list[Deliverable], moment: When, rating: int | None,
    rehire: str | None,
) -> Done:  # fmt: skip
    title, state = tx.book.title(handoff), parts.state()
    judged: dict[str, Any] = {"rating": rating, "rehire": rehire}
    fields = {name: value for name, value in judged.items() if value is not None}
    move = {} if state == handoff.state else {**next_move(handoff, tx.book, back=True), "next_check": parts.check()}
    tx.set("handoffs", handoff.uid, state=state, **move, **fields)
    tx.event("accepted a part", handoff.uid, on=moment.on, **fields, deliverables=[d.uid for d in good])
    tx.label = f"accept {titles(good)} of {title}"
    left = [("to come", parts.owed), ("to review", parts.delivered)]
    said = "; ".join(f"still {what}: {titles(some)}" for what, some in left if some)
    after = tx.book_after()
    payable = money.payable(after.handoffs.get(handoff.uid) or handoff, after)
    to_pay = f" {money.say_money(payable)} to pay." if payable else ""
    done = tx.done(f"Accepted {titles(good)} of {title}; {said}.{to_pay}", handoff.uid)
    return with_message(tx, done, handoff)


def _came(handoff: Handoff, parts: list[Deliverable]) -> str | None:
    """Return the instant from which on a delivery can be judged; None when nobody knows."""
    return max(filter(None, (part.first_delivered for part in parts)), default=handoff.first_delivered)


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
