"""The command away: plan a time away, what it means, the notices to write, and what came due in the last one."""

from __future__ import annotations

import click

from delegator_tui.cli import harmless
from delegator_tui.cli.front import Front, emit, json_option, pass_front, table
from delegator_tui.errors import Refused, WrongUsage
from delegator_tui.exchange import objects
from delegator_tui.exchange.objects import Json
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.due import Due, iso
from delegator_tui.model.records import Span
from delegator_tui.model.text import printed
from delegator_tui.rules.away import plan as rule
from delegator_tui.rules.away.notice import Notice, notices
from delegator_tui.rules.away.report import Report, last_away, report
from delegator_tui.rules.away.span import back_on, planned, read_span, say_span
from delegator_tui.rules.reminders.summary import say_step
from delegator_tui.rules.search import names

MAX_LINES = 12
"""How many lines are told of what falls due; the rest is counted."""
MAX_WAITING = 5
"""How many of what waits on the owner are told of; the rest is counted."""


@click.command()
@click.argument("words", nargs=-1, metavar="[DATES]")
@click.option("--note", default="", metavar="TEXT", help="Whom to ask when it cannot wait; it stands in the notices.")
@click.option("--cancel", metavar="DATE", help="Cancel the time away that DATE is in.")
@click.option("--notices", "letters", is_flag=True, help="Print the drafts to contractors, for the next time away.")
@click.option("--told", metavar="CONTRACTOR", help="Log that you wrote the notice to CONTRACTOR.")
@click.option("--by", default="", metavar="phone", help="How you told them; email queues the draft as a mail.")
@click.option("--report", "looks_back", is_flag=True, help="Print what came due in your last time away.")
@json_option
@pass_front
def away(
    front: Front, words: tuple[str, ...], note: str, cancel: str | None, letters: bool, told: str | None, by: str,
    looks_back: bool, as_json: bool,
) -> None:  # fmt: skip
    """Plan a time away: away 5 dec to 12 dec. Without DATES, list what is planned.

    What is open and is to be checked in that time is checked on the day back. Then it says what falls due, who may have
    a question, what waits on you before you leave, and whom to tell.
    """
    if sum(map(bool, (words, cancel, letters, told, looks_back))) > 1 or (note and not words):
        raise WrongUsage("Say one thing: DATES (with --note), --cancel, --notices, --told or --report.")
    if words:
        _plan(front, " ".join(words), note, as_json=as_json)
    elif looks_back:
        _look_back(front, as_json=as_json)
    elif letters:
        drafts = [notice for span in planned(front.book)[:1] for notice in notices(span, front.book)]
        emit(_listing([_letter(n, front.book) for n in drafts], front.book), _texts(drafts), as_json=as_json)
    else:
        _listed(front, cancel, told, by, as_json=as_json)


def _plan(front: Front, text: str, note: str, *, as_json: bool) -> None:
    span = read_span(text, front.book)
    kept = Span(start=span.start, end=span.end, note=note.strip())
    said = front.desk.away.plan(kept).message
    found, book = rule.plan(kept, front.book), front.book
    drafts = notices(kept, book)
    whom = "".join(f"\n  {printed(book.name(n.contractor))}" for n in drafts)
    tell = f"\n\nTo tell: {len(drafts)}; delegator away --notices prints the drafts{whom}" if drafts else ""
    emit(_document(found, drafts, book), printed(said) + _meaning(found, book) + tell, as_json=as_json)


def _listed(front: Front, cancel: str | None, told: str | None, by: str, *, as_json: bool) -> None:
    """Cancel a time away or log a notice, if asked to; then list what is planned."""
    said = ""
    if cancel:
        said = front.desk.away.cancel(Due.of(front.date(cancel, "--cancel")).day).message
    elif told:
        said = _tell(front, told, by)
    book = front.book
    spans = planned(book)
    rows = [(say_span(s, book), f"back {say_day(back_on(s, book), book.today)}", s.note) for s in spans]
    text = printed(said) or table(rows, flexible=2) or "No time away is planned: delegator away 5 dec to 12 dec."
    emit(_listing([_span(span, book) for span in spans], book), text, as_json=as_json)


def _tell(front: Front, whom: str, by: str) -> str:
    span, contractor = _next(front.book), names.contractor(whom, front.book, "tell")
    found = [notice for notice in notices(span, front.book) if notice.contractor == contractor.uid]
    if not found:
        raise Refused(f"{contractor.name} has nothing of yours that your time away concerns.")
    draft = found[0]
    return front.desk.away.tell(draft.contractor, draft.handoffs, draft.message, by, span).message


