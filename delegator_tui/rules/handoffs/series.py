"""What comes again: the days a rule names, the next one's dates, how often in a row it was on time.

The rule stands with the task; ``series`` links one task to the next. A handoff comes again as its task does: the rule
names the *day* of each (the task's due, else the handoff's), and every other date keeps its distance to that day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from delegator_tui.errors import Refused
from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.days import day_in_full
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Handoff, Recurrence, Task
from delegator_tui.model.settings import Settings
from delegator_tui.model.states import ACCEPTED
from delegator_tui.rules.dates.habits import of_settings
from delegator_tui.rules.dates.holidays_of import is_holiday
from delegator_tui.rules.quickadd import recurrence
from delegator_tui.rules.quickadd.rule_parts import weekly_rule
from delegator_tui.rules.quickadd.rule_words import say_rule

if TYPE_CHECKING:
    from delegator_tui.rules.dates.hours import Hours

MOST_SKIPS = 100
"""How many days that are left out are passed by in one go: a rule with more has ended."""
DAY = dt.timedelta(days=1)
WHOLE = "whole"
"""What stands for the handoff itself among the distances of its parts."""


class Next(NamedTuple):
    """The next one: the ``day`` that the rule names, and the dates of the handoff that follow from it.

    ``parts``: what was owed, when that is due now, and how many days before the whole it would be. ``ahead``: days
    from the day to the due, without what moved it. ``moved``: why the due is another, as a sentence; empty when it is
    not. ``send_on``: by when to hand it off, as long before as this one was.
    """

    day: str
    due: str
    parts: tuple[tuple[Deliverable, str, int], ...]
    ahead: int
    moved: str
    send_on: str


def as_rule(rule: Recurrence) -> dict[str, str]:
    """Return a kept recurrence as the rules on what recurs take it."""
    return {"rule": rule.rule, "start": rule.start, "from": rule.since}


def say(rule: Recurrence, book: Book) -> str:
    """Return a recurrence as people say it, with the days to come that are left out."""
    left_out = [day for day in rule.skips if Due.of(day).date_in(book.now) >= book.today]
    but = f", but not on {' and '.join(Due.of(day).say(book.now) for day in left_out)}" if left_out else ""
    return say_rule(as_rule(rule)) + but


def read_rule(text: str, due: str | None, book: Book) -> Recurrence:
    """Read ``every month``, ``2 weeks``, ``after 10d``, counted from a due if there is one.

    Raises Refused with what to write.
    """
    from delegator_tui.rules.quickadd.every import read_rule as read_plan

    plan = read_plan(text, of_settings(book.settings))
    settled = plan.settle(due, book.now) if plan else None
    if settled is None:
        tries = "every month, every 2 weeks, every mon, every 1st, or after 10d (from when it is done)"
        raise Refused(f"“{text.strip()}” does not say how often: try {tries}.", field="rule")
    rule = settled[0]
    return Recurrence(rule=rule["rule"], start=rule["start"], since=rule["from"], day=rule["start"])


def day_of(task: Task, handoff: Handoff | None) -> str | None:
    """Return the day of this one, from which the next is counted: its task's due, else what was agreed first."""
    return task.due or (handoff.original_due if handoff else None)


def next_day(task: Task, day: str | None, completed: dt.date, own: Settings | None = None) -> str | None:
    """Return the day of the next one when this one, whose is ``day``, is done on a date; None when there is none.

    ``own``: whose working days and holidays count."""
    rule = task.recurrence
    if rule is None:
        return None
    named = Due.of(rule.day).day if rule.day else None
    found = recurrence.next_due(as_rule(rule), day, completed, named)
    for _ in range(MOST_SKIPS):
        if found is None or not _is_left_out(rule, _day(found), own):
            return found
        found = recurrence.next_due(as_rule(rule), found, max(completed, _day(found)))
    return None


def _is_left_out(rule: Recurrence, day: dt.date, own: Settings | None) -> bool:
    """Tell whether a day is passed by: one that the owner left out, or of what comes every working day, a holiday."""
    if day.isoformat() in rule.skips:
        return True
    if own is None or not own.holidays:
        return False
    habits = of_settings(own)
    return rule.rule == weekly_rule(habits.days) and not habits.works_on(day)


def next_of(task: Task, handoff: Handoff, day: str, book: Book) -> Next:
    """Return the dates of the next handoff of a series, whose day is ``day``."""
    agreed = handoff.original_due or handoff.due or day
    kept = kept_distances(handoff, book)
    known = kept.get(WHOLE)
    ahead = known[1] if known else (_day(agreed) - _day(day_of(task, handoff) or agreed)).days
    wanted = _on(_at_time_of(agreed, day), ahead)
    due, why = _when_both_work(wanted, handoff.contractor, book)
    parts = []
    for owed in _owed_again(handoff, book):
        own = owed.original_due or owed.due or agreed
        before = kept.get(owed.uid)
        days = before[1] if before and before[0] == own else (_day(agreed) - _day(own)).days
        parts.append((owed, _part_due(_on(_at_time_of(own, due), -days), due, days, handoff.contractor, book), days))
    moved = _say_moved(wanted, due, why, book)
    return Next(day, due, tuple(parts), ahead, moved, _send_on(handoff, agreed, due, book))


