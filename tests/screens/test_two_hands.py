"""Two dashboards on one book: what one has open while the other changes it, and keys on rows that go away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual.widgets import Input

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.draft import HandoffDraft
from delegator_tui.model.kept import Kept
from delegator_tui.model.records import Handoff, Money, Price, Task
from delegator_tui.rules.messages.templates import TEXTS
from delegator_tui.screens.dialogs.confirm import Confirm
from delegator_tui.screens.forms import by_key
from delegator_tui.screens.forms.form import Form
from delegator_tui.screens.forms.mail_forms import mail_account_form
from delegator_tui.screens.forms.task_forms import later_form
from delegator_tui.screens.forms.texts import text_form
from delegator_tui.screens.views import slip
from delegator_tui.widgets.fields import FieldRow
from tests.making import (
    FRIDAY,
    NEXT_FRIDAY,
    add_contractor,
    add_task,
    another,
    delivered,
    row,
    sent,
    set_mail,
    somebody,
    working,
)
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


# ---- every form


@dataclass
class Meanwhile:
    """What a form is asked about in a test: a record for which its key works, what changes, and what is said of it."""

    make: Callable[[Desk], str]
    change: Change
    words: str
    typed: Mapping[str, str] = field(default_factory=dict)


def deliver(desk: Desk, uid: str) -> None:
    desk.handoffs.deliver(uid)


def pay(desk: Desk, uid: str) -> None:
    desk.handoffs.pay(uid, money("40.00"))


def money(amount: str) -> Money:
    return Money(amount=amount, currency="USD")


def asking(desk: Desk) -> str:
    uid = working(desk, "Photos")
    desk.handoffs.heard(uid, "asks", "Which colour?")
    return uid


def in_parts(desk: Desk) -> str:
    return working(desk, "Photos", deliverables=(("ten photos", None), ("one banner", None)))


DELIVERED = "Photos changed since you opened this: the state working → delivered."
DUE_4_DEC = "due nothing → Fri 4 Dec"
MEANWHILE: dict[str, Meanwhile] = {
    "heard": Meanwhile(
        working,
        lambda desk, uid: desk.handoffs.heard(uid, "later", promised=NEXT_FRIDAY),
        "the promised date nothing → Fri 4 Dec",
        {"what": "later", "words": "11 dec"},
    ),
    "answer": Meanwhile(
        asking, lambda desk, uid: desk.handoffs.answer(uid, "Red"), "the question Which colour? → nothing"
    ),
    "acknowledge": Meanwhile(
        sent, lambda desk, uid: desk.handoffs.acknowledge(uid, "Yes"), "what they said nothing → Yes"
    ),
    "invoice": Meanwhile(
        working,
        lambda desk, uid: desk.handoffs.invoice(uid, money("40.00"), number="7"),
        "the invoices nothing → 7 $40",
    ),
    "deliver": Meanwhile(
        in_parts,
        lambda desk, uid: desk.handoffs.deliver(uid, "banner"),
        "still owed ten photos; one banner → ten photos",
    ),
    "accept": Meanwhile(
        delivered,
        lambda desk, uid: desk.handoffs.return_(uid, "Dark", "missed", FRIDAY),
        "the state delivered → returned",
    ),
    "return": Meanwhile(delivered, lambda desk, uid: desk.handoffs.accept(uid), "the state delivered → accepted"),
    "extend": Meanwhile(
        working,
        lambda desk, uid: desk.handoffs.extend(uid, NEXT_FRIDAY, "snow"),
        "the agreed date Fri 27 Nov → Fri 4 Dec",
    ),
    "pay": Meanwhile(working, pay, "what was paid nothing → $40", {"amount": "40"}),
    "snooze": Meanwhile(
        working, lambda desk, uid: desk.reminders.snooze(uid, NEXT_FRIDAY), "the reminder not put off → put off once"
    ),
    "cut": Meanwhile(
        in_parts,
        lambda desk, uid: desk.handoffs.deliver(uid, "banner"),
        "still owed ten photos; one banner → ten photos",
    ),
    "reassign": Meanwhile(working, deliver, DELIVERED),
    "take_back": Meanwhile(working, deliver, DELIVERED),
    "cancel": Meanwhile(working, deliver, DELIVERED),
    "later": Meanwhile(add_task, lambda desk, uid: desk.tasks.edit(uid, due=NEXT_FRIDAY), DUE_4_DEC),
    "same": Meanwhile(add_task, lambda desk, uid: desk.tasks.mine(uid), "the state inbox → mine"),
    "split": Meanwhile(add_task, lambda desk, uid: desk.tasks.edit(uid, due=NEXT_FRIDAY), DUE_4_DEC),
    "hand_off": Meanwhile(
        add_task,
        lambda desk, uid: desk.handoffs.hand_off(uid, HandoffDraft(contractor=somebody(desk), due=FRIDAY)),
        "the state not sent → sent",
    ),
    "end_contractor": Meanwhile(
        add_contractor, lambda desk, uid: desk.contractors.edit(uid, status="bench"), "the status active → bench"
    ),
    "edit": Meanwhile(add_task, lambda desk, uid: desk.tasks.drop(uid), "it is dropped"),
}
FORMS = sorted(by_key.BY_NAME.keys() - {"send", "repeat", "after"})
"""Every form about one record; a draft is sent by the form that hands off, what links records is another matter."""
OF_HANDOFF = sorted(name for name in FORMS if by_key.BY_NAME[name].on == "handoff")


async def opened(board: Board, name: str, uid: str, kept: Kept | None = None) -> Form:
    """Open a form, with what was kept of it."""
    form = by_key.again(Kept("", (), name, uid), board.desk.book, board.app.runner)
    board.app.push_screen(form.with_kept(kept) if kept else form)
    await board.wait(lambda: form.is_mounted and board.app.screen is form)
    return form


async def save(board: Board, form: Form, typed: Mapping[str, str]) -> None:
    for line in form.query(FieldRow):
        if str(line.editor.id) in typed:
            line.put(typed[str(line.editor.id)])
    await board.press(form._save_key)


@pytest.mark.parametrize("name", FORMS)
async def test_every_form_says_what_was_changed_and_writes_nothing_unasked(
    desk: Desk, launch: Launch, name: str
) -> None:
    case = MEANWHILE[name]
    uid = case.make(desk)
    other = another(desk)
    async with launch(desk, 120, 36) as board:
        form = await opened(board, name, uid)
        case.change(other, uid)
        await save(board, form, case.typed)
        await asked(board, case.words)
        before = desk.store.history.undoable()  # reminders may be stamped meanwhile, which is no step
        await answer(board, "n")
        assert (board.app.screen, desk.store.history.undoable()) == (form, before)


@pytest.mark.parametrize("name", OF_HANDOFF)
async def test_a_form_about_a_handoff_that_ended_says_so(desk: Desk, launch: Launch, name: str) -> None:
    uid = MEANWHILE[name].make(desk)
    other = another(desk)
    async with launch(desk, 120, 36) as board:
        form = await opened(board, name, uid)
        other.handoffs.cancel(uid, "no money")
        await save(board, form, {"what": "note", "words": "they rang"})
        await asked(board, "Photos changed since you opened this: it is cancelled")


async def test_whoever_says_yes_pays_a_second_time(desk: Desk, launch: Launch) -> None:
    uid = working(desk, "Photos")
    other = another(desk)
    async with launch(desk) as board:
        form = await opened(board, "pay", uid)
        pay(other, uid)
        await save(board, form, {"amount": "40"})
        await asked(board, "what was paid nothing → $40")
        await board.press("y")
        await asked(board, "$40 was paid for Photos today already")
        await answer(board, "y")
        await board.wait(lambda: board.app.screen is not form)
    assert [each.amount for each in desk.book.paid_for(handoff(desk, uid))] == ["40.00", "40.00"]


@pytest.mark.parametrize(
    ("name", "typed", "change"),
    [
        ("heard", {"what": "note", "words": "they rang"}, deliver),
        ("heard", {"what": "on track"}, pay),
        ("pay", {"amount": "40"}, deliver),
        ("extend", {"due": "11 dec", "because": "rain"}, pay),
        ("snooze", {"until": "wed"}, pay),
    ],
)  # fmt: skip
async def test_what_does_not_matter_to_a_form_is_not_asked_about(
    desk: Desk, launch: Launch, name: str, typed: dict[str, str], change: Change
) -> None:
    uid = working(desk, "Photos")
    other = another(desk)
    async with launch(desk) as board:
        form = await opened(board, name, uid)
        change(other, uid)
        await save(board, form, typed)
        await board.wait(lambda: board.app.screen is not form)
        assert not isinstance(board.app.screen, Confirm)
        assert desk.book.version > other.book.version


async def test_tasks_that_are_put_away_together_are_asked_about_by_name(desk: Desk, launch: Launch) -> None:
    first, second = desk.tasks.capture("Photos", "Film")
    other = another(desk)
    async with launch(desk, 100, 30) as board:
        form = later_form(task(desk, first), desk.book, board.app.runner, task(desk, second))
        board.app.push_screen(form)
        await board.open("Later: 2 tasks")
        other.tasks.mine(second)
        await save(board, form, {"defer_until": "4 dec"})
        await asked(board, "These tasks changed since you opened this: “Film” inbox → mine.")


async def test_settings_that_only_one_changed_are_merged_and_the_others_asked_about(desk: Desk, launch: Launch) -> None:
    add_task(desk)
    other = another(desk)
    async with launch(desk, 100, 36) as board:
        await board.press(",")
        await board.open("Settings")
        await board.fill("name", "Ada")
        other.settings.change({"quiet_hours": "19:00-08:00"})
        await board.press("enter")
        await board.closed()
        assert (desk.book.settings.name, desk.book.settings.quiet_hours) == ("Ada", "19:00-08:00")
        await board.press(",")
        await board.open("Settings")
        await board.fill("name", "Ada L.")
        other.settings.change({"name": "Grace", "review_day": "mon"})
        await board.press("enter")
        await asked(board, "The settings changed since you opened this: Your name Ada → Grace.")
        await answer(board, "n")
    assert (desk.book.settings.name, desk.book.settings.review_day) == ("Grace", "mon")


async def test_a_field_of_the_mail_account_that_both_changed_is_asked_about(desk: Desk, launch: Launch) -> None:
    set_mail(desk, host="smtp.example.com", user="ada")
    other = another(desk)
    async with launch(desk, 100, 30) as board:
        form = mail_account_form(desk.book, board.app.runner, board.app.mail.secrets)
        board.app.push_screen(form)
        await board.open("Mail account")
        other.settings.change({"mail_host": "mail.example.com", "mail_user": "grace"})
        await save(board, form, {"mail_host": "out.example.com"})
        await asked(
            board, "The mail account changed since you opened this: Server smtp.example.com → mail.example.com."
        )
        await answer(board, "y")
        await board.wait(lambda: board.app.screen is not form)
    account = desk.book.settings.mail
    assert account is not None
    assert (account.host, account.user) == ("out.example.com", "grace")


async def test_a_text_of_the_messages_that_both_changed_is_asked_about(desk: Desk, launch: Launch) -> None:
    other = another(desk)
    name = next(iter(TEXTS))
    async with launch(desk, 100, 30) as board:
        form = await opened_text(board, name)
        other.texts.keep(name, "Subject: Theirs\n\nHello")
        await save(board, form, {"text": "Subject: Mine\n\nHello"})
        await asked(board, "→ Subject: Theirs Hello")


async def opened_text(board: Board, name: str) -> Form:
    form = text_form(name, board.app.runner)
    board.app.push_screen(form)
    await board.wait(lambda: form.is_mounted and board.app.screen is form)
    return form


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
