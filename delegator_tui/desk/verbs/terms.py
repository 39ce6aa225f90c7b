"""Verbs on what was agreed while the work is out: a later date, and less of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.depending import with_moved
from delegator_tui.desk.verbs.follow import follow_parts
from delegator_tui.desk.verbs.lookup import check_date, say_due
from delegator_tui.desk.verbs.offers import with_message
from delegator_tui.desk.verbs.parts import Parts, Which, named, titles
from delegator_tui.errors import Refused
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.rules.followup import parts as followup
from delegator_tui.rules.handoffs import checks


@verb("extend")
def extend(
    tx: Transaction, uid: str, due: str, because: str, deliverable: Which = None, *, anyway: bool = False
) -> Done:
    """Agree a later due, with a reason; ``anyway`` an earlier one, too. The original due is kept.

    Of the parts that are named alone, unless they are all that is open: then, as without a name, the date of the whole
    moves, and no part is brought nearer. Within that date only those parts move that had an earlier one; where none
    had, the whole and its parts come earlier. Raises Refused when it is no other date, or an earlier one unless
    ``anyway``.
    """
    handoff = lookup.handoff(uid, "extend", tx.book)
    if not because.strip():
        raise Refused("Say why the date moves: it is kept with the handoff.", field="because")
    check_date(due, "due", tx.book)
    parts = Parts(tx, handoff)
    meant = named(handoff, parts.owed, deliverable, tx.book)
    whole = not deliverable or len(meant) == len(parts.unsettled)
    if whole and (earlier := _within(handoff, meant, due, tx)):
        whole, meant = False, earlier
    change = _extend_whole if whole else _extend_parts
    about = change(tx, handoff, parts, meant, due, anyway=anyway)
    old, of = (handoff.due, None) if whole else (meant[0].due or handoff.due, [part.uid for part in meant])
    tx.event("extended", uid, old=old, new=due, because=because.strip(), deliverables=of)
    tx.label = f"extend {about}"
    said = f"{about} {'is' if whole or len(meant) == 1 else 'are'} due {say_due(due, tx.book)} now."
    return with_moved(tx, with_message(tx, tx.done(said, uid), handoff), handoff, due)


@verb("hold")
def hold(tx: Transaction, uid: str, because: str = "") -> Done:
    """Hold them to the agreed date: the later date that they named is not agreed, and no longer stands.

    Raises Refused when they named none that is after what was agreed.
    """
    handoff = lookup.handoff(uid, "hold", tx.book)
    title, name = tx.book.title(handoff), tx.book.name(handoff.contractor)
    late = {each.uid: each for each in followup.parts(handoff, tx.book) if each.is_late_promise(tx.book)}
    if not late:
        raise Refused(f"{name} named no date for {title} that is after the agreed one: there is nothing to hold.")
    parts = Parts(tx, handoff)
    for part in [each for each in parts.owed if each.uid in late]:
        parts.set(part, promised=None)
    agreed, promised = followup.agreed_date(handoff, tx.book), next(iter(late.values())).promise
    tx.set("handoffs", uid, **({"promised": None} | parts.promise()), next_check=checks.first_check(agreed, tx.book))
    of = [uid for uid in late if uid != handoff.uid] or None
    tx.event("held", uid, promised=promised, due=agreed, because=because.strip() or None, deliverables=of)
    tx.label = f"hold {name} to {say_due(agreed, tx.book)} on {title}"
    return with_message(tx, tx.done(f"{title} stays due {say_due(agreed, tx.book)}.", uid), handoff)


@verb("cut")
def cut(tx: Transaction, uid: str, deliverables: Sequence[str], because: str = "") -> Done:
    """Take some of what is owed off, each named by a part of its title or its uid; the date stays.

    When all that is left was delivered, it is the owner's to review. Raises Refused when nothing would be left.
    """
    handoff = lookup.handoff(uid, "cut", tx.book)
    title = tx.book.title(handoff)
    if not any(name.strip() for name in deliverables):
        raise Refused("Say what is taken off: a part of its title.", field="deliverables")
    parts = Parts(tx, handoff)
    gone = named(handoff, parts.owed, deliverables, tx.book)
    parts.waive(gone)
    if not any(state != "waived" for state in parts.states):
        raise Refused(f"Nothing of {title} would be left: take it back, or cancel it.", field="deliverables")
    names = ", ".join(each.title for each in gone)
    if parts.state() == handoff.state:
        tx.set("handoffs", uid, next_check=checks.first_check(handoff.due, tx.book))
    state = follow_parts(tx, handoff, parts)
    tx.event("cut", uid, because=because.strip() or None, text=names, deliverables=[d.uid for d in gone], state=state)
    tx.label = f"cut {names} from {title}"
    return with_message(tx, tx.done(f"{title} goes on without {names}.", uid), handoff)


def _extend_whole(
    tx: Transaction, handoff: Handoff, parts: Parts, _: Sequence[Deliverable], due: str, *, anyway: bool
) -> str:
    title = tx.book.title(handoff)
    _check_other(tx, title, handoff.due, due, anyway=anyway)
    nearer = not Due.of(due).is_after(handoff.due, tx.now)
    for part in parts.owed:
        if nearer or Due.of(due).is_after(part.due, tx.book.now):
            parts.set(part, due=due, promised=None)
    tx.set("handoffs", handoff.uid, due=due, promised=None, next_check=checks.first_check(due, tx.book))
    return title


def _within(handoff: Handoff, parts: Sequence[Deliverable], due: str, tx: Transaction) -> list[Deliverable]:
    """Return the parts with an earlier date than ``due``, where that is not after the date of the whole."""
    if Due.of(due).is_after(handoff.due, tx.now):
        return []
    return [part for part in parts if Due.of(due).is_after(part.due or handoff.due, tx.now)]


def _extend_parts(
    tx: Transaction, handoff: Handoff, parts: Parts, meant: Sequence[Deliverable], due: str, *, anyway: bool
) -> str:
    for part in meant:
        _check_other(tx, part.title, part.due or handoff.due, due, anyway=anyway)
        parts.set(part, due=due, promised=None)
    fields: dict[str, Any] = {**parts.promise(), "next_check": checks.first_check(due, tx.book)}
    tx.set("handoffs", handoff.uid, **fields)
    return f"{titles(meant)} of {tx.book.title(handoff)}"


def _check_other(tx: Transaction, title: str, agreed: str | None, due: str, *, anyway: bool) -> None:
    if Due.of(due).is_after(agreed, tx.book.now):
        return
    if agreed is None or not Due.of(agreed).is_after(due, tx.book.now):
        raise Refused(f"{title} is due {say_due(agreed, tx.book)} already: say a later date.", field="due")
    if not anyway:
        agreed, earlier = say_due(agreed, tx.book), say_due(due, tx.book)
        said = f"{title} is due {agreed} already: {earlier} is earlier. Say a later date, or that they agreed to it."
        raise Refused(said, field="due", force="--anyway")
