"""The values inside records: money, dates, what was said."""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A value inside a record."""


class Money(Part, frozen=True, kw_only=True, omit_defaults=True):
    """An amount as a decimal string, never a float, with its ISO 4217 currency."""

    amount: str
    currency: str


class Price(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What a handoff costs: ``amount`` a ``unit`` (``fixed`` for the whole); ``cap`` says that it is an upper limit."""

    amount: str
    currency: str
    unit: str = "fixed"
    cap: bool = False


class Rate(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What a contractor asks for a unit of work (hour, day, word, minute, item, project, retainer), from a date on."""

    amount: str
    currency: str
    unit: str = "hour"
    valid_from: str | None = None


class Recurrence(Part, frozen=True, kw_only=True, omit_defaults=True):
    """``rule`` is RFC 5545; ``start`` a date; ``since`` (stored as ``from``) says what the next one counts from.

    ``skips`` are dates that the rule names and that are left out. ``day``: the date that the rule named for this one,
    wherever its due was moved; without it, its due.
    """

    rule: str
    start: str
    since: str = msgspec.field(default="due", name="from")
    skips: tuple[str, ...] = ()
    day: str | None = None


class Span(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Dates from ``start`` to ``end``, both within."""

    start: str
    end: str
    note: str = ""


class Said(Part, frozen=True, kw_only=True, omit_defaults=True):
    """Something said at an instant."""

    at: str
    text: str = ""


class Sent(Part, frozen=True, kw_only=True, omit_defaults=True):
    """When (an instant) and how a handoff left."""

    at: str
    channel: str = ""


class PayTerms(Part, frozen=True, kw_only=True, omit_defaults=True):
    """``days`` after acceptance, ``deposit`` in percent, and where or how: never an account number."""

    days: int | None = None
    deposit: int | None = None
    how: str = ""


class Brief(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What is wanted."""

    outcome: str = ""
    why: str = ""
    done_when: tuple[str, ...] = ()
    out_of_scope: str = ""
    inputs: str = ""
    constraints: str = ""
    rounds_included: int | None = None
    if_then: str = ""
    check_ins: str = ""
    access_needed: str = ""
    needs_from_me: str = ""


class InvoiceLine(Part, frozen=True, kw_only=True, omit_defaults=True):
    """What one invoice asks for one handoff."""

    handoff: str
    amount: str


class MailAccount(Part, frozen=True, kw_only=True, omit_defaults=True):
    """From where mail is sent. Never a password: ``password_command`` prints it, or the keyring has it.

    ``security``: starttls, tls or none; ``sender`` is the address that it comes from, ``to`` the owner's own for
    reminders (the sender's when empty).
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    to: str = ""
    password_command: str = ""


class WeekReview(Part, frozen=True, kw_only=True, omit_defaults=True):
    """A weekly review in progress: the instant at which it was begun, the names of the steps that are done with.

    ``after``: when the last review before it was finished; once another is, it is in progress no more.
    """

    begun: str
    ticked: tuple[str, ...] = ()
    after: str | None = None
