"""A book from somebody else in the dashboard: its mail account is shown by a key, and used once it is approved."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import to_builtins

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import MailAccount
from delegator_tui.rules.messages.fill import Message
from delegator_tui.screens.services import reminders
from tests.making import add_contractor, another, sent, set_mail
from tests.outbox.conftest import authority as authority
from tests.outbox.conftest import trusted as trusted
from tests.outbox.post_office import PASSWORD, USER, Certificates, PostOffice, open_office
from tests.screens.conftest import Board, Launch

SAID = (
    "The mail account of this book (localhost) is not approved on this machine, so its mails wait."
    " f7 opens the mail account."
)


@pytest.fixture
def office(trusted: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    monkeypatch.setenv("DELEGATOR_SMTP_PASSWORD", PASSWORD)
    with open_office(trusted) as opened:
        yield opened


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """What the book's command makes when it is run."""
    return tmp_path / "PWNED"


@pytest.fixture
def account(office: PostOffice, trap: Path) -> MailAccount:
    return MailAccount(host="localhost", port=office.port, user=USER, sender=USER, password_command=f"touch {trap}")


@pytest.fixture
def theirs(desk: Desk, account: MailAccount) -> Desk:
    """A desk over a book that somebody else made, in which a mail waits."""
    desk.settings.keep(mail=account)
    handoff = sent(desk, contractor=add_contractor(desk, "Mira", email="mira@example.com"))
    desk.handoffs.write(handoff, Message("mira@example.com", "The brief", "Here it is.\n"), "email")
    return desk


def told(board: Board) -> list[str]:
    """What the toasts said, so far."""
    return [note.message for note in board.app._notifications]


async def test_a_book_from_elsewhere_runs_nothing_reaches_nobody_and_says_so_once(
    theirs: Desk, launch: Launch, office: PostOffice, trap: Path
) -> None:
    async with launch(theirs) as board:
        await board.wait(lambda: told(board) == [SAID])
        board.app.mail.look()
        await board.wait(lambda: not board.app.mail.is_sending)
        assert told(board) == [SAID]
    assert (trap.exists(), office.greeted) == (False, [])
    assert [mail.state for mail in theirs.book.messages.all()] == ["queued"]


async def test_its_account_is_shown_whole_and_approved_by_a_key(
    theirs: Desk, launch: Launch, office: PostOffice, trap: Path
) -> None:
    async with launch(theirs, columns=120) as board:
        await board.press("f7")
        await board.open("The mail account of this book")
        assert board.sees("runs +touch ")
        assert board.sees(f"connects to +localhost:{office.port}, encrypted")
        await board.press("enter")
        await board.closed()
        assert (trap.exists(), office.greeted) == (False, [])
        await board.press("f7")
        await board.open("The mail account of this book")
        await board.press("y")
        await board.wait(lambda: told(board)[-1] == "The mail to Mira left.")
        await board.press("f7")
        await board.open("Mail account")
    assert len(office.taken) == 1


async def test_to_type_one_part_of_it_approves_and_tries_no_other(
    theirs: Desk, launch: Launch, office: PostOffice, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DELEGATOR_SMTP_PASSWORD")
    async with launch(theirs) as board:
        await board.press("f7", "c")
        await board.open("Mail account")
        await board.fill("mail_user", "ada")
        await board.press("ctrl+t")
        await board.see("is not approved on this machine")
        await board.press("enter")
        await board.closed()
        assert "is not approved on this machine" in board.said
        await board.press("f8")
        await board.wait(lambda: not board.app.mail.is_sending)
    assert (trap.exists(), office.greeted) == (False, [])


async def test_all_of_it_typed_anew_is_approved(theirs: Desk, launch: Launch, office: PostOffice, trap: Path) -> None:
    account = {"host": "127.0.0.1", "port": "1", "user": "me", "from": "me@example.com", "password_command": ""}
    async with launch(theirs) as board:
        await board.press("f7", "c")
        await board.open("Mail account")
        for field, text in account.items():
            await board.fill(f"mail_{field}", text)
        await board.press("enter")
        await board.closed()
        await board.press("f7")
        await board.open("Mail account")
    assert (trap.exists(), office.greeted) == (False, [])


async def test_an_account_that_comes_while_it_is_open_is_told(
    desk: Desk, launch: Launch, office: PostOffice, account: MailAccount
) -> None:
    set_mail(desk, host="smtp.example.com")
    async with launch(desk) as board:
        other = another(desk)
        other.settings.keep(mail=account)
        other.store.close(compact=False)
        await board.wait(lambda: told(board) == [SAID])


async def test_who_is_reminded_by_mail_is_told_though_none_waits(
    desk: Desk, launch: Launch, account: MailAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "PAUSE", 0.0)
    desk.settings.keep(mail=account, channels=["mail"])
    async with launch(desk) as board:
        await board.wait(lambda: told(board) == [SAID])
        await board.wait(lambda: board.app.reminders._has_looked)
        assert told(board) == [SAID]
    assert list(desk.book.messages.all()) == []


async def test_an_edit_by_hand_that_brought_another_account_is_told_at_the_start(
    desk: Desk, open_desk: Callable[[], Desk], launch: Launch, account: MailAccount
) -> None:
    set_mail(desk, host="smtp.example.com")
    desk.store.close(compact=True)
    book = json.loads(desk.store.path.read_text())
    for own in book["settings"].values():
        own["mail"] = to_builtins(account)
    desk.store.path.write_text(json.dumps(book))
    async with launch(open_desk()) as board:
        await board.wait(lambda: SAID in told(board))
