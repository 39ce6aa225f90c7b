"""The notices that tell contractors of a time away: drafts, one to everybody who has something of it."""

from __future__ import annotations

from typing import NamedTuple

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.days import say_day
from delegator_tui.model.records import Contractor, Handoff, Span
from delegator_tui.model.states import SENT_ON
from delegator_tui.rules.away.plan import falls_due, may_ask
from delegator_tui.rules.away.span import back_on, days_of, say_span
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.handoffs.happened import was_sent
from delegator_tui.rules.messages.fields import always, say_dates
from delegator_tui.rules.messages.fill import NO_TEXTS, Message, fill, split, template

TEXT = "away"
FREEDOM = {"propose": "show me before you decide", "own": "yours to decide"}
"""How freely a contractor acts, where it is not what the notice says anyway."""


class Notice(NamedTuple):
    """A draft to a contractor about ``handoffs``; ``told``: it was written; ``wrong``: what could not be used."""

    contractor: str
    handoffs: tuple[str, ...]
    message: Message
    told: bool = False
    wrong: str = ""


def notices(span: Span, book: Book) -> list[Notice]:
    """Return a notice to everybody whose work falls due in a time away, or waits on the owner, or who may ask."""
    due = {each.uid for each in falls_due(*days_of(span), book)}
    out = [h for h in book.open_handoffs if _is_out(h)]
    wanted = (h.contractor for h in out if h.uid in due or h.next_move == "owner" or may_ask(h, book))
    whom = sorted({who for who in wanted if who}, key=book.name)
    return [_notice(who, [h for h in out if h.contractor == who], due, span, book) for who in whom]


def was_told(span: Span, who: str, book: Book) -> bool:
    """Tell whether a notice of a time away was written to a contractor, without writing one to see."""
    return _was_told([h for h in book.open_handoffs if h.contractor == who and _is_out(h)], span, book)


def _is_out(handoff: Handoff) -> bool:
    return bool(handoff.contractor) and handoff.state in SENT_ON


def _notice(who: str, handoffs: list[Handoff], due: set[str], span: Span, book: Book) -> Notice:
    contractor, wrong = book.contractors.get(who), ""
    known = _values(contractor, handoffs, due, span, book)
    try:
        text = fill(template(TEXT, book.settings.texts), known)
    except Refused as error:
        text, wrong = fill(template(TEXT, NO_TEXTS), known), f"{error} The standard text is used here."
    try:
        message = split(text, contractor.email if contractor else "")
    except Refused as error:
        message, wrong = split(text), f"{wrong} {error}".strip()
    return Notice(who, tuple(h.uid for h in handoffs), message, _was_told(handoffs, span, book), wrong)


def _was_told(handoffs: list[Handoff], span: Span, book: Book) -> bool:
    """Tell whether a notice of a span was written on any of these."""
    events = (event for handoff in handoffs for event in book.events_by_record.get(handoff.uid, []))
    notices = (e for e in events if e.what == "wrote" and e.details.get("away") == span.start)
    return any(was_sent(event, book) for event in notices)


def _values(
    contractor: Contractor | None, handoffs: list[Handoff], due: set[str], span: Span, book: Book
) -> dict[str, str]:
    who = contractor.uid if contractor else None
    lines = (_thing(handoff, handoff.uid in due, book) for handoff in handoffs)
    return always(who, book) | {
        "name": (contractor.contact or contractor.name) if contractor else "there",
        "away": say_span(span, book),
        "back": say_day(back_on(span, book), book.today),
        "things": "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)),
        "urgent": f"- If it cannot wait: {span.note}" if span.note else "",
    }


def _thing(handoff: Handoff, in_it: bool, book: Book) -> str:
    """Return what is with them: its date, whether that is in the time away, and what they may decide alone."""
    due = say_dates(handoff, book)
    if handoff.next_move == "owner":
        return f"{book.title(handoff)}, which waits for me"
    parts = [book.title(handoff), f"due {due}" if due else "", "while I am away" if in_it else ""]
    parts.append(FREEDOM.get(handoff.autonomy, ""))
    parts.append(f"up to {money.say_money(handoff.spend_limit)} is yours to spend" if handoff.spend_limit else "")
    if_then = f"\n   {handoff.brief.if_then}" if handoff.brief.if_then else ""
    return ", ".join(filter(None, parts)) + if_then
