"""The values of the fields of a message, from a handoff or a chase. What the book does not know has no value."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Handoff
from delegator_tui.rules.contractors.contact import may_send_at
from delegator_tui.rules.dates import hours
from delegator_tui.rules.followup.account import Account, account
from delegator_tui.rules.followup.parts import expected, parts
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.pay_due import pay_due
from delegator_tui.rules.messages.brief import terms
from delegator_tui.rules.messages.chase import Chase, Thing
from delegator_tui.rules.reminders.owner_ladder import moved

CONSEQUENCE = "I will have to plan without it"


def values(handoff: Handoff, book: Book) -> dict[str, str]:
    """Return what the book knows of a handoff, by field."""
    contractor = book.contractors.get(handoff.contractor)
    known = account(handoff, book)
    found = {
        "name": _name(contractor),
        "title": book.title(handoff),
        "due": say_dates(handoff, book),
        "sent": _day(handoff.sent.at if handoff.sent else None, book),
        "price": money.say_price(handoff.price),
        "amount": money.say_money(money.balance(handoff, book)),
        "days_late": say_days(known.days_late) or ("some hours" if known.is_late else ""),
        "skill": _skill(handoff, book),
        "round": str(max((d.rounds for d in book.owed_in(handoff)), default=0) + 1),
        "rounds": str(handoff.brief.rounds_included or ""),
        "pay_by": Due.of(pay).say(book.now) if (pay := pay_due(handoff, book)) else "",
        "terms": terms(handoff, book),
        **_brief(handoff),
        **_waiting(handoff, book),
        **_heard(handoff, known, book),
    }
    found["pay_due"] = found["pay_by"]
    return {name: value for name, value in found.items() if value} | always(handoff.contractor, book)


def always(contractor: str | None, book: Book) -> dict[str, str]:
    """Return the values that every text has: who writes, by when to answer, by when the owner does their part."""
    theirs = hours.of_contractor(book.contractors.get(contractor), book)
    answer_by = theirs.add_days(theirs.date_of(may_send_at(contractor, book)), 1)
    yours = hours.of_owner(book)
    return {
        "deadline": say_day(answer_by, book.today),
        "by": say_day(yours.add_days(book.today, 1), book.today),
        "consequence": CONSEQUENCE,
        "sign_off": "Thank you" + (f",\n{book.settings.name}" if book.settings.name else ""),
    }


def chase_values(chase: Chase, book: Book) -> dict[str, str]:
    """Return the values of a message on several things."""
    known = always(chase.contractor, book)
    more = len(chase.things) - 1
    firm = any(thing.message == "late_two" for thing in chase.things)
    return known | {
        "name": _name(book.contractors.get(chase.contractor)),
        "subject": chase.things[0].title + (f" and {more} more" if more else ""),
        "things": "\n".join(f"{n}. {_thing(thing, book)}" for n, thing in enumerate(chase.things, 1)),
        "owed": f"From my side: you wait for me on {', '.join(chase.owed)}." if chase.owed else "",
        "firm": f"For what is late I need it by {known['deadline']}, or {CONSEQUENCE}." if firm else "",
    }


def _thing(thing: Thing, book: Book) -> str:
    handoff = book.handoffs.get(thing.handoff)
    if not thing.due or handoff is None:
        return thing.title
    late = f", {say_days(thing.days_late)} late" if thing.days_late else ""
    back = f". {sent_back}" if (sent_back := _sent_back(handoff, account(handoff, book), book)) else ""
    return f"{thing.title}, due {say_dates(handoff, book)}{late}{back}"


def say_dates(handoff: Handoff, book: Book) -> str:
    """Return the date of what is owed next for the contractor: the agreed one, and what they said apart from it."""
    known = account(handoff, book)
    due = known.counts.due if known.counts else handoff.due
    promise = known.counts.promise if known.counts else None
    said = f" (you said {say_due(promise, handoff, book)})" if promise and due and promise != due else ""
    return say_due(due, handoff, book) + said


def say_due(due: str | None, handoff: Handoff, book: Book) -> str:
    """Return a due for the contractor: a time in both zones."""
    if not due:
        return ""
    said = Due.of(due).say(book.now)
    if Due.of(due).has_time:
        theirs = Moment(book.now.at, hours.of_contractor(book.contractors.get(handoff.contractor), book).zone)
        own = Due.of(due).say(theirs)
        said += f" ({book.now.zone_name})" + (f", {own} ({theirs.zone_name})" if own != said else "")
    return said


def say_days(days: int) -> str:
    """Return a number of days in words; empty for none."""
    return f"{days} day{'' if days == 1 else 's'}" if days else ""


def _name(contractor: Contractor | None) -> str:
    return (contractor.contact or contractor.name) if contractor else "there"


def _day(at: str | None, book: Book) -> str:
    """Return the day of an instant in words; empty for none."""
    return say_day(instants.date_of(at, book.now), book.today) if at else ""


def _skill(handoff: Handoff, book: Book) -> str:
    task = book.tasks.get(handoff.task)
    return (task.skill or "") if task else ""


def _brief(handoff: Handoff) -> dict[str, str]:
    brief = handoff.brief
    return {
        "outcome": brief.outcome,
        "why": brief.why,
        "done_when": "; ".join(brief.done_when),
        "out_of_scope": brief.out_of_scope,
    }


def _waiting(handoff: Handoff, book: Book) -> dict[str, str]:
    """Return what they wait for from the owner, since when, and the due moved by as many working days."""
    if handoff.next_move != "owner":
        return {}
    asked = book.questions_by_handoff.get(handoff.uid, [])
    thing = "my answer to your question" if asked else "my review" if handoff.state == "delivered" else "my part"
    since = hours.of_owner(book).date_of(moved(handoff, book))
    return {"thing": thing, "since": say_day(since, book.today), "new_due": _moved_due(handoff, since, book)}


def _moved_due(handoff: Handoff, since: dt.date, book: Book) -> str:
    theirs = hours.of_contractor(book.contractors.get(handoff.contractor), book)
    due = expected(parts(handoff, book), book) or handoff.due
    if not due or handoff.state == "delivered" or Due.of(due).day.year not in hours.SANE:
        return ""
    day = max(Due.of(due).day, since)
    held = theirs.days_between(since, book.today) + 1
    return say_day(theirs.add_days(day, held), book.today)


def _heard(handoff: Handoff, known: Account, book: Book) -> dict[str, str]:
    """Return since when nothing was heard, what is agreed, what they named instead, and what a return said."""
    since = say_day(instants.date_of(known.since.isoformat(), book.now), book.today) if known.since else ""
    agreed = say_due(known.counts.due if known.counts else handoff.due, handoff, book)
    dates = f"It is due {say_dates(handoff, book)}." if agreed else "No date is agreed yet."
    return {
        "heard": since,
        "dates": dates,
        "sent_back": _sent_back(handoff, known, book),
    }


def _sent_back(handoff: Handoff, known: Account, book: Book) -> str:
    """Return a sentence on when and why what is owed next was sent back; empty for a first round."""
    if known.counts is None or not known.counts.is_back:
        return ""
    for event in reversed(book.events_by_record.get(handoff.uid, [])):
        of = event.details.get("deliverables")
        if event.what == "returned" and (not isinstance(of, list) or known.counts.uid in of):
            missing = " ".join(str(event.details.get("because") or "").split()).rstrip(".")
            day = say_day(Due.of(event.on).date_in(book.now), book.today) if event.on else _day(event.at, book)
            return f"I sent it back on {day}" + (f"; still missing was: {missing}." if missing else ".")
    return "I sent it back for changes."
