"""The review of the week with the installed program: begun, left, finished after a restart, and seen in the shell."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e


def test_a_review_is_left_resumed_and_logged(sample: Installed) -> None:
    assert "Review of the week: 8 steps left. Next on Fri 27 Nov." in sample("review")
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        terminal.press("w")
        terminal.wait("Review of the week   1 of 10 · Inbox")
        terminal.press("w")
        terminal.wait("2 of 10 · Slipping")
        terminal.press("w")
        terminal.wait("4 of 10 · Due soon")
        terminal.press("esc")
        terminal.wait("On you +3")
        terminal.press("q")
        assert terminal.leave() == 0
    assert "Review of the week: 6 steps left." in sample("review")

    with sample.open() as again:
        again.wait("5 overdue")
        again.press("w")
        for step in (
            "4 of 10 · Due soon",
            "5 of 10 · Overdue",
            "6 of 10 · Yours",
            "7 of 10 · Delivered",
            "8 of 10 · Unpaid",
            "10 of 10 · Hand",
        ):
            again.wait(step)
            again.press("w")
        again.wait("Reviewed the week: 8 of 10 steps had something; next Fri 27 Nov. u undoes it.")
        again.press("q")
        assert again.leave() == 0
    assert json.loads(sample("review", "--json"))["last"] == "2026-11-23"
    assert "review the week" in sample("history")
