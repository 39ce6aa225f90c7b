"""Mails leave while the dashboard is open, nothing waits for them, and what is stuck is the owner's to settle."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.done import Done
from delegator_tui.rules.messages.fill import Message
from tests.making import StandingClock, add_contractor, reread, sent, set_mail
from tests.outbox.conftest import authority as authority
from tests.outbox.conftest import trusted as trusted
from tests.outbox.post_office import PASSWORD, USER, Certificates, PostOffice, open_office
from tests.screens.conftest import Board, Launch


@pytest.fixture
def office(trusted: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    monkeypatch.setenv("DELEGATOR_SMTP_PASSWORD", PASSWORD)
    with open_office(trusted) as opened:
        yield opened


@pytest.fixture
def desk(desk: Desk, office: PostOffice) -> Desk:
    """A desk whose mail account is set up, and a handoff with Mira."""
    set_mail(desk, host="localhost", port=str(office.port), user=USER, **{"from": USER})
    sent(desk, contractor=add_contractor(desk, "Mira", email="mira@example.com"))
    return desk


def write(desk: Desk, subject: str = "The brief") -> Done:
    """Write a mail to Mira, as a verb of the dashboard does."""
    handoff = next(iter(desk.book.handoffs.open))
    return desk.handoffs.write(handoff, Message("mira@example.com", subject, "Here it is.\n"), "email")


async def write_here(board: Board, subject: str = "The brief") -> None:
    await board.app.runner.do(lambda desk: write(desk, subject))


def told(board: Board) -> list[str]:
    """What the toasts said, so far."""
    return [note.message for note in board.app._notifications]


def states(desk: Desk) -> list[str]:
    return [mail.state for mail in reread(desk).messages.all()]


async def test_what_a_verb_queues_leaves_at_once_and_is_told(desk: Desk, launch: Launch, office: PostOffice) -> None:
    async with launch(desk) as board:
        await write_here(board)
        await board.wait(lambda: told(board) == ["The mail to Mira left."])
    assert [made["Subject"] for made in office.taken] == ["The brief"]
    assert states(desk) == ["sent"]


async def test_a_mail_that_leaves_takes_no_sentence_away(desk: Desk, launch: Launch, office: PostOffice) -> None:
    async with launch(desk) as board:
        board.view.act(write)
        await board.wait(lambda: told(board) == ["The mail to Mira left."])
        assert board.said == "The mail to Mira is queued."
        await board.press("u")
        await board.wait(lambda: "The mail to Mira stays sent; the record goes back." in board.said)


async def test_what_waited_while_it_was_closed_leaves_at_the_start(
    desk: Desk, launch: Launch, office: PostOffice
) -> None:
    write(desk)
    async with launch(desk) as board:
        await board.wait(lambda: told(board))
    assert len(office.taken) == 1


async def test_nothing_is_sent_without_a_terminal(
    desk: Desk, launch: Launch, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with launch(desk) as board:
        monkeypatch.setattr(board.app._driver, "is_there", False, raising=False)
        await write_here(board)
        await board.wait(lambda: board.app.mail._round is not None and board.app.mail._round.done())
        assert (states(desk), office.taken) == (["queued"], [])
        monkeypatch.setattr(board.app._driver, "is_there", True, raising=False)
        board.app.mail.look()
        await board.wait(lambda: states(desk) == ["sent"])


async def test_what_cannot_leave_is_told_once_and_tried_again(
    desk: Desk, launch: Launch, office: PostOffice, clock: StandingClock
) -> None:
    office.faults = ["rcpt 451 Greylisted"] * 2
    async with launch(desk) as board:
        await write_here(board)
        said = "The mail to Mira is waiting: the server asks to try later (451 Greylisted); tried again in 5 min."
        await board.wait(lambda: told(board) == [said])
        clock.go(minutes=5)
        board.app.mail.look()
        await board.wait(lambda: desk.book.messages.open[uid_of(desk)].attempts == 2 and not office.faults)
        await board.wait(lambda: states(desk) == ["queued"] and not board.app.mail.is_sending)
        board.app.mail.look()
        clock.go(minutes=10)
        board.app.mail.look()
        await board.wait(lambda: told(board)[-1] == "The mail to Mira left.")
        assert len(told(board)) == 2
    assert len(office.taken) == 1


async def test_a_mail_that_hangs_holds_up_no_key(desk: Desk, launch: Launch, office: PostOffice) -> None:
    office.faults = ["mail hang"]
    desk.tasks.capture("Sweep the floor")
    async with launch(desk) as board:
        board.app.mail.grace = 0.05
        await write_here(board)
        await board.wait(lambda: not office.faults)
        await board.press("2")
        await board.go_to("Sweep the floor")
        await board.press("x")
        await board.see("Dropped Sweep the floor")
    assert states(desk) == ["claimed"]


async def test_a_refused_mail_is_on_today_and_sent_again_by_key(desk: Desk, launch: Launch, office: PostOffice) -> None:
    office.faults = ["rcpt 550 Nobody here"]
    async with launch(desk) as board:
        await write_here(board)
        await board.see(r"Mail +1")
        await board.see(r"! refused +The brief .*Mira")
        board.rows_list.move_to(next(key for key in board.rows if key.startswith("mail:")))
        await board.wait(lambda: board.hints[0].words == "send again")
        await board.press("full_stop")
        await board.wait(lambda: told(board)[-1:] == ["The mail to Mira left."])
        await board.wait(lambda: not board.sees(r"Mail +1"))
    assert len(office.taken) == 1


@pytest.mark.parametrize(("key", "state", "count"), [("y", "sent", 1), ("x", "sent", 1), ("s", "sent", 2)])
async def test_an_unsure_mail_asks_whether_it_arrived(
    desk: Desk, launch: Launch, office: PostOffice, key: str, state: str, count: int
) -> None:
    office.faults = ["taken drop"]
    async with launch(desk) as board:
        await write_here(board)
        await board.see(r"! unsure +The brief")
        board.rows_list.move_to(next(key for key in board.rows if key.startswith("mail:")))
        await board.wait(lambda: board.hints[0].words == "did it arrive?")
        await board.press("full_stop")
        await board.open("Did it arrive? The brief")
        assert board.sees("The mail to Mira may have left: the connection ended")
        await board.press(key)
        await board.wait(lambda: states(desk) == [state])
    assert len(office.taken) == count


async def test_enter_on_a_mail_tells_it_whole(desk: Desk, launch: Launch, office: PostOffice) -> None:
    office.faults = ["rcpt 550 Nobody here"]
    async with launch(desk) as board:
        await write_here(board)
        await board.see(r"! refused")
        board.rows_list.move_to(next(key for key in board.rows if key.startswith("mail:")))
        await board.press("enter")
        await board.see("to mira@example.com")
        await board.see("Here it is.")
        await board.press("y")
        await board.open("Did it arrive?")


def uid_of(desk: Desk) -> str:
    """The one mail that waits."""
    return next(iter(desk.book.messages.open))


# ---- the password


@pytest.fixture
def no_password(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.delenv("DELEGATOR_SMTP_PASSWORD", raising=False)
    set_mail(desk, password_command="false")


@pytest.mark.usefixtures("no_password")
async def test_the_password_is_asked_when_the_owner_sends(desk: Desk, launch: Launch, office: PostOffice) -> None:
    async with launch(desk) as board:
        await write_here(board)
        await board.open(f"Password of {USER}")
        assert board.sees("The password command ended with 1")
        await board.type(PASSWORD)
        assert PASSWORD not in board.text
        await board.press("enter")
        await board.wait(lambda: told(board) == ["The mail to Mira left."])
        await write_here(board, "A note")
        await board.wait(lambda: len(office.taken) == 2)
        assert not board.dialog


@pytest.mark.usefixtures("no_password")
async def test_nobody_is_asked_for_what_leaves_by_itself(desk: Desk, launch: Launch, office: PostOffice) -> None:
    write(desk)
    async with launch(desk) as board:
        said = "The password command ended with 1: try it in a shell."
        await board.wait(lambda: told(board) == [said])
        board.app.mail.look()
        await board.wait(lambda: not board.app.mail.is_sending)
        assert told(board) == [said]
        assert not board.dialog
        await board.press("f8")
        await board.open("Password of")
        await board.press("escape")
        await board.closed()
    assert office.greeted == []
    assert states(desk) == ["queued"]


async def test_a_wrong_password_is_asked_anew(
    desk: Desk, launch: Launch, office: PostOffice, no_password: None
) -> None:
    async with launch(desk) as board:
        await write_here(board)
        await board.open("Password of")
        await board.type("wrong")
        await board.press("enter")
        await board.see("! refused")
        await board.wait(lambda: "check the user of the mail account" in "".join(told(board)))
        assert told(board)[-1].endswith(" f7 opens the mail account.")
        assert "mail_" not in told(board)[-1]
        board.rows_list.move_to(next(key for key in board.rows if key.startswith("mail:")))
        await board.press("full_stop")
        await board.open("Password of")
        await board.type(PASSWORD)
        await board.press("enter")
        await board.wait(lambda: states(desk) == ["sent"])
    assert len(office.taken) == 1


# ---- the account


async def test_the_account_is_asked_and_tried_before_it_is_kept(desk: Desk, launch: Launch, office: PostOffice) -> None:
    set_mail(desk, host="", user="", port="587", **{"from": ""})
    async with launch(desk) as board:
        await board.press("f7")
        await board.open("Mail account")
        await board.press("ctrl+t")
        await board.see("Set up the mail account first: its server, your user name and address")
        await board.fill("mail_host", "smtp.example.com")
        await board.press("tab", "3", "ctrl+t")
        await board.see("choose STARTTLS or TLS")
        await board.press("1")
        for field, text in {"host": "localhost", "port": str(office.port), "user": USER}.items():
            await board.fill(f"mail_{field}", text)
        await board.press("ctrl+t")
        await board.see("Logged in to localhost with the password from the environment")
        assert desk.book.settings.mail is None
        await board.fill("mail_port", "seven")
        await board.press("ctrl+t")
        await board.see("“seven” is not a port")
        await board.fill("mail_port", str(office.port))
        await board.press("enter")
        await board.closed()
    account = desk.book.settings.mail
    assert account is not None
    assert (account.host, account.port, account.user) == ("localhost", office.port, USER)
    assert office.taken == []


# ---- a bug


async def test_a_round_that_a_bug_ended_is_told(desk: Desk, launch: Launch) -> None:
    async def broken() -> None:
        raise ValueError("not a mail")

    async with launch(desk) as board:
        board.app.mail._round = asyncio.create_task(broken())
        board.app.mail._round.add_done_callback(board.app.mail._go_again)
        await board.wait(lambda: told(board) == ["Sending mail failed (ValueError: not a mail). f8 tries again."])


async def test_a_clock_that_was_ahead_holds_up_no_mail(
    desk: Desk, launch: Launch, office: PostOffice, clock: StandingClock
) -> None:
    async with launch(desk) as board:
        board.app.mail._not_before = desk.now().at + dt.timedelta(days=30)
        write(desk)
        board.app.mail.look()
        await board.wait(lambda: told(board) == ["The mail to Mira left."])
