"""What is changed of sent work is kept, old and new: in the story, the scope log, the history and the JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft, Piece
from delegator_tui.exchange import objects
from delegator_tui.model.records import Brief, Money
from delegator_tui.rules.handoffs import scope
from delegator_tui.rules.records.story import story
from tests.desk.look import handoff
from tests.desk.same import last_event, one_step, refused, told
from tests.making import FRIDAY, NEXT_FRIDAY, StandingClock, drafted, price, somebody, working


def edit(desk: Desk, uid: str, *, agreed: bool = True, by: str = "owner", **said: Any) -> str:
    """Edit what is said; the rest stays."""
    found = handoff(desk, uid)
    parts = tuple(Piece(d.title, d.due) for d in desk.book.owed_in(found) if d.state != "waived")
    start = HandoffDraft(
        contractor=found.contractor, due=found.due, price=found.price, brief=found.brief, deliverables=parts
    )
    return desk.handoffs.edit(uid, msgspec.structs.replace(start, **said), agreed=agreed, by=by).message


def lines(desk: Desk, uid: str) -> list[str]:
    return scope.say_log(scope.scope_log(handoff(desk, uid), desk.book), desk.book)


def test_a_new_price_is_told_beside_the_old(desk: Desk) -> None:
    made = working(desk, price=price("240.00"))
    with one_step(desk):
        edit(desk, made, price=price("400.00"))
    event = last_event(desk, made)
    assert event["changes"] == {
        "price": {"old": {"amount": "240.00", "currency": "USD"}, "new": {"amount": "400.00", "currency": "USD"}}
    }
    assert (event["agreed"], event["by"]) == (True, "owner")
    assert desk.store.history.undoable().label == "edit Photos: price $240 → $400"  # type: ignore[union-attr]
    shown = [part.text.strip() for part in story(handoff(desk, made), desk.book)]
    assert "Mon 23 Nov   changed: price $240 → $400 (agreed)" in shown
    assert lines(desk, made) == [
        "first agreed $240, due Fri 27 Nov", "Mon 23 Nov   price $240 → $400", "now $400, due Fri 27 Nov",
    ]  # fmt: skip
    assert "first agreed $240, due Fri 27 Nov" in shown


def test_scope_and_parts_are_told_too(desk: Desk) -> None:
    made = working(desk, deliverables=(("home", None), ("shop", None)), brief=Brief(outcome="Sold", done_when=("a",)))
    usd = Money(amount="90.00", currency="USD")
    edit(
        desk, made, brief=Brief(outcome="Sold", done_when=("a", "b"), out_of_scope="Blog"), agreed=False,
        by="contractor", deliverables=(Piece("home", NEXT_FRIDAY, usd), Piece("menu")),
    )  # fmt: skip
    changes = last_event(desk, made)["changes"]
    assert scope.say(changes, desk.book) == [
        "done when + b", "not included nothing → “Blog”", "+ menu", "− shop", "home due Fri 27 Nov → Fri 4 Dec",
        "home no share → $90",
    ]  # fmt: skip
    shown = [part.text for part in story(handoff(desk, made), desk.book)]
    assert any(line.endswith("(not agreed, asked for by them)") for line in shown)
    assert lines(desk, made)[-2].endswith("not agreed")
    assert lines(desk, made)[0] == "first agreed $400, due Fri 27 Nov, 2 parts"


def test_what_is_no_part_of_the_agreement_is_only_edited(desk: Desk) -> None:
    made = working(desk)
    edit(desk, made, stakes="critical", brief=Brief(why="Sales"))
    assert (told(desk, made)[-1], lines(desk, made)) == ("edited", [])


def test_a_draft_is_rewritten_without_a_log(desk: Desk) -> None:
    made = drafted(desk, contractor=somebody(desk), due=FRIDAY, price=price("240.00"))
    edit(desk, made, price=price("400.00"))
    assert told(desk, made)[-1] == "edited"
    assert objects.handoff(handoff(desk, made), desk.book)["scope_log"] == []


def test_later_dates_and_cuts_are_in_the_log(desk: Desk, clock: StandingClock) -> None:
    made = working(desk, deliverables=(("home", None), ("shop", None)))
    clock.go(days=1)
    desk.handoffs.extend(made, NEXT_FRIDAY, "ill")
    desk.handoffs.extend(made, "2026-12-09", "ill", "shop")
    desk.handoffs.cut(made, ["shop"])
    assert lines(desk, made) == [
        "first agreed $400, due Fri 27 Nov, 2 parts", "Tue 24 Nov   due Fri 27 Nov → Fri 4 Dec",
        "Tue 24 Nov   shop due Fri 4 Dec → Wed 9 Dec", "Tue 24 Nov   − shop", "now $400, due Fri 4 Dec",
    ]  # fmt: skip


def test_what_is_undone_is_in_the_log_no_more(desk: Desk) -> None:
    made = working(desk, price=price("240.00"))
    edit(desk, made, price=price("400.00"))
    edit(desk, made, price=price("450.00"))
    desk.undo()
    assert lines(desk, made)[1:] == ["Mon 23 Nov   price $240 → $400", "now $400, due Fri 27 Nov"]
    desk.undo()
    assert (lines(desk, made), handoff(desk, made).price) == ([], price("240.00"))
    desk.redo()
    assert lines(desk, made)[0] == "first agreed $240, due Fri 27 Nov"


def test_scripts_get_old_and_new(desk: Desk) -> None:
    made = working(desk, price=price("240.00"), deliverables=(("home", "2026-11-27T16:00[UTC]"), ("shop", None)))
    edit(desk, made, price=price("400.00"), agreed=False)
    first, changed = objects.handoff(handoff(desk, made), desk.book)["scope_log"]
    assert (first["what"], first["terms"]["price"]["amount"]) == ("agreed", "240.00")
    assert first["terms"]["parts"][0] == {"title": "home", "due": "2026-11-27T16:00:00+00:00"}
    assert (changed["what"], changed["agreed"], changed["by"]) == ("changed", False, "owner")
    assert changed["changes"]["price"]["new"]["amount"] == "400.00"


def test_who_wanted_it_is_one_of_both(desk: Desk) -> None:
    made = working(desk)
    with refused(desk, "Who wanted it is owner or contractor.", field="by"):
        edit(desk, made, by="mum", price=price("1.00"))
