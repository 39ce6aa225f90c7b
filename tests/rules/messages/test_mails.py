"""Which mails wait, which the owner must look at, and how each is told."""

from __future__ import annotations

import pytest

from delegator_tui.errors import Refused
from delegator_tui.model.records import MailAccount, Message, Settings
from delegator_tui.rules.messages import mails
from delegator_tui.rules.messages.digest import digest
from delegator_tui.rules.records.available import steps
from delegator_tui.rules.records.story import story
from delegator_tui.rules.today.agenda import agenda
from delegator_tui.rules.today.sections import sections
from tests.making import book_of, contractor, handoff, moment, task, uid

MIRA = contractor("Mira")
NINE, TEN, ELEVEN = (f"2026-11-23T{hour}:00:00+00:00" for hour in ("09", "10", "11"))


def mail(**fields: object) -> Message:
    said = {"uid": uid(), "to": "mira@example.com", "subject": "Photos", "body": "Where?\n", "contractor": MIRA.uid,
            "created": "2026-11-23T09:00:00.000Z"}  # fmt: skip
    return Message(**(said | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "at", "ready"),
    [
        ({}, NINE, True),
        ({"retry_at": "2026-11-23T10:00:00.000Z"}, NINE, False),
        ({"retry_at": "2026-11-23T10:00:00.000Z"}, TEN, True),
        ({"retry_at": "2026-11-23T13:00:00.000Z"}, NINE, False),
        ({"retry_at": "2027-11-23T10:00:00.000Z"}, NINE, True),
        ({"retry_at": "rubbish"}, NINE, True),
        ({"state": "claimed", "claimed": "2026-11-23T09:55:00.000Z"}, TEN, False),
        ({"state": "claimed", "claimed": "2026-11-23T09:49:00.000Z"}, TEN, True),
        ({"state": "claimed", "claimed": "2026-11-23T11:00:00.000Z"}, TEN, True),
        ({"state": "claimed"}, TEN, True),
        ({"state": "refused"}, TEN, False),
        ({"state": "unsure"}, TEN, False),
        ({"state": "sent"}, TEN, False),
        ({"undone_by": 7}, TEN, False),
    ],
)
def test_what_may_leave_now(fields: dict[str, object], at: str, ready: bool) -> None:
    assert mails.is_ready(book_of(mail(**fields), MIRA, now=moment(at))) is ready


@pytest.mark.parametrize(
    ("fields", "at", "shown"),
    [
        ({}, TEN, False),
        ({}, ELEVEN, True),
        ({"state": "claimed", "claimed": "2026-11-23T10:59:00.000Z"}, ELEVEN, True),
        ({"state": "refused"}, NINE, True),
        ({"state": "unsure"}, NINE, True),
        ({"state": "sent"}, ELEVEN, False),
        ({"state": "refused", "undone_by": 7}, ELEVEN, False),
    ],
)
def test_what_the_owner_must_look_at(fields: dict[str, object], at: str, shown: bool) -> None:
    book = book_of(mail(**fields), MIRA, now=moment(at))
    day = agenda(book)
    assert bool(day.mail) is shown
    assert [section.name for section in sections(day, book)] == (["mail"] if shown else [])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "The mail to Mira is waiting."),
        (
            {"outcome": "no connection: smtp.example.com:587 does not answer", "retry_at": "2026-11-23T09:04:40.000Z"},
            "The mail to Mira is waiting: no connection: smtp.example.com:587 does not answer; tried again in 5 min.",
        ),
        ({"outcome": "busy", "retry_at": "2026-11-23T13:00:00.000Z"},
         "The mail to Mira is waiting: busy; tried again at 13:00."),
        ({"outcome": "busy", "retry_at": "2026-11-24T01:00:00.000Z"},
         "The mail to Mira is waiting: busy; tried again soon."),
        ({"outcome": "busy", "retry_at": "2026-11-23T08:00:00.000Z"},
         "The mail to Mira is waiting: busy; tried again soon."),
        ({"state": "claimed"}, "The mail to Mira is leaving."),
        ({"state": "sent"}, "The mail to Mira left."),
        ({"state": "refused", "outcome": "no such user"}, "The mail to Mira did not leave: no such user."),
        ({"state": "unsure", "outcome": "it was cut off."}, "The mail to Mira may have left: it was cut off."),
        ({"state": "sent", "contractor": None}, "The mail to you left."),
    ],
)  # fmt: skip
def test_each_fate_is_one_sentence(fields: dict[str, object], said: str) -> None:
    found = mail(**fields)
    assert mails.say_mail(found, book_of(found, MIRA, now=moment(NINE))) == said


