"""The brief as text to paste into a message. Plain and courteous; what was left empty is left out."""

from __future__ import annotations

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.rules.handoffs import money

FREEDOM = {
    "propose": "show me first, before you act.",
    "act_tell": "go ahead, and tell me the same day.",
    "own": "go ahead; the regular report is enough.",
}


def brief_text(handoff: Handoff, book: Book) -> str:
    """Return the message that hands a handoff over, with a request for the read-back that starts the work.

    It is the text ``brief``, the owner's if they wrote it anew; one whose fields do not exist gives way to ours.
    """
    from delegator_tui.rules.messages.fields import values
    from delegator_tui.rules.messages.fill import check_template, fill, template

    own = book.settings.texts
    text = template("brief", {} if check_template(own.get("brief", "")) else own)
    if not handoff.due:
        text = text.replace(", due {due}", "", 1)
    known = {"due": _due(handoff, book)} if handoff.due else {}
    return fill(text, {**values(handoff, book), **known})


def terms(handoff: Handoff, book: Book) -> str:
    """Return all that the brief says; what was left empty is left out."""
    brief = handoff.brief
    parts = _line("What is true when it is done", brief.outcome) + _line("Why it matters", brief.why)
    owed = (d for d in book.owed_in(handoff) if d.state != "waived")
    parts += _list("Deliverables", [_owed(d, handoff, book) for d in owed])
    parts += _list("It is done when", list(brief.done_when))
    parts += _line("Not included", brief.out_of_scope) + _line("To start from", brief.inputs)
    parts += _line("Must and must not", brief.constraints)
    parts += _line("Due", _due(handoff, book)) + _line("Price", money.say_price(handoff.price))
    if brief.rounds_included is not None:
        parts += _line("Rounds of changes included", str(brief.rounds_included))
    parts += _line("How free you are", FREEDOM.get(handoff.autonomy, ""))
    parts += _line("If something comes up", brief.if_then) + _line("Check-ins", brief.check_ins)
    parts += _line("Access you need", brief.access_needed)
    return "\n".join(parts + _line("You need from me", brief.needs_from_me)).strip()


def _due(handoff: Handoff, book: Book) -> str:
    if not handoff.due:
        return ""
    zone = f" ({book.now.zone_name})" if Due.of(handoff.due).has_time else ""
    return Due.of(handoff.due).say(book.now) + zone


def _owed(part: Deliverable, handoff: Handoff, book: Book) -> str:
    """Return a part as it is agreed: its date where that is its own, its share of the price where it has one."""
    when = f", by {Due.of(part.due).say(book.now)}" if part.due and part.due != handoff.due else ""
    return part.title + when + (f" ({money.say_money(part.share)})" if part.share else "")


def _line(label: str, value: str) -> list[str]:
    return [f"{label}: {value}", ""] if value else []


def _list(label: str, values: list[str]) -> list[str]:
    return [f"{label}:", *(f"  - {value}" for value in values), ""] if values else []
