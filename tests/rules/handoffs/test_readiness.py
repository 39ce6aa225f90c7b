"""What is missing or clashes when work is handed off, as one list."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from delegator_tui.model.records import Brief, Contractor, Settings, Span
from delegator_tui.rules.handoffs.readiness import Plan, gaps, gaps_of
from tests.making import book_of, contractor, handoff, moment, owed, price, task, with_owed

WHOLE = Brief(outcome="It sells.", done_when=("It prints.",))
FRIDAY = "2026-11-27"


def said(plan: Plan, who: Contractor, now: str = "2026-11-23T09:00:00+00:00") -> list[str]:
    return [gap.text for gap in gaps(plan, book_of(who, now=moment(now)))]


def plan(who: Contractor, **fields: Any) -> Plan:
    kept = {"contractor": who.uid, "due": FRIDAY, "price": price(), "brief": WHOLE, "stakes": "routine", **fields}
    return Plan(**kept)


@pytest.mark.parametrize(
    ("known", "fields", "expected"),
    [
        ({}, {}, []),
        ({"away": (Span(start=FRIDAY, end="2026-11-30"),)}, {}, ["Ana is away on Fri 27 Nov."]),
        ({"away": (Span(start="2026-11-30", end="2026-12-04"),)}, {}, []),
        ({"away": (Span(start="2026-11-20", end="2026-11-26"),)}, {"due": "2026-11-26"},
         ["Ana is away on Thu 26 Nov."]),
        ({"away": (Span(start="2026-11-20", end="2026-11-25"),), "working_days": (0, 1, 2, 3)}, {},
         ["Ana does not work on Fri 27 Nov."]),
        ({"away": (Span(start="2026-11-20", end="2026-11-27"),)}, {"due": "2026-11-28"},
         ["Ana does not work on Sat 28 Nov.", "Ana has no working day until then."]),
        ({"lead_time_days": 4}, {}, []),
        ({"lead_time_days": 5}, {}, ["Ana asks for 5 working days ahead: Mon 30 Nov at the earliest."]),
        ({"lead_time_days": 1}, {"due": "2026-11-23"},
         ["Ana asks for 1 working day ahead: Tue 24 Nov at the earliest."]),
        ({"papers": {"nda": "missing", "contract": "2026-03-01", "tax form": "missing"}}, {},
         ["From Ana you still need: nda, tax form."]),
        ({"papers": {"nda": "2026-03-01"}}, {}, []),
        ({}, {"brief": Brief()},
         ["It does not say what is true when it is done.", "It has no check that tells when it is done."]),
        ({}, {"price": None}, ["It has no price."]),
        ({}, {"due": None}, ["It has no due date."]),
        ({}, {"contractor": None}, ["Nobody is chosen yet."]),
        ({}, {"deliverables": (("Print", "2026-12-01"), ("Proof", FRIDAY), ("PDF", None))},
         ["Print is due Tue 1 Dec, after the whole (Fri 27 Nov)."]),
        ({}, {"deliverables": (("Print", "2026-11-27T16:00[UTC]"),)}, []),
        ({}, {"due": "2026-11-27T12:00[UTC]", "deliverables": (("Print", FRIDAY),)},
         ["Print is due Fri 27 Nov, after the whole (Fri 27 Nov 12:00)."]),
        ({}, {"after": (task("Logo", due="2026-11-27"),)}, ["It waits for Logo, which is due Fri 27 Nov."]),
        ({}, {"after": (task("Logo", due="2026-11-26"), task("Text"))}, []),
        ({"away": (Span(start="2026-11-01", end="2026-11-30"),)}, {"due": "2026-11-20"}, []),
        ({"lead_time_days": 10**9}, {"due": "2027-11-25"}, []),
        ({}, {"due": "9999-12-31", "deliverables": (("Print", "9999-12-31"),)}, []),
    ],
)  # fmt: skip
def test_what_is_missing_or_clashes(known: dict[str, Any], fields: dict[str, Any], expected: list[str]) -> None:
    who = contractor("Ana", **known)
    assert said(plan(who, **fields), who) == expected


def test_only_critical_work_stops_and_only_for_what_it_must_say() -> None:
    who = contractor("Ana", away=(Span(start=FRIDAY, end=FRIDAY),))
    for stakes in ("routine", "matters", "critical"):
        bare = plan(who, stakes=stakes, brief=Brief(), price=None)
        stops = [gap.field for gap in gaps(bare, book_of(who)) if gap.stops]
        assert stops == (["outcome", "done_when", "price"] if stakes == "critical" else []), stakes
    whole = gaps(plan(who, stakes="critical"), book_of(who))
    assert [(gap.field, gap.kind, gap.stops) for gap in whole] == [("due", "clash", False)]


def test_what_stops_comes_first() -> None:
    who = contractor("Ana", papers={"nda": "missing"})
    found = gaps(plan(who, stakes="critical", brief=Brief(outcome="It sells."), price=None), book_of(who))
    assert [(gap.field, gap.stops) for gap in found] == [("done_when", True), ("price", True), ("contractor", False)]


def test_the_owner_who_is_away_when_it_comes_is_told() -> None:
    who = contractor("Ana")
    own = Settings(uid="settings", away=(Span(start=FRIDAY, end="2026-12-04"),))
    assert [gap.text for gap in gaps(plan(who), book_of(who, own))] == ["You are away on Fri 27 Nov."]


@pytest.mark.parametrize("state", ["drafted", "working", "delivered", "accepted"])
def test_a_kept_handoff_is_looked_at_until_it_is_delivered(state: str) -> None:
    looked_at = state in ("drafted", "working")
    ana, job = contractor("Ana"), task("Photos", state="delegated")
    late = handoff(job, ana, state=state, brief=WHOLE, price=price(), due=FRIDAY)
    part = owed(late, "Raw files", due="2026-12-01", state="owed")
    gone = msgspec.structs.replace(owed(late, "Prints", due="2026-12-02"), state="waived")
    made = with_owed(late, part, gone)
    found = [gap.text for gap in gaps_of(made, book_of(ana, job, made, part, gone))]
    assert found == (["Raw files is due Tue 1 Dec, after the whole (Fri 27 Nov)."] if looked_at else [])
