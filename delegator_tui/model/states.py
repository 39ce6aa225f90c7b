"""The states of records, and every set of them that a rule asks for. Each set stands here once, under a name."""

from __future__ import annotations

from typing import Literal, get_args

TaskState = Literal["inbox", "mine", "delegated", "later", "done", "dropped"]
HandoffState = Literal[
    "drafted", "sent", "acknowledged", "working", "delivered", "returned", "accepted", "closed",
    "taken_back", "reassigned", "cancelled",
]  # fmt: skip
DeliverableState = Literal["owed", "delivered", "returned", "accepted", "waived"]
ContractorStatus = Literal["prospect", "trial", "active", "bench", "ended"]
MessageState = Literal["queued", "claimed", "sent", "refused", "unsure"]
Move = Literal["owner", "contractor", "third"]

CONTRACTOR_STATUSES: tuple[str, ...] = get_args(ContractorStatus)
SKILL_LEVELS = ("untried", "trial", "proven", "trusted")
"""How far a contractor's skill is known, least first."""
PRIORITIES = ("high", "normal", "low")

# ---- tasks
OPEN_TASK = frozenset({"inbox", "mine", "delegated", "later"})
"""On the owner's plate, or out with somebody."""
OWNERS_TASK = OPEN_TASK - {"delegated"}
"""The owner's to do, or to decide on."""

# ---- handoffs
UNDER_WAY = frozenset({"acknowledged", "working", "returned"})
"""They know of it and have not delivered."""
OUT = UNDER_WAY | {"sent"}
"""Out, and a delivery is what comes next."""
SENT_ON = OUT | {"delivered"}
"""From the moment it was sent until it is accepted or ended."""
NOT_DELIVERED = OUT | {"drafted"}
"""Open, and not delivered, or not again."""
OPEN_HANDOFF = SENT_ON | {"drafted"}
"""From the draft until it is accepted or ended."""
LIVE_HANDOFF = OPEN_HANDOFF | {"accepted"}
"""Open, or accepted and not yet settled: all that daily views show."""
WAITS_ON_OWNER = frozenset({"drafted", "delivered", "accepted"})
"""The owner's move, whatever else is known of it."""
ACCEPTED = frozenset({"accepted", "closed"})
"""The work was taken, paid or not."""
ENDED = ACCEPTED | {"taken_back", "reassigned", "cancelled"}
"""Nothing is owed by the contractor any more."""

# ---- deliverables
OWED = frozenset({"owed", "returned"})
"""The contractor still has to deliver it."""
SETTLED = frozenset({"accepted", "waived"})
"""Nothing more is to come of it."""

# ---- mails
MAY_HAVE_LEFT = frozenset({"claimed", "sent", "unsure"})
"""Undo cannot call it back."""
