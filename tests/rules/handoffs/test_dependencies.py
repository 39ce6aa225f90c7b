"""What waits for what: through hands, in chains, in circles, and what a later date moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from delegator_tui.model.records import Handoff, Record, Task
from delegator_tui.rules.handoffs.dependencies import free_since, is_before, moves, waiting_on, waits_for
from tests.making import book_of, contractor, handoff, moment, task

ANA = contractor("Ana")
LOGO, PAGE, LAUNCH = task("Logo", state="delegated"), task("Page", state="delegated"), task("Launch", state="mine")


def after(of: Handoff, *others: Record, **fields: object) -> Handoff:
    return replace(of, depends_on=tuple(each.uid for each in others), **fields)


def test_a_handoff_waits_until_what_it_waits_for_is_accepted() -> None:
    page = after(handoff(PAGE, ANA), LOGO)
    for state, waits in {
        "drafted": True, "sent": True, "working": True, "delivered": True, "returned": True,
        "accepted": False, "closed": False,
    }.items():  # fmt: skip
        logo, job = handoff(LOGO, ANA, state=state), replace(LOGO, state="delegated" if waits else "done")
        for named in (LOGO, logo):
            page = after(page, named)
            found = waits_for(page, book_of(job, PAGE, ANA, logo, page))
            assert found == ((logo,) if waits else ()), state


@pytest.mark.parametrize("state", ["mine", "inbox", "later", "done", "dropped"])
def test_a_handoff_waits_for_a_task_of_the_owners_until_it_is_done(state: str) -> None:
    first, waits = task("Text", state=state), state not in ("done", "dropped")
    page = after(handoff(PAGE, ANA), first)
    assert waits_for(page, book_of(first, PAGE, ANA, page)) == ((first,) if waits else ())
    asked = handoff(PAGE, ANA, waiting_for=first.uid)
    assert waits_for(asked, book_of(first, PAGE, ANA, asked)) == ((first,) if waits else ())


def test_what_waits_follows_the_work_from_hand_to_hand() -> None:
    old = handoff(LOGO, ANA, state="reassigned")
    new = handoff(LOGO, ANA, state="sent")
    page = after(handoff(PAGE, ANA), old)
    assert waits_for(page, book_of(LOGO, PAGE, ANA, old, new, page)) == (new,)
    done = replace(new, state="accepted")
    assert waits_for(page, book_of(LOGO, PAGE, ANA, old, done, page)) == ()
    back, mine = handoff(LOGO, ANA, state="taken_back"), replace(LOGO, state="mine")
    page = after(page, back)
    assert waits_for(page, book_of(mine, PAGE, ANA, back, page)) == (mine,)
    off, gone = handoff(LOGO, ANA, state="cancelled"), replace(LOGO, state="dropped")
    page = after(page, off)
    assert waits_for(page, book_of(gone, PAGE, ANA, off, page)) == ()


def test_what_is_not_there_is_not_waited_for() -> None:
    page = after(handoff(PAGE, ANA), task("nowhere"))
    assert waits_for(page, book_of(PAGE, ANA, page)) == ()


def test_the_same_work_named_twice_is_waited_for_once() -> None:
    logo = handoff(LOGO, ANA)
    page = after(handoff(PAGE, ANA), logo, LOGO)
    book = book_of(LOGO, PAGE, ANA, logo, page)
    assert waits_for(page, book) == (logo,)
    assert waiting_on(logo, book) == (page,)
    assert waiting_on(LOGO, book) == (page,)


def chain(edges: list[tuple[int, int]], count: int) -> tuple[list[Task], list[Record]]:
    tasks = [task(f"Step {n}", state="mine") for n in range(count)]
    named = {n: tuple(tasks[b].uid for a, b in edges if a == n) for n in range(count)}
    return tasks, [replace(each, depends_on=named[n]) for n, each in enumerate(tasks)]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14))
def test_work_that_is_only_linked_where_it_may_be_never_goes_in_a_circle(wanted: list[tuple[int, int]]) -> None:
    edges: list[tuple[int, int]] = []
    for waiter, first in wanted:
        tasks, records = chain(edges, 6)
        if not is_before(tasks[waiter].uid, tasks[first].uid, book_of(*records)):
            edges.append((waiter, first))
    behind = {n: {n} for n in range(6)}
    for _ in range(6):
        for waiter, first in edges:
            behind[waiter] |= behind[first]
    assert all(waiter not in behind[first] for waiter, first in edges)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=14))
def test_a_circle_that_somebody_wrote_by_hand_hangs_nothing(edges: list[tuple[int, int]]) -> None:
    tasks, records = chain(edges, 6)
    book = book_of(*records)
    for one in tasks:
        found = book.tasks.get(one.uid)
        assert found is not None
        moved = moves(replace(found, due="2026-12-01"), "2026-12-08", book)
        assert len({each.work.uid for each in moved}) == len(moved) <= 5


def test_a_later_date_moves_all_that_waits_by_as_many_days_to_a_day_on_which_it_can_be_done() -> None:
    logo = handoff(LOGO, ANA, due="2026-12-01")
    page = after(handoff(PAGE, ANA, due="2026-12-04T16:00[UTC]"), logo)
    launch = replace(LAUNCH, depends_on=(page.uid,), due="2026-12-09")
    undated = task("Party", state="inbox", depends_on=(LAUNCH.uid,))
    book = book_of(ANA, LOGO, PAGE, launch, undated, logo, page)
    moved = moves(logo, "2026-12-03", book)
    assert [(each.work, each.due, each.would_be) for each in moved] == [
        (page, "2026-12-04T16:00[UTC]", "2026-12-07T16:00[UTC]"),
        (launch, "2026-12-09", "2026-12-11"),
        (undated, None, None),
    ]
    assert [each.after for each in moved] == [logo, page, launch]
    assert moves(logo, "2026-12-01", book) == moves(logo, "2026-11-30", book) == ()


def test_it_is_free_from_when_the_last_of_what_it_waited_for_was_done() -> None:
    logo = handoff(LOGO, ANA, state="accepted", accepted="2026-11-20T10:00:00.000Z")
    text = task("Text", state="done", updated="2026-11-22T10:00:00.000Z")
    page = after(handoff(PAGE, ANA), logo, text)
    book = book_of(LOGO, PAGE, ANA, logo, text, page)
    assert free_since(page, book) == moment("2026-11-22T10:00:00+00:00").at
    assert free_since(logo, book) is None
    waits = after(page, logo, LAUNCH)
    assert free_since(waits, book_of(LOGO, PAGE, ANA, logo, LAUNCH, waits)) is None
