"""What needs saying and when: for every open handoff the next step, and what of it is due and was not said.

All follows from the records and their events. A step is said to the owner; what it means for the contractor is a draft
until the owner sends it. Steps that time has overtaken are not made up for: after three days asleep each handoff says
the one thing that counts now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from delegator_tui.model.book import Book
from delegator_tui.model.records import Event, Handoff
from delegator_tui.rules.contractors.contact import channel_for, usual
from delegator_tui.rules.dates import hours
from delegator_tui.rules.followup.account import account, is_theirs
from delegator_tui.rules.handoffs.history import SLIP, History, read_instant, snoozes
from delegator_tui.rules.reminders.own_tasks import own_tasks
from delegator_tui.rules.reminders.owner_ladder import OwnerDebt, debts, of_handoff
from delegator_tui.rules.reminders.reminder import SILENT
from delegator_tui.rules.reminders.reminder import Step as Step
from delegator_tui.rules.reminders.schedule import Plan, Rung, plan, rungs

ANSWERABLE = frozenset({"ack", "sample", "midpoint", "before", "silent", "late 1", "late 2"})
LATE = frozenset({"late 1", "late 2"})
WEEKEND = dt.timedelta(days=4)
"""The longest that a day before may be before: what was said before a time away does not settle what comes after it."""
LOOKS = frozenset({"sample", "midpoint"})
"""Steps that having begun is no answer to."""


def next_step(handoff: Handoff, book: Book) -> Step | None:
    """Return the step of a handoff that counts now, or else the next to come; None when there is nothing more.

    What waits on both is whichever comes first: what they are asked, or the first of what waits on the owner.
    """
    steps = [step for debt in of_handoff(handoff, book) if (step := _own_step(debt, book))]
    if is_theirs(handoff, book) and (theirs := their_step(handoff, book)):
        steps = [theirs, *(step for step in steps if step.step == "review")]
    return min(steps, key=lambda step: step.at, default=None)


def all_steps(book: Book) -> list[Step]:
    """Return the step that counts now, or is next, of every open handoff, question, payment, access and own task."""
    return [*book.once(_own_steps), *book.once(own_tasks), *their_steps(book).values()]


def their_steps(book: Book) -> dict[str, Step]:
    """Return the step that counts now, or is next, of every handoff whose next move is the contractor's."""
    return book.once(_their_steps)


def _own_steps(book: Book) -> list[Step]:
    return [step for debt in debts(book) if (step := _own_step(debt, book))]


def _their_steps(book: Book) -> dict[str, Step]:
    theirs = (handoff for handoff in book.open_handoffs if is_theirs(handoff, book))
    return {handoff.uid: step for handoff in theirs if (step := their_step(handoff, book))}


def their_step(handoff: Handoff, book: Book) -> Step | None:
    """Return the step of one handoff whose next move is the contractor's; worked out once for this book."""
    return book.once_on(_their_step, handoff, handoff.uid)


def due_steps(book: Book, stamps: Mapping[str, str]) -> list[Step]:
    """Return what needs saying now and was not said, the owner's debts first, then the longest due.

    ``stamps`` holds the keys of what was said, each with its instant. Nothing is said in the owner's quiet hours or
    while they are away, nor of a handoff whose reminder is snoozed; it is said after that. A ladder speaks once a day.
    """
    yours = hours.of_owner(book)
    if yours.is_quiet(book.now.at) or yours.is_away(book.today):
        return []
    due = [step for step in all_steps(book) if step.at <= book.now.at and not step.silent]
    unsaid = [step for step in due if not _was_said(step, book, stamps)]
    return sorted(unsaid, key=lambda step: (step.to != "owner", step.at))


def _was_said(step: Step, book: Book, stamps: Mapping[str, str]) -> bool:
    """Tell whether a step was said, or the next one (in another zone, by another clock), or enough for today."""
    if step.key in stamps or any(key in stamps for key in step.later):
        return True
    yours = hours.of_owner(book)
    days = (yours.date_of(at) for key in step.earlier if (at := read_instant(stamps.get(key))))
    return any(day <= book.today and book.now.at < yours.opening(day + dt.timedelta(days=1)) for day in days)


def _their_step(handoff: Handoff, book: Book) -> Step | None:
    base = plan(handoff, book)
    found = [rung for rung in rungs(base, handoff, book) if _is_of_round(rung, base)]
    quiet = account(handoff, book).quiet
    waits = quiet is not None and quiet.why == "waits for"
    until = quiet.until if quiet and not quiet.is_held and not waits else book.now.at
    rung = _counting(found, base, book, until)
    if rung is None or (waits and rung.to == "contractor"):
        return None
    story, who, at = base.story, handoff.contractor, _said_at(rung, base, book, until)
    channel = channel_for(book.contractors.get(who), story, other=rung.step == "late 2")
    step = Step("", handoff.uid, rung.step, at, rung.to, _message(rung, base), channel, handoff.uid, who)
    keys = [f"{each.step}:{_round(each, story)}:{each.mark}" for each in found]
    return _keyed(step, rung, found, keys, story.snoozes, book.now.at)


