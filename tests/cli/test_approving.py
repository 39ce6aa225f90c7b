"""A book from somebody else in the shell: its account runs, reaches and gives nothing until it is approved here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from delegator_tui.desk.desk import Desk
from delegator_tui.model.records import MailAccount
from delegator_tui.rules.messages.fill import Message
from tests.cli.conftest import Run, typed_on_a_terminal
from tests.making import StandingClock, add_contractor, desk_at, sent
from tests.outbox.conftest import authority as authority
from tests.outbox.conftest import trusted as trusted
from tests.outbox.post_office import PASSWORD, USER, Certificates, PostOffice, open_office

SAID = "The mail account of this book (localhost) is not approved on this machine, so its mails wait"
HOW = f"{SAID}: delegator settings --approve-mail shows it and approves it."


@pytest.fixture
def office(trusted: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    monkeypatch.setenv("DELEGATOR_SMTP_PASSWORD", PASSWORD)
    with open_office(trusted) as opened:
        yield opened


@pytest.fixture
def book(tmp_path: Path, office: PostOffice) -> Path:
    """A book that somebody else made: a mail waits, reminders go by mail, and the password is printed by a trap."""
    path = tmp_path / "delegator.json"
    desk = desk_at(path, StandingClock())
    desk.settings.keep(mail=account(office, tmp_path), channels=["mail"])
    handoff = sent(desk, contractor=add_contractor(desk, "Mira", email="mira@example.com"))
    desk.handoffs.write(handoff, Message("mira@example.com", "The brief", "Here it is.\n"), "email")
    desk.store.close(compact=True)
    return path


def account(office: PostOffice, folder: Path) -> MailAccount:
    command = f"touch {folder / 'PWNED'}"
    return MailAccount(host="localhost", port=office.port, user=USER, sender=USER, password_command=command)


def change(path: Path, mail: MailAccount) -> None:
    """Change the account as a program does that is none of this machine's."""
    desk = desk_at(path, StandingClock())
    desk.settings.keep(mail=mail)
    desk.store.close(compact=False)


def account_of(path: Path) -> MailAccount:
    desk = desk_at(path, StandingClock())
    desk.store.close(compact=False)
    found = desk.book.settings.mail
    assert found is not None
    return found


@pytest.fixture
def untouched(tmp_path: Path, office: PostOffice) -> Iterator[None]:
    """At the end of the test nothing was run, reached or given."""
    yield
    assert not (tmp_path / "PWNED").exists()
    assert office.greeted == []
    assert office.logins == []


