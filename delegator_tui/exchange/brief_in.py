"""A brief written as text: ``Label: words`` or ``Label:`` with ``- `` lines below, as the program prints it."""

from __future__ import annotations

import re

from delegator_tui.model.records import Brief
from delegator_tui.model.text import several_lines

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
NOT_KEPT = ("subject", "deliverables", "due", "price", "freedom", "how free you are")
"""Labels that the program prints and that are no part of the brief itself."""
REQUEST = "before you start, please send back"
"""How the end of a printed brief begins."""
_LABEL = re.compile(r"^([A-Za-z][A-Za-z -]{1,40}):\s*(.*)$")


def parse_brief(text: str) -> Brief:
    """Read a brief. Words before the first known label are the outcome; lines under a label belong to it.

    What the program prints around a brief (subject and greeting, deliverables, price, the request) is left out.
    """
    found: dict[str, list[str]] = {}
    field = "outcome"
    for line in several_lines(text).split("\n"):
        label = _LABEL.match(line)
        name = label[1].strip().lower() if label else ""
        if label and name in LABELS:
            field = LABELS[name]
            line = label[2]
        elif name in NOT_KEPT or line.strip().lower().startswith(REQUEST):
            field = ""
        if field and line.strip():
            found.setdefault(field, []).append(line.strip())
    checks = tuple(each.removeprefix("- ").removeprefix("* ") for each in found.pop("done_when", []))
    rounds = " ".join(found.pop("rounds_included", []))
    said = {name: "\n".join(lines) for name, lines in found.items()}
    return Brief(
        done_when=checks, rounds_included=int(rounds) if rounds.isascii() and rounds.isdigit() else None, **said
    )
