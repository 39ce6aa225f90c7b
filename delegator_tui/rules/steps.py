"""Which commands work on a record now, the likely one first. The footer and the keys ask here."""

from __future__ import annotations

from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import OPEN_TASK, Contractor, Handoff, Record, Task
from delegator_tui.rules import money
from delegator_tui.rules.due import of_task


class Steps(NamedTuple):
    """``works``: ids of the commands that work on the record, in the order of the footer; ``likely`` with its words."""

    works: tuple[str, ...]
    likely: str = ""
    words: str = ""


NOTHING = Steps(())


def steps(record: Record | None, book: Book) -> Steps:
    """Return what can be done with a record now."""
    if isinstance(record, Task):
        return _of_task(record, book)
    if isinstance(record, Handoff):
        return _of_handoff(record, book)
    if isinstance(record, Contractor):
        return Steps(("edit",), "edit", "edit")
    return NOTHING


def _of_task(task: Task, book: Book) -> Steps:
    handoff = book.handoffs_by_task.get(task.uid)
    if task.state not in OPEN_TASK or handoff is not None:
        return Steps(("edit",) if task.state in OPEN_TASK else ())
    verdicts: tuple[str, ...] = ("task.hand_off", "task.later", "task.mine", "task.drop")
    verdicts = tuple(v for v in verdicts if v != "task.mine" or task.state != "mine")
    if task.state == "mine" or of_task(task, book).kind in ("today", "overdue"):
        return Steps(("finish", *verdicts, "edit"), "finish", "done")
    return Steps((*verdicts, "finish", "edit"), "task.hand_off", "hand off")


def _of_handoff(handoff: Handoff, book: Book) -> Steps:
    ends = ("handoff.take_back", "handoff.reassign", "handoff.cancel")
    match handoff.state:
        case "drafted":
            return Steps(("handoff.send", "edit", "handoff.brief", *ends), "handoff.send", "complete and send")
        case "delivered":
            works: tuple[str, ...] = ("handoff.accept", "handoff.return", "handoff.heard", "handoff.brief", "handoff.pay", "edit", *ends)
            return _asked(handoff, book, Steps(works, "open", "open review"))
        case "sent" | "acknowledged" | "working" | "returned":
            works = ("handoff.heard", "finish", "handoff.extend", "handoff.brief", "edit", *ends)
            if handoff.price and not money.is_settled(handoff, book):
                works = (*works[:4], "handoff.pay", *works[4:])
            if any(d.state == "delivered" for d in book.owed_in(handoff)):
                works = ("handoff.return", *works)
            return _asked(handoff, book, Steps(works, "handoff.heard", "heard from them"))
        case "accepted":
            owing = money.say_money(money.balance(handoff, book))
            return Steps(("handoff.pay", "handoff.brief"), "handoff.pay", f"pay {owing}".rstrip())
    return Steps(("handoff.brief",))


def _asked(handoff: Handoff, book: Book, steps: Steps) -> Steps:
    """Put the answer first while a question is open."""
    if not book.questions_by_handoff.get(handoff.uid):
        return steps
    return Steps(("handoff.answer", *steps.works), "handoff.answer", "answer")
