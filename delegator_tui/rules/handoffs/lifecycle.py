"""The life of a handoff: which verb may follow which state, and what to say when it may not."""

from __future__ import annotations

from collections.abc import Collection

from delegator_tui.commands import TABLE
from delegator_tui.errors import Refused
from delegator_tui.model.states import OUT, SENT_ON

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


PARTLY: dict[str, frozenset[str]] = {"accept": OUT}
"""The states from which a verb may be used as soon as a part was delivered."""


def may(verb: str, state: str, parts: Collection[str] = ()) -> bool:
    """Tell whether ``verb`` may follow ``state``; ``parts`` are the states of what the handoff owes."""
    return state in MAY[verb] or (state in PARTLY.get(verb, ()) and "delivered" in parts)


def following(state: str, parts: Collection[str]) -> str:
    """Return the state that follows from the states of the parts; only while the contractor has the work."""
    if state not in SENT_ON:
        return state
    if "returned" in parts:
        return "returned"
    if "owed" not in parts and ("delivered" in parts or "accepted" in parts):
        return "delivered" if "delivered" in parts else "accepted"
    return "working" if state in ("delivered", "returned") else state


def check(verb: str, state: str, title: str, parts: Collection[str] = ()) -> None:
    """Raise Refused, with what to do instead, unless ``verb`` may follow ``state``."""
    if not may(verb, state, parts):
        hint = INSTEAD.get((verb, state), "")
        raise Refused(f"{title} is {SAY[state]}: it cannot be {PAST[verb]}. {hint}".rstrip())
