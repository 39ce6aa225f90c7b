"""Letters: in the owner's own words, to one plain address, and as a link that opens the mail program."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import Refused
from delegator_tui.rules.messages.fill import Message
from delegator_tui.rules.messages.letters import LONGEST_LINK, chase_letters, has_body, mail_link, preview
from delegator_tui.rules.messages.templates import TEXTS
from tests.making import change
from tests.sample import bring_in


def test_a_broken_text_of_the_owner_is_replaced_and_named(desk: Desk) -> None:
    bring_in(desk)
    desk.settings.keep(texts={"late_one": "Subject: {nobody}\n\nHi"})
    letter = chase_letters(desk.book)[0]
    assert letter.message.subject == "Workshop video edit: was due Wed 18 Nov"
    assert "{nobody}" in letter.wrong
    assert "The standard text is used here." in letter.wrong


def test_an_address_that_is_none_is_named_and_the_letter_stands(desk: Desk) -> None:
    bring_in(desk)
    who = chase_letters(desk.book)[0].contractor
    change(desk, "contractors", who, email="a@x.example, b@x.example")
    letter = chase_letters(desk.book)[0]
    assert letter.message.to == ""
    assert letter.message.body
    assert "is not one mail address" in letter.wrong


@example(subject="", body="one\r\ntwo\n")
@given(subject=st.text(max_size=80), body=st.text(max_size=3000))
def test_a_link_says_what_the_message_says_and_nothing_else(subject: str, body: str) -> None:
    subject, body = (text.encode("utf-8", "replace").decode() for text in (subject, body))
    link = mail_link(Message("ann+x&y=%41@shop.example", subject, body))
    parts = urlsplit(link)
    said = parse_qs(parts.query, keep_blank_values=True)
    assert link.isascii()
    assert len(link) <= LONGEST_LINK
    assert unquote(parts.path) == "ann+x&y=%41@shop.example"
    assert set(said) <= {"subject", "body"}
    if has_body(link):
        assert said["subject"] == [subject]
        assert said["body"][0].replace("\r\n", "\n") == body.replace("\r\n", "\n")


@pytest.mark.parametrize("to", ["a@x.example\nbcc: b@x.example", "a@x.example,b@x.example", "nobody"])
def test_no_link_to_anything_but_one_address(to: str) -> None:
    with pytest.raises(Refused):
        mail_link(Message(to, "Hi", "there\n"))
    assert mail_link(Message("", "Hi", "there\n")) == ""


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_can_be_looked_at(desk: Desk, name: str) -> None:
    assert preview(name, desk.book) == TEXTS[name].text
    bring_in(desk)
    assert preview(name, desk.book).startswith("Subject: ")
    assert "{" not in preview(name, desk.book)
