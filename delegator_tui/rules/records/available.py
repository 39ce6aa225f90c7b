"""Which commands work on a record now, the likely one first. The footer and the keys ask here."""

from __future__ import annotations

from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Message, Record, Task
from delegator_tui.model.states import OPEN_TASK, OWED
from delegator_tui.rules.dates.due import of_task
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.records.links import links
from delegator_tui.rules.reminders.next_action import is_theirs, turn


class Steps(NamedTuple):
    """``works``: ids of the commands that work on the record, in the order of the footer; ``likely`` with its words."""

    works: tuple[str, ...]
    likely: str = ""
    words: str = ""


NOTHING = Steps(())


def steps(record: Record | None, book: Book) -> Steps:
    """Return what can be done with a record now."""
    found = _steps(record, book)
    return found._replace(works=(*found.works, "link")) if record is not None and links(record, book) else found


def _steps(record: Record | None, book: Book) -> Steps:
    if isinstance(record, Task):
        return _of_task(record, book)
    if isinstance(record, Handoff):
        return _of_handoff(record, book)
    if isinstance(record, Contractor):
        return Steps(("edit", *(("contractor.end",) if record.status != "ended" else ())), "open", "open")
    if isinstance(record, Message):
        return _of_mail(record)
    return NOTHING


def _of_mail(mail: Message) -> Steps:
    match mail.state:
        case "unsure":
            return Steps(("mail.settle", "mail.again"), "mail.settle", "did it arrive?")
        case "refused":
            return Steps(("mail.again", "mail.settle"), "mail.again", "send again")
        case "queued":
            return Steps(("mail.again", "mail.settle"), "mail.again", "send now")
    return NOTHING


def _of_task(task: Task, book: Book) -> Steps:
    handoff = book.handoffs_by_task.get(task.uid)
    if task.state not in OPEN_TASK or handoff is not None:
        return Steps(("edit",) if task.state in OPEN_TASK else ())
    verdicts: tuple[str, ...] = ("task.hand_off", "task.later", "task.mine", "task.drop", "task.same", "task.split")
    verdicts = tuple(v for v in verdicts if v != "task.mine" or task.state != "mine")
    if task.state == "mine" or of_task(task, book).kind in ("today", "overdue"):
        return Steps(("finish", *verdicts, "edit"), "finish", "done")
    return Steps((*verdicts, "finish", "edit"), "task.hand_off", "hand off")


ENDS = ("handoff.take_back", "handoff.reassign", "handoff.cancel")
DELIVERED = (
    "handoff.accept", "handoff.return", "handoff.heard", "handoff.brief", "handoff.write", "handoff.snooze",
    "handoff.pay", "handoff.invoice", "edit",
)  # fmt: skip
TURNS = {"nudge": "handoff.nudge", "decide": "handoff.decide", "": "handoff.heard"}
"""The likely step while the contractor has the work."""


def _of_handoff(handoff: Handoff, book: Book) -> Steps:
    match handoff.state:
        case "drafted":
            works = ("handoff.send", "edit", "handoff.brief", "handoff.snooze", *ENDS)
            return Steps(works, "handoff.send", "complete and send")
        case "delivered":
            return _asked(handoff, book, Steps((*DELIVERED, *ENDS), "open", "open review"))
        case "sent" | "acknowledged" | "working" | "returned":
            likely = turn(handoff, book)
            return _asked(handoff, book, Steps(_out(handoff, book), TURNS[likely], likely or "heard from them"))
        case "accepted":
            owing = money.say_money(money.balance(handoff, book))
            settled = ("handoff.close",) if money.is_settled(handoff, book) else ()
            works = ("handoff.pay", "handoff.invoice", "handoff.brief", "handoff.write", "handoff.snooze", *settled)
            return Steps(works, "handoff.pay", f"pay {owing}".rstrip())
    return Steps(("handoff.brief",))


def _out(handoff: Handoff, book: Book) -> tuple[str, ...]:
    """Return what works while the contractor has the work."""
    early = handoff.state in ("sent", "acknowledged")
    came = any(owed.state == "delivered" for owed in book.owed_in(handoff))
    open_money = handoff.price is not None and not money.is_settled(handoff, book)
    return (
        *(("handoff.return",) if came else ()), "handoff.heard", "finish",
        *(("handoff.acknowledge",) if early else ()), "handoff.extend",
        "handoff.nudge" if is_theirs(handoff) else "handoff.write", "handoff.snooze", "handoff.decide",
        *(("handoff.cut",) if can_cut(handoff, book) else ()), "handoff.brief",
        *(("handoff.pay",) if open_money else ()), "handoff.invoice", "edit", *ENDS,
    )  # fmt: skip


def can_cut(handoff: Handoff, book: Book) -> bool:
    """Tell whether something that is owed can be taken off, so that something is left."""
    left = [owed for owed in book.owed_in(handoff) if owed.state != "waived"]
    return len(left) > 1 and any(owed.state in OWED for owed in left)


def _asked(handoff: Handoff, book: Book, steps: Steps) -> Steps:
    """Put the answer first while a question is open."""
    if not book.questions_by_handoff.get(handoff.uid):
        return steps
    return Steps(("handoff.answer", *steps.works), "handoff.answer", "answer")
