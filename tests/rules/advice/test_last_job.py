"""What the last such jobs leave for the next."""

from __future__ import annotations

from typing import Any

from delegator_tui.model.records import Contractor, Event, Handoff, Task
from delegator_tui.rules.advice.last_job import last_job, lessons
from tests.making import book_of, contractor, handoff, task, uid

NEXT = task("December newsletter")
ANA, BEN = contractor("Ana"), contractor("Ben")


def done(title: str, by: Contractor, accepted: str, **fields: Any) -> tuple[Task, Handoff]:
    job = task(title, state="done")
    return job, handoff(job, by, **{"state": "closed", "accepted": f"{accepted}T09:00:00.000Z", **fields})


def returned(of: Handoff, because: str, day: str, undone: int | None = None) -> Event:
    details: dict[str, object] = {"because": because, "cause": "missed"}
    at = f"{day}T09:00:00.000Z"
    return Event(uid=uid(), at=at, what="returned", record=of.uid, details=details, undone_by=undone)


def test_the_last_such_job_is_that_of_the_contractor_and_of_the_kind() -> None:
    early, late = done("May newsletter", ANA, "2026-05-01"), done("October newsletter", ANA, "2026-10-01")
    other, bens = done("Logo", ANA, "2026-11-01"), done("June newsletter", BEN, "2026-11-02")
    ended = done("Old newsletter", ANA, "2026-11-03", state="cancelled")
    book = book_of(NEXT, ANA, BEN, *early, *late, *other, *bens, *ended)
    assert last_job(NEXT, ANA.uid, book) == late[1]
    assert last_job(NEXT, BEN.uid, book) == bens[1]
    assert last_job(task("VAT return"), ANA.uid, book) is None
    assert last_job(NEXT, ANA.uid, book_of(NEXT, ANA)) is None


def test_for_what_such_jobs_came_back_is_told_once_the_latest_first() -> None:
    early, late = done("May newsletter", ANA, "2026-05-01"), done("October newsletter", BEN, "2026-10-01")
    other = done("Logo", ANA, "2026-11-01")
    events = [
        returned(early[1], "links broken", "2026-04-20"), returned(early[1], "too long", "2026-04-25"),
        returned(late[1], "links broken", "2026-09-20"), returned(late[1], "undone", "2026-09-21", undone=9),
        returned(other[1], "no vector", "2026-10-20"),
    ]  # fmt: skip
    book = book_of(NEXT, ANA, BEN, *early, *late, *other, *events)
    assert lessons(NEXT, book) == ["links broken", "too long"]
    assert lessons(NEXT, book_of(NEXT)) == []
