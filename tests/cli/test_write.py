"""Writing from the shell: the message that a decision asks for, printed, copied and logged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, on_a_terminal


@pytest.fixture(autouse=True)
def no_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No clipboard of the machine is touched; the folder is for programs of the test's own."""
    for name in ("TMUX", "STY", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


@pytest.fixture
def wayland(no_desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose clipboard is a file."""
    program = no_desktop / "wl-copy"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/clipboard\n")
    program.chmod(0o755)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    return tmp_path / "clipboard"


@pytest.fixture
def returned(shop: Run) -> Run:
    """The sample, with a delivery that was just returned."""
    shop("return", "Product alt", "--because", "Ten are missing.", "--cause", "missed", "--due", "fri")
    return shop


def test_after_a_return_the_message_is_ready_until_it_is_logged(returned: Run) -> None:
    said = returned("write", "Product alt").out
    assert "Subject: Product alt text: changes, by Fri 27 Nov" in said
    assert "Ten are missing." in said
    assert "Wrote to Harbour Admin by mail." in returned("write", "Product alt", "--log", "--by", "mail").out
    assert "Ten are missing." not in returned("write", "Product alt").out


def test_another_text_may_be_named(returned: Run) -> None:
    assert "Subject: Product alt text\n" in returned("write", "Product alt", "--text", "note").out
    assert "There is no text “nothing”" in returned("write", "Product alt", "--text", "nothing", code=1).err


def test_a_draft_is_written_to_nobody(shop: Run) -> None:
    shop("add", "Call the landlord")
    shop("handoff", "Call the landlord", "--draft", "--to", "Harbour")
    assert "is a draft" in shop("write", "Call the landlord", code=1).err


def test_a_copy_is_told_with_where_to_paste_it(returned: Run, wayland: Path) -> None:
    answer = returned("write", "Product alt", "--copy")
    assert answer.err == "Copied. Paste it into a message to Harbour Admin (team@harbouradmin.example).\n"
    assert wayland.read_text() == answer.out.partition("\n\n")[2]


@pytest.mark.parametrize("words", [
    ("show", "Product alt", "--brief", "--copy"), ("chase", "--to", "north", "--copy"), ("nudge", "glaze", "--copy"),
])  # fmt: skip
def test_every_text_that_is_printed_can_be_copied(shop: Run, wayland: Path, words: tuple[str, ...]) -> None:
    assert shop(*words).err.startswith("Copied. Paste it into a message to ")
    assert wayland.read_text()
    assert shop(*words, "--json", *(["--anyway"] if words[0] == "nudge" else [])).json["copied"] == {
        "way": "wl-copy", "sure": True,
    }  # fmt: skip


def test_what_nothing_can_copy_is_never_called_copied(returned: Run) -> None:
    answer = returned("write", "Product alt", "--copy", "--json")
    assert answer.json["copied"] == {"way": None, "sure": False}
    assert "Nothing here can copy it." in answer.err


def test_what_a_terminal_may_have_taken_is_told_so(returned: Run, tmp_path: Path) -> None:
    said = on_a_terminal(tmp_path, ("write", "Product alt", "--copy"), TERM="xterm-256color").out
    assert "\x1b]52;c;" in said
    assert "if your terminal takes it" in said
    assert "Copied" not in said


def test_to_copy_it_must_be_one_text(shop: Run) -> None:
    assert "--to" in shop("chase", "--copy", code=2).err
    assert "--brief" in shop("show", "glaze", "--copy", code=2).err
