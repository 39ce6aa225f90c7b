"""What a verb is about, found in the book or refused; and the dates that it is given."""

from __future__ import annotations

from delegator_tui.errors import Refused, Unknown
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor, Handoff, Task
from delegator_tui.model.states import OPEN_TASK
from delegator_tui.rules.handoffs import lifecycle


def task(uid: str, book: Book) -> Task:
    """Return a task. Raises Unknown."""
    found = book.tasks.get(uid)
    if found is None:
        raise Unknown("There is no such task.")
    return found


def undecided(uid: str, verb: str, book: Book) -> Task:
    """Return a task that a verdict may still be given; refuse what is finished or out with a contractor."""
    found = task(uid, book)
    if found.state not in OPEN_TASK:
        raise Refused(f"{found.title} is {found.state} already; nothing was changed.")
    handoff = book.handoffs_by_task.get(uid)
    if handoff is not None:
        who = book.name(handoff.contractor) or "nobody yet, as a draft"
        how = "drafted for" if handoff.state == "drafted" and handoff.contractor else "handed off to"
        raise Refused(f"{found.title} is {how} {who}: take it back or cancel the handoff first.")
    return found


def handoff(uid: str, verb: str, book: Book) -> Handoff:
    """Return a handoff that ``verb`` may be used on. Raises Unknown or Refused."""
    found = book.handoffs.get(uid)
    if found is None:
        raise Unknown("There is no such handoff.")
    lifecycle.check(verb, found.state, book.title(found), [part.state for part in book.owed_in(found)])
    return found


def contractor(uid: str, book: Book) -> Contractor:
    """Return a contractor. Raises Unknown."""
    found = book.contractors.get(uid)
    if found is None:
        raise Unknown("There is no such contractor.")
    return found


def check_date(when: str | None, field: str, book: Book, *, past: bool = False) -> None:
    """Check a stored due, or none. Raises Refused for what is no date and, unless ``past``, for one that is over."""
    if when is None:
        return
    if not Due.is_due(when):
        raise Refused(f"“{when}” is not a date.", field=field)
    if not past and Due.of(when).is_over(book.now):
        raise Refused(f"{Due.of(when).say(book.now)} is over already: say a later date.", field=field)


def say_due(due: str | None, book: Book) -> str:
    """Return a due in a sentence."""
    return Due.of(due).say(book.now) if due else "no date"
