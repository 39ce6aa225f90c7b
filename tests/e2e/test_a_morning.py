"""One morning with the installed program, keys only, from the first launch to the next."""

from __future__ import annotations

import base64
import re

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
TASK = "Mug photos ~5h $400 due 4 dec #shop >north"


def capture(terminal: Terminal, line: str, title: str) -> None:
    terminal.press("a")
    terminal.wait("enter add")
    terminal.press(line)
    terminal.wait(rf"^ │ {title}  ")
    terminal.press("enter")
    terminal.wait(rf"Added {title}")


def verdict(terminal: Terminal, key: str, place: str, said: str) -> None:
    terminal.wait(rf"Triage   {place}")
    terminal.press(key)
    terminal.wait(said)


def test_a_task_goes_from_the_first_thought_to_an_accepted_delivery(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue · 1 due today · 2 silent · 1 to review · 2 to pay · 2 slipping")
        capture(terminal, TASK, "Mug photos")
        terminal.press("t")
        verdict(terminal, "x", "1 of 63", "Dropped Turn on two-factor for the shared mailbox")
        verdict(terminal, "m", "2 of 63", "Yours to do: Call the kiln repair people")
        verdict(
            terminal, "f", "3 of 63", r"Drafted Answer the questions on…lace listing: send it from Today[.] u undoes it"
        )
        terminal.wait("Triage   4 of 63")
        terminal.press("esc")
        terminal.wait("1 to hand off")

        hand_off(terminal)
        hear_deliver_accept(terminal)
        undo_and_quit(terminal)

    with sample.open() as again:
        again.wait("1 to review|2 to review")
        again.press("3")
        again.wait("Handoffs   13 open")
        again.press("G")
        again.wait(r"● review +Mug photos +Northlight Photo +\$400")


def hand_off(terminal: Terminal) -> None:
    """Find the new task in the inbox and send it with the form and the brief."""
    terminal.press("2")
    terminal.wait("Inbox   60 to triage")
    terminal.press("/")
    terminal.press("mug photos")
    terminal.wait_gone("kiln shelves|22 new mugs")
    terminal.press("enter")
    terminal.wait("f hand off|[.] hand off")
    terminal.press("f")
    terminal.wait("Hand off: Mug photos")
    terminal.wait(r"To +Northlight Photo")
    terminal.wait(r"Due .*→ Fri +4 Dec")
    terminal.wait(r"Price +\$400")
    terminal.press("enter")
    terminal.wait("Brief: Mug photos")
    terminal.press("c")
    terminal.wait("if your terminal takes it")
    terminal.wait("Is it sent")
    terminal.press("y")
    terminal.wait_gone("Is it sent")
    terminal.wait("Sent|Handed off")
    (copied,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", bytes(terminal.raw))
    brief = base64.b64decode(copied).decode()
    assert "Mug photos" in brief
    assert "$400" in brief


def hear_deliver_accept(terminal: Terminal) -> None:
    terminal.press("3")
    terminal.wait("Handoffs   13 open · 2 to pay · 1 draft")
    terminal.press("/")
    terminal.press("mug photos")
    terminal.wait_gone("Workshop video")
    terminal.press("enter")
    terminal.wait("[.] heard from them")
    terminal.press("l")
    terminal.wait("Heard from Northlight Photo: Mug photos")
    terminal.press("1")
    terminal.wait_gone("Heard from Northlight")
    terminal.wait("u undoes it")
    terminal.press("d")
    terminal.wait(r"● review +Mug photos")
    terminal.press("y")
    terminal.wait("Accept: Mug photos")
    terminal.press("4", "enter")
    terminal.wait_gone("Accept: Mug photos")
    terminal.wait("Accepted")


def undo_and_quit(terminal: Terminal) -> None:
    terminal.press("u")
    terminal.wait(r"● review +Mug photos")
    terminal.press("q")
    assert terminal.leave() == 0
