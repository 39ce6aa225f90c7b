"""What an import brings, row by row, before it is in the book. Dates are ISO text; ``line`` is the line of the file."""

from __future__ import annotations

from delegator_tui.model.records import Money, Part, Rate


class TaskRow(Part, frozen=True, kw_only=True):
    """One task of a file."""

    line: int
    title: str
    notes: str = ""
    state: str = "inbox"
    due: str | None = None
    defer_until: str | None = None
    estimate_minutes: int | None = None
    project: str | None = None
    labels: tuple[str, ...] = ()
    priority: str = "normal"


class ContractorRow(Part, frozen=True, kw_only=True):
    """One contractor of a file."""

    line: int
    name: str
    email: str = ""
    phone: str = ""
    skills: tuple[str, ...] = ()
    rate: Rate | None = None
    timezone: str | None = None
    capacity_hours_week: float | None = None
    status: str = "active"
    source: str = ""
    notes: str = ""


class HandoffRow(Part, frozen=True, kw_only=True):
    """One handoff of a file; ``paid`` says that its price was paid in full on the day of acceptance."""

    line: int
    title: str
    contractor: str
    handed_off: str | None = None
    due: str | None = None
    delivered: str | None = None
    accepted: str | None = None
    price: Money | None = None
    estimate_minutes: int | None = None
    rounds: int = 0
    rating: int | None = None
    state: str = "sent"
    paid: bool = False
    deliverables: tuple[str, ...] = ()
