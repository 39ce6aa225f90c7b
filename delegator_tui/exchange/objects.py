"""Records as the JSON objects that scripts rely on: keys always there, absent values null, times ISO with offset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import NEVER, Due, iso
from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Contractor, Deliverable, Event, Handoff, Message, Record, Recurrence, Task
from delegator_tui.rules.contractors import people
from delegator_tui.rules.dates import due
from delegator_tui.rules.followup.account import Account, account
from delegator_tui.rules.followup.parts import part
from delegator_tui.rules.handoffs import dependencies, leaks, money, readiness, scope, series
from delegator_tui.rules.handoffs.happened import first_late
from delegator_tui.rules.messages import mails
from delegator_tui.rules.tasks import plate

if TYPE_CHECKING:
    from delegator_tui.rules.messages.letters import Letter
    from delegator_tui.rules.reminders.reminder import Step

Json = dict[str, Any]


def now_text(book: Book) -> str:
    """Return the book's moment as ISO with the owner's offset."""
    return instants.iso_to_the_second(book.now.local)


def reference(record: Record | None, name: str, value: str) -> Json | None:
    """Return what stands for another record: id, uid and its ``title`` or ``name``."""
    return {"id": short_id(record.uid), "uid": record.uid, name: value} if record else None


def _recurrence(rule: Recurrence | None) -> Json | None:
    if rule is None:
        return None
    return {"rule": rule.rule, "start": rule.start, "from": rule.since, "skips": list(rule.skips)}


def task(record: Task, book: Book) -> Json:
    """Return a task's object."""
    contractor = book.contractors.get(record.contractor)
    return {
        "id": short_id(record.uid),
        "uid": record.uid,
        "title": record.title,
        "notes": record.notes or None,
        "state": record.state,
        "due": iso(record.due),
        "defer_until": iso(record.defer_until),
        "estimate_minutes": record.estimate_minutes,
        "project": record.project,
        "labels": list(record.labels),
        "priority": record.priority,
        "price_idea": msgspec.to_builtins(record.price_idea),
        "activity": record.activity,
        "skill": record.skill,
        "only_me": record.only_me,
        "chase_days": record.chase_days,
        "recurrence": _recurrence(record.recurrence),
        "contractor": reference(contractor, "name", contractor.name if contractor else ""),
        "same_as": _same_as(record, book),
        "after": _after(record, book),
        **_plate(record, book),
        "created": instants.iso(record.created),
        "updated": instants.iso(record.updated),
    }


def _plate(record: Task, book: Book) -> Json:
    """Return on which list a task stands and how; what is handed off stands as its handoff, which is named."""
    handed = plate.handoff_of(record, book)
    stand = due.of_task(record, book)
    return {
        "list": plate.place(record, book),
        "standing": stand.kind,
        "days_late": stand.days_late,
        "handoff": reference(handed, "title", record.title) if handed else None,
    }


def _same_as(record: Task, book: Book) -> Json | None:
    handoff = book.handoffs.get(record.same_as)
    if handoff is not None:
        return reference(handoff, "title", book.title(handoff))
    other = book.tasks.get(record.same_as)
    return reference(other, "title", other.title if other else "")


def contractor(record: Contractor, book: Book, on_time: people.OnTime | None = None) -> Json:
    """Return a contractor's object; ``on_time`` may be given when it was counted for all at once."""
    counted = on_time or people.on_time(people.handoffs_of(record, book), book)
    return {
        "id": short_id(record.uid),
        "uid": record.uid,
        "name": record.name,
        "email": record.email or None,
        "skills": dict(record.skills),
        "rates": [
            {**msgspec.to_builtins(rate), "unit": rate.unit, "valid_from": rate.valid_from} for rate in record.rates
        ],
        "timezone": record.timezone,
        "capacity_hours_week": record.capacity_hours_week,
        "status": record.status,
        "open_handoffs": len(people.open_handoffs_of(record, book)),
        "on_time": {"hits": counted.hits, "of": counted.of},
    }


