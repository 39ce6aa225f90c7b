"""The life of a handoff: which verb may follow which state, and what to say when it may not."""

from __future__ import annotations

from collections.abc import Collection

from delegator_tui.errors import Refused
from delegator_tui.model.states import OPEN_HANDOFF, OUT, SENT_ON

"""States in which the contractor has the work."""

MAY: dict[str, frozenset[str]] = {
    "edit": OPEN_HANDOFF,
    "send": frozenset({"drafted"}),
    "acknowledge": frozenset({"sent", "acknowledged"}),
    "start": frozenset({"sent", "acknowledged"}),
    "log": SENT_ON,
    "answer": SENT_ON | {"accepted"},
    "deliver": OUT,
    "return": SENT_ON,
    "accept": frozenset({"delivered"}),
    "extend": SENT_ON,
    "cut": OUT,
    "pay": SENT_ON | {"accepted"},
    "invoice": SENT_ON | {"accepted"},
    "close": frozenset({"accepted"}),
    "take back": OPEN_HANDOFF,
    "reassign": OPEN_HANDOFF,
    "cancel": OPEN_HANDOFF,
}
"""The states from which each verb may be used."""

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

INSTEAD: dict[tuple[str, str], str] = {
    ("accept", "drafted"): "Send it first.",
    ("accept", "sent"): "Log the delivery first.",
    ("accept", "acknowledged"): "Log the delivery first.",
    ("accept", "working"): "Log the delivery first.",
    ("accept", "returned"): "Log the new delivery first.",
    ("deliver", "drafted"): "Send it first.",
    ("deliver", "delivered"): "Accept it, or return it.",
    ("start", "drafted"): "Send it first.",
    ("acknowledge", "drafted"): "Send it first.",
    ("extend", "drafted"): "Edit the draft's due date.",
    ("cut", "drafted"): "Edit what the draft owes.",
    ("cut", "delivered"): "Accept it, or return it.",
    ("pay", "drafted"): "Send it first.",
    ("invoice", "drafted"): "Send it first.",
    ("log", "drafted"): "Send it first.",
    ("return", "drafted"): "Send it first.",
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


PAST: dict[str, str] = {
    "edit": "edited", "send": "sent", "acknowledge": "acknowledged", "start": "started", "log": "reported on",
    "answer": "answered", "deliver": "delivered", "return": "returned", "accept": "accepted", "extend": "extended",
    "cut": "cut", "pay": "paid", "invoice": "invoiced", "close": "closed",
    "take back": "taken back", "reassign": "reassigned", "cancel": "cancelled",
}  # fmt: skip
