"""Which commands work on a record now, the likely one first. The footer and the keys ask here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from delegator_tui.commands import BY_ID, TABLE, Command
from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff, Message, Record, Task
from delegator_tui.model.states import OPEN_TASK, OUT, OWED, SENT_ON
from delegator_tui.rules.dates.due import of_task
from delegator_tui.rules.followup.account import is_theirs
from delegator_tui.rules.followup.asking import turn
from delegator_tui.rules.followup.parts import parts
from delegator_tui.rules.handoffs import money
from delegator_tui.rules.records.links import links
from delegator_tui.rules.tasks.bump import has_date


class Steps(NamedTuple):
    """``works``: ids of the commands that work on the record, in the order of the footer; ``likely`` with its words."""

    works: tuple[str, ...]
    likely: str = ""
    words: str = ""


NOTHING = Steps(())
DATE_KEYS = ("date.day_later", "date.day_earlier", "date.week_later", "date.week_earlier")
"""Commands that move a date; of what is out with a contractor they ask the form of a later date."""


def steps(record: Record | None, book: Book) -> Steps:
    """Return what can be done with a record now."""
    found = _steps(record, book)
    works = (*found.works, *(DATE_KEYS if has_date(record, book) else ()))
    return found._replace(works=(*works, "link") if record is not None and links(record, book) else works)


def _steps(record: Record | None, book: Book) -> Steps:
    if isinstance(record, Task):
        return _of_task(record, book)
    if isinstance(record, Handoff):
        return _of_handoff(record, book)
    if isinstance(record, Contractor):
        return Steps(_of_contractor(record, book), "open", "open")
    if isinstance(record, Message):
        return _of_mail(record)
    return NOTHING


def _of_contractor(contractor: Contractor, book: Book) -> tuple[str, ...]:
    from delegator_tui.rules.contractors.levels import proposals  # read with the roster: the dashboard opens without

    level = ("contractor.level",) if proposals(contractor, book) else ()
    return ("edit", *level, *(("contractor.end",) if contractor.status != "ended" else ()))


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
    if task.state not in OPEN_TASK:
        return Steps(())
    if book.handoffs_by_task.get(task.uid) is not None:
        return Steps(("edit",))
    works = _in_order(_offered(OF_TASK, task.state, task, book), VERDICTS)
    if task.state == "mine":
        likely = ("open", "open") if task.due else ("edit", "give it a date")
        return Steps(_in_order(works, ("finish",)), *likely)
    if task.only_me or of_task(task, book).kind in ("today", "overdue"):
        return Steps(_in_order(works, ("finish",)), "task.mine", "mine")
    return Steps(works, "task.hand_off", "hand off")


def _of_handoff(handoff: Handoff, book: Book) -> Steps:
    state = handoff.state
    works = _in_order(_offered(OF_HANDOFF, state, handoff, book), FIRST.get(state, ()))
    if state in OUT:
        likely = turn(handoff, book)
        return _asked(works, Steps(works, TURNS[likely], likely or "heard from them"))
    if state == "delivered":
        return _asked(works, Steps(works, "open", "open review"))
    if state == "accepted":
        owing = money.say_money(money.balance(handoff, book))
        return Steps(works, "handoff.pay", f"pay {owing}".rstrip())
    return Steps(works, "handoff.send", "complete and send") if state == "drafted" else Steps(works)


def _asked(works: tuple[str, ...], steps: Steps) -> Steps:
    """Make the answer likely while a question is open."""
    return Steps(works, "handoff.answer", "answer") if "handoff.answer" in works else steps


# ---- from the table of commands


OF_TASK = tuple(command for command in TABLE if command.on == "task")
OF_HANDOFF = tuple(command for command in TABLE if command.on in ("draft", "handoff"))
TURNS = {"nudge": "handoff.nudge", "decide": "handoff.decide", "": "handoff.heard"}
"""The likely step while the contractor has the work."""
VERDICTS = ("task.hand_off", "task.later", "task.mine", "task.drop")
_OUT = (
    "handoff.answer", "handoff.accept", "handoff.return", "handoff.heard", "finish", "handoff.acknowledge",
    "handoff.extend", "handoff.hold", "handoff.nudge", "handoff.write",
)  # fmt: skip
FIRST: dict[str, tuple[str, ...]] = {
    "drafted": ("handoff.send", "edit", "handoff.brief"),
    **dict.fromkeys(OUT, _OUT),
    "delivered": ("handoff.answer", "handoff.accept", "handoff.return", "handoff.heard"),
    "accepted": ("handoff.pay", "handoff.invoice", "handoff.brief", "handoff.write"),
}
"""What the footer names first on a handoff in each state; all else follows in the order of the table."""


def _came(handoff: Handoff, book: Book) -> bool:
    return handoff.state == "delivered" or any(owed.state == "delivered" for owed in book.owed_in(handoff))


def _is_asked(handoff: Handoff, book: Book) -> bool:
    return handoff.state in SENT_ON and bool(book.questions_by_handoff.get(handoff.uid))


def _may_pay(handoff: Handoff, book: Book) -> bool:
    """Tell whether there may be something to pay; while they have the work, only what a price leaves open."""
    return handoff.state not in OUT or (handoff.price is not None and not money.is_settled(handoff, book))


def owes_several(handoff: Handoff, book: Book) -> bool:
    """Tell whether several parts of a handoff are still owed, so that it is asked which came."""
    return sum(owed.state in OWED for owed in book.owed_in(handoff)) > 1


def can_cut(handoff: Handoff, book: Book) -> bool:
    """Tell whether something that is owed can be taken off, so that something is left."""
    left = [owed for owed in book.owed_in(handoff) if owed.state != "waived"]
    return len(left) > 1 and any(owed.state in OWED for owed in left)


ONLY: dict[str, Callable[[Any, Book], bool]] = {
    "task.mine": lambda task, _: task.state != "mine",
    "handoff.answer": _is_asked,
    "handoff.return": _came,
    "handoff.extend": lambda handoff, _: handoff.state in OUT,
    "handoff.hold": lambda handoff, book: any(part.is_late_promise(book) for part in parts(handoff, book)),
    "handoff.nudge": is_theirs,
    "handoff.write": lambda handoff, book: handoff.state not in OUT or not is_theirs(handoff, book),
    "handoff.cut": can_cut,
    "handoff.pay": _may_pay,
    "handoff.close": money.is_settled,
}
"""What a command asks of a record beside its state."""


def _offered(commands: Iterable[Command], state: str, record: Record, book: Book) -> Iterator[str]:
    """Yield the commands that work on a record; one that has no key by the one that leads to it."""
    for command in commands:
        fits = not command.states or state in command.states
        if command.id == "handoff.accept" and state in OUT:  # as soon as a part came
            fits = isinstance(record, Handoff) and _came(record, book)
        if fits and (command.id not in ONLY or ONLY[command.id](record, book)):
            yield command.by or command.id


def _in_order(works: Iterable[str], first: tuple[str, ...]) -> tuple[str, ...]:
    """Return each command once: those that are named first, those of the kind, then those of any row."""
    found = dict.fromkeys(works)
    named = [id_ for id_ in first if id_ in found]
    own = [id_ for id_ in found if id_ not in named]
    return (*named, *sorted(own, key=lambda id_: BY_ID[id_].on == "row"))
