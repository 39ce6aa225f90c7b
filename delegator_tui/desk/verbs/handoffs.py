"""Verbs that give work out and call it back: draft, hand off, send, take back, reassign, cancel."""

from __future__ import annotations

from typing import Any

from delegator_tui.desk.done import TO_SEND, TO_SEND_ANYWAY, Done
from delegator_tui.desk.draft import HandoffDraft, Piece, over_drafted
from delegator_tui.desk.transaction import Transaction, stamp
from delegator_tui.desk.verb import verb
from delegator_tui.desk.verbs import lookup
from delegator_tui.desk.verbs.editing import rewrite
from delegator_tui.desk.verbs.lookup import check_date, say_due
from delegator_tui.desk.verbs.offers import with_message
from delegator_tui.desk.verbs.owed import check_draft, write_owed
from delegator_tui.desk.verbs.parts import Parts
from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, Deliverable, Handoff, Price, Task
from delegator_tui.model.states import SETTLED
from delegator_tui.rules.handoffs import money, readiness
from delegator_tui.rules.handoffs.checks import first_check
from delegator_tui.rules.handoffs.dependencies import waits_for
from delegator_tui.rules.handoffs.readiness import Gap, Plan


@verb("draft handoff")
def draft(tx: Transaction, task: str, draft: HandoffDraft | None = None) -> Done:
    """Make a draft of a handoff: contractor and due may still be missing."""
    owned = lookup.undecided(task, "handed off", tx.book)
    draft = draft or HandoffDraft(contractor=owned.contractor, price=_idea(owned))
    check_draft(draft, tx.book)
    uid = _write_draft(tx, owned, draft)
    tx.label = f"draft handoff {owned.title}"
    who = tx.book.name(draft.contractor)
    return tx.done(f"Drafted {owned.title}{f' for {who}' if who else ''}: send it from Today.", uid)


@verb("hand off")
def hand_off(tx: Transaction, task: str, draft: HandoffDraft, *, anyway: bool = False) -> Done:
    """Hand a task to a contractor: brief, due and price agreed, and sent. A draft keeps what is not said anew.

    Raises Refused without contractor or due, for a dropped or finished task, one that is out already, an ended
    contractor, and, unless ``anyway``, for a due that is over, and for critical work that does not say what is wanted.
    """
    owned = _to_hand_off(task, tx.book)
    drafted = tx.book.handoffs_by_task.get(task)
    draft = draft if drafted is None else over_drafted(draft, drafted)
    check_draft(draft, tx.book)
    known = _check_sendable(owned.title, draft.contractor, draft.due, tx.book, anyway=anyway)
    found = readiness.gaps(plan_of_draft(draft, drafted or owned, tx.book), tx.book)
    check_ready(owned.title, found, anyway=anyway)
    if drafted is None:
        uid = _write_draft(tx, owned, draft)
    else:
        uid = drafted.uid
        rewrite(tx, drafted, draft, owned.title)
    _write_sent(tx, uid, owned, draft.due, draft.channel, found)
    tx.label = f"hand off {owned.title}"
    done = tx.done(f"Handed {owned.title} to {known.name}, due {say_due(draft.due, tx.book)}.", uid)
    return done._replace(notes=tuple(gap.text for gap in found))


def plan_of_draft(draft: HandoffDraft, of: Task | Handoff, book: Book) -> Plan:
    """Return a draft as the plan of which the gaps are asked; ``of``: the task or handoff that it is of."""
    owed = tuple((piece.title, piece.due) for piece in draft.pieces)
    if not owed and isinstance(of, Handoff):
        owed = tuple((each.title, each.due) for each in book.owed_in(of) if each.state != "waived")
    task = of if isinstance(of, Task) else book.tasks.get(of.task)
    minutes = task.estimate_minutes if task else None
    waits = waits_for(of, book)
    return Plan(draft.contractor, draft.due, draft.price, draft.brief, draft.stakes, owed, waits, minutes)


def check_ready(title: str, found: tuple[Gap, ...], *, anyway: bool) -> None:
    """Raise Refused, unless ``anyway``, for what stops a handoff."""
    stops = [gap for gap in found if gap.stops]
    if stops and not anyway:
        raise Refused(f"{title} is critical. {readiness.say(tuple(stops))}", field=stops[0].field, force="--anyway")


