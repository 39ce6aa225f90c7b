"""What stands typed is told whole, and put back into the form where it stood."""

from __future__ import annotations

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.model.kept import Kept
from delegator_tui.model.records import MailAccount, Money
from delegator_tui.rules.records.available import steps
from delegator_tui.screens.dialogs.add import AddPrompt
from delegator_tui.screens.forms import by_key
from delegator_tui.screens.forms.mail_forms import PasswordDialog
from delegator_tui.screens.terminal.typed import typed_in
from delegator_tui.widgets.fields import Choice, FieldRow
from tests.making import add_contractor, delivered, sent, working
from tests.screens.conftest import Launch


@pytest.fixture
def work(desk: Desk) -> Desk:
    """A task, somebody, and handoffs of which each key works on one."""
    mira = add_contractor(desk, "Mira", email="mira@example.com")
    desk.tasks.capture("Order shelves")
    working(desk, "Photos", contractor=mira)
    delivered(desk, "Cards", contractor=mira)
    sent(desk, "Prints", contractor=mira)
    desk.handoffs.heard(
        working(desk, "Frames", contractor=mira, deliverables=(("photos", None), ("one banner", None))),
        "asks",
        "Which size?",
    )
    return desk


def uid_for(form: str, desk: Desk) -> str:
    book = desk.book
    if form == "end_contractor":
        return next(iter(book.contractors.open))
    if by_key.BY_NAME[form].on in ("task", "row"):
        return next(uid for uid, task in book.tasks.open.items() if task.title == "Order shelves")
    command = by_key.BY_NAME[form].by or by_key.BY_NAME[form].id
    return next(each.uid for each in book.open_handoffs if command in steps(each, book).works)


@pytest.mark.parametrize("name", ["contractor", *sorted(by_key.BY_NAME.keys() - {"send"})])
async def test_each_form_opens_again_with_what_was_typed(work: Desk, launch: Launch, name: str) -> None:
    about = "" if name == "contractor" else uid_for(name, work)
    asked = Kept("", (), name, about)
    async with launch(work) as board:
        assert by_key.can_ask_again(asked, work.book)
        form = by_key.again(asked, work.book, board.app.runner)
        board.app.push_screen(form)
        await board.wait(lambda: form.is_mounted)
        assert typed_in(board.app) == []
        for row in form.query(FieldRow):
            row.put(row.editor.options[-1][0] if isinstance(row.editor, Choice) else "words of mine")
        (text,) = typed_in(board.app)
        assert (text.form, text.about, text.fields[-1][2] != "") == (name, about, True)
        form.dismiss(None)
        again = by_key.again(text, work.book, board.app.runner).with_kept(text)
        board.app.push_screen(again)
        await board.wait(lambda: again.is_mounted)
        assert typed_in(board.app) == [text]


async def test_a_form_that_opens_again_asks_about_what_changed_since_it_was_first_open(
    work: Desk, launch: Launch
) -> None:
    uid = uid_for("edit", work)
    work.tasks.edit(uid, due="2026-12-04")
    asked = Kept("", (), "edit", uid)
    async with launch(work, 100, 30) as board:
        form = by_key.again(asked, work.book, board.app.runner)
        board.app.push_screen(form)
        await board.wait(lambda: form.is_mounted)
        await board.fill("due", "11 dec")
        (text,) = typed_in(board.app)
        form.dismiss(None)
        await board.closed()
        work.store.unsaved.keep(text)
        work.tasks.edit(uid, due="2026-12-09", notes="Ring first")
        (kept,) = work.store.unsaved.all()
        again = by_key.again(kept, work.book, board.app.runner).with_kept(kept)
        board.app.push_screen(again)
        await board.wait(lambda: again.is_mounted)
        assert typed_in(board.app)[0].seen == text.seen
        await board.press("enter")
        await board.see("Order shelves changed since you opened this: Due 4 Dec 2026 → 9 Dec 2026")
        await board.press("y")
        await board.closed()
    found = work.book.tasks.get(uid)
    assert found
    assert (found.due, found.notes) == ("2026-12-11", "Ring first")


async def test_a_payment_that_was_typed_asks_when_it_was_paid_meanwhile(work: Desk, launch: Launch) -> None:
    uid = uid_for("pay", work)
    async with launch(work, 100, 30) as board:
        form = by_key.again(Kept("", (), "pay", uid), work.book, board.app.runner)
        board.app.push_screen(form)
        await board.wait(lambda: form.is_mounted)
        await board.fill("amount", "40")
        (text,) = typed_in(board.app)
        form.dismiss(None)
        await board.closed()
        work.handoffs.pay(uid, Money(amount="40.00", currency="USD"))
        again = by_key.again(text, work.book, board.app.runner).with_kept(text)
        board.app.push_screen(again)
        await board.wait(lambda: again.is_mounted)
        await board.press("enter")
        await board.see("what was paid nothing → \\$40")


async def test_a_form_whose_record_is_gone_is_not_asked_again(work: Desk) -> None:
    uid = uid_for("edit", work)
    work.tasks.drop(uid)
    assert not by_key.can_ask_again(Kept("", (), "edit", uid), work.book)
    assert not by_key.can_ask_again(Kept("", (), "nonsense", uid), work.book)


async def test_a_letter_that_was_written_over_is_told(work: Desk, launch: Launch) -> None:
    async with launch(work) as board:
        await board.press("3")
        await board.go_to("Photos")
        await board.press("n", "e")
        await board.type("Hello")
        (text,) = typed_in(board.app)
        assert "Mira" in text.title
        assert "Hello" in text.fields[1][2]


async def test_a_password_is_never_told(work: Desk, launch: Launch) -> None:
    async with launch(work) as board:
        board.app.push_screen(PasswordDialog(MailAccount(host="h", user="u"), "why", board.app.mail.secrets))
        await board.open("Password")
        await board.type("hunter2")
        assert typed_in(board.app) == []


async def test_a_prompt_that_is_told_of_its_end_twice_keeps_its_line_once(desk: Desk) -> None:
    app = AddPrompt(desk)
    async with app.run_test() as pilot:
        await pilot.press(*"Call")
        app.end(129)
        app.end(143)
    assert [text.fields[0][2] for text in desk.store.unsaved.all()] == ["Call"]


async def test_a_text_that_another_dashboard_took_is_not_offered_again(desk: Desk, launch: Launch) -> None:
    desk.tasks.capture("Order kiln shelves")
    name = desk.store.unsaved.keep(Kept("add", (("add", "", "Call Ann"),), "add"))
    async with launch(desk) as board:
        await board.see("E opens it")
        desk.store.unsaved.drop(name)
        await board.press("E")
        await board.see("There is no unsaved text")
        assert not board.app.screen.is_modal
