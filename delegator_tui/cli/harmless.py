"""What goes to a terminal as it is kept, such as JSON and CSV: nothing in it may command the terminal or hide."""

from __future__ import annotations

import json
import re
import sys

from delegator_tui.model.text import HARMFUL, printed

_HARMFUL = re.compile(f"[{HARMFUL}]")
_LINE_END = re.compile("\r?\n")


def document(text: str) -> str:
    """Return a JSON document as it may be painted: the same one, with what would do harm written as ``\\u…``.

    Whatever is not a terminal gets it byte for byte.
    """
    return _HARMFUL.sub(_escaped, text) if sys.stdout.isatty() else text


def lines(text: str) -> str:
    """Return text of several lines as it may be painted. Whatever is not a terminal gets it byte for byte."""
    return painted(text) if sys.stdout.isatty() else text


def painted(text: str) -> str:
    """Return text of several lines, none of which can command a terminal; else it is as it was."""
    return "\n".join(map(printed, _LINE_END.split(text)))


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
