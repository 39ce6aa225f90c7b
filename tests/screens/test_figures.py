"""Every figure of the dashboard on the sample data: said once, and the same as the lists behind it and the JSON."""

from __future__ import annotations

import re
from collections import Counter

from delegator_tui.desk.desk import Desk
from tests.desk.simulation.surfaces import TITLES, WORDS, Surfaces, said
from tests.screens.conftest import Board, Launch

TALL = 90
"""Rows of a terminal in which every list is there from its first to its last line."""
HEADING = re.compile(r"^ (\S[^\n]*?)  +(\d+|c \d+ messages? ready(?:, \d+ for later)?)$", re.MULTILINE)
COUNTED = re.compile(r"\d+ ([a-z ]+?)(?= · |$|,|\.)")
IN_HANDOFFS = {
    "Overdue": "overdue", "Promised late": "slip", "Due today": "today", "Silent": "silent", "Soon": "soon",
    "Ahead": "ahead", "On you": "yours", "To pay": "to_pay", "Drafts": "draft", "Waiting for other work": "waiting",
}  # fmt: skip
"""The headings of Handoffs, each with the standing by which scripts know it."""


def headings(board: Board) -> list[tuple[str, str, int]]:
    """Each heading, what stands at its right, and how many rows are under it."""
    lines = board.text.split("\n")
    starts = [(n, found) for n, line in enumerate(lines) if (found := HEADING.match(line)) and n > 1]
    ends = [n for n, _ in starts[1:]] + [len(lines)]
    rows = [next((n for n in range(at + 1, end) if not lines[n].strip()), end) - at - 1
            for (at, _), end in zip(starts, ends, strict=True)]  # fmt: skip
    return [(found[1], found[2], count) for (_, found), count in zip(starts, rows, strict=True)]


def tab(board: Board, name: str) -> int:
    """The figure beside a tab."""
    found = re.search(rf"\d {name} (\d+)", board.text.split("\n")[0])
    return int(found[1]) if found else 0


async def more_work(desk: Desk) -> None:
    """Have something of every kind: a slip, a part to review, a question, a draft, work that waits, a task kept."""
    by_title = {desk.book.title(each): each.uid for each in desk.book.open_handoffs}
    desk.handoffs.heard(by_title["Checkout bug"], "later", promised="2026-12-01")
    desk.handoffs.deliver(by_title["Workshop video edit"], "captions")
    desk.handoffs.heard(by_title["Courier contract review"], "asks", "Which annex?")
    desk.work.after(by_title["Paper orders data entry"], by_title["Glaze range photos"])
    inbox = [each.uid for each in desk.book.tasks.open.values() if each.state == "inbox"]
    desk.handoffs.draft(inbox[-1])
    desk.tasks.mine(inbox[-2])


async def test_every_figure_of_today_is_said_once_and_adds_up(sample: Desk, launch: Launch) -> None:
    await more_work(sample)
    async with launch(sample, columns=140, rows=TALL) as board:
        documents = Surfaces(sample).documents()
        headline = documents["today --json"]["headline"]
        line = board.text.split("\n")[1]
        words = COUNTED.findall(line.strip())
        assert set(words) <= set(WORDS)
        assert len(words) == len(set(words))
        figures = {"overdue", "slips", "due_today", "silent", "to_review", "to_pay", "questions", "drafts", "leaks"}
        assert said(line.strip()) == {name: headline[name] for name in figures if headline[name]}
        sections = {each["title"]: each["count"] for each in documents["today --json"]["sections"]}
        shown = headings(board)
        assert {title: rows for title, _, rows in shown} == sections
        assert all(int(right) == rows for _, right, rows in shown if right.isdigit())
        counted = {TITLES[title]: count for title, count in sections.items() if title in TITLES}
        assert counted.items() <= headline.items()
        letters = documents["chase --json"]["items"]
        (ready,) = (right for _, right, _ in shown if not right.isdigit())
        later = sum(bool(letter["held"]) for letter in letters)
        assert ready == f"c {len(letters)} messages ready, {later} for later"
        assert tab(board, "Inbox") == headline["inbox"] + headline["yours"]
        assert f"t triage {headline['inbox']}" in board.text


async def test_every_list_has_as_many_rows_as_today_and_the_json_say(sample: Desk, launch: Launch) -> None:
    await more_work(sample)
    documents = Surfaces(sample).documents()
    headline = documents["today --json"]["headline"]
    async with launch(sample, rows=TALL) as board:
        await board.press("3")
        await board.see("^ Handoffs  ")
        shown = headings(board)
        assert all(int(right) == rows for _, right, rows in shown)
        groups = {IN_HANDOFFS[title]: rows for title, _, rows in shown}
        by_json = Counter(row["group"] for row in documents["list handoffs --json"]["items"])
        parts = sum(row["whose_move"] == "both" for row in documents["list handoffs --json"]["items"])
        assert groups.pop("to_pay") == headline["to_pay"]
        assert groups.pop("yours") == by_json.pop("yours") + parts == headline["to_review"]
        assert groups == by_json
        assert tab(board, "Handoffs") == documents["list handoffs --json"]["count"] - headline["drafts"]
        await board.press("2")
        await board.see("^ Inbox  ")
        lists = {title: int(right) for title, right, _ in headings(board)}
        assert lists == {"To triage": headline["inbox"], "Yours": headline["yours"], "Later": headline["later"]}
        await board.press("1", "c")
        await board.see(f"Chase   {documents['chase --json']['count']} to write to")
