"""Every uid in a record must be somebody's."""

from __future__ import annotations

import msgspec

from delegator_tui.model.ids import short_id
from delegator_tui.model.records import Access, Payment, Question, Said
from delegator_tui.rules.records.references import dangling
from tests.making import book_of, contractor, handoff, owed, task, uid, with_owed

NORTH = contractor()


def test_a_whole_book_has_nothing_dangling() -> None:
    photos = task(state="delegated", contractor=NORTH.uid)
    out = handoff(photos, NORTH)
    files = owed(out)
    twin = task("Same", state="dropped", same_as=out.uid)
    asked = Question(uid=uid(), handoff=out.uid, asked=Said(at="2026-11-20T09:00:00.000Z"))
    assert dangling(book_of(NORTH, photos, with_owed(out, files), files, twin, asked)) == []


def test_each_reference_to_nothing_is_named() -> None:
    lost = handoff(task("Gone"), NORTH)
    lost = msgspec.structs.replace(lost, deliverables=("no-such", NORTH.uid))
    assert dangling(book_of(lost, NORTH)) == [
        f"handoffs {short_id(lost.uid)} refers in “task” to {lost.task}, which is not there: edit it or undo.",
        f"handoffs {short_id(lost.uid)} refers in “deliverables” to no-such, which is not there: edit it or undo.",
        f"handoffs {short_id(lost.uid)} refers in “deliverables” to {NORTH.uid}, which is not there: edit it or undo.",
    ]


def test_closed_records_are_looked_at_too() -> None:
    paid = Payment(uid=uid(), amount="5.00", currency="USD", on="2026-11-20", handoff="nowhere")
    grant = Access(uid=uid(), contractor="nobody", system="shop", revoked="2026-11-20")
    assert [line.split()[0] for line in dangling(book_of(paid, grant))] == ["payments", "access"]
