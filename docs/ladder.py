"""The ladder of an example, worked out by the rules: what is said, and when, while a contractor stays silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from delegator_tui.desk.transaction import stamp
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.ids import new_uid
from delegator_tui.model.moment import Moment
from delegator_tui.model.record_table import RecordTable, archive_of
from delegator_tui.model.records import Contractor, Event, Handoff, Sent, Settings, Task
from delegator_tui.rules.reminders.ladder import due_steps
from delegator_tui.rules.reminders.summary import say_step

DUE = "2026-12-11"
DAYS = 32
HOUR = dt.timedelta(hours=1)


def silent() -> Iterator[tuple[str, str, str]]:
    """Yield day and time, step and sentence of a job of three weeks of which nothing is ever heard."""
    start = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.UTC)
    yield from _said(_book(start, silent_from_the_start=True), start)


def heard() -> Iterator[tuple[str, str, str]]:
    """Yield the same of a job that was read back and begun on the first day, and of which nothing is heard then."""
    start = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.UTC)
    yield from _said(_book(start, silent_from_the_start=False), start)


def unreviewed() -> Iterator[tuple[str, str, str]]:
    """Yield the same of an owner who reviewed their week once, on a Friday, and then no more."""
    start = Moment(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), dt.UTC)
    own = Settings(uid=new_uid(0), reviewed="2026-11-20T15:00:00.000Z")
    yield from _said(Book({"settings": RecordTable({own.uid: own})}, 1, start), start)


def _book(now: Moment, *, silent_from_the_start: bool) -> Book:
    ms = int(now.at.timestamp() * 1000)
    photos = Task(uid=new_uid(ms), title="Photos", state="delegated")
    mira = Contractor(uid=new_uid(ms), name="Mira", email="mira@example.com")
    out = Handoff(
        uid=new_uid(ms), task=photos.uid, contractor=mira.uid, state="sent", next_move="contractor",
        due=DUE, original_due=DUE, sent=Sent(at=stamp(now.at)),
    )  # fmt: skip
    told = [Event(uid=new_uid(ms), at=stamp(now.at), what="handed off", record=out.uid)]
    if not silent_from_the_start:
        out = structs.replace(out, state="working")
        told.append(Event(uid=new_uid(ms), at=stamp(now.at + HOUR), what="acknowledged", record=out.uid))
    tables: dict[str, RecordTable[Any]] = {
        "tasks": RecordTable({photos.uid: photos}),
        "contractors": RecordTable({mira.uid: mira}),
        "handoffs": RecordTable({out.uid: out}),
        "events": RecordTable({}, archive_of({event.uid: event for event in told})),
    }
    return Book(tables, 1, now)


def _said(book: Book, start: Moment) -> Iterator[tuple[str, str, str]]:
    """Go on hour by hour, and say each step once."""
    stamps: dict[str, str] = {}
    for hour in range(DAYS * 24):
        book = book.at(Moment(start.at + hour * HOUR, start.zone))
        for step in due_steps(book, stamps):
            stamps[step.key] = stamp(book.now.at)
            day = say_day(book.today, book.today)
            yield f"{day} {book.now.local:%H:%M}", step.step, say_step(step, book)
