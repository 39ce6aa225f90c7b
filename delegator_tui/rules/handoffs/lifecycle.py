"""The life of a handoff: which verb may follow which state, and what to say when it may not."""

from __future__ import annotations

from collections.abc import Collection

from delegator_tui.commands import TABLE
from delegator_tui.errors import Refused
from delegator_tui.model.states import SENT_ON

_VERBS = tuple(command for command in TABLE if command.past)
MAY: dict[str, frozenset[str]] = {command.verb: command.states for command in _VERBS}
"""The states from which each verb may be used."""
PAST: dict[str, str] = {command.verb: command.past for command in _VERBS}
"""What cannot be done elsewhere: ``accepted``."""
INSTEAD: dict[tuple[str, str], str] = {
    (command.verb, state): words for command in _VERBS for state, words in command.instead.items()
}
"""What to do instead, by verb and state."""

SAY: dict[str, str] = {
    "drafted": "still a draft",
    "sent": "sent and not read back",
    "acknowledged": "acknowledged and not started",
    "working": "being worked on",
    "delivered": "delivered and waits for your review",
    "returned": "returned for changes",
    "accepted": "accepted",
    "closed": "closed",
    "taken_back": "taken back",
    "reassigned": "reassigned",
    "cancelled": "cancelled",
}


def may(verb: str, state: str) -> bool:
    """Tell whether ``verb`` may follow ``state``."""
    return state in MAY[verb]


def following(state: str, owed: Collection[str]) -> str:
    """Return the state that follows from the states of what is owed; only while the contractor has the work."""
    if state not in SENT_ON:
        return state
    if "returned" in owed:
        return "returned"
    if "owed" not in owed and "delivered" in owed:
        return "delivered"
    return "working" if state in ("delivered", "returned") else state


def check(verb: str, state: str, title: str) -> None:
    """Raise Refused, with what to do instead, unless ``verb`` may follow ``state``."""
    if not may(verb, state):
        hint = INSTEAD.get((verb, state), "")
        raise Refused(f"{title} is {SAY[state]}: it cannot be {PAST[verb]}. {hint}".rstrip())