@pytest.mark.parametrize(
    ("state", "likely", "words"),
    [
        ("unsure", "mail.settle", "did it arrive?"),
        ("refused", "mail.again", "send again"),
        ("queued", "mail.again", "send now"),
        ("claimed", "", ""),
        ("sent", "", ""),
    ],
)
def test_what_can_be_done_with_a_mail(state: str, likely: str, words: str) -> None:
    found = mail(state=state)
    assert steps(found, book_of(found))[1:] == (likely, words)


def test_a_mail_is_told_whole() -> None:
    found = mail(state="unsure", outcome="it was cut off", body="Where are they?\nAda\n")
    told = [part.text for part in story(found, book_of(found, MIRA))]
    assert told == [
        "Photos", "to mira@example.com", "The mail to Mira may have left: it was cut off.", "written Mon 23 Nov", "",
        "Text", "  Where are they?", "  Ada",
    ]  # fmt: skip


# ---- the morning mail

OWN = Settings(uid=uid(), mail=MailAccount(host="smtp.example.com", user="ada@shop.example"))


def test_the_morning_mail_says_what_needs_the_owner() -> None:
    photos, cards = task("Photos"), task("Care cards")
    late = handoff(photos, MIRA, due="2026-11-19", original_due="2026-11-19")
    done = handoff(cards, MIRA, state="delivered", next_move="owner", first_delivered="2026-11-20T09:00:00.000Z")
    own = task("Glaze order", state="mine", due="2026-11-23")
    found = digest(
        book_of(OWN, MIRA, photos, cards, late, done, own, mail(subject="Labels", state="refused", outcome="gone"))
    )
    assert found.to == "ada@shop.example"
    assert found.subject == "Mon 23 Nov: 1 overdue · 1 to review"
    lines = found.body.split("\n")
    assert lines[:4] == ["Monday 23 November", "1 overdue · 1 to review", "", "Now"]
    for expected in (
        "On you (1)", "  review: Care cards · Mira", "Mail (1)", "  refused: Labels · gone · Mira", "Overdue (1)",
        "Yours today (1)",
    ):  # fmt: skip
        assert expected in lines
    assert any(line.endswith("Photos · Mira") for line in lines)


def test_the_morning_mail_is_a_screen_at_most() -> None:
    tasks = [task(f"Thing {n}", state="mine", due="2026-11-23") for n in range(40)]
    given = [task(f"Work {n}") for n in range(60)]
    out = [handoff(each, MIRA, due=f"2026-11-{10 + n % 14}") for n, each in enumerate(given)]
    found = digest(book_of(OWN, MIRA, *tasks, *given, *out))
    assert "  +36 more" in found.body.split("\n")
    assert len(found.body.split("\n")) <= 40


def test_the_morning_mail_of_a_quiet_day_says_so() -> None:
    found = digest(book_of(OWN))
    assert found.body == "Monday 23 November\nNothing is out late, due today or waiting on you.\n"
    assert found.blanks == 0


def test_a_title_cannot_split_the_subject_or_a_line() -> None:
    own = task("Bad\r\nBcc: eve@evil.example", state="mine", due="2026-11-23")
    found = digest(book_of(OWN, own))
    assert "\n" not in found.subject
    assert "Bad Bcc: eve@evil.example" in found.body


@pytest.mark.parametrize(
    ("account", "to"),
    [
        (MailAccount(to="me@example.com", sender="ada@shop.example", user="x@y.example"), "me@example.com"),
        (MailAccount(sender="ada@shop.example", user="x@y.example"), "ada@shop.example"),
        (MailAccount(user="x@y.example"), "x@y.example"),
    ],
)
def test_the_morning_mail_goes_to_the_owner(account: MailAccount, to: str) -> None:
    assert digest(book_of(Settings(uid=uid(), mail=account))).to == to


@pytest.mark.parametrize("account", [None, MailAccount(), MailAccount(user="ada")])
def test_without_an_address_there_is_no_morning_mail(account: MailAccount | None) -> None:
    with pytest.raises(Refused):
        digest(book_of(Settings(uid=uid(), mail=account)))
