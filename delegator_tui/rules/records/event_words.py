"""What happened, in words: one line an event, as the story of a record and ``show`` tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from delegator_tui.commands import EVENTS
from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Event
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.happened import day_of, was_sent
from delegator_tui.rules.handoffs.history import ATTEMPTS, REPLIES, SNOOZED

CHANNELS = {"email": "mail"}
"""Channels that people call by another name."""
ABOUT = {
    "ack": "no read-back", "sample": "how far it is", "midpoint": "how far it is", "silent": "no word for days",
    "before": "before its date", "late 1": "late", "late 2": "late",
}  # fmt: skip
"""What a nudge was about, by the step of the ladder."""
A_PART = {"delivered a part": "delivered", "accepted a part": "accepted"}
"""What happened to a part that is named."""


def say_channel(channel: str) -> str:
    """Return a channel as people call it."""
    return CHANNELS.get(channel, channel)


def say_way(channel: str, how: str) -> str:
    """Return by which way a text went: `` by phone``; `` (copied)`` when that is all that is known; else nothing."""
    if how:
        return f" ({how})"
    return f" by {say_channel(channel)}" if channel else ""


def event_words(event: Event, book: Book, later: Sequence[Event] = ()) -> str:
    """Return an event as one line, without the day on which it happened; ``later`` are those that follow it."""
    return _words(event, book, later) + told_later(event, book)


def _words(event: Event, book: Book, later: Sequence[Event]) -> str:
    told = event.details
    match event.what:
        case "nudged":
            return _nudge(event, book, later)
        case "wrote":
            left = "" if was_sent(event, book) else ", did not leave"
            return f"{_head(event)}{_by(event)}{left}{_after(told.get('subject'))}"
        case name if name in OF_ITS_OWN:
            return OF_ITS_OWN[name](event, book)
        case "cut":
            return f"{_head(event)}{_after(told.get('text'))}{_because(event)}"
        case "no answer":
            tried, comma, silent = _head(event).partition(",")
            return f"{tried}{_by(event)}{comma}{silent}{_after(told.get('text'))}"
        case "delivered" if event.by == "system":
            return "what is left was delivered"
    if event.what == SNOOZED:
        return f"{_head(event)} until {_day(told.get('until'), book)}"
    words = told.get("text") or told.get("because") or ""
    return _what(event, book) + _after(words)


def _what(event: Event, book: Book) -> str:
    told, some = event.details, parts_words(event, book)
    of, to = (f" {some}" if some else ""), (f" for {some}" if some else "")
    if event.what == "later" and told.get("promised"):
        return f"says {Due.of(str(told['promised'])).say(book.now)}{to}"
    if event.what in ("returned", "extended") and told.get("new"):
        return f"{event.what}{of} to {Due.of(str(told['new'])).say(book.now)}"
    if event.what == "bumped" and told.get("new"):
        which = "the day it comes back" if told.get("field") == "defer_until" else "due"
        return f"{which} moved to {Due.of(str(told['new'])).say(book.now)}"
    if event.what == "held" and told.get("due"):
        return f"held to {Due.of(str(told['due'])).say(book.now)}{to}"
    if event.what == "paid" and told.get("amount"):
        return f"paid {money.say(str(told['amount']), str(told.get('currency', 'USD')))}{to}"
    if event.what == "level":
        return f"{told.get('skill')}: {told.get('old') or 'new'} → {told.get('new')}"
    if event.what in A_PART:
        return f"{A_PART[event.what]}{of or ' a part'}"
    return _head(event) + (to if event.what in REPLIES else "")


def _head(event: Event) -> str:
    """Return what the table of commands calls an event; one of a newer program goes by its name."""
    return EVENTS.get(event.what, event.what)


def _title(uid: object, book: Book) -> str:
    """Return what a handoff or task is called; nothing for what is neither."""
    handoff, task = book.handoffs.get(str(uid)), book.tasks.get(str(uid))
    return book.title(handoff) if handoff else task.title if task else ""


def _linked(event: Event, book: Book) -> str:
    """Return what work waits for, or which day of what comes again was left out, or to which one it moved."""
    told = event.details
    if event.what == "moved" and Due.is_due(told.get("new")):
        return f"{_title(told.get('other'), book)} {_head(event)}: {Due.of(str(told['new'])).say(book.now)}"
    if event.what != "skipped":
        return f"{_head(event)}{_after(_title(told.get('other'), book))}"
    if Due.is_due(told.get("left_out")):
        return f"{_head(event)} on {Due.of(str(told['left_out'])).say(book.now)}"
    when = f", due {Due.of(str(told['new'])).say(book.now)} now" if Due.is_due(told.get("new")) else ""
    return f"{_head(event)}{when}"


def parts_words(event: Event, book: Book) -> str:
    """Return which parts an event is about, by name; nothing when it is about all that the handoff has."""
    uids = event.details.get("deliverables")
    handoff = book.handoffs.get(event.record)
    if not isinstance(uids, list | tuple) or handoff is None or len(handoff.deliverables) <= len(uids):
        return ""
    named = [part.title for uid in uids if (part := book.deliverables.get(str(uid)))]
    return ", ".join(named)


def told_later(event: Event, book: Book) -> str:
    """Return when an event was written down, in brackets, if that was a day or more after it happened."""
    written = instants.date_of(event.at, book.now)
    if written == day_of(event, book):
        return ""
    return f" (noted {say_day(written, book.today)})"


def _changed(event: Event, book: Book) -> str:
    from delegator_tui.rules.handoffs import scope

    changes = event.details.get("changes")
    said = "; ".join(scope.say(changes, book)) if isinstance(changes, dict) else ""
    asked = ", asked for by them" if event.by == "contractor" else ""
    agreed = "not agreed" if event.details.get("agreed") is False else "agreed"
    return f"changed: {said} ({agreed}{asked})"


def _nudge(event: Event, book: Book, later: Sequence[Event]) -> str:
    """Return ``nudge: due tomorrow, no answer``; by which channel is said where the usual one is not known."""
    about = _about(event, book)
    silent = ", no answer" if _is_unanswered(event, book, later) else ""
    if not was_sent(event, book):
        silent = ", did not leave"
    return f"{_head(event)}{_by(event)}{_after(about + silent if about else silent.removeprefix(', '))}"


def _about(event: Event, book: Book) -> str:
    when = event.details.get("due")
    if not Due.is_due(when):
        return ABOUT.get(str(event.details.get("step") or ""), "")
    days = (Due.of(str(when)).date_in(book.now) - day_of(event, book)).days
    if days < 0:
        return f"{-days} d late"
    return {0: "due that day", 1: "due tomorrow"}.get(days, f"due in {days} d")


def _is_unanswered(event: Event, book: Book, later: Sequence[Event]) -> bool:
    """Tell whether nothing was heard between a nudge and the next attempt, or until today."""
    for each in later:
        if each.what in REPLIES:
            return False
        if each.what in ATTEMPTS:
            return True
    return instants.date_of(event.at, book.now) < book.today


def _by(event: Event) -> str:
    channel = str(event.details.get("channel") or event.details.get("heard_by") or "")
    return say_way(channel, str(event.details.get("how") or ""))


def _because(event: Event) -> str:
    return f" ({event.details['because']})" if event.details.get("because") else ""


def _after(words: object) -> str:
    return f": {words}" if words else ""


def _day(at: object, book: Book) -> str:
    try:
        return say_day(instants.date_of(str(at), book.now), book.today)
    except ValueError:
        return "some day"


OF_ITS_OWN: dict[str, Callable[[Event, Book], str]] = {
    "waits for": _linked, "waits no longer": _linked, "skipped": _linked, "moved": _linked, "changed": _changed,
}  # fmt: skip
"""Events that are told in a way of their own."""
