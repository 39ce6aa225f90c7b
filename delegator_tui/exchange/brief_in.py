"""A brief written as text: ``Label: words`` or ``Label:`` with ``- `` lines below, as the program prints it."""

from __future__ import annotations

import re
from typing import NamedTuple

from delegator_tui.model.records import Brief
from delegator_tui.model.text import several_lines
from delegator_tui.rules.messages.brief import FREEDOM

LABELS = {
    "outcome": "outcome", "what is true when it is done": "outcome",
    "why": "why", "why it matters": "why",
    "done when": "done_when", "it is done when": "done_when",
    "out of scope": "out_of_scope", "not included": "out_of_scope",
    "inputs": "inputs", "to start from": "inputs",
    "constraints": "constraints", "must and must not": "constraints",
    "rounds included": "rounds_included", "rounds of changes included": "rounds_included",
    "if-then": "if_then", "if something comes up": "if_then",
    "check-ins": "check_ins",
    "access needed": "access_needed", "access you need": "access_needed",
    "needs from me": "needs_from_me", "you need from me": "needs_from_me",
}  # fmt: skip
TERMS = {"deliverables": "deliverables", "due": "due", "price": "price", "how free you are": "freedom",
         "freedom": "freedom"}  # fmt: skip
"""Labels of what is agreed beside the words of a brief."""
NOT_KEPT = ("subject",)
"""Labels that the program prints and that say nothing of their own."""
REQUEST = "before you start, please send back"
"""How the end of a printed brief begins."""
_LABEL = re.compile(r"^([A-Za-z][A-Za-z -]{1,40}):\s*(.*)$")


class Written(NamedTuple):
    """What a text says: a brief, and what is agreed with it as it is printed; empty where it says nothing of that."""

    brief: Brief
    deliverables: tuple[str, ...] = ()
    due: str = ""
    price: str = ""
    cap: bool = False
    autonomy: str = ""


def parse_brief(text: str) -> Brief:
    """Read the brief of a text, and leave out what is agreed beside it."""
    return read_written(text).brief


def read_written(text: str) -> Written:
    """Read a brief with its terms. Words before the first known label are the outcome; lines under one belong to it.

    What the program prints around them (subject, greeting, the request) is left out.
    """
    found = _by_label(text)
    checks, owed = _items(found.pop("done_when", [])), _items(found.pop("deliverables", []))
    rounds = "".join(found.pop("rounds_included", [])).strip()
    said = {name: "\n".join(lines).strip() for name, lines in found.items()}
    due = re.sub(r" \([^()]*\)$", "", said.pop("due", ""))
    price, freedom = said.pop("price", ""), said.pop("freedom", "")
    autonomy = next(
        (name for name, words in FREEDOM.items() if freedom and words.startswith(freedom.split(",")[0])), ""
    )
    brief = Brief(
        done_when=checks, rounds_included=int(rounds) if rounds.isascii() and rounds.isdigit() else None, **said
    )
    return Written(brief, owed, due, price.removeprefix("up to "), price.startswith("up to "), autonomy)


def _by_label(text: str) -> dict[str, list[str]]:
    """Return the lines of each field, blank ones between them too."""
    found: dict[str, list[str]] = {}
    field = "outcome"
    for line in several_lines(text).split("\n"):
        label = _LABEL.match(line)
        name = label[1].strip().lower() if label else ""
        known = LABELS.get(name) or TERMS.get(name)
        if label and known:
            field, line = known, label[2]
        elif name in NOT_KEPT or line.strip().lower().startswith(REQUEST):
            field = ""
        if field and (line.strip() or field in found):
            found.setdefault(field, []).append(line.rstrip())
    return found


def _items(lines: list[str]) -> tuple[str, ...]:
    return tuple(each for line in lines if (each := line.strip().removeprefix("- ").removeprefix("* ")))
