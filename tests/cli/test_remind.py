"""remind says each step once, whoever asks; status is one line and never stale."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run, on_a_terminal, surroundings
from tests.crontab import NEEDS_CRONTAB, crontab, own_crontab
from tests.outbox.conftest import authority as authority
from tests.outbox.conftest import trusted as trusted
from tests.outbox.post_office import PASSWORD, USER, Certificates, PostOffice, open_office

__all__ = ["own_crontab"]

TUESDAY = "2026-11-24T10:00:00+00:00"


@pytest.fixture
def late(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """One handoff, due on Monday, on the Tuesday after."""
    run("contractor", "add", "Mira", "--email", "mira@example.com")
    run("add", "Photos")
    run("handoff", "Photos", "--to", "Mira", "--due", "today", "--price", "$40", "--outcome", "Ten photos")
    run("start", "Photos", "--anyway")
    monkeypatch.setenv("DELEGATOR_NOW", TUESDAY)
    return run


@pytest.fixture
def office(late: Run, trusted: Certificates, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """A mail server, and an account at it."""
    monkeypatch.setenv("DELEGATOR_SMTP_PASSWORD", PASSWORD)
    with open_office(trusted) as opened:
        for key, value in {"host": "localhost", "port": str(opened.port), "user": USER, "from": USER}.items():
            late("settings", f"mail_{key}", value)
        yield opened


def test_what_needs_saying_is_said_once(late: Run) -> None:
    assert late("remind").out == "Nudge Mira: Photos, 1 d late\n"
    assert late("remind").out == ""


def test_dry_run_leaves_it_unsaid(late: Run) -> None:
    said = late("remind", "--dry-run").out
    assert said == late("remind", "--dry-run").out == late("remind").out


def test_check_ends_with_five_when_there_was_something(late: Run) -> None:
    assert late("remind", "--check", code=5).out
    assert late("remind", "--check").out == ""
    assert late("remind", "--check", "--dry-run").out == ""


def test_the_json_tells_whom_to_ask_about_what(late: Run) -> None:
    found = late("remind", "--json").json
    assert found["count"] == 1
    assert found["failed"] == []
    item = found["items"][0]
    assert (item["step"], item["to"], item["message"], item["channel"]) == ("late 1", "contractor", "late_one", "email")
    assert item["handoff"]["title"] == "Photos"
    assert item["contractor"]["name"] == "Mira"
    assert late("remind", "--json").json["items"] == []


def test_a_pipe_is_told_everything_by_its_name(shop: Run) -> None:
    answer = shop("remind")
    assert "more" not in answer.out
    assert len(answer.out.splitlines()) > 4
    assert shop("remind").out == ""


def test_a_narrow_shell_is_told_the_rest_the_next_times(shop: Run, tmp_path: Path) -> None:
    whole = shop("remind", "--dry-run").out.splitlines()
    told: list[str] = []
    for _ in range(10):
        lines = on_a_terminal(tmp_path, ("remind",), COLUMNS="80").out.splitlines()
        told += [line for line in lines if not line.startswith("and ")]
        if not lines:
            break
    assert len(told) == len(whole)
    assert {line.partition(":")[0] for line in told} == {line.partition(":")[0] for line in whole}


def test_a_wide_shell_is_told_everything(shop: Run, tmp_path: Path) -> None:
    whole = shop("remind", "--dry-run").out.splitlines()
    assert on_a_terminal(tmp_path, ("remind",), COLUMNS="100").out.splitlines() == whole
    assert shop("remind").out == ""


def test_what_only_the_desktop_would_have_counted_is_not_lost(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desktop has three lines and fails; the shell that follows names all of it, once."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    for day in ("23", "24", "25"):
        monkeypatch.setenv("DELEGATOR_NOW", f"2026-11-{day}T09:05:00+00:00")
        assert "desktop: " in shop("remind", "--timer").err
    whole = shop("remind", "--dry-run").out
    assert len(whole.splitlines()) > 4
    assert shop("remind").out == whole
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-25T09:10:00+00:00")
    assert shop("remind").out == ""


def test_the_bell_rings_on_standard_error(late: Run) -> None:
    answer = late("remind", "--channel", "bell")
    assert (answer.out, answer.err) == ("", "\a")


def test_what_reached_nobody_is_said_again(late: Run, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        env = {**os.environ, **surroundings(tmp_path), "DELEGATOR_NOW": TUESDAY}
        command = [sys.executable, "-m", "delegator_tui", "remind"]
        lost = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=env, check=False)
    assert b"could not be written" in lost.stderr
    assert late("remind").out == "Nudge Mira: Photos, 1 d late\n"


def test_what_no_json_told_is_said_again(late: Run, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        env = {**os.environ, **surroundings(tmp_path), "DELEGATOR_NOW": TUESDAY}
        command = [sys.executable, "-m", "delegator_tui", "remind", "--json"]
        subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=env, check=False)
    assert late("remind").out == "Nudge Mira: Photos, 1 d late\n"


def test_what_a_pipe_did_not_take_is_said_again(late: Run, tmp_path: Path) -> None:
    env = {**os.environ, **surroundings(tmp_path), "DELEGATOR_NOW": TUESDAY}
    command = [sys.executable, "-m", "delegator_tui", "remind"]
    reading, writing = os.pipe()
    os.close(reading)
    subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=env, check=False)
    os.close(writing)
    assert late("remind").out == "Nudge Mira: Photos, 1 d late\n"


def test_reminding_is_no_step_of_undo(late: Run) -> None:
    late("remind")
    assert "Undone: start Photos" in late("undo").out


def test_status_is_one_line(shop: Run) -> None:
    assert shop("status").out == "5 overdue · 1 today · 2 silent · 3 on you · 4 of yours due · 62 inbox\n"
    found = shop("status", "--json").json
    assert found["text"] == "5 overdue · 1 today · 2 silent · 3 on you · 4 of yours due · 62 inbox"
    assert found["headline"]["overdue"] == 5


def test_status_of_nothing_is_nothing(run: Run) -> None:
    assert run("status").out == ""


def test_status_is_never_stale(late: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert late("status").out == "1 overdue\n"
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-23T10:00:00+00:00")
    assert late("status").out == "1 today\n"
    late("add", "Labels")
    assert late("status").out == "1 today · 1 inbox\n"


def test_status_loads_neither_click_nor_the_verbs(program: Run) -> None:
    loaded = program("status", PYTHONPROFILEIMPORTTIME="1").err
    assert "delegator_tui.rules.today.agenda" in loaded
    for name in ("click", "textual", "delegator_tui.desk.desk", "delegator_tui.rules.reminders.ladder"):
        assert f" {name}\n" not in loaded, name


def test_version_loads_no_desk(program: Run) -> None:
    loaded = program("--version", PYTHONPROFILEIMPORTTIME="1").err
    assert " click\n" in loaded
    assert "delegator_tui.desk" not in loaded


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
def test_a_timer_is_set_up_shown_and_taken_away(late: Run, tmp_path: Path) -> None:
    installed = late("remind", "--install").out
    assert "cron runs delegator remind every five minutes" in installed
    assert f"--db {tmp_path / 'delegator.json'} remind --timer" in installed
    assert b"remind --timer" in (crontab() or b"")
    assert "cron" in late("doctor", code=4).out + late("doctor", "--json", code=4).out
    assert late("remind", "--uninstall", "--json").json["kind"] == "cron"
    assert crontab() in (None, b"")
    assert "No timer is set up" in late("remind", "--uninstall", code=1).err


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
def test_a_dry_run_shows_the_timer_and_sets_up_or_takes_away_none(late: Run) -> None:
    before = crontab()
    said = late("remind", "--install", "--dry-run").out
    assert said.startswith("cron would run delegator remind every five minutes for this book, also while")
    assert "Would write: crontab\n# delegator-remind-" in said
    assert "Would run:\ncrontab -" in said
    assert said.endswith("Nothing was done.\n")
    assert crontab() == before
    planned = late("remind", "--install", "--dry-run", "--json").json
    assert crontab() == before
    done = late("remind", "--install", "--json").json
    assert (planned.pop("dry_run"), done.pop("dry_run")) == (True, False)
    assert planned == done
    installed = crontab()
    said = late("remind", "--uninstall", "--dry-run").out
    assert said.startswith("cron would no longer check this book.\n\nWould take away: crontab\n")
    assert crontab() == installed != before
    assert late("remind", "--uninstall").out.startswith("cron no longer checks this book.")
    assert crontab() == before


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
def test_to_set_up_and_to_take_away_at_once_is_no_usage(late: Run) -> None:
    for words in ((), ("--dry-run",), ("--json",)):
        answer = late("remind", "--install", "--uninstall", *words, code=2)
        assert answer.err == "delegator: --install and --uninstall are two things: give one of them.\n"
    assert crontab() is None


@NEEDS_CRONTAB
@pytest.mark.usefixtures("own_crontab")
def test_looking_back_does_nothing_outside_of_the_book(late: Run, office: PostOffice) -> None:
    late("settings", "mail_to", USER)
    for words in (
        ("remind", "--install"),
        ("remind", "--install", "--dry-run"),
        ("remind", "--uninstall"),
        ("remind",),
        ("remind", "--digest"),
        ("remind", "--timer"),
        ("mail", "send"),
        ("secrets", "set"),
        ("secrets", "test"),
        ("secrets", "forget"),
        ("doctor", "--fix"),
        ("recover",),
    ):
        answer = late("--at", "yesterday", *words, code=1)
        assert (answer.out, answer.err) == (
            "",
            "delegator: --at only looks back, and this does something: run it without --at.\n",
        ), words
    assert late("--at", "today", "remind", "--dry-run").out == "Nudge Mira: Photos, 1 d late\n"
    assert (crontab(), office.logins, office.taken) == (None, [], [])


def test_there_must_be_a_book_to_watch(run: Run) -> None:
    assert "There is no book yet" in run("remind", "--install", code=1).err


def test_the_timer_tells_once_a_day_of_a_channel_that_fails_and_loses_nothing(
    late: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert "desktop: " in late("remind", "--timer").err
    version = late("undo", "--json").json["version"]
    assert late("remind", "--timer").err == ""
    assert late("redo", "--json").json["version"] == version + 1, (
        "a timer leaves a channel that failed alone for an hour"
    )
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-24T11:30:00+00:00")
    assert late("remind", "--timer").err == "", "told once a day"
    assert late("remind").out == "Nudge Mira: Photos, 1 d late\n"


def test_the_timer_says_nothing_where_no_channel_is_chosen(late: Run) -> None:
    late("settings", "channels", "none")
    answer = late("remind", "--timer")
    assert (answer.out, answer.err) == ("", "")
    assert late("remind").out


# ---- by mail


def test_a_step_is_mailed_at_once_when_that_is_asked_for(late: Run, office: PostOffice) -> None:
    assert late("remind", "--channel", "mail").out == ""
    assert [mail["To"] for mail in office.taken] == [USER]
    assert "Nudge Mira: Photos, 1 d late" in office.taken[0].get_content()
    late("remind", "--channel", "mail")
    assert len(office.taken) == 1


def test_the_mail_of_the_morning_leaves_once_a_day(
    late: Run, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert USER in late("remind", "--digest", "--dry-run").out
    late("remind", "--digest")
    late("remind", "--digest")
    assert len(office.taken) == 1
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-25T09:30:00+00:00")
    late("remind", "--digest")
    assert len(office.taken) == 2


def test_the_timer_mails_the_morning_when_the_day_has_begun(
    late: Run, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    late("settings", "channels", "mail")
    for hour, mails in (("07:00", 0), ("08:55", 0), ("09:00", 1), ("09:05", 1), ("15:00", 1)):
        monkeypatch.setenv("DELEGATOR_NOW", f"2026-11-24T{hour}:00+00:00")
        late("remind", "--timer")
        assert len(office.taken) == mails, hour
    assert "Photos" in office.taken[0].get_content()
    assert late("remind").out == ""


def test_a_server_that_does_not_answer_is_told_of_and_tried_again(late: Run, office: PostOffice) -> None:
    office.faults = ["rcpt 451 Greylisted"]
    assert "mail: " in late("remind", "--digest").err
    assert late("mail").out
    assert office.taken == []


def test_without_an_address_the_digest_says_what_to_set(late: Run) -> None:
    assert "set mail_to" in late("remind", "--digest", code=1).err
    late("settings", "channels", "mail")
    assert "set mail_to" in late("remind", "--timer").err
    assert late("remind", "--timer").err == ""
