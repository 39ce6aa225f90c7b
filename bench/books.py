"""Books to measure on, made with the desk's own verbs: contractors, handoffs out and settled, and an inbox."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from delegator_tui.clock import make_clock, moments
from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Money, Rate, is_open
from delegator_tui.model.rows import HandoffRow
from delegator_tui.store.files.disk import Disk
from delegator_tui.store.store import Put, Store

VERBS = ("Order", "Photograph", "Pack", "Invoice", "Price", "Translate", "Proofread", "Ship", "Repair", "Renew")
THINGS = ("the glaze range", "autumn mugs", "the gallery stand", "kiln shelves", "the care cards", "wholesale boxes")
FOR = ("for Northlight", "for the spring fair", "before the holidays", "as last year", "for the web shop", "")
EXTRAS = ("", "", "", " ~20m", " ~2h", " #studio", " #shop", " @errand", " !high", " $50")
NAMES = ("Ada", "Bela", "Chidi", "Dara", "Emre", "Freya", "Goran", "Hana")
TRADES = ("Photo", "Print", "Books", "Freight", "Web")


class Size(NamedTuple):
    """What a book holds: tasks in the inbox, handoffs that are open, handoffs that are closed, tasks that are done."""

    tasks: int
    handoffs: int = 0
    closed: int = 0
    done: int = 0


class Unsynced(Disk):
    """A disk that does not wait: for making books, and for timing a commit without its wait."""

    def sync(self, fd: int) -> None:
        """Return at once."""


def open_desk(path: Path, disk: Disk | None = None) -> Desk:
    """Open a desk over a book, with the machine's clock and zone."""
    clock = make_clock(None)
    return Desk(Store.open(path, clock, is_open=is_open, disk=disk), moments(clock), "cli")


def make_book(path: Path, size: Size) -> Path:
    """Write a book of this size to ``path``, the same records each time, and leave it compacted."""
    desk = open_desk(path, Unsynced())
    desk.settings.change({"channels": "none"})  # no reminder comes into a picture that is waited for
    chance = random.Random(size.tasks)
    if size.handoffs:
        people = [f"{name} {trade}" for trade in TRADES for name in NAMES]
        for name in people:
            rate = Rate(amount="40", currency="USD")
            desk.contractors.add(name, rate=rate, skills={"product photos": "proven"}, capacity_hours_week=20.0)
        desk.imports.bring_in("handoffs", _handoffs(size, people, desk.book.today, chance), "the bench")
    desk.tasks.capture(*lines(size.tasks, chance))
    if size.done:
        desk.store.commit([Put("tasks", each) for each in _done(size.done, chance)], verb="make", label="make")
    desk.store.close(compact=True)
    return path


def lines(count: int, chance: random.Random) -> list[str]:
    """Return lines as an owner would capture them; one in four has a due, one in ten of those is over."""
    made = []
    for number in range(count):
        words = f"{chance.choice(VERBS)} {chance.choice(THINGS)} {chance.choice(FOR)}".strip()
        day = dt.date.today() + dt.timedelta(days=chance.randrange(-9, 90))  # noqa: DTZ011 - any day near now will do
        due = f" due {day.isoformat()}" if chance.random() < 0.25 else ""
        made.append(f"{words} no {number + 1}{due}{chance.choice(EXTRAS)}")
    return made


def _done(count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    """Yield tasks that were done long ago, each with a note of two lines."""
    at = "2024-03-04T09:00:00.000Z"
    for number in range(count):
        title = f"{chance.choice(VERBS)} {chance.choice(THINGS)} no {number + 1}"
        yield {
            "title": title, "state": "done", "created": at, "updated": at, "notes": "n" * 150,
            "project": f"project {number % 17}", "labels": ["studio"],
        }  # fmt: skip


def _handoffs(size: Size, people: Sequence[str], today: dt.date, chance: random.Random) -> list[HandoffRow]:
    """Return rows of handoffs: the open ones out for up to three weeks, one in six late; the closed ones paid."""
    rows = []
    for number in range(size.handoffs + size.closed):
        closed = number >= size.handoffs
        out = today - dt.timedelta(days=chance.randrange(60, 600) if closed else chance.randrange(1, 21))
        due = out + dt.timedelta(days=20) if closed else today + dt.timedelta(days=chance.randrange(-6, 30))
        ended = due.isoformat() if closed else None
        state = "accepted" if closed else chance.choice(("sent", "acknowledged", "working", "working", "delivered"))
        delivered = ended or (today.isoformat() if state == "delivered" else None)
        rows.append(
            HandoffRow(
                line=number + 1, title=f"{chance.choice(THINGS).capitalize()} job {number + 1}",
                contractor=chance.choice(people), handed_off=out.isoformat(), due=due.isoformat(),
                delivered=delivered, accepted=ended, price=Money(amount="120.00", currency="USD"), paid=closed,
                estimate_minutes=90, state=state, deliverables=("Draft", "Final files")[: chance.randrange(3)],
            )
        )  # fmt: skip
    return rows
