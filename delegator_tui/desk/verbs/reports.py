"""Verbs on work that is out: acknowledge, start, what was heard, answer, extend, cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.deliveries import deliver
from delegator_tui.desk.verbs.depending import with_moved
from delegator_tui.desk.verbs.lookup import check_date, say_due
from delegator_tui.desk.verbs.offers import with_message
from delegator_tui.desk.verbs.owed import one_owed, waive
from delegator_tui.desk.verbs.standing import next_move
from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.states import OWED
from delegator_tui.model.text import several_lines
from delegator_tui.rules.dates.due import is_later
from delegator_tui.rules.handoffs import checks, lifecycle

HEARD = ("started", "on track", "finished", "later", "asks", "no answer", "note")
"""What the owner may have heard; ``note`` moves nothing."""


@verb("acknowledge")
def acknowledge(tx: Transaction, uid: str, read_back: str = "") -> Done:
    """Log that the contractor has the brief; with the read-back kept, work has begun."""
    handoff = lookup.handoff(uid, "acknowledge", tx.book)
    title = tx.book.title(handoff)
    read_back = several_lines(read_back)
    if handoff.state == "acknowledged" and not read_back:
        raise Refused(f"{title} is acknowledged already; a read-back starts it.")
    state = "working" if read_back else "acknowledged"
    check = checks.after_report(handoff.due, tx.book)
    fields: dict[str, Any] = {"read_back": read_back} if read_back else {}
    tx.set("handoffs", uid, state=state, next_check=check, **fields)
    tx.event("acknowledged", uid, by="contractor", read_back=read_back or None)
    tx.label = f"acknowledge {title}"
    message = f"{title}: read back and started." if read_back else f"{title} is acknowledged."
    return tx.done(message, uid)


@verb("start")
def start(tx: Transaction, uid: str, *, anyway: bool = False, by: str = "", text: str = "") -> Done:
    """Log that work has begun, with what they message.

    Raises Refused without a read-back, unless ``anyway``; that is logged.
    """
    handoff = lookup.handoff(uid, "start", tx.book)
    title = tx.book.title(handoff)
    if not handoff.read_back and not anyway:
        name = tx.book.name(handoff.contractor)
        raise Refused(f"{name} has not read {title} back: keep the read-back, or start it anyway.", force="--anyway")
    _write_started(tx, handoff, by, several_lines(text))
    tx.label = f"start {title}"
    return tx.done(f"{title} is being worked on.", uid)


@verb("log")
def heard(tx: Transaction, uid: str, what: str, text: str = "", *, promised: str | None = None, by: str = "") -> Done:
    """Log what the contractor message: one of HEARD. A promised date never moves the agreed one.

    Sets the next move and the next check. Raises Refused when ``later`` has no date or ``asks`` no question.
    """
    if what == "started":
        return start(tx, uid, anyway=True, by=by, text=text)
    if what == "finished":
        return deliver(tx, uid, by=by, text=text)
    handoff = lookup.handoff(uid, "log", tx.book)
    title = tx.book.title(handoff)
    message = _write_heard(tx, handoff, what, several_lines(text), promised, by)
    tx.label = f"heard “{what}” on {title}"
    return with_moved(tx, tx.done(message, uid), handoff, promised if what == "later" else None)


@verb("answer")
def answer(tx: Transaction, uid: str, text: str) -> Done:
    """Answer the oldest open question of a handoff; the ball goes back when none is left."""
    handoff = lookup.handoff(uid, "answer", tx.book)
    title, name = tx.book.title(handoff), tx.book.name(handoff.contractor)
    waiting = tx.book.questions_by_handoff.get(uid, [])
    if not waiting:
        raise Refused(f"{name} has no open question on {title}.")
    if not several_lines(text):
        raise Refused("An answer needs words.", field="text")
    tx.set("questions", waiting[0].uid, answered={"at": stamp(tx.now.at), "text": several_lines(text)})
    if len(waiting) == 1 and handoff.state not in ("delivered", "accepted"):
        tx.set("handoffs", uid, next_move="contractor", next_check=checks.first_check(handoff.due, tx.book))
    tx.event("answered", uid, text=several_lines(text), question=waiting[0].uid)
    tx.label = f"answer {title}"
    left = len(waiting) - 1
    if left:
        done = tx.done(f"Answered; {left} more of {name} on {title} to answer.", uid)
        return with_message(tx, done, handoff)
    ours = handoff.state in ("delivered", "accepted")
    done = tx.done("Answered." if ours else f"Answered; {title} is with {name} again.", uid)
    return with_message(tx, done, handoff)


@verb("extend")
def extend(tx: Transaction, uid: str, due: str, because: str) -> Done:
    """Agree a later due, with a reason; the original due is kept. Raises Refused when it is no later date."""
    handoff = lookup.handoff(uid, "extend", tx.book)
    title = tx.book.title(handoff)
    if not because.strip():
        raise Refused("Say why the date moves: it is kept with the handoff.", field="because")
    check_date(due, "due", tx.book)
    if not is_later(due, handoff.due, tx.book.now):
        raise Refused(f"{title} is due {say_due(handoff.due, tx.book)} already: say a later date.", field="due")
    for owed in tx.book.owed_in(handoff):
        if owed.state in OWED and is_later(due, owed.due, tx.book.now):
            tx.set("deliverables", owed.uid, due=due, promised=None)
    check = checks.first_check(due, tx.book)
    tx.set("handoffs", uid, due=due, promised=None, next_check=check)
    tx.event("extended", uid, old=handoff.due, new=due, because=because.strip())
    tx.label = f"extend {title}"
    done = with_message(tx, tx.done(f"{title} is due {say_due(due, tx.book)} now.", uid), handoff)
    return with_moved(tx, done, handoff, due)


@verb("cut")
def cut(tx: Transaction, uid: str, deliverables: Sequence[str], because: str = "") -> Done:
    """Take some of what is owed off, each named by a part of its title or its uid; the date stays.

    When all that is left was delivered, it is the owner's to review. Raises Refused when nothing would be left.
    """
    handoff = lookup.handoff(uid, "cut", tx.book)
    title = tx.book.title(handoff)
    owed = [d for d in tx.book.owed_in(handoff) if d.state in OWED]
    gone = _named_owed(handoff, owed, deliverables, tx.book)
    left = [d for d in tx.book.owed_in(handoff) if d.state != "waived" and d not in gone]
    if not left:
        raise Refused(f"Nothing of {title} would be left: take it back, or cancel it.", field="deliverables")
    waive(tx, gone)
    names = ", ".join(each.title for each in gone)
    state = _write_left(tx, handoff, left)
    tx.event("cut", uid, because=because.strip() or None, text=names, deliverables=[d.uid for d in gone],
              state=state if state != handoff.state else None)  # fmt: skip
    tx.label = f"cut {names} from {title}"
    return with_message(tx, tx.done(f"{title} goes on without {names}.", uid), handoff)


def _named_owed(handoff: Handoff, owed: list[Deliverable], names: Sequence[str], book: Book) -> list[Deliverable]:
    """Return the deliverables that are named, each once. Raises Refused for none."""
    if not any(name.strip() for name in names):
        raise Refused("Say what is taken off: a part of its title.", field="deliverables")
    found = {each.uid: each for name in names if name.strip() for each in [one_owed(handoff, owed, name, book)]}
    return list(found.values())


def _write_left(tx: Transaction, handoff: Handoff, left: Sequence[Deliverable]) -> str:
    """Set how it stands after a cut, and return that state.

    When nothing is owed any more and what came waits, it is the owner's to review.
    """
    state = lifecycle.following(handoff.state, [d.state for d in left])
    fields: dict[str, Any] = {"state": state, "next_check": checks.first_check(handoff.due, tx.book)}
    if state == "delivered":
        fields |= {"next_move": "owner", "next_check": tx.book.today.isoformat()}
        fields |= {} if handoff.first_delivered else {"first_delivered": stamp(tx.now.at)}
        tx.event("delivered", handoff.uid, by="system")
    tx.set("handoffs", handoff.uid, **fields)
    return state


def _write_started(tx: Transaction, handoff: Handoff, by: str, text: str) -> None:
    skipped = "acknowledged" if handoff.state == "sent" else None
    without = None if handoff.read_back else True
    check = checks.after_report(handoff.due, tx.book)
    tx.set("handoffs", handoff.uid, state="working", **next_move(handoff, tx.book), next_check=check)
    tx.event(
        "started", handoff.uid, by="contractor", text=text or None, heard_by=by or None, skipped=skipped,
        without_read_back=without,
    )  # fmt: skip


def _write_heard(tx: Transaction, handoff: Handoff, what: str, text: str, promised: str | None, by: str) -> str:
    title = tx.book.title(handoff)
    ball = next_move(handoff, tx.book)
    match what:
        case "on track":
            tx.set("handoffs", handoff.uid, **ball, next_check=checks.after_report(handoff.due, tx.book))
            message = f"{title} is on track."
        case "later":
            message = _write_promise(tx, handoff, promised, ball)
        case "asks":
            message = _write_question(tx, handoff, text)
        case "no answer":
            check = checks.after_silence(tx.book)
            tx.set("handoffs", handoff.uid, next_check=check)
            message = f"No answer on {title}; next check {say_due(check, tx.book)}."
        case "note":
            message = f"Noted on {title}."
        case _:
            raise Refused(f"“{what}” is nothing to hear: use one of {', '.join(HEARD)}.", field="what")
    if what == "note" and not text:
        raise Refused("A note needs words.", field="text")
    teller = "owner" if what in ("no answer", "note") else "contractor"
    tx.event(what, handoff.uid, by=teller, text=text or None, heard_by=by or None, promised=promised)
    return message


def _write_question(tx: Transaction, handoff: Handoff, text: str) -> str:
    if not text:
        raise Refused("Say what they ask.", field="text")
    tx.put("questions", handoff=handoff.uid, asked={"at": stamp(tx.now.at), "text": text})
    tx.set("handoffs", handoff.uid, next_move="owner", next_check=tx.book.today.isoformat())
    return f"{tx.book.name(handoff.contractor)} waits for your answer on {tx.book.title(handoff)}."


def _write_promise(tx: Transaction, handoff: Handoff, promised: str | None, ball: dict[str, Any]) -> str:
    if not promised:
        raise Refused("Say which day they promise.", field="promised")
    check_date(promised, "promised", tx.book)
    for owed in tx.book.owed_in(handoff):
        if owed.state in OWED:
            tx.set("deliverables", owed.uid, promised=promised)
    check = checks.on_promise(promised, tx.book)
    tx.set("handoffs", handoff.uid, **ball, promised=promised, next_check=check)
    agreed = f"; agreed stays {say_due(handoff.due, tx.book)}" if handoff.due else ""
    return f"{tx.book.title(handoff)} is promised for {say_due(promised, tx.book)}{agreed}."
