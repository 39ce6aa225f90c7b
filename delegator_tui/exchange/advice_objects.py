"""Advice as the JSON objects that scripts rely on: activities, guesses."""

from __future__ import annotations

from delegator_tui.exchange.objects import Json
from delegator_tui.rules.advice.catalogue import Activity
from delegator_tui.rules.advice.guess import Guess


def activity(record: Activity) -> Json:
    """Return an activity's object; ``rate_hint`` is null where no source for one is known."""
    hint = record.rate
    return {
        "id": record.id,
        "activity": record.name,
        "group": record.group,
        "skill": record.skill,
        "rhythm": record.rhythm,
        "done_when": list(record.done_when),
        "rate_hint": {
            "low": {"amount": f"{hint.low}.00", "currency": "USD"},
            "high": {"amount": f"{hint.high}.00", "currency": "USD"},
            "unit": "hour", "source": hint.source, "year": hint.year, "source_says_year": hint.is_dated,
        } if hint else None,
    }  # fmt: skip


def guess(found: Guess | None) -> Json | None:
    """Return what a task seems to be, and how sure that is; null for nothing."""
    return {"id": found.activity.id, "activity": found.activity.name, "sure": found.sure} if found else None
