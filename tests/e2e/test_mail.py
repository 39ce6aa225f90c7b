"""Mail from the real program in a real terminal, to a real server."""

from __future__ import annotations

import json
import time

import pytest
from msgspec.structs import replace

from delegator_tui.rules.messages.fill import Message
from tests.e2e.conftest import Installed
from tests.making import StandingClock, add_contractor, desk_at, sent, set_mail
from tests.outbox.conftest import authority as authority
from tests.outbox.post_office import PASSWORD, USER, Certificates, PostOffice, open_office

pytestmark = pytest.mark.e2e
LEAVES = 12.0
"""Seconds after which the program must be gone, on a busy machine too; it waits five for a mail that is leaving."""


def queue(delegator: Installed, office: PostOffice, authority: Certificates) -> None:
    """Set the account up and queue a mail to Mira."""
    delegator.env["SSL_CERT_FILE"] = str(authority.file)
    delegator.file.parent.mkdir()
    desk = desk_at(delegator.file, StandingClock())
    set_mail(desk, host="localhost", port=str(office.port), user=USER, **{"from": USER})
    handoff = sent(desk, contractor=add_contractor(desk, "Mira", email="mira@example.com"))
    desk.handoffs.write(handoff, Message("mira@example.com", "The brief", "Here it is.\n"), "email")
    desk.store.close(compact=False)


def test_a_book_from_somebody_else_runs_nothing_and_reaches_nobody(
    delegator: Installed, authority: Certificates
) -> None:
    trap = delegator.folder / "PWNED"
    with open_office(authority) as office:
        queue(delegator, office, authority)
        desk = desk_at(delegator.file, StandingClock())
        account = desk.book.settings.mail
        assert account is not None
        desk.settings.keep(mail=replace(account, password_command=f"touch {trap}"), channels=["mail"])
        desk.store.close(compact=False)
        with delegator.open(columns=120, DELEGATOR_SMTP_PASSWORD=PASSWORD) as terminal:
            terminal.wait("approved on this machine, so its mails wait")
            terminal.press("q")
            terminal.process.wait(LEAVES)
        assert "is not approved on this machine" in delegator("remind", "--timer", DELEGATOR_SMTP_PASSWORD=PASSWORD)
        assert (office.greeted, trap.exists()) == ([], False)
    assert states(delegator) == ["queued"]


def states(delegator: Installed) -> list[str]:
    return [item["state"] for item in json.loads(delegator("mail", "--json"))["items"]]


def test_the_password_is_typed_unseen_and_the_mail_leaves(delegator: Installed, authority: Certificates) -> None:
    with open_office(authority) as office:
        queue(delegator, office, authority)
        with delegator.open() as terminal:
            terminal.wait("There is no keyring here")
            terminal.press("\x1b[19~")
            terminal.wait("Password of ada@shop.example at localhost")
            terminal.press(PASSWORD)
            terminal.wait("•" * len(PASSWORD))
            terminal.press("enter")
            terminal.wait("The mail to Mira left")
            terminal.press("q")
            terminal.process.wait(LEAVES)
        assert len(office.taken) == 1
        assert PASSWORD.encode() not in terminal.raw
    written = [file.read_bytes() for file in delegator.folder.rglob("*") if file.is_file()]
    assert not any(PASSWORD.encode() in text for text in written)


@pytest.mark.long  # five seconds of it; tests/screens/test_mail.py hands fewer in
def test_leaving_waits_for_no_server_for_long_and_loses_nothing(delegator: Installed, authority: Certificates) -> None:
    with open_office(authority, faults=("mail hang",)) as office:
        queue(delegator, office, authority)
        with delegator.open(DELEGATOR_SMTP_PASSWORD=PASSWORD) as terminal:
            terminal.wait("Today")
            ends = time.monotonic() + LEAVES
            while office.faults:
                assert time.monotonic() < ends
            terminal.press("q")
            assert terminal.process.wait(LEAVES) == 0
        assert b"Traceback" not in terminal.raw
        assert states(delegator) == ["claimed"]
        delegator.env |= {"DELEGATOR_NOW": "2026-11-23T09:30:00+00:00", "DELEGATOR_SMTP_PASSWORD": PASSWORD}
        said = "The mail to Mira may have left: the program was stopped while it was given to the server.\n"
        assert delegator("mail", "send") == said
    assert office.taken == []
