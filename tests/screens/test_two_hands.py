"""Two dashboards on one book: what one has open while the other changes it, and keys on rows that go away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.records import Handoff, Price, Task
from delegator_tui.screens import slip
from delegator_tui.screens.confirm import Confirm
from tests.making import FRIDAY, NEXT_FRIDAY, add_contractor, add_task, another, row, sent, working
from tests.screens.conftest import Board, Launch


def task(desk: Desk, uid: str) -> Task:
    found = desk.book.tasks.get(uid)
    assert found
    return found


def handoff(desk: Desk, uid: str) -> Handoff:
    found = desk.book.handoffs.get(uid)
    assert found
    return found


Change = Callable[[Desk, str], Any]


async def edit(board: Board, view: str, title: str) -> None:
    await board.press(view, "e")
    await board.open(f"Edit: {title}")


async def asked(board: Board, words: str) -> None:
    """Wait for the question over the form, which says these words."""
    await board.wait(lambda: isinstance(board.app.screen, Confirm) and words in board.app.screen._question)
    await board.see("n leave it")


async def answer(board: Board, key: str) -> None:
    await board.press(key)
    await board.wait(lambda: not isinstance(board.app.screen, Confirm))


async def test_what_both_changed_is_asked_about_and_what_one_changed_is_kept(desk: Desk, launch: Launch) -> None:
    uid = add_task(desk, "Photos due 4 dec")
    other = another(desk)
    async with launch(desk, 100, 30) as board:
        await edit(board, "2", "Photos")
        await board.fill("due", "11 dec")
        await board.fill("project", "shop")
        other.tasks.edit(uid, due="2026-12-09", notes="Ring first", priority="high")
        await board.press("enter")
        await asked(board, "Photos changed since you opened this: Due 4 Dec 2026 → 9 Dec 2026")
        assert isinstance(board.app.screen, Confirm)
        assert "Notes" not in board.app.screen._question
        await answer(board, "n")
        assert board.app.screen.query_one("#due", Input).value == "11 dec"
        assert task(another(desk), uid).due == "2026-12-09"
        await board.press("enter")
        await asked(board, "Due 4 Dec 2026 → 9 Dec 2026")
        await answer(board, "y")
        await board.closed()
    found = task(desk, uid)
    assert (found.due, found.project, found.notes, found.priority) == ("2026-12-11", "shop", "Ring first", "high")


async def test_what_changes_again_while_it_is_asked_is_asked_about_again(desk: Desk, launch: Launch) -> None:
    uid = add_task(desk, "Photos due 4 dec")
    other = another(desk)
    async with launch(desk, 100, 30) as board:
        await edit(board, "2", "Photos")
        await board.fill("due", "11 dec")
        other.tasks.edit(uid, due="2026-12-09")
        await board.press("enter")
        await asked(board, "4 Dec 2026 → 9 Dec 2026")
        other.tasks.edit(uid, due="2026-12-10")
        await board.press("y")
        await asked(board, "9 Dec 2026 → 10 Dec 2026")
        await answer(board, "y")
        await board.closed()
    assert task(desk, uid).due == "2026-12-11"


async def test_different_fields_of_both_are_saved_without_a_question(desk: Desk, launch: Launch) -> None:
    uid = add_task(desk, "Photos due 4 dec")
    other = another(desk)
    async with launch(desk) as board:
        await edit(board, "2", "Photos")
        await board.fill("due", "11 dec")
        other.tasks.edit(uid, title="Pictures", project="shop")
        await board.press("enter")
        await board.closed()
    found = task(desk, uid)
    assert (found.title, found.due, found.project) == ("Pictures", "2026-12-11", "shop")


async def test_the_same_change_by_both_is_no_conflict(desk: Desk, launch: Launch) -> None:
    uid = add_task(desk, "Photos due 4 dec")
    other = another(desk)
    async with launch(desk) as board:
        await edit(board, "2", "Photos")
        await board.fill("title", "Pictures")
        other.tasks.edit(uid, title="Pictures")
        await board.press("enter")
        await board.closed()
    assert task(desk, uid).title == "Pictures"


async def test_a_form_whose_record_was_dropped_says_so_and_keeps_what_was_typed(desk: Desk, launch: Launch) -> None:
    uid = add_task(desk, "Photos")
    other = another(desk)
    async with launch(desk) as board:
        await edit(board, "2", "Photos")
        await board.fill("notes", "an hour of work")
        other.tasks.drop(uid)
        await board.press("ctrl+s")
        await asked(board, "Photos changed since you opened this: it is dropped")
        await answer(board, "n")
        await board.see("an hour of work")
        await board.press("ctrl+s")
        await asked(board, "it is dropped")
        await answer(board, "y")
        await board.closed()
    assert (task(desk, uid).state, task(desk, uid).notes) == ("dropped", "an hour of work")


async def test_a_handoff_keeps_what_the_other_changed(desk: Desk, launch: Launch) -> None:
    uid = working(desk, "Photos")
    other = another(desk)
    async with launch(desk, 100, 36) as board:
        await edit(board, "3", "Photos")
        await board.fill("why", "the shop opens")
        said = HandoffDraft(
            contractor=handoff(other, uid).contractor, due=FRIDAY, price=Price(amount="500.00", currency="USD"),
            deliverables=(("Photos", None), ("Captions", None)),
        )  # fmt: skip
        other.handoffs.edit(uid, said)
        await board.press("enter")
        await board.closed()
        found = handoff(desk, uid)
        assert (found.brief.why, row(found)["price"]["amount"]) == ("the shop opens", "500.00")
        assert [each.title for each in desk.book.owed_in(found)] == ["Photos", "Captions"]
        await edit(board, "3", "Photos")
        await board.fill("price", "$600")
        other.handoffs.edit(uid, HandoffDraft(contractor=found.contractor, due=FRIDAY, price=None))
        await board.press("enter")
        await asked(board, "Price $500 → nothing")


async def test_a_contractors_form_asks_and_merges_too(desk: Desk, launch: Launch) -> None:
    uid = add_contractor(desk, "Ann", email="ann@old.example")
    other = another(desk)
    async with launch(desk, 100, 36) as board:
        await edit(board, "4", "Ann")
        await board.fill("email", "ann@mine.example")
        await board.fill("phone", "123")
        other.contractors.edit(uid, email="ann@theirs.example", notes="Likes mornings")
        await board.press("enter")
        await asked(board, "Mail ann@old.example → ann@theirs.example")
        await answer(board, "y")
        await board.closed()
    found = desk.book.contractors.get(uid)
    assert found
    assert (found.email, found.phone, found.notes) == ("ann@mine.example", "123", "Likes mornings")


@pytest.mark.parametrize(
    ("key", "title", "field", "text", "change", "words"),
    [
        ("+", "Agree a later date", "because", "rain", lambda desk, uid: desk.handoffs.extend(uid, NEXT_FRIDAY, "snow"),
         "the agreed date Fri 27 Nov → Fri 4 Dec"),
        ("A", "Northlight Photo asks", "text", "Blue", lambda desk, uid: desk.handoffs.answer(uid, "Red"),
         "the question Which colour? → Which size?"),
    ],
)  # fmt: skip
async def test_a_form_that_rests_on_what_was_changed_asks(
    desk: Desk,
    launch: Launch,
    key: str,
    title: str,
    field: str,
    text: str,
    change: Callable[[Desk, str], Any],
    words: str,
) -> None:
    uid = working(desk, "Photos")
    desk.handoffs.heard(uid, "asks", "Which colour?")
    desk.handoffs.heard(uid, "asks", "Which size?")
    other = another(desk)
    async with launch(desk, 100, 30) as board:
        await board.press("3", key)
        await board.open(title)
        await board.fill(field, text)
        if key == "+":
            await board.fill("due", "11 dec")
        change(other, uid)
        await board.press("enter")
        await asked(board, words)
        await answer(board, "n")
    assert handoff(desk, uid).due in (FRIDAY, NEXT_FRIDAY)
    assert len(desk.book.questions_by_handoff[uid]) == (2 if key == "+" else 1)


# ---- keys on rows


async def taken_in(board: Board, other: Desk) -> None:
    """Wait until the dashboard shows what the other one did."""
    while board.view.the_book.version < other.book.version:
        await board.app.tick()
        await board.rest()


@pytest.fixture
def slow_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a row that went away seen to be gone only by the next key."""
    monkeypatch.setattr(slip, "REACTION", 3600.0)


