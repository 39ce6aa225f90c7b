"""The chase list: one message a contractor, with everything that is with them, how late it is, and one question."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import day_name, say_day
from delegator_tui.model.due import sort_key
from delegator_tui.model.records import Handoff
from delegator_tui.rules.contractors.contact import channel_for, free_from, last_contact, may_send_at
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.hours import Hours
from delegator_tui.rules.followup.account import Account, account
from delegator_tui.rules.followup.asking import is_to_ask, to_write
from delegator_tui.rules.followup.parts import PartAccount
from delegator_tui.rules.followup.silence import is_unconfirmed
from delegator_tui.rules.followup.slips import held_untold
from delegator_tui.rules.handoffs.history import history
from delegator_tui.rules.reminders.ladder import their_step
from delegator_tui.rules.reminders.schedule import plan


class Thing(NamedTuple):
    """One thing in a chase: ``due`` is the agreed date, ``step`` and ``message`` what the ladder says of it now.

    ``title`` names the part where not all are alike. ``step`` and ``key`` are empty for what is named because it is
    with them, and not because something is to be asked.
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


ROUND = {"late_one": "round_late", "before_due": "round_due", "checkpoint": "round_due"}
"""The texts for what was returned: they say what was missing."""


def chase_list(book: Book) -> list[Chase]:
    """Return a chase for everybody who is to be written to now, the latest first."""
    found = [chase for asked in to_write(book) if (chase := chase_of(asked.contractor, book))]
    return sorted(found, key=lambda chase: (-chase.things[0].days_late, book.name(chase.contractor)))


def chase_of(contractor: str, book: Book) -> Chase | None:
    """Return the chase of one contractor; None when nothing is to be asked of them.

    What else is with them and may be asked about is named, too; what is quiet is not.
    """
    out = [h for h in book.open_handoffs if h.contractor == contractor and h.state != "drafted"]
    if not any(is_to_ask(handoff, book) for handoff in out):
        return None
    theirs = [h for h in out if is_to_ask(h, book) or _may_be_named(account(h, book))]
    waiting = tuple(words for handoff in out if (words := _waits_on_you(handoff, book)))
    return _with(contractor, [_thing(handoff, book) for handoff in theirs], waiting, book)


def _may_be_named(known: Account) -> bool:
    return known.is_theirs and not (known.quiet and not known.quiet.is_held)


def chase_one(handoff: Handoff, book: Book) -> Chase | None:
    """Return the chase of one handoff alone; None while its next move is not the contractor's."""
    if handoff.contractor is None or not account(handoff, book).is_theirs:
        return None
    return _with(handoff.contractor, [_thing(handoff, book)], (), book)


def _waits_on_you(handoff: Handoff, book: Book) -> str:
    """Return what they wait for from the owner: the handoff, or the parts of it that came; empty for nothing."""
    known = account(handoff, book)
    if known.whose == "both":
        return f"{book.title(handoff)} ({', '.join(each.title for each in known.to_review)})"
    return book.title(handoff) if known.whose == "yours" else ""


def _with(who: str, things: list[Thing], owed: tuple[str, ...], book: Book) -> Chase:
    things.sort(key=lambda thing: (-thing.days_late, not thing.step, sort_key(thing.due, book.now)))
    theirs = hours.of_contractor(book.contractors.get(who), book)
    free = free_from(who, theirs, book)
    send_at = theirs.next_open(max(book.now.at, free))
    return Chase(who, tuple(things), owed, _channel(who, things, book), send_at, _held(who, theirs, send_at, book))


def _thing(handoff: Handoff, book: Book) -> Thing:
    """Return a handoff as one thing of a chase."""
    known, step = account(handoff, book), their_step(handoff, book)
    title, due = asked_title(handoff, known, book), known.counts.due if known.counts else None
    asked = known.is_late or known.is_silent or is_to_ask(handoff, book)
    if step is None or not asked:
        return Thing(handoff.uid, title, due, 0, "", "", "")
    return Thing(handoff.uid, title, due, known.days_late, step.step, step.key, _message(handoff, known, book))


def _message(handoff: Handoff, known: Account, book: Book) -> str:
    """Return the text that fits: by how late it is, how silent they are, or which step it is, and by the round."""
    base, step = plan(handoff, book), their_step(handoff, book)
    if held_untold(handoff, book):
        return "held"
    if known.is_late:
        name = "late_two" if base.story.tried_since(base.over) else "late_one"
    elif step and step.to == "contractor" and step.at <= book.now.at:
        name = step.message
    else:
        name = "no_read_back" if is_unconfirmed(handoff, book) else "silent"
    return ROUND.get(name, name) if known.counts and known.counts.is_back else name


def asked_title(handoff: Handoff, known: Account, book: Book) -> str:
    """Return what is asked about by its name; with the part where the parts do not all stand alike."""
    title, counts = book.title(handoff), known.counts
    if counts is None or not known.is_mixed:
        return title
    alike = [each.title for each in known.parts if _is_like(each, counts)]
    return f"{title} ({', '.join(alike)})"


def _is_like(part: PartAccount, other: PartAccount) -> bool:
    return part.is_owed and (part.due == other.due or (part.is_late and other.is_late))


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
    day = say_day(theirs.date_of(send_at), book.today)
    if last and theirs.date_of(last) == theirs.date_of(book.now.at):
        return f"chased {_ago(book.now.at - last)}: wait until {day}"
    if theirs.is_away(theirs.date_of(book.now.at)):
        return f"away until {day}"
    here, there = book.now.at.astimezone(theirs.zone), send_at.astimezone(theirs.zone)
    says_day = here.date() != book.today or not theirs.works_on(here.date())
    day = f"{day_name(here)} " if says_day else ""
    return f"{day}{here:%H:%M} where they are: send it {_when(send_at, there, book)}"


def _when(send_at: dt.datetime, there: dt.datetime, book: Book) -> str:
    """Return a time by the owner's clock, and theirs where it differs: ``at 14:00 (09:00 there)``."""
    yours = send_at.astimezone(book.now.zone)
    day = "" if yours.date() == book.today else f"{say_day(yours.date(), book.today)} "
    other = f"{there:%H:%M}" if yours.date() == there.date() else f"{day_name(there)} {there:%H:%M}"
    return f"{day}at {yours:%H:%M}" + (f" ({other} there)" if there.utcoffset() != yours.utcoffset() else "")


def _ago(span: dt.timedelta) -> str:
    minutes = max(0, int(span.total_seconds() // 60))
    if not minutes:
        return "just now"
    return f"{minutes} min ago" if minutes < 60 else f"{minutes // 60} h ago"
