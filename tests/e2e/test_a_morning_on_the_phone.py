"""A morning of reports with the installed program, keys only: five calls, a part, a return, a payment, a later date.

Each text that goes out afterwards was read by a person and is held against that reading, whole.
"""

from __future__ import annotations

import base64
import re

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
BACK_TAB, CLEAR = "\x1b[Z", "\x15"
CHOICES = (
    "A  on track\n"
    "B  I need until ___\n"
    "C  stuck on ___\n\n"
    "B or C now is far better than a surprise.\n\n"
    "Thank you\n"
)  # fmt: skip

ACCEPTED_PART = (
    "Hi Cutting Room Nine,\n\n"
    "I have looked at 12-minute cut (Workshop video edit), and it is accepted.\n\n"
    "Still with you: project file, due since Wed 18 Nov; captions, due since Wed 18 Nov.\n\n"
    "Thank you\n"
)  # fmt: skip
LATER = (
    "Hi Lingua Due,\n\n"
    "Returns page in German is due Fri 27 Nov now, not Mon 23 Nov. Everything else stays as we agreed it.\n\n"
    "If that date does not work for you, please tell me by Tue 24 Nov which one does.\n\n"
    "Thank you\n"
)  # fmt: skip
RETURNED = (
    "Hi Harbour Admin,\n\n"
    "Thank you for Product alt text, which came on Sat 21 Nov. Against the brief this is still missing:\n\n"
    "12 of 40 images have no text\n\n"
    "Please send it again by Thu 26 Nov.\n\n"
    "If anything here is new rather than a fix, quote it first and we agree on it.\n\n"
    "Thank you\n"
)  # fmt: skip
DUE_TOMORROW = (
    "Hi Brightline Web,\n\n"
    'The work "Checkout bug" is due Tue 24 Nov. Where does it stand? Just reply A, B or C:\n\n' + CHOICES
)  # fmt: skip
SILENT = (
    "Hi Signal Ads,\n\n"
    "I have not heard from you about Ads test on two best sellers since Mon 2 Nov. It is due Mon 30 Nov. "
    "Which of these is it?\n\n"
    "A  on track\n"
    "B  slower: I expect it on ___\n"
    "C  stuck on ___\n\n"
    "B or C now leaves time to help.\n\n"
    "Thank you\n"
)  # fmt: skip
HELD = """To Harbour Admin <team@harbouradmin.example>, by mail
17:00 where they are: send it Tue 24 Nov at 01:00 (09:00 there)
Subject: Daily marketplace replies and 1 more

Hi Harbour Admin,

These are with you now:

1. Daily marketplace replies, due Mon 30 Nov
2. Paper orders data entry, due Wed 25 Nov

Where does each of them stand? Please answer by Wed 25 Nov with the number and a letter:

A  done, or on track for its date
B  you have it on ___ (day and time)
C  stuck on ___

B or C now is far better than a surprise.

Thank you

To Inkwell Copy <desk@inkwell.example>, by mail
04:00 where they are: send it at 14:00 (09:00 there)
Subject: December newsletter: the brief

Hi Inkwell Copy,

I sent you the brief for December newsletter, due Fri 27 Nov, on Wed 18 Nov. Did it reach you? Just reply A, B or C:

A  I take it; my five lines follow
B  it does not fit now
C  I need to know ___ first

Please answer by Tue 24 Nov. B is fine: I will place it elsewhere.

Thank you
"""
"""What waits until they are at work."""


def test_after_a_morning_of_reports_each_message_is_true_and_only_those_are_written_to_who_should_be(
    sample: Installed,
) -> None:
    with sample.open() as terminal:
        terminal.wait("5 overdue · 1 due today · 2 silent · 1 to review · 2 to pay · 2 slipping")
        terminal.press("3")
        terminal.wait("Handoffs   12 open · 2 to pay")
        a_part_comes(terminal)
        five_calls(terminal)
        a_later_date_is_agreed(terminal)
        one_is_returned(terminal)
        one_is_paid(terminal)
        terminal.press("1")
        terminal.wait("5 overdue · 2 silent · 1 to pay · 1 question · 1 slipping")
        those_who_can_be_written_to(terminal)
        copied = [base64.b64decode(each).decode() for each in re.findall(rb"\x1b\]52;c;([\w+/=]+)", terminal.raw)]
        assert copied == [ACCEPTED_PART, LATER, RETURNED, DUE_TOMORROW, SILENT]
        terminal.press("q")
        assert terminal.leave() == 0
    assert sample("chase") == HELD


