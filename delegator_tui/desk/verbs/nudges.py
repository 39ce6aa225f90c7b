"""Verbs that write to contractors: log a message and queue it as a mail, to ask for something or not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs.mail import MAIL, queue
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.rules.followup.account import is_theirs
from delegator_tui.rules.handoffs.checks import after_message

if TYPE_CHECKING:  # these rules are read by the verb that needs them: the dashboard opens without
    from delegator_tui.rules.messages.chase import Chase
    from delegator_tui.rules.messages.fill import Message


@verb("nudge")
def nudge(
    tx: Transaction,
    chase: Chase,
    message: Message,
    channel: str,
    *,
    anyway: bool = False,
    by_hand: bool = False,
    how: str = "",
) -> Done:
    """Log one message on everything in a chase, and set the next check; by ``email`` it is queued to be sent.

    ``by_hand``: the owner sends it, by whatever channel, empty for nobody knows; ``how`` is all that was seen of
    it (``copied``). Raises Refused where the ball is not theirs any more; unless ``anyway`` twice a day, at night
    or while they are away; and for a mail without an address, without words, or with blanks left.
    """
    from delegator_tui.rules.messages.chase import held
    from delegator_tui.rules.records.event_words import say_way

    name = tx.book.name(chase.contractor)
    handoffs = [_theirs(thing.handoff, tx.book) for thing in chase.things]
    why = held(chase.contractor, tx.book)
    if why and not anyway:
        raise Refused(f"{name}: {why}.", force="--anyway")
    uids = [handoff.uid for handoff in handoffs]
    queued = channel == MAIL and not by_hand
    mail = queue(tx, chase.contractor, uids, message, nudge=True, anyway=anyway) if queued else None
    checks = [after_message(each, tx.book, thing.step) for each, thing in zip(handoffs, chase.things, strict=True)]
    for handoff, thing, check in zip(handoffs, chase.things, checks, strict=True):
        tx.set("handoffs", handoff.uid, next_check=check)
        tx.event("nudged", handoff.uid, step=thing.step or None, due=thing.due, channel=channel or None,
                  how=how or None, message=mail, text=message.body)  # fmt: skip
    tx.label = f"nudge {name}"
    how = f"The mail to {name} is queued" if mail else f"Nudged {name}{say_way(channel, how)}"
    return tx.done(f"{how}; next check {Due.of(min(checks)).say(tx.book.now)}.", handoffs[0].uid)


@verb("write")
def write(
    tx: Transaction,
    handoff: str,
    message: Message,
    channel: str,
    *,
    by_hand: bool = False,
    how: str = "",
    tells: Sequence[str] = (),
) -> Done:
    """Log a message on a handoff that asks for nothing: the brief, a return, an apology. By ``email`` it is queued.

    ``by_hand`` and ``how`` as for ``nudge``; ``tells`` are the uids of the events that they hear of by it. Raises
    Refused like it for what cannot be sent.
    """
    from delegator_tui.rules.records.event_words import say_way

    about = tx.book.handoffs.get(handoff)
    if about is None:
        raise Unknown("There is no such handoff.")
    name, title = tx.book.name(about.contractor), tx.book.title(about)
    queued = channel == MAIL and not by_hand
    mail = queue(tx, about.contractor, [handoff], message) if queued else None
    tx.event("wrote", handoff, channel=channel or None, how=how or None, message=mail,
              subject=message.subject or None, text=message.body, told=list(tells) or None)  # fmt: skip
    tx.label = f"write to {name} on {title}"
    answer = f"The mail to {name} is queued." if mail else f"Wrote to {name}{say_way(channel, how)}."
    return tx.done(answer, handoff)


def _theirs(uid: str, book: Book) -> Handoff:
    handoff = book.handoffs.get(uid)
    if handoff is None or not is_theirs(handoff, book):
        title = book.title(handoff) if handoff else "It"
        raise Refused(f"{title} does not wait on them any more: nobody is nudged for what waits on you.")
    return handoff
