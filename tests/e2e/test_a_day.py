"""A whole day with the installed program, keys only: three captures to a paid invoice, and the next launch."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e


def test_the_whole_day_by_keys_alone(sample: Installed) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        for line in ("Paint the sign ~2h", "Ask for a loan quote", "Poster for the fair ~3h $90"):
            capture(terminal, line)
        triage_five(terminal)
        add_a_contractor(terminal)
        hand_off(terminal)
        hear(terminal)
        deliver_return_accept_pay(terminal)
        put_three_away(terminal)
        find_a_closed_record(terminal)
        undo_and_redo(terminal)
        terminal.press("q")
        assert terminal.leave() == 0

    with sample.open() as again:
        again.wait("5 overdue")
        again.press("3")
        again.wait("Handoffs   12 open")
        again.press("z", "/")
        again.press("poster")
        again.wait(r"✓ closed +Poster for the fair +Nimble Prints +\$90")


def capture(terminal: Terminal, line: str) -> None:
    terminal.press("a")
    terminal.wait("enter add")
    terminal.press(line)
    terminal.press("enter")
    terminal.wait(f"Added {line.split(' ~')[0].split(' $')[0]}")


def triage_five(terminal: Terminal) -> None:
    terminal.press("t")
    said = {
        "x": "Dropped",
        "m": "Yours to do",
        "=": "Linked to Mailbox two…actor, and off the plate",
        "d": "Done:",
        "h": "Later:",
    }
    for place, key in enumerate(("=", "m", "d", "x"), start=1):
        terminal.wait(f"Triage   {place} of 65")
        terminal.press(key)
        terminal.wait(said[key])
    terminal.wait("Triage   5 of 65")
    terminal.press("h")
    terminal.wait("Until when")
    terminal.press("h")
    terminal.wait("Later:")
    terminal.press("+3d")
    terminal.wait("→ Thu 26 Nov")
    terminal.press("enter")
    terminal.wait("Back on Thu 26 Nov")
    terminal.press("esc")
    terminal.wait("overdue")


def add_a_contractor(terminal: Terminal) -> None:
    terminal.press("4")
    terminal.wait("Roster   10 active")
    terminal.press("N")
    terminal.wait("New contractor")
    terminal.press("Nimble Prints", "tab", "tab", "hi@nimble.example", "enter")
    terminal.wait("Nimble Prints is on the roster")


def hand_off(terminal: Terminal) -> None:
    terminal.press("2")
    terminal.wait("Inbox ")
    terminal.press("/")
    terminal.press("poster")
    terminal.wait("only poster")
    terminal.press("enter")
    terminal.press("f")
    terminal.wait("Hand off: Poster for the fair")
    terminal.press("nimb")
    terminal.wait("→ Nimble Prints")
    terminal.press("tab", "tab", "fri")
    terminal.wait("→ Fri 27 Nov")
    terminal.press("enter")
    terminal.wait("Brief: Poster for the fair")
    terminal.press("c")
    terminal.wait("Is it sent")
    terminal.press("y")
    terminal.wait("Sent Poster for the fair to Nimble Prints, due Fri 27 Nov")


def hear(terminal: Terminal) -> None:
    terminal.press("3")
    terminal.wait("Handoffs   13 open")
    terminal.press("/")
    terminal.press("poster")
    terminal.wait("only poster")
    terminal.press("enter")
    terminal.press("K")
    terminal.wait("Nimble Prints has: Poster")
    terminal.press("tab", "ctrl+s")
    terminal.wait("is acknowledged")
    terminal.press("l")
    terminal.wait("Heard from Nimble Prints")
    terminal.press("4")
    terminal.press("wed")
    terminal.wait("→ Wed 25 Nov")
    terminal.press("enter")
    terminal.wait("promised for Wed 25 Nov; agreed stays")
    terminal.wait(r"Fri 27 Nov +Poster for the f\S+ +says Wed")


def deliver_return_accept_pay(terminal: Terminal) -> None:
    terminal.press("d")
    terminal.wait(r"● review +Poster for the fair")
    terminal.press("r")
    terminal.wait("Return: Poster")
    terminal.press("bleed is 2 mm, printer wants 3", "tab", "2", "tab", "fri")
    terminal.wait("→ Fri 27 Nov")
    terminal.press("enter")
    terminal.wait("Returned. Round 2, due Fri 27 Nov")
    terminal.press("d")
    terminal.wait(r"● review +Poster for the fair")
    terminal.press("y")
    terminal.wait("Accept: Poster")
    terminal.press("5", "enter")
    terminal.wait(r"Accepted Poster for the fair. \$90 to pay")
    terminal.press("1")
    terminal.wait(r"to pay +Poster for the fair +Nimble Prints +\$90")
    terminal.press("/")
    terminal.press("poster")
    terminal.wait("only poster")
    terminal.press("enter")
    terminal.press("p")
    terminal.wait("Paid: Poster")
    terminal.press("enter")
    terminal.wait(r"Paid \$90 for Poster for the fair")
    no_filter(terminal)


def no_filter(terminal: Terminal) -> None:
    terminal.wait("only poster")
    terminal.press("/")
    terminal.wait("^ / poster")
    terminal.press("esc")
    terminal.wait_gone("only poster")


def put_three_away(terminal: Terminal) -> None:
    terminal.press("2")
    terminal.wait("Inbox ")
    no_filter(terminal)
    terminal.press("g", " ", " ", " ")
    terminal.press("h")
    terminal.wait("Later: 3 tasks")
    terminal.press("mon", "enter")
    terminal.wait("Put 3 away until Mon 30 Nov")


def find_a_closed_record(terminal: Terminal) -> None:
    terminal.press("ctrl+p")
    terminal.press("logo refresh")
    terminal.wait("handoff · Paper Plane Design · closed")
    terminal.press("enter")
    terminal.wait("Story")
    terminal.wait("esc back")
    terminal.press("esc")
    terminal.wait_gone("esc back")


def undo_and_redo(terminal: Terminal) -> None:
    terminal.press("u")
    terminal.wait("Undone: put 3 away")
    terminal.press("U")
    terminal.wait("Done again: put 3 away")
