"""What waits for what: a handoff or a task may have to wait until other work is done.

Work is named by its task: whoever has it next, and through whatever hands it went, it is the same work. So what waits
for a handoff that was reassigned waits for the new one, and for the owner's own task once it was taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from delegator_tui.model import instants
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Event, Handoff, Task
from delegator_tui.model.states import ACCEPTED, OPEN_HANDOFF, OPEN_TASK

Work = Handoff | Task
"""What may wait, and what may be waited for."""


def waits_for(work: Work, book: Book) -> tuple[Work, ...]:
    """Return the unfinished work that ``work`` has to wait for; none when it may go on.

    A handoff is finished once it is accepted, a task once it is done. What was dropped or cancelled is waited for no
    longer.
    """
    return tuple({found.uid: found for uid in named(work) if (found := unfinished(uid, book))}.values())


def named(work: Work) -> tuple[str, ...]:
    """Return the uids that a record names as what it waits for, finished or not."""
    own = getattr(work, "waiting_for", None)
    return (*work.depends_on, *((own,) if own and own not in work.depends_on else ()))


def unfinished(uid: str, book: Book) -> Work | None:
    """Return who has the work of a handoff or task now: its live handoff, else its task; None when it is over."""
    handoff = book.handoffs.get(uid)
    if handoff is not None and handoff.state in ACCEPTED:
        return None
    task = book.tasks.get(handoff.task if handoff else uid)
    live = book.handoffs_by_task.get(task.uid) if task else handoff
    if live is not None:
        return live if live.state in OPEN_HANDOFF else None
    return task if task is not None and task.state in OPEN_TASK else None


def work_of(uid: str, book: Book) -> str:
    """Return the task by which the work of a handoff or task is known; the uid itself of what is neither."""
    handoff = book.handoffs.get(uid)
    return handoff.task if handoff else uid


def is_before(first: str, second: str, book: Book) -> bool:
    """Tell whether the work ``second`` waits for ``first``, in however many steps, or is the same work.

    Asked before ``first`` is made to wait for ``second``: then each would wait for the other.
    """
    wanted, seen, ahead = work_of(first, book), set[str](), [work_of(second, book)]
    while ahead:
        at = ahead.pop()
        if at == wanted:
            return True
        if at not in seen:
            seen.add(at)
            carrier: Work | None = book.handoffs_by_task.get(at) or book.tasks.get(at)
            ahead += [work_of(uid, book) for uid in named(carrier)] if carrier else []
    return False


def waiting_on(work: Work, book: Book) -> tuple[Work, ...]:
    """Return the open work that has to wait for ``work`` next, handoffs before tasks."""
    return book.once(_waiting).get(work_of(work.uid, book), ())


def _waiting(book: Book) -> dict[str, tuple[Work, ...]]:
    """Return for each work that is not finished who waits for it, by its task."""
    found: dict[str, tuple[Work, ...]] = {}
    out = book.handoffs_by_task
    tasks = (task for task in book.tasks.open.values() if task.depends_on and task.uid not in out)
    works: list[Work] = [*book.open_handoffs, *tasks]
    for each in works:
        if not named(each):
            continue
        for other in waits_for(each, book):
            at = work_of(other.uid, book)
            found[at] = (*found.get(at, ()), each)
    return found


def free_since(work: Work, book: Book) -> dt.datetime | None:
    """Return when the last of what a record waited for was done; None when it never waited, or still does.

    From then on the ball is theirs: what is counted of a contractor's silence begins there at the earliest.
    """
    if not named(work) or waits_for(work, book):
        return None
    ends = (_ended(uid, book) for uid in named(work))
    return max(filter(None, ends), default=None)


def _ended(uid: str, book: Book) -> dt.datetime | None:
    """Return when waited-for work was over, as far as its record tells."""
    handoff, task = book.handoffs.get(uid), book.tasks.get(work_of(uid, book))
    at = (handoff.accepted if handoff else None) or (task.updated if task else "")
    return instants.read(at) if at else None


def name(work: Work, book: Book) -> str:
    """Return what a handoff or task is called."""
    return book.title(work) if isinstance(work, Handoff) else work.title


def say_work(work: Work, book: Book) -> str:
    """Return what a handoff or task is called, whose it is, and when it is due."""
    who = book.name(work.contractor) or "nobody yet" if isinstance(work, Handoff) else "yours"
    return f"{name(work, book)} ({who}{f', due {Due.of(work.due).say(book.now)}' if work.due else ''})"


class Moved(NamedTuple):
    """Work that a later date moves: what its ``due`` is, and what that ``would_be`` with as many days more.

    None where it has no due. ``after`` is what it waits for directly.
    """

    work: Work
    due: str | None
    would_be: str | None
    after: Work


def moves(work: Work, until: str, book: Book) -> tuple[Moved, ...]:
    """Return the work that cannot begin as planned when ``work`` is done ``until`` only, nearest first.

    Each moves by as many calendar days as ``work`` does from its agreed due; so does what waits for it in turn. None
    when ``until`` is no later than what is agreed.
    """
    days = (Due.of(until).date_in(book.now) - Due.of(work.due).date_in(book.now)).days if work.due else 0
    found: dict[str, Moved] = {}
    ahead: list[Work] = [work] if days > 0 else []
    for at in ahead:
        for each in waiting_on(at, book):
            if each.uid not in found and each.uid != work.uid:
                found[each.uid] = Moved(each, each.due, _later(each, days, book), at)
                ahead.append(each)
    return tuple(found.values())


def say_moves(moved: Sequence[Moved], book: Book) -> str:
    """Return what a later date moves as a sentence, each with its date and what that would be; nothing for nothing."""
    return f"Waiting for it: {'; '.join(_say_moved(each, book) for each in moved)}." if moved else ""


def _say_moved(moved: Moved, book: Book) -> str:
    said = name_with(moved.work, book)
    if not moved.due or not moved.would_be:
        return f"{said}, no date"
    return f"{said}, due {Due.of(moved.due).say(book.now)}, would be {Due.of(moved.would_be).say(book.now)}"


def name_with(work: Work, book: Book) -> str:
    """Return what a handoff or task is called, with whom it is."""
    who = book.name(work.contractor) if isinstance(work, Handoff) else ""
    return f"{name(work, book)} ({who})" if who else name(work, book)


def is_stale(event: Event, book: Book) -> bool:
    """Tell whether nobody has to be told any more that what they wait for comes later.

    It is done, they wait for it no longer, or it was only promised for that day and is not any more.
    """
    other, waiter = str(event.details.get("other") or ""), book.handoffs.get(event.record)
    first = unfinished(other, book)
    if first is None or waiter is None or work_of(other, book) not in _all_before(waiter, book):
        return True
    named = {first.due, getattr(first, "promised", None)}
    named |= {owed.promised for owed in book.owed_in(first)} if isinstance(first, Handoff) else set()
    return event.details.get("new") not in named


def _all_before(work: Work, book: Book) -> set[str]:
    """Return the tasks of all that work waits for, in however many steps."""
    seen, ahead = set[str](), [work]
    while ahead:
        for each in waits_for(ahead.pop(), book):
            if work_of(each.uid, book) not in seen:
                seen.add(work_of(each.uid, book))
                ahead.append(each)
    return seen


def _later(work: Work, days: int, book: Book) -> str | None:
    """Return a due so many days on, or on the next working day of whoever does it; its time and its zone stay."""
    from delegator_tui.rules.dates import hours  # read when it is asked: the dashboard opens without

    if not work.due:
        return None
    contractor = book.contractors.get(work.contractor) if isinstance(work, Handoff) else None
    whose = hours.of_contractor(contractor, book) if contractor else hours.of_owner(book)
    due = Due.of(work.due)
    day = due.day + dt.timedelta(days=days)
    return due.moved_to(day if whose.works_on(day) else whose.add_days(day, 1)).text
