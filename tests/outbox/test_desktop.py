"""Notifications of the desktop, over a real message bus to a real service."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegator_tui.errors import NotReached
from delegator_tui.outbox.desktop import notify
from tests.effort import examples
from tests.outbox.bus import Desktop, session_bus

LIMIT = 0.5
"""What the tests of silence wait; seconds."""


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session's bus that the environment names; nothing shows notifications on it yet."""
    with session_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={address}")
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        yield address


def test_a_notification_arrives(bus: str) -> None:
    with Desktop(bus) as desktop:
        notify("Two things are late", "Care card: 3 days\nPhotos: 1 day")
    assert desktop.shown == [
        ("delegator", 0, "", "Two things are late", "Care card: 3 days\nPhotos: 1 day", [], {}, -1)
    ]  # fmt: skip


def test_a_program_that_ends_at_once_gets_it_across(bus: str) -> None:
    with Desktop(bus) as desktop:
        code = "from delegator_tui.outbox.desktop import notify; notify('Late', 'Card')"
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert [shown[3:5] for shown in desktop.shown] == [("Late", "Card")]


def test_the_bus_of_the_runtime_folder_is_found_without_a_name(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(Path(bus).parent))
    with Desktop(bus) as desktop:
        notify("Late", "Card")
    assert len(desktop.shown) == 1


def test_what_the_service_would_read_as_markup_is_escaped_where_it_reads_markup(bus: str) -> None:
    with Desktop(bus, capabilities=("body", "body-markup")) as desktop:
        notify("<b>A & B</b>", '<a href="x">1 < 2 & 3</a>')
    assert desktop.shown[0][3:5] == ("<b>A & B</b>", '&lt;a href="x"&gt;1 &lt; 2 &amp; 3&lt;/a&gt;')
    with Desktop(bus) as desktop:
        notify("A & B", "1 < 2 & 3")
    assert desktop.shown[0][3:5] == ("A & B", "1 < 2 & 3")


def test_long_words_are_cut_and_an_empty_title_is_the_program(bus: str) -> None:
    with Desktop(bus, capabilities=("body", "body-markup")) as desktop:
        notify("t" * 300, "&" * 3000)
        notify("", "")
    assert desktop.shown[0][3] == "t" * 99 + "…"
    assert desktop.shown[0][4] == "&amp;" * 499 + "…"
    assert desktop.shown[1][3:5] == ("delegator", "")


@settings(max_examples=examples(8, 20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_any_text_arrives_without_control_characters(bus: str, title: str, body: str) -> None:
    with Desktop(bus) as desktop:
        notify(title, body)
    arrived = "".join(desktop.shown[0][3:5])
    assert not [char for char in arrived if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]


def test_a_bus_on_which_nothing_shows_notifications_is_said(bus: str) -> None:
    with pytest.raises(NotReached, match="Nothing on this desktop shows notifications: install"):
        notify("Late", "Card")


def test_a_refusal_names_its_reason(bus: str) -> None:
    name = "org.freedesktop.Notifications.Error.ExcessNotificationGeneration"
    with Desktop(bus, refuses=name), pytest.raises(NotReached, match=name):
        notify("Late", "Card")


@pytest.mark.parametrize("method", ["GetCapabilities", "Notify"])
def test_a_silent_service_is_given_up_within_the_limit(bus: str, method: str) -> None:
    with Desktop(bus, silent=method), pytest.raises(NotReached, match=r"did not answer within 0\.5 seconds"):
        within_the_limit()


def test_a_bus_that_takes_the_call_and_says_nothing_is_given_up_within_the_limit(silent: socket.socket) -> None:
    with pytest.raises(NotReached, match="did not answer"):
        within_the_limit()


def test_a_bus_that_lets_in_and_then_says_nothing_is_given_up_within_the_limit(silent: socket.socket) -> None:
    silent.settimeout(20)
    code = f"from delegator_tui.outbox.desktop import notify; notify('Late', 'Card', timeout={LIMIT})"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) as program:
        line, _ = silent.accept()
        with line:
            line.recv(1000)
            line.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            _, said = program.communicate(timeout=20)  # ends, so its thread has ended too
    assert "did not answer" in said


@pytest.fixture
def silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A socket that the environment names as the bus; nobody accepts."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "bus"))
        listening.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        yield listening


@pytest.mark.parametrize("named", ["", "unix:path=/nowhere/bus", "autolaunch:", "tcp:host=localhost,port=1", "?"])
def test_without_a_bus_it_is_said_what_to_do(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", named)
    with pytest.raises(NotReached, match=r"There is no desktop session .* delegator settings channels") as told:
        notify("Late", "Card")
    assert told.value.exit_code == 1


def test_nothing_of_it_is_loaded_before_it_is_used() -> None:
    code = "import sys, delegator_tui.outbox.desktop; sys.exit('jeepney' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ, timeout=60)


def within_the_limit() -> None:
    begin = time.monotonic()
    try:
        notify("Late", "Card", timeout=LIMIT)
    finally:
        assert LIMIT * 0.9 < time.monotonic() - begin < LIMIT + 5  # a busy machine is slow
