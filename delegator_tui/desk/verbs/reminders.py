"""Verbs of reminders: claim what is to be said to the owner, take that back, put a reminder off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs.mail import queue
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.states import LIVE_HANDOFF
from delegator_tui.rules.tasks.put_off import sentence_after_due

if TYPE_CHECKING:  # these rules are read by the verb that needs them: the dashboard opens without
    from delegator_tui.rules.reminders.ladder import Step

FORGET = dt.timedelta(days=30)
"""How long after the last word on what is over its stamps stay at hand."""
AT_ONCE = 20
"""How many stamps are put away in one go."""
OWNER = "owner"
"""What the stamps of what is said of no single record are about."""


@verb("snooze")
def snooze(tx: Transaction, uid: str, until: str) -> Done:
    """Put the reminders of a handoff off until a day (when it opens) or a time; its own date stays.

    Raises Refused for what is over already, and after three times: then the owner must decide.
    """
    from delegator_tui.rules.handoffs.history import SNOOZED, history

    handoff = tx.book.handoffs.get(uid)
    if handoff is None or handoff.state not in LIVE_HANDOFF:
        raise Unknown("Only the reminder of an open handoff can be put off.")
    title = tx.book.title(handoff)
    times = len(history(handoff, tx.book).snoozes) + 1
    _check_snooze(title, until, times, tx.book)
    at = _wakes(until, tx.book)
    if handoff.next_check:
        tx.set("handoffs", uid, next_check=instants.date_of(stamp(at), tx.book.now).isoformat())
    tx.event(SNOOZED, uid, until=stamp(at))
    tx.label = f"put off the reminder of {title}"
    nothing = "Last time: no" if _is_last(times) else "No"
    ahead = handoff.due if handoff.due and not Due.of(handoff.due).is_over(tx.book.now) else None
    after = sentence_after_due(until, ahead, tx.book.now)
    silent = f"{nothing} reminders about {title} until {Due.of(until).say(tx.book.now)}"
    return tx.done(f"{silent}. The due date is unchanged.{after}", uid)


@verb("remind", kind="system")
def claim(tx: Transaction, most: int | None = None) -> list[Step]:
    """Claim what needs saying now: it is stamped as said by one system commit. Who gets it must say it.

    ``most``: how many lines there are to name it in; what would only be counted is not claimed. None: there is room.
    """
    from delegator_tui.rules.reminders.remind import to_say
    from delegator_tui.rules.reminders.summary import apart

    named, _ = apart(to_say(tx.book), most)
    if named:
        _stamp(tx, ((step.about, step.key) for step in named))
        _put_away(tx, {step.about for step in named})
    return named


@verb("remind", kind="system")
def release(tx: Transaction, steps: Sequence[Step]) -> None:
    """Take the claim on steps back, by a system commit: nothing of them reached the owner."""
    for about in {step.about for step in steps}:
        mine = {step.key for step in steps if step.about == about}
        for each in (r for r in tx.book.reminders.open.values() if r.about == about):
            tx.set("reminders", each.uid, said={k: at for k, at in each.said.items() if k not in mine})


@verb("remind", kind="system")
def claim_once(tx: Transaction, key: str) -> bool:
    """Claim what is said of no single record, such as the mail of a morning; tell whether nobody had claimed it."""
    said = [r.said for r in tx.book.reminders.open.values() if r.about == OWNER]
    fresh = not any(key in each for each in said)
    if fresh:
        _stamp(tx, [(OWNER, key)])
    return fresh


@verb("digest", kind="system")
def morning_mail(tx: Transaction) -> bool:
    """Queue the mail of this day to the owner, unless it was; tell whether it was queued now.

    What it names of what needs saying now counts as said, when no other channel says it. Raises Refused without an
    address.
    """
    from delegator_tui.rules.messages.digest import digest, named_in
    from delegator_tui.rules.reminders.channels import morning_says_steps
    from delegator_tui.rules.reminders.remind import digest_key, stamps

    fresh = digest_key(tx.book) not in stamps(tx.book)
    if fresh:
        queue(tx, None, (), digest(tx.book))
        said = [(step.about, step.key) for step in named_in(tx.book)] if morning_says_steps(tx.book) else []
        _stamp(tx, [(OWNER, digest_key(tx.book)), *said])
    return fresh


def _is_last(times: int) -> bool:
    from delegator_tui.rules.reminders.schedule import SNOOZES

    return times >= SNOOZES


def _check_snooze(title: str, until: str, times: int, book: Book) -> None:
    if not Due.is_due(until) or Due.of(until).is_over(book.now) or _wakes(until, book) <= book.now.at:
        raise Refused("Say until when: a day or a time that is still to come.", field="until")
    if _is_last(times - 1):
        raise Refused(
            f"{title} was put off {times - 1} times: decide now. Agree a later date, cut what is owed, reassign it "
            "or end it.",
            field="until",
        )  # fmt: skip


def _wakes(until: str, book: Book) -> dt.datetime:
    due = Due.of(until)
    if due.has_time:
        return due.ends(book.now)
    from delegator_tui.rules.dates import hours

    return hours.of_owner(book).opening(due.day)


def _stamp(tx: Transaction, keys: Iterable[tuple[str, str]]) -> None:
    at = stamp(tx.now.at)
    fresh: dict[str, dict[str, str]] = {}
    for about, key in keys:
        fresh.setdefault(about, {})[key] = at
    known = {reminder.about: reminder for reminder in tx.book.reminders.open.values()}
    for about, said in fresh.items():
        if about in known:
            before = known[about].said if about != OWNER else _lately(known[about].said, tx.book)
            tx.set("reminders", known[about].uid, said=before | said)
        else:
            tx.put("reminders", about=about, said=said)


def _lately(said: Mapping[str, str], book: Book) -> dict[str, str]:
    """Return the stamps that a day's mail or a failing channel may still ask for: they do not grow for ever."""
    before = stamp(book.now.at - FORGET)
    return {key: at for key, at in said.items() if at >= before}


def _put_away(tx: Transaction, said: Collection[str]) -> None:
    """Close the stamps of what has been over for long, so that they need not be read; not of what is ``said`` now."""
    before, stamps = stamp(tx.now.at - FORGET), tx.book.reminders.open.values()
    over = (r for r in stamps if r.about not in said and max(r.said.values(), default="") < before)
    for reminder in [r for r in over if not _is_live(r.about, tx.book)][:AT_ONCE]:
        tx.set("reminders", reminder.uid, over=True)


def _is_live(uid: str, book: Book) -> bool:
    tables = (book.handoffs, book.questions, book.access, book.tasks, book.deliverables)
    return uid == OWNER or any(uid in table.open for table in tables)
