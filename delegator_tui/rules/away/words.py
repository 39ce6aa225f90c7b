"""What a time away means, and what came due in it, line by line as a screen shows it."""

from __future__ import annotations

from collections.abc import Sequence

from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due
from delegator_tui.model.records import Span
from delegator_tui.rules.away.notice import notices
from delegator_tui.rules.away.plan import Falls, Plan, plan
from delegator_tui.rules.away.report import Report
from delegator_tui.rules.away.span import planned, say_span
from delegator_tui.rules.records.story import Part
from delegator_tui.rules.reminders.summary import say_step

MAX_WAITING = 5
"""How many of what waits on the owner a report tells of; the rest is counted."""


def plan_parts(span: Span, book: Book) -> list[Part]:
    """Return what a time away means, and what else is planned."""
    found, drafts = plan(span, book), notices(span, book)
    told = sum(notice.told for notice in drafts)
    when = f"{say_span(span, book)}, back on {say_day(found.back, book.today)}"
    parts = [Part(_first_letter_up(when), "title")]
    parts += [Part(span.note, "muted")] if span.note else []
    parts += _block("Waits on you before you leave", [Part(f"  {say_step(step, book)}") for step in found.waits])
    parts += _block("Your own before you leave", _falls(found.before, book))
    parts += _block("Falls due while you are away", _falls(found.due, book))
    parts += _block("A question may come", _questions(found, book))
    tell = [Part(f"  {'told' if n.told else 'to tell'}  {book.name(n.contractor)}") for n in drafts]
    parts += _block(f"Notices: {told} of {len(drafts)} told", tell)
    others = [Part(f"  {say_span(other, book)}") for other in planned(book) if other != span]
    return parts + _block("Planned, too", others)


def report_parts(found: Report, book: Book) -> list[Part]:
    """Return what there is to know after a time away."""
    span = Span(start=found.first.isoformat(), end=found.last.isoformat())
    waits = [Part(f"  {each.said}", "", f"{each.days} d") for each in found.waits[:MAX_WAITING]]
    more = len(found.waits) - MAX_WAITING
    waits += [Part(f"  and {more} more", "muted")] if more > 0 else []
    parts = [Part(_first_letter_up(say_span(span, book)), "title")]
    parts += _block("Waits on you longest", waits)
    parts += _block("Came due", _falls(found.due, book))
    return parts + _block("Came round again", _falls(found.recurs, book))


def _block(title: str, lines: list[Part]) -> list[Part]:
    return [Part(""), Part(title, "heading"), *lines] if lines else []


def _falls(found: Sequence[Falls], book: Book) -> list[Part]:
    whens = [Due.of(each.due).say(book.now) if each.due else "" for each in found]
    width = max(map(len, whens), default=0)
    return [Part(f"  {when:<{width}}  {each.title}", "", each.who) for when, each in zip(whens, found, strict=True)]


def _questions(found: Plan, book: Book) -> list[Part]:
    return [Part(f"  {book.title(handoff)}", "", book.name(handoff.contractor)) for handoff in found.questions]


def _first_letter_up(text: str) -> str:
    return text[:1].upper() + text[1:]
