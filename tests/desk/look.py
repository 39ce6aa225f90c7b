"""Looking a record up on a desk, where a test knows that it is there."""

from __future__ import annotations

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Contractor, Handoff, Task


def task(desk: Desk, uid: str) -> Task:
    found = desk.book.tasks.get(uid)
    assert found is not None
    return found


def contractor(desk: Desk, uid: str) -> Contractor:
    found = desk.book.contractors.get(uid)
    assert found is not None
    return found


def handoff(desk: Desk, uid: str) -> Handoff:
    found = desk.book.handoffs.get(uid)
    assert found is not None
    return found


def task_of(desk: Desk, uid: str) -> Task:
    """The task of a handoff."""
    return task(desk, handoff(desk, uid).task)


def owed(desk: Desk, uid: str) -> list[tuple[str, str, str | None]]:
    """Title, state and due of each deliverable of a handoff."""
    return [(d.title, d.state, d.due) for d in desk.book.owed_in(handoff(desk, uid))]


def stands(desk: Desk, uid: str) -> tuple[str, str | None, str | None]:
    """State, next move and next check of a handoff."""
    found = handoff(desk, uid)
    return found.state, found.next_move, found.next_check
