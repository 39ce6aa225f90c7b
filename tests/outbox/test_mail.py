"""A real server gets exactly one mail for each confirmed send, whatever goes wrong on the way."""

from __future__ import annotations

import datetime as dt
import pickle
import re
import socket
import sys
from contextlib import closing

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.model.records import MailAccount
from delegator_tui.model.records import Message as Mail
from delegator_tui.outbox.approvals import Approved
from delegator_tui.outbox.keyrings import Secret
from delegator_tui.outbox.letter import letter
from delegator_tui.outbox.mail import Attempt, deliver, retry_in
from delegator_tui.outbox.smtp import Patience, log_in, send
from delegator_tui.rules.messages.fill import Message
from tests.making import StandingClock
from tests.outbox.post_office import PASSWORD, USER, Certificates, open_office, rude_office

SHORT = Patience(connect=0.5, answer=0.5, taken=0.5)
RIGHT = Secret(PASSWORD, "a test")


def queue(desk: Desk, count: int = 1) -> list[str]:
    """Queue mails to the owner, the oldest first."""
    return [desk.mail.queue_digest(Message(USER, f"Note {n + 1}", "Good morning.\n")) for n in range(count)]


def drain(desk: Desk, account: MailAccount, secret: Secret | None = RIGHT) -> list[Attempt]:
    return deliver(desk.mail.claim, desk.mail.record, Approved(account), secret, patience=SHORT)


def mail(desk: Desk, uid: str) -> Mail:
    found = desk.book.messages.get(uid)
    assert found is not None
    return found


# ---- it leaves


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_leaves_once_over_a_secured_connection(desk: Desk, trusted: Certificates, security: str) -> None:
    (uid,) = queue(desk)
    with open_office(trusted, security) as office:
        assert [told.outcome.state for told in drain(desk, office.account(security))] == ["sent"]
        assert drain(desk, office.account(security)) == []
    (made,) = office.taken
    assert made["Subject"] == "Note 1"
    assert made["To"] == USER
    assert made.get_content() == "Good morning.\r\n"
    assert mail(desk, uid).state == "sent"
    assert mail(desk, uid).sent == "2026-11-23T09:00:00.000Z"
    assert office.logins == [(USER, PASSWORD)]


@pytest.mark.parametrize(
    "body", [".\n", "One\n.\nTwo\n", ".one\n..two\n...\n. three\n.\n.\n", "\n.\n\nRCPT TO:<eve@evil.example>\n", "."]
)
@pytest.mark.parametrize("letters", ["", "Grüße\n"])
def test_lines_of_dots_end_no_mail_and_arrive_as_they_were_sent(
    desk: Desk, trusted: Certificates, body: str, letters: str
) -> None:
    desk.mail.queue_digest(Message(USER, "Dots", letters + body))
    with open_office(trusted) as office:
        assert [told.outcome.state for told in drain(desk, office.account())] == ["sent"]
    (made,) = office.taken
    (sent,) = desk.book.messages.all()
    assert made.get_content().splitlines() == letter(sent, office.account()).get_content().splitlines()
    assert made.get_content().strip() == (letters + body).strip().replace("\n", "\r\n")


def test_all_that_waits_leaves_in_order(desk: Desk, trusted: Certificates) -> None:
    queue(desk, 4)
    with open_office(trusted) as office:
        drain(desk, office.account())
    assert [made["Subject"] for made in office.taken] == ["Note 1", "Note 2", "Note 3", "Note 4"]


def test_the_server_does_not_hear_the_name_of_the_machine(desk: Desk, trusted: Certificates) -> None:
    queue(desk)
    with open_office(trusted) as office:
        drain(desk, office.account())
    assert set(office.greeted) == {"[127.0.0.1]"}


def test_a_server_on_this_machine_may_go_without_encryption_and_login(desk: Desk, authority: Certificates) -> None:
    queue(desk)
    with open_office(authority, "none", login=False) as office:
        drain(desk, office.account("none", user=""), None)
    assert len(office.taken) == 1


# ---- the server says no


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("mail 550 Not you", r"the server does not take mail from ada@shop.example \(550 Not you\)"),
        ("rcpt 550 No such user here", r"does not take mail to .* \(550 No such user here\): check the address"),
        ("data 554 Looks like spam", r"the server does not take the mail \(554 Looks like spam\)"),
        ("taken 552 Too large", r"the server does not take the mail \(552 Too large\)"),
    ],
)
def test_a_final_no_is_told_and_never_tried_again(
    desk: Desk, clock: StandingClock, trusted: Certificates, fault: str, why: str
) -> None:
    first, second = queue(desk, 2)
    with open_office(trusted, faults=(fault,)) as office:
        told = drain(desk, office.account())
        clock.go(days=3)
        assert drain(desk, office.account()) == []
    assert [each.outcome.state for each in told] == ["refused", "sent"]
    assert [mail(desk, uid).state for uid in (first, second)] == ["refused", "sent"]
    assert re.search(why, mail(desk, first).outcome)


