"""States told again by the events that still stand, and what must hold of every book."""

from __future__ import annotations

from delegator_tui.commands import EVENTS
from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.records import Event, Handoff
from delegator_tui.model.states import OPEN_HANDOFF
from delegator_tui.rules.handoffs import leaks, lifecycle
from delegator_tui.rules.records.references import dangling

TASK_STATE = {
    "captured": "inbox", "dropped": "dropped", "mine": "mine", "later": "later", "done": "done", "same as": "dropped",
    "split": "dropped",
}  # fmt: skip
HANDOFF_STATE = {
    "drafted": "drafted", "handed off": "sent", "started": "working", "delivered": "delivered", "returned": "returned",
    "accepted": "accepted", "closed": "closed", "taken back": "taken_back", "reassigned": "reassigned",
    "cancelled": "cancelled",
}  # fmt: skip
ITS_TASK = {"drafted": "delegated", "accepted": "done", "taken back": "mine", "cancelled": "dropped"}


def replayed(desk: Desk) -> dict[str, str]:
    """The state of every task and handoff by uid, from nothing but events in the order in which they were committed."""
    states: dict[str, str] = {}
    before: dict[str, str] = {}

    def put(uid: str, state: str) -> None:
        before[uid] = states.get(uid, "")
        states[uid] = state

    events = [event for event in desk.book.events.all() if event.undone_by is None]
    for event in sorted(events, key=lambda each: desk.store.id_of("events", each.uid) or 0):
        handoff = desk.book.handoffs.get(event.record)
        if handoff is None and event.what in TASK_STATE:
            put(event.record, TASK_STATE[event.what])
        elif event.what == "opened by recurrence":
            put(event.record, "mine" if before.get(str(event.details["after"])) == "mine" else "inbox")
        elif handoff is not None:
            _tell(event, handoff, put)
    return states


def _tell(event: Event, handoff: Handoff, put: object) -> None:
    assert callable(put)
    state = HANDOFF_STATE.get(event.what) or event.details.get("state")
    if event.what == "acknowledged":
        state = "working" if event.details.get("read_back") else "acknowledged"
    if state:
        put(handoff.uid, state)
    if event.what in ITS_TASK:
        put(handoff.task, ITS_TASK[event.what])


def states(book: Book) -> dict[str, str]:
    """The state of every task and handoff by uid, as the book has it."""
    return {record.uid: record.state for table in (book.tasks, book.handoffs) for record in table.all()}


def check_book(book: Book) -> None:
    """Assert what holds of every book that verbs made."""
    assert dangling(book) == []
    assert {event.what for event in book.events.all()} <= set(EVENTS), "an event without words"
    silent = {"no next move", "no next check", "no due date", "delegated without a handoff"}
    assert not [leak for leak in leaks.all_leaks(book) if leak.reason in silent]
    live: dict[str, int] = {}
    for handoff in book.handoffs.all():
        _check_handoff(handoff, book)
        live[handoff.task] = live.get(handoff.task, 0) + (handoff.state in OPEN_HANDOFF)
    for task in book.tasks.all():
        assert (task.state == "delegated") == (live.get(task.uid, 0) == 1)
        assert live.get(task.uid, 0) <= 1


def _check_handoff(handoff: Handoff, book: Book) -> None:
    parts = book.owed_in(handoff)
    owed = {d.state for d in parts}
    assert owed
    for part in parts:
        assert bool(part.first_delivered) or (part.state in ("owed", "waived") and not part.rounds)
        assert (part.state == "accepted") == bool(part.accepted)
    assert lifecycle.following(handoff.state, owed) == handoff.state
    match handoff.state:
        case "drafted":
            assert (owed <= {"owed", "waived"}, handoff.sent) == (True, None)
        case "sent" | "acknowledged":
            assert owed <= {"owed", "waived"}
            assert handoff.contractor
        case "delivered":
            assert owed <= {"delivered", "accepted", "waived"}
            assert (handoff.next_move, bool(handoff.first_delivered)) == ("owner", True)
        case "returned":
            assert "returned" in owed
        case "accepted" | "closed":
            assert owed <= {"accepted", "waived"}
            assert handoff.accepted
            assert handoff.next_check is None
        case "taken_back" | "reassigned" | "cancelled":
            assert not owed & {"owed", "returned"}
            assert (handoff.next_move, handoff.next_check) == (None, None)
