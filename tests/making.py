"""What many tests start from: a clock that stands still until it is moved, a desk on a real file, records and books."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.book import Book
from delegator_tui.model.ids import new_uid
from delegator_tui.model.moment import Moment
from delegator_tui.model.record_table import RecordTable, archive_of
from delegator_tui.model.records import (
    TABLES,
    Contractor,
    Deliverable,
    Handoff,
    MailAccount,
    Price,
    Record,
    Task,
    is_open,
)
from delegator_tui.outbox.approvals import approve
from delegator_tui.store.store import Put, Set, Store

START = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
"""A Monday morning."""
FRIDAY = "2026-11-27"
MONDAY_AFTER = "2026-11-30"
NEXT_FRIDAY = "2026-12-04"


class StandingClock:
    """Tells ``now`` (aware, UTC) and moves only when told."""

    def __init__(self, now: dt.datetime = START) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def go(self, **spans: float) -> None:
        """Go on by days, hours, minutes as timedelta takes them."""
        self.now += dt.timedelta(**spans)

    def set(self, iso: str) -> None:
        """Go to an ISO instant."""
        self.now = dt.datetime.fromisoformat(iso).astimezone(dt.UTC)


def zone(name: str) -> dt.tzinfo:
    """An IANA zone, or ``+14`` and ``-11`` as offsets."""
    return dt.timezone(dt.timedelta(hours=int(name))) if name[0] in "+-" else ZoneInfo(name)


def moment(iso: str = "2026-11-23T09:00:00+00:00", zone_name: str = "UTC") -> Moment:
    """The moment of an ISO instant as an owner in a zone sees it."""
    return Moment(dt.datetime.fromisoformat(iso), zone(zone_name))


def desk_at(path: Path, clock: Callable[[], dt.datetime], zone_name: str = "UTC") -> Desk:
    """A desk over a real file; the owner lives in ``zone_name`` unless the settings say otherwise."""
    store = Store.open(path, clock, is_open=is_open)
    return Desk(store, lambda setting: Moment(clock(), zone(setting or zone_name)))


# ---- records and books without a file


def uid(at_ms: int = 1_795_000_000_000) -> str:
    return new_uid(at_ms)


def task(title: str = "Photos", **fields: Any) -> Task:
    return Task(uid=fields.pop("uid", None) or uid(), title=title, **fields)


def contractor(name: str = "Northlight Photo", **fields: Any) -> Contractor:
    return Contractor(uid=fields.pop("uid", None) or uid(), name=name, **fields)


def handoff(of: Task, by: Contractor | None = None, **fields: Any) -> Handoff:
    """A handoff; unless told otherwise it is being worked on, checked tomorrow and due on Friday."""
    made: dict[str, Any] = {
        "state": "working",
        "due": FRIDAY,
        "original_due": FRIDAY,
        "next_move": "contractor",
        "next_check": "2026-11-24",
    }
    made |= fields
    return Handoff(uid=made.pop("uid", None) or uid(), task=of.uid, contractor=by.uid if by else None, **made)


def owed(of: Handoff, title: str = "Source files", **fields: Any) -> Deliverable:
    return Deliverable(uid=fields.pop("uid", None) or uid(), handoff=of.uid, title=title, **fields)


def with_owed(of: Handoff, *deliverables: Deliverable) -> Handoff:
    return msgspec.structs.replace(of, deliverables=tuple(d.uid for d in deliverables))


def book_of(*records: Record, now: Moment | None = None) -> Book:
    """A book that holds these records."""
    tables = {}
    for name, type_ in TABLES.items():
        rows = [record for record in records if type(record) is type_]
        opened = {r.uid: r for r in rows if is_open(name, msgspec.to_builtins(r))}
        tables[name] = RecordTable(opened, archive_of({r.uid: r for r in rows if r.uid not in opened}))
    return Book(tables, 1, now or moment())


# ---- records on a desk


def add_task(desk: Desk, line: str = "Photos") -> str:
    return desk.tasks.capture(line)[0]


def add_contractor(desk: Desk, name: str = "Northlight Photo", **fields: Any) -> str:
    return desk.contractors.add(name, **fields).uid


def price(amount: str = "400.00", currency: str = "USD", unit: str = "fixed") -> Price:
    return Price(amount=amount, currency=currency, unit=unit)


def somebody(desk: Desk) -> str:
    """The uid of a contractor, made when there is none."""
    known = next(iter(desk.book.contractors.open), None)
    return known or add_contractor(desk)


def drafted(desk: Desk, line: str = "Photos", **said: Any) -> str:
    return desk.handoffs.draft(add_task(desk, line), HandoffDraft(**said)).uid


def sent(desk: Desk, line: str = "Photos", **said: Any) -> str:
    """The uid of a handoff that was just sent: due on Friday for $400 unless told otherwise."""
    said = {"contractor": said.get("contractor") or somebody(desk), "due": FRIDAY, "price": price(), **said}
    return desk.handoffs.hand_off(add_task(desk, line), HandoffDraft(**said)).uid


def working(desk: Desk, line: str = "Photos", **said: Any) -> str:
    made = sent(desk, line, **said)
    desk.handoffs.acknowledge(made, "I will send ten photos by Friday.")
    return made


def delivered(desk: Desk, line: str = "Photos", **said: Any) -> str:
    made = working(desk, line, **said)
    desk.handoffs.deliver(made)
    return made


def accepted(desk: Desk, line: str = "Photos", **said: Any) -> str:
    made = delivered(desk, line, **said)
    desk.handoffs.accept(made)
    return made


def put(desk: Desk, table: str, **fields: Any) -> str:
    """Have another process put a record for which there is no verb into the file; the desk takes it in."""
    return _elsewhere(desk, Put(table, fields))


def change(desk: Desk, table: str, uid: str, **fields: Any) -> None:
    """Have another process change fields of a record; the desk takes that in."""
    _elsewhere(desk, Set(table, uid, fields))


def _elsewhere(desk: Desk, change: Put | Set) -> str:
    other = another(desk)
    commit = other.store.commit([change], verb="test", label="test", kind="system")
    other.store.close(compact=False)
    desk.refresh()
    return str(commit.ops[0]["u"])


def set_mail(desk: Desk, **account: str) -> None:
    """Set the mail account as the owner does on this machine: what is typed here is approved here."""
    desk.settings.change({f"mail_{name}": value for name, value in account.items()})
    approve(desk.book.settings.mail or MailAccount(), desk.store)


def another(desk: Desk) -> Desk:
    """A second desk over the same file, as another process would have it."""
    store = Store.open(Path(desk.store.path), lambda: desk.now().at, is_open=is_open)
    return Desk(store, lambda _: desk.now())


def reread(desk: Desk) -> Book:
    """The book as another process reads it from the file now."""
    other = another(desk)
    other.store.close(compact=False)
    return other.book


def row(record: Record | None) -> Mapping[str, Any]:
    """A record as plain values; nothing for none."""
    return msgspec.to_builtins(record) if record else {}