@pytest.mark.parametrize("fault", ["mail 451 Later", "rcpt 451 Greylisted", "rcpt 421 Busy", "data 452 Disk full"])
def test_greylisting_is_waited_out_longer_each_time(
    desk: Desk, clock: StandingClock, trusted: Certificates, fault: str
) -> None:
    (uid,) = queue(desk)
    with open_office(trusted, faults=(fault, fault)) as office:
        (first,) = drain(desk, office.account())
        assert (first.outcome.state, first.retry_in) == ("queued", dt.timedelta(minutes=5))
        assert drain(desk, office.account()) == []
        clock.go(minutes=5)
        (second,) = drain(desk, office.account())
        assert second.retry_in == dt.timedelta(minutes=10)
        clock.go(minutes=10)
        assert [told.outcome.state for told in drain(desk, office.account())] == ["sent"]
        assert drain(desk, office.account()) == []
    assert len(office.taken) == 1
    assert mail(desk, uid).attempts == 3


def test_what_no_server_took_for_two_days_is_the_owners_to_decide(
    desk: Desk, clock: StandingClock, trusted: Certificates
) -> None:
    (uid,) = queue(desk)
    with open_office(trusted, faults=("rcpt 451 Greylisted",)) as office:
        drain(desk, office.account())
        clock.go(days=2, minutes=1)
        assert drain(desk, office.account()) == []
        assert mail(desk, uid).state == "refused"
        assert "not sent for two days: the server asks to try later" in mail(desk, uid).outcome
        desk.mail.send_again(uid)
        assert [told.outcome.state for told in drain(desk, office.account())] == ["sent"]


