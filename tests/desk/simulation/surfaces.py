"""Every place that tells a figure, asked through the function that really tells it; and what each place says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click
from click.testing import CliRunner

from delegator_tui.cli import chase, lists, remind
from delegator_tui.cli.front import Front
from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.rules.followup import asking
from delegator_tui.rules.messages.chase import chase_list
from delegator_tui.rules.messages.digest import digest
from delegator_tui.rules.today import agenda
from delegator_tui.rules.today.sections import sections

Figures = dict[str, int]
SECTION = {
    "overdue": "overdue", "slips": "slips", "due_today": "due_today", "silent": "silent", "leaks": "leaks",
    "yours_today": "yours_due", "to_hand_off": "drafts", "checks": "checks",
}  # fmt: skip
"""The figure that each section of Today has lines of."""
TITLES = {
    "Overdue": "overdue", "Promised late": "slips", "Due today": "due_today", "Silent": "silent",
    "Slipping": "leaks", "Yours today": "yours_due", "To hand off": "drafts", "Checks due": "checks",
}  # fmt: skip
DEBTS = {"review": "to_review", "question": "questions", "pay": "to_pay"}
STANDINGS = {"overdue": "overdue", "slip": "slips", "today": "due_today", "silent": "silent"}
WORDS = {
    "overdue": "overdue", "promised late": "slips", "due today": "due_today", "today": "due_today",
    "silent": "silent", "to review": "to_review", "to pay": "to_pay", "question": "questions",
    "questions": "questions", "to hand off": "drafts", "slipping": "leaks", "of yours due": "yours_due",
    "inbox": "inbox",
}  # fmt: skip
"""The words of the headline and of the line for a prompt."""
COUNTED = re.compile(r"(\d+) ([a-z ]+?)(?= · |$|\.)")


class Surfaces:
    """The surfaces over one desk. Commands run here, on that desk, and print what they would print."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._front = Front(
            desk.store.path, lambda: desk.now().at, lambda _: desk.now(), lambda _: 0, lambda _: ((), ())
        )
        self._front.__dict__["desk"] = desk

    def _run(self, command: click.Command, *words: str) -> str:
        done = CliRunner().invoke(command, list(words), obj=self._front, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def _json(self, command: click.Command, *words: str) -> Any:
        return json.loads(self._run(command, *words, "--json"))

    # ---- what a look costs nothing

    def quick(self) -> Iterator[tuple[str, Figures]]:
        """The figures that the rules tell the dashboard."""
        book = self._desk.book
        day = agenda.whole(book)
        yield "Today", day.headline._asdict()
        yield "sections of Today", of_sections(book)
        yield "the headline", {**EMPTY_LINE, **said(agenda.say_headline(day.headline))}
        yield "the prompt", _prompt(agenda.say_status(day.headline), day.headline)
        yield "the morning mail", of_headings(digest(book).body, r"^(\S.*) \((\d+)\)$")

    def messages(self) -> dict[str, int]:
        """How many messages are ready, by every place that says so."""
        book = self._desk.book
        return {"the chase list": len(chase_list(book)), "the footer": asking.count(book),
                "who is to be written to": len(asking.to_write(book))}  # fmt: skip

    # ---- the shell

    def documents(self) -> dict[str, Any]:
        """Every document in which a figure may stand."""
        found = {
            "today --json": self._json(lists.today),
            "status --json": self._json(remind.status),
            "list handoffs --json": self._json(lists.list_, "handoffs"),
            "overdue --json": self._json(lists.overdue),
            "chase --json": self._json(chase.chase),
        }
        return found | {f"list {name} --json": self._json(lists.list_, name) for name in PLATE}

    def shell(self, documents: dict[str, Any]) -> Iterator[tuple[str, Figures]]:
        """The figures that commands print, as text and in these documents."""
        today = documents["today --json"]
        yield "today --json", today["headline"]
        yield "sections of today --json", _of_json(today["sections"])
        yield "today", of_headings(self._run(lists.today), r"^(\S.*)  (\d+)$")
        yield "status --json", documents["status --json"]["headline"]
        groups = Counter(row["group"] for row in documents["list handoffs --json"]["items"])
        yield "list handoffs --json", {figure: groups[name] for name, figure in STANDINGS.items()}
        yield "overdue --json", {"overdue": documents["overdue --json"]["count"]}
        yield "overdue --count", {"overdue": int(self._run(lists.overdue, "--count"))}
        for name in PLATE:
            yield f"list {name} --json", {name: documents[f"list {name} --json"]["count"]}


PLATE = ("inbox", "yours", "later")
EMPTY_LINE: Figures = dict.fromkeys(
    ("overdue", "slips", "due_today", "silent", "to_review", "to_pay", "questions", "drafts", "leaks"), 0
)
"""What the headline says where it leaves a figure out."""


def said(line: str) -> Figures:
    """The figures of a line such as ``5 overdue · 1 due today``."""
    return {WORDS[words]: int(count) for count, words in COUNTED.findall(line) if words in WORDS}


def _prompt(line: str, headline: agenda.Headline) -> Figures:
    on_you = sum(int(count) for count, words in COUNTED.findall(line) if words == "on you")
    assert on_you == headline.to_review + headline.to_pay + headline.questions
    none = dict.fromkeys(("overdue", "slips", "due_today", "drafts", "yours_due", "inbox"), 0)
    return none | said(line)


def of_sections(book: Book) -> Figures:
    """How many lines each section of Today has."""
    found = sections(agenda.whole(book), book)
    debts = Counter(item.key.split(":")[0] for section in found for item in section.items if section.name == "on_you")
    counted = {SECTION[section.name]: len(section.items) for section in found if section.name in SECTION}
    figures = {figure: debts[name] for name, figure in DEBTS.items()}
    return {figure: counted.get(figure, 0) for figure in SECTION.values()} | figures


def _of_json(found: list[Any]) -> Figures:
    counted = {SECTION[each["name"]]: len(each["items"]) for each in found if each["name"] in SECTION}
    assert all(each["count"] == len(each["items"]) for each in found)
    debts = Counter(item["kind"] for each in found if each["name"] == "on_you" for item in each["items"])
    figures = {figure: debts[name] for name, figure in DEBTS.items()}
    return {figure: counted.get(figure, 0) for figure in SECTION.values()} | figures


def of_headings(text: str, pattern: str) -> Figures:
    """The figures that stand beside the headings of a text."""
    found = re.findall(pattern, text, re.MULTILINE)
    return {TITLES[title]: int(count) for title, count in found if title in TITLES}


def negatives(value: Any, path: str = "") -> Iterator[str]:
    """Every number below nothing in a document, with where it stands."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from negatives(each, f"{path}.{key}")
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from negatives(each, f"{path}[{n}]")
    elif isinstance(value, int | float) and value < 0:
        yield f"{path} is {value}"
