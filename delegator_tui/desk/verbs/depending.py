"""Verbs on what waits for other work."""

from __future__ import annotations

from delegator_tui.desk.done import MESSAGE, Done, Offer
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Handoff
from delegator_tui.model.states import OPEN_HANDOFF, OPEN_TASK, SENT_ON
from delegator_tui.rules.handoffs import dependencies, lifecycle
from delegator_tui.rules.handoffs.dependencies import Work, is_before, name, unfinished, waiting_on, waits_for, work_of


@verb("wait for")
def after(tx: Transaction, uid: str, other: str) -> Done:
    """Have a handoff or task wait for another: nobody is chased about it until that one is accepted, or done.

    Raises Refused for what is over, and where each would wait for the other.
    """
    waiter, first = _open(uid, "wait", tx.book), _open(other, "be waited for", tx.book)
    title, then = name(waiter, tx.book), name(first, tx.book)
    if work_of(waiter.uid, tx.book) == work_of(first.uid, tx.book):
        raise Refused(f"{title} cannot wait for itself.", field="after")
    if first.uid in {found.uid for found in waits_for(waiter, tx.book)}:
        raise Refused(f"{title} waits for {then} already.", field="after")
    if is_before(waiter.uid, first.uid, tx.book):
        raise Refused(f"{then} waits for {title}: they cannot wait for each other.", field="after")
    _set(tx, waiter, (*waiter.depends_on, first.uid))
    tx.event("waits for", waiter.uid, other=first.uid)
    tx.label = f"{title} after {then}"
    return tx.done(f"{title} waits for {then} now.{_clash(waiter, first, tx.book)}", waiter.uid)


@verb("wait no longer")
def not_after(tx: Transaction, uid: str, other: str) -> Done:
    """Have a handoff or task wait for another no longer. Raises Refused when it does not wait for that."""
    waiter = _open(uid, "wait", tx.book)
    gone = work_of(other, tx.book)
    left = tuple(each for each in waiter.depends_on if work_of(each, tx.book) != gone)
    own = isinstance(waiter, Handoff) and waiter.waiting_for == gone
    title, then = name(waiter, tx.book), _named(other, tx.book)
    if left == waiter.depends_on and not own:
        raise Refused(f"{title} does not wait for {then}.", field="after")
    _set(tx, waiter, left)
    if own:
        tx.set("handoffs", waiter.uid, waiting_for=None)
    tx.event("waits no longer", waiter.uid, other=other)
    tx.label = f"{title} not after {then}"
    return tx.done(f"{title} does not wait for {then} any more.", waiter.uid)


def with_moved(tx: Transaction, done: Done, work: Work, until: str | None) -> Done:
    """Return an answer that says which work a later date of ``work`` moves, and offers the note to whoever has that.

    Each is told with its date and what that would be. ``until``: the new date, agreed or only promised.
    """
    moved = dependencies.moves(work, until, tx.book) if until else ()
    if not moved:
        return done
    offers = []
    for each in moved:
        if isinstance(each.work, Handoff) and each.work.state in SENT_ON and each.work.contractor:
            tx.event("moved", each.work.uid, by="system", other=work.uid, new=until, would_be=each.would_be)
            title, who = tx.book.title(each.work), tx.book.name(each.work.contractor)
            offers.append(Offer(MESSAGE, each.work.uid, f"message to {who} on {title}"))
    said = f"{done.message} {dependencies.say_moves(moved, tx.book)}"
    return done._replace(message=said, offers=(*done.offers, *offers))


def say_freed(uid: str, book: Book) -> str:
    """Say who may go on once the work of a handoff or task is done; nothing when nobody waits for it alone."""
    done = book.handoffs.get(uid) or book.tasks.get(uid)
    waiters = waiting_on(done, book) if done is not None else ()
    own = work_of(uid, book)
    free = [w for w in waiters if all(work_of(each.uid, book) == own for each in waits_for(w, book))]
    if not free:
        return ""
    who = " and ".join(dependencies.name_with(each, book) for each in free)
    return f" {who} waited for it, and can go on now."


def _named(uid: str, book: Book) -> str:
    found = book.handoffs.get(uid) or book.tasks.get(uid)
    return name(found, book) if found is not None else "that"


def _open(uid: str, what: str, book: Book) -> Work:
    """Return who has the work of a handoff or task now, which is not over. Raises Unknown or Refused."""
    found = book.handoffs.get(uid) or book.tasks.get(uid)
    if found is None:
        raise Unknown("There is no such task or handoff.")
    is_open = found.state in (OPEN_HANDOFF if isinstance(found, Handoff) else OPEN_TASK)
    now = unfinished(uid, book) if is_open else None
    if now is None:
        said = lifecycle.SAY.get(found.state, found.state)
        raise Refused(f"{name(found, book)} is {said}: it cannot {what}.", field="after")
    return now


def _set(tx: Transaction, work: Work, uids: tuple[str, ...]) -> None:
    tx.set("handoffs" if isinstance(work, Handoff) else "tasks", work.uid, depends_on=list(uids) or None)


def _clash(waiter: Work, first: Work, book: Book) -> str:
    """Say that what is waited for is due no earlier than what waits."""
    if not waiter.due or not first.due or Due.of(waiter.due).is_after(first.due, book.now):
        return ""
    return f" But that is due {Due.of(first.due).say(book.now)}, and this {Due.of(waiter.due).say(book.now)}."