def test_waits_grow_and_end_at_four_hours() -> None:
    minutes = [retry_in(n) // dt.timedelta(minutes=1) for n in range(9)]
    assert minutes == [5, 5, 10, 20, 40, 80, 160, 240, 240]


def test_a_wrong_password_stops_the_rest_and_is_not_told(desk: Desk, trusted: Certificates) -> None:
    first, second = queue(desk, 2)
    with open_office(trusted) as office:
        (told,) = drain(desk, office.account(), Secret("wrong", "the keyring"))
    assert office.taken == []
    assert told.outcome.for_all
    assert [mail(desk, uid).state for uid in (first, second)] == ["refused", "queued"]
    assert "with the password from the keyring (535)" in mail(desk, first).outcome
    assert "run delegator secrets set" in mail(desk, first).outcome
    assert len(office.logins) == 1


def test_a_server_that_wants_a_login_says_so(desk: Desk, trusted: Certificates) -> None:
    queue(desk)
    with open_office(trusted) as office:
        (told,) = drain(desk, office.account(user=""), None)
    assert told.outcome[:3] == (
        "refused",
        "the server wants you to log in first: name a user in the mail account",
        True,
    )


# ---- the connection ends


def test_nobody_there_is_tried_again(desk: Desk, clock: StandingClock, trusted: Certificates) -> None:
    queue(desk, 2)
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    (told,) = drain(desk, MailAccount(host="localhost", port=port, user=USER))
    assert told.outcome.state == "queued"
    assert told.outcome.said == f"no connection with localhost:{port} (Connection refused)"
    assert told.retry_in == dt.timedelta(minutes=5)


def test_an_unknown_server_is_tried_again(desk: Desk) -> None:
    queue(desk)
    (told,) = drain(desk, MailAccount(host="nowhere.invalid", user=USER))
    assert told.outcome[:3] == ("queued", "no connection: nowhere.invalid:587 is not found", True)


@pytest.mark.parametrize("host", ["smtp..example.com", "x" * 64 + ".example.com"])
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_host_that_no_server_can_have_is_refused(desk: Desk, host: str, security: str) -> None:
    (uid, _) = queue(desk, 2)
    account = MailAccount(host=host, security=security, user=USER)
    (told,) = drain(desk, account)
    said = f"{host}:587 cannot be a server: check server and port of the mail account"
    assert told.outcome[:3] == ("refused", said, True)
    assert mail(desk, uid).state == "refused"
    with pytest.raises(Refused, match="cannot be a server"):
        log_in(Approved(account), None, SHORT)


def test_a_host_in_any_script_is_looked_for_by_the_name_that_is_its_own(desk: Desk) -> None:
    asked: list[object] = []
    sys.addaudithook(lambda event, found: asked.append(found[0]) if event == "socket.getaddrinfo" else None)
    queue(desk)
    (told,) = drain(desk, MailAccount(host="straße.invalid", user=USER))
    assert told.outcome.said == "no connection: straße.invalid:587 is not found"
    assert asked == ["xn--strae-oqa.invalid"]


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_server_that_never_greets_is_not_waited_for(desk: Desk, security: str) -> None:
    queue(desk)
    with rude_office() as office:
        (told,) = drain(desk, office.account(security))
    assert told.outcome[:3] == ("queued", f"no connection: localhost:{office.port} does not answer", True)


@pytest.mark.parametrize("place", ["mail", "rcpt"])
@pytest.mark.parametrize("how", ["drop", "hang"])
def test_a_connection_that_ends_before_the_mail_was_given_is_tried_again(
    desk: Desk, clock: StandingClock, trusted: Certificates, place: str, how: str
) -> None:
    queue(desk)
    with open_office(trusted, faults=(f"{place} {how}",)) as office:
        (told,) = drain(desk, office.account())
        assert told.outcome.state == "queued"
        clock.go(minutes=5)
        assert [told.outcome.state for told in drain(desk, office.account())] == ["sent"]
    assert len(office.taken) == 1


def test_a_mail_cut_off_in_the_middle_was_not_taken() -> None:
    long = Mail(uid="1", to=USER, subject="Long", body="Good morning.\n" * 800_000, created="2026-11-23T09:00:00.000Z")
    with rude_office(b"220 hello\r\n") as office:
        account = office.account("none", user="")
        outcome = send(letter(long, account), Approved(account), None, SHORT)
    assert outcome[:3] == ("queued", f"localhost:{office.port} cut the connection", True)


@pytest.mark.parametrize("fault", ["taken drop", "taken hang"])
def test_a_mail_that_may_have_been_taken_is_never_sent_again_by_itself(
    desk: Desk, clock: StandingClock, trusted: Certificates, fault: str
) -> None:
    first, _ = queue(desk, 2)
    with open_office(trusted, faults=(fault,)) as office:
        states = [told.outcome.state for told in drain(desk, office.account())]
        clock.go(days=1)
        assert drain(desk, office.account()) == []
    assert states == ["unsure", "sent"]
    assert [made["Subject"] for made in office.taken] == ["Note 1", "Note 2"]
    assert mail(desk, first).outcome == "the connection ended after the whole mail was given"


def test_an_unsure_mail_that_is_sent_again_shows_as_the_same(desk: Desk, trusted: Certificates) -> None:
    (uid,) = queue(desk)
    with open_office(trusted, faults=("taken drop",)) as office:
        drain(desk, office.account())
        desk.mail.send_again(uid)
        drain(desk, office.account())
    one, other = office.taken
    assert one["Message-ID"] == other["Message-ID"]


# ---- nothing goes in the clear


def test_a_certificate_that_is_not_trusted_gets_neither_password_nor_mail(desk: Desk, authority: Certificates) -> None:
    queue(desk)
    for security in ("starttls", "tls"):
        with open_office(authority, security) as office:
            (told,) = drain(desk, office.account(security))
        assert told.outcome.state == "queued"
        assert "cannot be trusted, so nothing was given to it" in told.outcome.said
        assert (office.logins, office.taken) == ([], [])
        desk.mail.send_again(next(iter(desk.book.messages.open)))


def test_without_starttls_nothing_is_sent(desk: Desk, trusted: Certificates) -> None:
    queue(desk)
    with open_office(trusted, "none") as office:
        (told,) = drain(desk, office.account("starttls"))
    assert told.outcome.state == "refused"
    assert "offers no STARTTLS, and without it nothing is sent" in told.outcome.said
    assert (office.logins, office.taken) == ([], [])


def test_tls_spoken_to_a_server_that_speaks_plainly_is_told(desk: Desk, trusted: Certificates) -> None:
    queue(desk)
    with open_office(trusted, "none") as office:
        (told,) = drain(desk, office.account("tls"))
    assert "look at security and port of the mail account" in told.outcome.said


@pytest.mark.parametrize("host", ["smtp.example.com", "127.0.0.1.example.com", "localhost.example.com"])
def test_plain_connections_are_for_this_machine_only(desk: Desk, host: str) -> None:
    queue(desk)
    (told,) = drain(desk, MailAccount(host=host, security="none", sender=USER))
    assert told.outcome.state == "refused"
    assert "to this machine only" in told.outcome.said


# ---- trying the account


def test_logging_in_sends_nothing(trusted: Certificates) -> None:
    with open_office(trusted) as office:
        log_in(Approved(office.account()), RIGHT, SHORT)
        with pytest.raises(Refused, match="does not accept user"):
            log_in(Approved(office.account()), Secret("wrong", "a test"), SHORT)
    assert office.logins == [(USER, PASSWORD), (USER, "wrong")]
    assert office.taken == []


def test_no_password_is_in_what_a_failure_says(trusted: Certificates) -> None:
    secret = Secret("-".join(("hunter", "2")), "a test")
    with open_office(trusted) as office, pytest.raises(Refused) as failure:
        log_in(Approved(office.account()), secret, SHORT)
    assert "hunter-2" not in str(failure.getrepr(showlocals=True, chain=True))
    assert repr(secret) == f"{secret}" == "Secret(from a test)"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