def _next(book: Book) -> Span:
    spans = planned(book)
    if not spans:
        raise Refused("No time away is planned: delegator away 5 dec to 12 dec.")
    return spans[0]


def _look_back(front: Front, *, as_json: bool) -> None:
    span, text = last_away(front.book), "No time away ended in the last month."
    found = report(span, front.book) if span else None
    if span and found:
        text = "\n".join([f"While you were away {say_span(span, front.book)}", *report_lines(found, front.book)])
    emit({"report": found and _report(found), "now": objects.now_text(front.book)}, text, as_json=as_json)


# ---- as text


def _meaning(found: rule.Plan, book: Book) -> str:
    waits = [f"  {printed(say_step(step, book))}" for step in found.waits]
    asks = [(book.title(handoff), book.name(handoff.contractor)) for handoff in found.questions]
    parts = [
        ("Waits on you before you leave", "\n".join(waits)),
        ("Your own before you leave", _falls(found.before, book)),
        ("Falls due while you are away", _falls(found.due, book)),
        ("A question may come", table(asks, indent="  ")),
    ]
    return "".join(f"\n\n{title}\n{text}" for title, text in parts if text)


def _falls(found: tuple[rule.Falls, ...], book: Book) -> str:
    rows = [(_when(each, book), each.title, each.who or "yours") for each in found[:MAX_LINES]]
    more = f"\n  and {len(found) - MAX_LINES} more" if len(found) > MAX_LINES else ""
    return table(rows, flexible=1, indent="  ") + more


def _when(each: rule.Falls, book: Book) -> str:
    return Due.of(each.due).say(book.now) if each.due else ""


def report_lines(found: Report, book: Book) -> list[str]:
    """Return a report as text that is safe to print, a heading before each part."""
    waits = [(each.said, f"{each.days} d") for each in found.waits[:MAX_WAITING]]
    more = len(found.waits) - MAX_WAITING
    parts = [
        ("Waits on you longest", table(waits, indent="  ") + (f"\n  and {more} more" if more > 0 else "")),
        ("Came due", _falls(found.due, book)),
        ("Came round again", _falls(found.recurs, book)),
    ]
    lines = [f"\n{title}\n{text}" for title, text in parts if text]
    return lines or ["\nNothing came due, and nothing waits on you."]


def _texts(drafts: list[Notice]) -> str:
    """Return drafts as text, each as it would be pasted, below whom it is to."""
    blocks = []
    for each in drafts:
        to = f"To: {each.message.to}\n" if each.message.to else ""
        text = f"{to}Subject: {each.message.subject}\n\n{each.message.body}"
        blocks.append(harmless.lines(text))
    return "\n----\n\n".join(blocks) or "Nobody has to be told."


# ---- as JSON


def _listing(items: list[Json], book: Book) -> Json:
    return objects.listing(items, objects.now_text(book))


def _span(span: Span, book: Book) -> Json:
    back = back_on(span, book).isoformat()
    return {"start": span.start, "end": span.end, "note": span.note, "back": back}


def _letter(notice: Notice, book: Book) -> Json:
    contractor, message = book.contractors.get(notice.contractor), notice.message
    return {
        "contractor": objects.reference(contractor, "name", book.name(notice.contractor)), "to": message.to,
        "subject": message.subject, "body": message.body, "told": notice.told,
    }  # fmt: skip


def _due(each: rule.Falls) -> Json:
    return {"uid": each.uid, "title": each.title, "contractor": each.who or None, "due": iso(each.due or None)}


def _document(found: rule.Plan, drafts: list[Notice], book: Book) -> Json:
    return {
        **_span(found.span, book),
        "waits": [say_step(step, book) for step in found.waits],
        "before": [_due(each) for each in found.before],
        "due": [_due(each) for each in found.due],
        "questions": [objects.reference(h, "title", book.title(h)) for h in found.questions],
        "notices": [_letter(notice, book) for notice in drafts],
        "now": objects.now_text(book),
    }


def _report(found: Report) -> Json:
    waits = [{"text": w.said, "since": w.since.isoformat(), "working_days": w.days} for w in found.waits]
    return {
        "start": found.first.isoformat(), "end": found.last.isoformat(), "waits": waits,
        "due": [_due(each) for each in found.due], "recurs": [_due(each) for each in found.recurs],
    }  # fmt: skip


COMMANDS: list[click.Command] = [away]
