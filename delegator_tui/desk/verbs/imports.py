"""The verb of import: rows of a file become records, with events at the rows' own dates; the same file adds nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs.contractors import check_zone
from delegator_tui.errors import DelegatorError, Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Price
from delegator_tui.model.rows import ContractorRow, HandoffRow, TaskRow
from delegator_tui.rules.handoffs.checks import first_check
from delegator_tui.rules.search.folding import folded

Row = TaskRow | ContractorRow | HandoffRow
OWED_STATE = {"delivered": "delivered", "returned": "returned", "accepted": "accepted", "closed": "accepted"}
MAX_SHOWN = 10
"""Refused lines that are told."""
MOVE = {"drafted": "owner", "delivered": "owner", "accepted": "owner"}


class Imported(NamedTuple):
    """How many rows became records and how many were there already; ``commit`` is 0 for a dry run."""

    kind: str
    added: int
    known: int
    commit: int


@verb("import")
def bring_in(tx: Transaction, kind: str, rows: Sequence[Row], name: str, *, dry_run: bool = False) -> Imported:
    """Add what is new of a file's rows, in one commit. Raises Refused, naming lines, when a row cannot be."""
    tx.source = "import"
    added = _bring(tx, kind, rows, name)
    tx.label = f"import {added} {kind} from {name}"
    if dry_run:
        tx.discard()
    return Imported(kind, added, len(rows) - added, tx.number + 1 if added and not dry_run else 0)


def _bring(tx: Transaction, kind: str, rows: Sequence[Row], name: str) -> int:
    seen = _known(kind, tx.book)
    bad: list[str] = []
    added = 0
    for row in rows:
        try:
            key = _key(row, tx.book)
            if key not in seen:
                seen.add(key)
                _add(tx, row)
                added += 1
        except DelegatorError as error:
            bad.append(f"  line {row.line}: {error}")
    if bad:
        raise Refused("\n".join([f"Nothing of {name} was imported:", *bad[:MAX_SHOWN]]))
    return added


def _add(tx: Transaction, row: Row) -> None:
    if isinstance(row, ContractorRow):
        _add_contractor(tx, row)
    elif isinstance(row, HandoffRow):
        _add_handoff(tx, row)
    else:
        _add_task(tx, row)


def _known(kind: str, book: Book) -> set[object]:
    """Return what tells rows of this kind apart, of all that the book holds."""
    if kind == "contractors":
        return {folded(c.name) for c in book.contractors.all()}
    if kind == "tasks":
        return {(t.title.casefold(), t.due) for t in book.tasks.all()}
    return {(book.title(h).casefold(), h.contractor, h.original_due) for h in book.handoffs.all()}


def _key(row: Row, book: Book) -> object:
    if isinstance(row, ContractorRow):
        return folded(row.name)
    if isinstance(row, TaskRow):
        return (row.title.casefold(), row.due)
    return (row.title.casefold(), _named(row.contractor, book).uid, row.due)


def _named(name: str, book: Book) -> Contractor:
    """Return who has exactly this name: a part of one could be somebody else's."""
    wanted = folded(name)
    found = next((c for c in book.contractors.all() if folded(c.name) == wanted), None)
    if found is None:
        raise Unknown(f"There is no contractor “{name}” on the roster.", field="contractor")
    return found


def _add_task(tx: Transaction, row: TaskRow) -> None:
    fields = {name: getattr(row, name) for name in row.__struct_fields__ if name != "line"}
    uid = tx.put("tasks", **{name: value for name, value in fields.items() if value not in ("", ())})
    tx.event("captured", uid)


def _add_contractor(tx: Transaction, row: ContractorRow) -> None:
    if row.timezone:
        check_zone(row.timezone)
    fields = {name: getattr(row, name) for name in row.__struct_fields__ if name not in ("line", "skills", "rate")}
    kept = {name: value for name, value in fields.items() if value not in ("", None)}
    if row.skills:
        kept["skills"] = dict.fromkeys(row.skills, "untried")
    uid = tx.put("contractors", **kept, rates=[row.rate] if row.rate else None)
    tx.event("added", uid)


