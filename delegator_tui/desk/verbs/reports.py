"""Verbs on work that is out: acknowledge, start, what was heard, answer, extend, cut."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from delegator_tui.desk.done import Done
from delegator_tui.desk.transaction import Transaction
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.deliveries import deliver
from delegator_tui.desk.verbs.depending import with_moved
from delegator_tui.desk.verbs.lookup import check_date, say_due
from delegator_tui.desk.verbs.offers import with_message
from delegator_tui.desk.verbs.parts import Parts, Which, named, titles
from delegator_tui.desk.verbs.standing import next_move
from delegator_tui.desk.verbs.when import When, when
from delegator_tui.errors import Refused
from delegator_tui.model.due import Due, sort_key
from delegator_tui.model.records import Deliverable, Handoff
from delegator_tui.model.text import several_lines
from delegator_tui.rules.handoffs import checks

HEARD = ("started", "on track", "finished", "later", "asks", "no answer", "note")
"""What the owner may have heard; ``note`` moves nothing."""


@verb("acknowledge")
def acknowledge(tx: Transaction, uid: str, read_back: str = "", *, on: str | None = None) -> Done:
    """Log that the contractor has the brief; with the read-back kept, work has begun. ``on``: when, if not now."""
    handoff = lookup.handoff(uid, "acknowledge", tx.book)
    title = tx.book.title(handoff)
    moment = when(tx, on, handoff)
    read_back = several_lines(read_back)
    if handoff.state == "acknowledged" and not read_back:
        raise Refused(f"{title} is acknowledged already; a read-back starts it.")
    state = "working" if read_back else "acknowledged"
    fields: dict[str, Any] = {"read_back": read_back} if read_back else {}
    tx.set("handoffs", uid, state=state, next_check=Parts(tx, handoff).check(moment.day), **fields)
    tx.event("acknowledged", uid, by="contractor", on=moment.on, read_back=read_back or None)
    tx.label = f"acknowledge {title}"
    message = f"{title}: read back and started." if read_back else f"{title} is acknowledged."
    return tx.done(message, uid)


@verb("start")
def start(
    tx: Transaction, uid: str, *, anyway: bool = False, by: str = "", text: str = "", on: str | None = None
) -> Done:
    """Log that work has begun, with what they message.

    Raises Refused without a read-back, unless ``anyway``; that is logged.
    """
    handoff = lookup.handoff(uid, "start", tx.book)
    title = tx.book.title(handoff)
    if not handoff.read_back and not anyway:
        name = tx.book.name(handoff.contractor)
        raise Refused(f"{name} has not read {title} back: keep the read-back, or start it anyway.", force="--anyway")
    _write_started(tx, handoff, by, several_lines(text), when(tx, on, handoff))
    tx.label = f"start {title}"
    return tx.done(f"{title} is being worked on.", uid)


@verb("log")
def heard(
    tx: Transaction, uid: str, what: str, text: str = "", *, promised: str | None = None, by: str = "",
    deliverable: Which = None, on: str | None = None,
) -> Done:  # fmt: skip
    """Log what the contractor message: one of HEARD, of the whole or of the parts that are named.

    A promised date never moves the agreed one. Sets the next move and the next check. ``on``: when it was said, if not
    now. Raises Refused when ``later`` has no date or ``asks`` no question.
    """
    if what == "started":
        return start(tx, uid, anyway=True, by=by, text=text, on=on)
    if what == "finished":
        return deliver(tx, uid, deliverable, by=by, text=text, on=on)
    handoff = lookup.handoff(uid, "log", tx.book)
    title = tx.book.title(handoff)
    parts = Parts(tx, handoff)
    meant = named(handoff, parts.owed, deliverable, tx.book)
    report = _Report(handoff, parts, meant, when(tx, on, handoff), whole=len(meant) == len(parts.owed))
    details: dict[str, Any] = {"text": several_lines(text) or None, "heard_by": by or None, "promised": promised}
    message, more = _write_heard(tx, report, what, several_lines(text), promised)
    if not report.whole:
        details["deliverables"] = [part.uid for part in meant]
    teller = "owner" if what in ("no answer", "note") else "contractor"
    tx.event(what, uid, by=teller, on=report.moment.on, **details, **more)
    tx.label = f"heard “{what}” on {title}"
    return with_moved(tx, tx.done(message, uid), handoff, promised if what == "later" else None)


@verb("answer")
def answer(tx: Transaction, uid: str, text: str, *, on: str | None = None) -> Done:
    """Answer the oldest open question of a handoff; the ball goes back when none is left."""
    handoff = lookup.handoff(uid, "answer", tx.book)
    title, name = tx.book.title(handoff), tx.book.name(handoff.contractor)
    waiting = tx.book.questions_by_handoff.get(uid, [])
    if not waiting:
        raise Refused(f"{name} has no open question on {title}.")
    if not several_lines(text):
        raise Refused("An answer needs words.", field="text")
    moment = when(tx, on, handoff)
    tx.set("questions", waiting[0].uid, answered={"at": moment.stamp, "text": several_lines(text)})
    if len(waiting) == 1 and handoff.state not in ("delivered", "accepted"):
        tx.set("handoffs", uid, next_move="contractor", next_check=checks.first_check(handoff.due, tx.book))
    tx.event("answered", uid, on=moment.on, text=several_lines(text), question=waiting[0].uid)
    tx.label = f"answer {title}"
    left = len(waiting) - 1
    if left:
        done = tx.done(f"Answered; {left} more of {name} on {title} to answer.", uid)
        return with_message(tx, done, handoff)
    ours = handoff.state in ("delivered", "accepted")
    done = tx.done("Answered." if ours else f"Answered; {title} is with {name} again.", uid)
    return with_message(tx, done, handoff)


def _write_started(tx: Transaction, handoff: Handoff, by: str, text: str, moment: When) -> None:
    skipped = "acknowledged" if handoff.state == "sent" else None
    without = None if handoff.read_back else True
    check = Parts(tx, handoff).check(moment.day)
    tx.set("handoffs", handoff.uid, state="working", **next_move(handoff, tx.book), next_check=check)
    tx.event(
        "started", handoff.uid, by="contractor", on=moment.on, text=text or None, heard_by=by or None,
        skipped=skipped, without_read_back=without,
    )  # fmt: skip


class _Report(NamedTuple):
    """What was reported on: the parts that are meant, and whether they are all that is owed."""

    handoff: Handoff
    parts: Parts
    meant: list[Deliverable]
    moment: When
    whole: bool


def _write_heard(
    tx: Transaction, report: _Report, what: str, text: str, promised: str | None
) -> tuple[str, dict[str, Any]]:
    """Write what a report changes; return the sentence about it, and what the event keeps besides."""
    handoff, about = report.handoff, _about(tx, report)
    match what:
        case "on track":
            check = report.parts.check(report.moment.day)
            tx.set("handoffs", handoff.uid, **next_move(handoff, tx.book), next_check=check)
            return f"{about} is on track.", {}
        case "later":
            return _write_promise(tx, report, promised)
        case "asks":
            return _write_question(tx, report, text), {}
        case "no answer":
            check = checks.after_silence(tx.book)
            tx.set("handoffs", handoff.uid, next_check=check)
            return f"No answer on {about}; next check {say_due(check, tx.book)}.", {}
        case "note":
            if not text:
                raise Refused("A note needs words.", field="text")
            return f"Noted on {about}.", {}
    if not what:
        raise Refused(f"Say what you heard: one of {', '.join(HEARD)}.", field="what")
    raise Refused(f"“{what}” is not a kind of report. Use one of {', '.join(HEARD)}.", field="what")


def _about(tx: Transaction, report: _Report) -> str:
    title = tx.book.title(report.handoff)
    return title if report.whole else f"{titles(report.meant)} of {title}"


def _write_question(tx: Transaction, report: _Report, text: str) -> str:
    if not text:
        raise Refused("Say what they ask.", field="text")
    handoff = report.handoff
    tx.put("questions", handoff=handoff.uid, asked={"at": report.moment.stamp, "text": text})
    tx.set("handoffs", handoff.uid, next_move="owner", next_check=tx.book.today.isoformat())
    return f"{tx.book.name(handoff.contractor)} waits for your answer on {tx.book.title(handoff)}."


def _write_promise(tx: Transaction, report: _Report, promised: str | None) -> tuple[str, dict[str, Any]]:
    """Write a promise on the parts that are meant; the event keeps what was agreed for the first of them then."""
    if not promised:
        raise Refused("Say which day they promise.", field="promised")
    check_date(promised, "promised", tx.book)
    handoff, parts, ball = report.handoff, report.parts, next_move(report.handoff, tx.book)
    for part in report.meant:
        parts.set(part, promised=promised)
    whole = {"promised": promised} if report.whole else parts.promise()
    known = msgspec.structs.replace(handoff, **whole)
    tx.set("handoffs", handoff.uid, **ball, **whole, next_check=parts.check(report.moment.day, known))
    dues = [due for part in report.meant if (due := part.due or handoff.due)] or [handoff.due or ""]
    agreed = min(filter(None, dues), key=lambda due: sort_key(due, tx.now), default=None)
    of_all = handoff.due if report.whole else agreed
    if agreed and Due.of(promised).is_after(agreed, tx.now):
        slip = f"is promised for {say_due(promised, tx.book)}, {_after(promised, agreed, tx)} the agreed date"
        choice = f"agree it, hold them to {say_due(agreed, tx.book)}, or decide"
        return f"{_about(tx, report)} {slip}: {choice}.", {"agreed": agreed}
    stays = f"; agreed stays {say_due(of_all, tx.book)}" if of_all else ""
    return f"{_about(tx, report)} is promised for {say_due(promised, tx.book)}{stays}.", {"agreed": agreed}


def _after(promised: str, agreed: str, tx: Transaction) -> str:
    days = (Due.of(promised).date_in(tx.now) - Due.of(agreed).date_in(tx.now)).days
    return f"{days} d after" if days else "after"
