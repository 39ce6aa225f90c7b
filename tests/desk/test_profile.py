"""The settings of reminders and mail: read from texts, refused with what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from delegator_tui.desk.desk import Desk
from delegator_tui.desk.profile import value_of
from delegator_tui.errors import Refused
from tests.making import StandingClock, desk_at


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "book.json", StandingClock())


def test_the_mail_account_is_set_part_by_part(desk: Desk) -> None:
    desk.settings.change({"mail_host": "mail.example.com", "mail_port": "465", "mail_security": "tls"})
    desk.settings.change({"mail_from": "me@example.com"})
    own = desk.book.settings
    assert [value_of(own, key) for key in ("mail_host", "mail_port", "mail_security", "mail_from", "mail_user")] == [
        "mail.example.com", 465, "tls", "me@example.com", "",
    ]  # fmt: skip


def test_channels_are_kept_in_one_order(desk: Desk) -> None:
    desk.settings.change({"channels": "desktop, toast"})
    assert list(desk.book.settings.channels) == ["toast", "desktop"]
    desk.settings.change({"channels": "sound pop-up"})
    assert list(desk.book.settings.channels) == ["toast", "bell"]
    desk.settings.change({"channels": "none"})
    assert not desk.book.settings.channels


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("channels", "pigeon"), ("mail_port", "0"), ("mail_host", "smtp..example.com"),
        ("mail_host", "x" * 64 + ".example.com"), ("mail_host", "smtp.example.com:587"), ("mail_host", "my server"),
        ("mail_port", "smtp"), ("mail_security", "ssl3"),
        ("mail_from", "me@example.com\nBcc: you@example.com"), ("mail_to", "not an address"),
        ("quiet_hours", "at night"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, key: str, value: str) -> None:
    with pytest.raises(Refused) as found:
        desk.settings.change({key: value})
    assert found.value.field in (key, "email")
    assert desk.book.version == 0
