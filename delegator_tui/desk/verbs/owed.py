"""What a handoff owes, as the verbs on handoffs write it: made, matched by title, checked against the price."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from delegator_tui.desk.draft import HandoffDraft, Piece
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verbs.lookup import check_date
from delegator_tui.desk.verbs.parts import Parts
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.records import Deliverable, Handoff, Money, Price
from delegator_tui.model.states import OWED
from delegator_tui.model.text import one_line
from delegator_tui.rules.handoffs import money


def check_draft(draft: HandoffDraft, book: Book) -> None:
    """Raise Unknown or Refused for a contractor, a due, a deliverable or a share that is none."""
    if draft.contractor and book.contractors.get(draft.contractor) is None:
        raise Unknown("There is no such contractor.", field="contractor")
    check_date(draft.due, "due", book, past=True)
    for piece in draft.pieces:
        if not one_line(piece.title):
            raise Refused("A deliverable needs a title.", field="deliverables")
        check_date(piece.due, "deliverables", book, past=True)


def write_owed(tx: Transaction, handoff: str, draft: HandoffDraft, title: str) -> list[str]:
    """Make what is owed, each by its own due or that of the whole, one of the task's title unless said; its uids."""
    pieces = draft.pieces or (Piece(title),)
    check_shares(draft.price, (piece.share for piece in pieces))
    return [tx.put("deliverables", handoff=handoff, **new_fields(piece, draft.due)) for piece in pieces]


def rewrite_owed(tx: Transaction, handoff: Handoff, draft: HandoffDraft, title: str) -> Parts:
    """Match what is owed by its title: keep what stays, add what is new, waive what is gone and still owed."""
    parts = Parts(tx, handoff)
    left = parts.all
    order: list[Deliverable] = []
    for piece in draft.pieces or _as_they_are(left, handoff) or (Piece(title),):
        old = _take(left, one_line(piece.title))
        made = parts.add(new_fields(piece, draft.due)) if old is None else _renew(parts, handoff, old, piece, draft)
        order.append(made)
    parts.waive(left)
    parts.arrange([*order, *left])
    check_shares(draft.price, (part.share for part in parts.all if part.state != "waived"))
    return parts


def new_fields(piece: Piece, due: str | None) -> dict[str, Any]:
    """Return the fields of a new part; ``due`` is that of the whole."""
    when, share = piece.due or due, _share(piece.share)
    return {"title": one_line(piece.title), "state": "owed", "due": when, "original_due": when, "share": share}


def check_shares(price: Price | None, shares: Iterable[Money | None]) -> None:
    """Raise Refused when the shares of the parts are not parts of the price."""
    known = [share for share in shares if share]
    if not known:
        return
    if price is None or price.unit != "fixed":
        raise Refused("A share is a part of a fixed price: say the price of the whole.", field="price")
    if any(share.currency != price.currency for share in known):
        raise Refused(f"The price is in {price.currency}: say the shares in that.", field="deliverables")
    total = sum((money.stored(share.amount) for share in known), Decimal(0))
    if total > money.stored(price.amount):
        said = money.say(total, price.currency)
        raise Refused(f"The shares come to {said}, and the price is {money.say_price(price)}.", field="deliverables")


def _share(share: Money | None) -> Money | None:
    return share if share and money.stored(share.amount) > 0 else None


def _as_they_are(owed: list[Deliverable], handoff: Handoff) -> tuple[Piece, ...]:
    """Return what is owed as if it were said again; a due of its own is kept."""
    return tuple(Piece(d.title, d.due if d.due != handoff.due else None) for d in owed if d.state != "waived")


def _take(owed: list[Deliverable], title: str) -> Deliverable | None:
    """Take the deliverable of a title out of a list, a waived one last; None when there is none."""
    fits = sorted((d for d in owed if d.title == title), key=lambda d: d.state == "waived")
    if fits:
        owed.remove(fits[0])
    return fits[0] if fits else None


def _renew(parts: Parts, handoff: Handoff, old: Deliverable, piece: Piece, draft: HandoffDraft) -> Deliverable:
    """Owe again what was waived; set the due while nothing is agreed, later only one that is said of this part."""
    fields: dict[str, Any] = {}
    if handoff.state == "drafted" or old.state == "waived":
        due = piece.due or draft.due
        fields = {"due": due, "original_due": due, "state": "owed" if old.state == "waived" else old.state}
    elif piece.due and piece.due != old.due and old.state in OWED:
        fields = {"due": piece.due}
    if piece.share is not None:
        fields["share"] = _share(piece.share)
    return parts.set(old, **fields) if fields else old
