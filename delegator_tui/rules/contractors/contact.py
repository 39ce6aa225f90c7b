"""Reaching a contractor: by which channel, when the last message went, and when the next may go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Message
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import Hours
from delegator_tui.rules.handoffs.happened import happened, was_sent
from delegator_tui.rules.handoffs.history import ATTEMPTS, SLIP, History, read_instant

UNANSWERED = 2
"""After so many attempts without an answer another channel is taken."""


def channels(contractor: Contractor | None) -> list[str]:
    """Return the channels known of a contractor, their usual one first."""
    if contractor is None:
        return []
    known = [contractor.channel, "email" if contractor.email else "", "phone" if contractor.phone else ""]
    return list(dict.fromkeys(channel for channel in known if channel))


def usual(contractor: Contractor | None) -> str:
    """Return the channel a contractor is usually reached by; empty when none is known."""
    return next(iter(channels(contractor)), "")


def channel_for(contractor: Contractor | None, story: History, *, other: bool = False) -> str:
    """Return the channel of the next message: the usual one; after two without an answer, or for ``other``, another.

    When all were tried it is the one tried longest ago. Empty when no channel is known.
    """
    known = channels(contractor)
    tried = [each.channel or usual(contractor) for each in story.unanswered]
    if not known or not (other or len(tried) >= UNANSWERED):
        return usual(contractor)
    if not tried:
        return known[min(1, len(known) - 1)]
    return min(known, key=lambda channel: _last(tried, channel))


def _last(tried: list[str], channel: str) -> int:
    return max((n for n, each in enumerate(tried) if each == channel), default=-1)


def last_contact(contractor: str | None, book: Book) -> dt.datetime | None:
    """Return when the owner last nudged a contractor, or tried to; None when they never did."""
    return book.once(_contacts).get(contractor or "")


def _contacts(book: Book) -> dict[str, dt.datetime]:
    """Return the last attempt by contractor: what is logged, and the mails that left though their step was undone."""
    found: dict[str, dt.datetime] = {}
    for who, at in (*_logged(book), *_left(book)):
        if at <= book.now.at + SLIP and (who not in found or at > found[who]):
            found[who] = at
    return found


def _logged(book: Book) -> Iterator[tuple[str, dt.datetime]]:
    """Yield whom the owner tried to reach, and when; logged on a handoff or on the contractor."""
    for record, events in book.events_by_record.items():
        tries = [happened(e, book) for e in events if e.what in ATTEMPTS and was_sent(e, book)]
        if tries:
            handoff = book.handoffs.get(record)
            who = (handoff.contractor if handoff else record) or ""
            yield from ((who, at) for at in tries)


def _left(book: Book) -> Iterator[tuple[str, dt.datetime]]:
    """Yield who has, or may have, a mail of which no event tells any more, and since when: undo calls none back."""
    for mail in book.messages.all():
        if mail.contractor and mail.undone_by is not None and (at := read_instant(_left_at(mail))):
            yield mail.contractor, at


def _left_at(mail: Message) -> str | None:
    if mail.state == "sent":
        return mail.sent
    return mail.claimed if mail.state in ("unsure", "claimed") else None


def free_from(contractor: str | None, theirs: Hours, book: Book) -> dt.datetime:
    """Return from when on a contractor may have another message: the day after the last, in their hours."""
    last = last_contact(contractor, book)
    if last is None:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    return theirs.opening(theirs.date_of(last) + dt.timedelta(days=1))


def may_send_at(contractor: str | None, book: Book) -> dt.datetime:
    """Return the first instant from now on at which a message may reach a contractor.

    Within their hours, never on a day off or away, and not twice a day.
    """
    theirs = hours.of_contractor(book.contractors.get(contractor), book)
    return theirs.next_open(max(book.now.at, free_from(contractor, theirs, book)))
