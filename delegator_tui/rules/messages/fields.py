"""The values of the fields of a message, from a handoff or a chase. What the book does not know has no value."""

from __future__ import annotations

import datetime as dt

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.moment import Moment
from delegator_tui.model.records import Contractor, Handoff
from delegator_tui.rules.contractors.contact import may_send_at
from delegator_tui.rules.dates import hours
from delegator_tui.rules.dates.due import date_of, is_later, say_long, standing
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.pay_due import pay_due
from delegator_tui.rules.messages.brief import terms
from delegator_tui.rules.messages.chase import Chase, Thing
from delegator_tui.rules.reminders.next_action import counting_due
from delegator_tui.rules.reminders.owner_ladder import moved

CONSEQUENCE = "I will have to plan without it"


def values(handoff: Handoff, book: Book) -> dict[str, str]:
    """Return what the book knows of a handoff, by field."""
    contractor = book.contractors.get(handoff.contractor)
    due = counting_due(handoff, book)
    stand = standing(due, book.now)
    found = {
        "name": _name(contractor),
        "title": book.title(handoff),
        "due": say_due(due, handoff, book),
        "sent": _day(handoff.sent.at if handoff.sent else None, book),
        "price": money.say_price(handoff.price),
        "amount": money.say_money(money.balance(handoff, book)),
        "days_late": say_days(stand.days_late) or ("some hours" if stand.overdue else ""),
        "skill": _skill(handoff, book),
        "round": str(max((d.rounds for d in book.owed_in(handoff)), default=0) + 1),
        "rounds": str(handoff.brief.rounds_included or ""),
        "pay_by": say_long(pay, book.now) if (pay := pay_due(handoff, book)) else "",
        "terms": terms(handoff, book),
        **_brief(handoff),
        **_waiting(handoff, book),
    }
    found["pay_due"] = found["pay_by"]
    return {name: value for name, value in found.items() if value} | always(handoff.contractor, book)


def always(contractor: str | None, book: Book) -> dict[str, str]:
    """Return the values that every text has: who writes, by when to answer, by when the owner does their part."""
    theirs = hours.of_contractor(book.contractors.get(contractor), book)
    answer_by = theirs.add_days(theirs.date_of(may_send_at(contractor, book)), 1)
    yours = hours.of_owner(book)
    return {
        "deadline": say_long(answer_by.isoformat(), book.now),
        "by": say_long(yours.add_days(book.today, 1).isoformat(), book.now),
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
    return f"{thing.title}, due {say_due(thing.due, handoff, book)}{late}"


def say_due(due: str | None, handoff: Handoff, book: Book) -> str:
    """Return a due for the contractor: a time in both zones, a date that they named themselves as such."""
    if not due:
        return ""
    said = say_long(due, book.now)
    if Due.of(due).has_time:
        theirs = Moment(book.now.at, hours.of_contractor(book.contractors.get(handoff.contractor), book).zone)
        own = say_long(due, theirs)
        said += f" ({book.now.zone_name})" + (f", {own} ({theirs.zone_name})" if own != said else "")
    named = handoff.due and is_later(due, handoff.due, book.now) and due == handoff.promised
    return f"{said} (the date you named)" if named else said


def say_days(days: int) -> str:
    """Return a number of days in words; empty for none."""
    return f"{days} day{'' if days == 1 else 's'}" if days else ""


def _name(contractor: Contractor | None) -> str:
    return (contractor.contact or contractor.name) if contractor else "there"


def _day(at: str | None, book: Book) -> str:
    return say_long(date_of(at, book.now).isoformat(), book.now) if at else ""


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
    return {"thing": thing, "since": say_long(since.isoformat(), book.now), "new_due": _moved_due(handoff, since, book)}


def _moved_due(handoff: Handoff, since: dt.date, book: Book) -> str:
    theirs = hours.of_contractor(book.contractors.get(handoff.contractor), book)
    due = counting_due(handoff, book)
    if not due or handoff.state == "delivered" or Due.of(due).day.year not in hours.SANE:
        return ""
    day = max(Due.of(due).day, since)
    held = theirs.days_between(since, book.today) + 1
    return say_long(theirs.add_days(day, held).isoformat(), book.now)
