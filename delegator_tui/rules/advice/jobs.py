"""The owner's own history of handed-off work: which jobs were like this one, with whom, for how much, how late.

What is closed is read once and kept while the archive stands (``RecordTable.settled``); a book adds what changed since.
So a question about one activity costs what there is of it, and not what there ever was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median
from typing import NamedTuple

from delegator_tui.model.book import Book
from delegator_tui.model.due import Due
from delegator_tui.model.instants import date_of
from delegator_tui.model.records import Event, Handoff, Money, Price, Task
from delegator_tui.model.states import ACCEPTED
from delegator_tui.rules.advice.catalogue import find
from delegator_tui.rules.advice.guess import guess, guess_title, without_numbers
from delegator_tui.rules.search.similar import words_in


class Job(NamedTuple):
    """One handoff that was accepted.

    ``minutes`` is the owner's estimate of the task; ``ratio`` the days it took by those that were agreed.
    ``kind`` is what jobs have in common: an activity's id, else the words of the title.
    """

    uid: str
    task: str
    contractor: str
    kind: str
    accepted: str
    price: Price | None
    minutes: int | None
    rating: int | None
    rehire: str | None
    ratio: float | None

    @property
    def fixed(self) -> Money | None:
        """What was agreed for the whole; None for a rate."""
        if self.price is None or self.price.unit != "fixed":
            return None
        return Money(amount=self.price.amount, currency=self.price.currency)


class Jobs(NamedTuple):
    """Accepted work by kind and by contractor, the oldest first; and of whom the owner said last to have them again."""

    by_kind: dict[str, list[Job]]
    by_contractor: dict[str, list[Job]]
    rehire: dict[str, str]


def kind_of(task: Task) -> str:
    """Return what a task has in common with others like it: its activity, else its words; empty for no words."""
    found = guess(task)
    return found.activity.id if found else _words(task.title)


def _words(title: str) -> str:
    return " ".join(sorted(words_in(without_numbers(title))))


def like(task: Task, book: Book) -> list[Job]:
    """Return the accepted jobs that were of the task's kind, the oldest first. Not to be changed."""
    kind, (kept, since, outdated) = kind_of(task), book.once(_known)
    return _joined(kept.by_kind.get(kind, []), since.by_kind.get(kind, []), outdated)


def of_contractor(uid: str, book: Book) -> list[Job]:
    """Return the accepted jobs of a contractor, the oldest first. Not to be changed."""
    kept, since, outdated = book.once(_known)
    return _joined(kept.by_contractor.get(uid, []), since.by_contractor.get(uid, []), outdated)


def rehire(uid: str, theirs: list[Job], book: Book) -> str | None:
    """Return whether the owner would have a contractor again, as said of the last job of ``theirs`` that says it."""
    kept, since, outdated = book.once(_known)
    if outdated or uid in since.rehire:
        return next((job.rehire for job in reversed(theirs) if job.rehire), None)
    return kept.rehire.get(uid)


def warm(book: Book) -> None:
    """Read what is read once for all cards. The first card is as quick as the next where this came before it."""
    book.once(_known)
    minutes_by_record(book)


def _joined(kept: list[Job], since: list[Job], outdated: frozenset[str]) -> list[Job]:
    """Return kept jobs that still stand, and those since, in the order in which they were accepted."""
    found = [job for job in kept if job.uid not in outdated] if outdated else kept
    return sorted([*found, *since], key=_accepted) if since else found


class _Known(NamedTuple):
    """The jobs of the archive, those that are not in it, and the uids of those in it that count no more."""

    kept: Jobs
    since: Jobs
    outdated: frozenset[str]


def _known(book: Book) -> _Known:
    kept = book.handoffs.settled("jobs", lambda closed: _indexed(_jobs(closed, book)))
    since = _indexed(_jobs(book.handoffs.unsettled(), book))
    return _Known(kept, since, frozenset(handoff.uid for handoff in book.handoffs.outdated()))


def _indexed(found: Iterable[Job]) -> Jobs:
    made = Jobs({}, {}, {})
    for job in sorted(found, key=_accepted):
        made.by_kind.setdefault(job.kind, []).append(job)
        made.by_contractor.setdefault(job.contractor, []).append(job)
        if job.rehire:
            made.rehire[job.contractor] = job.rehire
    return made


def _accepted(job: Job) -> tuple[str, str]:
    return job.accepted, job.uid


def _jobs(handoffs: Iterable[Handoff], book: Book) -> Iterator[Job]:
    for each in handoffs:
        if each.contractor and each.state in ACCEPTED:
            task = book.tasks.get(each.task)
            yield Job(
                each.uid, each.task, each.contractor, _kind(each, task), each.accepted or each.updated, each.price,
                task.estimate_minutes if task else None, each.rating, each.rehire, _ratio(each, book),
            )  # fmt: skip


def _kind(handoff: Handoff, task: Task | None) -> str:
    said = find(handoff.activity)
    if said:
        return said.id
    if task is None:
        return ""
    found = find(task.activity)
    seems = guess_title(task.title, task.skill or "")
    return found.id if found else seems.activity.id if seems else _words(task.title)


def _ratio(handoff: Handoff, book: Book) -> float | None:
    """Return the calendar days until the first delivery by those that were agreed; None where one is not known."""
    if not (handoff.sent and handoff.first_delivered and handoff.original_due):
        return None
    start = date_of(handoff.sent.at, book.now)
    agreed = (Due.of(handoff.original_due).date_in(book.now) - start).days
    took = (date_of(handoff.first_delivered, book.now) - start).days
    return max(1, took) / agreed if agreed > 0 and took >= 0 else None


# ---- the owner's own minutes


def minutes_by_record(book: Book) -> dict[str, int]:
    """Return the minutes of the owner's that events tell, by record; of those that tell any. Not to be changed."""
    return book.once(_minutes)


def _minutes(book: Book) -> dict[str, int]:
    found = dict(book.events.settled("minutes", _spent))
    for sign, events in ((-1, book.events.outdated()), (1, book.events.unsettled())):
        for uid, minutes in _spent(events).items():
            found[uid] = found.get(uid, 0) + sign * minutes
    return found


def _spent(events: Iterable[Event]) -> dict[str, int]:
    found: dict[str, int] = {}
    for event in events:
        if event.owner_minutes and event.undone_by is None:
            found[event.record] = found.get(event.record, 0) + event.owner_minutes
    return found


def own_minutes(jobs: Iterable[Job], book: Book) -> tuple[float, int] | None:
    """Return the owner's median minutes on jobs of which any are logged, and how many those are; None for none."""
    spent = minutes_by_record(book)
    if not spent:
        return None
    told = [minutes for job in jobs if (minutes := spent.get(job.uid, 0)) > 0]
    return (median(told), len(told)) if told else None
