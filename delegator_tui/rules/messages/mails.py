"""Mails that have not left: which may leave now, which the owner must look at, and how each is told."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Message
from delegator_tui.rules.followup.account import is_theirs

LOST = dt.timedelta(minutes=10)
"""After so long a mail that somebody was sending is taken for one that may have left."""
LONG = dt.timedelta(hours=1)
"""After so long a mail that waits is shown to the owner."""
LONGEST_WAIT = dt.timedelta(hours=4)
"""A mail is tried again after so long at most; a time further ahead is that of a clock that went wrong."""
STALE = dt.timedelta(days=2)
"""After so long a mail does not leave by itself any more: what it says is no longer true."""
LEADS = {"queued": "waiting", "claimed": "leaving"}
"""States of a mail in the owner's words, where they differ."""


def waiting(book: Book) -> list[Message]:
    """Return the mails that have not left or may not have, the oldest first."""
    return sorted(book.messages.open.values(), key=lambda mail: mail.created)


def stuck(book: Book) -> list[Message]:
    """Return the mails that the owner must look at: refused, unsure, or waiting for over an hour."""
    return [mail for mail in waiting(book) if mail.state in ("refused", "unsure") or _waits_long(mail, book.now)]


def is_ready(book: Book) -> bool:
    """Tell whether a mail may leave now, or one that must not leave or that somebody was sending is to be given up."""
    now = book.now
    mails = book.messages.open.values()
    return any(
        may_leave(m, book) or why_over(m, book) or (m.state == "claimed" and is_lost(m, now)) for m in mails
    )  # fmt: skip


def may_leave(mail: Message, book: Book) -> bool:
    """Tell whether a mail may be claimed now."""
    queued = mail.state == "queued" and is_time(mail, book.now)
    return queued and not why_over(mail, book) and not is_night(mail, book)


def why_over(mail: Message, book: Book) -> str:
    """Return why a queued mail must not leave by itself any more, in a clause; empty when it may."""
    if mail.state != "queued":
        return ""
    made = _at(mail.again or mail.created)
    if made is not None and book.now.at - made > STALE:
        why = f" (not sent for two days: {mail.outcome.rstrip('.')})" if mail.outcome else ""
        return f"too old: it says what is no longer true{why}"
    if mail.nudge and not mail.again and not any(_is_theirs(uid, book) for uid in mail.handoffs):
        return "what it asks for is with you by now"
    return ""


def _is_theirs(uid: str, book: Book) -> bool:
    handoff = book.handoffs.get(uid)
    return handoff is not None and is_theirs(handoff, book)


def is_night(mail: Message, book: Book) -> bool:
    """Tell whether a nudge waits for the hours of its contractor; not one that the owner sent all the same."""
    if not mail.nudge or mail.anyway or mail.again:
        return False
    from delegator_tui.rules.dates import hours  # read when a nudge waits: the dashboard opens faster

    contractor = book.contractors.get(mail.contractor) if mail.contractor else None
    return not hours.of_contractor(contractor, book).is_open(book.now.at)


def is_time(mail: Message, now: Moment) -> bool:
    """Tell whether a queued mail may be tried, or tried again; also after the clock was set back."""
    again = _at(mail.retry_at)
    return again is None or again <= now.at or again - now.at > LONGEST_WAIT


def is_lost(mail: Message, now: Moment) -> bool:
    """Tell whether a claimed mail was never heard of again; also after the clock was set back."""
    claimed = _at(mail.claimed)
    return claimed is None or abs(now.at - claimed) > LOST


def _waits_long(mail: Message, now: Moment) -> bool:
    made = _at(mail.created)
    return made is None or now.at - made > LONG


def to_whom(mail: Message, book: Book) -> str:
    """Return whom a mail is to: a contractor's name, or ``you``."""
    return book.name(mail.contractor) or "you"


def say_mail(mail: Message, book: Book) -> str:
    """Return how a mail stands, as one sentence."""
    name = f"The mail to {to_whom(mail, book)}"
    why = mail.outcome.rstrip(".")
    match mail.state:
        case "sent":
            return f"{name} left."
        case "refused":
            return f"{name} did not leave: {why or 'it was refused'}."
        case "unsure":
            return f"{name} may have left: {why or 'nobody knows'}."
        case "claimed":
            return f"{name} is leaving."
    if is_night(mail, book):
        return f"{name} is waiting for their working hours."
    if not why:
        return f"{name} is waiting."
    return f"{name} is waiting: {why}; {say_again(mail, book.now)}."


def say_again(mail: Message, now: Moment) -> str:
    """Return when a mail that waits is tried again: ``tried again in 5 min``."""
    again = _at(mail.retry_at)
    if again is None or is_time(mail, now):
        return "tried again soon"
    minutes = max(1, round((again - now.at) / dt.timedelta(minutes=1)))
    if minutes < 60:
        return f"tried again in {minutes} min"
    at = again.astimezone(now.zone)
    return f"tried again {'at' if at.date() == now.today else say_day(at.date(), now.today)} {at:%H:%M}"


def _at(text: str | None) -> dt.datetime | None:
    """Return a stored instant; None for none, or for one that an editor broke."""
    try:
        return instants.read(text) if text else None
    except ValueError:
        return None
