"""The parts of a handoff: which is late, by which date, and what the whole stands by."""

from __future__ import annotations

import pytest

from delegator_tui.rules.contractors.people import is_late
from delegator_tui.rules.followup.account import account
from delegator_tui.rules.followup.parts import late_in, part
from tests.making import book_of, handoff, owed, task, with_owed


def test_a_handoff_stands_as_the_worst_of_what_is_owed() -> None:
    out = handoff(task(), due="2026-12-10")
    late, later = owed(out, "One", due="2026-11-20"), owed(out, "Two", due="2026-11-18")
    came = owed(out, "Three", due="2026-11-02", state="delivered")
    out = with_owed(out, late, later, came)
    book = book_of(out, late, later, came)
    assert (account(out, book).kind, account(out, book).days_late) == ("overdue", 5)
    assert late_in(out, book) == [late, later]


def test_a_deliverable_without_a_due_has_its_handoffs() -> None:
    out = handoff(task(), due="2026-11-20")
    bare = owed(out)
    out = with_owed(out, bare)
    assert account(out, book_of(out, bare)).days_late == 3


@pytest.mark.parametrize(
    ("state", "late"),
    [
        ("drafted", False), ("sent", True), ("acknowledged", True), ("working", True), ("returned", True),
        ("delivered", False), ("accepted", False), ("closed", False), ("taken_back", False), ("cancelled", False),
    ],
)  # fmt: skip
def test_a_contractor_is_late_only_while_something_is_owed(state: str, late: bool) -> None:
    out = handoff(task(), state=state, due="2026-11-20")
    assert is_late(out, book_of(out)) is late


def test_a_returned_deliverable_is_owed_again() -> None:
    out = handoff(task(), state="returned", due="2026-11-20")
    back = owed(out, due="2026-11-20", state="returned", rounds=1)
    out = with_owed(out, back)
    known = part(back, book_of(out, back))
    assert (known.kind, known.days_late, known.is_back, known.round) == ("overdue", 3, True, 2)


def test_a_deliverable_whose_handoff_is_gone_stands_by_its_own_date() -> None:
    lost = owed(handoff(task()), due="2026-11-20")
    assert part(lost, book_of(lost)).days_late == 3
