"""secrets test logs in and sends nothing; no password is ever an argument, or in what the program wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.outbox.conftest import authority as authority
from tests.outbox.conftest import trusted as trusted
from tests.outbox.post_office import PASSWORD, USER, Certificates, PostOffice, open_office


def set_up(run: Run, office: PostOffice) -> None:
    for key, value in {"host": "localhost", "port": str(office.port), "user": USER, "from": USER}.items():
        run("settings", f"mail_{key}", value)


def test_a_login_is_tried_and_its_source_named(
    run: Run, trusted: Certificates, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with open_office(trusted) as office:
        set_up(run, office)
        monkeypatch.setenv("DELEGATOR_SMTP_PASSWORD", PASSWORD)
        said = run("secrets", "test").out
        assert run("secrets", "test", "--json").json["source"] == "the environment (DELEGATOR_SMTP_PASSWORD)"
        assert said == (
            f"Logged in to localhost as {USER} with the password from the environment (DELEGATOR_SMTP_PASSWORD). "
            "Nothing was sent.\n"
        )
        assert office.taken == []
    assert not any(PASSWORD.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_a_wrong_password_is_refused_with_what_to_do(
    run: Run, trusted: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office(trusted) as office:
        set_up(run, office)
        run("settings", "mail_password_command", "echo wrong")
        monkeypatch.delenv("DELEGATOR_SMTP_PASSWORD", raising=False)
        told = run("secrets", "test", code=1).err
    assert "does not accept user ada@shop.example with the password from mail_password_command (535)" in told


@pytest.mark.parametrize("word", ["set", "test", "forget"])
def test_without_an_account_nothing_is_asked(run: Run, word: str) -> None:
    assert "Set up the mail account first" in run("secrets", word, code=1, stdin="geheim\n").err


def test_a_password_is_no_argument(run: Run) -> None:
    assert "unexpected extra argument" in run("secrets", "set", "geheim", code=2).err


def test_an_empty_password_is_refused(run: Run) -> None:
    run("settings", "mail_host", "smtp.example.com")
    run("settings", "mail_user", USER)
    assert "No password was given" in run("secrets", "set", code=1, stdin="\n").err
