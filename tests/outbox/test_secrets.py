"""Where the password comes from, in order; what a command that should print it may do wrong."""

from __future__ import annotations

import shlex
import time
from pathlib import Path

import pytest

from delegator_tui.errors import NoPassword
from delegator_tui.model.records import MailAccount
from delegator_tui.outbox.approvals import Approved
from delegator_tui.outbox.secrets import VARIABLE, Secrets, from_command, keyring_user


def account(command: str = "") -> MailAccount:
    return MailAccount(host="smtp.example.com", user="ada", password_command=command)


def test_the_environment_comes_first_then_what_was_typed_then_the_command() -> None:
    with_all = Secrets({VARIABLE: "from outside"})
    with_all.remember(account(), "typed")
    assert with_all.find(Approved(account("echo printed"))).reveal() == "from outside"
    secrets = Secrets({})
    assert secrets.find(Approved(account("echo printed"))).reveal() == "printed"
    assert secrets.remember(account(), "typed").source == "what you typed"
    assert secrets.find(Approved(account("echo printed"))).reveal() == "typed"
    secrets.forget(account())
    assert secrets.find(Approved(account("echo printed"))).source == "mail_password_command"


def test_what_was_typed_is_for_one_account() -> None:
    secrets = Secrets({})
    secrets.remember(account(), "typed")
    other = MailAccount(host="other.example.com", user="ada", password_command="echo other")
    assert secrets.find(Approved(other)).reveal() == "other"
    assert keyring_user(other) == "smtp:ada@other.example.com"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("geheim\nuser: ada\n", "geheim"), ("grün 7 & glaze\r\n", "grün 7 & glaze"), (" a b ", " a b ")],
)
def test_the_first_line_of_a_command_is_the_password(tmp_path: Path, printed: str, expected: str) -> None:
    kept = tmp_path / "kept password"
    kept.write_bytes(printed.encode())
    assert from_command(f"cat {shlex.quote(str(kept))}", 3).reveal() == expected


def test_a_command_gets_no_shell() -> None:
    assert from_command("echo '$HOME;' `id` | cat", 3).reveal() == "$HOME; `id` | cat"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("false", "ended with 1: try it in a shell"),
        ("sh -c 'echo geheim; exit 3'", "ended with 3"),
        ("true", "printed nothing"),
        ("/nowhere/at/all --now", "does not run (No such file or directory)"),
        ("echo 'a", "cannot be read (No closing quotation)"),
        ("  ", "is empty"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_printed(command: str, why: str) -> None:
    with pytest.raises(NoPassword) as failure:
        from_command(command, 3)
    assert why in str(failure.value)
    assert "geheim" not in str(failure.value)


def test_a_command_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    with pytest.raises(NoPassword, match=r"did not end within 0\.3 s"):
        from_command(f"sh -c 'sleep 60 & echo $! >{shlex.quote(str(pids))}; wait'", 0.3)
    child = int(pids.read_text())
    ends = time.monotonic() + 10
    while _lives(child):
        assert time.monotonic() < ends


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_failure_is_remembered_until_the_owner_sits_there(tmp_path: Path) -> None:
    count = tmp_path / "count"
    command = (
        f"sh -c 'echo x >>{shlex.quote(str(count))}; test -e {shlex.quote(str(tmp_path / 'open'))} && echo geheim'"
    )
    secrets = Secrets({})
    for _ in range(3):
        with pytest.raises(NoPassword, match="ended with 1"):
            secrets.find(Approved(account(command)))
    assert count.read_text() == "x\n"
    (tmp_path / "open").touch()
    assert secrets.find(Approved(account(command)), interactive=True).reveal() == "geheim"
    assert secrets.find(Approved(account(command))).reveal() == "geheim"


def test_a_command_does_not_read_what_is_typed() -> None:
    with pytest.raises(NoPassword, match="printed nothing"):
        from_command("cat", 3)


def test_a_command_that_prints_for_ever_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(NoPassword, match="prints far more than a password"):
        from_command("yes", 60)
    assert time.monotonic() - started < 30


def test_a_command_that_closes_its_output_and_goes_on_is_ended() -> None:
    with pytest.raises(NoPassword, match=r"did not end within 0\.3 s"):
        from_command("sh -c 'echo geheim; exec >&-; sleep 60'", 0.3)
