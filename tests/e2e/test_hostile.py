"""Titles that try to be something else: markup, escape codes, other scripts, far too long."""

from __future__ import annotations

import re

import pytest

from tests.e2e.conftest import Installed
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.e2e
HOSTILE = {
    "markup": "Fix [/b] and [red]this[/red] [link=x] $text",
    "escape": "Bell \x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J end",
    "japanese": "日本語の問い合わせに返信する",
    "right-to-left": "שלום עולם \u202e txt.exe",
    "joined": "Ask 👩‍👩‍👧‍👦 about é and \u200b\u2028\u0085 now",
    "long": "Long " + "x" * 9_990 + " end",
    "one word": "y" * 10_000,
}


def look_at_one(terminal: Terminal, headline: str) -> None:
    """Open the record under the cursor of Today and its form, and come back."""
    terminal.press("enter")
    terminal.wait("esc back")
    terminal.press("esc")
    terminal.wait(headline)
    terminal.press("e")
    terminal.wait("Edit: ")
    terminal.press("esc")
    terminal.wait_gone("Edit: ")


def hand_off_to_ann(terminal: Terminal) -> None:
    """Hand off what the cursor is on; its brief is printed past the dashboard."""
    terminal.press("f")
    terminal.wait("Hand off: ")
    terminal.press("ann")
    terminal.wait("→ Ann")
    terminal.press("enter")
    terminal.wait("Brief: ")
    terminal.press("p")
    terminal.wait("enter goes back")
    terminal.press("enter")
    terminal.wait("Is it sent")
    terminal.press("y")
    terminal.wait("Sent")


def no_sequence_of_a_title(terminal: Terminal) -> bool:
    """Whether nothing reached the terminal that a title would have it do."""
    return re.search(rb"\x1b\[31mred|\x1b\]0;title|\x1b\[2J end", terminal.raw) is None


@pytest.mark.parametrize(("columns", "first"), [(80, "escape"), (140, "joined")])
def test_hostile_titles_are_shown_together_and_break_nothing(delegator: Installed, columns: int, first: str) -> None:
    """One walk through all of them; the first is also handed off. Each has its own walk in the long form."""
    titles = [HOSTILE[first], *(title for name, title in HOSTILE.items() if name != first)]
    many = len(titles)
    delegator("add", "-", typed="".join(f"{title} due today\n" for title in [*titles, "Plain one"]))
    delegator("contractor", "add", f"Ann {titles[0]}")
    with delegator.open(columns=columns, rows=30) as terminal:
        terminal.wait(r"\d more")
        terminal.press("G", "enter")
        terminal.wait("Plain one")
        terminal.press("g")
        for _ in titles:
            look_at_one(terminal, f"Yours today +{many + 1}")
            terminal.press("j")
        for key, seen in (("4", "Roster"), ("2", f"Inbox   {many + 1} to triage"), ("t", f"Triage   1 of {many + 1}")):
            terminal.press(key)
            terminal.wait(seen)
        for at in range(many):
            terminal.press("f")
            terminal.wait(f"Triage   {at + 2} of {many + 1}")
        terminal.press("esc")
        terminal.wait("Inbox   1 to triage")
        terminal.press("3")
        terminal.wait(f"Handoffs   0 open · {many} drafts")
        hand_off_to_ann(terminal)
        terminal.press("q")
        assert terminal.leave() == 0
    assert no_sequence_of_a_title(terminal)


@pytest.mark.long
@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("columns", [80, 140])
def test_hostile_titles_are_shown_and_break_nothing(delegator: Installed, title: str, columns: int) -> None:
    delegator("add", "-", typed=f"{title} due today\nPlain one due today\n")
    delegator("contractor", "add", f"Ann {title[:200]}")
    with delegator.open(columns=columns, rows=30) as terminal:
        terminal.wait("Yours today +2")
        look_at_one(terminal, "Yours today +2")
        for key, seen in (("4", "Roster"), ("2", "Inbox   2 to triage"), ("t", "Triage   1 of 2")):
            terminal.press(key)
            terminal.wait(seen)
        terminal.press("f")
        terminal.wait("Triage   2 of 2")
        terminal.press("esc")
        terminal.wait("Inbox   1 to triage")
        terminal.press("3")
        terminal.wait("Handoffs   1 open")
        hand_off_to_ann(terminal)
        terminal.press("q")
        assert terminal.leave() == 0
    assert no_sequence_of_a_title(terminal)


def test_a_pasted_control_character_is_not_sent_on_to_the_terminal(delegator: Installed) -> None:
    delegator("add", "Order kiln shelves")
    with delegator.open() as terminal:
        terminal.wait("a add")
        terminal.press("a")
        terminal.wait("enter add")
        terminal.paste("Bell \x9b31m\x07 fri")
        terminal.wait("due Fri 27 Nov")
        terminal.press("enter")
        terminal.wait("Added Bell")
        terminal.press("2")
        terminal.wait("Inbox   2 to triage")
        terminal.press("/")
        terminal.paste("\x9b31m\x07")
        terminal.wait("only")
    assert "\x9b31m" not in terminal.raw.decode("utf-8", "replace")


def test_markup_is_shown_as_it_was_typed(delegator: Installed) -> None:
    delegator("add", "-", typed=f"{HOSTILE['markup']} due today\n")
    with delegator.open(columns=140) as terminal:
        terminal.wait(r"Fix \[/b\] and \[red\]this\[/red\] \[link=x\] \$text")
