"""The quick-add line: ``Logo v2 >maria fri $300 ~2h chase:2d #brand`` as a title and what was understood.

Marks stand anywhere at the start of a word. A date without ``due``, money and ``every …``/``after 10d`` count only in
the tail, where nothing but marks follows. What is understood leaves the title; all else stays as typed.

- A field that holds one value takes its last mark; earlier ones stay in the title. ``due DATE`` goes before a date
  without ``due``, wherever that stands.
- A title is never empty: of a line of nothing but marks the first one is the title.
- Quoted text is left alone; a name after a sign may be quoted (``>"Northlight Photo"``).
"""

from __future__ import annotations

import re

from delegator_tui.rules.dates.habits import PLAIN
from delegator_tui.rules.quickadd.line_reader import MANY, Found, LineReader
from delegator_tui.rules.quickadd.marks import MarkReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from delegator_tui.model.moment import Moment
    from delegator_tui.rules.dates.habits import Habits

# A word; quoted text is one word. Scanning stops at the next quote, so that no line takes long.
_WORD = r"[(\[]{0,9}(?:\"[^\"]*+\"|“[^“”]*+”|'[^']*+'(?!\w))\S*|(?:[#@>]|project:|label:|to:)\"[^\"]*+\"(?!\S)|\S+"


_UNTIL = ("until", "till", "til")
"""Little words that make of a date the end of what repeats before it."""


class Mark:
    """What was understood from ``start`` to ``end`` of the typed line: the field it speaks of and the text as typed."""

    __slots__ = ("end", "field", "start", "text")

    def __init__(self, field: str, start: int, end: int, text: str) -> None:
        self.field = field
        self.start = start
        self.end = end
        self.text = text

    def __repr__(self) -> str:
        return f"Mark({self.field!r}, {self.start}, {self.end}, {self.text!r})"


class Line:
    """A quick-add line as understood. Absent values are ``None``; a blank line has an empty title.

    ``priority`` is ``high``, ``normal`` or ``low``; ``due`` and ``defer_until`` are dues; ``price_idea`` is
    ``{"amount", "currency"}``; ``recurrence`` is ``{"rule", "start", "from"}``; ``contractor`` is the name as typed.
    ``doubt`` is the sentence on what looks like a date and is none; empty when nothing does.
    """

    __slots__ = (
        "chase_days",
        "contractor",
        "defer_until",
        "doubt",
        "due",
        "estimate_minutes",
        "labels",
        "marks",
        "price_idea",
        "priority",
        "project",
        "recurrence",
        "title",
    )

    def __init__(self, title: str) -> None:
        self.title = title
        self.project: str | None = None
        self.labels: list[str] = []
        self.estimate_minutes: int | None = None
        self.priority: str | None = None
        self.due: str | None = None
        self.defer_until: str | None = None
        self.chase_days: int | None = None
        self.price_idea: dict[str, str] | None = None
        self.recurrence: dict[str, str] | None = None
        self.contractor: str | None = None
        self.doubt = ""
        self.marks: list[Mark] = []


def read_line(
    text: str,
    now: Moment,
    *,
    home_currency: str = "USD",
    habits: Habits = PLAIN,
    literal: Collection[int] = (),
) -> Line:
    """Understand a quick-add line. Any text is one; nothing is refused.

    ``literal``: where the marks start that the user turned back into text. They stay in the title; no other word is
    read differently for that.
    """
    marks_reader = MarkReader(now, home_currency, habits)
    spans = [match.span() for match in re.finditer(_WORD, text)]
    reader = LineReader([text[start:end] for start, end in spans], marks_reader)
    found = reader.read()
    if found and sum(each.end - each.first for each in found) == len(spans):
        found = found[1:]
    kept = [each for each in found if spans[each.first][0] not in literal]
    settled = _settle(kept, reader.words, now)
    if settled is None:  # what no rule can name stays text
        kept = [each for each in kept if each.plan is None and not _is_end(each, kept, reader.words)]
    marks = [_mark(each, text, spans) for each in kept]
    line = Line(_title(text, marks))
    line.marks = marks
    line.doubt = marks_reader.doubt
    _fill(line, kept)
    if settled:
        line.recurrence, line.due = settled
    return line


def _settle(found: list[Found], words: list[str], now: Moment) -> tuple[dict[str, str], str] | None:
    """The recurrence of a line and its first due; ``None`` without one that a rule can name.

    A date right behind it that begins with ``until`` is not its due, but its end.
    """
    again = next((each for each in found if each.plan), None)
    if again is None or again.plan is None:
        return None
    due = next((each for each in reversed(found) if each.field == "due"), None)
    if due is not None and _is_end(due, found, words):
        return again.plan.settle(None, now, until=str(due.value))
    return again.plan.settle(str(due.value) if due else None, now, due.keeps if due else None)


def _is_end(due: Found, found: list[Found], words: list[str]) -> bool:
    """Whether a date is the end of what repeats, right before it."""
    return words[due.first].lower() in _UNTIL and any(each.plan and each.end == due.first for each in found)


def _mark(found: Found, text: str, spans: list[tuple[int, int]]) -> Mark:
    start, end = spans[found.first][0], spans[found.end - 1][1]
    return Mark(found.field, start, end, text[start:end])


def _title(text: str, marks: list[Mark]) -> str:
    """The line without its marks; one space where one stood between words."""
    pieces, at = [], 0
    for mark in marks:
        pieces.append(text[at : mark.start].strip())
        at = mark.end
    pieces.append(text[at:].strip())
    return " ".join(piece for piece in pieces if piece)


def _fill(line: Line, found: list[Found]) -> None:
    """Set the fields, all but the recurrence: it needs the due, and gives one when there is none."""
    for each in found:
        if each.field not in (MANY, "recurrence"):
            setattr(line, each.field, each.value)
    line.labels = list(dict.fromkeys(str(each.value) for each in found if each.field == MANY))