def check_hand_off(task: str, draft: HandoffDraft, book: Book, *, anyway: bool = False) -> None:
    """Raise what ``hand_off`` would refuse, and change nothing."""
    owned = _to_hand_off(task, book)
    drafted = book.handoffs_by_task.get(task)
    draft = draft if drafted is None else over_drafted(draft, drafted)
    check_draft(draft, book)
    _check_sendable(owned.title, draft.contractor, draft.due, book, anyway=anyway)
    check_ready(owned.title, readiness.gaps(plan_of_draft(draft, drafted or owned, book), book), anyway=anyway)


@verb("send")
def send(tx: Transaction, uid: str, *, channel: str = "", anyway: bool = False) -> Done:
    """Send a draft. Raises Refused while it lacks a contractor or a due, and as ``hand_off`` does."""
    handoff = lookup.handoff(uid, "send", tx.book)
    task = lookup.task(handoff.task, tx.book)
    known = _check_sendable(task.title, handoff.contractor, handoff.due, tx.book, anyway=anyway)
    found = readiness.gaps_of(handoff, tx.book)
    check_ready(task.title, found, anyway=anyway)
    _write_sent(tx, uid, task, handoff.due, channel, found)
    tx.label = f"send {task.title}"
    done = tx.done(f"Sent {task.title} to {known.name}, due {say_due(handoff.due, tx.book)}.", uid)
    return done._replace(notes=tuple(gap.text for gap in found))


@verb("take back")
def take_back(tx: Transaction, uid: str, because: str = "") -> Done:
    """End a handoff and make its task the owner's again."""
    return _end(tx, uid, "take back", "taken_back", "mine", because, "{title} is yours again.")


@verb("cancel")
def cancel(tx: Transaction, uid: str, because: str = "") -> Done:
    """End a handoff and drop its task: nobody does it."""
    return _end(tx, uid, "cancel", "cancelled", "dropped", because, "Cancelled {title}; its task is dropped.")


@verb("reassign")
def reassign(
    tx: Transaction, uid: str, to: str, *, due: str | None = None, price: Price | None = None, because: str = "",
    anyway: bool = False, sent: bool = True,
) -> Done:  # fmt: skip
    """End a handoff and open the same one with another contractor.

    ``due``: the new agreed date, else the old; ``price`` likewise, for what was paid for the old one is not taken off.
    ``sent``: its brief has gone; else it is a draft, and to be sent next.
    """
    old = lookup.handoff(uid, "reassign", tx.book)
    task = lookup.task(old.task, tx.book)
    if to == old.contractor:
        raise Refused(f"{task.title} is with {tx.book.name(to)} already.", field="contractor")
    check_date(due, "due", tx.book, past=True)
    owed = _owed_again(old, due, tx.book)
    due = due or old.due
    known = _check_sendable(task.title, to, due, tx.book, anyway=anyway)
    _write_end(tx, old, "reassigned", because)
    again = HandoffDraft(
        contractor=to, due=due, price=price or old.price, brief=old.brief, stakes=old.stakes, autonomy=old.autonomy,
        deliverables=owed,
    )  # fmt: skip
    new = _write_draft(tx, task, again)
    tx.set("handoffs", new, depends_on=old.depends_on or None, waiting_for=old.waiting_for, spend_limit=old.spend_limit)
    goes_out = old.state != "drafted"
    if goes_out and sent:
        _write_sent(tx, new, task, due, "", readiness.gaps(plan_of_draft(again, task, tx.book), tx.book))
    tx.label = f"reassign {task.title}"
    cost = f", for {money.say_price(again.price)}" if again.price else ""
    said = f"{task.title} is with {known.name} now, due {say_due(due, tx.book)}{cost}."
    done = tx.done(said + _say_paid(old, tx.book), new)
    if goes_out and not sent:
        done = done._replace(kind=TO_SEND_ANYWAY if anyway else TO_SEND)
    return with_message(tx, done, old)


def _to_hand_off(uid: str, book: Book) -> Task:
    task = lookup.task(uid, book)
    if task.state in ("dropped", "done"):
        raise Refused(f"{task.title} is {task.state}: a {task.state} task cannot be handed off.")
    out = book.handoffs_by_task.get(uid)
    if out is not None and out.state != "drafted":
        raise Refused(f"{task.title} is with {book.name(out.contractor)} already: reassign it instead.")
    return task


