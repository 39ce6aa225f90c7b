"""The chase list: one message a contractor, with everything that is with them, how late it is, and one question."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.model.states import OPEN_HANDOFF
from delegator_tui.rules.contractors.contact import channel_for, free_from, last_contact, may_send_at
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.due import say_long, sort_key, standing
from delegator_tui.rules.dates.hours import Hours
from delegator_tui.rules.handoffs.history import history
from delegator_tui.rules.reminders.ladder import Step, their_step
from delegator_tui.rules.reminders.next_action import counting_due, is_theirs
from delegator_tui.rules.reminders.schedule import plan


class Thing(NamedTuple):
    """One thing in a chase: ``due`` is the date that counts, ``step`` and ``message`` what the ladder says of it now.

    ``step`` and ``key`` are empty for what is named because it is with them, and not because something is to be asked.
    """

    handoff: str
    title: str
    due: str | None
    days_late: int
    step: str
    key: str
    message: str


class Chase(NamedTuple):
    """One message to one contractor: the late ones first, then what the ladder asks about, then what else they have.

    ``send_at`` is the first instant at which it may reach them; ``held`` says why not now, empty when it may go.
    ``owed`` are the titles of what they wait for from the owner.
    """

    contractor: str
    things: tuple[Thing, ...]
    owed: tuple[str, ...]
    channel: str
    send_at: dt.datetime
    held: str = ""


def chase_list(book: Book) -> list[Chase]:
    """Return a chase for every contractor of whom something is late or to be asked about, the latest first."""
    by_contractor: dict[str, list[Handoff]] = {}
    for handoff in book.open_handoffs:
        if handoff.contractor and handoff.state != "drafted":
            by_contractor.setdefault(handoff.contractor, []).append(handoff)
    found = [chase for who, handoffs in by_contractor.items() if (chase := _chase(who, handoffs, book))]
    return sorted(found, key=lambda chase: (-chase.things[0].days_late, book.name(chase.contractor)))


def chase_of(contractor: str, book: Book) -> Chase | None:
    """Return the chase of one contractor; None when nothing is to be asked of them."""
    theirs = [h for h in book.open_handoffs if h.contractor == contractor and h.state != "drafted"]
    return _chase(contractor, theirs, book)


def chase_one(handoff: Handoff, book: Book) -> Chase | None:
    """Return the chase of one handoff alone; None while its next move is not the contractor's."""
    if handoff.contractor is None or not is_theirs(handoff):
        return None
    return _with(handoff.contractor, [_thing(handoff, book)], [], book)


def _chase(who: str, handoffs: list[Handoff], book: Book) -> Chase | None:
    """Return a contractor's chase; None when nothing is to be asked."""
    things = [_thing(handoff, book) for handoff in handoffs if is_theirs(handoff)]
    if not any(thing.step for thing in things):
        return None
    owed = [handoff for handoff in handoffs if handoff.next_move == "owner" and handoff.state in OPEN_HANDOFF]
    return _with(who, things, owed, book)


def _with(who: str, things: list[Thing], owed: list[Handoff], book: Book) -> Chase:
    things.sort(key=lambda thing: (-thing.days_late, not thing.step, sort_key(thing.due, book.now)))
    theirs = hours.of_contractor(book.contractors.get(who), book)
    free = free_from(who, theirs, book)
    send_at = theirs.next_open(max(book.now.at, free))
    titles = tuple(book.title(handoff) for handoff in owed)
    return Chase(who, tuple(things), titles, _channel(who, things, book), send_at, _held(who, theirs, send_at, book))


def _thing(handoff: Handoff, book: Book) -> Thing:
    """Return a handoff as one thing of a chase. Of what is late something is always to be asked."""
    step, due = their_step(handoff, book), counting_due(handoff, book)
    title, stand = book.title(handoff), standing(due, book.now)
    if step is None or not (_is_asked(step, book) or stand.overdue):
        return Thing(handoff.uid, title, due, 0, "", "", "")
    base = plan(handoff, book)
    late = "late_two" if base.story.tried_since(base.over) else "late_one"
    return Thing(
        handoff.uid, title, due, stand.days_late, step.step, step.key, late if stand.overdue else step.message
    )  # fmt: skip


def _is_asked(step: Step, book: Book) -> bool:
    return step.to == "contractor" and step.at <= book.now.at


def _channel(who: str, things: list[Thing], book: Book) -> str:
    """Return the channel of a chase: another one as soon as one of its things asks for that."""
    contractor = book.contractors.get(who)
    first = next((thing for thing in things if thing.message == "late_two"), things[0])
    handoff = book.handoffs.get(first.handoff)
    if handoff is None:
        return ""
    return channel_for(contractor, history(handoff, book), other=first.step == "late 2")


def held(contractor: str, book: Book) -> str:
    """Return why a message to a contractor should not go now; empty when it may."""
    return _held(contractor, hours.of_contractor(book.contractors.get(contractor), book),
                 may_send_at(contractor, book), book)  # fmt: skip


def _held(who: str, theirs: Hours, send_at: dt.datetime, book: Book) -> str:
    last = last_contact(who, book)
    if send_at <= book.now.at:
        return ""
    day = say_long(theirs.date_of(send_at).isoformat(), book.now)
    if last and theirs.date_of(last) == theirs.date_of(book.now.at):
        return f"chased {_ago(book.now.at - last)}: wait until {day}"
    if theirs.is_away(theirs.date_of(book.now.at)):
        return f"away until {day}"
    here, there = book.now.at.astimezone(theirs.zone), send_at.astimezone(theirs.zone)
    says_day = here.date() != book.today or not theirs.works_on(here.date())
    return f"{here:{'%a ' if says_day else ''}%H:%M} where they are: send it {_when(send_at, there, book)}"


def _when(send_at: dt.datetime, there: dt.datetime, book: Book) -> str:
    """Return a time by the owner's clock, and theirs where it differs: ``at 14:00 (09:00 there)``."""
    yours = send_at.astimezone(book.now.zone)
    day = "" if yours.date() == book.today else f"{say_long(yours.date().isoformat(), book.now)} "
    other = f"{there:%H:%M}" if yours.date() == there.date() else f"{there:%a %H:%M}"
    return f"{day}at {yours:%H:%M}" + (f" ({other} there)" if there.utcoffset() != yours.utcoffset() else "")


def _ago(span: dt.timedelta) -> str:
    minutes = max(0, int(span.total_seconds() // 60))
    if not minutes:
        return "just now"
    return f"{minutes} min ago" if minutes < 60 else f"{minutes // 60} h ago"
