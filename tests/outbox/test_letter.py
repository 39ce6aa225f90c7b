"""A mail on the wire says what was queued, and nothing typed can add a header or a recipient."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegator_tui.errors import Refused
from delegator_tui.model.records import MailAccount
from delegator_tui.model.records import Message as Mail
from delegator_tui.outbox.letter import letter
from delegator_tui.rules.messages.fill import clean, subject_line

ACCOUNT = MailAccount(host="smtp.example.com", user="ada", sender="ada@shop.example")
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
}  # fmt: skip
BREAKS = st.sampled_from(
    ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b", "\r\n ", "\n\t", "\r\nBcc: eve@evil.example\r\n"]
)
NASTY = st.lists(st.one_of(st.text(max_size=12), BREAKS), max_size=6).map("".join)


def mail(**fields: str) -> Mail:
    said = {
        "uid": "0192f0c1-aaaa-7bbb-8ccc-1234567890ab", "to": "mira@example.com", "subject": "Photos",
        "body": "Where?\n", "created": "2026-11-23T09:00:00.000Z", "claimed": "2026-11-23T09:05:00.250Z",
        "contractor": "mira",
    }  # fmt: skip
    return Mail(**(said | fields))  # type: ignore[arg-type]


def on_the_wire(made: EmailMessage) -> EmailMessage:
    read = message_from_bytes(made.as_bytes(), policy=SMTP)
    assert isinstance(read, EmailMessage)
    return read


def test_a_letter_says_what_was_queued() -> None:
    read = on_the_wire(letter(mail(subject="Fotos für Straße 7 ✓", body="Grüße,\nAda\n"), ACCOUNT, "Ada Löwe"))
    assert read["From"] == "Ada Löwe <ada@shop.example>"
    assert read["To"] == "mira@example.com"
    assert read["Subject"] == "Fotos für Straße 7 ✓"
    assert read.get_content() == "Grüße,\r\nAda\r\n"
    assert read["Content-Type"].params["charset"] == "utf-8"


def test_what_goes_over_the_wire_is_ascii_with_line_ends_of_mail() -> None:
    wire = letter(mail(subject="ü" * 200, body="ü" * 3000 + "\n.\n\nFrom here\n"), ACCOUNT).as_bytes()
    assert wire.isascii()
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert max(map(len, wire.split(b"\r\n"))) <= 998


def test_the_date_is_that_of_the_try_and_the_id_that_of_the_mail() -> None:
    first, again = (letter(mail(claimed=f"2026-11-2{day}T09:05:00.250Z"), ACCOUNT) for day in (3, 4))
    assert first["Date"] == "Mon, 23 Nov 2026 09:05:00 +0000"
    assert again["Date"] == "Tue, 24 Nov 2026 09:05:00 +0000"
    assert first["Message-ID"] == again["Message-ID"] == "<0192f0c1-aaaa-7bbb-8ccc-1234567890ab@shop.example>"


def test_a_mail_to_the_owner_asks_for_no_automatic_answer() -> None:
    own = Mail(uid="1", to="ada@shop.example", subject="Today", body="All is well.\n", created="2026-11-23T09:00:00Z")
    assert letter(own, ACCOUNT)["Auto-Submitted"] == "auto-generated"
    assert letter(mail(), ACCOUNT)["Auto-Submitted"] is None


@settings(deadline=None)
@given(subject=NASTY, body=NASTY, name=NASTY, uid=NASTY)
def test_no_text_adds_a_header_or_a_recipient(subject: str, body: str, name: str, uid: str) -> None:
    made = letter(mail(subject=subject, body=body, uid=uid), ACCOUNT, name)
    read = on_the_wire(made)
    assert set(read.keys()) == HEADERS
    assert len(read.keys()) == len(HEADERS)
    assert [each.addr_spec for each in read["To"].addresses] == ["mira@example.com"]
    assert [each.addr_spec for each in read["From"].addresses] == ["ada@shop.example"]
    assert read.get_content().replace("\r\n", "\n").rstrip("\n") == clean(body).rstrip("\n")


@settings(deadline=None)
@given(subject=st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=200))
def test_a_subject_arrives_as_it_was_typed(subject: str) -> None:
    read = on_the_wire(letter(mail(subject=subject), ACCOUNT))
    assert read["Subject"].split() == subject_line(subject).split()


ADDRESS = st.tuples(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8)).map("@".join)


@settings(deadline=None)
@given(st.one_of(NASTY, ADDRESS), ADDRESS)
def test_an_address_is_one_address_or_refused(text: str, sender: str) -> None:
    try:
        made = letter(mail(to=text), MailAccount(host="x", sender=sender))
    except Refused:
        return
    (found,) = on_the_wire(made)["To"].addresses
    assert found.domain.isascii()


@pytest.mark.parametrize(
    "to",
    ["mira@example.com\r\nBcc: eve@evil.example", "a@b.example, c@d.example", "Mira <mira@example.com>", "", "mira"],
)
def test_what_is_not_one_address_is_refused(to: str) -> None:
    with pytest.raises(Refused):
        letter(mail(to=to), ACCOUNT)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("straße.de", "xn--strae-oqa.de"),  # strasse.de is somebody else
        ("faß.example", "xn--fa-hia.example"),
        ("例え。jp", "xn--r8jz45g.jp"),
        ("xn--strae-oqa.de", "xn--strae-oqa.de"),
        ("mail_1.example.com", "mail_1.example.com"),
    ],
)
def test_a_domain_in_any_script_goes_as_the_ascii_that_is_its_own(typed: str, asked: str) -> None:
    assert letter(mail(to=f"mira@{typed}"), ACCOUNT)["To"] == f"mira@{asked}"
    assert letter(mail(), MailAccount(host="x", sender=f"ada@{typed}"))["From"] == f"ada@{asked}"


@pytest.mark.parametrize(
    "domain", ["ü" * 80 + ".example", "a..example", "ü..example", "-a.example", "x" * 64 + ".de", "a.b!c", "i❤.example"]
)
def test_what_cannot_be_a_domain_is_refused_with_the_field_it_stands_in(domain: str) -> None:
    said = f"“{domain}” is not a domain that mail can go to: write it as in name@example.com."
    ours = MailAccount(host="x", sender=f"ada@{domain}")
    for field, queued, account in (("to", mail(to=f"mira@{domain}"), ACCOUNT), ("mail_from", mail(), ours)):
        with pytest.raises(Refused) as refused:
            letter(queued, account)
        assert (str(refused.value), refused.value.field) == (said, field)


def test_the_sender_is_the_user_where_none_is_set() -> None:
    assert letter(mail(), MailAccount(host="x", user="ada@shop.example"))["From"] == "ada@shop.example"
    with pytest.raises(Refused, match="no address to send from: give it one") as refused:
        letter(mail(), MailAccount(host="x", user="ada"))
    assert refused.value.field == "mail_from"