def _is_of_round(rung: Rung, base: Plan) -> bool:
    """Tell whether a step comes after its round began; a choice not on the day on which the owner made one."""
    begun = base.story.begun
    if begun is None or rung.step == "slip":
        return begun is None or rung.at >= begun
    if rung.step == "silent":
        return True  # a silence is counted from what came to them, which may be before the round
    if rung.step != "decide":
        return rung.at > begun
    return rung.at > begun and base.yours.date_of(rung.at) > base.yours.date_of(begun)


def _round(rung: Rung, story: History) -> int:
    return story.starts if rung.once else story.round


def _keyed(
    step: Step, rung: Rung, found: list[Rung], keys: list[str], put_off: Sequence[dt.datetime], now: dt.datetime
) -> Step:
    """Return a step with its key and those around it; what was put off comes after that, and speaks once more."""
    tail = f"~{len(put_off)}" if put_off else ""
    whole = [f"{step.about}:{key}{tail}" for key in keys]
    n = found.index(rung)
    near = sum(each.at <= now + SLIP for each in found)
    at = max(step.at, *put_off) if put_off else step.at
    return step._replace(key=whole[n], at=at, earlier=tuple(whole[:n]), later=tuple(whole[n + 1 : near]))


def _message(rung: Rung, base: Plan) -> str:
    """Return the text of a step: the first that is said after the due is the mild one, whenever it is said."""
    return "late_two" if rung.step in LATE and base.story.tried_since(base.over) else rung.message


def _counting(found: list[Rung], base: Plan, book: Book, until: dt.datetime) -> Rung | None:
    """Return the last step whose time has come, if nothing settled it or a later one; else the first ahead.

    What is for them waits ``until`` they may be written to; what comes before that for the owner is first then.
    """
    left: list[Rung] = []
    for rung in found:
        if not _is_settled(rung, base):
            left.append(rung)
        elif rung.at <= book.now.at:
            left = _since_their_word(left)
    passed = [rung for rung in left if rung.at <= book.now.at]
    ahead = left[len(passed) :]
    if passed and (passed[-1].step not in SILENT or book.now.at < base.over):
        ahead.insert(0, passed[-1])
    return min(ahead, key=lambda rung: _said_at(rung, base, book, until), default=None)


def _since_their_word(left: list[Rung]) -> list[Rung]:
    """Return the steps from the first on that follows an answer of theirs: what was sent before it settles none."""
    first = next((n for n, each in enumerate(left) if each.after), len(left))
    return left[first:]


def _said_at(rung: Rung, base: Plan, book: Book, until: dt.datetime) -> dt.datetime:
    """Return when a step is said: what is for them not before ``until``, nothing before the day it was put off to."""
    at = max(rung.at, until) if rung.to == "contractor" and until > book.now.at else rung.at
    return max(at, *base.story.snoozes) if base.story.snoozes else at


def _is_settled(rung: Rung, base: Plan) -> bool:
    """Tell whether a step is done with: it was sent, or what it asks was answered from a day before it on."""
    if rung.step in SILENT or rung.step in ("slip", "held"):
        return False  # another date, agreed or named, or holding them to the agreed one; and that they are told it
    if rung.after:
        return any(each.at > rung.after for each in base.story.attempts)
    if base.story.tried_since(base.over if rung.step == "late 1" else rung.at, _ahead(rung)):
        return True
    said = base.story.reports if rung.step in LOOKS else base.story.replies
    if rung.step not in ANSWERABLE or not said:
        return False
    day_before = base.theirs.last_working(base.theirs.date_of(rung.at) - dt.timedelta(days=1))
    since = base.theirs.instant(day_before, hours.minute_of(rung.at, base.theirs.zone))
    since = max(since, rung.at - WEEKEND, base.over if rung.step in LATE else since)
    return any(at >= since for at in said)


def _ahead(rung: Rung) -> str:
    """Return the name under which a step may have been sent ahead of its time; what comes more than once has none."""
    return "" if rung.is_again or rung.step in ("midpoint", "silent", "decide", "slip") else rung.step


def _own_step(debt: OwnerDebt, book: Book) -> Step | None:
    """Return the owner's step that counts now, or the next; a snooze of it puts it off and has it said once more."""
    passed = [rung for rung in debt.rungs if rung.at <= book.now.at]
    rung = passed[-1] if passed else debt.rungs[0] if debt.rungs else None
    if rung is None:
        return None
    handoff = debt.handoff.uid if debt.handoff else None
    channel = usual(book.contractors.get(debt.contractor))
    step = Step("", handoff, rung.step, rung.at, "owner", rung.message, channel, debt.about, debt.contractor)
    keys = [f"{each.step}:{each.mark}" for each in debt.rungs]
    return _keyed(step, rung, debt.rungs, keys, snoozes(_events(debt, book), debt.since), book.now.at)


def _events(debt: OwnerDebt, book: Book) -> list[Event]:
    records = {debt.about, debt.handoff.uid} if debt.handoff else {debt.about}
    return [event for record in sorted(records) for event in book.events_by_record.get(record, [])]