TITLES = ("Photos", "Film", "Letter")


@pytest.mark.usefixtures("slow_eyes")
@pytest.mark.parametrize(("view", "key"), [("2", "x"), ("2", "m"), ("2", "e"), ("2", "f"), ("t", "x"), ("t", "d")])
async def test_a_key_for_a_row_that_just_went_away_does_not_hit_the_next(
    desk: Desk, launch: Launch, view: str, key: str
) -> None:
    uids = desk.tasks.capture(*TITLES)
    other = another(desk)
    async with launch(desk) as board:
        await board.press(view)
        first = board.record
        assert first is not None
        other.tasks.drop(first.uid)
        await taken_in(board, other)
        await board.press(key)
        assert board.said.startswith(f"{task(desk, first.uid).title} changed meanwhile: nothing was done.")
        assert not board.dialog
        assert sorted(desk.book.tasks.open) == sorted({*uids} - {first.uid})
        assert {each.state for each in desk.book.tasks.open.values()} == {"inbox"}
        second = board.record
        assert second is not None
        await board.press(key)
        await board.wait(lambda: board.dialog or task(desk, second.uid).state != "inbox")


@pytest.mark.usefixtures("slow_eyes")
async def test_marks_that_went_away_are_not_made_up_for_by_the_row_of_the_cursor(desk: Desk, launch: Launch) -> None:
    uids = desk.tasks.capture(*TITLES)
    other = another(desk)
    async with launch(desk) as board:
        await board.press("2")
        await board.press("space")
        gone = board.rows_list.marked[0]
        other.tasks.drop(gone)
        await taken_in(board, other)
        await board.press("x")
        assert "nothing was done" in board.said
    assert sorted(desk.book.tasks.open) == sorted({*uids} - {gone})


