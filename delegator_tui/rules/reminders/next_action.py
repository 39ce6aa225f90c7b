"""Whether it is time to ask the contractor, or to decide: what the likely key of a handoff and Today's heading say.

Cheap, for it is asked of the row under the cursor: what only the events tell is told once they were read.
"""

from __future__ import annotations

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff
from delegator_tui.model.states import OUT, OWED
from delegator_tui.rules.dates.due import due_date, is_later, sort_key, standing


def is_theirs(handoff: Handoff) -> bool:
    """Tell whether the contractor has the work and the next move."""
    return handoff.state in OUT and handoff.next_move not in ("owner", "third")


def is_yours(handoff: Handoff, book: Book) -> bool:
    """Tell whether the contractor has the work and waits for the owner's move, other than for an answer."""
    return handoff.state in OUT and handoff.next_move == "owner" and not book.questions_by_handoff.get(handoff.uid)


def counting_due(handoff: Handoff, book: Book) -> str | None:
    """Return the due that counts first among what is owed: the agreed one, or their promise when that is later."""
    owed = [d for d in book.owed_in(handoff) if d.state in OWED]
    pairs = [(d.due or handoff.due, d.promised or handoff.promised) for d in owed] or [(handoff.due, handoff.promised)]
    dues = [_later(due, promised, book) for due, promised in pairs if due]
    return min(dues, key=lambda due: sort_key(due, book.now), default=None)


def _later(due: str, promised: str | None, book: Book) -> str:
    return promised if promised and is_later(promised, due, book.now) else due


def turn(handoff: Handoff, book: Book) -> str:
    """Return ``decide`` when the ladder is at its end, ``nudge`` when they are to be asked, else nothing."""
    if not is_theirs(handoff):
        return ""
    if book.events_at_hand and must_decide(handoff, book):
        return "decide"
    return "nudge" if is_to_ask(handoff, book) and not _is_put_off(handoff, book) else ""


def must_decide(handoff: Handoff, book: Book) -> bool:
    """Tell whether the owner has to choose how it goes on: nudging has come to its end. Reads the events."""
    from delegator_tui.rules.reminders.ladder import their_step

    step = their_step(handoff, book) if is_theirs(handoff) else None
    return step is not None and step.step == "decide" and step.at <= book.now.at


def is_to_ask(handoff: Handoff, book: Book) -> bool:
    """Tell whether the check of what the contractor has is due. On the due day itself nobody is asked."""
    if not is_theirs(handoff):
        return False
    check = handoff.next_check
    looked = bool(check) and due_date(check or "", book.now) > book.today
    return not looked and standing(counting_due(handoff, book), book.now).kind not in ("today", "done")


def late_to_ask(book: Book) -> int:
    """Return how many contractors are to be asked about what is late: one message each."""
    return book.once(_late_to_ask)


def _late_to_ask(book: Book) -> int:
    late = (h for h in book.open_handoffs if is_to_ask(h, book) and standing(counting_due(h, book), book.now).overdue)
    return len({handoff.contractor for handoff in late})


def times_put_off(handoff: Handoff, book: Book) -> int:
    """Return how often the reminder of a handoff was put off in this round."""
    from delegator_tui.rules.handoffs.history import history

    return len(history(handoff, book).snoozes)


def _is_put_off(handoff: Handoff, book: Book) -> bool:
    if not book.events_at_hand:
        return False
    from delegator_tui.rules.handoffs.history import history

    return any(until > book.now.at for until in history(handoff, book).snoozes)
