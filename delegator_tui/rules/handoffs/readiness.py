"""Whether a handoff is ready to go: what is missing, and what clashes. The one list that every surface shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Brief, Contractor, Handoff, Price
from delegator_tui.model.states import NOT_DELIVERED
from delegator_tui.rules.handoffs.dependencies import Work, name, waits_for

Kind = Literal["missing", "clash"]
LONGEST_LEAD = 250
"""Working days that anybody may ask for ahead; more is a slip of the pen."""


class Plan(NamedTuple):
    """What is to be handed off: of a draft that is kept, or of one that is being typed.

    ``deliverables`` are (title, due or None); ``after`` is what it waits for.
    """

    contractor: str | None
    due: str | None
    price: Price | None
    brief: Brief
    stakes: str
    deliverables: tuple[tuple[str, str | None], ...] = ()
    after: tuple[Work, ...] = ()


class Gap(NamedTuple):
    """One thing that is missing or clashes: the ``field`` of the form that mends it, ``text`` as a sentence.

    ``stops``: it is not to go like this, unless the owner says so all the same. ``brief`` names what is missing.
    """

    field: str
    kind: Kind
    text: str
    stops: bool = False
    brief: str = ""


def plan_of(handoff: Handoff, book: Book) -> Plan:
    """Return a kept handoff as a plan."""
    owed = tuple((each.title, each.due) for each in book.owed_in(handoff) if each.state != "waived")
    return Plan(
        handoff.contractor, handoff.due, handoff.price, handoff.brief, handoff.stakes, owed, waits_for(handoff, book)
    )


def gaps_of(handoff: Handoff, book: Book) -> tuple[Gap, ...]:
    """Return the gaps of a handoff that is drafted, or out and not delivered; none of others."""
    return gaps(plan_of(handoff, book), book) if handoff.state in NOT_DELIVERED else ()


def gaps(plan: Plan, book: Book) -> tuple[Gap, ...]:
    """Return all that is missing or clashes, what stops first. A day that is over is not looked at."""
    known = book.contractors.get(plan.contractor)
    found = [*_missing(plan), *_papers(known), *_days(plan, known, book), *_parts(plan, book), *_waits(plan, book)]
    return tuple(sorted(found, key=lambda gap: not gap.stops))


def say(found: tuple[Gap, ...]) -> str:
    """Return gaps as one sentence each, in a row; nothing for none."""
    return " ".join(gap.text for gap in found)


def in_short(found: tuple[Gap, ...]) -> str:
    """Return gaps in a line or two: what is missing in a list, what clashes a sentence each; nothing for nothing."""
    missing = [gap.brief for gap in found if gap.brief]
    rest = [gap.text for gap in found if not gap.brief]
    return " ".join([*([f"Missing: {', '.join(missing)}."] if missing else []), *rest])


def _missing(plan: Plan) -> Iterator[Gap]:
    stops = plan.stakes == "critical"
    if not plan.contractor:
        yield Gap("contractor", "missing", "Nobody is chosen yet.", brief="a contractor")
    if not plan.due:
        yield Gap("due", "missing", "It has no due date.", brief="a due date")
    if not plan.brief.outcome:
        yield Gap("outcome", "missing", "It does not say what is true when it is done.", stops, "the outcome")
    if not plan.brief.done_when:
        yield Gap("done_when", "missing", "It has no check that tells when it is done.", stops, "a check")
    if plan.price is None:
        yield Gap("price", "missing", "It has no price.", brief="a price")


def _papers(known: Contractor | None) -> Iterator[Gap]:
    missing = [name for name, kept in known.papers.items() if kept == "missing"] if known else []
    if known and missing:
        yield Gap("contractor", "missing", f"From {known.name} you still need: {', '.join(missing)}.")


def _days(plan: Plan, known: Contractor | None, book: Book) -> Iterator[Gap]:
    """Go through what speaks against the due: nobody there, or too little time."""
    from delegator_tui.rules.dates import hours  # read when it is asked: the dashboard opens without

    if not plan.due or not Due.is_due(plan.due) or Due.of(plan.due).is_over(book.now):
        return
    day = Due.of(plan.due).date_in(book.now)
    if known is not None and day.year in hours.SANE:
        yield from _their_days(plan.due, day, known, book)
    if hours.of_owner(book).is_away(day):
        yield Gap("due", "clash", f"You are away on {Due.of(plan.due).say(book.now)}.")


def _their_days(due: str, day: dt.date, known: Contractor, book: Book) -> Iterator[Gap]:
    from delegator_tui.rules.dates import hours  # read when it is asked: the dashboard opens without

    theirs = hours.of_contractor(known, book)
    when = Due.of(due).say(book.now)
    if theirs.is_away(day):
        yield Gap("due", "clash", f"{known.name} is away on {when}.")
    elif not theirs.works_on(day):
        yield Gap("due", "clash", f"{known.name} does not work on {when}.")
    if not theirs.is_away(day) and not any(theirs.works_on(d) for d in _from_today(day, book)):
        yield Gap("due", "clash", f"{known.name} has no working day until then.")
    lead = min(known.lead_time_days or 0, LONGEST_LEAD)
    first = theirs.add_days(book.today, lead)
    if lead and day < first:
        notice = f"{lead} working day{'s' if lead != 1 else ''}"
        earliest = say_day(first, book.today)
        yield Gap("due", "clash", f"{known.name} asks for {notice} ahead: {earliest} at the earliest.")


def _from_today(day: dt.date, book: Book) -> Iterator[dt.date]:
    """Go through the days from today to ``day``, as far as anybody is away."""
    from delegator_tui.rules.dates import hours  # read when it is asked: the dashboard opens without

    span = min((day - book.today).days, hours.MOST_DAYS)
    return (book.today + dt.timedelta(days=n) for n in range(span + 1))


def _parts(plan: Plan, book: Book) -> Iterator[Gap]:
    for title, due in plan.deliverables:
        if due and plan.due and Due.is_due(due) and Due.of(due).is_after(plan.due, book.now):
            whole = Due.of(plan.due).say(book.now)
            text = f"{title} is due {Due.of(due).say(book.now)}, after the whole ({whole})."
            yield Gap("deliverables", "clash", text)


def _waits(plan: Plan, book: Book) -> Iterator[Gap]:
    for work in plan.after:
        if plan.due and work.due and not Due.of(plan.due).is_after(work.due, book.now):
            when = Due.of(work.due).say(book.now)
            yield Gap("after", "clash", f"It waits for {name(work, book)}, which is due {when}.")
