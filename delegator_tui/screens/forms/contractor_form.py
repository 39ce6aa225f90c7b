"""The form of a contractor: every field of the record, each as text that a person can type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, PayTerms, Rate, Span
from delegator_tui.model.states import CONTRACTOR_STATUSES, SKILL_LEVELS
from delegator_tui.model.text import is_none
from delegator_tui.rules.contractors import papers
from delegator_tui.rules.contractors.people import rate_now
from delegator_tui.rules.dates import dates
from delegator_tui.rules.dates.date_math import WEEKDAYS
from delegator_tui.rules.dates.workdays import say_days
from delegator_tui.rules.handoffs.money import read_rate, say
from delegator_tui.screens.forms.facts import opened_on
from delegator_tui.screens.forms.form import Answers, Field, Form, nothing_changed
from delegator_tui.screens.forms.opened import Opened
from delegator_tui.screens.verb_runner import VerbRunner

LINES = {
    "contact": "Contact", "email": "Mail", "phone": "Phone", "channel": "Channel", "language": "Language",
    "timezone": "Time zone", "working_hours": "Hours", "quiet_hours": "Quiet hours", "source": "Source",
}  # fmt: skip
"""Fields that are one line of text."""
NUMBERS = {"lead_time_days": "Lead time, d", "reminder_lead_days": "Remind, d"}


def contractor_form(contractor: Contractor | None, book: Book, runner: VerbRunner) -> Form:
    """Ask every field; for nobody yet, the same form adds somebody."""
    own = contractor or Contractor(uid="", name="")
    fields = _fields(own)
    before = {field.name: field.value for field in fields}

    def save(desk: Desk, typed: Answers) -> Done:
        changed = {name for name, value in typed.items() if value != before[name]}
        given = {name: read(typed[name], desk.book) for name, read in READERS.items() if name in changed}
        rate = _rate(typed["rate"], desk.book) if "rate" in changed else None
        if "rate" in changed and rate is None:
            given["no_rate"] = True
        if "papers" in changed:
            known = papers.read_papers(_split(typed["papers"]), desk.book)
            given |= {"papers": known.kept, "papers_until": known.until}
        if contractor is None:
            name = given.pop("name", "")
            return desk.contractors.add(name, rate=rate, **{key: value for key, value in given.items() if value})
        if not changed:
            return nothing_changed(desk)
        return desk.contractors.edit(own.uid, rate=rate, **given)

    title = f"Edit: {own.name}" if contractor else "New contractor"

    def facts(now: Book) -> Answers:
        return {field.name: field.value for field in _fields(now.contractors.get(own.uid) or own)}

    opened = Opened(contractor, book, facts, fields) if contractor else None
    form = Form(title, fields, save, runner, opened=opened)
    form.add_class("-wide")
    return form


def _fields(own: Contractor) -> list[Field]:
    pay = own.pay_terms or PayTerms()
    rate = rate_now(own)
    line = {name: Field(name, label, getattr(own, name) or "") for name, label in LINES.items()}
    number = {name: Field(name, label, _number(getattr(own, name))) for name, label in NUMBERS.items()}
    away = "; ".join(f"{span.start} to {span.end}" for span in own.away)
    days = say_days(own.working_days or ())
    return [
        Field("name", "Name", own.name),
        line["contact"], line["email"], line["phone"], line["channel"],
        Field("skills", "Skills", _pairs(own.skills), placeholder="photo=proven; retouch"),
        Field("rate", "Rate", f"{say(rate.amount, rate.currency)}/{rate.unit}" if rate else "", placeholder="$65/hour"),
        Field("capacity_hours_week", "Hours a week", _number(own.capacity_hours_week)),
        Field("status", "Status", own.status, "choice", tuple((status, status) for status in CONTRACTOR_STATUSES)),
        line["timezone"],
        Field("working_days", "Working days", days, placeholder="mon tue wed thu fri"),
        line["working_hours"], line["quiet_hours"], number["lead_time_days"], number["reminder_lead_days"],
        Field("away", "Away", away, placeholder="5 dec to 12 dec"),
        Field("papers", "Papers", "; ".join(papers.typed(own)), placeholder="contract=1 mar; nda=missing"),
        Field("pay_terms", "Pay terms", _terms(pay), placeholder="14 days; 30% deposit; by transfer"),
        line["language"],
        Field("links", "Links", " ".join(own.links)),
        line["source"],
        Field("backup_for", "Backup for", "; ".join(own.backup_for), placeholder="skills they could take over"),
        Field("notes", "Notes", own.notes, "text"),
    ]  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _pairs(values: dict[str, str]) -> str:
    return "; ".join(name if level == "untried" else f"{name}={level}" for name, level in values.items())


def _terms(pay: PayTerms) -> str:
    parts = [
        f"{pay.days} days" if pay.days is not None else "",
        f"{pay.deposit}% deposit" if pay.deposit else "",
        pay.how,
    ]
    return "; ".join(part for part in parts if part)


# ---- reading what was typed


def _split(text: str) -> list[str]:
    return [part for each in text.split(";") if (part := each.strip())]


def _skills(text: str, _: Book) -> dict[str, str]:
    pairs = (part.partition("=") for part in _split(text))
    found = {name.strip(): level.strip().lower() or "untried" for name, _, level in pairs}
    wrong = next((level for level in found.values() if level not in SKILL_LEVELS), None)
    if wrong:
        raise Refused(f"“{wrong}” is not a level: use one of {', '.join(SKILL_LEVELS)}.", field="skills")
    return found


def _away(text: str, book: Book) -> list[Span]:
    found = []
    for part in _split(text):
        start, _, end = part.partition(" to ")
        first = dates.read(start, book)
        last = dates.read(end, book) if end else first
        if first is None or last is None or Due.of(last).day < Due.of(first).day:
            raise Refused(f"“{part}” is not a time away: write 5 dec to 12 dec.", field="away")
        found.append(Span(start=Due.of(first).day.isoformat(), end=Due.of(last).day.isoformat()))
    return found


def _days(text: str, _: Book) -> list[int] | None:
    words = text.lower().replace(",", " ").split()
    if any(word[:3] not in WEEKDAYS for word in words):
        raise Refused("Working days are names such as mon tue wed.", field="working_days")
    return sorted({WEEKDAYS[word[:3]] for word in words}) or None


def _whole(field: str) -> Callable[[str, Book], int | None]:
    def read(text: str, _: Book) -> int | None:
        text = text.strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 5):
            raise Refused(f"“{text}” is not a number of days.", field=field)
        return int(text) if text else None

    return read


def _hours(text: str, _: Book) -> float | None:
    try:
        return float(text) if text.strip() else None
    except ValueError as error:
        raise Refused(f"“{text}” is not a number of hours.", field="capacity_hours_week") from error


def _pay(text: str, _: Book) -> PayTerms | None:
    days = deposit = None
    rest = []
    for part in _split(text):
        number = part.split("%")[0].split(" ")[0]
        if number.isascii() and number.isdigit() and "day" in part:
            days = int(number)
        elif number.isascii() and number.isdigit() and "%" in part:
            deposit = int(number)
        else:
            rest.append(part)
    return PayTerms(days=days, deposit=deposit, how="; ".join(rest)) if text.strip() else None


def _rate(text: str, book: Book) -> Rate | None:
    return None if is_none(text) else read_rate(text, book.settings.home_currency)


def _line(text: str, _: Book) -> str:
    return text.strip()


READERS: dict[str, Callable[[str, Book], Any]] = {
    "name": _line,
    **dict.fromkeys(LINES, _line),
    **{name: _whole(name) for name in NUMBERS},
    "skills": _skills,
    "capacity_hours_week": _hours,
    "status": _line,
    "working_days": _days,
    "away": _away,
    "pay_terms": _pay,
    "links": lambda text, _: text.split(),
    "backup_for": lambda text, _: _split(text),
    "notes": _line,
}


def end_form(contractor: Contractor, book: Book, runner: VerbRunner) -> Form:
    """Ask why the work with somebody ends; saving is the yes."""

    def save(desk: Desk, typed: Answers) -> Done:
        return desk.contractors.end(contractor.uid, typed["because"].strip())

    title, fields = f"End the work with {contractor.name}", [Field("because", "Because")]
    return Form(title, fields, save, runner, "end", opened=opened_on(contractor, book))
