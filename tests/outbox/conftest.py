"""A desk whose mails are to leave, and a mail server to take them."""

from __future__ import annotations

import pytest

from tests.outbox.post_office import Certificates


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Certificates that this machine does not trust by itself."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def trusted(authority: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The same, trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority
