"""The password in a real keyring: gnome-keyring on a bus of its own; unlocked, locked, absent, silent, unsafe."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from delegator_tui.outbox.keyrings import LIMIT
from tests.cli.conftest import typed_on_a_terminal
from tests.making import StandingClock, desk_at, set_mail
from tests.outbox.keyring_session import Session, session

PASSWORD = "grün 7 & glaze"
OTHERWISE = "set mail_password_command to a command that prints the password, or DELEGATOR_SMTP_PASSWORD"
PLAIN = """
import json, os
from pathlib import Path
from keyring.backend import KeyringBackend
FILE = Path(os.environ["HOME"], "plain.json")
class Keyring(KeyringBackend):
    priority = 0.5
    name = "Plain"
    def _all(self):
        return json.loads(FILE.read_text()) if FILE.exists() else {}
    def get_password(self, service, username):
        return self._all().get(username)
    def set_password(self, service, username, password):
        FILE.write_text(json.dumps({**self._all(), username: password}))
    def delete_password(self, service, username):
        FILE.write_text("{}")
"""
"""A keyring as others install them: found by its entry point, and in plain text."""


def ask(here: Session, *how: str, limit: float = LIMIT, **env: str) -> list[tuple[list[object], float]]:
    """What a program in the session is answered, and how many seconds each answer took."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.outbox.ask_keyring", str(limit), *how],
        env=here.env | env, capture_output=True, text=True, timeout=60, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def set_up(folder: Path) -> None:
    """Keep the mail account in the book that the session's program opens."""
    desk = desk_at(folder / "delegator.json", StandingClock())
    set_mail(desk, host="smtp.example.com", user="ada@example.com")
    desk.store.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose keyring has the password."""
    folder = tmp_path_factory.mktemp("home")
    set_up(folder)
    with session(folder, unlock=True) as here:
        said = here.run("secrets", "set", stdin=f"{PASSWORD}\n").out
    assert said.endswith("is kept in the keyring (SecretService Keyring), and was read back.\n")
    return folder


def plain(folder: Path) -> Session:
    """A session without a bus, with a keyring that keeps passwords as plain text."""
    plugin = folder / "plugin"
    info = plugin / "plain-1.0.dist-info"
    info.mkdir(parents=True)
    (plugin / "plain_keyring.py").write_text(PLAIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plain\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[keyring.backends]\nplain = plain_keyring\n")
    return Session(folder, {"PYTHONPATH": str(plugin)})


def test_an_unlocked_keyring_keeps_it_and_only_encrypted(home: Path) -> None:
    written = [file.read_bytes() for file in home.rglob("*") if file.is_file()]
    assert any(b"smtp.example.com" in text for text in written)
    assert not any(PASSWORD.encode() in text or b"glaze" in text for text in written)
    with session(home, unlock=True) as here:
        backend, found = ask(here, "backend", "find")
    assert backend[0] == ["SecretService Keyring", True]
    assert found[0] == [PASSWORD, "the keyring (SecretService Keyring)"]


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    set_up(tmp_path)
    with session(tmp_path, unlock=True) as here:
        ask(here, "keep=geheim")
        assert json.loads(here.run("secrets", "forget", "--json").out)["forgotten"] is True
        missing = ask(here, "find")[0][0]
    assert missing == ["No password is kept for ada@example.com at smtp.example.com: run delegator secrets set."]


def test_a_locked_keyring_is_told_and_not_asked_twice(home: Path) -> None:
    with session(home) as here:
        first, again, backend = ask(here, "find", "find", "backend")
    said = f"The keyring is locked: log in to the desktop, or unlock it and try again; or {OTHERWISE}."
    assert first[0] == again[0] == [said]
    assert again[1] < 0.005
    assert backend[0] == ["SecretService Keyring", True]


@pytest.mark.parametrize("limit", [0.5, pytest.param(LIMIT, marks=pytest.mark.long)])
def test_a_silent_keyring_holds_nobody_for_longer_than_its_limit(home: Path, limit: float) -> None:
    with session(home, silent=True) as here:
        first, again, patient = ask(here, "find", "find", "interactive", limit=limit)
    look = f"look for a window that asks to unlock it, or {OTHERWISE}."
    assert first[0] == again[0] == [f"The keyring did not answer within {limit:g} s: {look}"]
    assert limit - 0.1 < first[1] < limit + 0.9
    assert again[1] < 0.005
    assert patient[0] == [f"The keyring did not answer within {limit + 0.5:g} s: {look}"]


@pytest.mark.parametrize("bus", ["", "unix:path=/nowhere/at/all"])
def test_without_a_keyring_the_program_works_and_says_so(tmp_path: Path, bus: str) -> None:
    here = Session(tmp_path, {"DBUS_SESSION_BUS_ADDRESS": bus} if bus else {})
    backend, found = ask(here, "backend", "find")
    assert backend[0] == ["no keyring", False]
    assert found[0] == [f"There is no keyring here: {OTHERWISE}."]


def test_a_plain_text_keyring_is_not_used_unasked(tmp_path: Path) -> None:
    backend, found, kept = ask(plain(tmp_path), "backend", "find", "keep=geheim")
    assert backend[0] == ["no keyring (Plain would be plain text: not used)", False]
    assert found[0] == kept[0] == [f"There is no safe keyring here: {OTHERWISE}."]
    assert not (tmp_path / "plain.json").exists()


def test_a_plain_text_keyring_is_used_where_the_user_names_it_and_typing_does_not_show(tmp_path: Path) -> None:
    set_up(tmp_path)
    here = plain(tmp_path)
    here.env["PYTHON_KEYRING_BACKEND"] = "plain_keyring.Keyring"
    shown = typed_on_a_terminal(tmp_path, ("secrets", "set"), {"Password of ada": "geheim\n"}, here.env)
    assert shown.code == 0
    assert "is kept in the keyring (Plain)" in shown.out
    assert "geheim" not in shown.out
    backend, found = ask(here, "backend", "find")
    assert backend[0] == ["Plain, which you named (not recommended)", False]
    assert found[0] == ["geheim", "the keyring (Plain)"]


def test_a_keyring_that_is_named_and_is_none_is_told(tmp_path: Path) -> None:
    ((said,), _), = ask(Session(tmp_path, {}), "find", PYTHON_KEYRING_BACKEND="no.such.Keyring")  # fmt: skip
    assert said == "The keyring that you named cannot be used: look at PYTHON_KEYRING_BACKEND and keyringrc.cfg."
