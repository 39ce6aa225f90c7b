"""Capture with a terminal's own means: typing, pasting, the prompt line of the shell."""

from __future__ import annotations

import json

import pytest

from tests.e2e.conftest import Installed

pytestmark = pytest.mark.e2e


def titles(delegator: Installed) -> list[str]:
    return sorted(task["title"] for task in json.loads(delegator("list", "--json"))["items"])


def test_a_paste_of_several_lines_asks_and_adds_each(delegator: Installed) -> None:
    with delegator.open() as terminal:
        terminal.wait("a add")
        terminal.press("a")
        terminal.wait("enter add")
        terminal.paste("Order kiln shelves due wed\nq\n\n  Call Ann ~20m\n")
        terminal.wait("3 lines: enter adds 3 tasks, esc none")
        terminal.press("enter")
        terminal.wait("Added 3 tasks")
        terminal.wait("2 Inbox 3")
        terminal.press("u")
        terminal.wait_gone("2 Inbox 3")
    assert titles(delegator) == []


def test_a_paste_given_up_adds_nothing(delegator: Installed) -> None:
    with delegator.open() as terminal:
        terminal.wait("a add")
        terminal.press("a")
        terminal.wait("enter add")
        terminal.paste("One\nTwo\n")
        terminal.wait("2 lines")
        terminal.press("esc")
        terminal.wait_gone("2 lines")
    assert titles(delegator) == []


def test_a_paste_of_one_line_is_only_typed(delegator: Installed) -> None:
    with delegator.open() as terminal:
        terminal.wait("a add")
        terminal.press("a")
        terminal.wait("enter add")
        terminal.paste("Order kiln shelves due wed")
        terminal.wait("due Wed 25 Nov")
        terminal.press(" ~1h", "enter")
        terminal.wait("Added Order kiln shelves")
    assert titles(delegator) == ["Order kiln shelves"]


def test_add_alone_opens_a_prompt_line_with_chips(sample: Installed) -> None:
    with sample.open("add") as terminal:
        terminal.wait("^enter add")
        terminal.press("Mugs & plates' photos ~5h $400 fri #shop >north")
        terminal.wait(r"due Fri 27 Nov  ~5 h  \$400  #shop  to Northlight Photo")
        terminal.press("enter")
        assert terminal.leave() == 0
        terminal.wait("^Added Mugs & plates' photos")
        assert not terminal.sees("enter add")


def test_the_prompt_line_keeps_a_mark_as_text_after_backspace(delegator: Installed) -> None:
    with delegator.open("add") as terminal:
        terminal.wait("^enter add")
        terminal.press("Print the flyer #shop")
        terminal.wait("^Print the flyer  #shop")
        terminal.press("backspace")
        terminal.wait("^Print the flyer #shop\n(.*\n)*Print the flyer #shop$")
        terminal.press("enter")
        assert terminal.leave() == 0
    assert titles(delegator) == ["Print the flyer #shop"]


def test_the_prompt_line_takes_a_paste_of_several_lines(delegator: Installed) -> None:
    with delegator.open("add") as terminal:
        terminal.wait("^enter add")
        terminal.paste("Order kiln shelves\nCall Ann\n")
        terminal.wait("2 lines: enter adds 2 tasks")
        terminal.press("enter")
        assert terminal.leave() == 0
    assert titles(delegator) == ["Call Ann", "Order kiln shelves"]


def test_the_prompt_line_given_up_adds_nothing(delegator: Installed) -> None:
    with delegator.open("add") as terminal:
        terminal.wait("^enter add")
        terminal.press("Half a thought")
        terminal.press("esc")
        assert terminal.leave() == 0
        terminal.wait("Nothing to add")
    assert titles(delegator) == []


def test_what_is_typed_ahead_reaches_what_the_keys_before_open(sample: Installed) -> None:
    """All at once, as over a slow line: triage, two verdicts, capture, its text."""
    with sample.open() as terminal:
        terminal.wait("5 overdue")
        terminal.press("txxaxdm Order glaze ~1h", "enter")
        terminal.wait("Added xdm Order glaze")
        terminal.wait("2 Inbox 61 ")
        history = [step["label"] for step in json.loads(sample("history", "--json"))["items"]]
    assert history[:3] == [
        "capture xdm Order glaze",
        "drop Call the kiln repair people",
        "drop Turn on two-factor for the shared mailbox",
    ]
