"""What is the owner's own: the profile, what they were reminded of, and the mails that are to leave."""

from __future__ import annotations

import msgspec

from delegator_tui.model.parts import MailAccount, Money, Span, WeekReview
from delegator_tui.model.record import Record
from delegator_tui.model.states import MessageState


class Settings(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The owner's profile. Working days count from Monday = 0.

    ``channels``: by what reminders reach the owner: toast, bell, terminal, desktop, mail. ``texts``: the messages to
    contractors that the owner wrote anew, by name. ``watch_offered``: a timer for the closed program was offered.
    ``away_told``: the last day of the time away after which *While you were away* was shown.
    ``review_day``: the day of the weekly review, ``mon`` to ``sun``, or ``none``; ``review_since``: when the owner set
    it, an instant. ``reviewed``: the instant of the last finished review; ``review``: the one in progress.
    """

    hour_value: Money | None = None
    home_currency: str = "USD"
    zone: str | None = None
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    away: tuple[Span, ...] = ()
    quiet_hours: str = ""
    month_first: bool = False
    name: str = ""
    theme: str | None = None
    keys: dict[str, str] = msgspec.field(default_factory=dict)
    filters: dict[str, str] = msgspec.field(default_factory=dict)
    channels: tuple[str, ...] = ("toast", "bell")
    mail: MailAccount | None = None
    texts: dict[str, str] = msgspec.field(default_factory=dict)
    watch_offered: bool = False
    away_told: str | None = None
    review_day: str = "fri"
    review_since: str | None = None
    reviewed: str | None = None
    review: WeekReview | None = None


class Reminder(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was said of one record: the instant by the key of the step. ``over``: nothing more will be said of it."""

    about: str
    said: dict[str, str] = msgspec.field(default_factory=dict)
    over: bool = False


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
