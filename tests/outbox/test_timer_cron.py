"""The line of a crontab: the real one of whoever runs the tests, which is put back afterwards."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from delegator_tui.errors import Refused
from delegator_tui.outbox import timer_cron, timers
from delegator_tui.outbox.timer_parts import name_of, run
from tests.crontab import NEEDS_CRONTAB, crontab, own_crontab, set_crontab
from tests.outbox.conftest import Watch

__all__ = ["own_crontab"]

OTHERS = (
    b"# my own\n\nMAILTO=ann\n5 4 * * *\tbackup --at 100\\% # delegator-remind-00000000x\n"
    b"@daily caf\xe9 \xff # delegator remind\n# delegator-remind-00000000: not ours\n"
)


def line_of(content: bytes | None) -> str:
    """The command in the last line, as crontab(5) hands it to the shell."""
    assert content
    return content.splitlines()[-1].decode().split(maxsplit=5)[5].replace("\\%", "%")


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
class TestTheRealCrontab:
    """What the real crontab command takes and gives back."""

    def test_the_line_is_added_runs_and_goes_and_others_stay_byte_for_byte(self, watch: Watch) -> None:
        set_crontab(OTHERS)
        assert timers.watching(watch.db) == ""
        installed = timers.install(watch.db, watch.command)
        assert (installed.kind, installed.ran) == ("cron", ("crontab -",))
        assert [piece.where for piece in installed.written] == ["crontab"]
        text = installed.written[0].text
        assert crontab() == OTHERS + text.encode()
        assert str(watch.db) in text.split("\n")[0]
        assert text.split("\n")[1].startswith("*/5 * * * * ")
        assert timers.watching(watch.db) == "cron"
        assert timer_cron.command_of(watch.db) == watch.command
        subprocess.run(["sh", "-c", line_of(crontab())], check=True)
        assert watch.was_told() == watch.command[1:]
        gone = timers.uninstall(watch.db)
        assert gone
        assert gone.written == installed.written
        assert crontab() == OTHERS
        assert timers.uninstall(watch.db) is None

    def test_a_crontab_that_had_nothing_else_is_removed(self, watch: Watch) -> None:
        timers.install(watch.db, watch.command)
        assert crontab() is not None
        gone = timers.uninstall(watch.db)
        assert gone
        assert gone.ran == ("crontab -r",)
        assert crontab() is None

    def test_installing_again_takes_the_place_of_the_line(self, watch: Watch) -> None:
        first = timers.install(watch.db, watch.command)
        assert timers.install(watch.db, watch.command) == first
        timers.install(watch.db, ["/elsewhere", *watch.command[1:]])
        assert timer_cron.command_of(watch.db) == ["/elsewhere", *watch.command[1:]]
        assert crontab() == first.written[0].text.replace(line_words(watch), "/elsewhere").encode()

    def test_two_books_have_a_line_each(self, watch: Watch, tmp_path: Path) -> None:
        other = tmp_path / "other.json"
        other.write_text("{}")
        (tmp_path / "link.json").symlink_to(other)
        mine, theirs = timers.install(watch.db, watch.command), timers.install(other, watch.command)
        assert crontab() == (mine.written[0].text + theirs.written[0].text).encode()
        assert timers.watching(tmp_path / "link.json") == "cron"
        timers.uninstall(tmp_path / "link.json")
        assert crontab() == mine.written[0].text.encode()

    def test_a_line_that_cron_refuses_leaves_the_crontab_as_it_was(self, watch: Watch) -> None:
        set_crontab(OTHERS)
        with pytest.raises(Refused, match=r"“crontab -” failed: .* Nothing was set up"):
            timers.install(watch.db, [*watch.command, "x" * 100_000])
        assert crontab() == OTHERS

    def test_the_line_carries_the_way_to_the_session(
        self, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus,guid=12")
        (tmp_path / "bus").touch()
        watch.program.write_text('#!/bin/sh\necho "$XDG_RUNTIME_DIR $DBUS_SESSION_BUS_ADDRESS" > ' + str(watch.told))
        timers.install(watch.db, watch.command)
        subprocess.run(["sh", "-c", line_of(crontab())], check=True, env={"PATH": os.environ["PATH"]})
        assert watch.was_told() == [f"{tmp_path} unix:path={tmp_path}/bus,guid=12"]
        assert not [fault for fault in timers.faults(watch.db) if "session" in fault]
        (tmp_path / "bus").unlink()
        assert [fault for fault in timers.faults(watch.db) if "names a desktop session that is over" in fault]
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        assert "cannot reach notifications" in " ".join(timers.install(watch.db, watch.command).notes)

    def test_doctor_is_told_of_program_book_and_daemon(self, watch: Watch) -> None:
        timers.install(watch.db, watch.command)
        watch.program.unlink()
        watch.db.unlink()
        *daemon, program, book = timers.faults(watch.db)
        assert program == f"The program that cron starts is gone ({watch.program}): delegator remind --install."
        assert book.startswith(f"cron watches {watch.db}, which is not there")
        runs = subprocess.run(["pidof", "cron", "crond"], capture_output=True, check=False).returncode == 0
        assert bool(daemon) != runs
        assert all(fault.startswith("No cron runs on this machine") for fault in daemon)

    def test_without_any_tool_it_is_said_what_to_do(self, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(watch.db.parent))
        with pytest.raises(Refused, match="Nothing on this machine starts programs by the clock"):
            timers.install(watch.db, watch.command)
        assert timers.watching(watch.db) == ""
        assert timers.faults(watch.db) == []


def line_words(watch: Watch) -> str:
    """The program as the line quotes it."""
    quoted = watch.command[0].replace("'", "'\"'\"'").replace("%", "\\%")
    return f"'{quoted}'"


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
def test_nobody_watches_a_book_that_only_looks_alike(watch: Watch) -> None:
    set_crontab(f"* * * * * true # x{name_of(watch.db)}\n# {name_of(watch.db)}\n".encode())
    assert timers.watching(watch.db) == ""


def test_no_program_of_the_current_folder_is_taken_for_one_of_the_system(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("crontab", "systemctl", "launchctl"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\ntouch {tmp_path}/witness\n")
        program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    for path in (".", "", f"{watch.db}:"):
        monkeypatch.setenv("PATH", path)
        with pytest.raises(Refused, match="Nothing on this machine starts programs by the clock"):
            timers.install(watch.db, watch.command)
        with pytest.raises(Refused, match=r"“crontab -l” could not be run \(No such file or directory\)"):
            run("crontab", "-l")
    assert not (tmp_path / "witness").exists()
