"""The verb of import: rows of a file become records, with events at the rows' own dates; the same file adds nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from delegator_tui.desk.contractors import check_zone
from delegator_tui.desk.core import DeskCore
from delegator_tui.desk.pen import Pen, stamp
from delegator_tui.errors import DelegatorError, Refused, Unknown
from delegator_tui.model.records import Contractor, Price
from delegator_tui.model.rows import ContractorRow, HandoffRow, TaskRow
from delegator_tui.rules.checks import first_check
from delegator_tui.rules.due import due_date
from delegator_tui.rules.finding import folded

Row = TaskRow | ContractorRow | HandoffRow
OWED_STATE = {"delivered": "delivered", "returned": "returned", "accepted": "accepted", "closed": "accepted"}
MOVE = {"drafted": "owner", "delivered": "owner", "accepted": "owner"}


class Imported(NamedTuple):
    """How many rows became records and how many were there already; ``commit`` is 0 for a dry run."""

    kind: str
    added: int
    known: int
    commit: int


class _DryRun(Exception):
    pass


class ImportVerbs(DeskCore):
    """Bringing in what other files hold."""

    def bring_in(self, kind: str, rows: Sequence[Row], name: str, *, dry_run: bool = False) -> Imported:
        """Add what is new of a file's rows, in one commit. Raises Refused, naming lines, when a row cannot be."""
        added = 0
        try:
            with self._act("import") as pen:
                pen.source = "import"
                added = self._bring(pen, kind, rows, name)
                pen.label = f"import {added} {kind} from {name}"
                if dry_run:
                    raise _DryRun
        except _DryRun:
            return Imported(kind, added, len(rows) - added, 0)
        return Imported(kind, added, len(rows) - added, self.store.version if added else 0)

    def _bring(self, pen: Pen, kind: str, rows: Sequence[Row], name: str) -> int:
        seen = self._known(kind)
        bad: list[str] = []
        added = 0
        for row in rows:
            try:
                key = self._key(row)
                if key not in seen:
                    seen.add(key)
                    self._add(pen, row)
                    added += 1
            except DelegatorError as error:
                bad.append(f"  line {row.line}: {error}")
        if bad:
            raise Refused("\n".join([f"Nothing of {name} was imported:", *bad[:10]]))
        return added

    def _add(self, pen: Pen, row: Row) -> None:
        if isinstance(row, ContractorRow):
            _add_contractor(pen, row)
        elif isinstance(row, HandoffRow):
            self._add_handoff(pen, row)
        else:
            self._add_task(pen, row)

    def _known(self, kind: str) -> set[object]:
        """Return what tells rows of this kind apart, of all that the book holds."""
        book = self.book
        if kind == "contractors":
            return {folded(c.name) for c in book.contractors.all()}
        if kind == "tasks":
            return {(t.title.casefold(), t.due) for t in book.tasks.all()}
        return {(book.title(h).casefold(), h.contractor, h.original_due) for h in book.handoffs.all()}

    def _key(self, row: Row) -> object:
        if isinstance(row, ContractorRow):
            return folded(row.name)
        if isinstance(row, TaskRow):
            return (row.title.casefold(), row.due)
        return (row.title.casefold(), self._named(row.contractor).uid, row.due)

    def _named(self, name: str) -> Contractor:
        """Return who has exactly this name: a part of one could be somebody else's."""
        wanted = folded(name)
        found = next((c for c in self.book.contractors.all() if folded(c.name) == wanted), None)
        if found is None:
            raise Unknown(f"There is no contractor “{name}” on the roster.", field="contractor")
        return found

    def _add_task(self, pen: Pen, row: TaskRow) -> None:
        fields = {name: getattr(row, name) for name in row.__struct_fields__ if name != "line"}
        uid = pen.put("tasks", **{name: value for name, value in fields.items() if value not in ("", ())})
        pen.event("captured", uid)

    def _add_handoff(self, pen: Pen, row: HandoffRow) -> None:
        contractor = self._named(row.contractor)
        sent_at = self._noon(row.handed_off)
        done = row.state == "accepted"
        task = pen.put(
            "tasks", sent_at, title=row.title, state="done" if done else "delegated", due=row.due,
            estimate_minutes=row.estimate_minutes, contractor=contractor.uid,
        )  # fmt: skip
        closed = done and (row.paid or row.price is None)
        state = "closed" if closed else row.state
        uid = pen.put("handoffs", sent_at, task=task, contractor=contractor.uid, **self._handoff_fields(row, state))
        owed = [
            pen.put(
                "deliverables", sent_at, handoff=uid, title=title, due=row.due, original_due=row.due,
                state=OWED_STATE.get(state, "owed"), rounds=row.rounds,
            )
            for title in row.deliverables or (row.title,)
        ]  # fmt: skip
        payments = [self._add_payment(pen, row, uid)] if row.paid and row.price else None
        pen.set("handoffs", uid, deliverables=owed, **({"payments": payments} if payments else {}))
        self._tell(pen, row, uid, paid=bool(payments), closed=closed)

    def _handoff_fields(self, row: HandoffRow, state: str) -> dict[str, Any]:
        ended = state == "closed"
        check = None if ended or state == "accepted" else first_check(row.due, self.book)
        price = Price(amount=row.price.amount, currency=row.price.currency) if row.price else None
        sent = {"at": stamp(at), "channel": ""} if (at := self._noon(row.handed_off)) and state != "drafted" else None
        return {
            "state": state,
            "price": price,
            "original_due": row.due,
            "due": row.due,
            "sent": sent,
            "next_move": None if ended else MOVE.get(state, "contractor"),
            "next_check": check,
            "first_delivered": stamp(at) if (at := self._noon(row.delivered)) else None,
            "accepted": stamp(at) if (at := self._noon(row.accepted)) else None,
            "rating": row.rating,
        }

    def _add_payment(self, pen: Pen, row: HandoffRow, handoff: str) -> str:
        assert row.price is not None
        on = row.accepted or row.delivered or row.due
        fields = {"amount": row.price.amount, "currency": row.price.currency, "kind": "final"}
        return pen.put("payments", self._noon(on), handoff=handoff, on=on, **fields)

    def _tell(self, pen: Pen, row: HandoffRow, uid: str, *, paid: bool, closed: bool) -> None:
        """Write the events that the row has dates for."""
        sent = row.handed_off if row.state != "drafted" else None
        dates = [("handed off", sent, "owner"), ("delivered", row.delivered, "contractor")]
        dates.append(("accepted", row.accepted, "owner"))
        for what, date, by in dates:
            if date:
                rating = row.rating if what == "accepted" else None
                pen.event(what, uid, by=by, at=self._noon(date), rating=rating)
        if paid and row.price and row.accepted:
            pen.event("paid", uid, at=self._noon(row.accepted), amount=row.price.amount, currency=row.price.currency)
        if closed and row.accepted:
            pen.event("closed", uid, by="system", at=self._noon(row.accepted))

    def _noon(self, date: str | None) -> dt.datetime | None:
        """Return noon of a row's date where the owner is, as an instant, never later than now."""
        if not date:
            return None
        day = due_date(date, self.book.now)
        noon = dt.datetime.combine(day, dt.time(12), self.book.now.zone).astimezone(dt.UTC)
        return min(noon, self.book.now.at)


def _add_contractor(pen: Pen, row: ContractorRow) -> None:
    if row.timezone:
        check_zone(row.timezone)
    fields = {name: getattr(row, name) for name in row.__struct_fields__ if name not in ("line", "skills", "rate")}
    kept = {name: value for name, value in fields.items() if value not in ("", None)}
    if row.skills:
        kept["skills"] = dict.fromkeys(row.skills, "untried")
    uid = pen.put("contractors", **kept, rates=[row.rate] if row.rate else None)
    pen.event("added", uid)