@pytest.mark.usefixtures("slow_eyes")
async def test_a_row_of_today_that_went_away_is_named(desk: Desk, launch: Launch) -> None:
    made = [sent(desk, title, due=FRIDAY) for title in ("Photos", "Film")]
    for uid in made:
        desk.handoffs.deliver(uid)
    other = another(desk)
    async with launch(desk) as board:
        first = board.record
        assert isinstance(first, Handoff)
        other.handoffs.accept(first.uid)
        other.handoffs.pay(first.uid)
        await taken_in(board, other)
        await board.press("y")
        assert board.said.startswith(f"{desk.book.title(first)} changed meanwhile")
        assert not board.dialog


@pytest.mark.usefixtures("slow_eyes")
async def test_rows_that_only_moved_take_the_key_where_it_was_meant(desk: Desk, launch: Launch) -> None:
    photos = desk.tasks.capture("Photos due 30 nov", "Film due 1 dec")[0]
    other = another(desk)
    async with launch(desk) as board:
        await board.press("2")
        await board.go_to("Photos")
        other.tasks.edit(photos, due="2026-12-20")
        other.tasks.capture("Letter due 24 nov")
        await taken_in(board, other)
        await board.press("x")
        await board.wait(lambda: task(desk, photos).state == "dropped")
    assert len(desk.book.tasks.open) == 2


@pytest.mark.usefixtures("slow_eyes")
async def test_keys_typed_ahead_go_on_with_the_rows_that_follow(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture(*TITLES)
    async with launch(desk) as board:
        await board.press("2")
        await board.press("x", "x", "x")
        await board.wait(lambda: not desk.book.tasks.open)


async def test_a_row_that_was_seen_to_go_holds_no_key_back(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture(*TITLES)
    other = another(desk)
    async with launch(desk) as board:
        await board.press("2")
        first = board.record
        assert first is not None
        other.tasks.drop(first.uid)
        await taken_in(board, other)
        await board.wait(lambda: not board.view.slip.title)
        await board.press("x")
        await board.wait(lambda: len(desk.book.tasks.open) == 1)
