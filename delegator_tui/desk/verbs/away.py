"""Verbs of the owner's time away: plan it, cancel it, tell contractors of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs.mail import MAIL, queue
from delegator_tui.desk.verbs.settings import write_profile
from delegator_tui.errors import Refused
from delegator_tui.model.days import say_day
from delegator_tui.model.records import Span

if TYPE_CHECKING:  # read by the verb that needs it: the dashboard opens without
    from delegator_tui.rules.messages.fill import Message


@verb("away")
def plan(tx: Transaction, span: Span) -> Done:
    """Keep a time away, and move the checks that fall into it to the day back.

    Raises Refused for one that is over, the wrong way round, longer than a year, or runs into another.
    """
    from delegator_tui.rules.away.plan import checks_in
    from delegator_tui.rules.away.span import back_on, check_span, say_span

    check_span(span, tx.book)
    back, moved = back_on(span, tx.book), checks_in(span, tx.book)
    own = _keep_away(tx, (*tx.book.settings.away, span))
    for handoff in moved:
        tx.set("handoffs", handoff.uid, next_check=back.isoformat())
    tx.label = f"be away {say_span(span, tx.book)}"
    message = f"Away {say_span(span, tx.book)}, back on {say_day(back, tx.book.today)}."
    return tx.done(f"{message} {_say_moved(len(moved))}".rstrip(), own)


@verb("cancel away")
def cancel(tx: Transaction, day: dt.date) -> Done:
    """Cancel the time away that a day is in; checks that were moved stay where they are. Raises Refused."""
    from delegator_tui.rules.away.span import say_span, span_on

    span = span_on(day, tx.book)
    if span is None:
        raise Refused(f"You are not away on {say_day(day, tx.book.today)}.", field="from")
    if span.end < tx.book.today.isoformat():
        raise Refused(f"You were away {say_span(span, tx.book)}: that is over.", field="from")
    own = _keep_away(tx, tuple(each for each in tx.book.settings.away if each != span))
    tx.label = f"cancel being away {say_span(span, tx.book)}"
    message = f"You are not away {say_span(span, tx.book)} any more; moved checks stay."
    return tx.done(message, own)


@verb("tell of being away")
def tell(
    tx: Transaction, whom: str, handoffs: Sequence[str], message: Message, channel: str, span: Span, *,
    by_hand: bool = False, how: str = "",
) -> Done:  # fmt: skip
    """Log a notice of a time away on every handoff that it is about; by ``email`` it is queued to be sent.

    ``by_hand``: the owner sends it, by whatever channel, empty for nobody knows; ``how`` is all that was seen of
    it (``copied``). Raises Refused for a mail without an address, without words, or with blanks left.
    """
    from delegator_tui.rules.records.event_words import say_way

    name, queued = tx.book.name(whom), channel == MAIL and not by_hand
    mail = queue(tx, whom, handoffs, message) if queued else None
    for handoff in handoffs:
        tx.event("wrote", handoff, channel=channel or None, how=how or None, message=mail, text=message.body,
                  away=span.start)  # fmt: skip
    tx.label = f"tell {name} that you are away"
    answer = f"The mail to {name} is queued." if mail else f"{name} is told{say_way(channel, how)}."
    return tx.done(answer, next(iter(handoffs), ""))


def _keep_away(tx: Transaction, spans: tuple[Span, ...]) -> str:
    return write_profile(tx, {"away": sorted(spans, key=lambda span: span.start) or None})


def _say_moved(count: int) -> str:
    if not count:
        return ""
    return "1 check is moved to that day." if count == 1 else f"{count} checks are moved to that day."