@pytest.mark.usefixtures("book", "untouched")
@pytest.mark.parametrize("given", [True, False])
def test_nothing_is_run_reached_or_given_by_any_command(run: Run, given: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not given:
        monkeypatch.delenv("DELEGATOR_SMTP_PASSWORD")
    for words in ("remind", "remind --timer", "today", "mail", "chase", "doctor", "settings", "list"):
        run(*words.split())
    for words in ("mail send", "secrets test", "secrets set", "remind --digest"):
        assert run(*words.split(), code=1, stdin="geheim\n").err == f"delegator: {HOW}\n"
    assert [item["state"] for item in run("mail", "--json").json["items"]] == ["queued"]


@pytest.mark.usefixtures("book", "untouched")
def test_a_timer_says_it_once_and_queues_nothing_more(run: Run) -> None:
    assert run("remind", "--timer").err == f"delegator: mail: {HOW}\n"
    assert run("remind", "--timer").err == ""
    assert len(run("mail", "--json").json["items"]) == 1


def test_what_is_approved_is_shown_and_then_used(
    run: Run, tmp_path: Path, office: PostOffice, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = run("settings", "--approve-mail").out
    for part in (f"touch {tmp_path / 'PWNED'}", f"localhost:{office.port}, encrypted (STARTTLS)", USER):
        assert part in shown
    assert shown.endswith("It is approved on this machine.\n")
    assert run("settings", "--approve-mail", "--json").json["said"] == "It is approved on this machine already."
    assert not (tmp_path / "PWNED").exists()
    assert run("mail", "send").out == "The mail to Mira left.\n"
    assert office.logins == [(USER, PASSWORD)]


@pytest.mark.usefixtures("untouched")
def test_who_sits_at_a_terminal_is_asked_before_it_is_approved(run: Run, book: Path, tmp_path: Path) -> None:
    asks, known = "Approve it on this machine?", account_of(book)
    change(book, mail=replace(known, password_command=f"{known.password_command} {'x' * 300}"))
    answer = typed_on_a_terminal(tmp_path, ("settings", "--approve-mail"), {asks: "n\n"}, {})
    assert answer.code == 1
    assert f"touch {tmp_path / 'PWNED'} " + "x" * 300 in answer.out.replace("\r\n", "")
    assert answer.out.index("touch ") < answer.out.index(asks)
    run("mail", "send", code=1)
    assert typed_on_a_terminal(tmp_path, ("settings", "--approve-mail"), {asks: "y\n"}, {}).code == 0
    assert run("settings", "--approve-mail").out.endswith("already.\n")


def test_what_is_typed_here_is_approved_here(run: Run, office: PostOffice) -> None:
    for key, value in {"host": "localhost", "port": str(office.port), "user": USER}.items():
        run("settings", f"mail_{key}", value)
    assert "Logged in to localhost" in run("secrets", "test").out
    assert run("settings", "mail_to", "me@example.com").err == ""
    assert "Logged in to localhost" in run("secrets", "test").out


@pytest.mark.usefixtures("book", "untouched")
def test_to_type_one_part_approves_no_other(run: Run) -> None:
    assert HOW in run("settings", "mail_port", "587").err
    run("mail", "send", code=1)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "other",
    [{"security": "none"}, {"port": 25}, {"user": "eve"}, {"password_command": "pass mail"}, {"to": "eve@example.com"}],
)
def test_a_part_that_came_another_way_is_another_account(run: Run, book: Path, other: dict[str, object]) -> None:
    run("settings", "--approve-mail")
    known = account_of(book)
    change(book, mail=replace(known, **other))
    assert run("mail", "send", code=1).err == f"delegator: {HOW}\n"
    change(book, mail=known)
    assert run("settings", "--approve-mail").out.endswith("already.\n")


@pytest.mark.usefixtures("untouched")
def test_a_copy_of_an_approved_book_is_another_book(run: Run, book: Path, tmp_path: Path) -> None:
    run("settings", "--approve-mail")
    (tmp_path / "sent to me").mkdir()
    for file in tmp_path.glob("delegator.json*"):
        if file.is_file():
            shutil.copy(file, tmp_path / "sent to me")
    assert HOW in run("--db", str(tmp_path / "sent to me" / "delegator.json"), "mail", "send", code=1).err


@pytest.mark.usefixtures("untouched")
def test_another_book_in_the_place_of_an_approved_one_is_another_book(
    run: Run, book: Path, tmp_path: Path, office: PostOffice
) -> None:
    run("settings", "--approve-mail")
    for file in tmp_path.glob("delegator.json*"):
        if file.is_file():
            file.unlink()
    desk = desk_at(book, StandingClock())
    desk.settings.keep(mail=account(office, tmp_path))
    desk.mail.queue_digest(Message(USER, "From eve", "Hello.\n"))
    desk.store.close(compact=True)
    assert HOW in run("mail", "send", code=1).err


@pytest.mark.usefixtures("untouched")
def test_the_same_book_by_a_link_is_the_same(run: Run, book: Path, tmp_path: Path) -> None:
    run("settings", "--approve-mail")
    (tmp_path / "link").symlink_to(tmp_path)
    linked = str(tmp_path / "link" / "delegator.json")
    assert run("--db", linked, "settings", "--approve-mail").out.endswith("already.\n")


# ---- the ways by which an account comes into a book


@pytest.mark.usefixtures("untouched")
def test_a_hand_edit_a_merge_and_a_copy_say_that_they_bring_another_account(
    run: Run, tmp_path: Path, office: PostOffice
) -> None:
    run("add", "Sweep the floor")
    run("settings", "mail_host", "smtp.example.com")
    run("compact")
    book = tmp_path / "delegator.json"
    theirs = json.loads(book.read_text())
    (own,) = theirs["settings"].values()
    own["mail"] = {"host": "localhost", "port": office.port, "password_command": f"touch {tmp_path / 'PWNED'}"}
    copy = tmp_path / "delegator.sync-conflict-20261123-090000-ABC.json"
    copy.write_text(json.dumps(theirs))
    assert HOW in run("merge", str(copy), "--theirs").err
    assert HOW not in run("undo").err
    assert HOW in run("redo").err
    saved = Path(run("backup", "--json").json["file"])
    run("undo")
    assert HOW in run("restore", str(saved)).err
    run("undo")
    run("compact")
    theirs["_meta"] = json.loads(book.read_text())["_meta"]
    book.write_text(json.dumps(theirs))
    said = run("today").err
    assert "was edited by hand" in said
    assert HOW in said


def test_what_is_taken_back_and_was_approved_says_nothing(run: Run) -> None:
    run("settings", "mail_host", "smtp.example.com")
    assert run("undo").err == ""
    assert run("redo").err == ""


def test_a_desk_claims_no_mail_of_a_book_that_took_its_place(tmp_path: Path, office: PostOffice, book: Path) -> None:
    desk: Desk = desk_at(book, StandingClock())
    known, this = account(office, tmp_path), desk.store.store_id
    assert desk.mail.claim(known, "another") is None
    assert desk.mail.claim(MailAccount(host="localhost"), this) is None
    assert desk.mail.claim(known, this) is not None
    desk.store.close(compact=False)


def test_a_value_is_set_also_where_nothing_can_be_remembered(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").touch()
    answer = run("settings", "mail_host", "smtp.example.com")
    assert answer.out == "Set mail_host to smtp.example.com.\n"
    assert "cannot be written to" in answer.err
    assert "is not approved on this machine" in answer.err