def handoff(record: Handoff, book: Book) -> Json:
    """Return a handoff's object."""
    owner = book.contractors.get(record.contractor)
    given = book.tasks.get(record.task)
    known, price = account(record, book), record.price
    return {
        "id": short_id(record.uid),
        "uid": record.uid,
        "title": book.title(record),
        "task": reference(given, "title", given.title if given else ""),
        "contractor": reference(owner, "name", owner.name if owner else ""),
        "state": record.state,
        "next_move": record.next_move,
        "next_check": iso(record.next_check),
        "original_due": iso(record.original_due),
        "due": iso(record.due),
        "promised": iso(record.promised),
        "standing": known.kind,
        "days_late": known.days_late,
        **followup(record, known, book),
        "price": {"amount": price.amount, "currency": price.currency} if price else None,
        "paid": msgspec.to_builtins(money.paid(record, book)),
        "deliverables": [deliverable(owed, book) for owed in book.owed_in(record)],
        "leaks": [leak.text for leak in leaks.of_handoff(record, book)],
        "first_delivered": instants.iso(record.first_delivered),
        "first_days_late": first_late(record.first_delivered, record.original_due, book),
        "accepted": instants.iso(record.accepted),
        "payable": msgspec.to_builtins(money.payable(record, book)),
        "scope_log": _scope_log(record, book),
        "gaps": [gap(each) for each in readiness.gaps_of(record, book)],
        "brief_score": readiness.score(readiness.plan_of(record, book), readiness.gaps_of(record, book)),
        "recurrence": _recurrence(given.recurrence if given else None),
        "streak": series.streak(record, book) if given and given.recurrence else None,
        "after": _after(record, book),
        "before": [_work(each, book) for each in dependencies.waiting_on(record, book)],
    }


def _after(record: Handoff | Task, book: Book) -> list[Json | None]:
    return [_work(each, book) for each in dependencies.waits_for(record, book)]


def _work(record: Handoff | Task, book: Book) -> Json | None:
    return reference(record, "title", book.title(record) if isinstance(record, Handoff) else record.title)


def gap(found: readiness.Gap) -> Json:
    """Return the object of what is missing or clashes when a handoff goes."""
    return {"field": found.field, "kind": found.kind, "text": found.text, "stops": found.stops}


def _scope_log(record: Handoff, book: Book) -> list[Json]:
    """Return what was first agreed of work that is out, and each change of it since; empty for a draft."""
    if record.state == "drafted":
        return []
    log = scope.scope_log(record, book)
    first: Json = {"at": instants.iso(record.sent.at if record.sent else None), "what": "agreed", "by": "owner"}
    changes = [
        {"at": instants.iso(each.event.at), "what": each.event.what, "by": each.event.by, "agreed": each.agreed,
         "changes": {name: _dated(name, both) for name, both in each.changes.items()}}
        for each in log.entries
    ]  # fmt: skip
    return [
        {**first, "agreed": True, "terms": {name: _dated(name, what) for name, what in log.first.items()}},
        *changes,
    ]


def _dated(name: str, value: Any) -> Any:  # noqa: ANN401 - plain values
    """Return what is agreed, as it is kept, with its dates as they are told."""
    if isinstance(value, list):
        return [_dated(name, each) for each in value]
    if isinstance(value, dict):
        return {key: _dated(name if key in ("old", "new") else key, each) for key, each in value.items()}
    return iso(value) if name == "due" and Due.is_due(value) else value


def followup(record: Handoff, known: Account, book: Book) -> Json:
    """Return what the account of a handoff adds to its object.

    ``group`` is where it stands in Handoffs; ``late_by`` the agreed date that is over. ``quiet_until`` is null while
    somebody may be written to, and where ``quiet_because`` says that nobody is until something else happens.
    """
    from delegator_tui.rules.reminders.ladder import next_step

    quiet, step = known.quiet, next_step(record, book)
    until = quiet.until if quiet and quiet.until != NEVER else None
    return {
        "group": known.standing,
        "whose_move": known.whose,
        "late_by": iso(known.late_by),
        "slip_days": known.slip_days,
        "slips": known.slips,
        "silent_days": known.silent_days,
        "quiet_until": instants.iso_to_the_second(until.astimezone(book.now.zone)) if until else None,
        "quiet_because": quiet.why if quiet else None,
        "next_step": _step(step, book) if step else None,
    }


def _step(step: Step, book: Book) -> Json:
    return {"step": step.step, "to": step.to, "at": instants.iso_to_the_second(step.at.astimezone(book.now.zone))}