def _part_due(wanted: str, due: str, days: int, contractor: str | None, book: Book) -> str:
    """Return when a part is due: on a day that both work, before the whole where it was before it."""
    if days == 0:
        return due if Due.of(due).has_time else _at_time_of(wanted, due)
    when, _ = _when_both_work(wanted, contractor, book)
    if days < 0 or _day(when) < _day(due):
        return when
    theirs, yours = _weeks(contractor, book)
    day = _day(due) - DAY
    while day > book.today and not (theirs.works_on(day) and yours.works_on(day)):
        day -= DAY
    return Due.of(wanted).moved_to(day).text if day > book.today else due


def kept_distances(handoff: Handoff, book: Book) -> dict[str, tuple[str, int]]:
    """Return what a draft of a series was made with, by the uid of a part or ``WHOLE``: the due, and the days to it.

    Without that a date that moved off a Sunday once would stay moved for all that follow.
    """
    events = book.events_by_record.get(handoff.uid, [])
    told = next((e.details["distances"] for e in reversed(events) if "distances" in e.details), None)
    pairs = told.items() if isinstance(told, dict) else ()
    return {
        str(uid): (str(pair[0]), int(pair[1]))
        for uid, pair in pairs
        if isinstance(pair, list | tuple) and len(pair) == 2 and isinstance(pair[1], int)
    }


def _owed_again(handoff: Handoff, book: Book) -> list[Deliverable]:
    """Return what a handoff owed as it was agreed: with what was cut this once, without what was edited away."""
    owed = book.owed_in(handoff)
    if all(each.state != "waived" for each in owed):
        return list(owed)
    events = book.events_by_record.get(handoff.uid, [])
    cut = {uid for e in events if e.what == "cut" for uid in _listed(e.details.get("deliverables"))}
    return [each for each in owed if each.state != "waived" or each.uid in cut]


def _listed(found: object) -> list[str]:
    return [str(each) for each in found] if isinstance(found, list | tuple) else []


def _send_on(handoff: Handoff, agreed: str, due: str, book: Book) -> str:
    """Return the day on which to hand the next one off: the owner's, and not before today."""
    from delegator_tui.rules.dates import hours  # read when it is asked: the dashboard opens without

    before = _day(agreed) - instants.date_of(handoff.sent.at, book.now) if handoff.sent else dt.timedelta()
    day = max(book.today, hours.of_owner(book).last_working(_day(due) - max(before, dt.timedelta())))
    return day.isoformat()


def _day(due: str) -> dt.date:
    return Due.of(due).day


def _at_time_of(timed: str, due: str) -> str:
    """Return the day of a due at the time, if any, and in the zone of another."""
    return Due.of(timed).moved_to(_day(due)).text


def _on(due: str, days: int) -> str:
    """Return a due moved by days; its time and its zone stay. At the end of the calendar it stays whole."""
    try:
        return Due.of(due).moved_to(_day(due) + days * DAY).text
    except OverflowError:
        return due


def _weeks(contractor: str | None, book: Book) -> tuple[Hours, Hours]:
    from delegator_tui.rules.dates import hours  # read when it is asked: the dashboard opens without

    return hours.of_contractor(book.contractors.get(contractor), book), hours.of_owner(book)


def _when_both_work(due: str, contractor: str | None, book: Book) -> tuple[str, str]:
    """Return a due, or the next day to come on which contractor and owner work, and why the first is none."""
    from delegator_tui.rules.dates import hours  # read when it is asked: the dashboard opens without

    theirs, yours = _weeks(contractor, book)
    day = first = max(_day(due), book.today + DAY)
    for _ in range(hours.MOST_DAYS):
        if day.year not in hours.SANE or (theirs.works_on(day) and yours.works_on(day)):
            break
        day += DAY
    why = _why(first, theirs, yours, book.name(contractor)) if day != first else ""
    return Due.of(due).moved_to(day).text, why


def _why(day: dt.date, theirs: Hours, yours: Hours, name: str) -> str:
    said = ((theirs, f"{name} is away", f"{name} does not work"), (yours, "you are away", "you do not work"))
    for whose, away, off in said:
        if is_holiday(day, whose.country) and not whose.is_away(day):
            return "it is a holiday"
        if not whose.works_on(day):
            return f"{away} then" if whose.is_away(day) else f"{off} on a {day_in_full(day)}"
    return ""


def _say_moved(wanted: str, due: str, why: str, book: Book) -> str:
    if wanted == due:
        return ""
    return f"not {Due.of(wanted).say(book.now)}: {why or 'that day is over'}"


def streak(handoff: Handoff, book: Book) -> int:
    """Return how many of a series in a row, up to this one, were accepted and first delivered by their first due.

    One that is not accepted yet does not end the row. It begins anew with another contractor.
    """
    return book.once_on(_streak, handoff, handoff.uid)


def _streak(handoff: Handoff, book: Book) -> int:
    from delegator_tui.rules.contractors.people import on_time

    count, seen = 0, set[str]()
    at = handoff if handoff.state in ACCEPTED else _before(handoff, book)
    while at is not None and at.uid not in seen and on_time([at], book).hits:
        count += 1
        seen.add(at.uid)
        at = _before(at, book)
    return count


def _before(handoff: Handoff, book: Book) -> Handoff | None:
    """Return the handoff after which this one of a series was made, if the same contractor did it."""
    made = (e.details.get("after") for e in book.events_by_record.get(handoff.uid, []) if e.what == "drafted")
    last = next((book.handoffs.get(str(uid)) for uid in made if uid), None)
    return last if last is not None and last.contractor == handoff.contractor else None


def open_in(series: str | None, book: Book, besides: str = "") -> Task | None:
    """Return the task of a series that is open, other than ``besides``; None when there is none."""
    if not series:
        return None
    return next((t for t in book.tasks.open.values() if t.series == series and t.uid != besides), None)
