"""The papers of a contractor, by any name: when they were signed, until when they hold, or that they are missing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from delegator_tui.errors import Refused
from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.records import Contractor
from delegator_tui.model.text import one_line
from delegator_tui.rules.dates.dates import read

MISSING = "missing"
LONGEST = 40
EXAMPLE = "contract=2026-03-01, insurance=2026-03-01 until 2027-03-01, or nda=missing"


class Papers(NamedTuple):
    """The papers by name: the day of each or ``missing``, and the last day of those that end."""

    kept: dict[str, str]
    until: dict[str, str]


def read_papers(texts: Iterable[str], book: Book, before: Papers | None = None) -> Papers:
    """Return papers as they are typed, put over what was known before; ``nda=none`` takes one away.

    Raises Refused with what is accepted.
    """
    kept, until = (dict(before.kept), dict(before.until)) if before else ({}, {})
    for text in texts:
        name, equals, value = text.partition("=")
        name = one_line(name).lower()
        if not name or len(name) > LONGEST or (not equals and name == "none"):
            raise Refused(f"“{text}” is no paper: write {EXAMPLE}.", field="papers")
        kept.pop(name, None)
        until.pop(name, None)
        value = value.strip().lower()
        if value in ("", MISSING):
            kept[name] = MISSING
        elif value != "none":
            first, _, last = value.partition(" until ")
            kept[name] = _day(first, book, text, past=True)
            if last:
                until[name] = _day(last, book, text, past=False)
                if until[name] < kept[name]:
                    raise Refused(f"“{text}” ends before it begins.", field="papers")
    return Papers(kept, until)


def _day(said: str, book: Book, text: str, *, past: bool) -> str:
    found = read(said, book, past=past)
    if found is None:
        raise Refused(f"“{text}” is no paper: write {EXAMPLE}.", field="papers")
    return Due.of(found).day.isoformat()


def typed(who: Contractor) -> list[str]:
    """Return the papers as the owner could have typed them."""
    ends = {name: f" until {day}" for name, day in who.papers_until.items()}
    return [f"{name}={kept}{ends.get(name, '')}" for name, kept in who.papers.items()]


def wanting(who: Contractor, today: str) -> list[str]:
    """Return the papers that are missing, and those that hold no more on ``today``, an ISO date."""
    over = (name for name, day in who.papers_until.items() if day < today and who.papers.get(name) != MISSING)
    return [*(name for name, kept in who.papers.items() if kept == MISSING), *(f"{name} (expired)" for name in over)]
