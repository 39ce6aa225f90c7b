"""The queue of mails in the shell: listed, sent, sent again, settled; by one process, by two, and by one that dies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from delegator_tui.rules.messages.fill import Message
from tests.cli.conftest import NOW, Run, surroundings
from tests.making import StandingClock, add_contractor, desk_at, sent, set_mail
from tests.outbox.conftest import authority as authority
from tests.outbox.conftest import trusted as trusted
from tests.outbox.post_office import PASSWORD, USER, Certificates, PostOffice, open_office


@pytest.fixture
def office(trusted: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    monkeypatch.setenv("DELEGATOR_SMTP_PASSWORD", PASSWORD)
    with open_office(trusted) as opened:
        yield opened


def queue(folder: Path, office: PostOffice, *subjects: str) -> None:
    """Set the account up and queue mails to a contractor."""
    desk = desk_at(folder / "delegator.json", StandingClock())
    set_mail(desk, host="localhost", port=str(office.port), user=USER, **{"from": USER})
    handoff = sent(desk, contractor=add_contractor(desk, "Mira", email="mira@example.com"))
    for subject in subjects:
        desk.handoffs.write(handoff, Message("mira@example.com", subject, "Here it is.\n"), "email")
    desk.store.close(compact=False)


def states(run: Run) -> list[str]:
    return [item["state"] for item in run("mail", "--json").json["items"]]


def test_what_waits_is_listed_and_leaves(run: Run, tmp_path: Path, office: PostOffice) -> None:
    queue(tmp_path, office, "The brief", "A note")
    assert [line.split()[1:] for line in run("mail").out.splitlines()] == [
        ["waiting", "The", "brief", "Mira"], ["waiting", "A", "note", "Mira"],
    ]  # fmt: skip
    assert run("mail", "send").out == "The mail to Mira left.\nThe mail to Mira left.\n"
    assert run("mail", "send").out == "No mail waits to be sent.\n"
    assert run("mail").out == "No mail waits.\n"
    assert [made["Subject"] for made in office.taken] == ["The brief", "A note"]


def test_what_cannot_leave_waits_and_says_until_when(run: Run, tmp_path: Path, office: PostOffice) -> None:
    office.faults = ["rcpt 451 Greylisted"]
    queue(tmp_path, office, "The brief")
    said = "The mail to Mira is waiting: the server asks to try later (451 Greylisted); tried again in 5 min.\n"
    assert run("mail", "send").out == said
    head = "Nothing was tried now. To try one at once: delegator mail again ID, then delegator mail send.\n"
    assert run("mail", "send").out == head + said
    (item,) = run("mail", "--json").json["items"]
    assert (item["state"], item["attempts"], item["contractor"]["name"]) == ("queued", 1, "Mira")
    assert run("mail", "again", "brief").out == "The brief is queued again.\n"
    assert run("mail", "send").out == "The mail to Mira left.\n"
    assert len(office.taken) == 1


def test_a_refused_mail_is_the_owners_to_settle(run: Run, tmp_path: Path, office: PostOffice) -> None:
    office.faults = ["rcpt 550 Nobody here", "taken drop"]
    queue(tmp_path, office, "The brief", "A note")
    answer = run("mail", "send", "--json").json
    assert [item["state"] for item in answer["items"]] == ["refused", "unsure"]
    assert answer["items"][0]["said"].endswith("mira@example.com (550 Nobody here): check the address.")
    assert "● " not in run("today").out
    assert "Mail  2" in run("today").out
    section = next(s for s in run("today", "--json").json["sections"] if s["name"] == "mail")
    assert [(item["kind"], item["mail"]["state"]) for item in section["items"]] == [
        ("mail", "refused"),
        ("mail", "unsure"),
    ]
    assert run("mail", "settle", "note", "--arrived").out == "A note: It arrived, you said.\n"
    assert run("mail", "settle", "brief", "--given-up", "--json").json["state"] == "sent"
    assert states(run) == []
    run("undo")
    assert states(run) == ["refused"]


def test_a_fate_must_be_named(run: Run, tmp_path: Path, office: PostOffice) -> None:
    queue(tmp_path, office, "The brief")
    assert "--arrived or --given-up" in run("mail", "settle", "brief", code=2).err
    assert "There is no mail “x”" in run("mail", "again", "x", code=1).err


def test_without_account_or_password_nothing_is_tried(
    run: Run, tmp_path: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(tmp_path, office, "The brief")
    monkeypatch.delenv("DELEGATOR_SMTP_PASSWORD")
    run("settings", "mail_password_command", "false")
    assert "The password command ended with 1" in run("mail", "send", code=1).err
    run("settings", "mail_host", "")
    said = run("mail", "send", code=1).err
    assert "Set up the mail account first" in said
    assert "delegator settings mail_host HOST" in said
    assert states(run) == ["queued"]
    assert office.greeted == []


def test_two_programs_that_send_at_once_send_each_mail_once(tmp_path: Path, office: PostOffice) -> None:
    subjects = [f"Note {n}" for n in range(8)]
    queue(tmp_path, office, *subjects)
    both = [_sender(tmp_path), _sender(tmp_path)]
    said = "".join(each.communicate(timeout=60)[0] for each in both)
    assert [each.returncode for each in both] == [0, 0]
    assert sorted(made["Subject"] for made in office.taken) == subjects
    assert said.count("The mail to Mira left.") == len(subjects)


def test_a_program_that_is_killed_while_it_sends_leaves_it_to_the_owner(
    run: Run, tmp_path: Path, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(tmp_path, office, "The brief", "A note")
    sender = _sender(tmp_path)
    office.victim = sender.pid
    sender.communicate(timeout=60)
    assert sender.returncode == -9
    office.victim = 0
    assert states(run) == ["claimed", "queued"]
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-23T09:30:00+00:00")
    assert run("mail", "send").out == "The mail to Mira left.\n"
    assert run("mail").out.split(maxsplit=1)[1].startswith("unsure")
    assert [made["Subject"] for made in office.taken] == ["The brief", "A note"]


def _sender(folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "delegator_tui", "mail", "send"]
    env = {**os.environ, **surroundings(folder), "DELEGATOR_NOW": NOW}
    return subprocess.Popen(words, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)


def test_a_mail_that_is_tried_again_later_hides_no_account_that_is_not_approved(
    run: Run, tmp_path: Path, office: PostOffice
) -> None:
    office.faults = ["rcpt 451 Greylisted"]
    queue(tmp_path, office, "The brief")
    run("mail", "send")
    desk = desk_at(tmp_path / "delegator.json", StandingClock())
    account = desk.book.settings.mail
    assert account is not None
    desk.settings.keep(mail=replace(account, to="somebody@else.example"))
    desk.store.close(compact=False)
    assert "is not approved on this machine" in run("mail", "send", code=1).err
