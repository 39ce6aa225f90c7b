"""The systemd timer: units that systemd reads as they are meant, and a real user manager that runs them."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from delegator_tui.errors import Refused
from delegator_tui.outbox import timer_systemd, timers
from delegator_tui.outbox.timer_parts import Files, Piece, name_of
from tests.outbox.conftest import Watch
from tests.outbox.manager import can_run, user_manager


def units(watch: Watch) -> tuple[Path, Path]:
    folder = Path(os.environ["HOME"], ".config", "systemd", "user")
    return folder / f"{name_of(watch.db)}.service", folder / f"{name_of(watch.db)}.timer"


def test_without_a_session_it_is_refused_and_nothing_stays(watch: Watch) -> None:
    with pytest.raises(Refused, match=r"“systemctl --user daemon-reload” (failed|could not be run)"):
        timer_systemd.install(watch.db, watch.command)
    assert not timer_systemd.fits()
    assert not any(path.exists() for path in units(watch))
    assert timer_systemd.uninstall(watch.db) is None


def test_what_was_set_up_before_comes_back_when_a_new_one_is_refused(watch: Watch) -> None:
    service, timer = units(watch)
    timer.parent.mkdir(parents=True)
    timer.write_bytes(b"as it was")
    with pytest.raises(Refused):
        timer_systemd.install(watch.db, watch.command)
    assert timer.read_bytes() == b"as it was"
    assert not service.exists()
    assert timers.watching(watch.db) == "systemd"


def test_a_dry_run_answers_what_would_be_written_and_writes_nothing(watch: Watch, tmp_path: Path) -> None:
    done = timer_systemd.install(watch.db, watch.command, dry_run=True)
    assert [Path(piece.where) for piece in done.written] == [*units(watch)]
    assert [line.split()[2] for line in done.ran] == ["daemon-reload", "enable"]
    assert not (tmp_path / ".config").exists()
    for path in units(watch):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[Unit]\n")
    gone = timer_systemd.uninstall(watch.db, dry_run=True)
    assert gone
    assert [piece.text for piece in gone.written] == ["[Unit]\n"] * 2
    assert all(path.exists() for path in units(watch))


def test_a_link_in_the_place_of_a_unit_is_not_written_through_and_comes_back(watch: Watch, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    service, timer = units(watch)
    timer.parent.mkdir(parents=True)
    service.symlink_to(victim)
    timer.symlink_to(tmp_path / "nowhere")
    files = Files([Piece(str(service), "new"), Piece(str(timer), "new")])
    files.write()
    assert [(path.is_symlink(), path.read_text()) for path in (service, timer)] == [(False, "new")] * 2
    files.put_back()
    assert (service.readlink(), timer.readlink()) == (victim, tmp_path / "nowhere")
    assert victim.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_written_is_said(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(watch.db))  # a file
    with pytest.raises(Refused, match=r"delegator\.json.* cannot be written \(Not a directory\)\."):
        timer_systemd.install(watch.db, watch.command)


def test_a_name_with_control_characters_is_refused(watch: Watch) -> None:
    with pytest.raises(Refused, match=r"A timer cannot name '/tmp/a.n.*b': rename it"):
        timer_systemd.install(Path("/tmp/a\nb"), watch.command)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="install systemd")
def test_systemd_finds_nothing_wrong_with_the_units(watch: Watch, tmp_path: Path) -> None:
    service, timer = (tmp_path / path.name for path in units(watch))
    service.write_text(timer_systemd.service_of(watch.db, watch.command))
    timer.write_text(timer_systemd.timer_of(watch.db))
    (tmp_path / "runtime").mkdir(mode=0o700)
    env = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path / "runtime")}
    said = subprocess.run(
        ["systemd-analyze", "--user", "verify", service, timer], env=env, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert (said.returncode, [line for line in said.stderr.splitlines() if name_of(watch.db) in line]) == (0, [])
    calendar = configparser.ConfigParser(interpolation=None)
    calendar.read(timer)
    told = subprocess.run(
        ["systemd-analyze", "calendar", calendar["Timer"]["OnCalendar"]], capture_output=True, text=True, check=True
    )
    assert "Normalized form: *-*-* *:00/5:00" in told.stdout
    assert calendar["Timer"]["Persistent"] == "true"


if can_run():  # elsewhere what the units say is checked above, and nobody can run them

    def test_a_real_session_runs_it_tells_its_faults_and_forgets_it(
        watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with user_manager(tmp_path) as runtime:
            monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
            installed = timers.install(watch.db, watch.command)
            assert installed.kind == timers.watching(watch.db) == "systemd"
            assert [(Path(where), text) for where, text in installed.written] == [
                (path, path.read_text("utf-8")) for path in units(watch)
            ]
            service, timer = (path.name for path in units(watch))
            assert installed.ran == ("systemctl --user daemon-reload", f"systemctl --user enable --now {timer}")
            assert "loginctl enable-linger" in " ".join(installed.notes)
            assert timers.faults(watch.db) == []
            assert str(watch.db) in systemctl("list-timers", "--full") or timer in systemctl("list-timers")

            systemctl("start", service)
            assert watch.was_told() == watch.command[1:]
            assert timer_systemd.command_of(watch.db) == watch.command
            assert timers.faults(watch.db) == []

            broken(watch, service, timer)
            assert timers.install(watch.db, watch.command) == installed  # once more: the same
            gone = timers.uninstall(watch.db)
            assert gone
            assert gone.written == installed.written
            assert timers.watching(watch.db) == ""
            assert timer not in systemctl("list-timers", "--all")
            assert not [path for path in tmp_path.rglob("*") if name_of(watch.db) in path.name]

    def broken(watch: Watch, service: str, timer: str) -> None:
        systemctl("stop", timer)
        assert timers.faults(watch.db) == [f"The timer {timer} is not running: systemctl --user start {timer}."]
        systemctl("disable", timer)
        assert timers.faults(watch.db) == [f"The timer {timer} is not enabled: delegator remind --install."]
        systemctl("enable", "--now", timer)
        watch.program.write_text("#!/bin/sh\nexit 3\n")
        with pytest.raises(subprocess.CalledProcessError):
            systemctl("start", service)
        failed = f"The last run of the reminders failed: journalctl --user -u {service} says why."
        assert timers.faults(watch.db) == [failed]
        watch.program.unlink()
        watch.db.unlink()
        assert timers.faults(watch.db) == [
            failed,
            f"The program that systemd starts is gone ({watch.program}): delegator remind --install.",
            f"systemd watches {watch.db}, which is not there: put it back, or delegator remind --uninstall.",
        ]

    def systemctl(*words: str) -> str:
        return subprocess.run(["systemctl", "--user", *words], capture_output=True, text=True, check=True).stdout


def test_without_its_session_doctor_says_so(watch: Watch) -> None:
    for path in units(watch):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'ExecStart="{watch.program}"\n')
    assert len(timers.faults(watch.db)) == 2  # the odd name was not quoted here, so no program of that name is found
    gone = timers.uninstall(watch.db)
    assert gone
    assert gone.ran == ()
    assert not any(path.exists() for path in units(watch))
