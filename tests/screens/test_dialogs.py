"""The typed questions on a handoff: what they ask, what they save, and that a refusal leaves what was typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Static

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import Handoff
from delegator_tui.outbox.clipboard import Copied
from delegator_tui.screens.dialogs.brief import BriefDialog
from delegator_tui.screens.dialogs.confirm import Confirm
from delegator_tui.screens.dialogs.dialog import Dialog
from delegator_tui.screens.dialogs.file_news import WhichStays
from delegator_tui.screens.forms.mail_forms import SettleDialog
from tests.screens.conftest import Board, Launch

DELIVERED, WORKING, SENT = "Product alt text", "Workshop video edit", "December newsletter"


def handoff(desk: Desk, title: str) -> Handoff:
    return next(each for each in desk.book.handoffs.all() if desk.book.title(each) == title)


async def at(board: Board, title: str) -> None:
    """Put the cursor on a handoff in its view."""
    await board.press("3")
    await board.see("Handoffs   12")
    await board.go_to(title)


def field(board: Board, name: str) -> Any:
    return board.app.screen.query_one(f"#{name}")


def refusal(board: Board) -> str:
    """The sentence that stands in the open form."""
    return str(board.app.screen.query_one(".refusal", Static).content)


# ---- heard from them


@pytest.mark.parametrize(("title", "key"), [("Courier contract review", "1"), (WORKING, "2"), (WORKING, "6")])
async def test_a_phone_call_is_two_keys(sample: Desk, launch: Launch, title: str, key: str) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at(board, title)
        await board.press("l", key)
        await board.closed()
        await board.see("u undoes it")
    assert sample.book.version == version + 1


async def test_what_cannot_have_been_heard_is_not_offered_and_the_other_digits_stay(
    sample: Desk, launch: Launch
) -> None:
    version = sample.book.version
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("l")
        await board.open("Heard from")
        assert not board.sees("1 started")
        await board.see("2 on track   3 finished   4 a later date   5 a question")
        await board.press("1")
        assert field(board, "what").value == ""
        await board.press("right", "right", "right")
        assert field(board, "what").value == "later"
        await board.see("Agreed stays Wed 18 Nov")
        assert sample.book.version == version
        await board.press("escape", "escape")
        await board.closed()
        await at(board, DELIVERED)
        await board.press("l")
        await board.open("Heard from")
        assert not board.sees("1 started|3 finished")


async def test_finished_is_a_delivery_to_review(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("l", "3", "1")
        await board.closed()
        await board.wait(lambda: handoff(sample, WORKING).state == "delivered")
        await board.see(r"● review +Workshop video edit")


async def test_later_takes_a_day_and_the_agreed_one_stays(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("l", "4")
        await board.see("Agreed stays Wed 18 Nov")
        await board.type("wed")
        await board.see("→ Wed 25 Nov")
        await board.press("enter")
        await board.closed()
        await board.see("says Wed")
    assert (handoff(sample, WORKING).due, handoff(sample, WORKING).promised) == ("2026-11-18", "2026-11-25")


async def test_later_with_no_day_is_refused_as_typed(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("l", "4")
        await board.type("soonish")
        await board.press("enter")
        await board.see("“soonish” is not a date")
        assert field(board, "words").value == "soonish"
        assert field(board, "words").has_focus
    assert handoff(sample, WORKING).promised is None


async def test_a_question_comes_to_the_owner_and_is_answered(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("l", "5")
        await board.type("Which music?")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: board.hints[0].words == "answer")
        await board.press("full_stop")
        await board.open("Cutting Room Nine asks: Which music?")
        await board.type("None at all")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: handoff(sample, WORKING).next_move == "contractor")


async def test_digits_are_text_in_a_line_and_a_choice_elsewhere(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("l", "7")
        await board.type("call 2 on 1 dec")
        assert field(board, "words").value == "call 2 on 1 dec"
        assert field(board, "what").value == "note"


# ---- return, accept, extend


async def test_a_return_asks_what_is_missing_whose_cause_and_by_when(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, DELIVERED)
        await board.press("r")
        await board.open("Return: Product alt text")
        await board.type("twelve are missing")
        await board.press("enter")
        await board.wait(lambda: refusal(board))
        assert field(board, "because").value == "twelve are missing"
        await board.fill("cause", "2")
        await board.fill("due", "fri")
        await board.see("→ Fri 27 Nov")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Returned" in board.said)
        assert "round 2" in board.said.lower()
    assert (handoff(sample, DELIVERED).state, handoff(sample, DELIVERED).due) == ("returned", "2026-11-27")


async def test_accepting_says_so_in_green_and_asks_for_payment_next(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.see("● review +Product alt text")
        await board.press("y")
        await board.open("Accept: Product alt text")
        await board.press("4")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: "Accepted" in board.said)
        assert board.tone == "good"
        await board.see(r"● to pay +Product alt text +Harbour Admin +\$90")
    assert (handoff(sample, DELIVERED).state, handoff(sample, DELIVERED).rating) == ("accepted", 4)


@pytest.mark.parametrize("view", ["1", "3"])
async def test_what_was_accepted_stays_under_the_cursor_and_the_next_key_pays_it(
    sample: Desk, launch: Launch, view: str
) -> None:
    async with launch(sample) as board:
        await board.press(view)
        await board.go_to(DELIVERED)
        await board.press("y")
        await board.open("Accept: Product alt text")
        await board.press("4", "enter")
        await board.closed()
        await board.see(r"● to pay +Product alt text +Harbour Admin +\$90")
        assert board.record == handoff(sample, DELIVERED)
        await board.press("p")
        await board.open("Paid: Product alt text")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: handoff(sample, DELIVERED).state == "closed")


async def test_paying_what_is_not_accepted_asks_first(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, DELIVERED)
        await board.press("p")
        await board.open("Paid: Product alt text")
        await board.press("enter")
        await board.see("Review it first. To pay ahead")
        await board.press("n")
        await board.see("Paid: Product alt text")
        assert not sample.book.paid_for(handoff(sample, DELIVERED))
        await board.press("enter")
        await board.see("y log it all the same")
        await board.press("y")
        await board.closed()
        await board.wait(lambda: sample.book.paid_for(handoff(sample, DELIVERED)))


async def test_a_rating_may_be_left_out(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.see("● review +Product alt text")
        await board.press("y")
        await board.open("Accept")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: handoff(sample, DELIVERED).state == "accepted")
    assert handoff(sample, DELIVERED).rating is None


async def test_paying_what_is_open_settles_the_handoff(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.go_to("Saturday packing")
        await board.press("p")
        await board.open("Paid: Saturday packing")
        assert field(board, "amount").value == "$96"
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: handoff(sample, "Saturday packing").state == "closed")
        await board.see("1 to pay")


async def test_an_amount_that_is_none_is_refused_as_typed(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.go_to("Saturday packing")
        await board.press("p")
        await board.open("Paid")
        await board.fill("amount", "a lot")
        await board.press("enter")
        await board.see("not an amount|is not")
        assert field(board, "amount").value == "a lot"
        assert field(board, "amount").has_focus


async def test_a_later_date_is_agreed_and_the_first_one_kept(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("plus")
        await board.open("Agree a later date: Workshop video edit")
        await board.type("fri")
        await board.see("→ Fri 27 Nov")
        await board.press("enter")
        await board.see("Say why the date moves")
        await board.fill("because", "the client was ill")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: handoff(sample, WORKING).due == "2026-11-27")
        await board.see(r"○ Fri 27 Nov +Workshop video edit")
    assert handoff(sample, WORKING).original_due == "2026-11-18"


async def test_an_earlier_date_is_no_extension(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, SENT)
        await board.press("plus")
        await board.open("Agree a later date")
        await board.fill("due", "tomorrow")
        await board.press("enter")
        await board.wait(lambda: refusal(board))
        assert board.dialog.startswith("Agree")
        assert field(board, "due").value == "tomorrow"
    assert handoff(sample, SENT).due == "2026-11-27"


# ---- ends


async def test_taking_back_gives_the_task_to_the_owner(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("T")
        await board.open("Take back: Workshop video edit")
        await board.type("no answer for a week")
        await board.press("enter")
        await board.closed()
        await board.see("11 open")
    assert sample.book.tasks.get(handoff(sample, WORKING).task).state == "mine"  # type: ignore[union-attr]


async def test_reassigning_opens_the_same_handoff_with_somebody_else(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("R")
        await board.open("Reassign: Workshop video edit")
        await board.type("gridw")
        await board.see("→ Gridwise Data")
        await board.fill("due", "fri")
        await board.press("enter")
        await board.open("Brief: Workshop video edit")
        drafted = next(h for h in sample.book.open_handoffs if sample.book.title(h) == WORKING)
        assert drafted.state == "drafted", "nobody has told them yet"
        await board.press("c", "y")
        await board.closed()
        await board.see("Workshop video edit +Gridwise Data")
        await board.press("M")
        await board.see("Write to Cutting Room Nine")
        await board.see("Please stop working on Workshop video edit: somebody else goes on with it.")


async def test_cancelling_drops_the_task(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("X")
        await board.open("Cancel: Workshop video edit")
        await board.press("enter")
        await board.closed()
        await board.see("11 open")
    assert sample.book.tasks.get(handoff(sample, WORKING).task).state == "dropped"  # type: ignore[union-attr]


# ---- forms in general


async def test_a_form_with_something_typed_is_left_at_the_second_escape(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, DELIVERED)
        await board.press("r")
        await board.open("Return")
        await board.type("half a sentence")
        await board.press("escape")
        await board.see("Not saved yet: esc again leaves it, enter saves")
        assert field(board, "because").value == "half a sentence"
        await board.press("escape")
        await board.closed()
    assert handoff(sample, DELIVERED).state == "delivered"


async def test_the_name_of_the_field_in_which_one_types_is_lit_and_no_other(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await board.press("comma")
        names = [row.query_one(".label").styles for row in board.app.screen.query("FieldRow")]
        quiet, lit = names[1].color, names[0].color
        assert quiet != lit
        for at in range(3):
            assert [name.color == lit for name in names] == [each == at for each in range(len(names))]
            await board.press("tab")


async def test_a_form_that_was_only_read_is_left_at_once(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        for key, title in (("e", "Edit"), ("r", "Return"), ("y", "Accept"), ("l", "Heard"), ("T", "Take back")):
            await at(board, DELIVERED)
            await board.press(key)
            await board.open(title)
            await board.press("escape")
            await board.closed()


async def test_the_quit_key_is_a_letter_in_a_form(sample: Desk, launch: Launch) -> None:
    async with launch(sample) as board:
        await at(board, DELIVERED)
        await board.press("r")
        await board.open("Return")
        await board.type("quit u 1 ?")
        assert field(board, "because").value == "quit u 1 ?"
        assert board.app.is_running


async def test_editing_nothing_changes_nothing(sample: Desk, launch: Launch) -> None:
    before = handoff(sample, WORKING)
    async with launch(sample) as board:
        await at(board, WORKING)
        await board.press("e")
        await board.open("Edit: Workshop video edit")
        await board.press("enter")
        await board.closed()
        await board.wait(lambda: board.said)
    after = handoff(sample, WORKING)
    assert (after.due, after.price, after.brief, after.contractor) == (
        before.due, before.price, before.brief, before.contractor,
    )  # fmt: skip


async def test_what_comes_due_is_said_once(sample: Desk, launch: Launch, clock: Any) -> None:
    async with launch(sample) as board:
        await board.see("5 overdue · 1 due today")
        clock.now = dt.datetime(2026, 11, 24, 0, 0, 1, tzinfo=dt.UTC)
        await board.see("6 overdue · 1 due today")
        toasts = list(board.app._notifications)
        assert len(toasts) == 1
        assert toasts[0].message == "1 became overdue: Returns page in German\n1 due today: Checkout bug"
        await board.app.tick()
        assert len(list(board.app._notifications)) == 1


async def test_what_comes_due_is_said_by_the_channels_that_are_chosen(
    sample: Desk, launch: Launch, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.settings.change({"channels": "bell"})
    async with launch(sample) as board:
        rung: list[bool] = []
        monkeypatch.setattr(board.app, "bell", lambda: rung.append(True))
        await board.see("5 overdue · 1 due today")
        clock.now = dt.datetime(2026, 11, 24, 0, 0, 1, tzinfo=dt.UTC)
        await board.see("6 overdue · 1 due today")
        await board.wait(lambda: rung)
        assert not board.app._notifications


# ---- the keys of every dialog


async def nobody(_: str) -> Copied:
    """Copies nothing."""
    return Copied()


@pytest.mark.parametrize("size", [(40, 10), (40, 24), (80, 24)], ids=str)
@pytest.mark.parametrize(
    ("dialog", "keys"),
    [
        (
            lambda: BriefDialog("Care card", "a line\n" * 40, "a letter", nobody, sending=True),
            ["p print", "s it is sent", "esc keep the draft"],
        ),
        (lambda: WhichStays("both changed the title\n" * 30), ["t theirs come", "esc merges nothing"]),
        (lambda: SettleDialog("The brief", "Sent at noon; nobody knows."), ["s send it again", "esc leave it"]),
        (lambda: Confirm("Have this machine remind you?", "do it"), ["y do it", "n leave it"]),
    ],
    ids=["brief", "merge", "mail", "yes or no"],
)
async def test_no_dialog_cuts_its_keys(
    sample: Desk, launch: Launch, size: tuple[int, int], dialog: Callable[[], Dialog[Any]], keys: list[str]
) -> None:
    async with launch(sample, *size) as board:
        board.app.push_screen(dialog())
        for words in keys:
            await board.see(re.escape(words))