def _check_sendable(title: str, contractor: str | None, due: str | None, book: Book, *, anyway: bool) -> Contractor:
    if not contractor:
        raise Refused(f"Say who does {title}: a handoff needs a contractor. A draft may wait.", field="contractor")
    known = book.contractors.get(contractor)
    if known is None:
        raise Unknown("There is no such contractor.", field="contractor")
    if known.status == "ended":
        raise Refused(f"{known.name} is ended: choose somebody else, or edit the status first.", field="contractor")
    if not due:
        raise Refused(f"Say by when {title} is due: work without a date slips through the cracks.", field="due")
    if not anyway and Due.of(due).is_over(book.now):
        raise Refused(f"{say_due(due, book)} is over already: say a later date.", field="due", force="--anyway")
    return known


def _write_draft(tx: Transaction, task: Task, draft: HandoffDraft) -> str:
    made = {name: getattr(draft, name) for name in ("contractor", "price", "stakes", "autonomy", "due")}
    uid = tx.put(
        "handoffs", task=task.uid, activity=task.activity, state="drafted", next_move="owner",
        next_check=tx.book.today.isoformat(), original_due=draft.due, brief=draft.brief,
        depends_on=task.depends_on or None, **made,
    )  # fmt: skip
    tx.set("handoffs", uid, deliverables=write_owed(tx, uid, draft, task.title))
    tx.set("tasks", task.uid, state="delegated", defer_until=None, contractor=draft.contractor, depends_on=None)
    tx.event("drafted", uid, contractor=draft.contractor)
    return uid


def _owed_again(old: Handoff, due: str | None, book: Book) -> tuple[Piece, ...]:
    """Return what the next contractor owes. A due of its own stays, unless it is over or a new date is agreed."""

    def own(owed: Deliverable) -> str | None:
        return None if due or not owed.due or Due.of(owed.due).is_over(book.now) else owed.due

    return tuple(Piece(d.title, own(d), d.share) for d in book.owed_in(old) if d.state not in SETTLED)


def _write_sent(
    tx: Transaction, uid: str, task: Task, due: str | None, channel: str, found: tuple[Gap, ...]
) -> None:  # fmt: skip
    """Write down that a brief went, and what it had to say and did not."""
    check = first_check(due, tx.book, task.chase_days)
    sent = {"at": stamp(tx.now.at), "channel": channel}
    tx.set("handoffs", uid, state="sent", sent=sent, next_move="contractor", next_check=check)
    without = [gap.field for gap in readiness.hard(found)]
    tx.event("handed off", uid, channel=channel or None, without=without or None)


def _end(tx: Transaction, uid: str, name: str, state: str, task_state: str, because: str, message: str) -> Done:
    handoff = lookup.handoff(uid, name, tx.book)
    title = tx.book.title(handoff)
    _write_end(tx, handoff, state, because)
    fields = _taken_over(handoff, tx.book) if task_state == "mine" else {}
    tx.set("tasks", handoff.task, state=task_state, **fields)
    tx.label = f"{name} {title}"
    said = message.format(title=title) + _say_paid(handoff, tx.book)
    task = tx.book.tasks.get(handoff.task)
    ends = task_state == "dropped" and task is not None and task.recurrence is not None
    return with_message(tx, tx.done(said + (" It will not come again." if ends else ""), uid), handoff)


def _taken_over(handoff: Handoff, book: Book) -> dict[str, Any]:
    """Return what a task has from the handoff that is taken back: for what it waits, the later date that was agreed."""
    task, agreed = book.tasks.get(handoff.task), handoff.due
    is_later = agreed and task and (task.due is None or Due.of(agreed).is_after(task.due, book.now))
    return {"depends_on": handoff.depends_on or None} | ({"due": agreed} if is_later else {})


def _say_paid(handoff: Handoff, book: Book) -> str:
    """Say what was paid for work that is called back, and to whom; nothing for nothing."""
    paid = money.say_paid(handoff, book)
    return f" Paid so far: {paid}." if paid else ""


def _write_end(tx: Transaction, handoff: Handoff, state: str, because: str) -> None:
    tx.set("handoffs", handoff.uid, state=state, next_move=None, next_check=None)
    Parts(tx, handoff).waive(tx.book.owed_in(handoff))
    tx.event(state.replace("_", " "), handoff.uid, because=because or None)


def _idea(task: Task) -> Price | None:
    return Price(amount=task.price_idea.amount, currency=task.price_idea.currency) if task.price_idea else None
