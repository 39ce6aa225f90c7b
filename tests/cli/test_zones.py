"""The owner's zone, as ``TZ`` says it, and the holidays that they keep."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def due_at_four(run: Run) -> str:
    due: str = run("add", "Call due 16:00", "--json").json["items"][0]["due"]
    return due


@pytest.mark.parametrize(
    ("tz", "now"),
    [
        ("Asia/Tokyo", "2026-11-23T18:00:00+09:00"), (":Asia/Tokyo", "2026-11-23T18:00:00+09:00"),
        ("UTC-3", "2026-11-23T12:00:00+03:00"), ("UTC+3", "2026-11-23T06:00:00-03:00"),
        ("<+0530>-5:30", "2026-11-23T14:30:00+05:30"), ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-11-23T10:00:00+01:00"),
        ("CET-1CEST", "2026-11-23T10:00:00+01:00"), ("EST5EDT", "2026-11-23T04:00:00-05:00"),
        ("", "2026-11-23T14:30:00+05:30"), (":", "2026-11-23T14:30:00+05:30"),
    ],
)  # fmt: skip
def test_a_zone_is_honoured_in_every_form_that_posix_has(
    run: Run, monkeypatch: pytest.MonkeyPatch, tz: str, now: str
) -> None:
    run("settings", "zone", "Asia/Kolkata")
    monkeypatch.setenv("TZ", tz)
    answer = run("today", "--json")
    assert answer.json["now"] == now
    assert answer.err == ""


def test_a_zone_may_be_a_file(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "here"
    file.write_bytes(Path("/usr/share/zoneinfo/Asia/Tokyo").read_bytes())
    for tz in (f":{file}", str(file), ":/usr/share/zoneinfo/Asia/Tokyo"):
        monkeypatch.setenv("TZ", tz)
        assert run("today", "--json").json["now"] == "2026-11-23T18:00:00+09:00"
    assert due_at_four(run) == "2026-11-24T16:00:00+09:00"


@pytest.mark.parametrize("tz", ["Foo/Bar", "/nowhere", ":/", "x", "../etc/passwd", "Küche", "/dev/zero", "UTC-99"])
def test_a_zone_that_nobody_knows_is_told_once_and_passed_over(
    run: Run, monkeypatch: pytest.MonkeyPatch, tz: str
) -> None:
    run("settings", "zone", "Asia/Tokyo")
    monkeypatch.setenv("TZ", tz)
    answer = run("today", "--json")
    assert answer.json["now"] == "2026-11-23T18:00:00+09:00"
    assert answer.err.count("which is no time zone that this machine knows") == 1
    assert run("status").err == ""  # a prompt asks for it each time


def test_a_due_time_where_a_zone_has_no_name_is_that_instant(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC-3")
    assert due_at_four(run) == "2026-11-23T13:00:00+00:00"
    assert "due Mon 23 Nov 16:00" in run("add", "Call due 16:00").out


def test_holidays_count_once_a_country_is_named(run: Run) -> None:
    assert "due Mon 28 Dec" in run("add", "Ring the bank due +25b").out  # Monday to Friday, and nothing else
    run("settings", "holidays", "gb-sct")
    assert run("settings", "holidays", "--json").json == {"holidays": "GB-SCT"}
    assert "GB-SCT" in run("settings").out
    assert "due Wed 30 Dec" in run("add", "Ring the bank due +24b").out  # 30 Nov, 25 and 28 Dec are holidays there
    assert "due Tue 5 Jan 2027" in run("add", "Ring the bank due +26b").out  # and 1 and 4 Jan
    run("settings", "holidays", "none")
    assert run("settings", "holidays", "--json").json == {"holidays": None}
    assert "due Mon 28 Dec" in run("add", "Ring the bank due +25b").out


def test_what_comes_every_working_day_does_not_come_on_a_holiday(run: Run) -> None:
    run("settings", "holidays", "GB-SCT")
    task = run("add", "Post every workday due 27 nov", "--json").json["items"][0]["id"]
    assert "Next one due Tue 1 Dec." in run("done", task).out  # 30 Nov is Saint Andrew's Day


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("XX", "“XX” is not a country"), ("England", "“England” is not a country"),
        ("GB-XYZ", "“GB” has no part “XYZ”: use one of ENG, NIR, SCT, WLS."), ("-", "is not a country"),
    ],
)  # fmt: skip
def test_a_country_that_nobody_knows_is_refused(run: Run, typed: str, why: str) -> None:
    assert why in run("settings", "holidays", "--", typed, code=1).err


def test_without_the_library_it_is_said_how_to_get_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from delegator_tui.rules.dates import holidays_of

    run("settings", "holidays", "GB")
    for name in [name for name in sys.modules if name.partition(".")[0] == "holidays"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])
    holidays_of.of_year.cache_clear()
    holidays_of.known.cache_clear()
    assert "pip install 'delegator-tui[holidays]'" in run("settings", "holidays", "DE", code=1).err
    assert "pip install 'delegator-tui[holidays]'" in run("settings").out
    assert "due Mon 28 Dec" in run("add", "Ring the bank due +25b").out
    holidays_of.of_year.cache_clear()
    holidays_of.known.cache_clear()


def test_the_working_week_is_that_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("settings", "working_days", "sun mon tue wed thu")
    monkeypatch.setenv("DELEGATOR_NOW", "2026-11-25T09:00:00+00:00")
    assert "due Sun 29 Nov" in run("add", "Post due +2b").out
    assert "due Thu 26 Nov" in run("add", "Post due eow").out
    assert "due Thu 26 Nov" in run("add", "Post every workday").out
    task = run("add", "Post every workday due 26 nov", "--json").json["items"][0]["id"]
    assert "Next one due Sun 29 Nov." in run("done", task).out
