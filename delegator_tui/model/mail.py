"""A mail that is to leave, or left."""

from __future__ import annotations

from delegator_tui.model.record import Record
from delegator_tui.model.states import MessageState


class Message(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A mail that is to leave, or left; without ``contractor`` it is to the owner.

    ``state``: queued (``retry_at``: not before that instant), claimed (somebody is at it since ``claimed``), sent,
    refused (the server will not have it), unsure (the connection ended when it may have been taken): of the last two
    the owner decides. ``outcome`` is the sentence of the last try; ``undone_by`` the commit that took the step back: a
    queued one does not leave any more, a sent one stays sent. ``nudge``: it asks for what waits on the contractor, and
    leaves in their hours only, unless ``anyway``. ``again``: when the owner last asked for it once more.
    """

    to: str
    subject: str
    body: str
    contractor: str | None = None
    handoffs: tuple[str, ...] = ()
    state: MessageState = "queued"
    claimed: str | None = None
    attempts: int = 0
    nudge: bool = False
    anyway: bool = False
    again: str | None = None
    retry_at: str | None = None
    sent: str | None = None
    outcome: str = ""
    undone_by: int | None = None