def deliverable(record: Deliverable, book: Book) -> Json:
    """Return a deliverable's object."""
    stand = part(record, book)
    return {
        "uid": record.uid,
        "title": record.title,
        "original_due": iso(record.original_due),
        "due": iso(record.due),
        "promised": iso(stand.promise),
        "state": record.state,
        "standing": stand.kind,
        "days_late": stand.days_late,
        "rounds": record.rounds,
        "share": msgspec.to_builtins(record.share),
        "first_delivered": instants.iso(record.first_delivered),
        "first_days_late": first_late(record.first_delivered, record.original_due, book),
        "accepted": instants.iso(record.accepted),
        "whose_move": stand.court if stand.court != "done" else "nobody",
        "slip_days": stand.slip_days,
    }


def event(record: Event) -> Json:
    """Return an event's object."""
    return {
        "at": instants.iso(record.at),
        "on": iso(record.on),
        "what": record.what,
        "by": record.by,
        "owner_minutes": record.owner_minutes,
        "details": _told(dict(record.details)),
        "source": record.source or None,
    }


def mail(record: Message, book: Book) -> Json:
    """Return the object of a mail; the text is not in it."""
    contractor = book.contractors.get(record.contractor)
    return {
        "id": short_id(record.uid),
        "uid": record.uid,
        "subject": record.subject,
        "to": record.to,
        "contractor": reference(contractor, "name", contractor.name if contractor else ""),
        "state": record.state,
        "said": mails.say_mail(record, book),
        "attempts": record.attempts,
        "retry_at": instants.iso(record.retry_at),
        "sent": instants.iso(record.sent),
        "created": instants.iso(record.created),
    }


def anything(table: str, record: Record, book: Book) -> Json:
    """Return the object of a task, contractor, handoff or mail."""
    if isinstance(record, Task):
        return task(record, book)
    if isinstance(record, Contractor):
        return contractor(record, book)
    if isinstance(record, Handoff):
        return handoff(record, book)
    if isinstance(record, Message):
        return mail(record, book)
    return {"table": table, **msgspec.to_builtins(record)}


def whole(table: str, record: Record, book: Book) -> Json:
    """Return all that is kept of a record, each key always there and each instant told alike, with its object."""
    return {**_told(_kept(record), empty=None), **anything(table, record, book)}


def _kept(value: Any) -> Any:  # noqa: ANN401 - plain values
    """Return a record as plain values, with those that are the default, under the names by which they are kept."""
    if isinstance(value, msgspec.Struct):
        return {field.encode_name: _kept(getattr(value, field.name)) for field in msgspec.structs.fields(value)}
    return [_kept(each) for each in value] if isinstance(value, list | tuple) else value


def _told(value: Any, empty: str | None = "") -> Any:  # noqa: ANN401 - plain values
    """Return what is kept as it is told: instants and times with their offset, no words as ``empty``."""
    if isinstance(value, dict):
        return {key: _told(each, empty) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each, empty) for each in value]
    if not isinstance(value, str) or not value:
        return empty if value == "" else value
    if Due.is_due(value):
        return iso(value)
    return instants.iso(value) if instants.is_instant(value) else value


def listing(items: list[Json], now: str) -> Json:
    """Return what a list command answers."""
    return {"items": items, "count": len(items), "now": now}


def _send_at(record: Letter, book: Book) -> str | None:
    return instants.iso_to_the_second(record.chase.send_at.astimezone(book.now.zone)) if record.chase else None


def letter(record: Letter, book: Book) -> Json:
    """Return a letter's object; ``held`` is null when it may go now, ``send_at`` the first instant at which it may."""
    contractor = book.contractors.get(record.contractor)
    handoffs = [found for uid in record.handoffs if (found := book.handoffs.get(uid))]
    return {
        "contractor": reference(contractor, "name", contractor.name if contractor else ""),
        "handoffs": [reference(each, "title", book.title(each)) for each in handoffs],
        "to": record.message.to or None,
        "subject": record.message.subject,
        "body": record.message.body,
        "channel": record.channel or None,
        "held": record.held or None,
        "send_at": _send_at(record, book),
        "days_late": record.days_late,
    }
