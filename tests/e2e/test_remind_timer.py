"""What a timer does: ``delegator remind --timer`` every five minutes on the sample data, on a real message bus."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from delegator_tui.__main__ import main
from delegator_tui.clock import moments
from delegator_tui.desk.desk import open_desk
from delegator_tui.model.book import Book
from delegator_tui.model.moment import Moment
from delegator_tui.rules.reminders.remind import stamps, to_say
from tests.e2e.conftest import MONDAY, Installed
from tests.outbox.bus import Desktop, session_bus

FIVE = dt.timedelta(minutes=5)
EVERY = 72
"""One in so many runs is a process of its own; the others are in this one, which is a hundred times faster."""


class Said(NamedTuple):
    """What one run said: its lines, and what each of its steps is about."""

    at: dt.datetime
    lines: list[str]
    steps: list[tuple[str, ...]]


class Timer:
    """Runs ``remind`` on the sample data at moments of the test's choice."""

    def __init__(
        self, sample: Installed, desktop: Desktop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.sample, self.desktop, self._monkeypatch, self._capsys = sample, desktop, monkeypatch, capsys
        for name, value in sample.env.items():
            monkeypatch.setenv(name, value)

    def run(self, at: dt.datetime, zone: str = "UTC", *, apart: bool = False) -> Said:
        """Run it at an instant on a machine in a zone, ``apart``: as a process of its own."""
        if apart:
            return _read(at, self.sample("remind", "--timer", "--json", DELEGATOR_NOW=at.isoformat(), TZ=zone))
        self._monkeypatch.setenv("DELEGATOR_NOW", at.isoformat())
        self._monkeypatch.setenv("TZ", zone)
        self._monkeypatch.setattr(sys, "argv", ["delegator", "remind", "--timer", "--json"])
        ended = main()
        out, err = self._capsys.readouterr()
        assert (ended, err) == (0, "")
        return _read(at, out)

    def runs(self, moments: Iterable[dt.datetime]) -> list[Said]:
        """Run it at each moment; return the runs that said something."""
        said = [self.run(at, apart=number % EVERY == 0) for number, at in enumerate(moments)]
        return [each for each in said if each.steps]

    def book(self) -> Book:
        """The book as it is on the disk."""
        desk = open_desk(self.sample.file, lambda: when(MONDAY), moments(lambda: when(MONDAY)))
        desk.store.close(compact=False)
        return desk.book


def _read(at: dt.datetime, out: str) -> Said:
    found = json.loads(out)
    return Said(at, found["lines"], [(item["step"], *_about(item)) for item in found["items"]])


def _about(item: dict[str, Any]) -> list[str]:
    return [item[of]["uid"] for of in ("task", "handoff", "contractor") if item[of]]


def when(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def every_five_minutes(first: str, last: str) -> list[dt.datetime]:
    span = (when(last) - when(first)) // FIVE
    return [when(first) + number * FIVE for number in range(span + 1)]


@pytest.fixture(scope="module")
def brought_in(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The sample data, brought in once for all tests."""
    made = Installed(tmp_path_factory.mktemp("sample"))
    made.import_sample()
    made("compact")
    return made


@pytest.fixture
def desktop(delegator: Installed, short: Path) -> Iterator[Desktop]:
    """A desktop that shows notifications: by that channel a timer reaches the owner."""
    with session_bus(short) as bus, Desktop(bus) as desktop:
        delegator.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
        yield desktop


@pytest.fixture
def timer(
    brought_in: Installed, delegator: Installed, desktop: Desktop,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> Timer:  # fmt: skip
    shutil.copytree(brought_in.file.parent, delegator.file.parent)
    return Timer(delegator, desktop, monkeypatch, capsys)


def test_a_day_of_runs_every_five_minutes_speaks_exactly_once_per_step(timer: Timer) -> None:
    day = every_five_minutes("2026-11-24T00:00:00+00:00", "2026-11-24T23:55:00+00:00")
    due = first_due(timer.book(), day)
    said = timer.runs(day)
    counted = Counter(step for each in said for step in each.steps)
    assert set(counted.values()) == {1}
    stamped = {key: whole_minute(at) for key, at in stamps(timer.book()).items()}
    assert len(stamped) == counted.total() > 10
    assert {record_of(key): at for key, at in stamped.items()} == due  # each at the first run that could
    assert {each.at: len(each.steps) for each in said} == Counter(due.values())
    assert len({each.at for each in said}) < 8
    assert all(len(each.lines) <= 4 for each in said)
    assert [shown[4].split("\n") for shown in timer.desktop.shown] == [each.lines for each in said]


def first_due(book: Book, day: list[dt.datetime]) -> dict[str, dt.datetime]:
    """When something of each record is first to be said, by a book in which nothing is: a ladder speaks once a day."""
    found: dict[str, dt.datetime] = {}
    for at in day:
        for step in to_say(book.at(Moment(at, dt.UTC))):
            found.setdefault(record_of(step.key), at)
    return found


def record_of(key: str) -> str:
    """What the key of a step is about."""
    return key.partition(":")[0]


def whole_minute(at: str) -> dt.datetime:
    """An instant without its seconds: the clock of a run goes on while it works."""
    return when(at).replace(second=0, microsecond=0)


def test_a_laptop_closed_for_three_days_says_one_summary(timer: Timer) -> None:
    before = timer.runs(every_five_minutes("2026-11-23T17:00:00+00:00", "2026-11-23T17:30:00+00:00"))
    assert len(before) == 1
    first = timer.run(when("2026-11-26T17:32:00+00:00"), apart=True)
    assert 1 < len(first.lines) <= 4
    assert first.lines[-1].startswith(f"and {len(first.steps) - 3} more: ")
    assert len(set(first.steps)) == len(first.steps)
    assert timer.runs(every_five_minutes("2026-11-26T17:35:00+00:00", "2026-11-26T20:00:00+00:00")) == []
    assert len(timer.desktop.shown) == 2


def test_a_clock_put_back_repeats_nothing(timer: Timer) -> None:
    noon = when("2026-11-24T12:00:00+00:00")
    first = timer.run(noon)
    assert len(first.steps) > 10
    assert timer.run(noon - dt.timedelta(hours=1), apart=True).steps == []
    yesterday = timer.run(noon - dt.timedelta(days=1))
    assert [step for step, *_ in yesterday.steps] == ["before"]  # of what is due on the first day, which says nothing
    assert not records(first) & records(yesterday)
    assert timer.run(noon + FIVE).steps == timer.run(noon - dt.timedelta(days=1) + FIVE).steps == []


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_another_zone_repeats_nothing(timer: Timer, zone: str) -> None:
    noon = when("2026-11-24T12:00:00+00:00")
    there = [timer.run(noon, "UTC"), timer.run(noon + FIVE, zone, apart=True), timer.run(noon + 2 * FIVE, "UTC")]
    assert len(there[0].steps) > 10
    assert not records(there[0]) & records(there[1])
    assert there[2].steps == []


def records(said: Said) -> set[tuple[str, ...]]:
    """What the steps that were said are about."""
    return {step[1:] for step in said.steps}


def test_where_a_zone_is_in_the_next_day_only_what_is_new_there_is_said(timer: Timer) -> None:
    night = when("2026-11-24T23:30:00+00:00")
    zones = ["UTC", "Pacific/Kiritimati", "Asia/Tokyo", "America/New_York", "Pacific/Pago_Pago", "UTC"]
    said = [timer.run(night + number * FIVE, zone).steps for number, zone in enumerate(zones)]
    assert said[1]  # it is Wednesday noon there
    assert not set(said[0]) & set(said[1])
    assert said[2:] == [[]] * 4


def test_two_timers_at_once_say_each_step_once_between_them(timer: Timer) -> None:
    env = timer.sample.env | {"DELEGATOR_NOW": "2026-11-24T12:00:00+00:00"}
    start = [timer.sample.program, "remind", "--timer", "--json"]
    both = [subprocess.Popen(start, env=env, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [_read(when(MONDAY), each.communicate(timeout=60)[0]) for each in both]
    steps = Counter(step for each in said for step in each.steps)
    assert set(steps.values()) == {1}
    assert steps.total() == len(stamps(timer.book())) > 10
