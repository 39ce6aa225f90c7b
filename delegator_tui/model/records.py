"""The nouns: one frozen struct a table of the store. Fields are only ever added, never given another meaning.

A *date* field holds ``2026-11-27``; a *due* field a date or wall time with its zone,
``2026-11-27T16:00[Europe/London]``; an *instant* field holds UTC, ``2026-11-23T09:00:00.000Z``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from delegator_tui.model.mail import Message as Message
from delegator_tui.model.parts import Brief as Brief
from delegator_tui.model.parts import InvoiceLine as InvoiceLine
from delegator_tui.model.parts import MailAccount as MailAccount
from delegator_tui.model.parts import Money as Money
from delegator_tui.model.parts import Part as Part
from delegator_tui.model.parts import PayTerms as PayTerms
from delegator_tui.model.parts import Price as Price
from delegator_tui.model.parts import Rate as Rate
from delegator_tui.model.parts import Recurrence as Recurrence
from delegator_tui.model.parts import Said as Said
from delegator_tui.model.parts import Sent as Sent
from delegator_tui.model.parts import Span as Span
from delegator_tui.model.parts import WeekReview as WeekReview
from delegator_tui.model.record import Record as Record
from delegator_tui.model.settings import Reminder as Reminder
from delegator_tui.model.settings import Settings as Settings
from delegator_tui.model.states import (
    LIVE_HANDOFF,
    OPEN_TASK,
    SETTLED,
    ContractorStatus,
    DeliverableState,
    HandoffState,
    Move,
    TaskState,
)


class Task(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something on the owner's plate."""

    title: str
    notes: str = ""
    state: TaskState = "inbox"
    due: str | None = None
    defer_until: str | None = None
    estimate_minutes: int | None = None
    activity: str | None = None
    skill: str | None = None
    project: str | None = None
    labels: tuple[str, ...] = ()
    priority: str = "normal"
    price_idea: Money | None = None
    contractor: str | None = None
    chase_days: int | None = None
    recurrence: Recurrence | None = None
    series: str | None = None
    only_me: bool = False
    same_as: str | None = None
    depends_on: tuple[str, ...] = ()


class Contractor(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Whoever work is handed to."""

    name: str
    contact: str = ""
    email: str = ""
    phone: str = ""
    channel: str = ""
    language: str = ""
    links: tuple[str, ...] = ()
    skills: dict[str, str] = msgspec.field(default_factory=dict)
    rates: tuple[Rate, ...] = ()
    pay_terms: PayTerms | None = None
    timezone: str | None = None
    working_days: tuple[int, ...] | None = None
    working_hours: str = ""
    capacity_hours_week: float | None = None
    lead_time_days: int | None = None
    away: tuple[Span, ...] = ()
    reminder_lead_days: int | None = None
    quiet_hours: str = ""
    papers: dict[str, str] = msgspec.field(default_factory=dict)
    papers_until: dict[str, str] = msgspec.field(default_factory=dict)
    source: str = ""
    status: ContractorStatus = "active"
    backup_for: tuple[str, ...] = ()
    notes: str = ""


class Handoff(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One task given to one contractor, from brief to payment; its title is the task's."""

    task: str
    contractor: str | None = None
    activity: str | None = None
    brief: Brief = Brief()
    state: HandoffState = "drafted"
    stakes: str = "routine"
    autonomy: str = "act_tell"
    spend_limit: Money | None = None
    price: Price | None = None
    next_move: Move | None = None
    next_check: str | None = None
    original_due: str | None = None
    due: str | None = None
    promised: str | None = None
    sent: Sent | None = None
    read_back: str = ""
    waiting_for: str | None = None
    depends_on: tuple[str, ...] = ()
    rating: int | None = None
    rehire: str | None = None
    deliverables: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    first_delivered: str | None = None
    accepted: str | None = None


class Deliverable(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One thing owed in a handoff, a part of it, with a life of its own.

    ``share`` is what it is of the price; ``first_delivered`` and ``accepted`` are the instants at which that happened.
    """

    handoff: str
    title: str
    original_due: str | None = None
    due: str | None = None
    promised: str | None = None
    state: DeliverableState = "owed"
    link: str = ""
    rounds: int = 0
    return_cause: str | None = None
    recurrence: Recurrence | None = None
    share: Money | None = None
    first_delivered: str | None = None
    accepted: str | None = None


class Question(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something the contractor asked; the ball is the owner's until it is answered."""

    handoff: str
    asked: Said
    answered: Said | None = None


class Event(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What happened, to which record, by whom. Undo sets ``undone_by``, a commit number.

    ``at`` is the instant at which it was written down; ``on`` the day, or due time, on which it happened, if another.
    """

    at: str
    what: str
    record: str
    by: str = "owner"
    owner_minutes: int | None = None
    details: dict[str, object] = msgspec.field(default_factory=dict)
    source: str = ""
    undone_by: int | None = None
    on: str | None = None


class Invoice(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a contractor asks to be paid."""

    contractor: str
    number: str = ""
    lines: tuple[InvoiceLine, ...] = ()
    net: str | None = None
    tax: str | None = None
    gross: str | None = None
    currency: str = "USD"
    hours: float | None = None
    received: str | None = None
    due: str | None = None


class Payment(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Money that left, for an invoice or a handoff; ``rate`` is home currency for one of ``currency`` on that day.

    ``deliverables``: the parts whose share it is, where it is that.
    """

    amount: str
    currency: str
    on: str
    handoff: str | None = None
    invoice: str | None = None
    rate: str | None = None
    kind: str = "final"
    deliverables: tuple[str, ...] = ()


class Access(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Who may get into what, until when. A register only: never a secret."""

    contractor: str
    system: str
    role: str = ""
    handoff: str | None = None
    granted: str | None = None
    revoke_by: str | None = None
    revoked: str | None = None


TABLES: dict[str, type[Record]] = {
    "tasks": Task,
    "contractors": Contractor,
    "handoffs": Handoff,
    "deliverables": Deliverable,
    "questions": Question,
    "events": Event,
    "invoices": Invoice,
    "payments": Payment,
    "access": Access,
    "settings": Settings,
    "reminders": Reminder,
    "messages": Message,
}


_OPEN: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "tasks": lambda row: str(row.get("state", "inbox")) in OPEN_TASK,
    "handoffs": lambda row: str(row.get("state", "drafted")) in LIVE_HANDOFF,
    "deliverables": lambda row: str(row.get("state", "owed")) not in SETTLED,
    "contractors": lambda row: row.get("status") != "ended",
    "questions": lambda row: row.get("answered") is None,
    "access": lambda row: row.get("revoked") is None,
    "settings": lambda row: True,
    "reminders": lambda row: not row.get("over"),
    "messages": lambda row: row.get("state", "queued") != "sent" and row.get("undone_by") is None,
}


def is_open(table: str, row: Mapping[str, Any]) -> bool:
    """Tell whether a stored row belongs to what views show daily; the rest is read only when asked for."""
    rule = _OPEN.get(table)
    return rule is not None and rule(row)
