"""A date by days and weeks: which one moves, and to where."""

from __future__ import annotations

from typing import Any

import pytest

from delegator_tui.errors import Refused
from delegator_tui.rules.records.available import DATE_KEYS, steps
from delegator_tui.rules.tasks import bump
from delegator_tui.rules.tasks.bump import Step
from tests.making import book_of, contractor, handoff, task


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("+1d", Step(1)), ("-1d", Step(-1)), ("3d", Step(3)), ("+2w", Step(2, "w")), ("-1W", Step(-1, "w")),
        ("+1m", Step(1, "m")), ("+5b", Step(5, "b")), ("1 week", Step(1, "w")), ("+2 days", Step(2)),
        ("1y", Step(1, "y")), ("", None), ("0d", None), ("+1", None), ("d", None), ("--1d", None), ("1.5d", None),
        ("99999d", None), ("+1d later", None),
    ],
)  # fmt: skip
def test_a_step_is_read_as_it_is_typed(typed: str, step: Step | None) -> None:
    assert bump.read_step(typed) == step


@pytest.mark.parametrize(
    ("when", "step", "then"),
    [
        ("2026-11-27", Step(1), "2026-11-28"), ("2026-11-30", Step(-1, "w"), "2026-11-23"),
        ("2026-12-31", Step(1), "2027-01-01"), ("2026-01-31", Step(1, "m"), "2026-02-28"),
        ("2026-11-27", Step(1, "b"), "2026-11-30"),
        ("2026-11-27T16:00[Europe/London]", Step(1, "w"), "2026-12-04T16:00[Europe/London]"),
    ],
)  # fmt: skip
def test_a_date_moves_and_its_time_and_zone_stay(when: str, step: Step, then: str) -> None:
    assert bump.moved(when, step, book_of()) == then


@pytest.mark.parametrize(
    ("when", "step"), [("9999-12-31", Step(1)), ("0001-01-01", Step(-1)), ("9999-12-01", Step(9, "y"))]
)
def test_no_date_leaves_the_calendar(when: str, step: Step) -> None:
    with pytest.raises(Refused, match="no such day"):
        bump.moved(when, step, book_of())


@pytest.mark.parametrize(
    ("fields", "field", "when"),
    [
        ({"due": "2026-11-27"}, "due", "2026-11-27"),
        ({"state": "mine", "due": "2026-11-27"}, "due", "2026-11-27"),
        ({"state": "later", "defer_until": "2026-12-01"}, "defer_until", "2026-12-01"),
        ({"state": "later", "defer_until": "2026-12-01", "due": "2026-12-31"}, "due", "2026-12-31"),
        ({}, "", ""), ({"state": "mine"}, "", ""), ({"state": "later"}, "", ""),
        ({"state": "done", "due": "2026-11-27"}, "", ""), ({"state": "dropped", "due": "2026-11-27"}, "", ""),
    ],
)  # fmt: skip
def test_of_a_task_its_due_moves_else_the_day_on_which_it_comes_back(
    fields: dict[str, Any], field: str, when: str
) -> None:
    one = task(**fields)
    book = book_of(one)
    found = bump.date_of(one, book)
    assert (found.field, found.when) == (field, when) if found else not field
    assert bump.has_date(one, book) is bool(field)
    assert set(DATE_KEYS) <= set(steps(one, book).works) or not field


@pytest.mark.parametrize(
    ("state", "due", "moves", "asks"),
    [
        ("drafted", "2026-12-04", "2026-12-04", ""), ("drafted", None, "2026-11-30", ""),
        ("sent", "2026-12-04", "", "2026-12-11"), ("working", "2026-12-04", "", "2026-12-11"),
        ("returned", "2026-11-10", "", "2026-11-30"),  # a week from today: a week later it would be over still
        ("working", None, "", ""), ("delivered", "2026-12-04", "", ""), ("accepted", "2026-12-04", "", ""),
        ("cancelled", "2026-12-04", "", ""),
    ],
)  # fmt: skip
def test_of_a_handoff_a_drafts_date_moves_and_of_what_is_out_a_later_one_is_asked(
    state: str, due: str | None, moves: str, asks: str
) -> None:
    ann, one = contractor("Ann"), task(state="delegated", due="2026-11-30")
    given = handoff(one, ann, state=state, due=due)
    book = book_of(ann, one, given)
    live = state != "cancelled"
    for record in (given, one) if live else (given,):
        found, out = bump.date_of(record, book), bump.agreed(record, book)
        assert (found.when if found else "") == moves
        assert ((bump.to_agree(out, Step(1, "w"), book) or "") if out else "") == asks
        assert out is None or bump.to_agree(out, Step(-1), book) is None
        assert bump.has_date(record, book) is bool(moves or asks)
