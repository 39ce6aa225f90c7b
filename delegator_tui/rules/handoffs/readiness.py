"""Whether a handoff is ready to go: what is missing, clashes or is vague. The one list that every surface shows.

What a brief has to say (outcome, a check, a price) is a hard gap: work may go without, and that is written down;
critical work goes without only where the owner says so all the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Brief, Contractor, Handoff, Money, Price
from delegator_tui.model.states import NOT_DELIVERED
from delegator_tui.rules.contractors import people
from delegator_tui.rules.contractors.papers import wanting
from delegator_tui.rules.handoffs import money, wording
from delegator_tui.rules.handoffs.dependencies import Work, name, waits_for

Kind = Literal["missing", "clash", "vague"]
HARD = frozenset(("outcome", "done_when", "price"))
"""What a brief has to say."""
LONGEST_LEAD = 250
"""Working days that anybody may ask for ahead; more is a slip of the pen."""


class Plan(NamedTuple):
    """What is to be handed off: of a draft that is kept, or of one that is being typed.

    ``deliverables`` are (title, due or None); ``after`` is what it waits for; ``minutes`` the estimate of the task;
    ``read_back`` what they sent back of it, None before it went.
    """

    contractor: str | None
    due: str | None
    price: Price | None
    brief: Brief
    stakes: str
    deliverables: tuple[tuple[str, str | None], ...] = ()
    after: tuple[Work, ...] = ()
    minutes: int | None = None
    read_back: str | None = None


class Gap(NamedTuple):
    """One thing that is missing or clashes: the ``field`` of the form that mends it, ``text`` as a sentence.

    ``stops``: it is not to go like this, unless the owner says so all the same. ``brief`` names what is missing.
    ``kind``: *missing*, or there and a *clash* with something else, or *vague*.
    """

    field: str
    kind: Kind
    text: str
    stops: bool = False
    brief: str = ""


def plan_of(handoff: Handoff, book: Book) -> Plan:
    """Return a kept handoff as a plan."""
    owed = tuple((each.title, each.due) for each in book.owed_in(handoff) if each.state != "waived")
    task = book.tasks.get(handoff.task)
    return Plan(
        handoff.contractor, handoff.due, handoff.price, handoff.brief, handoff.stakes, owed, waits_for(handoff, book),
        task.estimate_minutes if task else None, None if handoff.state == "drafted" else handoff.read_back,
    )  # fmt: skip


def gaps_of(handoff: Handoff, book: Book) -> tuple[Gap, ...]:
    """Return the gaps of a handoff that is drafted, or out and not delivered; none of others."""
    return gaps(plan_of(handoff, book), book) if handoff.state in NOT_DELIVERED else ()


def gaps(plan: Plan, book: Book) -> tuple[Gap, ...]:
    """Return all that is missing or clashes, what stops first. A day that is over is not looked at."""
    known = book.contractors.get(plan.contractor)
    found = [
        *_missing(plan), *_papers(known, book), *_days(plan, known, book), *_cap(plan, known), *_parts(plan, book),
        *_waits(plan, book), *_worded(plan),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda gap: not gap.stops))


def hard(found: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Return what a brief has to say and does not: to send it all the same is a choice, which is written down."""
    return tuple(gap for gap in found if gap.kind == "missing" and gap.field in HARD)


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
        yield Gap("price", "missing", "It has no price.", stops, "a price")


def _papers(known: Contractor | None, book: Book) -> Iterator[Gap]:
    missing = wanting(known, book.today.isoformat()) if known else []
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


def _cap(plan: Plan, known: Contractor | None) -> Iterator[Gap]:
    """Tell that an upper limit is below what their rate makes of the estimate, or below the rate itself."""
    rate, price = (people.rate_now(known) if known else None), plan.price
    if known is None or rate is None or price is None or not price.cap or rate.currency != price.currency:
        return
    makes = money.at_rate(rate, plan.minutes) if price.unit == "fixed" else rate if price.unit == rate.unit else None
    if makes is None or not money.is_amount(price.amount) or money.stored(makes.amount) <= money.stored(price.amount):
        return
    asked = money.say_money(Money(amount=makes.amount, currency=makes.currency))
    limit = money.say_money(price)
    hours = f" for {(plan.minutes or 0) / 60:.3g} h" if price.unit == "fixed" and rate.unit != "project" else ""
    yield Gap("price", "clash", f"{known.name} would ask {asked}{hours}, over the limit of {limit}.")


WORDED = ("outcome", "constraints", "out_of_scope", "check_ins")
CALLED = {"outcome": "The outcome", "done_when": "A check", "constraints": "What they must and must not do",
          "out_of_scope": "What is not included", "check_ins": "The check-ins", "deliverables": "A part"}  # fmt: skip


def _worded(plan: Plan) -> Iterator[Gap]:
    """Go through how a brief is worded: vague words, an outcome that is an activity, checks that nobody can tick."""
    brief, told = plan.brief, set()
    if brief.outcome and wording.is_activity(brief.outcome):
        told.add("outcome")
        yield Gap("outcome", "vague", "The outcome says what to do: say what is true when it is done.")
    if brief.done_when and not wording.can_be_checked(brief.done_when):
        told.add("done_when")
        yield Gap("done_when", "vague", "No check names a number or a thing that a stranger could look at.")
    texts = [(name, str(getattr(brief, name))) for name in WORDED]
    texts += [("done_when", check) for check in brief.done_when] + [("deliverables", t) for t, _ in plan.deliverables]
    for field, text in texts:
        if field not in told and (word := wording.vague_in(text)):
            yield Gap(field, "vague", f"{CALLED[field]} says “{word}”: say it so that a stranger could check it.")


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


# ---- the score

POINTS = {
    "outcome": 15, "done_when": 15, "due": 15, "price": 15, "deliverables": 8, "out_of_scope": 8, "if_then": 6,
    "read_back": 6, "why": 3, "inputs": 3, "rounds_included": 3, "freedom": 3,
}  # fmt: skip
"""What each thing that a brief says counts, of 100. How free they are is always said, and a read-back asked for."""


SAID_BY = {
    "deliverables": "what they hand over", "out_of_scope": "what is not included", "if_then": "what to do if blocked",
    "why": "why it matters", "inputs": "what to start from", "rounds_included": "how many rounds of changes",
}  # fmt: skip
"""What makes a brief clearer and is no gap, in words."""


def clearer_with(plan: Plan) -> list[str]:
    """Return what a brief does not say that would make it clearer, the weightiest first."""
    rounds = plan.brief.rounds_included is not None
    said = {"deliverables": bool(plan.deliverables), "rounds_included": rounds}
    unsaid = (name for name in SAID_BY if not (said[name] if name in said else getattr(plan.brief, name)))
    return [SAID_BY[name] for name in unsaid]


def score(plan: Plan, found: tuple[Gap, ...]) -> int:
    """Return how much a brief says, 0 to 100; what is vague counts half."""
    said = {
        "due": bool(plan.due), "price": plan.price is not None, "deliverables": bool(plan.deliverables),
        "read_back": plan.read_back is None or bool(plan.read_back), "freedom": True,
        "rounds_included": plan.brief.rounds_included is not None,
    }  # fmt: skip
    vague = {gap.field for gap in found if gap.kind == "vague"}
    return sum(
        points // (2 if name in vague else 1)
        for name, points in POINTS.items()
        if said.get(name) or (name not in said and getattr(plan.brief, name))
    )
