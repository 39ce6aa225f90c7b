"""What changes by itself: another process adds, and a due time passes."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e


def test_what_another_process_adds_shows_within_a_second(delegator: Installed) -> None:
    """The best of three, for the machine may be busy; each of them must show."""
    took = []
    with delegator.open() as terminal:
        terminal.wait("Welcome to delegator")
        terminal.press("enter")
        terminal.wait("2 Inbox")
        for count in (1, 2, 3):
            delegator("add", f"Thought {count}")
            began = time.monotonic()
            terminal.wait(f"2 Inbox {count}")
            took.append(time.monotonic() - began)
    assert min(took) < 1.0


def test_what_another_process_adds_shows_in_the_open_list(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        terminal.press("2")
        terminal.wait("Inbox   62 to triage")
        sample("add", "Thank the courier today")
        terminal.wait("Inbox   63 to triage")
        terminal.wait("today +Thank the courier")


def test_a_due_time_that_passes_changes_the_headline_and_is_said_once(sample: Installed) -> None:
    """The clock starts as long before the due time as the launch takes, several times over."""
    for title in ("Mug photos", "Plate photos", "Bowl photos"):
        sample("add", title)
        sample("handoff", title, "--to", "Northlight", "--due", "today 17:00", "--price", "400")
    began = time.monotonic()
    with sample.open() as terminal:
        terminal.wait("^ 5 overdue · 4 due today")
        launch = time.monotonic() - began
    early = dt.timedelta(seconds=1 + 3 * launch)
    now = dt.datetime(2026, 11, 23, 17, tzinfo=dt.UTC) - early
    with sample.open(DELEGATOR_NOW=now.isoformat()) as terminal:
        terminal.wait("^ 5 overdue · 4 due today")
        terminal.wait("^ 8 overdue · 1 due today")
        terminal.wait("3 became overdue: ")
        assert terminal.text.count("became overdue") == 1
        assert b"\x07" in terminal.raw
