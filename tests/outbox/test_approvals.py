"""Where approvals are kept: outside the book, privately, and believed only when nobody else could have written them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.errors import NotApproved, Refused
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.approvals import approve, approved, described, unapproved
from tests.making import add_task

ACCOUNT = MailAccount(host="smtp.example.com", user="ada")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this machine remembers things."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def desk(desk: Desk) -> Desk:
    add_task(desk)
    return desk


@pytest.fixture
def kept(desk: Desk, state: Path) -> Path:
    """The file in which an approval was written down."""
    approve(ACCOUNT, desk.store)
    (file,) = state.rglob("*.json")
    return file


def test_an_approval_is_private_and_outside_the_book(desk: Desk, kept: Path, state: Path) -> None:
    assert approved(ACCOUNT, desk.store).account == ACCOUNT
    assert [oct(path.stat().st_mode & 0o777) for path in (kept, kept.parent, kept.parent.parent)] == [
        "0o600", "0o700", "0o700",
    ]  # fmt: skip
    assert kept.parent == state / "delegator" / "approved"


def test_without_a_folder_of_its_own_it_is_that_of_the_home(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    approve(ACCOUNT, desk.store)
    assert list((tmp_path / ".local" / "state" / "delegator" / "approved").iterdir())


def test_the_latest_approval_is_the_only_one(desk: Desk, kept: Path) -> None:
    approve(MailAccount(host="smtp.example.com", user="eve"), desk.store)
    with pytest.raises(NotApproved, match="not approved on this machine"):
        approved(ACCOUNT, desk.store)
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_what_others_may_write_to_approves_nothing(desk: Desk, kept: Path, mode: int) -> None:
    kept.chmod(mode)
    assert unapproved(ACCOUNT, desk.store)


def test_a_folder_that_others_may_write_to_approves_nothing(desk: Desk, kept: Path) -> None:
    kept.parent.chmod(0o777)
    assert unapproved(ACCOUNT, desk.store)
    with pytest.raises(Refused, match="others may write to it"):
        approve(ACCOUNT, desk.store)


def test_a_link_approves_nothing_and_is_not_written_through(desk: Desk, kept: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.json"
    kept.rename(elsewhere)
    kept.symlink_to(elsewhere)
    assert unapproved(ACCOUNT, desk.store)
    before = elsewhere.read_bytes()
    approve(MailAccount(host="other.example.com"), desk.store)
    assert elsewhere.read_bytes() == before
    assert not kept.is_symlink()


def test_a_folder_that_is_a_link_approves_nothing_and_takes_nothing(desk: Desk, kept: Path, tmp_path: Path) -> None:
    kept.parent.rename(tmp_path / "theirs")
    kept.parent.symlink_to(tmp_path / "theirs")
    assert unapproved(ACCOUNT, desk.store)
    with pytest.raises(Refused, match="cannot be approved"):
        approve(ACCOUNT, desk.store)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", "{" * 100_000, "[" * 50_000, '{"book": 1, "id": 2, "mail": 3}', "\xff"]
)
def test_nonsense_approves_nothing(desk: Desk, kept: Path, text: str) -> None:
    kept.write_bytes(text.encode("latin-1"))
    assert unapproved(ACCOUNT, desk.store)


def test_a_pipe_in_its_place_is_not_waited_for(desk: Desk, kept: Path) -> None:
    kept.unlink()
    os.mkfifo(kept, 0o600)
    assert unapproved(ACCOUNT, desk.store)


def test_an_approval_of_another_book_is_none_of_this_one(desk: Desk, kept: Path) -> None:
    kept.write_text(kept.read_text().replace(desk.store.store_id, "another"))
    assert unapproved(ACCOUNT, desk.store)


def test_an_approval_that_cannot_be_kept_is_refused_with_what_to_do(desk: Desk, state: Path) -> None:
    state.write_text("a file")
    with pytest.raises(Refused, match="cannot be written to"):
        approve(ACCOUNT, desk.store)


def test_an_account_without_a_server_needs_no_approval(desk: Desk) -> None:
    assert unapproved(MailAccount(password_command="touch it"), desk.store) is None
    with pytest.raises(Refused, match="Set up the mail account"):
        approved(MailAccount(password_command="touch it"), desk.store)


@pytest.mark.parametrize(
    ("command", "shows"),
    [
        ("pass mail" + " " * 5000 + "--then 'rm -rf'", "pass mail --then 'rm -rf'"),
        ("pass\u200b mail\x1b[8m", r"\u200b"),
        ("pass 'mail", "pass 'mail"),
    ],
)
def test_nothing_of_a_command_hides_from_who_approves_it(command: str, shows: str) -> None:
    said = described(MailAccount(host="h", password_command=command))[0]
    assert shows in said
    assert said.isprintable()


def test_without_a_home_nothing_is_approved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", "not/absolute")
    assert unapproved(ACCOUNT, desk.store)
    with pytest.raises(Refused, match="there is no home folder"):
        approve(ACCOUNT, desk.store)
