"""What is the owner's own: the profile, and what they were reminded of."""

from __future__ import annotations

import msgspec

from delegator_tui.model.parts import MailAccount, Money, Span, WeekReview
from delegator_tui.model.record import Record


class Settings(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The owner's profile. Working days count from Monday = 0.

    ``holidays``: the code of the country whose holidays the owner keeps, or of a part of it: ``GB``, ``GB-SCT``.
    ``channels``: by what reminders reach the owner: toast, bell, terminal, desktop, mail. ``texts``: the messages
    to contractors that the owner wrote anew, by name. ``watch_offered``: a timer for the closed program was
    offered. ``away_told``: the last day of the time away after which *While you were away* was shown.
    ``review_day``: the day of the weekly review, ``mon`` to ``sun``, or ``none``; ``review_since``: when the owner
    set it, an instant. ``reviewed``: the instant of the last finished review; ``review``: the one in progress.
    """

    hour_value: Money | None = None
    home_currency: str = "USD"
    zone: str | None = None
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    away: tuple[Span, ...] = ()
    quiet_hours: str = ""
    month_first: bool = False
    holidays: str | None = None
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
