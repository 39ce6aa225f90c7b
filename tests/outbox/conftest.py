"""A desk whose mails are to leave, and a mail server to take them; a book with a program to watch it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.outbox.post_office import Certificates

ODD = {"variables": "a b%c $HOME ${HOME} %% é ; # & <g> X=y", "quotes": """ "d" 'e' \\f $HOME %"""}
"""Systemd starts no program whose own path has quotes, so that is another way."""


class Watch(NamedTuple):
    """A book, the program that a timer starts for it, and where that writes its arguments, one a line."""

    db: Path
    program: Path
    told: Path

    @property
    def command(self) -> list[str]:
        return [str(self.program), "--db", str(self.db), "remind", "--timer"]

    def was_told(self) -> list[str]:
        """The arguments of each run, one after the other."""
        return self.told.read_text("utf-8").split("\n")[:-1] if self.told.exists() else []


@pytest.fixture(params=ODD)
def watch(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Everything below a home of the test's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / ODD[request.param]
    folder.mkdir()
    made = Watch(folder / "delegator.json", folder / "program", tmp_path / "told")
    made.db.write_text("{}")
    made.program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >> {made.told}\n")
    made.program.chmod(0o755)
    return made


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates that this machine does not trust by itself."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(authority: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The same, trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority
