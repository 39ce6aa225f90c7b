"""Mails that wait leave here: each is claimed by a commit before it is given to a server, and how it went is recorded.

So a mail that a crash or a second program comes across is never sent twice: what was claimed and not heard of is
unsure, and the owner decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from delegator_tui.errors import Refused
from delegator_tui.model.records import Message
from delegator_tui.outbox.keyrings import Secret
from delegator_tui.outbox.letter import letter
from delegator_tui.outbox.smtp import PATIENCE, Outcome, Patience, send
from delegator_tui.rules.messages.mails import LONGEST_WAIT

if TYPE_CHECKING:
    from delegator_tui.outbox.approvals import Approved

FIRST_WAIT = dt.timedelta(minutes=5)


class RecordOutcome(Protocol):
    """Records how the sending of a claimed mail went: ``desk.mail.record``."""

    def __call__(self, uid: str, state: str, said: str, *, attempts: int, retry_in: dt.timedelta | None = None) -> None:
        """Record it; ``attempts`` is that of the claimed mail."""


class Attempt(NamedTuple):
    """One mail and how it went; ``retry_in`` when it will be tried again."""

    mail: Message
    outcome: Outcome
    retry_in: dt.timedelta | None = None


def deliver(
    claim: Callable[[], Message | None],
    record: RecordOutcome,
    approved: Approved,
    secret: Secret | None,
    *,
    name: str = "",
    patience: Patience = PATIENCE,
) -> list[Attempt]:
    """Send what waits, one mail at a time, until nothing is left or no mail could leave now; return how each went.

    ``claim`` gives the next mail and has written down that we are at it. ``name`` is the owner's. Have the password
    ready: an account with a user and no ``secret`` is let in nowhere.
    """
    told: list[Attempt] = []
    while (mail := claim()) is not None:
        outcome = _once(mail, approved, secret, name, patience)
        wait = retry_in(mail.attempts) if outcome.state == "queued" else None
        record(mail.uid, outcome.state, outcome.said, attempts=mail.attempts, retry_in=wait)
        told.append(Attempt(mail, outcome, wait))
        if outcome.for_all:
            break
    return told


def retry_in(attempts: int) -> dt.timedelta:
    """Return how long a mail waits after so many tries: 5 minutes, doubled each time, at most 4 hours."""
    doublings = min(max(attempts, 1), 10) - 1
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _once(mail: Message, approved: Approved, secret: Secret | None, name: str, patience: Patience) -> Outcome:
    try:
        made = letter(mail, approved.account, name)
    except Refused as error:
        return Outcome("refused", str(error).rstrip("."), hint=error.hint)
    return send(made, approved, secret, patience)
