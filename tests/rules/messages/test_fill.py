"""Messages: the texts, their fields, their tone; and that no value can break a subject or an address."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.errors import Refused
from delegator_tui.model.records import Brief, Price
from delegator_tui.rules.messages.chase import chase_list, chase_one
from delegator_tui.rules.messages.fill import (
    BLANK,
    check_template,
    fill,
    message,
    recipient,
    split,
    subject_line,
    template,
)
from delegator_tui.rules.messages.templates import FIELDS, TEXTS
from delegator_tui.rules.reminders.ladder import all_steps
from tests.making import contractor, moment
from tests.rules.messages.chasing import chase_text
from tests.rules.messages.test_chase import shop
from tests.rules.situations import at, case, question

ON_TIME = ("11-23 11:00 acknowledged", "11-26 11:00 on track", "12-02 11:00 on track", "12-08 11:00 on track")
BREAKS = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\0"]


# ---- the texts


def test_no_text_that_owners_may_have_written_anew_goes() -> None:
    assert {
        "brief", "no_read_back", "checkpoint", "before_due", "late_one", "late_two", "decision", "owner_late",
        "returned", "scope", "accepted", "invoice_differs", "paying_late", "ending", "polite_no", "chase", "away",
    } <= set(TEXTS)  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_every_field_of_every_text_exists(name: str) -> None:
    assert check_template(TEXTS[name].text) == []


def test_every_field_is_used_and_explained() -> None:
    """Those of the brief stand in ``terms``; whoever writes a text anew may use them one by one, and older ones."""
    used = {field for text in TEXTS.values() for field in re.findall(r"\{(\w+)\}", text.text)}
    alone = {"outcome", "why", "done_when", "out_of_scope", "open_checks", "round", "rounds", "pay_by"}
    assert used | alone == set(FIELDS)
    assert all(FIELDS.values())


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_is_courteous_and_asks_one_thing(name: str) -> None:
    text = TEXTS[name].text.replace("Just reply A, B or C:", "")
    assert not re.search(r"\b(just|sorry|ASAP|unfortunately|obviously|as I said|!)\b|!", text, re.IGNORECASE)
    assert text.count("?") <= 1
    assert text.startswith("Subject: ")
    assert "Hi {name}," in text
    assert text.endswith("{sign_off}\n")
    assert len(text.split()) < 150


@pytest.mark.parametrize("name", [
    "no_read_back", "checkpoint", "before_due", "late_one", "late_two", "silent", "round_due", "round_late",
    "chase",
])  # fmt: skip
def test_every_nudge_is_answered_with_a_letter(name: str) -> None:
    assert re.findall(r"^([A-Z])  ", TEXTS[name].text, re.MULTILINE) == ["A", "B", "C"]


def test_every_message_that_a_step_names_is_a_text() -> None:
    then, price = at("11-20 09:00"), Price(amount="1", currency="USD")
    for state in ("sent", "working", "delivered", "accepted", "drafted"):
        steps = all_steps(case("12-14 12:00", state=state, accepted=then, updated=then, price=price).book)
        assert steps
        assert {step.message for step in steps} <= {*TEXTS, ""}


# ---- fields


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Hi {name}, {title} is due {due}.", []), ("Hi {nmae}, {titel} and {nmae}", ["nmae", "titel"]),
        ("{name.__class__}", ["name.__class__"]), ("{}", [""]), ("{0}", ["0"]), ("{name!r}", ["name!r"]),
        ("{{name}}", ["{", "}"]), ("a { b", ["{"]), ("a } b", ["}"]), ("{ name }", [" name "]), ("", []),
    ],
)  # fmt: skip
def test_fields_that_do_not_exist_are_named(text: str, unknown: list[str]) -> None:
    assert check_template(text) == unknown


def test_a_text_with_a_wrong_field_is_refused_and_says_which_there_are() -> None:
    with pytest.raises(Refused, match=r"\{nmae\}.*Use one of name, title"):
        fill("Hi {nmae}", {})


def test_what_is_not_known_is_left_open_and_what_is_empty_leaves_nothing() -> None:
    assert fill("Hi\n{name}: {title}{owed}.", {"name": "Mira", "owed": ""}) == f"Hi\nMira: {BLANK}.\n"
    assert fill("Hi\n\n{owed}\n\n\n\nBye", {"owed": ""}) == "Hi\n\nBye\n"


def test_a_value_is_never_read_for_fields() -> None:
    assert fill("{title} {name}", {"title": "{name}", "name": "Mira"}) == "{name} Mira\n"


@given(st.text(), st.text())
def test_any_value_goes_in_whole_and_the_subject_stays_one_line(title: str, why: str) -> None:
    made = split(fill(TEXTS["brief"].text, {"title": title, "terms": why, "due": "Fri"}))
    assert len(made.subject.splitlines()) <= 1
    assert made.body.startswith("Hi ")
    assert "\r" not in made.body
    assert made.subject.endswith(", due Fri")


@pytest.mark.parametrize("cut", BREAKS)
def test_a_line_break_in_a_title_cannot_make_a_header(cut: str) -> None:
    made = case("12-14 12:00", *ON_TIME)
    said = message("late_one", made.handoff, made.book, title=f"Photos{cut}Bcc: x@example.com")
    assert "\n" not in said.subject
    assert len(said.subject.splitlines()) == 1
    assert subject_line(f"a{cut}b") in ("a b", "ab")


# ---- addresses


@pytest.mark.parametrize(
    "text", ["mira@example.com", " mira@example.com ", "m.i+ra@sub.example.co.uk", "mïra@exämple.de"]
)
def test_one_plain_address_is_a_recipient(text: str) -> None:
    assert recipient(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "mira", "a@b@c", "a@b,c@d", "a@b; c@d", "Mira <a@b>", "a b@c", "@b", "a@", "a@b\n", "\ta@b", "(x)a@b",
        *(f"a@b{cut}Bcc: c@d" for cut in BREAKS), *(f"a@b{cut}" for cut in BREAKS),
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not one mail address") as caught:
        recipient(text)
    assert len(str(caught.value).splitlines()) == 1


def test_no_address_is_no_recipient() -> None:
    assert recipient("") == recipient("  ") == ""
    assert split("Hello").to == ""


@given(st.text())
def test_no_recipient_has_a_line_break_or_a_second_address(text: str) -> None:
    try:
        found = recipient(text)
    except Refused:
        return
    assert len(found.splitlines()) <= 1
    assert found.count("@") <= 1
    assert not re.search(r"[\s,;<>]", found)


# ---- filled from the book


def test_a_nudge_before_the_due() -> None:
    made = case("12-08 09:00", "11-23 11:00 acknowledged", "12-02 11:00 on track", own={"name": "Odette"})
    chase = chase_one(made.handoff, made.book)
    assert chase
    said = chase_text(chase, made.book)
    assert said == (
        "mira@example.com",
        "Glaze range photos: due Fri 11 Dec",
        'Hi Mira,\n\nThe work "Glaze range photos" is due Fri 11 Dec. Where does it stand? Just reply A, B or C:\n\n'
        "A  on track\nB  I need until ___\nC  stuck on ___\n\n"
        "B or C now is far better than a surprise.\n\nThank you,\nOdette\n",
    )
    assert said.blanks == 0


def test_a_firm_nudge_says_how_late_and_by_when_to_answer() -> None:
    made = case("12-16 12:00", *ON_TIME, "12-14 10:00 nudged step=late_1")
    said = chase_text(chase_list(made.book)[0], made.book)
    assert said.subject == "Glaze range photos: 5 days past its date"
    assert "Without an answer by Thu 17 Dec, I will have to plan without it." in said.body
    assert said.blanks == 0


def test_a_due_time_is_said_in_both_zones() -> None:
    made = case("12-10 09:00", *ON_TIME, due="2026-12-11T16:00[Europe/London]", who={"timezone": "Asia/Tokyo"})
    said = message("before_due", made.handoff, made.book.at(moment(at("12-10 09:00"), "Europe/London")))
    assert "due Fri 11 Dec 16:00 (Europe/London), Sat 12 Dec 01:00 (Asia/Tokyo)." in said.body


def test_the_agreed_date_and_the_one_they_named_are_said_apart() -> None:
    made = case("12-17 12:00", *ON_TIME, "12-14 10:00 later promised=2026-12-16", promised="2026-12-16")
    said = chase_text(chase_list(made.book)[0], made.book)
    assert "was due Fri 11 Dec (you said Wed 16 Dec) and I do not see it yet." in said.body


def test_several_things_are_one_numbered_list_and_one_question() -> None:
    mira = contractor("Northlight", contact="Mira", email="mira@example.com")
    book = shop("12-14 12:00", (mira, "Care card", {"due": "2026-12-21"}), (mira, "Photos", {}),
                (mira, "Banner", {"next_move": "owner"}))  # fmt: skip
    said = chase_text(chase_list(book)[0], book)
    assert said.subject == "Photos and 1 more"
    assert "1. Photos, due Fri 11 Dec, 3 days late\n2. Care card, due Mon 21 Dec\n" in said.body
    assert "From my side: you wait for me on Banner." in said.body
    assert said.body.count("?") == 1
    assert "A  done" in said.body
    assert "plan without" not in said.body
    assert said.blanks == 0


def test_the_second_time_the_list_says_what_follows() -> None:
    mira = contractor("Northlight")
    book = shop("12-16 12:00", (mira, "Photos", {}), (mira, "Banner", {}),
                told=(*ON_TIME, "12-14 10:00 nudged step=late_1"))  # fmt: skip
    said = chase_text(chase_list(book)[0], book)
    assert "For what is late I need it by Thu 17 Dec, or I will have to plan without it." in said.body


def test_the_owners_own_text_is_used_and_checked() -> None:
    made = case("12-14 12:00", *ON_TIME)
    chase = chase_list(made.book)[0]
    assert chase_text(chase, made.book, {"late_one": "Subject: {title}?\n\nHow far is it, {name}"}).body == (
        "How far is it, Mira\n"
    )
    with pytest.raises(Refused):
        chase_text(chase, made.book, {"late_one": "{wrong}"})
    assert template("late_one", {"late_one": ""}) == TEXTS["late_one"].text


def test_a_text_without_a_subject_has_none() -> None:
    assert split("Hello\nthere", "a@b.example") == ("a@b.example", "", "Hello\nthere\n")


def test_there_is_no_text_of_another_name() -> None:
    with pytest.raises(Refused, match="no text “praise”"):
        template("praise")


WAITING: dict[str, Any] = {"next_move": "owner", "more": (question("11-26 10:00"),)}


def test_the_owners_delay_moves_the_due_by_as_many_working_days() -> None:
    made = case("11-30 12:00", "11-23 11:00 acknowledged", "11-26 10:00 asks", **WAITING)
    said = message("owner_late", made.handoff, made.book)
    assert "waiting for my answer to your question since Thu 26 Nov." in said.body
    assert "your date moves to Wed 16 Dec. You will have it by Tue 1 Dec." in said.body


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ("chase", "away")])
def test_every_text_can_be_filled_and_what_only_the_owner_knows_is_open(name: str) -> None:
    brief = Brief(outcome="Ten photos", why="The shop opens", done_when=("white", "sharp"), out_of_scope="none")
    made = case("12-14 12:00", *ON_TIME, brief=brief, price=Price(amount="400", currency="USD"), skill="photo",
                next_move="owner", more=(question("12-10 10:00"),))  # fmt: skip
    said = message(name, made.handoff, made.book)
    own = {"decision", "praise", "open_checks", "rounds", "change", "pay_by", "pay_due", "invoice", "invoiced",
           "systems", "files", "reason", "new_date", "old_said", "promise_said", "hold_head", "hold_date",
               "missing", "sent_back",
           "question", "answer",
               "cut", "changes", "stop_why", "waits_for", "until", "would_be"}  # fmt: skip
    left = set(re.findall(r"\{(\w+)\}", TEXTS[name].text)) & own
    assert bool(said.blanks) == (bool(left) or name == "note")
    assert "{" not in said.body


def test_a_handoff_without_contractor_or_name_still_reads() -> None:
    made = case("12-14 12:00", *ON_TIME, who={"contact": "", "email": ""})
    assert message("late_one", made.handoff, made.book).body.startswith("Hi Northlight Photo,")
    nobody = msgspec.structs.replace(made.handoff, contractor=None)
    assert message("brief", nobody, made.book).body.startswith("Hi there,")