def go_to(terminal: Terminal, title: str, was: str) -> None:
    """Go down to a row from another."""
    terminal.wait(rf"^ ▸ .*{was}")
    terminal.press("j")
    terminal.wait(rf"^ ▸ .*{title}")


def send_its_message(terminal: Terminal, name: str) -> None:
    terminal.press("M")
    terminal.wait(f"Write to {name}")
    terminal.press("c")
    terminal.wait("Is it sent")
    terminal.press("y")
    terminal.wait(f"Wrote to {name} by mail")


def a_part_comes(terminal: Terminal) -> None:
    terminal.press("d")
    terminal.wait("Delivered: Workshop video edit")
    terminal.press("2", "enter")
    terminal.wait(r"delivered 12-minute cut[.] Still to come: project file")
    terminal.press("y")
    terminal.wait("Accept: Workshop video edit")
    terminal.wait("Still to come: project file, captions")
    terminal.press("enter")
    terminal.wait("Accepted 12-minute cut")
    send_its_message(terminal, "Cutting Room Nine")


def hear(terminal: Terminal, who: str, *keys: str) -> None:
    """Open what was heard, by phone, and choose."""
    terminal.press("l")
    terminal.wait(f"Heard from {who}")
    terminal.press("tab", "tab", "phone", BACK_TAB, BACK_TAB)
    terminal.press(*keys)
    terminal.wait_gone(f"Heard from {who}")


def five_calls(terminal: Terminal) -> None:
    go_to(terminal, "Care card design", "Workshop")
    hear(terminal, "Paper Plane Design", "4", "wed", "enter")
    terminal.wait("promised for Wed 25 Nov, 6 d after the agreed date")
    go_to(terminal, "Glaze range photos", "Care card")
    hear(terminal, "Northlight Photo", "2")
    terminal.wait("Glaze range photos is on track")
    go_to(terminal, "Courier contract review", "Glaze range")
    hear(terminal, "Plainly Legal", "5", "Which annex do you mean?", "enter")
    terminal.wait("Plainly Legal waits for your answer")
    go_to(terminal, "Mailbox two-factor", "Courier contract")
    hear(terminal, "Root Access IT", "1")
    terminal.wait("Mailbox two-factor is being worked on")
    go_to(terminal, "Returns page in German", "Mailbox")
    hear(terminal, "Lingua Due", "4", "fri", "enter")
    terminal.wait("Promised late +1\n ▸ ○ says Fri +Returns page in German")


def a_later_date_is_agreed(terminal: Terminal) -> None:
    terminal.press("+")
    terminal.wait("Agree a later date: Returns page in German, agreed for Mon 23 Nov")
    terminal.wait(r"Later date +27 Nov 2026 +→ Fri 27 Nov")
    terminal.press("tab", "the translator was ill", "enter")
    terminal.wait("Returns page in German is due Fri 27 Nov now")
    terminal.wait_gone("Promised late")
    send_its_message(terminal, "Lingua Due")


def one_is_returned(terminal: Terminal) -> None:
    only(terminal, "alt text", "Product alt text")
    terminal.press("r")
    terminal.wait("Return: Product alt text")
    terminal.press("12 of 40 images have no text", "tab", "2", "tab", "thu")
    terminal.wait("→ Thu 26 Nov")
    terminal.press("enter")
    terminal.wait("Returned. Round 2, due Thu 26 Nov")
    send_its_message(terminal, "Harbour Admin")


def one_is_paid(terminal: Terminal) -> None:
    only(terminal, "bookkeeping", "October bookkeeping")
    terminal.press("p")
    terminal.wait("Paid: October bookkeeping")
    terminal.press("enter")
    terminal.wait(r"Paid \$180 for October bookkeeping")


def only(terminal: Terminal, words: str, title: str) -> None:
    """Narrow the list to one row."""
    terminal.press("/")
    terminal.wait("^ / ")
    terminal.press(CLEAR, words)
    terminal.wait(rf"^ ▸ .*{title}")
    terminal.press("enter")
    terminal.wait(f"only {words}")


def those_who_can_be_written_to(terminal: Terminal) -> None:
    """Write to two of the four; it is night where the other two are."""
    terminal.press("c")
    terminal.wait("Chase   4 to write to")
    for name in ("Brightline Web", "Signal Ads"):
        for _ in range(3):
            if terminal.sees(rf"▸ .*{name}"):
                break
            terminal.press("j")
        terminal.wait(rf"▸ .*{name}")
        terminal.press("c")
        terminal.wait("Is it sent")
        terminal.press("y")
        terminal.wait(rf"Nudged {name} by mail")
    terminal.press("esc")
    terminal.wait("c 2 messages ready")
