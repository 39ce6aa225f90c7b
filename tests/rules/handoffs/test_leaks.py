"""Leaks: each reason, and the working day on which it begins."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from delegator_tui.model.records import Handoff, Sent, Settings
from delegator_tui.rules.handoffs import leaks
from delegator_tui.rules.handoffs.leaks import Leak
from tests.making import book_of, handoff, moment, task, uid


def sent(at: str, **fields: Any) -> Handoff:
    return handoff(task(), state="sent", sent=Sent(at=at), **fields)


@pytest.mark.parametrize(
    ("field", "reason"),
    [("next_move", "no next move"), ("next_check", "no next check"), ("due", "no due date")],
)
@pytest.mark.parametrize("state", ["sent", "acknowledged", "working", "delivered", "returned"])
def test_what_is_out_needs_next_move_next_check_and_due(state: str, field: str, reason: str) -> None:
    out = handoff(task(), state=state, **{field: None})
    assert leaks.of_handoff(out, book_of(out)) == [Leak(out.uid, reason)]
    assert leaks.of_handoff(out, book_of(out))[0].text == reason


@pytest.mark.parametrize("state", ["accepted", "closed", "taken_back", "reassigned", "cancelled"])
def test_nothing_leaks_once_it_is_over(state: str) -> None:
    out = handoff(task(), state=state, next_move=None, next_check=None, due=None)
    assert leaks.of_handoff(out, book_of(out)) == []


@pytest.mark.parametrize(
    ("at", "now", "days"),
    [
        ("2026-11-23T08:00:00.000Z", "2026-11-23T23:59:59+00:00", None),
        ("2026-11-23T08:00:00.000Z", "2026-11-24T23:59:59+00:00", None),
        ("2026-11-23T08:00:00.000Z", "2026-11-25T00:00:00+00:00", 2),
        ("2026-11-20T08:00:00.000Z", "2026-11-23T23:59:59+00:00", None),
        ("2026-11-20T08:00:00.000Z", "2026-11-24T00:00:00+00:00", 2),
        ("2026-11-21T08:00:00.000Z", "2026-11-23T09:00:00+00:00", None),
        ("2026-11-21T08:00:00.000Z", "2026-11-24T09:00:00+00:00", 2),
        ("2026-11-18T12:00:00.000Z", "2026-11-23T09:00:00+00:00", 3),
    ],
)
def test_a_read_back_is_missed_after_one_working_day(at: str, now: str, days: int | None) -> None:
    out = sent(at)
    expected = [] if days is None else [Leak(out.uid, "brief not confirmed", days)]
    assert leaks.of_handoff(out, book_of(out, now=moment(now))) == expected


def test_a_leak_says_its_working_days() -> None:
    assert Leak("u", "brief not confirmed", 3).text == "brief not confirmed, 3 d"


@pytest.mark.parametrize("state", ["acknowledged", "working", "delivered", "returned"])
def test_a_read_back_is_missed_only_while_it_is_sent(state: str) -> None:
    out = msgspec.structs.replace(sent("2026-11-02T08:00:00.000Z"), state=state)
    assert leaks.of_handoff(out, book_of(out)) == []


def test_of_what_nobody_knows_when_it_was_sent_no_days_are_counted() -> None:
    out = handoff(task(), state="sent", sent=None)
    assert leaks.of_handoff(out, book_of(out)) == []


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2026-11-25T23:59:59+00:00", None), ("2026-11-26T00:00:00+00:00", 3), ("2026-11-27T00:00:00+00:00", 4),
    ],
)  # fmt: skip
def test_a_draft_leaks_after_two_working_days_untouched(now: str, days: int | None) -> None:
    draft = handoff(task(), state="drafted", due=None, updated="2026-11-23T08:00:00.000Z")
    expected = [] if days is None else [Leak(draft.uid, "draft untouched", days)]
    assert leaks.of_handoff(draft, book_of(draft, now=moment(now))) == expected


def test_touching_a_draft_begins_again() -> None:
    draft = handoff(
        task(), state="drafted", created="2026-11-02T08:00:00.000Z", updated="2026-11-20T08:00:00.000Z"
    )  # fmt: skip
    assert leaks.of_handoff(draft, book_of(draft)) == []


def test_the_owners_working_days_and_zone_count() -> None:
    out = sent("2026-11-20T12:00:00.000Z")
    everyday = Settings(uid=uid(), working_days=(0, 1, 2, 3, 4, 5, 6))
    assert leaks.of_handoff(out, book_of(out, everyday)) == [Leak(out.uid, "brief not confirmed", 3)]
    early = sent("2026-11-20T23:00:00.000Z")
    assert leaks.of_handoff(early, book_of(early, everyday, now=moment(zone_name="+14")))[0].days == 2


def test_a_delegated_task_needs_a_live_handoff() -> None:
    orphan, carried, ended = (task(title, state="delegated") for title in ("Orphan", "Carried", "Ended"))
    book = book_of(orphan, carried, ended, handoff(carried), handoff(ended, state="taken_back"), task("Mine"))
    assert leaks.all_leaks(book) == [
        Leak(orphan.uid, "delegated without a handoff"),
        Leak(ended.uid, "delegated without a handoff"),
    ]


def test_handoffs_leak_before_tasks() -> None:
    orphan, photos = task(state="delegated"), task(state="delegated")
    out = handoff(photos, next_check=None)
    assert [leak.uid for leak in leaks.all_leaks(book_of(orphan, photos, out))] == [out.uid, orphan.uid]


def test_the_next_one_of_a_series_waits_for_the_day_on_which_it_is_to_go() -> None:
    job = task(state="delegated")
    draft = handoff(job, state="drafted", next_check="2026-12-10", created="2026-11-23T09:00:00.000Z")
    for day, days, later in (("2026-12-01", None, True), ("2026-12-10", None, False), ("2026-12-15", 3, False)):
        book = book_of(job, draft, now=moment(f"{day}T09:00:00+00:00"))
        assert leaks.is_for_later(draft, book) is later
        assert [leak.days for leak in leaks.of_handoff(draft, book)] == ([days] if days else [])
