"""Quiet: until when nobody writes to a contractor about a handoff, and why. The furthest reason counts.

- waits for, third: they cannot go on, so they are not asked at all.
- answered, promised: an answer is an answer. While a date that they named stands, nobody asks before it is over; else
  late work is asked about on their next working day, other work when the check that was set comes.
- put off: the owner put the reminder off.
- nudged: they were written to. The next step of the ladder brings the next message, and nobody has two a day.
- freed: what they waited for was done only now; nobody asks before their next working day.
- night, away: a message may be ready; it is held until they are there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from delegator_tui.model.book import Book
from delegator_tui.model.due import NEVER, Due
from delegator_tui.model.records import Event, Handoff
from delegator_tui.rules.contractors.contact import free_from
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import SANE, Hours
from delegator_tui.rules.followup.account import Account, Quiet
from delegator_tui.rules.followup.silence import TO_THEM
from delegator_tui.rules.followup.slips import held_untold
from delegator_tui.rules.followup.waiting import free_since
from delegator_tui.rules.handoffs.happened import happened
from delegator_tui.rules.handoffs.history import ATTEMPTS, SLIP, SNOOZED, Attempt, history

AFTER = TO_THEM | {"held"}
"""What ends the peace that an answer brings: the owner has something to say to it."""
TOLD = (TO_THEM - {"handed off"}) | {"cut", "changed"}
"""What the owner sent them that day: an answer, changes, another date. Nobody has a second message on it."""
RESETS = ATTEMPTS | {SNOOZED, "cut"}
"""What sets another check than their answer did."""
NEXT_DAY = dt.timedelta(days=1)


def quiet(known: Account, handoff: Handoff, book: Book) -> Quiet | None:
    """Return until when a handoff is quiet; None when it is not, or when the move is not theirs or a third party's.

    ``known`` is the account so far. What is said is within their hours: a promise that is over at midnight leaves them
    in peace until they open.
    """
    if known.whose == "third":
        return Quiet(NEVER, "third")
    if not known.is_theirs:
        return None
    if known.waits:
        return Quiet(NEVER, "waits for")
    theirs = hours.of_contractor(book.contractors.get(handoff.contractor), book)
    ahead = [each for each in _reasons(known, handoff, theirs, book) if each.until > book.now.at]
    if ahead:
        found = max(ahead, key=lambda each: each.until)
        return found._replace(until=theirs.next_open(found.until)) if found.until.year in SANE else found
    opens = theirs.next_open(book.now.at)
    if opens <= book.now.at:
        return None
    return Quiet(opens, "away" if theirs.is_away(theirs.date_of(book.now.at)) else "night")


def _reasons(known: Account, handoff: Handoff, theirs: Hours, book: Book) -> Iterator[Quiet]:
    story = history(handoff, book)
    if not held_untold(handoff, book):  # else the owner has an answer to what they said
        yield from _answered(known, handoff, theirs, book)
        if promised := _promised(known, book):
            yield Quiet(promised, "promised")
    yield from (Quiet(until, "put off") for until in story.snoozes[-1:])
    if (told := max((happened(e, book) for e in _events(handoff, book) if e.what in TOLD), default=None)) is not None:
        yield Quiet(theirs.opening(theirs.date_of(told) + NEXT_DAY), "nudged")
    if story.attempts and story.attempts[-1] in story.unanswered:
        yield Quiet(_after(story.attempts[-1], handoff, theirs, book), "nudged")
    if free := free_since(handoff, book):
        yield Quiet(theirs.opening(theirs.date_of(free) + NEXT_DAY), "freed")
    yield Quiet(free_from(handoff.contractor, theirs, book), "nudged")


def _events(handoff: Handoff, book: Book) -> list[Event]:
    return [e for e in book.events_by_record.get(handoff.uid, []) if happened(e, book) <= book.now.at + SLIP]


def _promised(known: Account, book: Book) -> dt.datetime | None:
    """Return when the first date that they named is over; None while something is late of which they named none."""
    of = [each for each in known.owed if each.is_late] or [each for each in known.owed if each.stands]
    if not of or not all(each.stands for each in of):
        return None
    return min(Due.of(each.promise or "").ends(book.now) for each in of)


def _answered(known: Account, handoff: Handoff, theirs: Hours, book: Book) -> Iterator[Quiet]:
    """Yield until when an answer holds, unless the work came to them again after it."""
    said = known.said
    events = _events(handoff, book)
    if said is None or any(e.what in AFTER and happened(e, book) > said for e in events):
        return
    yield Quiet(theirs.opening(theirs.date_of(said) + NEXT_DAY), "answered")
    if known.is_late or any(e.what in RESETS and happened(e, book) > said for e in events):
        return
    check = Due.of(handoff.next_check).date_in(book.now) if handoff.next_check else None
    if check and check.year in SANE:
        yield Quiet(theirs.opening(check), "answered")


def _after(last: Attempt, handoff: Handoff, theirs: Hours, book: Book) -> dt.datetime:
    """Return when a message is over: at the next step for them that it did not settle, else two days on."""
    from delegator_tui.rules.reminders.schedule import next_ask

    day = theirs.date_of(last.at)
    if last.what == "no answer":
        return theirs.opening(day + NEXT_DAY)
    return next_ask(last, handoff, book)
