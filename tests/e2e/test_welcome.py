"""The first run: its keys work, wherever the program was started from."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e


def test_the_demo_is_a_key_of_the_welcome_and_leads_back_to_it(delegator: Installed) -> None:
    with delegator.open(PATH="/usr/bin:/bin") as terminal:
        terminal.wait("d opens a demo")
        terminal.press("d")
        terminal.wait("overdue")
        terminal.wait("[?] help")
        terminal.press("q")
        terminal.wait("Welcome to delegator")
        terminal.press("q")
        assert terminal.leave() == 0
    assert not delegator.file.exists()