def _add_handoff(tx: Transaction, row: HandoffRow) -> None:
    contractor = _named(row.contractor, tx.book)
    sent_at = _noon(row.handed_off, tx.now)
    done = row.state == "accepted"
    task = tx.put(
        "tasks", sent_at, title=row.title, state="done" if done else "delegated", due=row.due,
        estimate_minutes=row.estimate_minutes, contractor=contractor.uid,
    )  # fmt: skip
    closed = done and (row.paid or row.price is None)
    state = "closed" if closed else row.state
    uid = tx.put("handoffs", sent_at, task=task, contractor=contractor.uid, **_handoff_fields(row, state, tx.book))
    owed = [
        tx.put(
            "deliverables", sent_at, handoff=uid, title=title, due=row.due, original_due=row.due,
            state=OWED_STATE.get(state, "owed"), rounds=row.rounds,
            first_delivered=_stamp(row.delivered, tx.now), accepted=_stamp(row.accepted, tx.now),
        )
        for title in row.deliverables or (row.title,)
    ]  # fmt: skip
    payments = [_add_payment(tx, row, uid)] if row.paid and row.price else None
    tx.set("handoffs", uid, deliverables=owed, **({"payments": payments} if payments else {}))
    _tell(tx, row, uid, paid=bool(payments), closed=closed)


def _handoff_fields(row: HandoffRow, state: str, book: Book) -> dict[str, Any]:
    ended = state == "closed"
    check = None if ended or state == "accepted" else first_check(row.due, book)
    price = Price(amount=row.price.amount, currency=row.price.currency) if row.price else None
    sent = {"at": stamp(at), "channel": ""} if (at := _noon(row.handed_off, book.now)) and state != "drafted" else None
    return {
        "state": state,
        "price": price,
        "original_due": row.due,
        "due": row.due,
        "sent": sent,
        "next_move": None if ended else MOVE.get(state, "contractor"),
        "next_check": check,
        "first_delivered": _stamp(row.delivered, book.now),
        "accepted": _stamp(row.accepted, book.now),
        "rating": row.rating,
    }


def _add_payment(tx: Transaction, row: HandoffRow, handoff: str) -> str:
    assert row.price is not None
    on = row.accepted or row.delivered or row.due
    fields = {"amount": row.price.amount, "currency": row.price.currency, "kind": "final"}
    return tx.put("payments", _noon(on, tx.now), handoff=handoff, on=on, **fields)


def _tell(tx: Transaction, row: HandoffRow, uid: str, *, paid: bool, closed: bool) -> None:
    """Write the events that the row has dates for."""
    sent = row.handed_off if row.state != "drafted" else None
    dates = [("handed off", sent, "owner"), ("delivered", row.delivered, "contractor")]
    dates.append(("accepted", row.accepted, "owner"))
    for what, date, by in dates:
        if date:
            rating = row.rating if what == "accepted" else None
            tx.event(what, uid, by=by, at=_noon(date, tx.now), rating=rating)
    if paid and row.price and row.accepted:
        tx.event("paid", uid, at=_noon(row.accepted, tx.now), amount=row.price.amount, currency=row.price.currency)
    if closed and row.accepted:
        tx.event("closed", uid, by="system", at=_noon(row.accepted, tx.now))


def _stamp(date: str | None, now: Moment) -> str | None:
    at = _noon(date, now)
    return stamp(at) if at else None


def _noon(date: str | None, now: Moment) -> dt.datetime | None:
    """Return noon of a row's date where the owner is, as an instant, never later than now."""
    if not date:
        return None
    day = Due.of(date).date_in(now)
    noon = dt.datetime.combine(day, dt.time(12), now.zone).astimezone(dt.UTC)
    return min(noon, now.at)
