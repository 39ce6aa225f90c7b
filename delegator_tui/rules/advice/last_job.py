"""What the last such jobs leave for the next: the handoff to start from, and what was missing when one came back."""

from __future__ import annotations

from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Task
from delegator_tui.rules.advice import jobs
from delegator_tui.rules.handoffs.happened import events_of

MOST_LESSONS = 3


def last_job(task: Task, contractor: str, book: Book) -> Handoff | None:
    """Return the handoff that a contractor last finished of a task's kind: its brief, price and parts are a start."""
    done = (job for job in reversed(jobs.like(task, book)) if job.contractor == contractor)
    return next((found for job in done if (found := book.handoffs.get(job.uid))), None)


def lessons(task: Task, book: Book) -> list[str]:
    """Return for what such jobs were returned, in the owner's words, the latest first: lines for the next brief."""
    found: dict[str, None] = {}
    for job in reversed(jobs.like(task, book)):
        returned = (event for event in reversed(events_of(job.uid, book)) if event.what == "returned")
        said = (str(event.details.get("because") or "").strip() for event in returned)
        found |= dict.fromkeys(words for words in said if words)
        if len(found) >= MOST_LESSONS:
            break
    return list(found)[:MOST_LESSONS]
