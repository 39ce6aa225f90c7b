"""How far a contractor's skill is known, and when accepted work speaks for the next level. The owner decides.

The levels, least first: *untried*, *trial* (once, and it was accepted), *proven* (three in a row that were good),
*trusted* (six good ones in a row, at most one of them late). Work rated 1 or 2, or by somebody not to be asked again,
begins the count anew. Nothing goes up by itself: it is proposed, one level at a time, and it never goes down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.records import Contractor, Handoff
from delegator_tui.model.states import ACCEPTED, SKILL_LEVELS
from delegator_tui.rules.contractors.people import on_time

GOOD = 4
"""The rating from which on work is good; what was accepted without a rating is, too."""
POOR = 2
"""The rating up to which it speaks against them."""
PROVEN_AFTER = 3
TRUSTED_AFTER = 6
LATE_ONCE = 1
"""How often somebody trusted may have been late."""


class Proposal(NamedTuple):
    """That a skill of a contractor goes up one level; ``why`` is what speaks for it: ``2 accepted, the last 5/5``."""

    contractor: str
    skill: str
    level: str
    to: str
    why: str

    def __str__(self) -> str:
        return f"{self.skill}: {self.level} → {self.to}"


def proposals(contractor: Contractor, book: Book) -> list[Proposal]:
    """Return which skills of a contractor accepted work speaks for. Reads all handoffs they ever had."""
    if not contractor.skills or contractor.status == "ended":
        return []
    return book.once_on(_proposals, contractor, contractor.uid)


def _proposals(contractor: Contractor, book: Book) -> list[Proposal]:
    done = book.once(_accepted).get(contractor.uid, [])
    found = (_proposal(contractor, skill, done, book) for skill in contractor.skills)
    return [each for each in found if each is not None]


def _accepted(book: Book) -> dict[str, list[Handoff]]:
    """Return the accepted work of every contractor, the oldest first, in one walk through the handoffs."""
    found: dict[str, list[Handoff]] = {}
    for handoff in book.handoffs.all():
        if handoff.contractor and handoff.state in ACCEPTED:
            found.setdefault(handoff.contractor, []).append(handoff)
    for done in found.values():
        done.sort(key=_when)
    return found


def proposals_by(handoff: Handoff, book: Book) -> list[Proposal]:
    """Return those proposals for which an accepted handoff speaks."""
    contractor = book.contractors.get(handoff.contractor)
    if contractor is None or handoff.state not in ACCEPTED:
        return []
    skills = skills_in(handoff, contractor, book)
    return [each for each in proposals(contractor, book) if each.skill in skills]


def skills_in(handoff: Handoff, contractor: Contractor, book: Book) -> tuple[str, ...]:
    """Return which of a contractor's skills a handoff took: the task's, else the only one, else those it names."""
    task = book.tasks.get(handoff.task)
    if task is not None and task.skill:
        return (task.skill,) if task.skill in contractor.skills else ()
    if len(contractor.skills) == 1:
        return tuple(contractor.skills)
    titles = [book.title(handoff), *(owed.title for owed in book.owed_in(handoff))]
    words = [word for title in titles for word in re.findall(r"\w+", title.lower())]
    return tuple(skill for skill in contractor.skills if _is_named(skill, words))


def named_in(skill: str, title: str) -> bool:
    """Tell whether a title names a skill."""
    return _is_named(skill, re.findall(r"\w+", title.lower()))


def _is_named(skill: str, words: Sequence[str]) -> bool:
    """Tell whether a skill is one of the words, or begins one: ``photo`` in ``photos``, ``web-build`` by both."""
    parts = re.findall(r"\w+", skill.lower())
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def _proposal(contractor: Contractor, skill: str, done: Sequence[Handoff], book: Book) -> Proposal | None:
    level = contractor.skills[skill]
    if level not in SKILL_LEVELS[:-1]:
        return None
    row = _good_row([handoff for handoff in done if skill in skills_in(handoff, contractor, book)])
    to = SKILL_LEVELS[SKILL_LEVELS.index(level) + 1]
    return Proposal(contractor.uid, skill, level, to, _why(row)) if _earns(to, row, book) else None


def _earns(level: str, row: list[Handoff], book: Book) -> bool:
    if level == "trial":
        return bool(row)
    good = [handoff for handoff in row if handoff.rating is None or handoff.rating >= GOOD]
    if level == "proven":
        return len(good) >= PROVEN_AFTER and good[-PROVEN_AFTER:] == row[-PROVEN_AFTER:]
    last = row[-TRUSTED_AFTER:]
    kept = on_time(last, book)
    return len(last) == TRUSTED_AFTER and good[-TRUSTED_AFTER:] == last and kept.of - kept.hits <= LATE_ONCE


def _good_row(done: Sequence[Handoff]) -> list[Handoff]:
    """Return the accepted work since the last that spoke against them."""
    row: list[Handoff] = []
    for handoff in done:
        poor = handoff.rehire == "no" or (handoff.rating is not None and handoff.rating <= POOR)
        row = [] if poor else [*row, handoff]
    return row


def _why(row: Sequence[Handoff]) -> str:
    rating = row[-1].rating if row else None
    return f"{len(row)} accepted" + (f", the last {rating}/5" if rating is not None else "")


def _when(handoff: Handoff) -> str:
    return handoff.accepted or handoff.created
