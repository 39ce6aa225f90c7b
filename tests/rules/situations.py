"""Situations of handoffs for the tests of the ladder: short to write, made into a book."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import msgspec

from delegator_tui.model.book import Book
from delegator_tui.model.records import (
    Access,
    Contractor,
    Event,
    Handoff,
    Invoice,
    Question,
    Record,
    Said,
    Sent,
    Settings,
    Span,
)
from tests.making import book_of, contractor, handoff, moment, task, uid

MAIL = {"email": "mira@example.com", "phone": "+44 1", "contact": "Mira"}


def at(short: str) -> str:
    """The stored instant of ``11-26 09:00`` in 2026 UTC; of ``2027-01-04 09:00`` as it says."""
    whole = short if len(short) > 11 else f"2026-{short}"
    return f"{whole.replace(' ', 'T')}:00.000Z"


def instant(short: str) -> dt.datetime:
    return dt.datetime.fromisoformat(at(short))


class Case(NamedTuple):
    """A book with one handoff in it."""

    book: Book
    handoff: Handoff
    contractor: Contractor


def events(of: str, *told: str) -> list[Event]:
    """Events from lines such as ``11-26 10:00 later promised=2026-12-01``; in them ``_`` is a space."""
    return [_event(of, line) for line in told]


def _event(of: str, line: str) -> Event:
    words = line.split()
    pairs = (word.replace("_", " ").split("=", 1) for word in words[2:] if "=" in word)
    details: dict[str, object] = {}
    details.update(dict(pairs))
    what = " ".join(word for word in words[2:] if "=" not in word)
    return Event(uid=uid(), at=at(f"{words[0]} {words[1]}"), what=what, record=of, details=details)


def case(
    now: str,
    *told: str,
    who: dict[str, Any] | None = None,
    own: dict[str, Any] | None = None,
    zone: str = "UTC",
    more: tuple[Record, ...] = (),
    skill: str | None = None,
    **fields: Any,
) -> Case:
    """A handoff, handed off on Monday 23 November 2026 at 10:00 and due on Friday 11 December, as told since."""
    by = contractor(**{**MAIL, **(who or {})})
    photos = task("Glaze range photos", skill=skill)
    made: dict[str, Any] = {"due": "2026-12-11", "original_due": "2026-12-11", "stakes": "routine"}
    if fields.get("state") != "drafted":
        made["sent"] = Sent(at=at("11-23 10:00"))
        told = ("11-23 10:00 handed off", *told)
    out = handoff(photos, by, **(made | fields))
    told_events = events(out.uid, *told)
    settings = Settings(uid=uid(), **(own or {}))
    records = [record for record in more if not isinstance(record, Settings)]
    book = book_of(photos, by, out, settings, *told_events, *(_on(r, out, by) for r in records),
                   now=moment(at(now), zone))  # fmt: skip
    return Case(book, out, by)


def _on(record: Record, out: Handoff, by: Contractor) -> Record:
    """Put a record on the handoff and contractor of a case: made with ``here`` for either."""
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    swap = {"handoff": out.uid, "contractor": by.uid}
    changed: dict[str, Any] = {name: swap[name] for name in swap if fields.get(name) == "here"}
    if isinstance(record, Invoice):
        changed["lines"] = tuple(msgspec.structs.replace(line, handoff=out.uid) for line in record.lines)
    return msgspec.structs.replace(record, **changed)


def question(when: str, text: str = "Which background?") -> Question:
    return Question(uid=uid(), handoff="here", asked=Said(at=at(when), text=text))


def access(**fields: Any) -> Access:
    return Access(uid=uid(), contractor="here", handoff="here", system="the shop", **fields)


def away(first: str, last: str) -> tuple[Span, ...]:
    return (Span(start=f"2026-{first}", end=f"2026-{last}"),)
