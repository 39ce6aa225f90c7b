"""Five contractors chased with the installed program by keys, and found logged after a restart."""

from __future__ import annotations

import base64
import re

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e
FIVE = ("Cutting Room Nine", "Paper Plane Design", "Northlight Photo", "Plainly Legal", "Root Access IT")


def test_five_are_chased_by_one_key_each_and_stay_so(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("c 9 messages ready")
        terminal.press("c")
        terminal.wait("Chase   9 to write to · 5 late")
        for name in FIVE:
            terminal.wait(rf"▸ ! \d d late +{name}")
            terminal.press("c")
            if name == FIVE[0]:
                terminal.wait("y write all the same")
                terminal.press("y")
            terminal.wait("Is it sent")
            terminal.press("y")
            terminal.wait(rf"Nudged {name}( by mail)?; next check")
        copied = [base64.b64decode(each).decode() for each in re.findall(rb"\x1b\]52;c;([\w+/=]+)", terminal.raw)]
        assert [text.split(",")[0] for text in copied] == [f"Hi {name}" for name in FIVE]
        terminal.press("esc")
        terminal.wait("Overdue +c 4 messages ready")
        terminal.press("q")
        assert terminal.leave() == 0

    with sample.open() as again:
        again.wait("Overdue +c 4 messages ready")
        again.press("c")
        again.wait("Chase   4 to write to")
        again.wait_gone("Paper Plane Design")
        again.press("esc")
        again.wait("Overdue +c 4 messages ready")
        again.press("q")
        assert again.leave() == 0
    assert "nudge by mail: 4 d late" in sample("show", "care card")
