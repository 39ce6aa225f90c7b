"""The book as a calendar (RFC 5545): what is owed, the next checks, and the owner's own dues.

Everything is an event, not a to-do: Google's calendar takes no to-dos in, and Apple's puts them where nobody looks for
a date. A due date is an event of that whole day; a due time one of a quarter of an hour from that instant, in UTC,
which every calendar shows in the zone it is in: so no zone has to be described, and none can be described wrongly.
Events leave the time free.

An event keeps its UID for as long as there is its record, and its SEQUENCE is the number of the last commit: it grows
with every step, an undo too (where the record's own time of change goes back), so that taking the file in again updates
what is there. What is cancelled, taken back or given to somebody else is left out; a calendar that has it from an
earlier file keeps it until it is deleted there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from icalendar import Calendar, Event

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Handoff, Record
from delegator_tui.model.states import ACCEPTED, OPEN_HANDOFF, OWED
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.messages.fill import clean, subject_line
from delegator_tui.rules.tasks import plate

PRODUCT = "-//delegator//delegator//EN"
TIMED = dt.timedelta(minutes=15)
"""States of a handoff whose deliverables are in a calendar of everything."""


class Entry(NamedTuple):
    """One event: ``of`` are the records that it is made from, the one that names it first."""

    uid: str
    due: str
    title: str
    words: list[str]
    of: list[Record | None]


def calendar(book: Book, *, everything: bool = False) -> bytes:
    """Return the calendar; with ``everything`` what was delivered and accepted is in it, too."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", "delegator")
    for entry in entries(book, everything=everything):
        if Due.is_due(entry.due):
            made.add_component(_event(entry, book))
    return bytes(made.to_ical()).rstrip() + b"\r\n"


def entries(book: Book, *, everything: bool = False) -> Iterator[Entry]:
    """Go through the events of a book."""
    for handoff in book.handoffs.all() if everything else book.open_handoffs:
        if handoff.state in OPEN_HANDOFF or (everything and handoff.state in ACCEPTED):
            yield from _deliverables(handoff, book, everything=everything)
        if handoff.state in OPEN_HANDOFF and handoff.next_check:
            title = f"Check: {_named(handoff, book)}"
            yield Entry(f"{handoff.uid}-check", handoff.next_check, title, _words(handoff, book), _of(handoff, book))
    for task in book.tasks.open.values():
        if task.due and plate.is_own(task, book):
            words = [task.notes, f"#{task.project}" if task.project else ""]
            yield Entry(task.uid, task.due, task.title, words, [task])


def _deliverables(handoff: Handoff, book: Book, *, everything: bool) -> Iterator[Entry]:
    """Go through what is owed in a handoff; one that names nothing owes itself."""
    owed = [d for d in book.owed_in(handoff) if d.state != "waived"]
    for each in owed:
        if everything or each.state in OWED:
            due, promised = each.due or handoff.due, each.promised or handoff.promised
            part = "" if each.title == book.title(handoff) else f"{each.title} · "
            yield from _entry(each, part, due, promised, handoff, book)
    if not owed and (everything or handoff.state != "delivered"):
        yield from _entry(handoff, "", handoff.due, handoff.promised, handoff, book)


def _entry(
    record: Deliverable | Handoff, part: str, due: str | None, promised: str | None, handoff: Handoff, book: Book
) -> Iterator[Entry]:
    """Give the event of what is due: on the day that is agreed, or promised when that is later."""
    if not due:
        return
    later = bool(promised and Due.of(promised).is_after(due, book.now))
    agreed = f"Agreed for {Due.of(due).say(book.now)}; they say later." if later else ""
    when = promised if promised and later else due
    yield Entry(record.uid, when, f"{part}{_named(handoff, book)}", [agreed, *_words(handoff, book)],
                [record, *_of(handoff, book)])  # fmt: skip


def _named(handoff: Handoff, book: Book) -> str:
    who = book.name(handoff.contractor)
    return f"{book.title(handoff)} ({who})" if who else book.title(handoff)


def _words(handoff: Handoff, book: Book) -> list[str]:
    price = money.say_price(handoff.price)
    due = f"Due {Due.of(handoff.due).say(book.now)}" if handoff.due else ""
    return [due, f"Price {price}" if price else "", handoff.brief.outcome]


def _of(handoff: Handoff, book: Book) -> list[Record | None]:
    return [handoff, book.tasks.get(handoff.task), book.contractors.get(handoff.contractor)]


def _event(entry: Entry, book: Book) -> Event:
    made = Event()
    made.add("uid", f"{entry.uid}@delegator")
    made.add("summary", subject_line(entry.title))
    text = "\n".join(clean(words) for words in entry.words if words)
    if text:
        made.add("description", text)
    for name, when in zip(("dtstart", "dtend"), _span(entry.due, book), strict=False):
        made.add(name, when)
    made.add("dtstamp", book.now.at)
    made.add("sequence", book.version)
    changed = max((record.updated or record.created for record in entry.of if record), default="")
    if changed:
        made.add("last-modified", instants.read(changed))
    made.add("transp", "TRANSPARENT")
    return made


def _span(due: str, book: Book) -> tuple[dt.date, ...]:
    """Return beginning and end: dates of a whole day, or instants; at the end of the calendar the beginning alone."""
    found = Due.of(due)
    if found.has_time:
        end = found.ends(book.now)
        return (end, end + TIMED) if end < dt.datetime.max.replace(tzinfo=dt.UTC) - TIMED else (end,)
    day = found.date_in(book.now)
    return (day, day + dt.timedelta(days=1)) if day < dt.date.max else (day,)
